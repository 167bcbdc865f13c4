"""Lists of names: natasha's (MIT), and what they say together with the dictionary."""

from __future__ import annotations

import functools
from typing import NamedTuple

from extract.russian.dictionary import known_parses
from extract.russian.natasha import natasha_file
from extract.stages.names import customs, foreign

_NOMINATIVE = frozenset({"nomn", "sing"})


@functools.cache
def _listed(name: str) -> frozenset[str]:
    text = natasha_file("dict", f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(text.replace("ё", "е").split("\n"))


def is_given_name(word: str) -> bool:
    """Whether a nominative is in natasha's list of given names."""
    return word.lower().replace("ё", "е") in _listed("first")


def is_surname(word: str) -> bool:
    """Whether a nominative, a woman's too, is in natasha's list of surnames."""
    word = word.lower().replace("ё", "е")
    surnames = _listed("last")
    if word in surnames:
        return True
    if word.endswith(("ова", "ева", "ина", "ына")):
        return word[:-1] in surnames
    return word.endswith("ая") and any(word[:-2] + end in surnames for end in ("ий", "ый", "ой"))


def is_mans_surname(word: str) -> bool:
    """Whether it is but a man's in the list with an ending: "путина", which is a common noun."""
    word = word.lower().replace("ё", "е")
    surnames = _listed("last")
    return word.endswith("а") and word not in surnames and word[:-1] in surnames


class Standing(NamedTuple):
    """What dictionaries, lists and the ending together say for a nominative."""

    given: int
    surname: int


@functools.lru_cache(maxsize=1 << 14)
def standing(word: str) -> Standing:
    """How much speaks for a given name, and how much for a surname.

    No list is believed alone: natasha's surnames hold "Пётр", its given names "Джексон".

    Args:
        word: A nominative in lower case.
    """
    marks: set[str] = set()
    for parse in known_parses(word):
        if parse.tag.grammemes >= _NOMINATIVE:
            marks |= parse.tag.grammemes & {"Name", "Surn"}
    plain = word.replace("ё", "е")
    known = "Name" in marks or plain in customs.COLLOQUIAL or plain in foreign.BEARERS
    known = known and plain not in foreign.ALONE_SURNAMES
    given = 3 * known + 2 * is_given_name(word)
    surname = 3 * ("Surn" in marks) + is_surname(word)
    surname += 2 * (customs.SURNAME_END.search(word) is not None)
    if word in customs.IBERIAN_SURNAMES:
        surname += 4
    return Standing(given, surname)
