"""The grammar of Russian date expressions: from words to what they say.

Bottom up: points ("28 ноября", "в 9 часов утра"), relative dates and durations, then what is
counted from others, ranges, lists and sets.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from extract.stages.dates.expressions import Duration, Expression, Point, Recurrence, Vague
from extract.stages.dates.lexer import LEXER, Item, Lexer
from extract.stages.dates.merge import merge
from extract.stages.dates.patterns import NO_LENGTH, PLURALS
from extract.stages.dates.rules_clock import CLOCK
from extract.stages.dates.rules_counted import COUNTED
from extract.stages.dates.rules_points import POINTS
from extract.stages.dates.rules_ranges import RANGES
from extract.stages.dates.rules_relative import RELATIVE
from extract.stages.dates.rules_spans import SPANS

CASCADES = (CLOCK, POINTS, RELATIVE, SPANS, COUNTED, RANGES)

# "в год", "в сутки": each of them.
_EACH = frozenset(
    ("год", "месяц", "неделю", "день", "сутки", "час", "минуту", "секунду", "квартал")
)
_ALONE = {"EARLIER": "PAST_REF", "ATTIME": "PAST_REF", "FROMNOW": "PAST_REF"}


@lru_cache(maxsize=1 << 12)
def read(text: str, lexer: Lexer = LEXER) -> Expression | None:
    """What a text says about time, None where it says nothing that the grammar knows.

    Words that the grammar does not know are passed over.

    Args:
        text: A date expression, with its prepositions if it has any.
        lexer: Knows the words.
    """
    return _best(reduce(lexer.items(text)))


def explained(text: str, fired: list[str]) -> Expression | None:
    """``read``, which adds the names of the rules that fire to a list, in their order."""
    return _best(reduce(LEXER.items(text), fired))


def reduce(found: list[Item], fired: list[str] | None = None) -> list[Item]:
    """The items after every rule of the grammar has been applied."""
    for cascade in CASCADES:
        found = cascade.reduce(found, fired)
    return found


def _best(found: list[Item]) -> Expression | None:
    """The most telling of what is left: an interval, a set, a date, a length, a reference."""
    by_kind: dict[str, list[Any]] = {}
    for item in found:
        by_kind.setdefault(item.kind, []).append(item.value)
    for kind in ("RANGE", "SEVERAL"):
        if kind in by_kind and "SET" in by_kind and by_kind["SET"][0].every == (("year", 1),):
            return Recurrence(on=by_kind[kind][0])
    for kind in ("SET", "RANGE", "SEVERAL", "PORTION"):
        if kind in by_kind:
            value: Expression = by_kind[kind][0]
            return value
    if "POINT" in by_kind:
        return _joined(by_kind["POINT"])
    if "DURATION" in by_kind:
        length: Duration = by_kind["DURATION"][0]
        return length
    if "REF" in by_kind:
        return Vague(by_kind["REF"][0])
    return _unit(found) or _alone(found)


def _joined(points: list[Point]) -> Point:
    one = points[0]
    for other in points[1:]:
        one = merge(one, other) or one
    return one


def _unit(found: list[Item]) -> Expression | None:
    """A unit by itself: "в год" recurs, "за год" and "годы" last."""
    for index, item in enumerate(found):
        if item.kind != "UNIT":
            continue
        if item.value == "weekend":
            return Point(weekend=True)
        if index > 0 and found[index - 1].kind in ("RECENT", "NEAR", "REL", "NTH", "NUM"):
            continue
        named = index + 1 < len(found) and found[index + 1].kind == "UNKNOWN"
        if item.value in NO_LENGTH or (item.value == "day" and named):  # "день рождения"
            continue
        inside = index > 0 and found[index - 1].text in ("в", "во")
        if inside and item.text in _EACH:
            return Recurrence(every=((item.value, 1),))
        return Duration(((item.value, None if item.text in PLURALS else 1),))
    return None


def _alone(found: list[Item]) -> Expression | None:
    for item in found:
        if item.kind in _ALONE:
            return Vague(_ALONE[item.kind])
    return None
