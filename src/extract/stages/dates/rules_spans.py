"""Rules for sets, neighbours, parts and durations: what is built of points and units."""

from __future__ import annotations

import dataclasses

from extract.stages.dates.cascade import Cascade, Items, Made, lasting, make, point
from extract.stages.dates.expressions import (
    Amounts,
    Duration,
    Point,
    Portion,
    Range,
    Recurrence,
    Several,
    Shift,
)
from extract.stages.dates.lexer import Item
from extract.stages.dates.merge import is_period, like, merge, with_mod
from extract.stages.dates.patterns import (
    MANY,
    NO_LENGTH,
    PLURALS,
    VAGUE_UNITS,
)

SPANS = Cascade()
rule = SPANS.rule


# ---------------------------------------------------------------------------------------------
# sets


@rule("NUM $")
def bare_day(found: Items) -> Made:
    """ "во вторник, 28-го"."""
    value = found[0].value
    if value.form != "ordinal" or not 1 <= value.whole <= 31 or value.roman:
        return None
    return point(found, day=value.whole) if found[0].text.endswith("го") else None


@rule("EVERY NTH", "EVERY NUM POINT UNIT", "TIMES IN (UNIT|DURATION)")
def every_nth(found: Items) -> Made:
    """ "каждый второй день", "каждую первую среду месяца", "раз в пять лет"."""
    last = found[-1]
    if last.kind == "DURATION" and last.value.window is not None:
        return None  # "в третий раз за последние пять лет"
    if last.kind == "NTH":
        count, unit = last.value
        amounts: Amounts | None = ((unit, count),)
    else:
        amounts = _amounts(last)
    return None if amounts is None else make("SET", Recurrence(every=amounts), found)


@rule("EVERY (UNIT|DURATION|POINT)")
def every(found: Items) -> Made:
    what = found[1]
    if what.kind == "POINT":
        return make("SET", Recurrence(on=what.value), found)
    amounts = what.value.amounts if what.kind == "DURATION" else ((what.value, 1),)
    if amounts[-1][0] in VAGUE_UNITS:
        return None
    if amounts[-1][0] == "weekend":
        return make("SET", Recurrence(on=Point(weekend=True)), found)
    return make("SET", Recurrence(every=amounts), found)


@rule("BY (DATIVE|WORKDAYS|UNIT)", "DATIVE", "WORKDAYS")
def on_days(found: Items) -> Made:
    """ "по средам", "по будням", "по выходным"."""
    last = found[-1]
    if last.kind == "DATIVE":
        return make("SET", Recurrence(on=last.value), found)
    if last.kind == "WORKDAYS":
        return make("SET", Recurrence(on=Point(workdays=True)), found)
    if last.value == "weekend" and last.text == "выходным":
        return make("SET", Recurrence(on=Point(weekend=True)), found)
    return None


@rule("SET")
def set_word(found: Items) -> Made:
    if isinstance(found[0].value, Recurrence):
        return None
    return make("SET", Recurrence(every=((found[0].value, 1),)), found)


@rule("SET (AND|COMMA) (SET|POINT)")
def set_list(found: Items) -> Made:
    """ "каждый понедельник и четверг"."""
    first = found[0].value.on
    last = found[2].value.on if found[2].kind == "SET" else found[2].value
    if first is None or last is None:
        return None
    points = first.points if isinstance(first, Several) else (first,)
    return make("SET", Recurrence(on=Several((*points, last))), found)


@rule("SET IN? POINT", "(?<!BY)(?<!TO)(?<!DASH) POINT SET", "SET SET")
def set_of_dates(found: Items) -> Made:
    """ "ежегодно в мае", "в мае каждого года", "ежедневно по будням"."""
    on: Point | None = None
    for item in found:
        each = item.value.on if item.kind == "SET" else item.value if item.kind == "POINT" else None
        if each is not None:
            if not isinstance(each, Point):
                return None
            on = each if on is None else merge(on, each)
            if on is None:
                return None
    if on is not None and on.named().keys() <= {"year", "shift"}:
        return None  # "в 2005 году каждый год": no date of each year
    every_ = found[0].value.every if found[0].kind == "SET" else None
    return make("SET", Recurrence(every=every_, on=on), found)


# ---------------------------------------------------------------------------------------------
# merging, parts, modifiers


@rule("POINT POINT")
def adjacent(found: Items) -> Made:
    joined = merge(found[0].value, found[1].value)
    return None if joined is None else make("POINT", joined, found)


@rule("(NTH|RECENT UNIT) (POINT|UNIT)")
def nth_unit(found: Items) -> Made:
    """ "первый день мая", "последняя неделя года"."""
    number, unit = found[0].value if found[0].kind == "NTH" else (0, found[1].value)
    if unit not in ("day", "week", "month", "quarter") or number > 400:
        return None
    within = (
        Point(shift=Shift(((found[-1].value, 0),))) if found[-1].kind == "UNIT" else found[-1].value
    )
    if found[-1].kind == "UNIT" and found[-1].value not in ("year", "month", "quarter", "half"):
        return None
    if not is_period(within):
        return None
    portion = Portion(((unit, 1),), within, last=number == 0, skip=max(number - 1, 0))
    return make("PORTION", portion, found)


