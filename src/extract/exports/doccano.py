"""doccano: JSON lines with entities and relations, for "Sequence Labeling" with relations.

Keys beside ``text``, ``entities`` and ``relations`` come back as they were.
Format: https://doccano.github.io/doccano/tutorial/
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.annotations import Mention, outer_first
from extract.exports.documents import AnnotationError, Document, Known, Tie, details, documents

if TYPE_CHECKING:
    from extract.tables import Tables


def write(tables: Tables, path: Path) -> None:
    """Writes the file."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        number = 0
        for document in documents(tables):
            said, number = line(document, number)
            file.write(json.dumps(said, ensure_ascii=False) + "\n")


def line(document: Document, first: int = 0) -> tuple[dict[str, Any], int]:
    """A document as doccano has it, and the first number that is free behind it.

    Args:
        document: The document.
        first: Number of its first entity; doccano wants another for each in a file.
    """
    numbers = {mention: first + at for at, mention in enumerate(document.mentions)}
    free = first + len(numbers)
    said = {
        "text": document.text,
        "entities": [
            {"id": number, "label": mention.type, "start_offset": mention.start,
             "end_offset": mention.end}
            for mention, number in numbers.items()
        ],
        "relations": [
            {"id": free + at, "from_id": numbers[tie.subject], "to_id": numbers[tie.object],
             "type": tie.predicate}
            for at, tie in enumerate(document.ties)
        ],
        "doc_id": document.doc_id, **document.details(),
        "mentions": [
            [m.start, m.end, m.type, known.normal, known.entity_id, known.name]
            for m, known in document.mentions.items()
        ],
    }  # fmt: skip
    return said, free + len(document.ties)


def read(path: Path) -> Iterator[Document]:
    """The documents of a file that doccano has exported as JSON lines.

    Raises:
        FileNotFoundError: There is no such file.
        AnnotationError: A line is not of doccano, or an entity lies outside of its text.
    """
    with path.open("rb") as file:
        for number, one in enumerate(file, 1):
            if one.strip():
                try:
                    yield _document(json.loads(one), number)
                except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
                    raise AnnotationError(f"{path}, line {number}: {error!r}") from None


def _document(said: dict[str, Any], number: int) -> Document:
    text: str = said["text"]
    known = {Mention(*one[:3]): Known(*one[3:6]) for one in said.get("mentions", ())}
    numbers = {}
    for one in said["entities"]:
        mention = Mention(int(one["start_offset"]), int(one["end_offset"]), str(one["label"]))
        if not 0 <= mention.start < mention.end <= len(text):
            raise AnnotationError(f"an entity from {mention.start} to {mention.end}")
        numbers[one["id"]] = mention
    mentions = sorted({*numbers.values()}, key=outer_first)
    ties = (
        Tie(numbers[one["from_id"]], str(one["type"]), numbers[one["to_id"]])
        for one in said.get("relations", ())
    )
    return Document(
        str(said.get("doc_id") or f"line-{number}"), text,
        {mention: known.get(mention, Known()) for mention in mentions}, tuple(ties),
        **details(said),
    )  # fmt: skip
