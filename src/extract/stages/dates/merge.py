"""Joins what stands side by side: "вечером" and "28 ноября", "5" and "по 21 августа"."""

from __future__ import annotations

import dataclasses
from typing import Any

from extract.stages.dates.expressions import Point, Shift
from extract.stages.dates.lexer import Number

# What a shift by a unit decides: a date that names one of these needs no shift.
_DECIDES = {
    "millennium": {"millennium", "century", "decade", "year"},
    "century": {"century", "decade", "year"},
    "decade": {"decade", "tens", "year"},
    "year": {"century", "decade", "tens", "year", "short_year"},
    "half": {"year", "half", "quarter", "month"},
    "quarter": {"year", "quarter", "month"},
    "month": {"year", "season", "quarter", "month"},
    "week": {"year", "season", "month", "day"},
    "day": {"year", "season", "quarter", "month", "day"},
    "hour": {"hour"},
    "minute": {"hour", "minute"},
    "second": {"hour", "minute", "second"},
}
_COARSE = frozenset({"month", "season", "quarter", "half"})
LARGE = frozenset({"century", "decade", "tens", "millennium"})


def merge(one: Point, other: Point) -> Point | None:
    """One point that says what both say, or None where they contradict."""
    first, second = one.named(), other.named()
    shared = first.keys() & second.keys() - {"mod"}
    if any(first[name] != second[name] for name in shared):
        return _that_day(one, other) if shared == {"shift"} else None
    named = {**second, **first}
    if one.shift is None and other.shift is not None:
        named = _explicit(named, first, other)
    elif other.shift is None and one.shift is not None:
        named = _explicit(named, second, one)
    if len(named.keys() & _COARSE) > 1 or ("year" in named and named.keys() & LARGE):
        return None
    if "day" in named and named.keys() & (_COARSE - {"month"} | LARGE):
        return None
    if _hour_of_a_year(named) or ("short_year" in named and named.keys() & {"year", "shift"}):
        return None  # "25 июня 2009 года на 51-м году жизни"
    return Point(**named)  # type: ignore[arg-type]


def _hour_of_a_year(named: dict[str, object]) -> bool:
    """ "днём в этом году": hours belong to a day."""
    if not named.keys() & {"hour", "daypart"} or named.keys() & {"day", "weekday", "weekend"}:
        return False
    shift = named.get("shift")
    if isinstance(shift, Shift) and shift.steps[-1][0] in ("year", "month", "quarter"):
        return True
    return bool(named.keys() & (_COARSE | LARGE | {"year"}))


def _explicit(
    named: dict[str, object], fixed: dict[str, object], relative: Point
) -> dict[str, object]:
    """Drops the shift where the other side names a date in full ("вчера, 7 мая")."""
    assert relative.shift is not None
    if fixed.keys().isdisjoint(_DECIDES[relative.shift.steps[-1][0]]):
        return named
    dropped = {"shift"} if relative.mod is None else {"shift", "mod"}
    return {name: value for name, value in named.items() if name not in dropped}


def _that_day(one: Point, other: Point) -> Point | None:
    """ "в этот день 99 лет назад": a day of another year."""
    for day, years in ((one, other), (other, one)):
        if day.shift is None or years.shift is None or day.offset is not None:
            continue
        if day.shift.steps == (("day", 0),) and years.shift.steps[-1][0] == "year":
            return dataclasses.replace(day, offset=years.shift.steps)
    return None


def like(number: Number, point: Point) -> Point | None:
    """A bare number read as the finest field of a point ("с 5 по 21 августа")."""
    whole = number.whole
    if whole < 0:
        return None
    if point.hour is not None:
        return Point(hour=whole, minute=None if point.minute is None else 0)
    if point.day is not None:
        return Point(day=whole) if whole < 100 else None
    if part := _named(point, ("dekada", "quarter", "half")):
        return _field(part, whole)
    if point.decade is not None or point.tens is not None:
        return Point(tens=whole // 10) if whole < 100 else Point(decade=whole // 10)
    if point.month is not None:
        return None
    if point.year is not None and whole < 100:
        century = point.year // 100 * 100
        return Point(year=century + whole) if number.figures == 2 else None
    name = _named(point, ("year", "century", "millennium", "short_year"))
    return _field(name, whole) if name else None


def _named(point: Point, names: tuple[str, ...]) -> str | None:
    """The first of some fields that a point names."""
    return next((name for name in names if getattr(point, name) is not None), None)


def _field(name: str, value: Any) -> Point:
    return Point(**{name: value})


def with_mod(point: Point, mod: str | None) -> Point:
    """The point with a modifier, unless it has one."""
    return dataclasses.replace(point, mod=point.mod or mod)


def is_period(point: Point) -> bool:
    """A year, half, quarter or month, which other units are a part of."""
    named = point.named().keys() - {"shift", "mod"}
    if point.shift is not None and not named:
        return point.shift.steps[-1][0] in ("year", "half", "quarter", "month")
    return bool(named) and named <= {"year", "month", "quarter", "half"}
