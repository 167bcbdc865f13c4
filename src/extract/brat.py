"""brat's standoff format, in and out.

Offsets are Python string indices of the text as it is in the file, line ends untouched.
Format: https://brat.nlplab.org/standoff.html
"""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Doc

from extract import schema
from extract.annotations import ENTITIES, Mention

_LINE_BREAK = re.compile(r"[\r\n]+")
_WIKIDATA, _ENTITY = "Wikidata:", "Entity:"


class Triple(NamedTuple):
    """A relation between two mentions."""

    type: str
    subject: Mention
    object: Mention


@dataclasses.dataclass(frozen=True, slots=True)
class Annotated:
    """A text and what is annotated in it.

    Attributes:
        name: The file's name without its extension.
        text: The text.
        entities: Mentions, in the order of the file, each once.
        relations: Triples, in the order of the file, each once.
        references: Wikidata id and label of those mentions that have one.
        entity_ids: Of those mentions that name one of our entities, its id and name.
        notes: What annotators have noted of a mention: in our files its normal form.
    """

    name: str
    text: str
    entities: tuple[Mention, ...] = ()
    relations: tuple[Triple, ...] = ()
    references: dict[Mention, tuple[str, str]] = dataclasses.field(default_factory=dict)
    entity_ids: dict[Mention, tuple[str, str]] = dataclasses.field(default_factory=dict)
    notes: dict[Mention, str] = dataclasses.field(default_factory=dict)


class BratError(ValueError):
    """A file that is not brat, with its name and the line."""


def read_folder(folder: str | os.PathLike[str]) -> list[Annotated]:
    """All texts of a folder that have annotations beside them, ordered by name.

    Raises:
        FileNotFoundError: There is no such folder, or no .ann file with its .txt in it.
        BratError: An annotation cannot be read.
    """
    return list(iterate_folder(folder))


def iterate_folder(folder: str | os.PathLike[str]) -> Iterator[Annotated]:
    """As ``read_folder``, one text at a time."""
    files = sorted(file for file in Path(folder).glob("*.ann") if file.with_suffix(".txt").exists())
    if not files:
        raise FileNotFoundError(f"there is no pair of .txt and .ann files in {folder}")
    for file in files:
        yield parse(file.stem, _utf8(file.with_suffix(".txt")), _utf8(file))


