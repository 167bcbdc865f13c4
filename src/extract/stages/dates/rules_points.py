"""Rules for numbers, clock times, days, months, years, decades and centuries."""

from __future__ import annotations

import dataclasses
from typing import Any

from extract.stages.dates.cascade import Cascade, make
from extract.stages.dates.expressions import Duration, Point, Range, Shift
from extract.stages.dates.lexer import Item, Number
from extract.stages.dates.patterns import NO_LENGTH, PLURALS

POINTS = Cascade()
rule = POINTS.rule
Items = list[Item]
Made = Items | Item | None

YEAR_FORMS = frozenset(("г", "году", "годом", "годе"))
# "2 квартал" is the second, "2 квартала" are two.
ORDINAL_FORMS = frozenset(("квартал", "квартале", "кв", "полугодие", "полугодии"))


def point(found: Items, **fields: Any) -> Item:
    """An item for a point."""
    return make("POINT", Point(**fields), found)


def only(found: Items, *kinds: str) -> Items:
    """The items of some kinds."""
    return [item for item in found if item.kind in kinds]


# ---------------------------------------------------------------------------------------------
# numbers


@rule("WITHOUT (CARDINAL+|NUM|FRACTION) UNIT? (CARDINAL|NUM) (?!UNIT|CARDINAL)")
def to_the_hour(found: Items) -> Made:
    """ "без двадцати восемь", "без четверти пять"."""
    quarter = found[1].kind == "FRACTION" and found[1].value == 4
    values = [_plain(item) for item in found if item.kind in ("CARDINAL", "NUM")]
    *short, hour = values
    minutes = 15 if quarter else sum(short)
    if not (0 < minutes < 60 and 0 < hour <= 24):
        return None
    return point(found, hour=int(hour - 1) or 12, minute=int(60 - minutes))


def _plain(item: Item) -> float:
    value: float = item.value.value if isinstance(item.value, Number) else item.value
    return value


@rule("(NUM|CARDINAL|ORDINAL|MULT)* (CARDINAL|ORDINAL|MULT) (NUM|CARDINAL|ORDINAL|MULT)*")
def number(found: Items) -> Made:
    """ "две тысячи двадцать третьего" is 2023; "пять шесть" stays two numbers."""
    done: Items = []
    run: Items = []
    total, part, smallest = 0.0, 0.0, float("inf")
    for item in found:
        value = _plain(item)
        if item.kind == "MULT":
            total, part, smallest = total + (part or 1) * value, 0, value
        else:
            glued = item.kind == "NUM" and run and run[-1].kind != "MULT"
            ended = run and isinstance(run[-1].value, Number) and run[-1].kind == "ORDINAL"
            if run and (value >= smallest or glued or ended):
                done.append(_number(run, total + part))
                run, total, part, smallest = [], 0, 0, float("inf")
            part += value
            smallest = _magnitude(value)
        run.append(item)
    return [*done, _number(run, total + part)]


def _magnitude(value: float) -> float:
    """Below what the next word must stay: 20 is followed by 1 to 9, 100 by 1 to 99."""
    return next((size for size, least in ((1000, 1000), (100, 100), (10, 20)) if value >= least), 1)


def _number(run: Items, value: float) -> Item:
    last = run[-1].value
    form = last.form if isinstance(last, Number) else "cardinal"
    figures = last.figures if isinstance(last, Number) and len(run) == 1 else 0
    return make("NUM", Number(value, form, figures=figures), run)


@rule("NUM HALFMORE")
def and_a_half(found: Items) -> Made:
    return make("NUM", Number(found[0].value.value + 0.5), found)


@rule("FROM NUM HALFMORE", "UNIT HALFMORE")
def unit_and_a_half(found: Items) -> Made:
    if found[0].kind != "UNIT" or found[0].value in NO_LENGTH:
        return None
    return make("DURATION", Duration(((found[0].value, 1.5),)), found)


@rule("DURATION")
def word_duration(found: Items) -> Made:
    value = found[0].value
    return None if isinstance(value, Duration) else make("DURATION", Duration((value,)), found)


# ---------------------------------------------------------------------------------------------
# clock times


@rule("DM UNIT")
def decimal(found: Items) -> Made:
    return [make("NUM", Number(float(found[0].text)), found[:1]), found[1]]


@rule("DM (ZONE|DAYPART)?")
def dotted(found: Items) -> Made:
    """ "23.20" is a time, "28.11" a date."""
    first, second = map(int, found[0].text.split("."))
    if len(found) == 2 or (not 1 <= second <= 12 and first < 24 and second < 60):
        return [point(found[:1], hour=first, minute=second), *found[1:]]
    return [point(found[:1], day=first, month=second)]


@rule("HALFHOUR")
def half_past(found: Items) -> Made:
    return point(found, hour=(found[0].value - 1) or 12, minute=30)


