"""Points counted from another date: "в прошлом году", "через два часа", and clock times of days."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from extract.stages.dates import calendar
from extract.stages.dates.calendar import Period, unknown
from extract.stages.dates.expressions import Context, Point, Shift

_HOUR = {"hour": 1, "minute": 60, "second": 3600}
_SAME_DAY = 12  # hours: "через два часа" is most often of the same day


def shifted(point: Point, shift: Shift, context: Context) -> Point | Period:
    """The point with its shift replaced by year, month and day, or a period that is complete."""
    unit, count = shift.steps[-1]
    rest = dataclasses.replace(point, shift=None)
    origin = origin_date(shift.origin, context)
    blank = not rest.named().keys() - {"mod", "night", "pick"}
    if origin is None:
        if blank or (unit in ("week", "day") and rest.weekday is None):
            mask = unknown(unit)
            return with_time(mask, rest) if unit == "day" else mask
        return rest
    if unit in ("year", "century", "decade", "millennium") and len(shift.steps) == 1:
        return _year_shift(rest, unit, count, origin.year)
    if unit in ("hour", "minute", "second"):
        return _clock(origin, context.moment if origin == context.anchor else None, shift)
    try:
        moment = walk(origin, shift.steps)
    except OverflowError:
        return unknown(unit)
    if unit == "week":
        return in_week(rest, moment)
    if unit == "month":
        return dataclasses.replace(rest, year=moment.year, month=moment.month)
    if unit in ("quarter", "half"):
        size = 3 if unit == "quarter" else 6
        which: Any = (moment.month - 1) // size + 1
        return dataclasses.replace(rest, year=moment.year, **{unit: which})
    if unit == "year":
        return dataclasses.replace(rest, year=moment.year)
    return with_time(calendar.date(moment), rest)


def origin_date(origin: str, context: Context) -> dt.date | None:
    """The date that a shift is counted from (see ``expressions.Shift``)."""
    if origin == "reference":
        return context.reference or context.anchor
    if origin == "later":
        if context.tense == "present":  # "на следующий день маски забирают": every time
            return None
        return context.reference or (context.anchor if context.tense == "future" else None)
    if origin == "via" and context.tense == "past":
        return context.reference
    return context.anchor


def _year_shift(rest: Point, unit: str, count: int, year: int) -> Point | Period:
    if unit == "century":
        return dataclasses.replace(rest, century=(year - 1) // 100 + 1 + count)
    if unit == "decade":
        return dataclasses.replace(rest, decade=year // 10 + count)
    if unit == "millennium":
        return dataclasses.replace(rest, millennium=(year - 1) // 1000 + 1 + count)
    year += count
    if year < dt.MINYEAR or year > dt.MAXYEAR:
        return calendar.year(year)
    return dataclasses.replace(rest, year=year)


def walk(moment: dt.date, steps: tuple[tuple[str, int], ...]) -> dt.date:
    for unit, count in steps:
        moment = calendar.step(moment, unit, count)
    return moment


def _clock(origin: dt.date, moment: dt.datetime | None, shift: Shift) -> Period:
    """Hours are counted from a moment; of a date alone, a few of them stay in its day."""
    unit = shift.steps[-1][0]
    if moment is None:
        hours = sum(abs(count) / _HOUR[unit] for unit, count in shift.steps if unit in _HOUR)
        if len(shift.steps) == 1 and hours < _SAME_DAY:
            return calendar.date(origin)
        return unknown(unit)
    try:
        moved = walk(moment, shift.steps)
    except OverflowError:
        return unknown(unit)
    assert isinstance(moved, dt.datetime)
    second = moved.second if unit == "second" else None
    return calendar.at(calendar.date(moved.date()), moved.hour, moved.minute, second)


def in_week(rest: Point, moment: dt.date) -> Period:
    if rest.weekend:
        return calendar.weekend(moment)
    if rest.weekday is None:
        return calendar.week(moment)
    day = moment + dt.timedelta(days=rest.weekday - 1 - moment.weekday())
    return with_time(calendar.date(day), rest)


def _hour(hour: int, daypart: str | None) -> int:
    """The hour of 24 ("9 вечера" is 21)."""
    if daypart == "EV" and hour < 12:
        return hour + 12
    if daypart == "AF" and hour <= 6:
        return hour + 12
    if daypart == "NI" and hour == 12:
        return 0
    return hour + 12 if daypart == "NI" and 9 <= hour < 12 else hour


def with_time(day: Period, point: Point) -> Period:
    if point.hour is not None:
        return calendar.at(day, _hour(point.hour, point.daypart), point.minute, point.second)
    if point.daypart is not None:
        return calendar.part_of_day(day, point.daypart, bool(point.night))
    return day
