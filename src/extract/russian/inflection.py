"""All forms of a lemma, in short: what they begin with, and what may follow."""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Collection

from pymorphy3.analyzer import Parse
from pymorphy3.units import DictionaryAnalyzer, KnownSuffixAnalyzer

from extract.russian.dictionary import analyzer
from extract.russian.spelling import lower

Inflected = tuple[str, tuple[str, ...]]  # a stem and all that may follow it


def inflection(parse: Parse) -> list[Inflected]:
    """The forms of a reading's lemma, in lower case, ё as е.

    Those with a prefix ("посильнее", "наисильнейший") have a stem of their own.
    """
    first, *others = parse.methods_stack
    if not isinstance(first[0], DictionaryAnalyzer) or not _keep_paradigms(others):
        return [shortened({lower(form.word) for form in parse.lexeme})]
    _, _, paradigm, number = first
    known = analyzer().dictionary
    stem = lower(known.build_stem(known.paradigms[paradigm], number, parse.word))
    return [(prefix + stem + shared, endings) for prefix, shared, endings in _endings(paradigm)]


def shortened(forms: Collection[str]) -> Inflected:
    """Forms as the letters that all begin with, and what follows these."""
    first, last = min(forms), max(forms)  # what these share, all between them do
    pairs = zip(first, last, strict=False)
    stem = "".join(one for one, _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))
    return stem, tuple(sorted(form[len(stem) :] for form in forms))


def _keep_paradigms(methods: list[tuple[object, ...]]) -> bool:
    """Whether a word is inflected as the dictionary's, and not of several parts."""
    return all(isinstance(method[0], KnownSuffixAnalyzer) for method in methods)


@functools.cache
def _endings(paradigm: int) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """By prefix what follows the stem of a paradigm: what all begin with, and what differs."""
    suffixes: dict[str, set[str]] = defaultdict(set)
    for prefix, _, suffix in analyzer().dictionary.build_paradigm_info(paradigm):
        suffixes[prefix].add(lower(suffix))
    return tuple((prefix, *shortened(some)) for prefix, some in suffixes.items())
