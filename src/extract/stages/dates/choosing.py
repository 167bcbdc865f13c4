"""Chooses among the years, months or weeks that a date without one fits."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable

from extract.stages.dates.calendar import Period
from extract.stages.dates.expressions import Context, ImpossibleDate, Point

# How far from the anchor a date without year or verb may lie in a neighbouring year: a quarter
# back, a month ahead (six weeks for a day), since news looks back further than it looks ahead;
# beyond half a year the same date of a neighbouring year is nearer. Half or double of each changes
# one date of 140 articles (NEAR_PAST).
NEAR_PAST, NEAR_FUTURE, NEAR_DAY, FAR = (dt.timedelta(days) for days in (92, 31, 45, 183))
# Days that a date may lie on the wrong side of the anchor for its verb: news of Friday appears on
# Monday. With 1 two dates of 140 articles change, with 6 none.
SLACK = 3

Candidates = list[Period]


def _gap(period: Period, anchor: dt.date) -> int:
    assert period.begin is not None and period.end is not None
    return max((period.begin.date() - anchor).days, (anchor - period.end.date()).days, 0)


def latest(candidates: Candidates, anchor: dt.date) -> Period | None:
    fit = [period for period in candidates if period.begin and period.begin.date() <= anchor]
    return fit[-1] if fit else None


def _earliest(candidates: Candidates, anchor: dt.date) -> Period | None:
    return next((p for p in candidates if p.end and p.end.date() >= anchor), None)


def this_year(candidates: Candidates, anchor: dt.date) -> Period | None:
    """The year of the article, but for the weeks around New Year."""
    past, future = latest(candidates, anchor), _earliest(candidates, anchor)
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
        found = latest(listed, anchor)
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


def in_some_year(point: Point, context: Context, make: Callable[[int | None], Period]) -> Period:
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
