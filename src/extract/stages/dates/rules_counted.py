"""Rules for dates counted from others: "два года назад", "через неделю после 5 мая"."""

from __future__ import annotations

import dataclasses

from extract.stages.dates.cascade import Cascade, Items, Made, make
from extract.stages.dates.durations import whole_steps
from extract.stages.dates.expressions import Duration, Point, Portion, Range, Shift
from extract.stages.dates.merge import is_period, with_mod
from extract.stages.dates.patterns import NO_LENGTH, PLURALS

COUNTED = Cascade()
rule = COUNTED.rule

# "больше года назад" lies before the date a year ago; "через" turns it round.
_BACK = {"MORE_THAN": "BEFORE", "LESS_THAN": "AFTER", "EQUAL_OR_MORE": "ON_OR_BEFORE",
         "EQUAL_OR_LESS": "ON_OR_AFTER"}  # fmt: skip
_AHEAD = {"MORE_THAN": "AFTER", "LESS_THAN": "BEFORE", "EQUAL_OR_MORE": "ON_OR_AFTER",
          "EQUAL_OR_LESS": "ON_OR_BEFORE"}  # fmt: skip


def _length(found: Items) -> Duration | None:
    """The duration among the items; a bare unit is one of it."""
    item = next(item for item in found if item.kind in ("DURATION", "UNIT"))
    if item.kind == "DURATION":
        length: Duration = item.value
        return length
    if item.value in NO_LENGTH:
        return None
    return Duration(((item.value, None if item.text in PLURALS else 1),))


def _moved(found: Items, sign: int, origin: str) -> Made:
    length = _length(found)
    if length is None:
        return None
    steps = whole_steps(length.amounts)
    mod = (_BACK if sign < 0 else _AHEAD).get(length.mod or "", length.mod)
    if steps is None:
        if sign < 0 and origin == "anchor":
            return make("REF", "PAST_REF", found)
        return make("DURATION", length, found)
    near = Point(shift=_shift(steps, sign, origin), mod=mod)
    most = whole_steps(length.most) if length.most is not None else None
    if most is None:
        return make("POINT", near, found)
    far = Point(shift=_shift(most, sign, origin), mod=mod)
    return make("RANGE", Range(*((far, near) if sign < 0 else (near, far))), found)


def _shift(steps: tuple[tuple[str, int], ...], sign: int, origin: str) -> Shift:
    return Shift(tuple((unit, sign * count) for unit, count in steps), origin)


@rule("(VIA|LATER|IN)? (DURATION|UNIT) (AFTER|BEFORE|TO|LATER) (REL? UNKNOWN|$)")
def from_an_event(found: Items) -> Made:
    """ "через два года после войны": a length, as the event has no date here."""
    if found[-1].kind == "LATER":
        return None
    length = _length(found)
    return None if length is None else make("DURATION", length, found)


@rule(
    "(VIA|LATER|IN)? (DURATION|UNIT) (AFTER|LATER) POINT",
    "IN (DURATION|UNIT) (TO|BEFORE) POINT",
    "EVE POINT",
)
def offset(found: Items) -> Made:
    """ "через неделю после 5 мая", "за три дня до Нового года", "накануне 9 мая"."""
    which: Point = found[-1].value
    if found[0].kind == "EVE":
        named = which.named().keys()
        if "day" not in named or "month" not in named:
            return None
        return make("POINT", dataclasses.replace(which, offset=(("day", -1),)), found)
    length = _length(found)
    steps = whole_steps(length.amounts) if length is not None else None
    back = found[-2].kind in ("TO", "BEFORE")
    if steps is None or length is None or (back and found[0].text != "за"):
        return None
    if found[-2].kind == "LATER" and found[0].kind != "LATER":
        return None
    sign = -1 if back else 1
    moved = tuple((unit, sign * count) for unit, count in steps)
    return make("POINT", dataclasses.replace(which, offset=moved), found)


@rule("EVE")
def eve(found: Items) -> Made:
    return make("POINT", Point(shift=Shift((found[0].value[:2],))), found)


@rule("IN DURATION (EARLIER|LATER)")
def by_how_much(found: Items) -> Made:
    """ "на полтора часа позже" is a length."""
    return make("DURATION", found[1].value, found) if found[0].text == "на" else None


@rule("IN? (DURATION|UNIT) (EARLIER|BEFORETHAT)")
def earlier(found: Items) -> Made:
    """ "двумя годами ранее"; "48-летнего ранее судимого" is no date."""
    if any("летн" in item.text for item in found):
        return None
    return _moved(found, -1, "reference")


@rule(
    "VIA (DURATION|UNIT) (AFTERTHAT|LATER)",
    "(DURATION|UNIT) (LATER|AFTERTHAT)",
    "LATER (DURATION|UNIT)",
)
def later(found: Items) -> Made:
    return _moved(found, 1, "later")


@rule("(DURATION|UNIT) AGO")
def ago(found: Items) -> Made:
    return _moved(found, -1, "anchor")


@rule("VIA (DURATION|UNIT)")
def via(found: Items) -> Made:
    return _moved(found, 1, "via")


@rule("(IN|NUM|THROUGH)? DURATION POINT")
def portion(found: Items) -> Made:
    """ "за девять месяцев 2020 года", "последние три дня мая"."""
    length, which = found[-2].value, found[-1].value
    unit, count = length.amounts[-1]
    first = found[0].kind == "NUM" or found[0].text.startswith("перв")
    if not is_period(which) or len(length.amounts) > 1 or length.most is not None:
        return None
    if count is None:  # "в первые дни мая"
        mod = "END" if length.window == -1 else "START" if first else None
        return make("POINT", with_mod(which, mod), found) if mod else None
    told = found[0].kind != "DURATION" or length.window is not None or unit == "month"
    if count != int(count) or unit not in ("month", "week", "day", "quarter") or not told:
        return None
    return make("PORTION", Portion(length.amounts, which, length.window == -1), found)
