"""From tables to an index, article by article in the order of the tables.

Memory is constant and time linear: DuckDB gives each table sorted by article, and the streams are
read side by side. What is done is committed every few hundred articles, so that a build that was
killed goes on from there.

Copies of articles (``schema.REPEATED``) are left out: their sentences would be found twice.
"""

from __future__ import annotations

import itertools
import logging
import sqlite3
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from extract import schema
from extract.russian.words import lemmas, words
from extract.search.article import Article
from extract.search.tokens import Tokens

if TYPE_CHECKING:
    from extract.search.index import Cursors

_log = logging.getLogger(__name__)
_BATCH = 256  # articles between two commits: a buffer, of any size
_FETCHED = 2048  # rows read at once: a buffer, of any size

_ARTICLES = f"""
    SELECT documents.rowid + 1, doc_id, title, author, "date"::VARCHAR,
           coalesce(similarity, 0) >= {schema.REPEATED}, texts.text
    FROM documents JOIN texts USING (doc_id) ORDER BY 1
"""
_MENTIONS = """
    SELECT documents.rowid + 1, mentions."start", mentions."end", mentions.text, mentions.type,
           normal, entity_id, name
    FROM mentions JOIN documents USING (doc_id) LEFT JOIN entities USING (entity_id)
    ORDER BY 1, 2, 3 DESC, 5
"""
_RELATIONS = """
    SELECT documents.rowid + 1, relation_id, predicate, relations.kind, status, topic,
           relations."begin"::DATE::VARCHAR, relations."end"::DATE::VARCHAR,
           subject, object, subject_id, object_id, cue_start, one."start", other."start"
    FROM relations JOIN documents USING (doc_id)
    LEFT JOIN mentions one ON one.mention_id = subject_mention
    LEFT JOIN mentions other ON other.mention_id = object_mention
    ORDER BY 1, one."start", other."start", 2
"""
_EVENTS = """
    SELECT documents.rowid + 1, event_id, kind, status, "begin"::DATE::VARCHAR,
           "end"::DATE::VARCHAR, name, place_id, participants, text_start
    FROM events JOIN documents USING (doc_id) ORDER BY 1, text_start, 2
"""
_ENTITIES = """
    SELECT entity_id, entities.type, list_prepend(entities.name, aliases), parent_id
    FROM entities LEFT JOIN places USING (entity_id) ORDER BY n_mentions DESC, entity_id
"""


def fill(sql: sqlite3.Connection, cursors: Cursors) -> None:
    """Puts into an index what the tables say and it does not have yet.

    Args:
        sql: The index.
        cursors: Give the tables.
    """
    tokens = Tokens(sql)
    done = _done(sql)
    if done is None:
        with sql:
            _entities(sql, cursors().execute(_ENTITIES).fetchall(), tokens)
            _set(sql, "done", 0)
        done = 0
    streams = [_Stream(cursors, query) for query in (_MENTIONS, _RELATIONS, _EVENTS)]
    articles = iter(_Stream(cursors, _ARTICLES))
    new = ((row, [stream.of(row[0]) for stream in streams]) for row in articles)
    todo = ((row, found) for row, found in new if row[0] > done)
    while batch := list(itertools.islice(todo, _BATCH)):
        with sql:
            for row, found in batch:
                Article(sql, tokens, row, *found).add()
            _set(sql, "done", batch[-1][0][0])
        _log.info("searchable: %d articles", batch[-1][0][0])
    with sql:
        sql.execute("INSERT INTO words (words) VALUES ('optimize')")
        sql.execute("CREATE INDEX sentences_doc ON sentences (doc)")
        sql.execute("CREATE INDEX told_fact ON told (fact)")
        sql.execute("CREATE INDEX sides_fact ON sides (fact)")
        sql.execute("ANALYZE")
        _set(sql, "finished", 1)


def _done(sql: sqlite3.Connection) -> int | None:
    found = sql.execute("SELECT value FROM meta WHERE key = 'done'").fetchone()
    return int(found[0]) if found else None


def _set(sql: sqlite3.Connection, key: str, value: int) -> None:
    sql.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, str(value)))


class _Stream:
    """The rows of a query whose first column is an article's number, rising."""

    def __init__(self, cursors: Cursors, query: str) -> None:
        self.cursor = cursors()
        self.cursor.execute(query)
        self.rows = iter(self)
        self.head: tuple[Any, ...] | None = None

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        while rows := self.cursor.fetchmany(_FETCHED):
            yield from rows

    def of(self, number: int) -> list[tuple[Any, ...]]:
        """The rows of an article, when those before it were asked for; without its number."""
        found = []
        while (row := self.head or next(self.rows, None)) is not None and row[0] <= number:
            self.head = None
            if row[0] == number:
                found.append(row[1:])
        self.head = row
        return found


def _entities(sql: sqlite3.Connection, rows: Iterable[tuple[Any, ...]], tokens: Tokens) -> None:
    """All entities and their names."""
    parents = []
    for entity_id, kind, names, parent in rows:
        entity = sql.execute(
            "INSERT INTO entities (entity_id, type) VALUES (?, ?)", (entity_id, kind)
        ).lastrowid
        if parent is not None:
            parents.append((parent, entity))
        for forms in dict.fromkeys(tuple(word.form for word in words(name)) for name in names):
            number = sql.execute(
                "INSERT INTO names (entity, n_words) VALUES (?, ?)", (entity, len(forms))
            ).lastrowid
            numbers = " ".join(str(tokens(lemmas(form))) for form in forms)
            sql.execute("INSERT INTO name_words (rowid, tokens) VALUES (?, ?)", (number, numbers))
    sql.executemany(
        "UPDATE entities SET parent = (SELECT id FROM entities WHERE entity_id = ?) WHERE id = ?",
        parents,
    )
