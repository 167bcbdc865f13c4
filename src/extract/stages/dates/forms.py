"""The form of a date expression: "day", "month of a year", "set", and how sure each is.

Some expressions are dates by their words alone; others ("май", "14:30", "2019", "два года") only
where a preposition, a unit or a date beside them says so.
"""

from __future__ import annotations

import re

from extract.stages.dates.expressions import (
    Duration,
    Expression,
    Point,
    Portion,
    Range,
    Recurrence,
    Several,
    Vague,
)
from extract.stages.dates.merge import LARGE
from extract.stages.dates.scan import Expressed

# How often a find of a form is a date: in the texts of NEREL's train split, the share that lies
# under a DATE or TIME of the annotators, of those outside of other names; with one find added on
# either side (Laplace), since some forms are rare there. Annotators leave "сегодня" unmarked more
# often than not.
SCORES: dict[str, float] = {
    "day": 0.998, "month": 0.997, "year": 0.994, "bare": 0.958, "long": 0.962, "quarter": 0.833,
    "weekday": 0.957, "season": 0.906, "relative": 0.973, "today": 0.426, "time": 0.99,
    "part of day": 0.684, "set": 0.679, "window": 0.972, "range": 0.995,
}  # fmt: skip

_CLOCK = frozenset({"hour", "minute", "second"})
_PLACED = frozenset(
    {"IN", "FROM", "TO", "BY", "TOWARD", "AFTER", "BEFORE", "REL", "NEAR", "RECENT", "PART",
     "EVERY", "EVE", "THROUGH"}
)  # fmt: skip
_MONTH = re.compile(
    r"(?:январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр)(?:[ьяюеау]|ем|ом)?|ма(?:й|я|ю|ем|е)"
)
_WEEKDAY = re.compile(
    r"(?:понедельник|вторник|четверг)\w{0,2}|сред[аеыу]|пятниц\w|суббот\w|воскресень\w"
)
_SEASON = re.compile(r"лет[оауе]|летом|зим[ауые]|зимой|весн[ауые]|весной|осен[ьи]|осенью")
_ADVERBS = frozenset({"летом", "зимой", "весной", "осенью"})
_DAYPARTS = frozenset({"утром", "вечером", "ночью", "поутру", "спозаранку"})
# Earlier ones need their era, or are a number of years. Half or double changes no row.
_FIRST_YEAR = 900
_TODAY = frozenset({"сегодня", "вчера", "завтра", "позавчера", "послезавтра", "назавтра"})


def form_of(found: Expressed) -> str | None:
    """The form of an expression, None for those that are no dates without a word for it."""
    meaning = found.meaning
    if isinstance(meaning, Vague) or {"HOLIDAY", "HOLIDAYS"} & set(found.kinds):
        return None  # an event rather than a day
    if _is_medium(found):
        return None
    if isinstance(meaning, Duration):
        told = meaning.window or {"THROUGH", "RUNNING"} & set(found.kinds)
        return "window" if told else None
    if isinstance(meaning, Recurrence):
        return "set" if _recurs(found) else None
    if isinstance(meaning, Range):
        return _range_form(meaning, found)
    if isinstance(meaning, Several):
        whole = [point for point in meaning.points if point.named().keys() != {"day"}]
        forms = {_point_form(point, found) for point in whole}
        return "range" if not forms & {None, "part of day", "today"} else None
    if isinstance(meaning, Portion):
        return "range"
    return _point_form(meaning, found)


def _is_medium(found: Expressed) -> bool:
    """ "культурная среда сегодня": no Wednesday without a figure or a preposition."""
    return "среда" in found.words and not {"NUM", "IN", "DMY", "EVERY", "REL"} & set(found.kinds)


def _range_form(meaning: Range, found: Expressed) -> str | None:
    points = [point for point in (meaning.begin, meaning.end) if point is not None]
    whole = [point for point in points if point.named().keys() != {"day"}]  # "10–12 декабря"
    forms = [_point_form(point, found) for point in whole]
    if not forms or None in forms or any("сей" in word for word in found.words):
        return None
    return forms[0] if len(points) == 1 else "range"


def _recurs(found: Expressed) -> bool:
    """ "ежегодно", "каждый год", "по вторникам", "раз в год"; "ежегодный форум" is one."""
    first = found.kinds[0]
    if first == "SET" or found.kinds[-1] == "SET":
        return any(kind == "SET" and word.endswith(("но", "ам"))
                   for kind, word in zip(found.kinds, found.words, strict=True))  # fmt: skip
    return first in ("EVERY", "TIMES", "BY") or "EVERY" in found.kinds


