"""Rules for what stands side by side, ranges and lists: the top of the grammar."""

from __future__ import annotations

import dataclasses
import re

from extract.stages.dates.cascade import Cascade, Items, Made, make
from extract.stages.dates.expressions import Point, Range, Several
from extract.stages.dates.lexer import Item
from extract.stages.dates.merge import like, merge

RANGES = Cascade()
rule = RANGES.rule
# In the prepositional case a date is when something was, not since when.
_WITHIN = re.compile(
    r"\b(?:январе|феврале|марте|апреле|мае|июне|июле|августе|(?:сент|окт|но|дек)[ая]бре|году)\b"
)

# ---------------------------------------------------------------------------------------------
# side by side


@rule("POINT FROM (POINT|NUM) IN POINT", "FROM (POINT|NUM) IN POINT")
def night_between(found: Items) -> Made:
    """ "в ночь с 15 на 16 июля"."""
    if found[-2].text != "на":
        return None
    last: Point = found[-1].value
    if found[0].kind == "POINT":
        if found[0].value.daypart != "NI":
            return None
        return make("POINT", dataclasses.replace(last, daypart="NI", night=True), found)
    first = found[1].value if found[1].kind == "POINT" else like(found[1].value, last)
    return None if first is None else make("RANGE", Range(first, last), found)


@rule("POINT (IN|COMMA|MOD|COMMA IN|DASH) POINT")
def joined(found: Items) -> Made:
    """ "28 ноября в 14:30", "в среду, 17 мая", "в ночь на понедельник"."""
    one, other = found[0].value, found[-1].value
    if found[1].kind == "MOD":
        other = dataclasses.replace(other, mod=found[1].value)
    if found[1].kind == "DASH":
        plain = one.named().keys() <= {"weekday", "shift", "pick", "daypart"}
        dated = plain and other.day is not None and other.weekday is None
        one_year = one.named().keys() <= {"season", "month"} and other.named().keys() == {"year"}
        if not dated and not one_year:  # "в пятницу — 28 июня", "лето-2020"
            return None
    if found[1].text == "на" and one.named().keys() == {"daypart"} and one.daypart == "NI":
        return make("POINT", dataclasses.replace(other, daypart="NI", night=True), found)
    both = merge(one, other)
    return None if both is None else make("POINT", both, found)


# ---------------------------------------------------------------------------------------------
# ranges and lists


def _counts(item: Item) -> bool:
    """ "второй" counts things; "второго" and "второе" are days."""
    number = item.kind == "NUM" and item.value.form == "ordinal" and not item.value.figures
    return number and not item.value.roman and item.text.endswith(("ый", "ой", "ий", "ая", "ья"))


def _two(one: Item, other: Item) -> tuple[Point, Point] | None:
    """Two points, a bare number read like its neighbour."""
    if _counts(one) or _counts(other):
        return None
    first = (
        one.value
        if one.kind == "POINT"
        else like(one.value, other.value)
        if other.kind == "POINT"
        else None
    )
    if first is None:
        return None
    last = other.value if other.kind == "POINT" else like(other.value, first)
    return None if last is None else _decades(first, last)


