"""Title and date of an article: full calendar dates only, read and never guessed.

A date of which the day or the year is missing, that the calendar does not have, or that can
be read as two ("03/04/2023") is no date here. A moment gives the day that it was written
with, whatever its zone. Seconds since 1970 are not read: their day depends on the zone.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from collections.abc import Iterator
from typing import Any

from .patterns import COLUMNS, DATE_LABELS, MONTHS, TOWN_WORDS

_MONTH = {month: number for number, month in enumerate(MONTHS, 1)}
_CLOCK = r"(?:,?\s*(?:в\s+)?\d{1,2}:\d\d(?::\d\d)?)?"
_NUMERIC = r"(?:(?:19|20)\d\d-\d\d-\d\d|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d)"
_DATE = rf"(?:{_NUMERIC}|\d{{1,2}}\s+(?:{'|'.join(MONTHS)})\s+(?:19|20)\d\d(?:\s*(?:года|г\.?))?)"
# One word, or two that begin as towns do: "Дмитрий Медведев, 12 мая 2010 года" is a caption.
_PLACE = rf"(?:г\.\s*)?(?:(?:{'|'.join(TOWN_WORDS)})\s+)?[А-ЯЁ][А-Яа-яЁё-]*"

_YEAR_FIRST = re.compile(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"\s*(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_SLASHES = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_PACKED = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T\d+\S*)?\s*$")
_WORDS = re.compile(rf"\s*(\d{{1,2}})\s+({'|'.join(MONTHS)})\s+(\d{{4}})(?!\d)", re.IGNORECASE)
_MAIL = re.compile(r"\s*(?:[A-Z][a-z]{2},\s*)?\d{1,2} [A-Z][a-z]{2} \d{4} ")

# A line that only says when (and where), or that opens the news so: "Омск, 3 мая 2023 года. …"
_DATE_LINE = re.compile(
    rf"\W*(?:(?:{'|'.join(DATE_LABELS)})\s*:?\s*)?(?:\d\d?:\d\d,?\s+)?"
    rf"(?:{_PLACE}\s*,\s*)?(?P<date>{_DATE}){_CLOCK}\W*$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    rf"\s*(?:{_PLACE}\s*,\s*(?P<placed>{_DATE})|(?P<bare>{_NUMERIC})){_CLOCK}"
    r"\s*(?:[—–/|(]|[-.:,]\s)"
)
_IN_NAME = re.compile(
    r"(?<!\d)(?:((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)|(\d\d?)([-_.])(\d\d?)\6((?:19|20)\d\d))(?!\d)"
)
_TITLE_LENGTH = 250
_NO_TITLE = (".", "…", ",", ";", ":", "[…]")


def parse_date(value: Any) -> dt.date | None:
    """A full date out of a metadata value; None where there is none."""
    if isinstance(value, dt.datetime):
        return value.date() if value == value else None  # pandas' NaT is not itself
    if isinstance(value, dt.date):
        return value
    text = str(value) if value is not None else ""
    if match := _YEAR_FIRST.match(text) or _PACKED.match(text):
        return _day(*match.groups())
    if match := _DAY_FIRST.match(text):
        return _day(*match.groups()[::-1])
    if match := _WORDS.match(text):
        return _day(match[3], _MONTH[match[2].lower()], match[1])
    if match := _SLASHES.match(text):
        # 28/11/2023 can only be a day and a month; 03/04/2023 can be read both ways.
        readings = {_day(match[3], match[2], match[1]), _day(match[3], match[1], match[2])}
        readings.discard(None)
        return readings.pop() if len(readings) == 1 else None
    if _MAIL.match(text):  # RFC 2822, as in RSS
        try:
            return email.utils.parsedate_to_datetime(text).date()
        except ValueError:
            return None
    return None


def _day(year: str, month: str | int, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def date_in_name(name: str) -> dt.date | None:
    """The date in a file's name: "2023-11-28_forum.txt", "20231128.txt", "28.11.2023.txt"."""
    for match in _IN_NAME.finditer(name):
        if match[1]:
            found = _day(match[1], match[3], match[4])
        else:
            found = _day(match[8], match[7], match[5])
        if found:
            return found
    return None


def title_and_date(text: str) -> tuple[str | None, dt.date | None]:
    """What the first lines say: a headline, and a date line or dateline.

    The headline is the first line if it is short, does not end like a sentence and more text
    follows. The date may stand in the first line or, under a headline, in the next one.
    """
    lines = _first_lines(text)
    line, following = next(lines, ""), next(lines, "")
    date = _line_date(line)
    if date is not None:
        title = following if next(lines, "") and _is_title(following) else None
        return title, date
    if following and _is_title(line):
        return line, _line_date(following)
    return None, None


def _first_lines(text: str) -> Iterator[str]:
    """Lines with something in them, without white space around."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        # A line that long is a paragraph; its beginning is all that matters.
        if line := text[start : min(end, start + 4 * _TITLE_LENGTH)].strip():
            yield line
        start = end + 1


def _is_title(line: str) -> bool:
    return len(line) <= _TITLE_LENGTH and not line.endswith(_NO_TITLE)


def _line_date(line: str) -> dt.date | None:
    if match := _DATE_LINE.match(line):
        return parse_date(match["date"])
    if match := _DATELINE.match(line):
        return parse_date(match["placed"] or match["bare"])
    return None


_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<body>.{0,20000}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)",
                           re.DOTALL | re.MULTILINE)  # fmt: skip
_KEY = re.compile(r"([\w][\w .-]*?)\s*:(?:\s+(.*)|)$")


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Keys and values between two lines "---" at the top, and the text after them.

    Without front matter: no keys and the whole text. Only plain "key: value" lines are read;
    lists and blocks of YAML are passed over.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    found: dict[str, str] = {}
    for line in match["body"].splitlines():
        if key := _KEY.match(line):
            found.setdefault(key[1].lower(), (key[2] or "").strip().strip("\"'"))
        elif line.strip() and not line.startswith((" ", "\t", "-", "#")):
            return {}, text  # ordinary text between two rules
    return (found, text[match.end() :]) if found else ({}, text)


def pick(values: dict[str, Any], field: str) -> Any:
    """The value under the first of the usual names of a field; None where there is none."""
    for name in COLUMNS[field]:
        if values.get(name) not in (None, ""):
            return values[name]
    return None