@rule("PART NUM (DASH|BY|TO|AND) PART POINT")
def part_of_numbered(found: Items) -> Made:
    """ "в конце XIX — начале XX века"."""
    which = like(found[1].value, found[-1].value)
    return None if which is None else [found[0], make("POINT", which, found[1:2]), *found[2:]]


@rule("PART (POINT|UNIT)")
def part(found: Items) -> Made:
    """ "в начале мая", "в конце года", "во второй половине девяностых"."""
    if found[1].kind == "UNIT":
        unit = found[1].value
        if unit in (*NO_LENGTH, "hour", "minute"):
            return None
        origin = "reference" if unit == "day" else "anchor"
        which = Point(shift=Shift(((unit, 0),), origin))
    else:
        which = found[1].value
    if isinstance(found[0].value, tuple) and found[1].value == "day":
        half = {(1, 2): "MO", (2, 2): "AF"}.get(found[0].value)
        return point(found, daypart=half) if half else None
    if isinstance(found[0].value, tuple):
        return make("POINT", dataclasses.replace(which, fraction=found[0].value), found)
    return make("POINT", with_mod(which, found[0].value), found)


@rule("MOD (IN|FROM|TO)? POINT")
def modified_point(found: Items) -> Made:
    """ "около 1900 года"; "не позднее 5 мая" is a range."""
    mod, which = found[0].value, found[-1].value
    if len(found) == 3 and found[1].kind != "IN":
        return [*found[1:2], make("POINT", with_mod(which, mod), found[2:])]
    if mod == "EQUAL_OR_LESS":
        return make("RANGE", Range(None, which, "ON_OR_BEFORE"), found)
    if mod == "EQUAL_OR_MORE":
        return make("RANGE", Range(which, None, "ON_OR_AFTER"), found)
    return make("POINT", with_mod(which, mod), found)


# ---------------------------------------------------------------------------------------------
# durations


@rule("VAGUE DURATION")
def some(found: Items) -> Made:
    """ "несколько тысяч лет"."""
    length = found[1]
    if not length.text.startswith(("тысяч", "миллион")):
        return None
    return lasting(found, ((length.value.amounts[-1][0], None),))


@rule("DURATION RUNNING")
def running(found: Items) -> Made:
    """ "несколько дней подряд"."""
    return found[0]


@rule("FRACTION UNIT")
def fraction_of_unit(found: Items) -> Made:
    """ "четверть века"."""
    if found[1].value != "century" or found[0].value == 3:
        return None
    return lasting(found, (("year", 100 / found[0].value),))


@rule("UNIT NUM")
def inverted(found: Items) -> Made:
    """ "лет 30", "минут пять": about so many."""
    unit, value = found[0], found[1].value
    if unit.text not in MANY or value.value >= 1000:
        return None
    length = Duration(((unit.value, value.value),), mod="APPROX")
    return make("DURATION", length, found)


@rule("(DURATION|UNIT) (AND|COMMA)? DURATION")
def compound(found: Items) -> Made:
    """ "3 года и 8 месяцев"."""
    one = _amounts(found[0])
    other = _amounts(found[-1])
    order = ("century", "decade", "year", "half", "quarter", "month", "week", "day", "hour",
             "minute", "second")  # fmt: skip
    if one is None or other is None or one[-1][0] not in order or other[0][0] not in order:
        return None
    if order.index(one[-1][0]) >= order.index(other[0][0]):
        return None
    mod = found[0].value.mod if found[0].kind == "DURATION" else None
    return make("DURATION", Duration((*one, *other), mod=mod), found)


def _amounts(item: Item) -> Amounts | None:
    if item.kind == "DURATION":
        return None if item.value.most is not None else item.value.amounts
    if item.value in NO_LENGTH:
        return None
    return ((item.value, 1),)


@rule("MOD IN? (DURATION|UNIT)", "(TO|FROM) DURATION", "DURATION MOD")
def modified_duration(found: Items) -> Made:
    """ "более 20 лет", "до 15 лет"."""
    sides = {"TO": "EQUAL_OR_LESS", "FROM": "EQUAL_OR_MORE"}
    length = next((item for item in found if item.kind in ("DURATION", "UNIT")), found[-1])
    mod = next((item.value for item in found if item.kind == "MOD"), sides.get(found[0].kind))
    if length.kind == "UNIT":
        amounts = _amounts(length)
        if amounts is None or length.text in PLURALS:
            return None
        return make("DURATION", Duration(amounts, mod=mod), found)
    if length.value.mod is not None:
        return None
    return make("DURATION", dataclasses.replace(length.value, mod=mod), found)
