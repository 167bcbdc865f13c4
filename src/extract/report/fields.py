"""What stands in the rows of the page's chunks, field by field, and how a query's row becomes one.

A field that ends with "#" is an article, with "@" an entity, with "@s" a list of entities: in a
query three columns (id, title, date; id, name, type) or a list of such, in the chunk a number.
The page's script makes objects of the rows by the same names.
"""

from __future__ import annotations

import itertools
import re
from typing import Any

from extract.report.chunks import Chunk, Row

_ENTITY = ("id", "name", "type", "mentions", "articles", "first", "last", "about")
FIELDS: dict[str, tuple[str, ...]] = {
    "register": (
        "id", "document#", "predicate", "subject@", "object@", "subjectFor", "objectFor", "kind",
        "topic", "status", "begin", "end", "place", "score",
    ),
    "events": (
        "id", "document#", "name", "kind", "status", "begin", "end", "partOf", "score", "place@",
        "participants@s",
    ),
    "documents": (
        "id", "title", "author", "date", "source", "relations", "events", "length", "copyOf",
        "similarity",
    ),
    "people": _ENTITY, "bodies": _ENTITY, "places": _ENTITY,
    "spots": ("id", "name", "type", "kind", "country", "mentions", "articles", "events", "x", "y"),
    # of a card
    "careers": ("position", "other@", "former", "document#", "score"),
    "ties": (
        "own", "id", "document#", "predicate", "other@", "otherFor", "kind", "topic", "status",
        "begin", "end", "place", "score",
    ),
    "happened": (
        "id", "document#", "name", "kind", "status", "begin", "end", "place", "here", "score",
    ),
    "in": ("document#", "n"),
    # of an article; spans are pairs of characters
    "claims": (
        "id", "predicate", "subject@", "object@", "subjectFor", "objectFor", "kind", "topic",
        "status", "begin", "end", "place", "score", "method", "quote", "subjectSpan", "objectSpan",
        "cueSpan",
    ),
    "told": (
        "id", "name", "kind", "status", "begin", "end", "place", "participants", "score", "span",
    ),
    "mentions": ("start", "end", "type", "normal", "entity@", "score"),
}  # fmt: skip


_COLUMNS = {"": 1, "@s": 1, "@": 3, "#": 3}  # of a query, by what a field ends with


def _references(fields: tuple[str, ...]) -> list[tuple[int, str]]:
    """The first column of each article and entity, and what its field ends with; the last first."""
    ends = [re.sub(r"^\w+", "", field) for field in fields]
    columns = itertools.accumulate((_COLUMNS[end] for end in ends), initial=0)
    return [(at, end) for at, end in zip(columns, ends, strict=False) if end][::-1]


_REFERENCES = {kind: _references(fields) for kind, fields in FIELDS.items()}


def packed(kind: str, row: Row, chunk: Chunk) -> list[Any]:
    """A row of a query as it stands in a chunk.

    Args:
        kind: Of ``FIELDS``.
        row: A column for each field, three for an article or an entity.
        chunk: Gets the articles and entities.
    """
    made = list(row)
    for at, end in _REFERENCES[kind]:
        if end == "@s":
            made[at] = [chunk.entities[tuple(one)] for one in row[at] or ()]
        elif end == "#":
            made[at : at + 3] = [chunk.documents[row[at : at + 3]]]
        else:
            made[at : at + 3] = [None if row[at + 1] is None else chunk.entities[row[at : at + 3]]]
    return made
