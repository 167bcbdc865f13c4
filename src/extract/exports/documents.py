"""What annotation is about: texts, mentions in them and ties between mentions.

Formats that people correct are written from these and read into them.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from extract.annotations import Mention

if TYPE_CHECKING:
    from extract.tables import Tables

_AT_ONCE = 200  # documents read together: a buffer, of any size
_BREAKS = re.compile(r"[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


class AnnotationError(ValueError):
    """Annotations that cannot be read, with the file or document and what is wrong."""


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """What is known of a mention beside its place and type.

    Attributes:
        normal: Its dictionary form; None where nobody has told it.
        entity_id: What it refers to; None for values, and where nobody has told it.
        name: Of what it refers to.
        score: 0 to 1.
    """

    normal: str | None = None
    entity_id: str | None = None
    name: str | None = None
    score: float = 1.0


@dataclasses.dataclass(frozen=True, slots=True)
class Tie:
    """A relation between two mentions."""

    subject: Mention
    predicate: str
    object: Mention


@dataclasses.dataclass(frozen=True, slots=True)
class Document:
    """An annotated text.

    Attributes:
        doc_id: Of the article.
        text: What offsets count in.
        mentions: Each with what is known of it, in the order of the text.
        ties: In the order of the table.
        source, title, date, url, author: Of the article.
    """

    doc_id: str
    text: str
    mentions: dict[Mention, Known] = dataclasses.field(default_factory=dict)
    ties: tuple[Tie, ...] = ()
    source: str | None = None
    title: str | None = None
    date: dt.date | None = None
    url: str | None = None
    author: str | None = None

    def details(self) -> dict[str, str]:
        """What is known of the article, as JSON has it."""
        known = {
            "source": self.source,
            "title": self.title,
            "date": self.date.isoformat() if self.date else None,
            "url": self.url,
            "author": self.author,
        }
        return {name: value for name, value in known.items() if value is not None}


def details(said: Any) -> dict[str, Any]:
    """What ``Document.details`` has written, as arguments of a document.

    Raises:
        AnnotationError: It is something else.
    """
    if not isinstance(said, dict):
        return {}
    names = ("source", "title", "url", "author")
    found: dict[str, Any] = {name: said[name] for name in names if isinstance(said.get(name), str)}
    try:
        if said.get("date"):
            found["date"] = dt.date.fromisoformat(said["date"])
    except (TypeError, ValueError):
        raise AnnotationError(f"{said['date']!r} is no date") from None
    return found


def one_line(text: str) -> str:
    """A text without what begins a line or a field."""
    return _BREAKS.sub(" ", text)


def documents(tables: Tables) -> Iterator[Document]:
    """The documents of tables in their order, some at a time."""
    read = tables._cursor().execute(
        "SELECT doc_id, text, source, title, date, url, author "
        "FROM documents JOIN texts USING (doc_id) ORDER BY documents.rowid"
    )
    while some := read.fetchmany(_AT_ONCE):
        ids = [row[0] for row in some]
        mentions, places = _mentions(tables, ids)
        ties = _ties(tables, ids, places)
        for doc_id, text, *known in some:
            yield Document(doc_id, text, mentions[doc_id], tuple(ties[doc_id]), *known)


def _mentions(
    tables: Tables, ids: list[str]
) -> tuple[dict[str, dict[Mention, Known]], dict[str, Mention]]:
    found: dict[str, dict[Mention, Known]] = {doc_id: {} for doc_id in ids}
    places = {}
    rows = tables._cursor().execute(
        'SELECT mention_id, doc_id, start, "end", m.type, normal, entity_id, name, score '
        "FROM mentions m LEFT JOIN entities USING (entity_id) "
        'WHERE doc_id IN (SELECT unnest(?)) ORDER BY start, "end" DESC, m.type',
        [ids],
    )
    for mention_id, doc_id, start, end, kind, *known in rows.fetchall():
        mention = places[mention_id] = Mention(start, end, kind)
        found[doc_id][mention] = Known(*known)
    return found, places


def _ties(tables: Tables, ids: list[str], places: dict[str, Mention]) -> dict[str, list[Tie]]:
    found: dict[str, list[Tie]] = {doc_id: [] for doc_id in ids}
    rows = tables._cursor().execute(
        "SELECT doc_id, subject_mention, predicate, object_mention FROM relations "
        "WHERE doc_id IN (SELECT unnest(?)) ORDER BY rowid",
        [ids],
    )
    for doc_id, subject, predicate, object_ in rows.fetchall():
        if subject in places and object_ in places:
            found[doc_id].append(Tie(places[subject], predicate, places[object_]))
    return found


def types(tables: Tables, column: str, table: str) -> list[str]:
    """The types that tables have, in the alphabet's order."""
    query = f"SELECT DISTINCT {column} FROM {table} ORDER BY 1"
    return [value for (value,) in tables._cursor().execute(query).fetchall()]
