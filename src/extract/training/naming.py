"""How alike two names of one thing are: what a stage makes of it, and the gold."""

from __future__ import annotations

import functools
import re
from collections import Counter

from extract.russian.dictionary import parses

_WORD = re.compile(r"[^\W_]+")


def words(name: str) -> list[str]:
    """The lemmas of a name, ё as е."""
    return [_lemma(word) for word in _WORD.findall(name.lower().replace("ё", "е"))]


def alike(one: str, other: str) -> float:
    """The share of common words of two names, 0 to 1."""
    mine, others = Counter(words(one)), Counter(words(other))
    return 2 * (mine & others).total() / max(1, mine.total() + others.total())


@functools.lru_cache(1 << 16)
def _lemma(word: str) -> str:
    return str(parses(word)[0].normal_form).replace("ё", "е")
