"""Tokens: numbers that stand for sets of lemmas, which FTS5 sees instead of words."""

from __future__ import annotations

import sqlite3

from extract.russian.words import Lemmas

_MOST_TOKENS = 1 << 20  # that are remembered; 2,859 texts of news have 84,928 words


class Tokens:
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
