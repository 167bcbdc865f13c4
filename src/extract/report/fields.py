"""What stands in the rows of the page's chunks, field by field, and how a query's row becomes one.

A field that ends with "#" is an article, with "@" an entity, with "@s" a list of entities: in a
query three columns (id, title, date; id, name, type) or a list of such, in the chunk a number.
The page's script makes objects of the rows by the same names.
"""

from __future__ import annotations

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
        "id", "title", "date", "source", "relations", "events", "length", "copyOf", "similarity",
    ),
    "people": _ENTITY, "bodies": _ENTITY, "places": _ENTITY,
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


# By kind what each field ends with; asked for millions of times.
_ENDS = {
    kind: tuple(re.sub(r"^\w+", "", field) for field in fields) for kind, fields in FIELDS.items()
}


def packed(kind: str, row: Row, chunk: Chunk) -> list[Any]:
    """A row of a query as it stands in a chunk.

    Args:
        kind: Of ``FIELDS``.
        row: A column for each field, three for an article or an entity.
        chunk: Gets the articles and entities.
    """
    columns = iter(row)
    made = []
    for end, value in zip(_ENDS[kind], columns, strict=False):
        if not end:
            made.append(value)
        elif end == "@s":
            made.append([chunk.entities.number(*one) for one in value or ()])
        elif end == "@":
            named = (value, next(columns), next(columns))
            made.append(None if named[1] is None else chunk.entities.number(*named))
        else:
            made.append(chunk.documents.number(value, next(columns), next(columns)))
    return made
