"""Lines that only say when an article appeared, datelines, and dates in addresses and names.

A stamp is a line that is a full date and what goes with one: "Опубликовано: 27 июня 2025,
17:40", "13:34 24 апреля 2014", "19 октября 2010 года — версия для печати". A dateline opens the
news: "Омск, 3 мая 2023 года. …", "Салехард. 4 февраля. ИНТЕРФАКС – …"; its year may be missing
and is then taken from what else is known of the article, never from the calendar on the wall.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from .patterns import DATE_LABELS, MONTHS, SHORT_MONTHS, STAMP_TAILS, TOWN_WORDS, WEEKDAYS

_MONTH = {name: number for names in (MONTHS, SHORT_MONTHS) for number, name in enumerate(names, 1)}
_YEAR = r"(?:19|20)\d\d"
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_NUMERIC = (
    rf"(?P<y1>{_YEAR})[-./](?P<m1>\d\d?)[-./](?P<d1>\d\d?)(?!\d)"
    rf"|(?P<d2>\d\d?)\.(?P<m2>\d\d?)\.(?P<y2>{_YEAR})(?!\d)"
)
_WORDS = rf"(?P<d3>\d\d?)\s+(?P<m3>{_NAMES})\.?,?\s+(?P<y3>{_YEAR})(?!\d)"
_FULL = rf"(?:{_NUMERIC}|{_WORDS})(?:\s*(?:года|г\.?)(?!\w))?"
_CLOCK = r"\d\d?[:.]\d\d(?::\d\d)?(?:\s*\(?(?:мск|msk)\)?)?"
_AFTER = rf"(?:[\s,|•·—–-]*(?:в\s+)?{_CLOCK})?"
# One word, or two that begin as towns do: "Дмитрий Медведев, 12 мая 2010 года" is a caption.
_TOWNS = "|".join((*TOWN_WORDS, *map(str.upper, TOWN_WORDS)))
_PLACE = rf"(?-i:(?:г\.\s*)?(?:(?:{_TOWNS})\s+)?[А-ЯЁ][А-Яа-яЁё-]*)"
_LABEL = rf"(?:(?P<label>{'|'.join(DATE_LABELS)})\s*:?\s*)?"
_DAY_OF_WEEK = rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)})\s*,?\s*)?"
_TAIL = rf"(?:[\s(—–|•·/,.;-]*(?:{'|'.join(STAMP_TAILS)})\b.{{0,80}})?"

_STAMP = re.compile(
    rf"[^\w©]*{_LABEL}(?:(?:[\w-]+[ ,]+){{0,3}}?{_CLOCK}[\s,|•·—–-]+|{_PLACE}\s*,\s*)?"
    rf"{_DAY_OF_WEEK}{_FULL}{_AFTER}{_TAIL}\W*",
    re.IGNORECASE,
)
_AGENCY = r"(?:[/(]|[А-ЯЁA-Z]{2,}[А-ЯЁA-Zа-яё. -]*?[/)—–:.-])"
_DATELINE = re.compile(
    rf"\s*(?:{_PLACE}\s*,\s*{_FULL}{_AFTER}\s*(?:[—–/|(]|[-.:,]\s)"
    rf"|{_PLACE}\s*\.\s*{_FULL.replace('P<', 'P<z')}\s*\.?\s*{_AGENCY}"
    rf"|(?:{_NUMERIC.replace('P<', 'P<w')}){_AFTER}\s*(?:[—–/|(]|[-.:,]\s))"
)
_NO_YEAR = re.compile(
    rf"\s*{_PLACE}\s*[.,]\s*(?P<day>\d\d?)\s+(?P<month>{_NAMES})\b\.?\s*[,—–-]?\s*{_AGENCY}"
)
_LONGEST = 160  # characters of a stamp; half or double changes no date of 63 pages of the press


def stamp(line: str) -> dt.date | None:
    """The date of a line that is a date and nothing else."""
    match = _STAMP.fullmatch(line) if len(line) <= _LONGEST else None
    return _of(match, "") if match else None


def agreed(dates: Iterable[dt.date | None]) -> dt.date | None:
    """The date that all of some are that are dates; None where there is none, or two differ."""
    found = {date for date in dates if date}
    return found.pop() if len(found) == 1 else None


def is_labelled(line: str) -> bool:
    """A stamp says that it is the day of publication."""
    match = _STAMP.fullmatch(line) if len(line) <= _LONGEST else None
    return match is not None and match["label"] is not None


def names_weekday(line: str) -> bool:
    """A stamp names the day of the week, as the date of today in a page's header does."""
    match = _STAMP.fullmatch(line) if len(line) <= _LONGEST else None
    return match is not None and match["weekday"] is not None


