"""Rules for weekdays, seasons, and dates told by "прошлый", "этот", "последние"."""

from __future__ import annotations

import dataclasses

from extract.stages.dates.cascade import Cascade, Items, Made, lasting, make, point
from extract.stages.dates.expressions import (
    Duration,
    Point,
    Shift,
)
from extract.stages.dates.lexer import Item
from extract.stages.dates.patterns import (
    DATIVE,
    MAYBE_PLURALS,
    NO_LENGTH,
    PLURAL_ENDINGS,
    PLURALS,
    VAGUE_UNITS,
)

RELATIVE = Cascade()
rule = RELATIVE.rule


# "в прошлый понедельник" is that of last week, "в минувший понедельник" the one that was last.
_OF_A_WEEK = ("прошл", "позапрошл", "эт", "следующ", "будущ")
_NEUTER = frozenset({"утро", "лето", "воскресенье"})


def vague(found: Items, value: str) -> Item:
    """An item for PAST_REF and its like."""
    return make("REF", value, found)


def _reference(count: int) -> str:
    return "PAST_REF" if count < 0 else "FUTURE_REF" if count > 0 else "PRESENT_REF"


# ---------------------------------------------------------------------------------------------
# words that are points


@rule("(?<!VAGUE) (DAYPART|UNIT) (?=EARLIER|LATER)")
def day_before(found: Items) -> Made:
    """ "днем ранее", "годом позже"."""
    if found[0].text == "днем" or (found[0].kind == "UNIT" and found[0].value not in NO_LENGTH):
        unit = "day" if found[0].kind == "DAYPART" else found[0].value
        return lasting(found, ((unit, 1),))
    return None


@rule("WEEKDAY")
def weekday(found: Items) -> Made:
    item = found[0]
    if item.text.endswith(DATIVE):
        return make("DATIVE", Point(weekday=item.value), found)
    return point(found, weekday=item.value)


@rule("SEASON|DAYPART")
def season_or_daypart(found: Items) -> Made:
    item = found[0]
    if item.kind == "SEASON":
        return point(found, season=item.value)
    kind = "DATIVE" if item.text.endswith(DATIVE) else "POINT"
    return make(kind, Point(daypart=item.value), found)


@rule("POINT NUM", "IN NUM $")
def short_year(found: Items) -> Made:
    """ "9 мая 45-го", "летом 2012", "в 91-м"."""
    value = found[1].value
    which = Point() if found[0].kind == "IN" else found[0].value
    named = which.named().keys()
    if value.roman or "year" in named or (named and not named & {"month", "season", "quarter"}):
        return None
    if value.form == "ordinal" and 0 < value.whole < 100 and found[0].text not in ("на", "за"):
        return make("POINT", dataclasses.replace(which, short_year=value.whole), found)
    return None


@rule("NUM FRACTION", "RECENT FRACTION")
def which_fraction(found: Items) -> Made:
    """ "вторая половина", "последняя треть"."""
    parts = found[1].value
    which = parts if found[0].kind == "RECENT" else found[0].value.whole
    return make("PART", (which, parts), found)


@rule("(NUM|RECENT) POINT (?=POINT)")
def nth_weekday(found: Items) -> Made:
    """ "в третий четверг ноября"."""
    nth = -1 if found[0].kind == "RECENT" else found[0].value.whole
    if found[1].value.named().keys() != {"weekday"} or not -1 <= nth <= 5:
        return None
    return make("POINT", dataclasses.replace(found[1].value, nth=nth), found)


@rule("UNIT VIA NUM")
def inverted_via(found: Items) -> Made:
    """ "лет через пять"."""
    unit, count = found[0].value, found[2].value.value
    if unit in NO_LENGTH:
        return None
    about = Duration(((unit, count),), mod="APPROX")
    return [found[1], make("DURATION", about, [found[0], found[2]])]


# ---------------------------------------------------------------------------------------------
# "прошлый", "этот", "следующий", "последние", "ближайшие"


