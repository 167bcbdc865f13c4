"""What of a document is shown: its text in pieces, and the rows below it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc

from extract.annotations import ENTITIES, Mention, outer_first
from extract.schema import TRUST, TYPES, Family
from extract.tables.rows import TRUSTED, Row, Rows, rows

_RELATIONS = (
    "subject", "predicate", "object", "status", "kind", "topic", "begin", "end", "method", "rule",
    "score",
)  # fmt: skip
WHY = frozenset({"method", "rule"})  # what found a row: for those who ask
_EVENTS = ("name", "kind", "begin", "end", "place", "participants", "status", "score")


def family(entity_type: str) -> Family:
    """Of a type; one of the user's own is a thing."""
    known = TYPES.get(entity_type)
    return known.family if known else Family.THING


class Piece(NamedTuple):
    """A part of a text between two borders of mentions.

    Attributes:
        start, end: Offsets.
        around: The mentions around it, outer first.
        opening: Those that begin with it, outer first.
        closing: Those that end with it, inner first.
    """

    start: int
    end: int
    around: list[Mention]
    opening: list[Mention]
    closing: list[Mention]


def pieces(doc: Doc, begin: int = 0, stop: int | None = None) -> Iterator[Piece]:
    """The text from one offset to another, cut at the borders of the mentions in it."""
    stop = len(doc.text) if stop is None else stop
    mentions = [span._.mention for span in doc.spans.get(ENTITIES, ())]
    mentions = [one for one in mentions if begin <= one.start and one.end <= stop]
    mentions.sort(key=outer_first)
    borders = {begin, stop}
    starts: dict[int, list[Mention]] = {}
    for mention in mentions:
        borders |= {mention.start, mention.end}
        starts.setdefault(mention.start, []).append(mention)
    around: list[Mention] = []
    for start, end in itertools.pairwise(sorted(borders)):
        opening = starts.get(start, [])
        around = [mention for mention in around if mention.end > start] + opening
        closing = [mention for mention in reversed(around) if mention.end == end]
        yield Piece(start, end, around, opening, closing)


def found(doc: Doc, relations: str = "trusted") -> Rows:
    """The rows of a document.

    Args:
        doc: A processed document.
        relations: Which to show, one of ``schema.TRUST``.

    Raises:
        ValueError: There is no such choice of relations.
    """
    if relations not in TRUST:
        raise ValueError(f"relations={relations!r}: there are {', '.join(TRUST)}")
    found = rows(doc)
    if relations != "all":
        sure = {row["relation_id"] for row in found[TRUSTED]}
        found["relations"] = [row for row in found["relations"] if row["relation_id"] in sure]
    return found


def within(found: Rows, begin: int, stop: int) -> Rows:
    """The rows that are told between two offsets."""
    inside = {
        row["mention_id"]
        for row in found["mentions"]
        if begin <= row["start"] and row["end"] <= stop
    }
    tells: dict[str, Callable[[Row], bool]] = {
        "relations": lambda row: {row["subject_mention"], row["object_mention"]} <= inside,
        "events": lambda row: begin <= row["text_start"] and row["text_end"] <= stop,
        "dates": lambda row: row["mention_id"] in inside,
    }
    return found | {name: list(filter(keep, found[name])) for name, keep in tells.items()}


def tables(found: Rows) -> Iterator[tuple[str, list[Row], tuple[str, ...]]]:
    """Title, rows and columns of what is shown below the text, where there is any."""
    shown = (
        ("Relations", "relations", _RELATIONS),
        ("Events", "events", _EVENTS),
        ("Dates", "dates", ("text", "timex_type", "value", "mod", "begin", "end", "anchor")),
    )
    for title, name, columns in shown:
        table = found[name]
        used = tuple(column for column in columns if any(row[column] is not None for row in table))
        if table:
            yield title, table, used
