"""Two spellings that a slip of the typist sets apart."""

from __future__ import annotations


def is_letter_apart(one: str, other: str) -> bool:
    """Whether one letter more, less or another makes one of the other, or they are the same.

    >>> is_letter_apart("Испани", "Испания"), is_letter_apart("Азия", "Асия")
    (True, True)
    """
    short, long = sorted((one, other), key=len)
    at = _first_difference(short, long)
    return short[at:] == long[at + 1 :] or short[at + 1 :] == long[at + 1 :]


def are_swapped(one: str, other: str) -> bool:
    """Whether two letters side by side have changed places, and nothing else.

    >>> are_swapped("Трапм", "Трамп"), are_swapped("Трамп", "Трамп")
    (True, False)
    """
    at = _first_difference(one, other)
    pair, swapped = one[at : at + 2], other[at : at + 2][::-1]
    return one != other and pair == swapped and one[at + 2 :] == other[at + 2 :]


def _first_difference(one: str, other: str) -> int:
    """The place of the first letter that is another; the length of the shorter where none is."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (left, right) in pairs if left != right), min(len(one), len(other)))
