"""Puts both ends of a range on the calendar, each completed by what the other names."""

from __future__ import annotations

import dataclasses
import datetime as dt

from extract.stages.dates import calendar
from extract.stages.dates.calendar import Period
from extract.stages.dates.choosing import choose, this_year
from extract.stages.dates.expressions import FIELDS, Context, ImpossibleDate, Point
from extract.stages.dates.points import point_period


def range_periods(begin: Point, end: Point, context: Context) -> tuple[Period, Period]:
    left, right = fill(begin, end), fill(end, begin)
    if only_weekday(begin) and end.weekday is not None:
        last = point_period(right, context)
        return weekday_until(begin, last), last
    if _open_year(begin, end, left):
        return _in_some_years(left, right, context)
    if right.year is None and left.year is not None and right.shift is None and right.month:
        right = dataclasses.replace(right, year=left.year)
    first, last = point_period(left, context), point_period(right, context)
    if first.begin is None or last.end is None:
        return first, last
    dated = begin.month is not None or (begin.day is None and begin.hour is None)
    if end.year is None and end.shift is None and end.month is not None and dated:
        last = _first_after(right, first, context)
    if last.end is not None and last.end < first.begin:
        if begin.day is None and begin.hour is not None:
            told = end.named().keys() & {"day", "shift", "weekday"}
            return (_other_day(first, -1), last) if told else (first, _other_day(last, 1))
        first = _earlier(begin, left, context)
    return first, last


def fill(point: Point, other: Point) -> Point:
    """The point with the coarse fields that only the other one names."""
    if point.shift is not None or point.pick is not None:
        return point
    named = point.named()
    present = [index for index, name in enumerate(FIELDS) if name in named]
    if not present:
        return point
    dated = point.day is not None or point.month is not None
    skipped = {"weekday", "weekend"} if dated else set()
    if other.month is not None:  # a month is not a part of the other's season or quarter
        skipped |= {"season", "quarter", "half", "fraction"}
    missing = {
        name: getattr(other, name)
        for name in FIELDS[: present[0]]
        if name not in skipped and getattr(other, name) is not None
    }
    if other.shift is not None and point.year is None:
        missing["shift"] = other.shift
    return dataclasses.replace(point, **missing)


def _earlier(point: Point, filled: Point, context: Context) -> Period:
    """The begin of a range that crosses a border: "с ноября по март 2020 года" begins in 2019.

    Raises:
        ImpossibleDate: The range runs backwards.
    """
    if point.year is None and filled.year is not None and point.month is not None:
        return point_period(dataclasses.replace(filled, year=filled.year - 1), context)
    if point.month is None and point.day is not None and filled.month is not None:
        month = (filled.month - 2) % 12 + 1
        year = filled.year - (month == 12) if filled.year is not None else None
        return point_period(dataclasses.replace(filled, month=month, year=year), context)
    raise ImpossibleDate("a range that runs backwards")


def _other_day(period: Period, days: int) -> Period:
    """The same clock time some days away."""
    if period.begin is None or period.end is None:
        return period
    delta = dt.timedelta(days)
    try:
        begin, end = period.begin + delta, period.end + delta
    except OverflowError as error:
        raise ImpossibleDate("beyond the calendar") from error
    value = f"{begin.date().isoformat()}T{period.value.partition('T')[2]}"
    return dataclasses.replace(period, begin=begin, end=end, value=value)


def only_weekday(point: Point | None) -> bool:
    return point is not None and point.named().keys() == {"weekday"}


def weekday_until(point: Point, last: Period) -> Period:
    """The last such weekday up to a day."""
    if last.begin is None or point.weekday is None:
        return point_period(point, Context())
    back = (last.begin.isoweekday() - point.weekday) % 7
    if last.begin.toordinal() <= back:
        raise ImpossibleDate("beyond the calendar")
    day = calendar.date(last.begin.date() - dt.timedelta(back))
    return dataclasses.replace(day, relative=last.relative)


def _open_year(begin: Point, end: Point, left: Point) -> bool:
    """Months or days of no year, in calendar order or across New Year."""
    for point in (begin, end):
        if point.year is not None or point.shift is not None or point.hour is not None:
            return False
    if begin.month is None and begin.day is not None and begin.day > (end.day or 0):
        return False  # "с 28 по 3 декабря"
    yearly = ("month", "season", "quarter", "half")
    return any(getattr(left, name) and getattr(end, name) for name in yearly)


def _in_some_years(left: Point, right: Point, context: Context) -> tuple[Period, Period]:
    """The year that tense points at, or the nearest, for the range as a whole."""
    if context.anchor is None:
        return point_period(left, context), point_period(right, context)
    pairs = {}
    for year in range(max(context.anchor.year - 2, 1), min(context.anchor.year + 3, 10000)):
        try:
            first = point_period(dataclasses.replace(left, year=year), context)
            if first.begin is None:
                continue
            last = _first_after(right, first, context)
        except ImpossibleDate:
            continue
        pairs[Period(first.value, first.begin, last.end, last.granularity)] = (first, last)
    if not pairs:
        raise ImpossibleDate("no year has such dates")
    found = choose(pairs, context, this_year)
    first, last = pairs[dataclasses.replace(found, relative=False)]
    return first, last


def _first_after(point: Point, first: Period, context: Context) -> Period:
    """The first month or day of its name that does not end before a period begins."""
    assert first.begin is not None
    last = point_period(point, context)
    for year in (first.begin.year, first.begin.year + 1):
        if year <= dt.MAXYEAR:
            last = point_period(dataclasses.replace(point, year=year), context)
            if last.end is None or last.end >= first.begin:
                break
    return dataclasses.replace(last, relative=True)
