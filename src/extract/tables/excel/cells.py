"""One value in one cell: its kind, its look, and what of it Excel does not allow."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from extract.schema import DECLARED, russian
from extract.tables import formulas
from extract.tables.excel.limits import (
    FIRST_DAY,
    ILLEGAL,
    MAX_ADDRESS,
    MAX_CHARACTERS,
    MAX_LINKS,
    cut,
)
from extract.tables.excel.sheets import Column

_DAY = {"ru": "dd.mm.yyyy", "en": "yyyy-mm-dd"}
_PLACES = {"score": "0.00", "similarity": "0.00", "latitude": "0.0000", "longitude": "0.0000"}
_MOST_LINES = 12  # of a row: a third of a screen
_LONG = 2_000  # characters that are counted; more fill those lines in the widest column
_LINE_END = re.compile("\r\n?")
_MIDNIGHT, _LAST_SECOND = dt.time(0, 0), dt.time(23, 59, 59)
_ADDRESS = re.compile(r"https?://[^\s\"<>\\^`{|}\x00-\x1f]+", re.IGNORECASE)
# What is done, what is to come, what is not to be, what is not known.
_COLOURS = {
    "held": "#d9ead3", "signed": "#b7dfb0", "in_force": "#d9ead3", "negotiated": "#fff2cc",
    "planned": "#cfe2f3", "rejected": "#f4cccc", "cancelled": "#f4cccc",
    "terminated": "#ead1dc", "unknown": "#eeeeee",
}  # fmt: skip


class Cells:
    """Writes cells, and counts what they could not hold."""

    def __init__(self, workbook: Any, headers: str, max_rows: int) -> None:
        self.headers = headers
        self.max_rows = max_rows
        self._workbook = workbook
        self._looks: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.header = self.look(bold=True, bottom=1, bg_color="#e8eef4", text_wrap=True)
        self._lost: Counter[str] = Counter()
        self._links = 0

    def look(self, **properties: Any) -> Any:
        """A format of the workbook, each made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._looks:
            self._looks[key] = self._workbook.add_format({"valign": "top", **properties})
        return self._looks[key]

    def begin_table(self) -> None:
        self._lost.clear()

    def begin_page(self) -> None:
        self._links = 0

    def write(
        self, page: Any, row: int, column: int, value: Any, spec: Column, at: int | None = None
    ) -> None:
        """Writes one value.

        Args:
            page: The sheet.
            row, column: Where, from 0.
            value: As DuckDB gives it.
            spec: Its column.
            at: Which article of the table of documents the row is about.
        """
        if value is None:
            return
        if isinstance(value, bool) and not spec.words:
            page.write_boolean(row, column, value, self.look())
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            page.write_number(row, column, value, self.look(**_number(spec)))
        elif isinstance(value, dt.date):  # and moments
            self._day(page, row, column, value)
        else:
            self._text(page, row, column, _text(value, spec), spec, at)

    def _day(self, page: Any, row: int, column: int, value: dt.date) -> None:
        moment = value if isinstance(value, dt.datetime) else None
        if (moment.date() if moment else value) < FIRST_DAY:
            page.write_string(row, column, value.isoformat(), self.look())
            return
        exact = moment is not None and moment.time() not in (_MIDNIGHT, _LAST_SECOND)
        shown = _DAY[self.headers] + (" hh:mm" if exact else "")
        page.write_datetime(row, column, value, self.look(num_format=shown, align="left"))

    def _text(
        self, page: Any, row: int, column: int, text: str, spec: Column, at: int | None
    ) -> None:
        text = self._allowed(text)
        target = self._target(text, spec, at)
        look: dict[str, Any] = {"text_wrap": True} if spec.wraps else {}
        if formulas.is_formula(text):
            look["quote_prefix"] = True
        if target:
            look |= {"font_color": "#1155cc", "underline": 1}
            page.write_url(row, column, target, self.look(**look), "-")
        if text.startswith("<r>"):  # xlsxwriter would take it for the XML of runs of letters
            pieces = (text[0], text[1], text[2:])
            page.write_rich_string(row, column, *pieces, self.look(**look))
        else:
            page.write_string(row, column, text, self.look(**look))

    def _allowed(self, text: str) -> str:
        if ILLEGAL.search(text):
            self._lost["replaced"] += 1
            text = ILLEGAL.sub("\ufffd", text)
        if "\r" in text:
            text = _LINE_END.sub("\n", text)  # Excel's own
        short = cut(text)
        if short != text:
            self._lost["cut"] += 1
        return short

    def _target(self, text: str, spec: Column, at: int | None) -> str | None:
        """Where a cell leads: to an article's row, or to an address that a browser opens."""
        target = None
        if spec.name == "article" and at is not None:
            target = self.place("documents", at)
        elif spec.name == "url" and _is_address(text):
            target = text
        if target is None:
            return None
        if self._links == MAX_LINKS:
            self._lost["links"] += 1
            return None
        self._links += 1
        return target

    def place(self, table: str, at: int) -> str:
        """The row of a table, as a link.

        Args:
            table: Its name.
            at: Number of the row, from 0.
        """
        number, row = divmod(at, self.max_rows - 1)
        name = DECLARED[table].title if self.headers == "ru" else table
        return f"internal:'{name}{f'_{number + 1}' if number else ''}'!A{row + 2}"

    def colour(self, page: Any, what: str, row: int, column: int, rows: int) -> None:
        """Shades the statuses or scores of some rows of a column."""
        last = row + rows - 1
        if what == "score":
            shades = {"min_type": "num", "min_value": 0.5, "max_type": "num", "max_value": 1}
            colours = {"min_color": "#ffffff", "max_color": "#b7dfb0"}
            page.conditional_format(
                row, column, last, column, {"type": "2_color_scale", **shades, **colours}
            )
            return
        for status, colour in _COLOURS.items():
            word = russian.STATUSES[status][0] if self.headers == "ru" else status
            look = self._workbook.add_format({"bg_color": colour})
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
            page.conditional_format(row, column, last, column, rule)

    def warnings(self, table: str) -> Iterator[str]:
        """What the cells of a table could not hold, in words."""
        words = {
            "cut": f"are longer than {MAX_CHARACTERS} characters and were cut; the other formats "
            "have them whole",
            "replaced": "had control characters, which Excel does not allow",
            "links": f"are no links: Excel allows {MAX_LINKS} in a sheet",
        }
        for what, said in words.items():
            if self._lost[what]:
                yield f"{self._lost[what]} cell(s) of {table} {said}"


