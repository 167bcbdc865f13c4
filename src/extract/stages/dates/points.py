"""Puts a point on the calendar: counts it from its anchor, completes it, names its interval."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from extract.stages.dates import calendar
from extract.stages.dates.calendar import Period
from extract.stages.dates.expressions import Context, ImpossibleDate, Point, Shift

MASKS = {
    "millennium": "X", "century": "XX", "decade": "XXX", "year": "XXXX", "half": "XXXX-HX",
    "quarter": "XXXX-QX", "month": "XXXX-XX", "week": "XXXX-WXX", "day": "XXXX-XX-XX",
    "hour": "XXXX-XX-XXTXX", "minute": "XXXX-XX-XXTXX:XX", "second": "XXXX-XX-XXTXX:XX:XX",
}  # fmt: skip
# How far from the anchor a date without year or verb may lie in a neighbouring year: news looks
# back further than it looks ahead.
NEAR_PAST, NEAR_FUTURE, NEAR_DAY, FAR = (dt.timedelta(days) for days in (92, 31, 45, 183))
_HOUR = {"hour": 1, "minute": 60, "second": 3600}
_SAME_DAY = 12  # hours: "через два часа" is most often of the same day
SLACK = 3  # days that a date may lie on the wrong side of the anchor for its verb

Candidates = list[Period]


# ---------------------------------------------------------------------------------------------
# choosing among the years, months or weeks that fit


def _gap(period: Period, anchor: dt.date) -> int:
    assert period.begin is not None and period.end is not None
    return max((period.begin.date() - anchor).days, (anchor - period.end.date()).days, 0)


def _latest(candidates: Candidates, anchor: dt.date) -> Period | None:
    fit = [period for period in candidates if period.begin and period.begin.date() <= anchor]
    return fit[-1] if fit else None


def _earliest(candidates: Candidates, anchor: dt.date) -> Period | None:
    return next((p for p in candidates if p.end and p.end.date() >= anchor), None)


def this_year(candidates: Candidates, anchor: dt.date) -> Period | None:
    """The year of the article, but for the weeks around New Year."""
    past, future = _latest(candidates, anchor), _earliest(candidates, anchor)
    same = next((p for p in candidates if p.begin and p.begin.year == anchor.year), None)
    if past is None or future is None or same is None:
        return min(candidates, key=lambda period: _gap(period, anchor))
    if _gap(past, anchor) == 0:
        return past
    back, ahead = dt.timedelta(_gap(past, anchor)), dt.timedelta(_gap(future, anchor))
    if same == future and ahead > FAR and back <= NEAR_PAST:
        return past
    near = NEAR_DAY if future.granularity == "day" else NEAR_FUTURE
    if same == past and back > FAR and ahead <= near:
        return future
    return same


def choose(
    candidates: Iterable[Period],
    context: Context,
    default: Callable[[Candidates, dt.date], Period | None],
    pick: int | None = None,
) -> Period:
    """The candidate that tense, or "прошлый" and its like, points at."""
    anchor = context.anchor
    assert anchor is not None
    listed = [period for period in candidates if period.begin and period.end]
    found: Period | None
    if pick is not None and pick < 0:
        before = [p for p in listed if p.end and p.end.date() < anchor]
        found = before[pick] if len(before) >= -pick else None
    elif pick == 1:
        found = next((p for p in listed if p.begin and p.begin.date() > anchor), None)
    elif pick == 0:
        found = next((p for p in listed if _gap(p, anchor) == 0), None) or this_year(listed, anchor)
    elif context.tense == "past":
        found = _latest(listed, anchor)
    elif context.tense == "future":
        found = _earliest(listed, anchor)
    elif context.tense == "present":
        found = min(listed, key=lambda period: _gap(period, anchor), default=None)
    else:
        found = default(listed, anchor)
    if found is None:  # the tense was of another verb
        found = min(listed, key=lambda period: _gap(period, anchor), default=None)
    if found is None:
        raise ImpossibleDate("no year has such a date")
    return dataclasses.replace(found, relative=True)


def _in_some_year(point: Point, context: Context, make: Callable[[int | None], Period]) -> Period:
    """A date without a year: the year from the anchor, or none."""
    if context.anchor is None:
        return make(None)
    make(None)  # an impossible day of a month is impossible in every year
    candidates = []
    for year in range(max(context.anchor.year - 8, 1), min(context.anchor.year + 9, 10000)):
        try:
            candidates.append(make(year))
        except ImpossibleDate:  # 29 February
            continue
    candidates = [period for period in candidates if period.begin and period.end]
    if point.weekday is not None and point.day is not None:
        near = [p for p in candidates if p.begin and abs(p.begin.year - context.anchor.year) <= 1]
        fit = [p for p in near if p.begin and p.begin.isoweekday() == point.weekday]
        candidates = fit or candidates
    if point.pick is None:
        # A few days off are the article's date off, or the verb of another clause, not a year off.
        for period in candidates:
            if 0 < _gap(period, context.anchor) <= SLACK and period.granularity == "day":
                return dataclasses.replace(period, relative=True)
    return choose(candidates, context, this_year, point.pick)


# ---------------------------------------------------------------------------------------------
# points


def _shifted(point: Point, shift: Shift, context: Context) -> Point | Period:
    """The point with its shift replaced by year, month and day, or a period that is complete."""
    unit, count = shift.steps[-1]
    rest = dataclasses.replace(point, shift=None)
    origin = origin_date(shift.origin, context)
    blank = not rest.named().keys() - {"mod", "night", "pick"}
    if origin is None:
        if blank or (unit in ("week", "day") and rest.weekday is None):
            mask = Period(MASKS[unit], None, None, unit)
            return _with_time(mask, rest) if unit == "day" else mask
        return rest
    if unit in ("year", "century", "decade", "millennium") and len(shift.steps) == 1:
        return _year_shift(rest, unit, count, origin.year)
    if unit in ("hour", "minute", "second"):
        return _clock(origin, context.moment if origin == context.anchor else None, shift)
    try:
        moment = _walk(origin, shift.steps)
    except OverflowError:
        return Period(MASKS[unit], None, None, unit)
    if unit == "week":
        return _in_week(rest, moment)
    if unit == "month":
        return dataclasses.replace(rest, year=moment.year, month=moment.month)
    if unit in ("quarter", "half"):
        size = 3 if unit == "quarter" else 6
        which: Any = (moment.month - 1) // size + 1
        return dataclasses.replace(rest, year=moment.year, **{unit: which})
    if unit == "year":
        return dataclasses.replace(rest, year=moment.year)
    return _with_time(calendar.date(moment), rest)


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


def _walk(moment: dt.date, steps: tuple[tuple[str, int], ...]) -> dt.date:
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
        return Period(MASKS[unit], None, None, unit)
    try:
        moved = _walk(moment, shift.steps)
    except OverflowError:
        return Period(MASKS[unit], None, None, unit)
    assert isinstance(moved, dt.datetime)
    second = moved.second if unit == "second" else None
    return calendar.at(calendar.date(moved.date()), moved.hour, moved.minute, second)


def _in_week(rest: Point, moment: dt.date) -> Period:
    if rest.weekend:
        return calendar.weekend(moment)
    if rest.weekday is None:
        return calendar.week(moment)
    day = moment + dt.timedelta(days=rest.weekday - 1 - moment.weekday())
    return _with_time(calendar.date(day), rest)


def _hour(hour: int, daypart: str | None) -> int:
    """The hour of 24 ("9 вечера" is 21)."""
    if daypart == "EV" and hour < 12:
        return hour + 12
    if daypart == "AF" and hour <= 6:
        return hour + 12
    if daypart == "NI" and hour == 12:
        return 0
    return hour + 12 if daypart == "NI" and 9 <= hour < 12 else hour


def _with_time(day: Period, point: Point) -> Period:
    if point.hour is not None:
        return calendar.at(day, _hour(point.hour, point.daypart), point.minute, point.second)
    if point.daypart is not None:
        return calendar.part_of_day(day, point.daypart, bool(point.night))
    return day


def point_period(point: Point, context: Context) -> Period:
    """The interval of a point.

    Raises:
        ImpossibleDate: No calendar has it.
    """
    if point.offset is not None:
        return _offset(point, context)
    if point.shift is None:
        return _absolute(point, context)
    shifted = _shifted(point, point.shift, context)
    period = shifted if isinstance(shifted, Period) else _absolute(shifted, context)
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
        return Period(MASKS[unit], None, None, unit)
    try:
        moment = _walk(base.begin.date(), point.offset)
    except OverflowError:
        return Period(MASKS[unit], None, None, unit)
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
    return _with_time(period, point)


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
        return make(year) if year is not None else _in_some_year(point, context, make)
    if point.day is not None:
        return _day_of_month(point, context)
    if point.weekday is not None or point.weekend or point.workdays:
        return _day_of_week(point, context)
    if year is not None:
        return calendar.year(year)
    if point.decade is not None:
        return calendar.decade(point.decade)
    if point.tens is not None:
        return Period(f"XX{point.tens}X", None, None, "decade")
    if point.century is not None:
        return _long_ago(point, 100) if point.bce else calendar.century(point.century)
    if point.millennium is not None:
        return _long_ago(point, 1000) if point.bce else calendar.millennium(point.millennium)
    if context.anchor is None:
        return Period("", None, None, "day")
    return dataclasses.replace(calendar.date(context.anchor), relative=True)


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
    return choose(found, context, _latest, point.pick)


def _day_of_week(point: Point, context: Context) -> Period:
    if point.workdays:
        return Period("XXXX-WXX-1/XXXX-WXX-5", None, None, "day")
    number = "WE" if point.weekend else str(point.weekday)
    if not point.weekend and not 1 <= (point.weekday or 0) <= 7:
        raise ImpossibleDate(f"there is no weekday {point.weekday}")
    if context.anchor is None or point.year is not None:
        return Period(f"{calendar.year_text(point.year)}-WXX-{number}", None, None, "day")
    if point.pick == 0:
        return _in_week(dataclasses.replace(point, daypart=None, hour=None), context.anchor)
    rest = dataclasses.replace(point, daypart=None, hour=None, shift=None)
    found = []
    for count in range(-2, 3):
        try:
            found.append(_in_week(rest, context.anchor + dt.timedelta(weeks=count)))
        except OverflowError:
            continue
    return choose(found, context, _latest, point.pick)
