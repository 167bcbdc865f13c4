"""The tables as one Excel workbook, for people: within Excel's limits and never silently.

A sheet that tells what is what comes first, then what readers look for (see ``sheets``), then
the other tables as they are. Cells are text, numbers, dates or flags: what looks like a formula
stays text, marked the way Excel itself marks text that a user typed with an apostrophe in front.
The same tables make the same bytes.
"""

from __future__ import annotations

import datetime as dt
import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from extract.tables.excel import contents
from extract.tables.excel.cells import Cells, lines
from extract.tables.excel.limits import MAX_ROWS
from extract.tables.excel.sheets import Sheet, sheets
from extract.tables.order import is_id

if TYPE_CHECKING:
    import duckdb

__all__ = ["MAX_ROWS", "write"]

_FETCH = 1_000  # rows read at once: a buffer, of any size
_OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    "strings_to_numbers": False, "remove_timezone": True,
}  # fmt: skip
_CREATED = dt.datetime(2000, 1, 1)  # or each workbook would be another file
_NAME = "tables.xlsx"
_LINE = 15  # points: Excel's own height of a row


def write(
    con: duckdb.DuckDBPyConnection, file: Path, max_rows: int = MAX_ROWS, headers: str = "ru"
) -> list[str]:
    """Writes the workbook; a table longer than a sheet goes on in another.

    Args:
        con: A connection to the tables and views.
        file: The workbook.
        max_rows: Rows in a sheet, the header counted.
        headers: One of ``choices.HeaderLanguage``: "ru" for headers, names of sheets, statuses
            and kinds in Russian; "en" for the names and words of the tables.

    Returns:
        What Excel could not hold, in words.

    Raises:
        OSError: It cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix=".excel-", dir=file.parent) as scratch:
        workbook = xlsxwriter.Workbook(str(file), {**_OPTIONS, "tmpdir": scratch})
        workbook.set_properties({"created": _CREATED})
        cells = Cells(workbook, headers, max_rows)
        first = workbook.add_worksheet(contents.TITLE[headers])
        counts: dict[str, int] = {}
        warnings: list[str] = []
        listed = sheets(con, headers)
        for sheet in listed:
            writing = _Writing(workbook, cells, sheet, max_rows)
            counts[sheet.title] = writing.write(_rows(con, sheet))
            warnings += writing.warnings()
        contents.write(first, cells, con, listed, counts)
        _save(workbook)
    return warnings


def _save(workbook: Any) -> None:
    try:
        workbook.close()
    except XlsxWriterException as error:  # wraps what the system said
        raise OSError(*getattr(error.__context__, "args", (str(error),))) from error


def _rows(con: duckdb.DuckDBPyConnection, sheet: Sheet) -> Iterator[tuple[Any, ...]]:
    result = con.cursor().execute(sheet.query)
    while rows := result.fetchmany(_FETCH):
        yield from map(sheet.finish, rows)


class _Writing:
    """The sheets of one table."""

    def __init__(self, workbook: Any, cells: Cells, sheet: Sheet, max_rows: int) -> None:
        self.workbook, self.cells, self.sheet = workbook, cells, sheet
        self.max_rows = max_rows
        self.number = 0

    def write(self, rows: Iterator[tuple[Any, ...]]) -> int:
        """Writes all rows and counts them."""
        self.cells.begin_table()
        written, room = 0, self.max_rows - 1
        batch = list(itertools.islice(rows, 1))
        while batch or not self.number:
            used = self._page(itertools.chain(batch, itertools.islice(rows, room - len(batch))))
            written += used
            batch = list(itertools.islice(rows, 1))
        return written

    def _page(self, rows: Iterator[tuple[Any, ...]]) -> int:
        self.number += 1
        page = self.workbook.add_worksheet(
            self.sheet.title + (f"_{self.number}" if self.number > 1 else "")
        )
        self.cells.begin_page()
        self._header(page)
        used = 0
        for used, (*values, at) in enumerate(rows, 1):
            if self.sheet.is_front:  # LibreOffice does not find the height by itself
                page.set_row(used, _LINE * lines(self.sheet.columns, values))
            for column, (spec, value) in enumerate(zip(self.sheet.columns, values, strict=True)):
                self.cells.write(page, used, column, value, spec, at)
        self._finish(page, used)
        return used

    def _header(self, page: Any) -> None:
        for at, column in enumerate(self.sheet.columns):
            page.set_column(at, at, column.width)
            page.write_string(0, at, column.header, self.cells.header)
        page.freeze_panes(1, 1 if self.sheet.freezes_first else 0)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)

    def _finish(self, page: Any, used: int) -> None:
        page.autofilter(0, 0, used, len(self.sheet.columns) - 1)
        if self.sheet.is_front:  # on paper nobody needs ids
            page.print_area(0, 0, used, sum(not is_id(c.name) for c in self.sheet.columns) - 1)
        for at, column in enumerate(self.sheet.columns):
            if used and self.sheet.is_front and column.name in ("status", "score"):
                self.cells.colour(page, column.name, 1, at, used)

    def warnings(self) -> Iterator[str]:
        name = self.sheet.name
        if self.number > 1:
            yield f"{_NAME}: {name} is longer than a sheet and goes on in {self.number} sheets"
        yield from (f"{_NAME}: {words}" for words in self.cells.warnings(name))
