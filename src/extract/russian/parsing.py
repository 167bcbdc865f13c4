"""Which of the dictionary's parses a token has, by its tag, and the capitals of its other forms."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import pymorphy3
from pymorphy3.analyzer import Parse

from extract.russian.dictionary import analyzer, parses
from extract.russian.grammemes import FEATURES, PARTS_OF_SPEECH

_NAMED = re.compile(r"\b(?:Name|Surn|Patr|Geox|Orgn|Trad)\b")


def universal(tag: pymorphy3.tagset.OpencorporaTag) -> tuple[frozenset[str], frozenset[str]]:
    """An OpenCorpora tag as possible UPOS tags and UD features ("Case=Gen")."""
    return _universal(str(tag))


@functools.lru_cache(maxsize=1 << 12)  # by its name: tags are compared in Python
def _universal(name: str) -> tuple[frozenset[str], frozenset[str]]:
    tag = analyzer().TagClass(name)
    pos = set(PARTS_OF_SPEECH.get(tag.POS, ()))
    if tag.POS == "ADJF" and "Apro" in tag.grammemes:
        pos = {"DET", "PRON"}
    features = {FEATURES[grammeme] for grammeme in tag.grammemes if grammeme in FEATURES}
    if tag.POS == "ADJF" and "Supr" not in tag.grammemes:
        features.add("Degree=Pos")
    return frozenset(pos), frozenset(features)


@functools.lru_cache(maxsize=1 << 12)
def _names(features: frozenset[str]) -> tuple[str, ...]:
    """Of "Case=Gen" its "Case"."""
    return tuple(feature.partition("=")[0] for feature in features)


def best_parse(word: str, pos: str, features: frozenset[str]) -> Parse:
    """The reading that agrees best with a part of speech and features.

    Args:
        word: A clean word (see ``russian.spelling``).
        pos: UPOS.
        features: UD features as "Name=Value".
    """
    readings = _of_both_parts(word.lower(), parses(word.lower()))
    if len(readings) == 1:
        return readings[0]
    return readings[_fitting(tuple([str(parse.tag) for parse in readings]), pos, features)]


@functools.lru_cache(maxsize=1 << 14)  # many words are declined alike
def _fitting(tags: tuple[str, ...], pos: str, features: frozenset[str]) -> int:
    """Which of some tags, by their names, agrees best."""
    wanted = _names(features)

    def agreement(at: int) -> tuple[int, int, int]:
        upos, found = _universal(tags[at])
        same = len(found & features)
        contrary = sum(map(wanted.__contains__, _names(found))) - same
        name = pos == "PROPN" and bool(_NAMED.search(tags[at]))
        return (pos in upos, 2 * name + same - contrary, -contrary)

    return max(range(len(tags)), key=agreement)  # the first of equals, which is the likeliest


def _of_both_parts(word: str, readings: tuple[Parse, ...]) -> Sequence[Parse]:
    """Of "городами-побратимами" the readings that inflect both parts, where there are any."""
    part, dash, _ = word.partition("-")
    if not dash or any(parse.is_known for parse in readings):
        return readings
    return [p for p in readings if p.normal_form.partition("-")[0] != part] or readings


def recase(lemma: str, word: str) -> str:
    """Gives a lemma the capitals of the word, hyphenated parts one by one."""
    parts = lemma.split("-")
    models = word.split("-")
    if len(parts) != len(models):
        parts, models = [lemma], [word]
    return "-".join(map(_recase_part, parts, models))


def _recase_part(lemma: str, word: str) -> str:
    if word.islower():
        return lemma
    if word.isupper() and len(word) > 1:
        return lemma.upper()
    cased = [
        char.upper() if model.isupper() else char for char, model in zip(lemma, word, strict=False)
    ]
    return "".join(cased) + lemma[len(cased) :]
