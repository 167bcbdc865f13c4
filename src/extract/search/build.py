"""From tables to an index, article by article in the order of the tables.

Memory is constant and time linear: DuckDB gives each table sorted by article, and the streams are
read side by side. What is done is committed every few hundred articles, so that a build that was
killed goes on from there.

Copies of articles (``schema.REPEATED``) are left out: their sentences would be found twice.
"""

from __future__ import annotations

import bisect
import itertools
import logging
import re
import sqlite3
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from extract import schema
from extract.russian.dictionary import is_known
from extract.search.words import Lemmas, findable, lemmas, words
from extract.stages.segmentation import LONGEST_SENTENCE
from extract.stages.segmentation.ends import sentences

if TYPE_CHECKING:
    from extract.search.index import Cursors

_log = logging.getLogger(__name__)
_BATCH = 256  # articles between two commits
_FETCHED = 2048  # rows
_MOST_TOKENS = 1 << 20  # that are remembered
_ROLE = re.compile(r" \([^()]*\)$")

_ARTICLES = f"""
    SELECT documents.rowid + 1, doc_id, title, "date"::VARCHAR,
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
    SELECT documents.rowid + 1, relation_id, predicate, relations.kind, status,
           relations."begin"::DATE::VARCHAR, relations."end"::DATE::VARCHAR,
           subject, object, subject_id, object_id, cue_start, one."start", other."start"
    FROM relations JOIN documents USING (doc_id)
    LEFT JOIN mentions one ON one.mention_id = subject_mention
    LEFT JOIN mentions other ON other.mention_id = object_mention
    ORDER BY 1, 13, 14, 2
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
    tokens = _Tokens(sql)
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
                _Article(sql, tokens, row, *found).add()
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


class _Tokens:
    """The numbers that stand for sets of lemmas."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self.sql = sql
        self.known: dict[Lemmas, int] = {}

    def __call__(self, some: Lemmas) -> int:
        """The number of a set; a new one where there is none."""
        if (number := self.known.get(some)) is not None:
            return number
        if len(self.known) >= _MOST_TOKENS:
            self.known.clear()
        key = " ".join(sorted(some))
        found = self.sql.execute("SELECT id FROM tokens WHERE lemmas = ?", (key,)).fetchone()
        if found is None:
            number = self.sql.execute("INSERT INTO tokens (lemmas) VALUES (?)", (key,)).lastrowid
            assert number is not None
            rows = [(lemma, number) for lemma in some]
            self.sql.executemany("INSERT INTO lemmas VALUES (?, ?)", rows)
        else:
            number = int(found[0])
        self.known[some] = number
        return number


def _entities(sql: sqlite3.Connection, rows: Iterable[tuple[Any, ...]], tokens: _Tokens) -> None:
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


class _Fact(NamedTuple):
    """A relation or an event, as it is kept.

    Attributes:
        row: Columns of ``facts`` from ``fact_id`` to ``end``, and ``told``.
        place: ``entity_id`` of an event's place.
        sides: ``entity_id`` of who takes part.
        at: Characters of the article that tell it.
    """

    row: tuple[Any, ...]
    place: str | None
    sides: tuple[str | None, ...]
    at: tuple[int, ...]