def lines(columns: Sequence[Column], values: Sequence[Any]) -> int:
    """How many lines the fullest wrapped cell of a row needs, of those that are to be seen."""
    texts = (
        (spec, _text(value, spec))
        for spec, value in zip(columns, values, strict=True)
        if spec.wraps and value
    )
    return min(_MOST_LINES, max((_lines(text, spec.width) for spec, text in texts), default=1))


def _lines(text: str, width: int) -> int:
    return sum(1 + len(line) // width for line in text[:_LONG].split("\n"))


def _number(spec: Column) -> dict[str, Any]:
    return {"num_format": _PLACES[spec.name]} if spec.name in _PLACES else {}


def _text(value: Any, spec: Column) -> str:
    """A value that is no number and no day, in the words of the column.

    Inside of a list no formula begins, which splitting into columns would free; how the text
    itself begins is the cell's affair.
    """
    if not isinstance(value, list):
        return spec.words.get(str(value), str(value))
    joined = "; ".join(value)
    for word, shown in spec.words.items():  # in brackets behind a name
        joined = joined.replace(word, shown)
    return formulas.marked(f".{joined}")[1:]


def _is_address(text: str) -> bool:
    """Whether an address is one of the web, and nothing else that a program could open."""
    if len(text) > MAX_ADDRESS or not _ADDRESS.fullmatch(text):
        return False
    try:
        return bool(urlsplit(text).hostname)
    except ValueError:
        return False
