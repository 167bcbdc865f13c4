"""Names that one letter sets apart: "Асия Биби" and "Азия Биби"."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections import Counter
from collections.abc import Iterable

from extract.annotations import Person
from extract.russian.dictionary import reads_as
from extract.russian.slips import are_swapped, is_letter_apart
from extract.russian.spelling import fold

# Letters of a name that may be misspelt; half or double changes no row of 46 articles.
_SHORTEST = 4
_ALIKE = str.maketrans({"ю": "у", "э": "е", "й": "и", "ы": "и", "ь": None, "ъ": None})
_DOUBLED = re.compile(r"(.)\1")


def is_misspelt(one: str, other: str) -> bool:
    """Whether one name may be the other with a letter changed, left out or put in.

    Two given names of the dictionary are two: "Юрий", "Юлий".

    Args:
        one: Of one word, folded.
        other: The same.
    """
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST or len(long) - len(short) > 1 or short[0] != long[0]:
        return False
    return is_letter_apart(one, other) and not (reads_as(one, "Name") and reads_as(other, "Name"))


@functools.lru_cache(maxsize=1 << 13)
def sounded(name: str) -> str:
    """A surname without what transcriptions of one differ in: "Кюнсберг", "Кунссберг".

    Args:
        name: Folded; one of a few letters stays as it is.
    """
    if len(name) <= _SHORTEST:
        return name
    letters = _DOUBLED.sub(r"\1", name.translate(_ALIKE))
    return f"{letters[:-1]}с" if letters.endswith("з") else letters


def misspelt(names: Iterable[str]) -> frozenset[str]:
    """Of what one person is called, the names that are slips of others that are commoner.

    Args:
        names: In the nominative, one of each mention.
    """
    counts = Counter(names)
    if len(counts) < 2:
        return frozenset()
    return frozenset(
        one
        for one, seen in counts.items()
        if any(more > seen and _are_alike(one, other) for other, more in counts.items())
    )


def _are_alike(one: str, other: str) -> bool:
    left, right = fold(one).split(), fold(other).split()
    return len(left) == len(right) and all(
        a == b or is_misspelt(a, b) or is_transposed(a, b) for a, b in zip(left, right, strict=True)
    )


def is_transposed(one: str, other: str) -> bool:
    """Whether two letters side by side have changed places: "Трапм" for "Трамп".

    Args:
        one: Of one word, folded.
        other: The same.
    """
    return len(one) > _SHORTEST and one[0] == other[:1] and are_swapped(one, other)


def spelt_as(parts: Person, best: Person | None) -> Person:
    """Parts as the name that someone goes by has them, where they differ by a slip.

    Args:
        parts: Of all names together.
        best: Of that name.
    """
    if best is None:
        return parts
    pairs = ((parts.given_name, best.given_name), (parts.surname, best.surname))
    given, surname = (name if is_slip(part, name) else part for part, name in pairs)
    if (given, surname) == (parts.given_name, parts.surname):
        return parts
    return dataclasses.replace(parts, given_name=given, surname=surname)


def is_slip(one: str | None, other: str | None) -> bool:
    """Whether two parts of names are of one word, misspelt in one of them."""
    if not one or not other or one == other:
        return False
    left, right = fold(one), fold(other)
    return is_misspelt(left, right) or is_transposed(left, right)
