"""Answers: the sentences that have the words of a query, the best first."""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
import json
import math
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from extract.russian.words import Lemmas, Word, findable, words
from extract.search import names
from extract.search.answer import Answer
from extract.search.filters import Conditions, Filters, conditions
from extract.search.index import Index
from extract.search.query import Part, Query, SearchError, parse

# By hand; benchmarks/search.py says what all of them come to.
_MOST_PAIRS = 4000  # of tokens of two neighbours in a phrase
_LOOKED_AT = 300  # sentences that have some of the words
_DEPTH = 8  # so many times the limit are looked at
_AROUND = 0.3  # what a word that stands elsewhere in the article counts
_SPREAD = 0.1  # a word that so many sentences have says nothing of the article around


def find(index: Index, text: str, filters: Filters, limit: int) -> list[Answer]:
    """Answers to a query.

    First come the sentences that have all its words, then those that have the most telling of
    them; in what order, BM25 says. Without words, the newest come first. An
    article has one answer where there is no room for all.

    Args:
        index: Of the tables.
        text: See ``query.parse``; may be empty where there are filters.
        filters: What all answers must fulfil.
        limit: How many at most.

    Raises:
        SearchError: The query or a filter makes no sense; the message says why.
    """
    for name, value in {"query": text, **filters._asdict()}.items():
        if not isinstance(value, str | dt.date | None):
            raise SearchError(f"{name} is a text, not {value!r}")
    if not isinstance(limit, int) or limit < 1:
        raise SearchError("limit must be at least 1")
    return _Search(index.sql, parse(text), filters, limit).answers()


class _Row(NamedTuple):
    id: int
    doc: int
    start: int
    end: int
    text: str


class _Fact(NamedTuple):
    told: str
    id: str
    status: str | None


# What no condition asks for is not joined (SQLite leaves out a LEFT JOIN that nothing reads).
_MATCHING = """
    SELECT words.rowid FROM words LEFT JOIN sentences s ON s.id = words.rowid
    LEFT JOIN documents d ON d.id = s.doc WHERE words MATCH :match AND {}
    ORDER BY words.rank, words.rowid
"""
_FILTERED = """
    SELECT s.id FROM sentences s JOIN documents d ON d.id = s.doc WHERE {}
    ORDER BY d.date DESC NULLS LAST, s.id
"""
_SENTENCE = 'SELECT id, doc, "start", "end", text FROM sentences WHERE id = ?'
_EXCLUDED = "s.id NOT IN (SELECT rowid FROM words WHERE words MATCH :excluded)"


