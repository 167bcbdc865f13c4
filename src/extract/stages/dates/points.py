"""Puts a point on the calendar: counts it from its anchor, completes it, names its interval."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

from extract.stages.dates import calendar
from extract.stages.dates.calendar import Period, unknown
from extract.stages.dates.choosing import choose, in_some_year, latest
from extract.stages.dates.counted import in_week, shifted, walk, with_time
from extract.stages.dates.expressions import Context, ImpossibleDate, Point


def point_period(point: Point, context: Context) -> Period:
    """The interval of a point.

    Raises:
        ImpossibleDate: No calendar has it.
    """
    if point.offset is not None:
        return _offset(point, context)
    if point.shift is None:
        return _absolute(point, context)
    moved = shifted(point, point.shift, context)
    period = moved if isinstance(moved, Period) else _absolute(moved, context)
    return dataclasses.replace(period, relative=True)


def _offset(point: Point, context: Context) -> Period:
    """Some steps from a date: "за три дня до 9 мая"."""
    assert point.offset is not None
    unit = point.offset[-1][0]
    start = dataclasses.replace(point, offset=None)
    base = point_period(start, context)
    if base.begin is None:
        if start.year is None and start.day and start.month and unit in ("day", "week"):
            known = _offset(dataclasses.replace(point, year=2001), context)  # no leap year
            return Period(f"XXXX{known.value[4:]}", None, None, "day")
        return unknown(unit)
    try:
        moment = walk(base.begin.date(), point.offset)
    except OverflowError:
        return unknown(unit)
    if unit == "year" and base.granularity != "day":
        period = calendar.year(moment.year)
    elif unit == "month" and base.granularity != "day":
        period = calendar.month(moment.year, moment.month)
    else:
        period = calendar.date(moment)
    return dataclasses.replace(period, relative=base.relative)


def _absolute(point: Point, context: Context) -> Period:
    """A point whose coarse fields, if it has any, are calendar fields."""
    point = _complete(point, context)
    period = _date(point, context)
    if point.fraction is not None:
        period = calendar.fraction(period, *point.fraction)
    return with_time(period, point)


def _complete(point: Point, context: Context) -> Point:
    """Years before the common era become astronomical; two figures become four."""
    anchor = context.anchor
    if point.bce and point.year is not None:
        return dataclasses.replace(point, year=1 - point.year, bce=None)
    if point.year is not None and point.year == 0 and not point.bce:
        raise ImpossibleDate("there is no year 0")
    if point.tens is not None and point.decade is None:
        if point.century is not None:
            decade = (point.century - 1) * 10 + point.tens
            return dataclasses.replace(point, decade=decade, century=None)
        if anchor is not None:
            decade = anchor.year // 10
            return dataclasses.replace(point, decade=decade - (decade - point.tens) % 10)
    if point.short_year is not None and anchor is not None and point.year is None:
        latest = anchor.year + (50 if context.tense == "future" else 1)
        year = latest - (latest - point.short_year) % 100
        return dataclasses.replace(point, year=year, short_year=None)
    return point


def _date(point: Point, context: Context) -> Period:
    """The date of a point, its clock time left out."""
    year = point.year
    if point.short_year is not None and year is None:
        return _partial_year(f"XX{point.short_year:02d}", point)
    make = _maker(point)
    if make is not None:
        return make(year) if year is not None else in_some_year(point, context, make)
    if point.day is not None:
        return _day_of_month(point, context)
    if point.weekday is not None or point.weekend or point.workdays:
        return _day_of_week(point, context)
    years = _years(point)
    if years is not None:
        return years
    if context.anchor is None:
        return Period("", None, None, "day")
    return dataclasses.replace(calendar.date(context.anchor), relative=True)


def _years(point: Point) -> Period | None:
    """The year of a point, or its decade, century or millennium, the finest that it names."""
    if point.year is not None:
        return calendar.year(point.year)
    if point.decade is not None:
        return calendar.decade(point.decade)
    if point.tens is not None:
        return Period(f"XX{point.tens}X", None, None, "decade")
    if point.century is not None:
        return _long_ago(point, 100) if point.bce else calendar.century(point.century)
    if point.millennium is not None:
        return _long_ago(point, 1000) if point.bce else calendar.millennium(point.millennium)
    return None


def _long_ago(point: Point, size: int) -> Period:
    """A century or millennium before the common era, in EDTF's astronomical years."""
    number = (point.century if size == 100 else point.millennium) or 0
    first, last = 1 - number * size, -(number - 1) * size
    text = f"{calendar.year_text(first)}/{calendar.year_text(last)}"
    return Period(text, None, None, "century" if size == 100 else "millennium")


def _partial_year(text: str, point: Point) -> Period:
    make = _maker(point)
    if make is None:
        return Period(text, None, None, "year")
    partial = make(None)
    return dataclasses.replace(partial, value=partial.value.replace("XXXX", text))


def _maker(point: Point) -> Callable[[int | None], Period] | None:
    """Builds the period in a given year, for what repeats every year."""
    month, day = point.month, point.day
    if month is not None and point.dekada is not None:
        return lambda year: calendar.dekada(year, month, point.dekada or 0)
    if month is not None and day is None and point.weekday is not None and point.nth is not None:
        weekday, nth = point.weekday, point.nth
        return lambda year: calendar.nth_weekday(year, month, weekday, nth)
    if month is not None and day is not None:
        return lambda year: calendar.day(year, month, day)
    if month is not None:
        return lambda year: calendar.month(year, month)
    if point.season is not None:
        return lambda year: calendar.season(year, point.season or "")
    if point.quarter is not None:
        return lambda year: calendar.quarter(year, point.quarter or 0)
    if point.half is not None:
        return lambda year: calendar.half(year, point.half or 0)
    return None


def _day_of_month(point: Point, context: Context) -> Period:
    day = point.day or 0
    partial = calendar.day(point.year, None, day)
    if context.anchor is None or point.year is not None:
        return partial
    found = []
    for count in range(-12, 13):
        try:
            month = calendar.step(context.anchor.replace(day=1), "month", count)
            found.append(calendar.day(month.year, month.month, day))
        except (ImpossibleDate, OverflowError):
            continue
    if point.weekday is not None:
        fit = [p for p in found if p.begin and p.begin.isoweekday() == point.weekday]
        found = fit or found
    return choose(found, context, latest, point.pick)


def _day_of_week(point: Point, context: Context) -> Period:
    if point.workdays:
        return Period("XXXX-WXX-1/XXXX-WXX-5", None, None, "day")
    number = "WE" if point.weekend else str(point.weekday)
    if not point.weekend and not 1 <= (point.weekday or 0) <= 7:
        raise ImpossibleDate(f"there is no weekday {point.weekday}")
    if context.anchor is None or point.year is not None:
        return Period(f"{calendar.year_text(point.year)}-WXX-{number}", None, None, "day")
    if point.pick == 0:
        return in_week(dataclasses.replace(point, daypart=None, hour=None), context.anchor)
    rest = dataclasses.replace(point, daypart=None, hour=None, shift=None)
    found = []
    for count in range(-2, 3):
        try:
            found.append(in_week(rest, context.anchor + dt.timedelta(weeks=count)))
        except OverflowError:
            continue
    return choose(found, context, latest, point.pick)
