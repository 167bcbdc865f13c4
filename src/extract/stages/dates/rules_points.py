"""Rules for days, months, years, decades, centuries and what is counted."""

from __future__ import annotations

import dataclasses

from extract.stages.dates.cascade import Cascade, Items, Made, make, point
from extract.stages.dates.expressions import (
    Duration,
    Point,
    Range,
    Shift,
)
from extract.stages.dates.lexer import Item, Number
from extract.stages.dates.patterns import (
    NO_LENGTH,
    PLURALS,
)

POINTS = Cascade()
rule = POINTS.rule

YEAR_FORMS = frozenset(("г", "году", "годом", "годе"))


# ---------------------------------------------------------------------------------------------
# years, decades, centuries, quarters


@rule("POINT (UNIT|BIRTH)")
def year_word(found: Items) -> Made:
    """ "28.11.2023 г."."""
    if found[0].value.year is None or (found[1].kind == "UNIT" and found[1].value != "year"):
        return None
    return found[0]


@rule("NUM (SLASH|DASH) NUM (?!MONTH) UNIT?")
def split_years(found: Items) -> Made:
    """ "2016/17", "1989-90", "2017/2018": the years of a season."""
    first, second = found[0].value, found[2].value
    if first.figures != 4 or first.whole < 1000 or second.form != "cardinal":
        return None
    last = second.whole
    if second.figures == 2 and last > first.whole % 100:
        last += first.whole // 100 * 100
    elif found[1].kind == "DASH" or second.figures != 4:
        return None
    end = 4 if len(found) == 4 and found[3].value in ("year", "games") else 3
    span = Range(Point(year=first.whole), Point(year=last))
    return [make("RANGE", span, found[:end]), *found[end:]]


@rule("NUM (DASH|OR) NUM UNIT", "FROM NUM (TO|BY) NUM UNIT")
def least_and_most(found: Items) -> Made:
    """ "2-3 года", "от 8 до 20 лет"."""
    numbers = [item.value for item in found if item.kind == "NUM"]
    unit = found[-1]
    if any(each.form != "cardinal" or each.value >= 1000 for each in numbers):
        return None
    if unit.value in NO_LENGTH or unit.text in YEAR_FORMS or _is_century(numbers[1], unit):
        return None
    low, high = (((unit.value, each.value),) for each in numbers)
    return make("DURATION", Duration(low, high), found)


def _is_century(value: Number, unit: Item) -> bool:
    if unit.value not in ("century", "millennium") or not 0 < value.whole <= 30:
        return False
    if value.roman or value.form != "cardinal" or unit.text in ("в", "вв", "веке", "столетии"):
        return True
    return unit.text in ("век", "века") and value.figures > 0 and value.whole > 4