def dateline(line: str, year: int | None = None) -> dt.date | None:
    """The date that opens a news item.

    Args:
        line: The paragraph.
        year: Of the article, if known: what a dateline without one has.
    """
    match = _DATELINE.match(line)
    if match:
        return next((date for prefix in ("", "z", "w") if (date := _of(match, prefix))), None)
    match = _NO_YEAR.match(line)
    if match and year:
        return day(year, _MONTH[match["month"].lower()], match["day"])
    return None


def _of(match: re.Match[str], prefix: str) -> dt.date | None:
    found = match.groupdict()
    for number in "123":
        year, month, number_of_day = (found.get(f"{prefix}{part}{number}") for part in "ymd")
        if year and month and number_of_day:
            return day(year, _MONTH.get(month.lower(), month), number_of_day)
    return None


def day(year: str | int, month: str | int, number: str | int) -> dt.date | None:
    """The day, None where the calendar does not have it."""
    try:
        return dt.date(int(year), int(month), int(number))
    except ValueError:
        return None


_IN_NAME = re.compile(
    r"(?<!\d)(?:((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)|(\d\d?)([-_.])(\d\d?)\6((?:19|20)\d\d))(?!\d)"
)
_YEAR_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_IN_URL = re.compile(
    rf"[/_-](?P<y>{_YEAR})(?P<between>[/_-])(?P<m>\d\d?)(?P=between)(?P<d>\d\d?)(?=[/_.?#-]|$)"
    rf"|[/_-](?P<packed>{_YEAR}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]))(?=[/_.?#-]|$)"
)
_YEAR_IN_URL = re.compile(rf"/({_YEAR})/")


def date_in_name(name: str) -> dt.date | None:
    """The date in a file's name: "2023-11-28_forum.txt", "20231128.txt", "28.11.2023.txt"."""
    for match in _IN_NAME.finditer(name):
        year, month, number = match.group(1, 3, 4) if match[1] else match.group(8, 7, 5)
        if found := day(year, month, number):
            return found
    return None


def year_in_name(name: str) -> int | None:
    """The one year in a file's name: "forum_2019.txt"."""
    years = set(_YEAR_IN_NAME.findall(name))
    return int(years.pop()) if len(years) == 1 else None


def date_in_url(url: str | None) -> dt.date | None:
    """The date in an address: "…/2015/07/30/…", "…/20150730/…", "…/2015-07-30-forum"."""
    for match in _IN_URL.finditer(_path(url)):
        packed = match["packed"]
        parts = (packed[:4], packed[4:6], packed[6:]) if packed else match.group("y", "m", "d")
        if found := day(*parts):
            return found
    return None


def year_in_url(url: str | None) -> int | None:
    """The one year in an address: "…/2015/07/forum"."""
    years = set(_YEAR_IN_URL.findall(_path(url)))
    return int(years.pop()) if len(years) == 1 else None


def _path(url: str | None) -> str:
    """What follows the host, without the query: that may be of the list that one came from."""
    path = (url or "")[:2000].partition("?")[0].partition("#")[0]
    _, scheme, rest = path.rpartition("://")
    return f"/{rest.partition('/')[2]}" if scheme else path
