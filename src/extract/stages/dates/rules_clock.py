"""Rules for numbers and clock times."""

from __future__ import annotations

import dataclasses

from extract.stages.dates.cascade import Cascade, Items, Made, make, point
from extract.stages.dates.expressions import (
    Duration,
)
from extract.stages.dates.lexer import Item, Number
from extract.stages.dates.patterns import (
    NO_LENGTH,
)

CLOCK = Cascade()
rule = CLOCK.rule


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


@rule("UNIT HALFMORE")
def unit_and_a_half(found: Items) -> Made:
    if found[0].value in NO_LENGTH:
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
