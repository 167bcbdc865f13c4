"""Words of a user's own as entries of the lexicon: months, weekdays and the like by their value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from extract.russian.spelling import lower
from extract.stages.dates.patterns import DAYPART_HOURS, SEASON_MONTHS
from extract.stages.own_words import known

Words = Mapping[str, Mapping[str, Sequence[str]]]

_KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "months": ("MONTH", {str(number): number for number in range(1, 13)}),
    "weekdays": ("WEEKDAY", {str(number): number for number in range(1, 8)}),
    "seasons": ("SEASON", {season: season for season in SEASON_MONTHS}),
    "dayparts": ("DAYPART", {part: part for part in DAYPART_HOURS}),
}


def entries(words: Words) -> list[tuple[str, str, Any]]:
    """Kind, pattern and value of each word.

    Args:
        words: "months" (by "1" to "12"), "weekdays" ("1", Monday, to "7"), "seasons" (SP, SU, FA,
            WI) and "dayparts" (MO, AF, EV, NI); each value with the regular expressions of its
            words in all their forms.

    Raises:
        ValueError: There is no such list or value, or a pattern is none.
    """
    known(words, _KINDS, "dates")
    found = []
    for name, by_value in words.items():
        kind, values = _KINDS[name]
        known(by_value, values, f"dates: {name}")
        found += [
            (kind, _pattern(pattern, name), values[value])
            for value, patterns in by_value.items()
            for pattern in patterns
        ]
    return found


def _pattern(pattern: str, name: str) -> str:
    folded = re.sub(r"(?<!\\)[А-ЯЁё]", lambda letter: lower(letter[0]), pattern)
    try:
        empty = re.compile(folded).match("") is not None
    except re.error as error:
        raise ValueError(f"dates: {name}: {pattern!r} is no regular expression: {error}") from error
    if empty:
        raise ValueError(f"dates: {name}: {pattern!r} matches where there is nothing")
    return folded