def _utf8(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise BratError(f"{file} is not UTF-8: {error.reason} at byte {error.start}") from None


def parse(name: str, text: str, annotations: str) -> Annotated:
    """Reads the contents of an .ann file.

    A discontinuous entity counts as its hull. Events and attributes are passed over.

    Args:
        name: How to call the text in messages.
        text: The text.
        annotations: The lines of the .ann file.

    Raises:
        BratError: A line does not follow the format, or its offsets lie outside of the text.
    """
    lines = [line.rstrip("\r").split("\t") for line in annotations.split("\n") if line.strip()]
    read = _Lines()
    # Lines may name mentions that stand further down.
    for number, fields in enumerate(lines, 1):
        if fields[0].startswith("T"):
            read.mentions[fields[0]] = _mention(fields, text, f"{name}.ann, line {number}")
    for number, fields in enumerate(lines, 1):
        try:
            read.line(fields)
        except (IndexError, KeyError, ValueError):
            raise BratError(f"{name}.ann, line {number}: {' '.join(fields)}") from None
    return read.annotated(name, text)


class _Lines:
    """What the lines of an .ann file have said so far; its mentions are known first."""

    def __init__(self) -> None:
        self.mentions: dict[str, Mention] = {}
        self.relations: dict[Triple, None] = {}
        self.references: dict[Mention, tuple[str, str]] = {}
        self.entity_ids: dict[Mention, tuple[str, str]] = {}
        self.notes: dict[Mention, str] = {}

    def line(self, fields: list[str]) -> None:
        """Takes in a line that is no mention."""
        kinds = {"R": self._relation, "N": self._reference, "#": self._note}
        if (read := kinds.get(fields[0][:1])) is not None:
            read(fields)

    def _relation(self, fields: list[str]) -> None:
        kind, first, second = fields[1].split()[:3]
        subject, object_ = (self.mentions[arg.partition(":")[2]] for arg in (first, second))
        self.relations[Triple(kind, subject, object_)] = None

    def _reference(self, fields: list[str]) -> None:
        _, name, reference = fields[1].split()[:3]
        label = fields[2] if len(fields) > 2 else ""
        for prefix, found in ((_WIKIDATA, self.references), (_ENTITY, self.entity_ids)):
            if reference.startswith(prefix):
                found[self.mentions[name]] = reference.removeprefix(prefix), label

    def _note(self, fields: list[str]) -> None:
        target = fields[1].split()[-1]
        if target in self.mentions and len(fields) > 2:
            self.notes[self.mentions[target]] = fields[2]

    def annotated(self, name: str, text: str) -> Annotated:
        """All of it."""
        entities = tuple(dict.fromkeys(self.mentions.values()))
        relations = tuple(self.relations)
        return Annotated(
            name, text, entities, relations, self.references, self.entity_ids, self.notes
        )


def _mention(fields: list[str], text: str, where: str) -> Mention:
    try:
        kind, borders = fields[1].split(" ", 1)
        offsets = [int(number) for number in re.split("[ ;]", borders)]
    except (IndexError, ValueError):
        raise BratError(f"{where}: {' '.join(fields)}") from None
    start, end = min(offsets), max(offsets)
    if not 0 <= start < end <= len(text):
        raise BratError(f"{where}: offsets {start} to {end} in a text of {len(text)} characters")
    return Mention(start, end, kind)


def to_brat(doc: Doc) -> str:
    """What the stages found in a document, as the contents of an .ann file.

    Entities, relations of ``schema.RELATION_TYPES`` between them, and the Wikidata ids of
    places. The text beside it must be ``doc.text``, written with ``newline=""``.
    """
    spans = {span._.mention: span for span in doc.spans.get(ENTITIES, ())}
    names = {mention: f"T{number}" for number, mention in enumerate(sorted(spans), 1)}
    lines = [mention_line(name, doc.text, mention) for mention, name in names.items()]
    triples = {
        Triple(relation.predicate, relation.subject, relation.object): None
        for relation in doc._.relations
        if relation.predicate in schema.RELATION_TYPES
        and relation.subject in names
        and relation.object in names
    }
    lines += [
        relation_line(number, kind, names[subject], names[object_])
        for number, (kind, subject, object_) in enumerate(triples, 1)
    ]
    places = [(name, spans[mention]._.place) for mention, name in names.items()]
    found = [(name, place) for name, place in places if place and place.wikidata_id]
    lines += [
        f"N{number}\tReference {name} {_WIKIDATA}{place.wikidata_id}\t{place.name}"
        for number, (name, place) in enumerate(found, 1)
    ]
    return "".join(f"{line}\n" for line in lines)


def mention_line(name: str, text: str, mention: Mention) -> str:
    """The line of a mention.

    Args:
        name: "T" and a number.
        text: Of the document.
        mention: The mention.
    """
    return f"{name}\t{mention.type} {_fragments(text, mention)}\t{_shown(text, mention)}"


def relation_line(number: int, kind: str, subject: str, object_: str) -> str:
    """The line of a relation between two mentions of these names."""
    return f"R{number}\t{kind} Arg1:{subject} Arg2:{object_}\t"


def entity_line(number: int, name: str, entity_id: str, label: str) -> str:
    """The line that says which entity the mention of a name refers to."""
    return f"N{number}\tReference {name} {_ENTITY}{entity_id}\t{label}"


def note_line(number: int, name: str, note: str) -> str:
    """The line of a note on the mention of a name."""
    return f"#{number}\tAnnotatorNotes {name}\t{note}"


def _fragments(text: str, mention: Mention) -> str:
    """Offsets; brat wants an entity across a line break in pieces without it."""
    pieces = []
    start = mention.start
    for match in _LINE_BREAK.finditer(text, mention.start, mention.end):
        if start < match.start():
            pieces.append(f"{start} {match.start()}")
        start = match.end()
    if start < mention.end:
        pieces.append(f"{start} {mention.end}")
    return ";".join(pieces)


def _shown(text: str, mention: Mention) -> str:
    return _LINE_BREAK.sub(" ", text[mention.start : mention.end]).strip()
