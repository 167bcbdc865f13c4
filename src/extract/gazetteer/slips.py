"""Names of closed classes that are misspelt by one letter: "Пенисльвания", "Костромская област"."""

from __future__ import annotations

import collections
from collections.abc import Iterable

from extract.russian.slips import are_swapped, is_letter_apart

SHORTEST = 6  # letters of a name, and of the misspelt one
LONG = 8  # letters of a word of which two and not three are its ending

# Whose names are told when they are misspelt.
LARGEST = 500_000  # people, of a city
LANDS = ("RU", "UA", "BY", "KZ", "US", "CN", "IN", "DE", "FR", "IT", "ES", "CA", "BR", "AU", "JP")
CONTINENTS = ("европа", "африка", "америка", "австралия", "антарктида", "северная америка",
              "южная америка", "латинская америка")  # fmt: skip


def is_slip(wrong: str, right: str) -> bool:
    """Whether one letter more, less or another, or two swapped, make one word of the other.

    The first letter and the ending are as they ought to be, but for a last letter that is cut.

    >>> is_slip("пенисльвания", "пенсильвания"), is_slip("испани", "испания")
    (True, True)
    >>> is_slip("самарка", "самара"), is_slip("рязань", "казань")
    (False, False)
    """
    if wrong == right or abs(len(wrong) - len(right)) > 1 or wrong[:1] != right[:1]:
        return False
    if right[:-1] == wrong:
        return True
    ending = 2 if len(right) >= LONG else 3  # "Самарка" is another name
    if wrong[-ending:] != right[-ending:]:
        return False
    return is_letter_apart(wrong, right) or are_swapped(wrong, right)


class Slips:
    """Finds the one name that a misspelt one is meant to be.

    Args:
        names: Folded, the right ones.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._named: dict[tuple[str, int, int], list[str]] = collections.defaultdict(list)
        for name in names:
            if len(name) >= SHORTEST:
                self._named[name[0], name.count(" "), len(name)].append(name)

    def __call__(self, forms: Iterable[str]) -> str | None:
        """The right name; None where there is none, or two.

        Args:
            forms: Nominatives of the misspelt name.
        """
        found = {
            name
            for form in forms
            if len(form) >= SHORTEST
            for length in (len(form) - 1, len(form), len(form) + 1)
            for name in self._named.get((form[0], form.count(" "), length), ())
            if _is_slip_of_words(form.split(" "), name.split(" "))
        }
        return found.pop() if len(found) == 1 else None


def _is_slip_of_words(wrong: list[str], right: list[str]) -> bool:
    """Whether all words but one are the same, and that one is misspelt."""
    pairs = [pair for pair in zip(wrong, right, strict=True) if pair[0] != pair[1]]
    return len(pairs) == 1 and len(pairs[0][1]) >= SHORTEST and is_slip(*pairs[0])
