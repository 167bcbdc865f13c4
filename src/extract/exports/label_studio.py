"""Label Studio: tasks with predictions, and the labelling configuration that shows them.

Offsets are code points, as Label Studio has counted since 1.2; what an older one has counted in
UTF-16 is recognized by the text of the region. Each task keeps what is known of its mentions in
its data, which come back as they were.
Format: https://labelstud.io/guide/predictions.html and …/guide/export
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from extract.annotations import Mention, outer_first
from extract.exports.documents import (
    AnnotationError,
    Document,
    Known,
    Tie,
    details,
    documents,
    types,
)

if TYPE_CHECKING:
    from extract.tables import Tables

_VERSION = "extract"
FILE, _CONFIGURATION = "tasks.json", "labels.xml"
_LARGEST = 2**30  # bytes of a file that is read, all of it in memory
_FROM, _TO = "label", "text"


def write(tables: Tables, path: Path) -> None:
    """Writes the folder: tasks.json, to be imported, and labels.xml, the configuration."""
    path.mkdir(parents=True, exist_ok=True)
    (path / _CONFIGURATION).write_text(_configuration(tables), encoding="utf-8")
    with (path / FILE).open("w", encoding="utf-8", newline="\n") as file:
        before = "[\n"
        for document in documents(tables):
            file.write(before + json.dumps(task(document), ensure_ascii=False))
            before = ",\n"
        file.write("\n]\n" if before != "[\n" else "[]\n")


def task(document: Document) -> dict[str, Any]:
    """A document as a task."""
    names = {mention: f"m{number}" for number, mention in enumerate(document.mentions)}
    result = [
        _region(document.text, mention, known, names[mention])
        for mention, known in document.mentions.items()
    ]
    result += [
        {"type": "relation", "from_id": names[tie.subject], "to_id": names[tie.object],
         "direction": "right", "labels": [tie.predicate]}
        for tie in document.ties
    ]  # fmt: skip
    known_of = [
        [mention.start, mention.end, mention.type, known.normal, known.entity_id, known.name]
        for mention, known in document.mentions.items()
    ]
    data = {"text": document.text, "doc_id": document.doc_id, **document.details()}
    return {
        "data": {**data, "mentions": known_of},
        "predictions": [{"model_version": _VERSION, "result": result}],
    }


def _region(text: str, mention: Mention, known: Known, name: str) -> dict[str, Any]:
    value = {
        "start": mention.start,
        "end": mention.end,
        "text": text[mention.start : mention.end],
        "labels": [mention.type],
    }
    region = {"id": name, "from_name": _FROM, "to_name": _TO, "type": "labels", "value": value}
    return {**region, "score": known.score, "meta": {"text": [known.normal or ""]}}


def _configuration(tables: Tables) -> str:
    labels = "".join(
        f"    <Label value={quoteattr(kind)}/>\n" for kind in types(tables, "type", "mentions")
    )
    relations = "".join(
        f"    <Relation value={quoteattr(kind)}/>\n"
        for kind in types(tables, "predicate", "relations")
    )
    return (
        f'<View>\n  <Labels name="{_FROM}" toName="{_TO}">\n{labels}  </Labels>\n'
        f"  <Relations>\n{relations}  </Relations>\n"
        f'  <Text name="{_TO}" value="$text" granularity="symbol"/>\n</View>\n'
    )


def read(path: Path) -> Iterator[Document]:
    """The documents of a file that Label Studio has exported as JSON, or of our folder.

    Of a task its last annotation counts that nobody has cancelled; without one the prediction.

    Raises:
        FileNotFoundError: There is no such file.
        AnnotationError: It is not of Label Studio, or a region lies outside of its text.
    """
    file = path / FILE if path.is_dir() else path
    if file.stat().st_size > _LARGEST:
        raise AnnotationError(f"{file} is larger than {_LARGEST:,} bytes")
    try:
        tasks = json.loads(file.read_bytes())
        if not isinstance(tasks, list):
            raise ValueError("a list of tasks is wanted")
    except (ValueError, RecursionError) as error:
        raise AnnotationError(f"{file} is no JSON of Label Studio: {error}") from None
    for number, one in enumerate(tasks, 1):
        try:
            yield _document(one, number)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise AnnotationError(f"{file}, task {number}: {error!r}") from None


def _document(one: dict[str, Any], number: int) -> Document:
    data = one["data"]
    text: str = data["text"]
    known = {
        Mention(*fields[:3]): Known(*fields[3:6])
        for fields in data.get("mentions", ())
        if isinstance(fields, list)
    }
    regions: dict[str, list[Mention]] = {}
    result = _result(one)
    for region in (region for region in result if region.get("type") == "labels"):
        regions[region["id"]] = _mentions(text, region["value"])
    noted = _notes(result, regions)
    mentions = {
        mention: _with_note(known.get(mention, Known()), noted.get(mention))
        for mention in sorted(
            {mention for some in regions.values() for mention in some},
            key=outer_first,
        )
    }
    return Document(
        str(data.get("doc_id") or f"task-{one.get('id', number)}"), text, mentions,
        tuple(_ties(result, regions)), **details(data),
    )  # fmt: skip


def _result(one: dict[str, Any]) -> list[dict[str, Any]]:
    annotated = [a for a in one.get("annotations", ()) if not a.get("was_cancelled")]
    chosen = (annotated or one.get("predictions") or [{}])[-1]
    return list(chosen.get("result") or ())


def _mentions(text: str, value: dict[str, Any]) -> list[Mention]:
    start, end = int(value["start"]), int(value["end"])
    said = value.get("text")
    if said is not None and text[start:end] != said:
        start, end = _code_points(text, start), _code_points(text, end)
        if text[start:end] != said:
            raise AnnotationError(f"{said!r} does not stand at {value['start']} to {value['end']}")
    if not 0 <= start < end <= len(text):
        raise AnnotationError(f"offsets {start} to {end} in a text of {len(text)} characters")
    return [Mention(start, end, str(label)) for label in value.get("labels", ())]


def _code_points(text: str, units: int) -> int:
    """How many characters so many units of UTF-16 are."""
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))


def _notes(
    result: list[dict[str, Any]], regions: dict[str, list[Mention]]
) -> dict[Mention, str | None]:
    found: dict[Mention, str | None] = {}
    for region in result:
        noted = (region.get("meta") or {}).get("text") or ()
        for mention in regions.get(region.get("id", ""), ()):
            if noted and region.get("type") == "labels":
                found[mention] = str(noted[0]) or None
    return found


def _with_note(known: Known, note: str | None) -> Known:
    """A normal form that was written into a region's notes is a correction."""
    return Known(note or known.normal, known.entity_id, known.name, known.score)


def _ties(result: list[dict[str, Any]], regions: dict[str, list[Mention]]) -> Iterator[Tie]:
    for one in (one for one in result if one.get("type") == "relation"):
        sides = (one["from_id"], one["to_id"])
        if one.get("direction") == "left":
            sides = sides[::-1]
        subjects, objects = (regions.get(side, []) for side in sides)
        for label in one.get("labels") or ():
            yield from (Tie(s, str(label), o) for s in subjects[:1] for o in objects[:1])
