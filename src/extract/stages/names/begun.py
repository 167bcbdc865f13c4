"""What of a name stands right before a mention that lacks it: "Джон" of "Джон [К. Адамс]"."""

from __future__ import annotations

import re

from extract.russian.dictionary import known_parses
from extract.russian.spelling import clean
from extract.stages.names.agreement import given, surname
from extract.stages.names.words import BLANK, CAPITAL, LETTER, WORD

_INITIAL_FIRST = re.compile(f"{CAPITAL}\\.{BLANK}?{CAPITAL}{LETTER}")
_GIVEN = re.compile(f"(?<!{LETTER})({CAPITAL}{LETTER}+){BLANK}$")
_INITIAL = re.compile(f"(?<!{CAPITAL})({CAPITAL})\\.{BLANK}?\n?$")
_NICKNAME = re.compile(f'(?<!{LETTER})({WORD}){BLANK}[«"“„]{WORD}[»"”“]{BLANK}$')
_CLOSING = frozenset('»"”“')
_LONGEST = 20  # letters; generous, and half or double changes no row


def begin(text: str, start: int) -> int:
    """Where a name begins of which the mention from ``start`` on may be the end."""
    if not _INITIAL_FIRST.match(text, start):
        return start
    least = max(0, start - _LONGEST)
    if initial := _INITIAL.search(text, least, start):
        return initial.start(1)  # "О. [И. Белов]"
    match = _GIVEN.search(text, least, start)
    return match.start(1) if match and given(match[1].lower()) else start


def nicknamed(text: str, start: int, end: int) -> int:
    """The same of "Олег «Гром» [Котов]"; but "Роман «Идиот» [Достоевского]"."""
    if _CLOSING.isdisjoint(text[max(0, start - 3) : start]):
        return start
    match = _NICKNAME.search(text, max(0, start - 2 * _LONGEST), start)
    if match is None:
        return start
    word = clean(match[1]).lower()
    known = any("inan" in parse.tag for parse in known_parses(word))
    agree = given(word) & surname(clean(text[start:end]).lower())
    return match.start(1) if agree and not known else start