@rule(
    "NUM UNIT NUM UNIT (UNIT|DAYPART|ZONE)?",
    "NUM UNIT (UNIT|DAYPART|ZONE)",
    "UNIT DAYPART",
    "UNIT UNIT",
)
def clock_with_daypart(found: Items) -> Made:
    """ "в 3 часа ночи", "в час дня", "в 14 часов 30 минут"."""
    units = [
        item.value for item in found if item.kind == "UNIT" and item.text not in ("дня", "день")
    ]
    numbers = [item.value.whole for item in found if item.kind == "NUM"] or [1]
    if units not in (["hour"], ["hour", "minute"]) or len(numbers) < len(units):
        return None
    if not 0 <= numbers[0] <= 24:
        return None
    tail = found[-1]
    if tail.kind == "DAYPART" and tail.text not in ("утра", "вечера", "ночи"):
        return None
    daypart = tail.value if tail.kind == "DAYPART" else "AF" if tail.text == "дня" else None
    if tail.text == "день" or (daypart is None and tail.kind != "ZONE" and len(units) < 2):
        return None
    if found[0].kind == "UNIT" and found[0].text not in ("час", "часа", "часу"):
        return None
    if len(units) == 1 and found[0].kind == "NUM":
        numbers = [_struck(found[0].value, found[1])]
    minute = numbers[1] if len(units) == 2 else None
    if numbers[0] < 0:
        return None
    if daypart is None and tail.kind != "ZONE":
        return make("HOURS", (numbers[0], minute), found)
    return point(found, hour=numbers[0], minute=minute, daypart=daypart)


def _struck(value: Number, unit: Item) -> int:
    """The hour: "в 3 часа" is 3, "в третьем часу" 2, "первые часы" none."""
    if value.form == "cardinal":
        return value.whole
    return value.whole - 1 if value.form == "ordinal" and unit.text == "часу" else -1


@rule("NUM DAYPART")
def hour_of_daypart(found: Items) -> Made:
    """ "8 утра"."""
    hour = found[0].value.whole
    if found[1].text not in ("утра", "вечера", "ночи") or not 0 < hour <= 12:
        return None
    return point(found, hour=hour, daypart=found[1].value)


@rule("(FROM|BETWEEN) NUM (TO|AND|BY) NUM UNIT")
def between_hours(found: Items) -> Made:
    if found[-1].value != "hour" or found[0].text == "от" or found[3].value.whole > 24:
        return None
    return [*found[:3], point(found[3:], hour=found[3].value.whole)]


@rule("(IN|FROM|TO|TOWARD|AFTER|BEFORE|POINT|MOD) (HOURS|NUM UNIT)")
def clock(found: Items) -> Made:
    """ "в 9 часов", but "за 9 часов"."""
    before = found[0]
    if found[1].kind == "HOURS":
        hour, minute = found[1].value
    elif found[2].value == "hour" and before.kind not in ("POINT", "MOD"):
        hour, minute = _struck(found[1].value, found[2]), None
    else:
        return None
    clocklike = before.kind != "IN" or before.text in ("в", "во")
    if not (clocklike and 0 <= hour <= 24) or (before.kind == "FROM" and before.text == "от"):
        return None
    return [before, point(found[1:], hour=hour, minute=minute)]


@rule("HOURS")
def hours_and_minutes(found: Items) -> Made:
    hour, minute = found[0].value
    return make("DURATION", Duration((("hour", hour), ("minute", minute))), found)


@rule("NOON|MIDNIGHT")
def noon(found: Items) -> Made:
    return point(found, hour=found[0].value, minute=0)


@rule("POINT (ZONE|UNIT)")
def clock_tail(found: Items) -> Made:
    """ "20:00 часов", "12:30 мск": the hour stays as the text gives it."""
    if found[0].value.hour is None:
        return None
    if found[1].text == "дня":
        return make("POINT", dataclasses.replace(found[0].value, daypart="AF"), found)
    return None if found[1].kind == "UNIT" and found[1].value != "hour" else found[0]


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


@rule("NUM (DASH|OR) NUM UNIT", "FROM NUM (TO|BY) NUM UNIT", "NUM NUM UNIT")
def least_and_most(found: Items) -> Made:
    """ "2-3 года", "от 8 до 20 лет"."""
    numbers = [item.value for item in only(found, "NUM")]
    unit = found[-1]
    if any(each.form != "cardinal" or each.value >= 1000 for each in numbers):
        return None
    if unit.value in NO_LENGTH or unit.text in YEAR_FORMS or _is_century(numbers[1], unit):
        return None
    if len(found) == 3 and numbers[1].value != numbers[0].value + 1:  # "два три дня"
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


@rule("THISYEAR|DEICTIC")
def deictic(found: Items) -> Made:
    unit, count, origin = found[0].value
    return point(found, shift=Shift(((unit, count),), origin))


@rule("HOLIDAYS")
def holidays(found: Items) -> Made:
    (month, day), (last_month, last_day) = found[0].value
    span = Range(Point(month=month, day=day), Point(month=last_month, day=last_day))
    return make("RANGE", span, found)


@rule("HOLIDAY")
def holiday(found: Items) -> Made:
    return point(found, month=found[0].value[0], day=found[0].value[1])
