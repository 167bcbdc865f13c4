"""One article on its way into an index: its sentences, who is named there, what is told."""

from __future__ import annotations

import bisect
import re
import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

from extract import schema
from extract.annotations import LONGEST_SENTENCE
from extract.russian.words import Lemmas, findable, in_nominative, lemmas, words
from extract.search.tokens import Tokens
from extract.stages.segmentation.ends import sentences

_ROLE = re.compile(r" \([^()]*\)$")


class _Fact(NamedTuple):
    """A relation or an event, as it is kept.

    Attributes:
        row: Columns of ``facts`` from ``fact_id`` to ``end``, and ``told``.
        place: ``entity_id`` of an event's place.
        sides: ``entity_id`` of who takes part.
        at: A character of the sentence that tells it.
    """

    row: tuple[Any, ...]
    place: str | None
    sides: tuple[str | None, ...]
    at: int


class Article:
    """An article that gets into an index."""

    def __init__(
        self,
        sql: sqlite3.Connection,
        tokens: Tokens,
        row: tuple[Any, ...],
        mentions: list[tuple[Any, ...]],
        relations: list[tuple[Any, ...]],
        events: list[tuple[Any, ...]],
    ) -> None:
        self.sql, self.tokens = sql, tokens
        *self.document, self.is_copy, self.text = row
        self.number = self.document[0]
        self.mentions, self.relations, self.events = mentions, relations, events

    def add(self) -> None:
        if self.is_copy:
            return
        self.sql.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?)", self.document)
        self.add_sentences(self.learned())
        self.add_mentions()
        for fact in (*self.told_relations(), *self.told_events()):
            self.add_fact(fact)

    def learned(self) -> dict[int, Lemmas]:
        """By the place of a word, the lemmas that the run knows and the dictionary does not.

        The nominative of a name is the run's.
        """
        found: dict[int, Lemmas] = {}
        for start, _, text, kind, normal, *_ in self.mentions:
            if kind not in schema.NAMED_TYPES or text == normal:
                continue
            for word, base in in_nominative(text, normal):
                if not lemmas(word.form) & (other := lemmas(base)):
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
        for id_, predicate, kind, status, topic, begin, end, one, other, *sides in self.relations:
            said = f"{one} — {predicate} — {other}" + (f" {topic}" if topic else "")
            told = said + _when(status, begin, end)
            *who, cue, first, second = sides
            # The sentence of the cue, or where both sides are known: as ``relations.sentence``.
            at = cue if cue is not None else max(filter(None, (first, second)), default=0)
            row = (id_, 0, predicate, kind, status, begin, end, told)
            yield _Fact(row, None, tuple(who), at)

    def told_events(self) -> Iterator[_Fact]:
        known: dict[str, str] = {}
        for *_, normal, entity_id, name in self.mentions:
            if entity_id:
                known.setdefault(normal, entity_id)
                known.setdefault(name, entity_id)
        for id_, kind, status, begin, end, name, place, people, at in self.events:
            told = f"{name}{_when(status, begin, end)}"
            sides = tuple(known.get(one) or known.get(_ROLE.sub("", one)) for one in people or ())
            yield _Fact((id_, 1, kind, None, status, begin, end, told), place, sides, at)

    def add_fact(self, fact: _Fact) -> None:
        if (sentence := self.sentence(fact.at)) is None:
            return
        *columns, told = fact.row
        number = self.sql.execute(
            "INSERT INTO facts VALUES (NULL, ?, ?, ?, ?, ?, ?, ?,"
            " (SELECT id FROM entities WHERE entity_id = ?), ?, ?)",
            (*columns, fact.place, self.number, told),
        ).lastrowid
        self.sql.execute("INSERT INTO told VALUES (?, ?)", (sentence, number))
        self.sql.executemany(
            "INSERT OR IGNORE INTO sides SELECT id, ?2, ?3 FROM entities WHERE entity_id = ?1",
            [(entity, number, side) for side, entity in enumerate(fact.sides) if entity],
        )


def _when(status: str | None, begin: str | None, end: str | None) -> str:
    """ " (signed, 2025-01-17)": what of it is known."""
    day = begin if end in (begin, None) else f"{begin or '…'} – {end}"
    known = ", ".join(filter(None, (status, day)))
    return f" ({known})" if known else ""


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