class _Article:
    """An article that gets into an index."""

    def __init__(
        self,
        sql: sqlite3.Connection,
        tokens: _Tokens,
        row: tuple[Any, ...],
        mentions: list[tuple[Any, ...]],
        relations: list[tuple[Any, ...]],
        events: list[tuple[Any, ...]],
    ) -> None:
        self.sql, self.tokens = sql, tokens
        self.number, self.doc_id, self.title, self.date, self.is_copy, self.text = row
        self.mentions, self.relations, self.events = mentions, relations, events

    def add(self) -> None:
        if self.is_copy:
            return
        self.sql.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?)",
            (self.number, self.doc_id, self.title, self.date),
        )
        self.add_sentences(self.learned())
        self.add_mentions()
        for fact in (*self.told_relations(), *self.told_events()):
            self.add_fact(fact)

    def learned(self) -> dict[int, Lemmas]:
        """By the place of a word, the lemmas that the run knows and the dictionary does not.

        The nominative of a name is the run's; where it has as many words as the mention, they
        answer to each other.
        """
        found: dict[int, Lemmas] = {}
        for start, _, text, kind, normal, *_ in self.mentions:
            if kind not in schema.NAMED_TYPES or text == normal:
                continue
            written, nominative = list(words(text)), list(words(normal))
            if len(written) != len(nominative):
                continue
            for word, base in zip(written, nominative, strict=True):
                if is_known(word.form):  # "российский", whose normal form is the country
                    continue
                if not lemmas(word.form) & (other := lemmas(base.form)):
                    found[start + word.start] = other
                    rows = [(word.form, lemma) for lemma in other]
                    self.sql.executemany("INSERT OR IGNORE INTO forms VALUES (?, ?)", rows)
        return found

    def add_sentences(self, learned: dict[int, Lemmas]) -> None:
        self.starts: list[int] = []
        self.ids: list[int] = []
        for start, end in _parts(self.text):
            text = self.text[start:end]
            number = self.sql.execute(
                'INSERT INTO sentences (doc, "start", "end", text) VALUES (?, ?, ?, ?)',
                (self.number, start, end, text),
            ).lastrowid
            assert number is not None
            numbers = (
                str(self.tokens(findable(word.form) | learned.get(start + word.start, Lemmas())))
                for word in words(text)
            )
            self.sql.execute(
                "INSERT INTO words (rowid, tokens) VALUES (?, ?)", (number, " ".join(numbers))
            )
            self.starts.append(start)
            self.ids.append(number)

    def sentence(self, at: int) -> int | None:
        """The sentence at a character."""
        place = bisect.bisect_right(self.starts, at) - 1
        return self.ids[max(0, place)] if self.ids else None

    def add_mentions(self) -> None:
        rows = {(one[5], self.sentence(one[0])) for one in self.mentions if one[5]}
        self.sql.executemany(
            "INSERT OR IGNORE INTO named SELECT id, ?2 FROM entities WHERE entity_id = ?1",
            sorted(rows),
        )

    def told_relations(self) -> Iterator[_Fact]:
        for id_, predicate, kind, status, begin, end, one, other, *sides in self.relations:
            told = f"{one} — {predicate} — {other}" + (f" ({status})" if status else "")
            at = tuple(dict.fromkeys(place for place in sides[2:] if place is not None))
            row = (id_, 0, predicate, kind, status, begin, end, told)
            yield _Fact(row, None, tuple(sides[:2]), at)

    def told_events(self) -> Iterator[_Fact]:
        known: dict[str, str] = {}
        for *_, normal, entity_id, name in self.mentions:
            if entity_id:
                known.setdefault(normal, entity_id)
                known.setdefault(name, entity_id)
        for id_, kind, status, begin, end, name, place, people, at in self.events:
            told = f"{name} ({status})" if status else str(name)
            sides = tuple(known.get(one) or known.get(_ROLE.sub("", one)) for one in people or ())
            yield _Fact((id_, 1, kind, None, status, begin, end, told), place, sides, (at,))

    def add_fact(self, fact: _Fact) -> None:
        *columns, told = fact.row
        number = self.sql.execute(
            "INSERT INTO facts VALUES (NULL, ?, ?, ?, ?, ?, ?, ?,"
            " (SELECT id FROM entities WHERE entity_id = ?), ?, ?)",
            (*columns, fact.place, self.number, told),
        ).lastrowid
        places = {self.sentence(at) for at in fact.at}
        self.sql.executemany(
            "INSERT OR IGNORE INTO told VALUES (?, ?)", [(place, number) for place in places]
        )
        self.sql.executemany(
            "INSERT OR IGNORE INTO sides SELECT id, ?2, ?3 FROM entities WHERE entity_id = ?1",
            [(entity, number, side) for side, entity in enumerate(fact.sides) if entity],
        )


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Sentences as character offsets, those of very many words in parts."""
    for start, end in sentences(text):
        if end - start <= LONGEST_SENTENCE:  # characters: it has no more words
            yield start, end
            continue
        found = list(words(text[start:end]))
        begin = start
        for word in found[LONGEST_SENTENCE::LONGEST_SENTENCE]:
            yield begin, start + len(text[start : start + word.start].rstrip())
            begin = start + word.start
        yield begin, end