class _Search:
    """A query being answered: what several of its steps look up."""

    def __init__(self, sql: sqlite3.Connection, query: Query, filters: Filters, limit: int) -> None:
        self.sql, self.query, self.limit = sql, query, limit
        self.last: tuple[str, list[tuple[Word, Lemmas]]] = ("", [])  # that was read
        forms = {form for part in (*query.parts, *query.excluded) for form in part.forms}
        self.tokens = {form: names.tokens(sql, form) for form in forms}
        self.lemmas = {form: names.lemmas_asked(sql, form) for form in forms}
        self.conditions = self.with_excluded(conditions(sql, filters))
        if not query.parts and filters == Filters():
            raise SearchError("nothing to search for: give a word, a phrase or a filter")

    def with_excluded(self, found: Conditions) -> Conditions:
        some = list(filter(None, map(self.expression, self.query.excluded)))
        if not some:
            return found
        values = {**found.values, "excluded": " OR ".join(some)}
        joined = " AND ".join(filter(None, (found.sentences, _EXCLUDED)))
        return Conditions(joined, found.facts, values)

    def answers(self) -> list[Answer]:
        if self.query.parts:
            best = _of_many_articles(self.fully(), self.limit)
            if len(best) < self.limit and len(self.query.words) > 1:
                some = self.partly({row.id for row in best})
                best += _of_many_articles(some, self.limit - len(best))
        else:
            best = _of_many_articles(self.first(self.rows(_FILTERED)), self.limit)
        return [self.answer(row) for row in best]

    def first(self, rows: Iterator[_Row]) -> list[_Row]:
        return list(itertools.islice(rows, _DEPTH * self.limit))

    def fully(self) -> list[_Row]:
        """Sentences that have all the words."""
        every = list(map(self.expression, self.query.parts))
        return self.first(self.rows(_MATCHING, match=" AND ".join(every))) if all(every) else []

    def rows(self, query: str, **values: Any) -> Iterator[_Row]:
        """Sentences that fulfil a query of SQL, its phrases looked for and the excluded too."""
        text = query.format(self.conditions.sentences or "true")
        for found in self.sql.execute(text, {**self.conditions.values, **values}):
            row = _Row._make(self.sql.execute(_SENTENCE, found).fetchone())
            if self.has_phrases(row):
                yield row

    def expression(self, part: Part) -> str:
        """A part as FTS5 asks for it; "" where no sentence can have it.

        Of a long phrase it is pairs of neighbours that FTS5 looks for, all at once would be too
        many; ``has_phrases`` looks at the whole.
        """
        sets = [self.tokens[form] for form in part.forms]
        if not all(sets):
            return ""
        if len(sets) == 1:
            return f"({' OR '.join(map(str, sets[0]))})"
        return " AND ".join(map(_neighbours, sets, sets[1:]))

    def has_phrases(self, row: _Row) -> bool:
        long = [part for part in self.query.phrases if len(part.forms) > 2]
        return not long or all(self.hits(row.text, part) for part in long)

    def hits(self, text: str, part: Part) -> list[tuple[int, int]]:
        """Where a part stands in a text."""
        found = self.read(text)
        asked = [self.lemmas[form] for form in part.forms]
        return [
            (found[at][0].start, found[at + len(asked) - 1][0].end)
            for at in range(len(found) - len(asked) + 1)
            if all(found[at + n][1] & some for n, some in enumerate(asked))
        ]

    def read(self, text: str) -> list[tuple[Word, Lemmas]]:
        """The words of a text, and under which lemmas each is found."""
        if self.last[0] != text:
            found = list(words(text))
            self.last = (
                text,
                [
                    (word, findable(word.form) | names.learned(self.sql, word.form))
                    for word in found
                ],
            )
        return self.last[1]

    def partly(self, known: set[int]) -> list[_Row]:
        """Sentences that have some of the words, the most telling first."""
        having = {part: self.having(part) for part in self.query.words}
        some = [self.expression(part) for part, ids in having.items() if ids]
        if not some:
            return []
        match = " AND ".join([f"({' OR '.join(some)})", *map(self.expression, self.query.phrases)])
        rows = list(itertools.islice(self.rows(_MATCHING, match=match), _LOOKED_AT))
        borders = self.borders({row.doc for row in rows})
        n = self.sql.execute("SELECT max(id) FROM sentences").fetchone()[0]

        def telling(row: _Row) -> float:
            first, last = borders[row.doc]
            return sum(
                # The rarer a word, the more it tells (idf squared, as in the cosine of tf-idf).
                math.log(1 + n / len(ids)) ** 2 * _share(ids, row.id, first, last, n)
                for ids in having.values()
                if ids
            )

        # Stable: of equals BM25 decides.
        return sorted((row for row in rows if row.id not in known), key=telling, reverse=True)

    def having(self, part: Part) -> list[int]:
        """The sentences that have a word, in order."""
        match = self.expression(part)
        query = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid"
        return [number for (number,) in self.sql.execute(query, (match,))] if match else []

    def borders(self, documents: set[int]) -> dict[int, tuple[int, int]]:
        """First and last sentence of each article."""
        rows = self.sql.execute(
            "SELECT doc, min(id), max(id) FROM sentences"
            " WHERE doc IN (SELECT value FROM json_each(?)) GROUP BY doc",
            (json.dumps(sorted(documents)),),
        )
        return {doc: (first, last) for doc, first, last in rows}

    def answer(self, row: _Row) -> Answer:
        found = {part: self.hits(row.text, part) for part in self.query.parts}
        hits = sorted({at for some in found.values() for at in some})
        doc_id, title, author, date = self.sql.execute(
            "SELECT doc_id, title, author, date FROM documents WHERE id = ?", (row.doc,)
        ).fetchone()
        relations, events = self.facts(row.id)
        return Answer(
            date,
            title,
            author,
            row.text,
            [fact.told for fact in relations],
            [fact.told for fact in events],
            [part.written for part, some in found.items() if not some],
            doc_id,
            row.start,
            row.end,
            [(row.start + start, row.start + end) for start, end in hits],
            [fact.id for fact in relations],
            [fact.id for fact in events],
            [fact.status for fact in relations],
            [fact.status for fact in events],
        )

    def facts(self, sentence: int) -> Sequence[list[_Fact]]:
        """What a sentence tells: relations, and events."""
        query = f"""
            SELECT f.told, f.fact_id, f.status, f.is_event
            FROM told JOIN facts f ON f.id = told.fact JOIN documents d ON d.id = f.doc
            WHERE told.sentence = :sentence AND {self.conditions.facts or "true"} ORDER BY f.id
        """
        values = {**self.conditions.values, "sentence": sentence}
        found: tuple[list[_Fact], list[_Fact]] = ([], [])
        for *fact, is_event in self.sql.execute(query, values):
            found[is_event].append(_Fact._make(fact))
        return found


def _of_many_articles(rows: list[_Row], room: int) -> list[_Row]:
    """As many as there is room for, the first of each article before further ones; as ordered."""
    seen: set[int] = set()
    further: list[int] = []
    chosen: list[int] = []
    for at, row in enumerate(rows):
        (further if row.doc in seen else chosen).append(at)
        seen.add(row.doc)
    return [rows[at] for at in sorted([*chosen, *further][:room])]


def _share(ids: list[int], sentence: int, first: int, last: int, n: int) -> float:
    """What a word counts for a sentence: all if it stands there, some if in its article."""
    at = bisect.bisect_left(ids, sentence)
    if at < len(ids) and ids[at] == sentence:
        return 1.0
    at = bisect.bisect_left(ids, first)
    near = at < len(ids) and ids[at] <= last
    return _AROUND if near and len(ids) <= _SPREAD * n else 0.0


def _neighbours(one: list[int], other: list[int]) -> str:
    """Tokens one right after another, as FTS5 asks for them."""
    if len(one) * len(other) > _MOST_PAIRS:
        return " AND ".join(f"({' OR '.join(map(str, some))})" for some in (one, other))
    pairs = (f'"{first} {second}"' for first in one for second in other)
    return f"({' OR '.join(pairs)})"
