"""Turns a date expression into a ``TimeValue``."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from functools import singledispatch

from extract.annotations import TimeValue
from extract.stages.dates.calendar import MASKS, Period
from extract.stages.dates.counted import origin_date
from extract.stages.dates.durations import CLOCK, duration_value, stepped
from extract.stages.dates.expressions import (
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
from extract.stages.dates.points import point_period
from extract.stages.dates.range_ends import fill, only_weekday, range_periods, weekday_until

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


@_resolve.register
def _range(expression: Range, context: Context) -> TimeValue:
    begin, end = expression.begin, expression.end
    mod = expression.mod or next((p.mod for p in (begin, end) if p is not None and p.mod), None)
    origin = _origin(begin, end)
    if begin is not None and end is not None:
        first, last = range_periods(begin, end, context)
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
        if only_weekday(end) and context.tense is None:  # "вход свободный до пятницы"
            context = dataclasses.replace(context, verb=lambda: "future")
        last = point_period(end, context)
        period = dataclasses.replace(last, value=f"../{last.value}", begin=None)
    return _value(period, context, mod, origin)


@_resolve.register
def _several(expression: Several, context: Context) -> TimeValue:
    last = expression.points[-1]
    filled = [fill(fill(point, last), expression.points[0]) for point in expression.points]
    periods = [point_period(point, context) for point in filled]
    if only_weekday(expression.points[0]) and last.weekday is not None:
        periods = [weekday_until(p, periods[-1]) if only_weekday(p) else point_period(p, context)
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
