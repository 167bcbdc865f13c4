"""Cases and genders that a word may stand in as a part of a person's name."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from extract.russian.dictionary import is_known, parses
from extract.stages.names import customs
from extract.stages.names.foreign import BEARERS
from extract.stages.names.inflection import Reading, readings
from extract.stages.names.lists import standing
from extract.stages.names.patterns import FEMALE, MALE
from extract.stages.names.words import Piece, is_no_name

_Slots = frozenset[tuple[str, str]]  # case and gender
_NONE: _Slots = frozenset()


@functools.lru_cache(maxsize=1 << 13)
def given(word: str) -> _Slots:
    """Cases and genders that a word may stand in as a given name."""
    if is_patronymic(word) or _is_other_word(word):
        return _NONE
    return _slots(
        reading
        for reading in readings(word)
        if reading.kind == "given" and standing(reading.nominative).given > 2
    )


def _is_other_word(word: str) -> bool:
    """Whether the dictionary knows a word, and for no given name's form; not "Кайли"."""
    if word in BEARERS:
        return False
    return is_known(word) and not any("Name" in parse.tag.grammemes for parse in parses(word))


def given_or_unknown(piece: Piece) -> _Slots:
    """The same; before a patronymic a word that no dictionary knows is a given name too."""
    if "-" in piece.text:  # "Касым-Жомарт": the last part declines
        return _slots(readings(piece.lower.rpartition("-")[2]))
    if is_no_name(piece.lower) or is_patronymic(piece.lower):
        return _NONE
    return given(piece.lower) or _slots(readings(piece.lower))


@functools.lru_cache(maxsize=1 << 13)
def patronymic(word: str) -> _Slots:
    return _slots(
        reading for reading in readings(word) if reading.nominative.endswith(("ич", "на"))
    )


def is_patronymic(word: str) -> bool:
    return customs.PATRONYMIC.search(word) is not None


@functools.lru_cache(maxsize=1 << 13)
def surname(word: str) -> _Slots:
    """The same as a surname, by the dictionary or by its ending."""
    if is_patronymic(word):
        return _NONE
    return _slots(
        reading
        for reading in readings(word)
        if standing(reading.nominative).surname > 1
        and standing(reading.nominative).surname > standing(reading.nominative).given
    )


@functools.lru_cache(maxsize=1 << 13)
def any_name(word: str) -> _Slots:
    """Cases and genders that a word may stand in as some part of a name."""
    return _slots(reading for reading in readings(word) if reading.weight >= 0)


def _slots(found: Iterable[Reading]) -> _Slots:
    return frozenset(
        (case, gender)
        for reading in found
        for case in reading.cases
        for gender in ([reading.gender] if reading.gender else [MALE, FEMALE])
    )