def _point_form(point: Point, found: Expressed) -> str | None:
    named = point.named().keys() - {"mod", "pick", "night", "bce", "offset", "fraction", "nth"}
    if named & _CLOCK:
        return _clock_form(named, found)
    if "day" in named and "month" in named:
        return "day"
    if "shift" in named:
        return _shift_form(point, named, found)
    if "daypart" in named:
        return _daypart_form(named, found)
    if "day" in named:
        return "day" if "UNIT" in found.kinds else None
    if named & {"month", "weekday", "season"}:
        return _name_form(named, found)
    if "quarter" in named or "half" in named:
        return None if "кв" in found.words and "year" not in named else "quarter"
    if named & LARGE:
        told = "UNIT" in found.kinds or (found.kinds[0] in _PLACED and found.words[0] != "на")
        return "long" if told else None
    if named & {"year", "short_year"}:
        return _year_form(point, found)
    return "weekday" if named & {"weekend", "workdays"} else None


def _clock_form(named: set[str], found: Expressed) -> str | None:
    """ "14:30" alone may be a score; "в 14:30", "14:30 мск", "вчера, 14:30" are times."""
    kinds = set(found.kinds)
    beside = named - _CLOCK or kinds & {"ZONE", "DAYPART", "UNIT", "NOON", "MIDNIGHT", "HALFHOUR"}
    if "DM" in kinds and not kinds & {"ZONE", "DAYPART", "UNIT"} and not named - _CLOCK:
        return "bare" if found.words[0] in ("в", "до", "около") else None  # "12.50"
    return "time" if beside or kinds & (_PLACED | {"MOD"}) else None


def _shift_form(point: Point, named: set[str], found: Expressed) -> str | None:
    assert point.shift is not None
    alone = set(found.kinds) <= {"DEICTIC", "EVE", "IN"} and not named - {"shift"}
    if not alone or point.shift.steps[-1][0] != "day":
        return "relative"
    return "today" if set(found.words) & (_TODAY | {"накануне"}) else None


def _daypart_form(named: set[str], found: Expressed) -> str | None:
    if named - {"daypart"}:
        return "time"
    if set(found.words) & _DAYPARTS or (found.kinds[0] in ("FROM", "TO") and len(found.kinds) == 2):
        return "part of day"
    return None


def _name_form(named: set[str], found: Expressed) -> str | None:
    """A month, weekday or season by its name: a noun that stands where dates stand."""
    names = {"MONTH": _MONTH, "WEEKDAY": _WEEKDAY, "SEASON": _SEASON}
    for kind, word in zip(found.kinds, found.words, strict=True):
        if kind in names and not names[kind].fullmatch(word) and "year" not in named:
            return None
    form = next(name for name in ("month", "weekday", "season") if name in named)
    both = isinstance(found.meaning, Range) and found.meaning.begin and found.meaning.end
    placed = both or bool(_PLACED & set(found.kinds)) or named & {"year", "short_year"}
    return form if placed or set(found.words) & _ADVERBS else None


def _year_form(point: Point, found: Expressed) -> str | None:
    """A year by its word or its century; "на 97-м году", "по 21 году" tell an age."""
    placed = found.kinds[0] in _PLACED and found.words[0] != "на"
    if point.year is None:
        return "year" if placed else None
    if "ERA" in found.kinds:
        return "year"
    if point.year < _FIRST_YEAR:
        return None
    if {"UNIT", "THISYEAR", "BIRTH"} & set(found.kinds):
        return "year"
    listed = found.listed or isinstance(found.meaning, Range | Several)
    return "bare" if listed or (placed and 1700 <= point.year < 2100) else None


def is_time(meaning: Expression) -> bool:
    if isinstance(meaning, Point):
        unit = meaning.shift.steps[-1][0] if meaning.shift is not None else ""
        return bool(meaning.named().keys() & (_CLOCK | {"daypart"})) or unit in _CLOCK
    if isinstance(meaning, Range):
        return any(point is not None and is_time(point) for point in (meaning.begin, meaning.end))
    if isinstance(meaning, Duration):
        return meaning.amounts[-1][0] in _CLOCK
    return False
