"""Whether an expression in running text is a date: its form, and what stands around it.

What looks like a date may be the number of a case, a score, a price, a street or a name. A form
is trusted as often as NEREL's annotators call it a date where the scan finds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

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
_LONG = frozenset({"century", "decade", "tens", "millennium"})
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
_TODAY = frozenset({"сегодня", "вчера", "завтра", "позавчера", "послезавтра", "назавтра"})

_NUMBER = re.compile(r"\d+(?:[-./]\d+)+")
_DAY = re.compile(r"\d{1,2}([./])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d")
_GLUED_BEFORE = re.compile(r"(?:[\w@#№=&]|[\w.]\w*[-/\\.:]|://\S*|[/\\])$")
_GLUED_AFTER = re.compile(r"[-/\\.:](?=\w)|[\w@%‰°$€£₽]|\s?%|\.\w")
_NUMBERED = re.compile(
    r"(?:№|\bn|\bno\.?|#|\bст\.|\bстать\w+|\bп\.|\bпп\.|\bпункт\w*|\bглав\w{1,2}|\bподпункт\w*|"
    r"\bчаст[ьи]\w{0,2}|\bдел[ао]\w{0,2}|\bверси\w+|\bv\.?|\bтел\.?|\bтелефон\w*|\bинн|\bкпп|"
    r"\bогрн|\bсч[её]т\w{0,3}|\bкурс\w*|\bцен\w+|\bипотек\w*|\bшифр\w*|\bкод\w*|\bгост|\bсанпин|"
    r"\bартикул\w*|\bгосномер\w*|\bномер\w*|\bсо сч[её]том|\bбилд\w*|\bip)[\s:—–-]*$",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\s?(?:%|‰|°|[$€£₽]|процент|руб|коп|долл|евро|юан|тенге|гривен|грн|тыс|млн|млрд|трлн|миллион|"
    r"миллиард|тысяч|кг|гр?амм|тонн|ц\b|км|м\b|мм\b|см\b|га\b|кв\.|куб|литр|л\b|градус|балл|очк|"
    r"раз\b|шт|человек|чел\b|пункт|п\.\s?п|балл|мбит|гб\b|мб\b|вт\b|квт|мвт|ккал|метр|гектар)",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"(?:\bул\.|\bулиц\w{1,2}|\bпр-?т\.?|\bпросп\.|\bпроспект\w{0,2}|\bпл\.|\bплощад\w{1,2}|\bпер\.|"
    r"\bпереул\w+|\bнаб\.|\bнабережн\w+|\bбульвар\w{0,2}|\bим\.|\bимени|\bшосс?е)\s*[«\"]?$",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(
    r"\b(?:парк|сквер|завод|фабрик|стадион|колхоз|посел|сел|микрорайон|шахт|дк\b|дворц|дворец|"
    r"площад|жк\b|совхоз|кинотеатр|станци)\w*\s*(?:им\.|имени)?\s*[«\"]?$",
    re.IGNORECASE,
)
_SURROUNDINGS = re.compile(r"\s(?:обитани|общени|разработк|программировани|проживани|сет)\w+")
_AGE_AFTER = re.compile(r"\s(?:жизни|правления|обучения|выпуска)\b")
_ENDS = re.compile(r"\s*(?:[,.;:)!?»\"—–]|$)")
_VERB = re.compile(r"\s+\w*(?:л|ла|ло|ли|лся|лась|лось|лись|ет|ут|ют|ит|ат|ят)\b", re.IGNORECASE)
_AFTER_YEAR = re.compile(
    r"\s*(?:[,.;:)!?»\"—–\n]|$)|\s(?:и|а|но|в|во|на|с|по|до|после|из|от|к|у|за|для|о|об|при|или|"
    r"не|он|она|они|был|уже|лишь|\w+(?:ла|ло|ли|лся|лась|лось|лись))\b"
)
_QUOTES_BEFORE, _QUOTES_AFTER = "«\"„“‘'", "»\"“”’'"


class Judged(NamedTuple):
    """An expression that is a date.

    Attributes:
        start: Of its first character.
        end: One past its last character.
        type: DATE or TIME.
        form: A key of ``SCORES``.
        meaning: What the grammar makes of it.
    """

    start: int
    end: int
    type: str
    form: str
    meaning: Expression

    @property
    def score(self) -> float:
        """How often a find of this form is a date."""
        return SCORES[self.form]


def judge(found: Expressed, text: str) -> Judged | None:
    """An expression of ``scan`` as a date of the text, None where it is none."""
    form = form_of(found)
    if form is None:
        return None
    if any(veto(found, form, text) for veto in VETOES.values()):
        return None
    kind = "TIME" if _is_time(found.meaning) else "DATE"
    return Judged(found.start, found.end, kind, form, found.meaning)


def is_number(text: str, start: int, end: int) -> bool:
    """Whether figures are the number of a case, a part or a version, whoever calls them a date."""
    written = text[start:end]
    if _NUMBER.fullmatch(written) is None:
        return False
    before = text[max(0, start - 24) : start]
    return bool(_NUMBERED.search(before) or _GLUED_BEFORE.search(before)) and not _DAY.fullmatch(
        written
    )


# ---------------------------------------------------------------------------------------------
# forms


def form_of(found: Expressed) -> str | None:
    """The form of an expression, None for those that are no dates without a word for it."""
    meaning = found.meaning
    if isinstance(meaning, Vague) or {"HOLIDAY", "HOLIDAYS"} & set(found.kinds):
        return None  # an event rather than a day
    if isinstance(meaning, Duration):
        told = meaning.window or {"THROUGH", "RUNNING"} & set(found.kinds)
        return "window" if told else None
    if isinstance(meaning, Recurrence):
        return "set" if _recurs(found) else None
    if isinstance(meaning, Range):
        return _range_form(meaning, found)
    if isinstance(meaning, Several):
        forms = {_point_form(point, found) for point in meaning.points}
        return "range" if not forms & {None, "part of day", "today"} else None
    if isinstance(meaning, Portion):
        return "range"
    return _point_form(meaning, found)


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
        return _name_form(point, named, found)
    if "quarter" in named or "half" in named:
        return None if "кв" in found.words and "year" not in named else "quarter"
    if named & _LONG:
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


def _name_form(point: Point, named: set[str], found: Expressed) -> str | None:
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
    year = point.year or 0
    if "ERA" in found.kinds:
        return "year"
    if (point.short_year is None and year < 900) or (point.short_year and "на" in found.words):
        return None  # "по 21 году", "на 97-м году"
    if "UNIT" in found.kinds or "THISYEAR" in found.kinds or "BIRTH" in found.kinds:
        return "year"
    if point.short_year is not None:
        return "year" if found.kinds[0] == "IN" else None
    if 1700 <= year < 2100 and found.kinds[0] in ("IN", "FROM", "TO", "BY", "AFTER", "TOWARD"):
        return "bare"
    return "bare" if isinstance(found.meaning, Range | Several) else None


def _is_time(meaning: Expression) -> bool:
    if isinstance(meaning, Point):
        unit = meaning.shift.steps[-1][0] if meaning.shift is not None else ""
        return bool(meaning.named().keys() & (_CLOCK | {"daypart"})) or unit in _CLOCK
    if isinstance(meaning, Range):
        return any(point is not None and _is_time(point) for point in (meaning.begin, meaning.end))
    if isinstance(meaning, Duration):
        return meaning.amounts[-1][0] in _CLOCK
    return False


# ---------------------------------------------------------------------------------------------
# what stands around


def _glued(found: Expressed, form: str, text: str) -> bool:  # noqa: ARG001
    """Figures that are a part of a longer number or of an address: "23-12/1900", "/2019/05/"."""
    first, last = text[found.start], text[found.end - 1]
    before, after = text[max(0, found.start - 20) : found.start], text[found.end : found.end + 3]
    if first.isdigit() and _GLUED_BEFORE.search(before):
        return True
    return last.isdigit() and _GLUED_AFTER.match(after) is not None


def _numbered(found: Expressed, form: str, text: str) -> bool:  # noqa: ARG001
    """ "дело № 12-03-2020", "версия 10.2021", "статья 12.15"."""
    if not text[found.start].isdigit() or {"MONTH", "UNIT"} & set(found.kinds):
        return False
    return _NUMBERED.search(text[max(0, found.start - 24) : found.start]) is not None


def _measured(found: Expressed, form: str, text: str) -> bool:
    """ "12.5 млн", "до 10.12 рублей"."""
    if not text[found.end - 1].isdigit() or form == "relative":
        return False
    return _MEASURE.match(text, found.end) is not None


def _decimal(found: Expressed, form: str, text: str) -> bool:  # noqa: ARG001
    """ "10.12" by itself; a day and month need company: a range, "до 01.12"."""
    if "DM" not in found.kinds or set(found.kinds) & {"MONTH", "UNIT", "ZONE", "DAYPART", "DMY"}:
        return False
    if isinstance(found.meaning, Point) and found.meaning.hour is not None:
        return False
    if isinstance(found.meaning, Range) and found.meaning.begin and found.meaning.end:
        return False
    figures = re.fullmatch(r"(?:до|со?|по|от)\s+(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])",
                           text[found.start : found.end], re.IGNORECASE)  # fmt: skip
    return figures is None


def _impossible(found: Expressed, form: str, text: str) -> bool:  # noqa: ARG001
    """ "63.12", "до 40 мая"."""
    points = [getattr(found.meaning, side, None) for side in ("begin", "end")]
    for point in (found.meaning, *points, *getattr(found.meaning, "points", ())):
        if isinstance(point, Point) and not (
            1 <= (point.day or 1) <= 31 and 1 <= (point.month or 1) <= 12
            and 0 <= (point.hour or 0) <= 24 and 0 <= (point.minute or 0) < 60
        ):  # fmt: skip
            return True
    return False


def _street(found: Expressed, form: str, text: str) -> bool:
    """ "ул. 9 Мая", "площадь 1905 года", "парк 30-летия"."""
    if form not in ("day", "year"):
        return False
    before = text[max(0, found.start - 24) : found.start]
    written = text[found.start : found.end]
    if _STREET.search(before) and not re.search(r"\d{4}", written.replace("1905", "")):
        return True
    capital = re.search(r"\d\s+[А-Я][а-я]", written)
    return capital is not None and _NAMED_AFTER.search(before) is not None


def _name(found: Expressed, form: str, text: str) -> bool:
    """ "Тереза Май", "к Марту": a capital letter within a sentence."""
    if form not in ("month", "season", "weekday", "today", "part of day"):
        return False
    start = found.start
    for match in re.finditer(r"[^\W\d_]+", text[found.start : found.end]):
        word, at = match[0], start + match.start()
        if word[0].isupper() and not word.isupper() and not _starts(text, at):
            return True
    return False


def _starts(text: str, at: int) -> bool:
    """Whether a word begins a sentence or a line."""
    before = text[max(0, at - 12) : at].rstrip(" \t\u00a0«\"„“(—–-•*")
    return not before or before[-1] in ".!?…\n\r:" or text[max(0, at - 1) : at] in "\n«\"„“("


def _titled(found: Expressed, form: str, text: str) -> bool:
    """ "«Сегодня»", "«Вечером»": a title is all of it."""
    if form in ("range", "year", "time") or re.search(r"\d{4}", text[found.start : found.end]):
        return False
    before, after = text[found.start - 1 : found.start], text[found.end : found.end + 1]
    return bool(before and after and before in _QUOTES_BEFORE and after in _QUOTES_AFTER)


def _surroundings(found: Expressed, form: str, text: str) -> bool:
    """ "в среду обитания"."""
    return form == "weekday" and _SURROUNDINGS.match(text, found.end) is not None


def _age(found: Expressed, form: str, text: str) -> bool:
    """ "на 75-м году жизни"."""
    return form in ("year", "day") and _AGE_AFTER.match(text, found.end) is not None


def _quantity(found: Expressed, form: str, text: str) -> bool:  # noqa: ARG001
    """ "в 2000 матчах", "в 3.14 раза": a bare number of the size of a year or a time."""
    return form == "bare" and _AFTER_YEAR.match(text, found.end) is None


def _eve(found: Expressed, form: str, text: str) -> bool:  # noqa: ARG001
    """ "накануне выборов": no day of the calendar."""
    if "EVE" not in found.kinds or len(found.kinds) > 1:
        return False
    return not (_ENDS.match(text, found.end) or _VERB.match(text, found.end))


Veto = Callable[[Expressed, str, str], bool]
VETOES: dict[str, Veto] = {
    "glued": _glued, "numbered": _numbered, "measured": _measured, "decimal": _decimal,
    "impossible": _impossible,    "street": _street, "name": _name, "titled": _titled, "surroundings": _surroundings,
    "age": _age, "quantity": _quantity, "eve": _eve,
}  # fmt: skip
