"""The tables as one Excel workbook, within Excel's limits and never silently.

Cells are text, numbers, dates or flags; what looks like a formula stays text, marked the way
Excel itself marks text that the user typed with an apostrophe in front.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from extract import schema
from extract.tables import formulas

if TYPE_CHECKING:
    import duckdb

MAX_ROWS = 1_048_576  # of a sheet, with the header
MAX_CHARACTERS = 32_767  # of a cell
_FETCH = 1_000
_WIDTHS = {"text": 40, "quote": 80, "name": 40, "message": 80, "title": 60}
_FIRST_DAY = dt.date(1900, 3, 1)  # Excel knows no day before, and takes 1900 for a leap year
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # not allowed in XML


def write(con: duckdb.DuckDBPyConnection, file: Path, max_rows: int = MAX_ROWS) -> list[str]:
    """Writes a sheet for each table; a table longer than a sheet goes on in another.

    Args:
        con: A connection to the tables.
        file: The workbook.
        max_rows: Rows in a sheet, the header counted.

    Returns:
        What Excel could not hold, in words.
    """
    workbook = Workbook(write_only=True)
    warnings = []
    for name in schema.TABLES:
        if name not in schema.BINARY_ONLY:
            warnings += _Sheets(workbook, name, max_rows).write(_rows(con, name))
    workbook.save(file)
    return warnings


def _rows(con: duckdb.DuckDBPyConnection, name: str) -> Iterator[tuple[Any, ...]]:
    result = con.cursor().execute(f"SELECT * FROM {name}")
    while rows := result.fetchmany(_FETCH):
        yield from rows


def _joined(values: list[str]) -> str:
    """A list as a text; inside of it no formula begins, which splitting into columns would free.

    How the text itself begins is the cell's affair.
    """
    return formulas.marked("." + "; ".join(values))[1:]


class _Sheets:
    """The sheets of one table."""

    def __init__(self, workbook: Workbook, name: str, max_rows: int) -> None:
        self.workbook = workbook
        self.name = name
        self.max_rows = max_rows
        self.trimmed = self.replaced = 0

    def write(self, rows: Iterator[tuple[Any, ...]]) -> list[str]:
        sheet = self._sheet(1)
        number, used = 1, 1
        for row in rows:
            if used == self.max_rows:
                number, used = number + 1, 1
                sheet = self._sheet(number)
            sheet.append([self._cell(sheet, value) for value in row])
            used += 1
        return list(self._warnings(number))

    def _sheet(self, number: int) -> Any:
        columns = schema.TABLES[self.name].names
        sheet = self.workbook.create_sheet(self.name + (f"_{number}" if number > 1 else ""))
        sheet.freeze_panes = "A2"
        for at, column in enumerate(columns):
            letters = (chr(65 + at // 26 - 1) if at >= 26 else "") + chr(65 + at % 26)
            sheet.column_dimensions[letters].width = _WIDTHS.get(column, 18)
        header = [WriteOnlyCell(sheet, column) for column in columns]
        for cell in header:
            cell.font = Font(bold=True)
        sheet.append(header)
        return sheet

    def _cell(self, sheet: Any, value: Any) -> Any:
        if isinstance(value, list):
            value = _joined(value)
        if isinstance(value, dt.date):  # and moments
            day = value.date() if isinstance(value, dt.datetime) else value
            return value if day >= _FIRST_DAY else value.isoformat()
        if isinstance(value, str):
            return self._text(sheet, value)
        return value

    def _text(self, sheet: Any, value: str) -> Any:
        if _ILLEGAL.search(value):
            self.replaced += 1
            value = _ILLEGAL.sub("\ufffd", value)
        if len(value) > MAX_CHARACTERS:
            self.trimmed += 1
            value = value[: MAX_CHARACTERS - 1] + "…"
        if not formulas.is_formula(value):
            return value
        cell = WriteOnlyCell(sheet, value)
        cell.data_type = "s"
        cell.quotePrefix = True
        return cell

    def _warnings(self, sheets: int) -> Iterator[str]:
        if sheets > 1:
            yield f"tables.xlsx: {self.name} is longer than a sheet and goes on in {sheets} sheets"
        if self.trimmed:
            yield (
                f"tables.xlsx: {self.trimmed} cell(s) of {self.name} are longer than "
                f"{MAX_CHARACTERS} characters and were cut; the other formats have them whole"
            )
        if self.replaced:
            yield (
                f"tables.xlsx: {self.replaced} cell(s) of {self.name} had control characters, "
                "which Excel does not allow"
            )
