"""The one dictionary of Russian forms.

pymorphy3 and pymorphy3-dicts-ru (MIT), OpenCorpora (CC BY-SA).
"""

from __future__ import annotations

import functools

import pymorphy3
from pymorphy3.analyzer import Parse


@functools.cache
def analyzer() -> pymorphy3.MorphAnalyzer:
    """The analyzer, loaded once in a process (15 MB)."""
    return pymorphy3.MorphAnalyzer(lang="ru")


@functools.lru_cache(maxsize=1 << 15)
def parses(word: str) -> tuple[Parse, ...]:
    """All the readings of a word, the likeliest first."""
    return tuple(analyzer().parse(word))


def is_known(word: str) -> bool:
    """Whether the dictionary has a form, in any case."""
    return bool(analyzer().word_is_known(word.lower()))