def _decade(value: Number) -> dict[str, int] | None:
    """ "1990-е", "девяностые", "нулевые"."""
    whole = value.whole
    if value.form != "plural" or whole % 10:
        return None
    if whole < 100:
        return {"tens": whole // 10}
    return {"decade": whole // 10} if 1000 <= whole < 10000 else None


@rule("NUM UNIT? ERA")
def era(found: Items) -> Made:
    """ "44 год до н. э.", "V век до нашей эры"."""
    whole, bce = found[0].value.whole, True if found[-1].value == "bce" else None
    unit = found[1].value if len(found) == 3 else "year"
    if whole < 1 or unit not in ("year", "century", "millennium"):
        return None
    return point(found, **{unit: whole}, bce=bce)


@rule("NUM MOD UNIT")
def with_some_over(found: Items) -> Made:
    """ "20 с лишним лет"."""
    number_, mod, unit = found
    if unit.value in NO_LENGTH or not mod.text.startswith("с "):
        return None
    length = Duration(((unit.value, number_.value.value),), mod=mod.value)
    return make("DURATION", length, found)


@rule("MONTH NUM UNIT")
def two_figures(found: Items) -> Made:
    """ "в мае 22 года"."""
    value = found[1].value
    if found[2].value != "year" or value.figures != 2 or found[2].text not in ("года", "г"):
        return None
    return [found[0], point(found[1:], short_year=value.whole)]


@rule("NUM UNIT RUNNING")
def nth_running(found: Items) -> Made:
    """ "третий год подряд": it lasts for three."""
    value, unit = found[0].value, found[1].value
    if unit in NO_LENGTH or not 0 < value.whole < 1000:
        return None
    return make("DURATION", Duration(((unit, value.whole),)), found)


@rule("NUM UNIT BIRTH?")
def counted(found: Items) -> Made:
    """A number with a unit: the name of a period, or so many of them."""
    value, unit = found[0].value, found[1]
    named = _named_period(value, unit)
    if named is not None:
        return point(found, **named)
    if unit.value == "number" and value.whole == 1:  # "в первых числах мая"
        return make("PART", "START", found)
    if value.form == "ordinal" and unit.value != "year":
        return make("NTH", (value.whole, unit.value), found)
    if unit.value in NO_LENGTH:
        return None
    open_number = (
        value.form == "plural" and unit.text in PLURALS and value.value == 1
    )  # "первые дни"
    count = None if open_number else value.value
    return make("DURATION", Duration(((unit.value, count),)), found)


def _named_period(value: Number, unit: Item) -> dict[str, int] | None:
    kind, whole = unit.value, value.whole
    if kind == "year":
        return _named_year(value, unit)
    if whole < 0:
        return None
    if _is_century(value, unit):
        return {kind: whole}
    ordinal = value.form == "ordinal" or (
        value.figures and unit.text in ("квартал", "квартале", "кв", "полугодие", "полугодии")
    )
    if kind in ("quarter", "half", "dekada") and ordinal:
        return {kind: whole}
    if kind == "number" and value.form != "plural":
        return {"day": whole}
    return None


def _named_year(value: Number, unit: Item) -> dict[str, int] | None:
    whole = value.whole
    if unit.text == "годам" and value.form == "ordinal":  # "к 1780-м годам"
        value = dataclasses.replace(value, form="plural")
    decade = _decade(value)
    if whole < 0 or unit.text == "лет":
        return None
    if decade is not None:
        return decade
    if value.form == "ordinal":
        return {"short_year": whole} if 0 < whole < 100 else {"year": whole}
    if unit.text in ("годам", "годами", "годах", "годов") and whole < 100:
        return None
    if whole >= 1000 or (whole >= 100 and unit.text in YEAR_FORMS):
        return {"year": whole}
    if unit.text in YEAR_FORMS and value.figures:
        return {"short_year": whole} if whole >= 10 else {"year": whole}
    agrees = whole % 10 == 1 if unit.text == "год" else whole % 10 in (2, 3, 4)
    teen = whole % 100 in (11, 12, 13, 14)
    return {"year": whole} if whole >= 100 and value.figures and (not agrees or teen) else None


@rule("NUM (?!UNIT|MULT|MONTH)")
def bare_year(found: Items) -> Made:
    """ "2001", "1990-х", without the word for year."""
    value = found[0].value
    decade = _decade(value)
    if decade is not None and (value.whole >= 20 or (value.whole == 0 and not value.figures)):
        return point(found, **decade)
    written = value.figures == 4 or value.form == "ordinal"
    if written and 1000 <= value.whole < 3000:
        return point(found, year=value.whole)
    return None


# ---------------------------------------------------------------------------------------------
# days and months


@rule("NUM MONTH")
def day_of_month(found: Items) -> Made:
    value = found[0].value
    if not 0 <= value.whole < 100:
        return None
    return point(found, day=value.whole, month=found[1].value)


@rule("MONTH")
def month(found: Items) -> Made:
    return point(found, month=found[0].value)


@rule("THISYEAR", "DEICTIC UNIT?")
def deictic(found: Items) -> Made:
    """ "вчера", "со вчерашнего дня"."""
    unit, count, origin = found[0].value
    end = 2 if found[-1].value == "day" else 1
    return [point(found[:end], shift=Shift(((unit, count),), origin)), *found[end:]]


@rule("HOLIDAYS")
def holidays(found: Items) -> Made:
    (month, day), (last_month, last_day) = found[0].value
    span = Range(Point(month=month, day=day), Point(month=last_month, day=last_day))
    return make("RANGE", span, found)


@rule("HOLIDAY")
def holiday(found: Items) -> Made:
    return point(found, month=found[0].value[0], day=found[0].value[1])
