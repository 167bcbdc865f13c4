"""Words and initials of names in running text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.russian.dictionary import known_parses
from extract.russian.spelling import INVISIBLE, STRESS

LETTER = "[^\\W\\d_]"
CAPITAL = "[А-ЯЁ]"
_MARKS = f"[{INVISIBLE}{STRESS}]*"
WORD = f"{CAPITAL}{_MARKS}(?:{LETTER}{_MARKS})+(?:[-‑](?:{LETTER}{_MARKS})+)*"
INITIAL = f"{CAPITAL}(?:[а-яё])?\\."
BLANK = "[ \u00a0\u202f]"
# "сына" of "сына Котова"
NOUN_BEFORE = re.compile(f"(?<![А-ЯЁа-яё])([А-ЯЁа-яё][а-яё-]+){BLANK}$")
NAMES = frozenset({"Surn", "Name", "Patr"})


def runs(
    places: Sequence[tuple[int, int]], text: str, between: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    """Places in the order of the text, as long as what stands between two is a pattern's: the
    number of the first, and one past the last.
    """
    begin = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or not between.fullmatch(text, places[at - 1][1], places[at][0]):
            yield begin, at
            begin = at


class Piece(NamedTuple):
    """A word or an initial of a run, with its offsets."""

    start: int
    end: int
    text: str

    @property
    def is_initial(self) -> bool:
        return self.text.endswith(".")

    @property
    def lower(self) -> str:
        return self.text.lower()


_LOWER = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяё-")
_BLANKS = frozenset(BLANK[1:-1])


def nouns_before(text: str, at: int, reach: int) -> tuple[str | None, str] | None:
    """The one or two words in lower case right before a character, and a blank behind each.

    Args:
        text: The article's.
        at: The character.
        reach: How many characters before it are looked at.
    """
    least = max(0, at - reach)
    end = at - 1
    if end < least or text[end] not in _BLANKS:
        return None
    start = end
    while start > least and text[start - 1] in _LOWER:
        start -= 1
    if start == end:
        return None
    last = first = start - 1
    while first > least and text[first - 1] in _LOWER:
        first -= 1
    is_word = last > first and text[last] in _BLANKS
    return text[first:last] if is_word else None, text[start:end]


@functools.lru_cache(maxsize=1 << 14)
def is_no_name(word: str) -> bool:
    """Whether the dictionary knows a word, and none of its readings names a person.

    Args:
        word: In lower case.
    """
    known = known_parses(word)
    return bool(known) and not any(parse.tag.grammemes & NAMES for parse in known)
