"""The one dictionary of Russian forms.

pymorphy3 and pymorphy3-dicts-ru (MIT), OpenCorpora (CC BY-SA).
"""

from __future__ import annotations

import functools

import pymorphy3


@functools.cache
def analyzer() -> pymorphy3.MorphAnalyzer:
    """The analyzer, loaded once in a process (15 MB)."""
    return pymorphy3.MorphAnalyzer(lang="ru")


def is_known(word: str) -> bool:
    """Whether the dictionary has a form, in any case."""
    return bool(analyzer().word_is_known(word.lower()))
