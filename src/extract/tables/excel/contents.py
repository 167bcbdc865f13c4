"""The first sheet: which sheets there are, what statuses say, what columns mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract import schema
from extract.schema import russian
from extract.tables.excel.cells import Cells
from extract.tables.excel.sheets import Sheet

if TYPE_CHECKING:
    import duckdb

TITLE = {"ru": "О книге", "en": "about"}
_STATUSES = {
    "held": "It took place.", "signed": "It was signed or concluded.",
    "in_force": "It is there now.", "negotiated": "The sides talk and have not decided.",
    "planned": "Promised, appointed or expected.", "rejected": "Refused or denied.",
    "cancelled": "It was appointed and called off.", "terminated": "It was there and has ended.",
    "unknown": "The article does not tell.",
}  # fmt: skip
_SAID = {
    "ru": {
        "title": "Кто, где, когда и что случилось",
        "read": "Прочитано статей: {n}{days}.",
        "days": ", с {first:%d.%m.%Y} по {last:%d.%m.%Y}",
        "trust": "Всё это нашла программа. У строки есть цитата и уверенность от 0 до 1: "
        "прежде чем публиковать, прочтите цитату.",
        "sheets": ("Лист", "Одна строка", "Строк"),
        "statuses": ("Статус", "Что значит", ""),
        "columns": ("Лист", "Столбец", "В других форматах", "Что значит"),
    },
    "en": {
        "title": "Who, where, when and what happened",
        "read": "Articles read: {n}{days}.",
        "days": ", {first:%Y-%m-%d} to {last:%Y-%m-%d}",
        "trust": "A program has found all this. A row has a quote and a score from 0 to 1: "
        "read the quote before you publish.",
        "sheets": ("Sheet", "One row", "Rows"),
        "statuses": ("Status", "What it says", ""),
        "columns": ("Sheet", "Column", "In other formats", "What it means"),
    },
}
_WIDTHS = (24, 62, 22, 80)  # characters of the columns, as they look well: seen in LibreOffice


def write(
    page: Any,
    cells: Cells,
    con: duckdb.DuckDBPyConnection,
    sheets: list[Sheet],
    counts: dict[str, int],
) -> None:
    """Fills the first sheet.

    Args:
        page: The sheet.
        cells: Of the workbook.
        con: A connection to the tables.
        sheets: The other sheets.
        counts: Their rows, by title.
    """
    said: dict[str, Any] = _SAID[cells.headers]
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_row(0, 26)
    page.write_string(0, 0, said["title"], cells.look(bold=True, font_size=16))
    page.write_string(1, 0, _read(con, said))
    page.write_string(2, 0, said["trust"])
    row = _sheets(page, cells, sheets, counts, 4)
    row = _statuses(page, cells, row + 1)
    _columns(page, cells, sheets, row + 1)


def _read(con: duckdb.DuckDBPyConnection, said: dict[str, Any]) -> str:
    found = con.cursor().execute("SELECT count(*), min(date), max(date) FROM documents").fetchone()
    n, first, last = found or (0, None, None)
    days = said["days"].format(first=first, last=last) if first else ""
    return str(said["read"].format(n=n, days=days))


def _header(page: Any, cells: Cells, row: int, what: str) -> None:
    words: dict[str, Any] = _SAID[cells.headers]
    for column, word in enumerate(words[what]):
        page.write_string(row, column, word, cells.header)


def _sheets(page: Any, cells: Cells, sheets: list[Sheet], counts: dict[str, int], row: int) -> int:
    _header(page, cells, row, "sheets")
    link = cells.look(font_color="#1155cc", underline=1)
    for row, sheet in enumerate(sheets, row + 1):  # noqa: B020
        page.write_url(row, 0, f"internal:'{sheet.title}'!A1", link, sheet.title)
        page.write_string(row, 1, sheet.row, cells.look(text_wrap=True))
        page.write_number(row, 2, counts[sheet.title], cells.look(num_format="#,##0"))
    return row + 1


def _statuses(page: Any, cells: Cells, row: int) -> int:
    _header(page, cells, row, "statuses")
    first = row + 1
    for row, status in enumerate(schema.STATUSES, first):
        label, meaning = russian.STATUSES[status]
        shown = (label, meaning) if cells.headers == "ru" else (status, _STATUSES[status])
        page.write_string(row, 0, shown[0], cells.look())
        page.write_string(row, 1, shown[1], cells.look(text_wrap=True))
        if cells.headers == "ru":
            page.write_string(row, 2, status, cells.look())
    cells.colour(page, "status", first, 0, len(schema.STATUSES))
    return row + 1


def _columns(page: Any, cells: Cells, sheets: list[Sheet], row: int) -> None:
    _header(page, cells, row, "columns")
    for sheet in sheets:
        for column in sheet.columns:
            row += 1
            values = (sheet.title, column.header, column.name, column.meaning)
            for at, value in enumerate(values):
                page.write_string(row, at, value, cells.look(text_wrap=at == 3))
