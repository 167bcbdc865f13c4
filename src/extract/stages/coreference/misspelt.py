"""Names that one letter sets apart: "Асия Биби" and "Азия Биби"."""

from __future__ import annotations

import functools
import re

from extract.russian.dictionary import parses

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
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    same = short[at:] == long[at + 1 :] or short[at + 1 :] == long[at + 1 :]
    return same and not (_is_known(one) and _is_known(other))


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


def _is_known(word: str) -> bool:
    return any(parse.is_known and "Name" in parse.tag for parse in parses(word))
