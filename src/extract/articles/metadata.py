"""Title and date of an article: full calendar dates only, read and never guessed.

A date of which the day or the year is missing, that the calendar does not have, or that can
be read as two ("03/04/2023") is no date here. A moment gives the day that it was written
with, whatever its zone. Seconds since 1970 are not read: their day depends on the zone.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import itertools
import re
from collections.abc import Iterator
from typing import Any

from .patterns import COLUMNS
from .phrases import is_boilerplate
from .stamps import (
    agreed,
    date_in_name,
    date_in_url,
    dateline,
    day,
    names_weekday,
    stamp,
    year_in_name,
    year_in_url,
)

__all__ = ["date_in_name", "date_in_url", "front_matter", "parse_date", "pick", "title_and_date"]

_YEAR_FIRST = re.compile(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"\s*(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_SLASHES = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_PACKED = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T\d+\S*)?\s*$")
_MAIL = re.compile(r"\s*(?:[A-Z][a-z]{2},\s*)?\d{1,2} [A-Z][a-z]{2} \d{4} ")
_ONLY_YEAR = re.compile(r"\s*((?:19|20)\d\d)(?:[-/.]\d{1,2})?\s*$")

_LETTERS = re.compile(r"[^\W\d_]{2}")
# Half or double of each changes no more than 7 of the titles and one of the dates of 109
# articles: none of their headlines has over 125 characters.
_TITLE_LENGTH = 250  # characters
_NO_TITLE = (".", "…", ",", ";", ":", "[…]")
_FIRST, _LAST = 5, 3  # lines of a text among which its date may stand
_FRAME, _ABOVE = 40, 3  # lines that a site's frame may have above the text; those next to it


# The first and the last day of programs' calendars, with which they say that they know none.
_NO_DAY = (dt.date.min, dt.date.max)


def parse_date(value: Any) -> dt.date | None:
    """A full date out of a metadata value; None where there is none."""
    found = _parsed(value)
    return None if found in _NO_DAY else found


def _parsed(value: Any) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date() if value == value else None  # pandas' NaT is not itself
    if isinstance(value, dt.date):
        return value
    text = str(value) if value is not None else ""
    if match := _YEAR_FIRST.match(text) or _PACKED.match(text):
        return day(*match.groups())
    if match := _DAY_FIRST.match(text):
        return day(*match.groups()[::-1])
    if match := _SLASHES.match(text):
        # 28/11/2023 can only be a day and a month; 03/04/2023 can be read both ways.
        readings = {day(match[3], match[2], match[1]), day(match[3], match[1], match[2])}
        readings.discard(None)
        return readings.pop() if len(readings) == 1 else None
    if _MAIL.match(text):  # RFC 2822, as in RSS
        try:
            return email.utils.parsedate_to_datetime(text).date()
        except ValueError:
            return None
    return stamp(text)


def known_year(date: Any, url: str | None, name: str) -> int | None:
    """The year of an article of which no day is known: of its metadata, address or file's name."""
    match = _ONLY_YEAR.match(str(date)) if isinstance(date, str | int) else None
    return int(match[1]) if match else year_in_url(url) or year_in_name(name)


def title_and_date(
    text: str, year: int | None = None
) -> tuple[str | None, dt.date | None, str | None]:
    """What the first and the last lines say: a headline, and a date line or dateline.

    The headline is the first line that is neither a date nor "Время чтения: 2 минуты", if it is
    short, does not end like a sentence and more text follows. The date may stand in a line of its
    own before the first paragraph, open that paragraph, or stand after the last one.

    Args:
        text: The whole text.
        year: Of the article, where it is known: what "Салехард. 4 февраля. ИНТЕРФАКС" needs.

    Returns:
        Title, date, and where the date stands: "first_line" or "last_line".
    """
    frame = list(_first_lines(text))
    lines = frame[:_FIRST]
    telling = [line for line in lines if _tells(line)]
    has_title = len(telling) > 1 and _is_title(telling[0])
    title = telling[0] if has_title else None
    if date := _first_date(lines, telling[: 1 + has_title], year) or _date_above(frame):
        return title, date, "first_line"
    after = itertools.takewhile(lambda line: not _is_paragraph(line), _last_lines(text))
    date = agreed(stamp(line) for line in after)
    return title, date, "last_line" if date else None


def _first_date(lines: list[str], opening: list[str], year: int | None) -> dt.date | None:
    before = list(itertools.takewhile(lambda line: not _is_paragraph(line), lines))
    if any(map(stamp, before)):
        return agreed(map(stamp, before))
    return next((date for line in opening if (date := dateline(line, year))), None)


def _date_above(frame: list[str]) -> dt.date | None:
    """The date next above the first paragraph, below menus, if it is the only one there.

    A day with its weekday is today's, in a header.
    """
    before = list(itertools.takewhile(lambda line: not _is_paragraph(line), frame))
    if len(before) == len(frame):
        return None
    dates = [None if names_weekday(line) else stamp(line) for line in before]
    return agreed(dates) if any(dates[-_ABOVE:]) else None


def _first_lines(text: str) -> Iterator[str]:
    """The first lines with something in them, without white space around."""
    start = found = 0
    while start < len(text) and found < _FRAME:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        # A line that long is a paragraph; its beginning is all that matters.
        if line := text[start : min(end, start + 4 * _TITLE_LENGTH)].strip():
            found += 1
            yield line
        start = end + 1


def _last_lines(text: str) -> Iterator[str]:
    """The last lines with something in them, the last first."""
    end, found = len(text), 0
    while end > 0 and found < _LAST:
        start = text.rfind("\n", 0, end) + 1
        if line := text[start : min(end, start + 4 * _TITLE_LENGTH)].strip():
            found += 1
            yield line
        end = start - 1


def _tells(line: str) -> bool:
    """A line is no date, no counter and nothing else that sites add."""
    return _LETTERS.search(line) is not None and stamp(line) is None and not is_boilerplate(line)


def _is_title(line: str) -> bool:
    return len(line) <= _TITLE_LENGTH and not line.endswith(_NO_TITLE)


def _is_paragraph(line: str) -> bool:
    return not _is_title(line) and stamp(line) is None


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
