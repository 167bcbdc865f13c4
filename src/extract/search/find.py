"""Answers: the sentences that have the words of a query, the best first."""

from __future__ import annotations

import itertools
import json
import math
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from extract.search import names
from extract.search.filters import Conditions, Filters, conditions
from extract.search.index import Index
from extract.search.query import Part, Query, SearchError, parse
from extract.search.words import Lemmas, findable, words

_MOST_PAIRS = 4000  # of tokens of two neighbours in a phrase
_LOOKED_AT = 300  # sentences that have some of the words
_AROUND = 0.3  # what a word that stands elsewhere in the article counts
_SPREAD = 0.1  # a word that so many sentences have says nothing of the article around


class Answer(NamedTuple):
    """A sentence.

    Attributes:
        date: Of the article, ISO 8601.
        title: Of the article.
        text: The sentence.
        relations: Relations that it tells, in words.
        events: Events that it tells, likewise.
        missing: Words of the query that it does not have.
        doc_id: The article.
        start, end: Its characters in the article's text.
        hits: Characters of the words that were found, in the article's text.
        relation_ids, event_ids: Rows of ``relations`` and ``events``.
    """

    date: str | None
    title: str | None
    text: str
    relations: list[str]
    events: list[str]
    missing: list[str]
    doc_id: str
    start: int
    end: int
    hits: list[tuple[int, int]]
    relation_ids: list[str]
    event_ids: list[str]


COLUMNS = Answer._fields


def find(index: Index, text: str, filters: Filters, limit: int) -> list[Answer]:
    """Answers to a query.

    First come the sentences that have all its words, then those that have the most telling of
    them; in what order, BM25 says. Without words, the newest come first.

    Args:
        index: Of the tables.
        text: See ``query.parse``; may be empty where there are filters.
        filters: What all answers must fulfil.
        limit: How many at most.

    Raises:
        SearchError: The query or a filter makes no sense; the message says why.
    """
    if limit < 1:
        raise SearchError("limit must be at least 1")
    return _Search(index.sql, parse(text), filters, limit).answers()


class _Row(NamedTuple):
    id: int
    doc: int
    start: int
    end: int
    text: str


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
        if not self.query.parts:
            rows = itertools.islice(self.rows(_FILTERED), self.limit)
            return [self.answer(row) for row in rows]
        every = list(map(self.expression, self.query.parts))
        found = []
        if all(every):
            match = " AND ".join(every)
            found = list(itertools.islice(self.rows(_MATCHING, match=match), self.limit))
        if len(found) < self.limit and len(self.query.words) > 1:
            found += self.partly({row.id for row in found})
        return [self.answer(row) for row in found[: self.limit]]

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
        found = [(word, self.found_under(word.form)) for word in words(text)]
        asked = [self.lemmas[form] for form in part.forms]
        return [
            (found[at][0].start, found[at + len(asked) - 1][0].end)
            for at in range(len(found) - len(asked) + 1)
            if all(found[at + n][1] & some for n, some in enumerate(asked))
        ]

    def found_under(self, form: str) -> Lemmas:
        learned = self.sql.execute("SELECT lemma FROM forms WHERE form = ?", (form,))
        return findable(form).union(lemma for (lemma,) in learned)

    def partly(self, known: set[int]) -> list[_Row]:
        """Sentences that have some of the words, the most telling first."""
        weights = {part: self.weight(part) for part in self.query.words}
        some = " OR ".join(self.expression(part) for part, weight in weights.items() if weight)
        if not some:
            return []
        match = " AND ".join([f"({some})", *map(self.expression, self.query.phrases)])
        rows = list(itertools.islice(self.rows(_MATCHING, match=match), _LOOKED_AT))
        rows = [row for row in rows if row.id not in known]
        around = {part: self.around(part, {row.doc for row in rows}) for part in weights}

        def telling(row: _Row) -> float:
            return sum(
                weight
                if self.hits(row.text, part)
                else weight * _AROUND * (row.doc in around[part])
                for part, weight in weights.items()
            )

        return sorted(rows, key=telling, reverse=True)  # stable: of equals BM25 decides

    def weight(self, part: Part) -> float:
        """How much a word tells, by how many sentences have it; 0 for one that none has."""
        n = self.frequency(part)
        return math.log(1 + self.sentences / n) if n else 0.0

    def frequency(self, part: Part) -> int:
        match = self.expression(part)
        query = "SELECT count(*) FROM words WHERE words MATCH ?"
        return int(self.sql.execute(query, (match,)).fetchone()[0]) if match else 0

    @property
    def sentences(self) -> int:
        return int(self.sql.execute("SELECT max(id) FROM sentences").fetchone()[0] or 0)

    def around(self, part: Part, documents: set[int]) -> set[int]:
        """Those of some articles that have a word anywhere; none for a word of every day."""
        match = self.expression(part)
        if not match or self.frequency(part) > _SPREAD * self.sentences:
            return set()
        rows = self.sql.execute(
            "SELECT DISTINCT s.doc FROM words CROSS JOIN sentences s ON s.id = words.rowid"
            " WHERE words MATCH ? AND s.doc IN (SELECT value FROM json_each(?))",
            (match, json.dumps(sorted(documents))),
        )
        return {doc for (doc,) in rows}

    def answer(self, row: _Row) -> Answer:
        found = {part: self.hits(row.text, part) for part in self.query.parts}
        hits = sorted({at for some in found.values() for at in some})
        doc_id, title, date = self.sql.execute(
            "SELECT doc_id, title, date FROM documents WHERE id = ?", (row.doc,)
        ).fetchone()
        relations, events = self.facts(row.id)
        return Answer(
            date,
            title,
            row.text,
            [told for told, _ in relations],
            [told for told, _ in events],
            [part.written for part, some in found.items() if not some],
            doc_id,
            row.start,
            row.end,
            [(row.start + start, row.start + end) for start, end in hits],
            [fact_id for _, fact_id in relations],
            [fact_id for _, fact_id in events],
        )

    def facts(self, sentence: int) -> Sequence[list[tuple[str, str]]]:
        """What a sentence tells, relations and events, in words and with their ids."""
        query = f"""
            SELECT f.told, f.fact_id, f.is_event FROM told JOIN facts f ON f.id = told.fact
            JOIN documents d ON d.id = f.doc
            WHERE told.sentence = :sentence AND {self.conditions.facts or "true"} ORDER BY f.id
        """
        values = {**self.conditions.values, "sentence": sentence}
        found: tuple[list[tuple[str, str]], list[tuple[str, str]]] = ([], [])
        for told, fact_id, is_event in self.sql.execute(query, values):
            found[is_event].append((told, fact_id))
        return found


def _neighbours(one: list[int], other: list[int]) -> str:
    """Tokens one right after another, as FTS5 asks for them."""
    if len(one) * len(other) > _MOST_PAIRS:
        return " AND ".join(f"({' OR '.join(map(str, some))})" for some in (one, other))
    pairs = (f'"{first} {second}"' for first in one for second in other)
    return f"({' OR '.join(pairs)})"
