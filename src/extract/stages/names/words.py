"""Words and initials of names in running text."""

from __future__ import annotations

import functools
from typing import NamedTuple

from extract.russian.dictionary import parses
from extract.russian.spelling import INVISIBLE, STRESS

LETTER = "[^\\W\\d_]"
CAPITAL = "[А-ЯЁ]"
_MARKS = f"[{INVISIBLE}{STRESS}]*"
WORD = f"{CAPITAL}{_MARKS}(?:{LETTER}{_MARKS})+(?:[-‑]{CAPITAL}?(?:{LETTER}{_MARKS})+)*"
INITIAL = f"{CAPITAL}(?:[а-яё])?\\."
BLANK = "[ \u00a0\u202f]"
NAMES = frozenset({"Surn", "Name", "Patr"})


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


@functools.lru_cache(maxsize=1 << 14)
def is_no_name(word: str) -> bool:
    """Whether the dictionary knows a word, and none of its readings names a person.

    Args:
        word: In lower case.
    """
    known = [parse for parse in parses(word) if parse.is_known]
    return bool(known) and not any(parse.tag.grammemes & NAMES for parse in known)