@rule("REL COMMA? POINT")
def relative_point(found: Items) -> Made:
    """ "прошлым летом", "в минувшую пятницу", "в нынешнем 2023 году"."""
    count, origin = found[0].value
    which: Point = found[-1].value
    if found[0].text == "это" and found[-1].text not in _NEUTER:
        return None  # "случилось это утром"
    named = which.named().keys()
    if named & {"year", "decade", "century", "short_year"}:
        return found[-1]
    if which.daypart is not None and not named & {"day", "weekday", "shift"}:
        shift = 0 if (count, which.daypart) == (-1, "NI") else count
        day = Shift((("day", shift),), origin)  # the night belongs to the day it leads into
        return make("POINT", dataclasses.replace(which, shift=day), found)
    if len(found) == 3 or named & {"day", "shift", "hour"}:
        return None
    if which.weekday is not None and found[0].text.startswith(_OF_A_WEEK):
        week = Shift((("week", count),), origin)
        return make("POINT", dataclasses.replace(which, shift=week), found)
    if origin == "reference":
        year = Shift((("year", 0),), origin)
        return make("POINT", dataclasses.replace(which, shift=year), found)
    return make("POINT", dataclasses.replace(which, pick=count), found)


def _many(adjective: Item, unit: Item) -> bool:
    """The adjective tells "прошлого столетия" from "прошлые столетия"."""
    forms = unit.text in PLURALS or unit.text in MAYBE_PLURALS
    return forms and adjective.text.split()[0].endswith(PLURAL_ENDINGS)


def _side(found: Items) -> int | None:
    """ "последние" lie before the anchor (-1), "ближайшие" behind it (1)."""
    side = None
    for item in found:
        if item.kind == "RECENT" or (item.kind == "REL" and item.value == (-1, "anchor")):
            side = -1
        elif item.kind == "NEAR" or (item.kind == "REL" and item.value == (1, "anchor")):
            side = 1
    return side


@rule(
    "NUM (RECENT|NEAR|REL) UNIT", "(RECENT|NEAR|REL) (VAGUE|MOD)? DURATION",
    "VAGUE (RECENT|NEAR) UNIT", "(RECENT|NEAR|VAGUE) (VAGUE|MOD)? UNIT",
)  # fmt: skip
def window(found: Items) -> Made:
    """ "за последние пять лет" ends at the anchor, "в ближайшие дни" begins there."""
    side = _side(found)
    length = next((item for item in found if item.kind == "DURATION"), None)
    if length is not None:
        return make("DURATION", dataclasses.replace(length.value, window=side), found)
    unit = found[-1]
    if unit.value == "number" and side == -1:  # "в последних числах мая"
        return make("PART", "END", found)
    if found[0].kind == "NUM" and unit.value not in NO_LENGTH:
        if not found[1].text.endswith(PLURAL_ENDINGS):
            return None  # "15 этого месяца"
        return lasting(found, ((unit.value, found[0].value.value),), side)
    if unit.value == "weekend":
        return point(found, weekend=True, pick=side)
    if unit.value in VAGUE_UNITS:
        return vague(found, _reference(side or 0)) if side else None
    many = any(item.kind == "VAGUE" for item in found) or _many(found[0], unit)
    if not many and side == -1 and unit.value == "day":
        return None  # "в последний день"
    return lasting(found, ((unit.value, None if many else 1),), side)


@rule("REL (UNKNOWN|NUM)? UNIT")
def relative_unit(found: Items) -> Made:
    """ "в прошлом году", "на этой неделе"; "в предстоящие годы" has no place on the calendar."""
    (count, origin), unit = found[0].value, found[-1]
    if len(found) == 3 and found[1].kind == "NUM":
        return None
    if unit.value == "weekend":
        return point(found, weekend=True, shift=Shift((("week", count),), origin))
    if unit.value in VAGUE_UNITS:
        return vague(found, _reference(count if origin == "anchor" else -1))
    if _many(found[0], unit):
        if "следующ" in found[0].text:  # from where the story stands
            return lasting(found, ((unit.value, None),))
        return vague(found, _reference(count))
    if unit.value == "day" and (count, origin) != (-1, "anchor"):
        origin = "reference" if count < 1 else "later"  # "в этот день", "на следующий день"
    return point(found, shift=Shift(((unit.value, count),), origin))


@rule("(RECENT|NEAR) POINT")
def nearest(found: Items) -> Made:
    side = -1 if found[0].kind == "RECENT" else 1
    which: Point = found[1].value
    if which.named().keys() & {"year", "day", "shift", "decade", "century"}:
        return None
    return make("POINT", dataclasses.replace(which, pick=side), found)
