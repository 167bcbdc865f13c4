"""Turns a date expression into a ``TimeValue``."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from functools import singledispatch

from extract.annotations import TimeValue
from extract.stages.dates import calendar
from extract.stages.dates.calendar import Period
from extract.stages.dates.durations import CLOCK, duration_value, stepped
from extract.stages.dates.expressions import (
    FIELDS,
    Context,
    Duration,
    Expression,
    ImpossibleDate,
    Point,
    Portion,
    Range,
    Recurrence,
    Several,
    Vague,
)
from extract.stages.dates.points import MASKS, choose, origin_date, point_period, this_year

DAY = dt.timedelta(days=1)


def resolve(expression: Expression, context: Context) -> TimeValue:
    """The value, interval and granularity of an expression.

    An impossible date has the value None and no interval.
    """
    try:
        return _resolve(expression, context)
    except (ImpossibleDate, OverflowError):  # or outside of the years 1 to 9999
        return TimeValue("DATE", None)


@singledispatch
def _resolve(expression: Expression, context: Context) -> TimeValue:  # noqa: ARG001
    raise TypeError(f"not a date expression: {expression!r}")


def _value(period: Period, context: Context, mod: str | None, counted_from: str = "") -> TimeValue:
    kind = "TIME" if "T" in period.value else "DATE"
    anchor = origin_date(counted_from, context) if period.relative else None
    return TimeValue(kind, period.value, period.begin, period.end, period.granularity, anchor, mod)


def _origin(*points: Point | None) -> str:
    shifts = (point.shift for point in points if point is not None)
    return next((shift.origin for shift in shifts if shift is not None), "")


@_resolve.register
def _point(expression: Point, context: Context) -> TimeValue:
    if (later := _after_what(expression, context)) is not None:
        return _resolve(later, context)
    period = point_period(expression, context)
    return _value(period, context, expression.mod, _origin(expression))


def _after_what(point: Point, context: Context) -> Duration | None:
    """ "потушили через час": how long it took, where the story names no day to count from."""
    shift = point.shift
    if shift is None or shift.origin != "via" or point.named().keys() - {"shift", "mod"}:
        return None
    if context.tense != "past" or context.reference is not None or context.anchor is None:
        return None
    return Duration(shift.steps, mod=point.mod)


# ---------------------------------------------------------------------------------------------
# ranges and lists


def _fill(point: Point, other: Point) -> Point:
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


def _only_weekday(point: Point | None) -> bool:
    return point is not None and point.named().keys() == {"weekday"}


def _weekday_until(point: Point, last: Period) -> Period:
    """The last such weekday up to a day."""
    if last.begin is None or point.weekday is None:
        return point_period(point, Context())
    back = (last.begin.isoweekday() - point.weekday) % 7
    if last.begin.toordinal() <= back:
        raise ImpossibleDate("beyond the calendar")
    day = calendar.date(last.begin.date() - dt.timedelta(back))
    return dataclasses.replace(day, relative=last.relative)


def _range_periods(begin: Point, end: Point, context: Context) -> tuple[Period, Period]:
    left, right = _fill(begin, end), _fill(end, begin)
    if _only_weekday(begin) and end.weekday is not None:
        last = point_period(right, context)
        return _weekday_until(begin, last), last
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


@_resolve.register
def _range(expression: Range, context: Context) -> TimeValue:
    begin, end = expression.begin, expression.end
    mod = expression.mod or next((p.mod for p in (begin, end) if p is not None and p.mod), None)
    origin = _origin(begin, end)
    if begin is not None and end is not None:
        first, last = _range_periods(begin, end, context)
        if first.begin is not None and last.end is not None and last.end < first.begin:
            raise ImpossibleDate("a range that runs backwards")
        value = f"{first.value}/{last.value}"
        relative = first.relative or last.relative
        period = Period(value, first.begin, last.end, last.granularity, relative)
        if expression.mod is None:
            mod = begin.mod if begin.mod == end.mod else None
    elif begin is not None:
        first = point_period(begin, context)
        period = dataclasses.replace(first, value=f"{first.value}/..", end=None)
    else:
        assert end is not None
        if _only_weekday(end) and context.tense is None:  # "вход свободный до пятницы"
            context = dataclasses.replace(context, tense="future")
        last = point_period(end, context)
        period = dataclasses.replace(last, value=f"../{last.value}", begin=None)
    return _value(period, context, mod, origin)


@_resolve.register
def _several(expression: Several, context: Context) -> TimeValue:
    last = expression.points[-1]
    filled = [_fill(_fill(point, last), expression.points[0]) for point in expression.points]
    periods = [point_period(point, context) for point in filled]
    if _only_weekday(expression.points[0]) and last.weekday is not None:
        periods = [_weekday_until(p, periods[-1]) if _only_weekday(p) else point_period(p, context)
                   for p in filled[:-1]] + periods[-1:]  # fmt: skip
    values = [period.value for period in periods]
    relative = any(period.relative for period in periods)
    granularity = periods[-1].granularity
    begins = [period.begin for period in periods if period.begin is not None]
    ends = [period.end for period in periods if period.end is not None]
    whole = len(begins) == len(ends) == len(periods)
    begin, end = (min(begins), max(ends)) if whole else (None, None)
    if expression.one_of:
        value = f"[{','.join(values)}]"
    elif whole and _adjacent(periods):
        value = f"{values[0]}/{values[-1]}"
    else:
        value = "{" + ",".join(values) + "}"
    period = Period(value, begin, end, granularity, relative)
    return _value(period, context, last.mod, _origin(*expression.points))


def _adjacent(periods: list[Period]) -> bool:
    """Each begins the day after the one before it ends."""
    return all(
        a.end is not None
        and b.begin is not None
        and a.granularity == b.granularity
        and "T" not in a.value
        and (b.begin - a.end) == DAY
        for a, b in itertools.pairwise(periods)
    )


# ---------------------------------------------------------------------------------------------
# durations


@_resolve.register
def _duration(expression: Duration, context: Context) -> TimeValue:
    value = duration_value(expression.amounts)
    granularity = expression.amounts[-1][0]
    if expression.most is not None:
        value = f"{value}/{duration_value(expression.most)}"
        granularity = expression.most[-1][0]
    if expression.window is None or context.anchor is None:
        return TimeValue("DURATION", value, granularity=granularity, mod=expression.mod)
    anchor = context.anchor
    now = dt.datetime.combine(anchor, dt.time())
    other = stepped(anchor, expression.amounts, expression.window)
    if granularity in CLOCK:
        other = now = None  # type: ignore[assignment]
    begin, end = (other, now) if expression.window < 0 else (now, other)
    return TimeValue("DURATION", value, begin, end, granularity, anchor, expression.mod)


@_resolve.register
def _portion(expression: Portion, context: Context) -> TimeValue:
    period = point_period(expression.of, context)
    unit = expression.amounts[-1][0]
    if period.begin is None or period.end is None:
        if expression.skip or expression.amounts[-1][1] == 1:
            return TimeValue("DATE", MASKS[unit], granularity=unit)
        return TimeValue("DURATION", duration_value(expression.amounts), granularity=unit)
    begin, end = _units_of(period.begin, period.end, expression)
    if not period.begin <= begin <= end <= period.end:
        raise ImpossibleDate("more than the period has")
    days = [moment.date().isoformat() for moment in (begin, end)]
    if unit in ("month", "quarter"):
        days, unit = [day[:7] for day in days], "month"
    else:
        unit = "day"
    value = days[0] if days[0] == days[1] else "/".join(days)
    found = Period(value, begin, end, unit, period.relative)
    return _value(found, context, expression.of.mod, _origin(expression.of))


def _units_of(
    begin: dt.datetime, end: dt.datetime, portion: Portion
) -> tuple[dt.datetime, dt.datetime]:
    """The days from the first to the last of a period's units.

    Raises:
        ImpossibleDate: It does not have so many.
    """
    unit, count = portion.amounts[-1]
    try:
        if portion.last:
            first = stepped((end + DAY).date(), portion.amounts, -1)
            return first or begin, end
        start = stepped(begin.date(), ((unit, portion.skip),), 1)
        after = stepped(start or begin, ((unit, count),), 1)
    except OverflowError:
        return begin, end
    if start is None or after is None:
        raise ImpossibleDate("more than the period has")
    return start, after - DAY


# ---------------------------------------------------------------------------------------------
# what has no interval


@_resolve.register
def _recurrence(expression: Recurrence, context: Context) -> TimeValue:  # noqa: ARG001
    if expression.on is None:
        assert expression.every is not None
        unit = expression.every[-1][0]
        return TimeValue("SET", duration_value(expression.every), granularity=unit)
    if not isinstance(expression.on, Point):  # "с 1 по 10 января ежегодно"
        value = _resolve(expression.on, Context())
        return TimeValue("SET", value.value, granularity=value.granularity)
    named = dataclasses.replace(expression.on, year=None, shift=None, pick=None)
    period = point_period(named, Context())
    text = period.value if not period.value.startswith("T") else f"XXXX-XX-XX{period.value}"
    return TimeValue("SET", text, granularity=period.granularity)


@_resolve.register
def _vague(expression: Vague, context: Context) -> TimeValue:  # noqa: ARG001
    return TimeValue("DATE", expression.value)
