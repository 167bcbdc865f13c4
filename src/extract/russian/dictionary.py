"""The one dictionary of Russian forms.

pymorphy3 and pymorphy3-dicts-ru (MIT), OpenCorpora (CC BY-SA).
"""

from __future__ import annotations

import functools
import itertools
from typing import Any

import pymorphy3
from pymorphy3.analyzer import Parse
from pymorphy3.units import DictionaryAnalyzer


@functools.cache
def analyzer() -> pymorphy3.MorphAnalyzer:
    """The analyzer, loaded once in a process (15 MB)."""
    return pymorphy3.MorphAnalyzer(lang="ru")


@functools.lru_cache(maxsize=1 << 15)
def parses(word: str) -> tuple[Parse, ...]:
    """All the readings of a word, the likeliest first."""
    return tuple(analyzer().parse(word))


@functools.lru_cache(maxsize=1 << 14)
def known_parses(word: str) -> tuple[Parse, ...]:
    """Those readings of a word that stand in the dictionary; the others are guesses."""
    if not is_known(word):
        return ()  # to guess at the readings of a word takes long
    read = parses(word)
    known = {each: analyzer().word_is_known(each) for each in {parse.word for parse in read}}
    return tuple(parse for parse in read if known[parse.word])


def reads_as(word: str, *grammemes: str) -> bool:
    """Whether the dictionary has a reading of a word, in lower case, with all of some grammemes."""
    return any(parse.tag.grammemes.issuperset(grammemes) for parse in known_parses(word))


def is_known(word: str) -> bool:
    """Whether the dictionary has a form, in any case."""
    return bool(analyzer().word_is_known(word.lower()))


def inflected(parse: Parse, wanted: frozenset[str]) -> Parse | None:
    """``parse.inflect(wanted)``, which makes all forms of a word to choose one.

    Words of one paradigm are inflected alike, so that the choice is made once for all of them.
    """
    first, *others = parse.methods_stack
    if others or not isinstance(first[0], DictionaryAnalyzer):
        return parse.inflect(wanted)
    unit, _, paradigm, at = first
    chosen = _form(paradigm, at, wanted)
    if chosen is None:
        return None
    number, prefix, tag, suffix = chosen
    known = analyzer().dictionary
    word = prefix + known.build_stem(known.paradigms[paradigm], at, parse.word) + suffix
    return type(parse)(word, tag, parse.normal_form, 1.0, ((unit, word, paradigm, number),))


@functools.lru_cache(maxsize=1 << 13)
def _form(paradigm: int, at: int, wanted: frozenset[str]) -> tuple[int, str, Any, str] | None:
    """The form of a paradigm that pymorphy3 takes: its number, and what it is made of.

    Of two plurals that which is like the word's own: "цветы" have "цветов", "листья" "листьев".
    """
    known = analyzer().dictionary
    forms = [(i, *form) for i, form in enumerate(known.build_paradigm_info(paradigm))]
    fitting = [form for form in forms if wanted <= form[2].grammemes]
    if not fitting:
        wanted = known.Tag.fix_rare_cases(wanted)
        fitting = [form for form in forms if wanted <= form[2].grammemes]
    own = forms[at]
    grammemes = own[2].updated_grammemes(wanted)

    def likeness(form: tuple[int, str, Any, str]) -> tuple[float, int, int]:
        has = form[2].grammemes
        fit = len(grammemes & has) - 0.1 * len(grammemes ^ has)
        if "plur" not in own[2].grammemes & has:
            return fit, 0, 0
        letters = zip(own[1] + own[3], form[1] + form[3], strict=False)
        alike = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], letters))
        return fit, alike, -len(form[3])

    return max(fitting, key=likeness, default=None)
