"""Whether an expression in running text is a date: its form, and what stands around it.

What looks like a date may be the number of a case, a score, a price, a street or a name. A form
is trusted as often as NEREL's annotators call it a date where the scan finds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from extract.stages.dates.expressions import Expression, Point, Range
from extract.stages.dates.forms import SCORES, form_of, is_time
from extract.stages.dates.scan import Expressed

_NUMBER = re.compile(r"\d+(?:[-./]\d+)+")
_DAY = re.compile(r"\d{1,2}([./])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d")
_GLUED_BEFORE = re.compile(r"(?:[\w@#№=&]|[\w.]\w*[-/\\.:]|://\S*|[/\\])$")
_GLUED_AFTER = re.compile(r"[-/\\.:](?=\w)|[\w@%‰°$€£₽]|\s?%|\.\w")
_SEASON = re.compile(r"(?:19|20)\d\d/(?:\d\d){1,2}")
_OF_SEASON = re.compile(r"[а-яё»\"]-$")  # "Еврокубок-2019/20", "сезон-2018/19"
_NUMBERED = re.compile(
    r"(?:№|\bn|\bno\.?|#|\bст\.|\bстать\w+|\bп\.|\bпп\.|\bпункт\w*|\bглав\w{1,2}|\bподпункт\w*|"
    r"\bчаст[ьи]\w{0,2}|\bдел[ао]\w{0,2}|\bверси\w+|\bv\.?|\bтел\.?|\bтелефон\w*|\bинн|\bкпп|"
    r"\bогрн|\bсч[её]т\w{0,3}|\bкурс\w*|\bцен\w+|\bипотек\w*|\bшифр\w*|\bкод\w*|\bгост|\bсанпин|"
    r"\bартикул\w*|\bгосномер\w*|\bномер\w*|\bсо сч[её]том|\bбилд\w*|\bip)[\s:—–-]*$",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\s?(?:%|‰|°|[$€£₽]|(?:процент|рубл|копе|доллар|гривен|миллион|миллиард|тысяч|килограмм|грамм|"
    r"тонн|километр|метр|сантиметр|миллиметр|гектар|литр|градус|балл|очк|пункт|человек|мегаватт|"
    r"секунд)(?:[аеиуы]|ь|ей|ов|ам|ами|ах|ом|я|ью)?\b|(?:руб|коп|долл|евро|юаней|тенге|грн|тыс|млн|"
    r"млрд|трлн|кг|ц|км|м|мм|см|га|кв|куб|л|раза?|шт|чел|мбит|гб|мб|вт|квт|мвт|ккал)\b)",
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
_ENDS = re.compile(r"\s*(?:[,.;:)!?»\"—–]|$)")
_VERB = re.compile(r"\s+\w*(?:л|ла|ло|ли|лся|лась|лось|лись|ет|ут|ют|ит|ат|ят)\b", re.IGNORECASE)
_AFTER_YEAR = re.compile(
    r"\s*(?:[,.;:)!?»\"—–\n]|$)|\s(?:и|а|но|в|во|на|с|по|до|после|из|от|к|у|за|для|о|об|при|или|"
    r"не|он|она|они|был|уже|лишь|\w+(?:ла|ло|ли|лся|лась|лось|лись))\b"
)
_QUOTES_AFTER = "»\"“”’'"


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
    kind = "TIME" if is_time(found.meaning) else "DATE"
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
# what stands around


def _glued(found: Expressed, form: str, text: str) -> bool:  # noqa: ARG001
    """Figures that are a part of a longer number or of an address: "23-12/1900", "/2019/05/"."""
    first, last = text[found.start], text[found.end - 1]
    before, after = text[max(0, found.start - 20) : found.start], text[found.end : found.end + 3]
    if first.isdigit() and _GLUED_BEFORE.search(before):
        is_season = _SEASON.fullmatch(text, found.start, found.end) is not None
        return not (is_season and _OF_SEASON.search(before))
    return last.isdigit() and _GLUED_AFTER.match(after) is not None


def _numbered(found: Expressed, form: str, text: str) -> bool:  # noqa: ARG001
    """ "дело № 12-03-2020", "версия 10.2021", "статья 12.15"."""
    if not text[found.start].isdigit() or {"MONTH", "UNIT"} & set(found.kinds):
        return False
    before = text[max(0, found.start - 24) : found.start]
    if _DAY.fullmatch(text, found.start, found.end) and not before.rstrip().endswith("№"):
        return False  # "дело 12.03.2020 отложено"
    return _NUMBERED.search(before) is not None


def _measured(found: Expressed, form: str, text: str) -> bool:
    """ "12.5 млн", "до 10.12 рублей"."""
    if form not in ("bare", "range") and not {"DM", "CLOCK"} & set(found.kinds):
        return False
    return text[found.end - 1].isdigit() and _MEASURE.match(text, found.end) is not None


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
            and (point.year or 1) < 3000
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
    before = text[max(0, at - 12) : at].rstrip(' \t\u00a0«"„“(—–-•*')
    return not before or before[-1] in ".!?…\n\r:" or text[max(0, at - 1) : at] in '\n«"„“('


def _titled(found: Expressed, form: str, text: str) -> bool:
    """ "«Сегодня»", "«Россия сегодня»"."""
    if form in ("range", "year", "time") or re.search(r"\d{4}", text[found.start : found.end]):
        return False
    before, after = text[max(0, found.start - 40) : found.start], text[found.end : found.end + 1]
    if not after or after not in _QUOTES_AFTER:
        return False
    opening = re.search(r"[«\"„“]((?:[^\W_]+[ -]){0,2})$", before)
    return opening is not None and (not opening[1] or opening[1][0].isupper())


def _surroundings(found: Expressed, form: str, text: str) -> bool:
    """ "в среду обитания"."""
    return form == "weekday" and _SURROUNDINGS.match(text, found.end) is not None


def _quantity(found: Expressed, form: str, text: str) -> bool:
    """ "в 2000 матчах": a bare number of the size of a year."""
    if "DM" in found.kinds:  # "в 13.20 отпевание"; "в 3.14 раза" is measured
        return False
    return form == "bare" and _AFTER_YEAR.match(text, found.end) is None


def _eve(found: Expressed, form: str, text: str) -> bool:  # noqa: ARG001
    """ "накануне выборов": no day of the calendar."""
    if "EVE" not in found.kinds or len(found.kinds) > 1:
        return False
    return not (_ENDS.match(text, found.end) or _VERB.match(text, found.end))


Veto = Callable[[Expressed, str, str], bool]
VETOES: dict[str, Veto] = {
    "glued": _glued, "numbered": _numbered, "measured": _measured, "decimal": _decimal,
    "impossible": _impossible, "street": _street, "name": _name, "titled": _titled,
    "surroundings": _surroundings, "quantity": _quantity, "eve": _eve,
}  # fmt: skip
