"""brat: a folder of .txt and .ann, with a note of the articles beside them.

Lines of ``.ann``: T mentions, R relations, N the entity of a mention (``Entity:e…``) and a #
note with its normal form, which can be corrected too.
Format: https://brat.nlplab.org/standoff.html and …/configuration.html
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract import brat
from extract.annotations import Mention, outer_first
from extract.exports.documents import (
    AnnotationError,
    Document,
    Known,
    Tie,
    details,
    documents,
    one_line,
    types,
)

if TYPE_CHECKING:
    from extract.tables import Tables

LIST = "documents.jsonl"  # brat passes over files that are no .txt, .ann or .conf
_NO_NAME = re.compile(r'[\x00-\x1f\x7f"%*/:<>?\\|]')
_LONGEST = 200  # bytes of a file's name without its extension; file systems take 255


def write(tables: Tables, path: Path) -> None:
    """Writes the folder."""
    path.mkdir(parents=True, exist_ok=True)
    _write(path / "annotation.conf", _configuration(tables))
    with (path / LIST).open("w", encoding="utf-8", newline="\n") as listed:
        for document in documents(tables):
            name = file_name(document.doc_id)
            said = {"name": name, "doc_id": document.doc_id, **document.details()}
            listed.write(json.dumps(said, ensure_ascii=False) + "\n")
            _write(path / f"{name}.txt", document.text)
            _write(path / f"{name}.ann", annotation_lines(document))


def _write(file: Path, text: str) -> None:
    file.write_bytes(text.encode())  # line ends as they are


def file_name(doc_id: str) -> str:
    """A name that any system takes, another for each document."""
    name = _NO_NAME.sub(lambda found: f"%{ord(found.group()):02X}", doc_id)
    name = f"%2E{name[1:]}" if name.startswith(".") else name
    if len(name.encode()) <= _LONGEST:
        return name
    digest = hashlib.blake2b(doc_id.encode(), digest_size=8).hexdigest()
    return name.encode()[: _LONGEST - 17].decode(errors="ignore") + f"-{digest}"


def annotation_lines(document: Document) -> str:
    """The contents of an .ann file."""
    names = {mention: f"T{number}" for number, mention in enumerate(document.mentions, 1)}
    ties = [(tie.predicate, names[tie.subject], names[tie.object]) for tie in document.ties]
    lines = [brat.mention_line(name, document.text, mention) for mention, name in names.items()]
    lines += [brat.relation_line(number, *tie) for number, tie in enumerate(ties, 1)]
    number = 0
    for mention, known in document.mentions.items():
        if known.entity_id:
            number += 1
            name = one_line(known.name or "")
            lines.append(brat.entity_line(number, names[mention], known.entity_id, name))
    for number, (mention, known) in enumerate(document.mentions.items(), 1):
        if known.normal is not None:
            lines.append(brat.note_line(number, names[mention], one_line(known.normal)))
    return "".join(f"{line}\n" for line in lines)


def _configuration(tables: Tables) -> str:
    lines = ["[entities]", *types(tables, "type", "mentions"), "", "[relations]"]
    lines += [
        f"{predicate}\tArg1:<ENTITY>, Arg2:<ENTITY>"
        for predicate in types(tables, "predicate", "relations")
    ]
    lines += ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"]  # mentions nest
    return "\n".join([*lines, "", "[events]", "", "[attributes]", ""])


def read(path: Path) -> Iterator[Document]:
    """The documents of a folder, whoever has written it.

    Without our list the name of a file is the name of its article.

    Raises:
        FileNotFoundError: There is no pair of .txt and .ann in the folder.
        BratError: An annotation cannot be read.
        AnnotationError: The list cannot be read.
    """
    listed = _listed(path / LIST)
    for one in brat.iterate_folder(path):
        said = listed.get(one.name, {"doc_id": f"{one.name}.txt"})
        known = _known(one)
        yield Document(
            said["doc_id"],
            one.text,
            {mention: known.get(mention, Known())
             for mention in sorted(one.entities, key=outer_first)},
            tuple(Tie(tie.subject, tie.type, tie.object) for tie in one.relations),
            **details(said),
        )  # fmt: skip


def _listed(file: Path) -> dict[str, dict[str, Any]]:
    if not file.exists():
        return {}
    found = {}
    for number, line in enumerate(file.read_bytes().split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            said = json.loads(line)
            found[str(said["name"])] = {**said, "doc_id": str(said["doc_id"])}
        except (ValueError, KeyError, TypeError, RecursionError):
            raise AnnotationError(f"{file}, line {number}: it names no document") from None
    return found


def _known(one: brat.Annotated) -> dict[Mention, Known]:
    found = {}
    for mention in one.entities:
        entity_id, name = one.entity_ids.get(mention, (None, None))
        found[mention] = Known(one.notes.get(mention), entity_id, name)
    return found