def _decades(first: Point, last: Point) -> tuple[Point, Point]:
    """ "1970–80-е": the first year stands for a decade, the second is of the same century."""
    decades = last.tens is not None or last.decade is not None
    if decades and first.named().keys() <= {"year", "mod"} and (first.year or 1) % 10 == 0:
        first = dataclasses.replace(first, year=None, decade=(first.year or 0) // 10)
    if first.decade is not None and last.tens is not None and last.century is None:
        last = dataclasses.replace(last, tens=None, decade=first.decade // 10 * 10 + last.tens)
    return first, last


@rule("FROM (POINT|NUM) (BY|TO) (POINT|NUM)", "BETWEEN (POINT|NUM) AND (POINT|NUM)")
def from_to(found: Items) -> Made:
    pair = _two(found[1], found[3])
    return None if pair is None else make("RANGE", Range(*pair), found)


@rule("(POINT|NUM) DASH (POINT|NUM)", "(POINT|NUM) (BY|TO) (POINT|NUM)")
def dashed(found: Items) -> Made:
    """ "26–28 ноября", "2018-2023 годы", "5 по 21 августа"; not "в мае 2012 года до 2018 года"."""
    pair = _two(found[0], found[2])
    if pair is None or (found[1].kind == "TO" and _WITHIN.search(found[0].text)):
        return None
    first, last = pair
    if first.named() == last.named():
        return found[2]
    if _one_winter(first.season, first.year, last):
        return found[0]
    return make("RANGE", Range(first, last), found)


@rule("TURN (POINT|NUM) (AND|DASH) (POINT|NUM)")
def turn(found: Items) -> Made:
    """ "на рубеже XIX и XX веков"."""
    pair = _two(found[1], found[3])
    return None if pair is None else make("RANGE", Range(*pair), found)


@rule("FROM POINT (BY|TO) IN? REF")
def until_now(found: Items) -> Made:
    """ "с 2006 года по настоящее время"."""
    return make("RANGE", Range(found[1].value, None), found)


@rule("(POINT|NUM) ((COMMA|AND|OR)+ IN? (POINT|NUM))+")
def listed(found: Items) -> Made:
    """ "в 2018 и 2019 годах", "20 июня и 10 августа"."""
    members = [item for item in found if item.kind in ("POINT", "NUM")]
    if members[-1].kind == "NUM":
        return None  # "28 сентября, в 6 странах"
    points: list[Point] = []
    model: Point = members[-1].value
    for item in members:
        each = item.value if item.kind == "POINT" else like(item.value, model)
        if each is None:
            return None
        points.append(each)
    one_of = any(item.kind == "OR" for item in found)
    return make("SEVERAL", Several(tuple(points), one_of), found)


def _one_winter(season: str | None, year: int | None, last: Point | None) -> bool:
    """ "зимой 2015/16 года" is one winter."""
    following = last is not None and year is not None and last.named() == {"year": year + 1}
    return season == "WI" and following


@rule("FROM IN? POINT")
def since(found: Items) -> Made:
    """ "с 1994 года" is open; "с утра" and "от 5 мая" name the date itself."""
    which: Point = found[-1].value
    if found[0].text == "от" or (which.daypart is not None and which.hour is None):
        return found[-1]
    return make("RANGE", Range(which, None), found)


@rule("(TO|BY) IN? POINT")
def until(found: Items) -> Made:
    which: Point = found[-1].value
    return make("RANGE", Range(None, dataclasses.replace(which, pick=which.pick)), found)


@rule("POINT (COMMA|IN)? RANGE", "RANGE (COMMA|IN)? POINT")
def range_of_point(found: Items) -> Made:
    """ "в среду с 11:00 до 17:00", "в среду с 11:00"."""
    span = next(item.value for item in found if item.kind == "RANGE")
    which = next(item.value for item in found if item.kind == "POINT")
    if span.begin is not None and _one_winter(which.season, span.begin.year, span.end):
        return make("POINT", dataclasses.replace(which, year=span.begin.year), found)
    ends: list[Point | None] = []
    for end in (span.begin, span.end):
        both = None if end is None else merge(end, which)
        if end is not None and both is None:
            return None
        ends.append(both)
    return make("RANGE", Range(ends[0], ends[1], span.mod), found)


@rule("AFTER POINT")
def after(found: Items) -> Made:
    return make("RANGE", Range(found[1].value, None, "AFTER"), found)


@rule("BEFORE POINT")
def before(found: Items) -> Made:
    return make("POINT", dataclasses.replace(found[1].value, mod="BEFORE"), found)


@rule("TOWARD POINT")
def toward(found: Items) -> Made:
    which: Point = found[1].value
    return make("POINT", dataclasses.replace(which, mod=which.mod or "ON_OR_BEFORE"), found)


@rule("(RANGE|POINT|SEVERAL) INCLUSIVE")
def inclusive(found: Items) -> Made:
    """ "по 31 мая включительно": as it is read anyway."""
    return found[0]
