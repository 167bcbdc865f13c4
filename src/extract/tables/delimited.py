"""Tables as CSV: for programs, or for a spreadsheet program as it is set up in Russia.

Lists are joined by "; ". No cell is a formula, with whatever separator the file is read
(``formulas``).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from extract import choices
from extract.schema.sql import sql_text
from extract.tables import formulas
from extract.tables.rows import SCHEMAS

if TYPE_CHECKING:
    import duckdb

STYLES: tuple[str, ...] = tuple(choices.Csv)
NONE, PLAIN, EXCEL = STYLES
# Excel in Russia separates cells by semicolons and decimals by commas (0.85 stays text there, and
# 12.05 becomes a day in May), and takes a file without a byte order mark for cp1251.
_SEPARATORS = {PLAIN: ",", EXCEL: ";"}
_MARK = "\ufeff"


def write(con: duckdb.DuckDBPyConnection, name: str, file: Path, style: str = PLAIN) -> None:
    """Writes a table as CSV, in UTF-8 and with a header.

    Args:
        con: A connection to the tables.
        name: Of the table.
        file: Where to.
        style: "plain", with commas between cells and points in numbers; or "excel", with
            semicolons, decimal commas and a byte order mark.

    Raises:
        duckdb.Error: It cannot be written.
    """
    cells = [_cell(field, style) for field in SCHEMAS[name]]
    names = [field.name for field in SCHEMAS[name]]
    if style == EXCEL:
        names[0] = _MARK + names[0]  # the header is what DuckDB writes first
    columns = ", ".join(f'{cell} AS "{named}"' for cell, named in zip(cells, names, strict=True))
    con.execute(
        f"COPY (SELECT {columns} FROM {name}) TO {sql_text(file)}"
        f" (FORMAT csv, HEADER, DELIMITER '{_SEPARATORS[style]}')"
    )


def _cell(field: pa.Field, style: str) -> str:
    value = f'"{field.name}"'
    if pa.types.is_floating(field.type) and style == EXCEL:
        return f"replace({value}::VARCHAR, '.', ',')"
    if pa.types.is_list(field.type):
        value = f"array_to_string({value}, '; ')"
    elif not pa.types.is_string(field.type):
        return value
    pattern = formulas.pattern(_SEPARATORS[style])
    return f"regexp_replace({value}, {sql_text(pattern)}, {sql_text(formulas.REPLACEMENT)}, 'g')"
