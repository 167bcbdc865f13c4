"""How SQL over the tables writes texts and lists of words."""

from __future__ import annotations

from collections.abc import Iterable


def sql_text(text: object) -> str:
    """A text as DuckDB's SQL writes it."""
    return "'" + str(text).replace("'", "''") + "'"


def sql_words(words: Iterable[str]) -> str:
    """Words for ``IN (…)``, in the order of the alphabet."""
    return ", ".join(map(sql_text, sorted(words)))
