"""Tables as a notebook shows them: how many rows each has, and its first ones in a reader's order.

Styles hold for this output alone, and every text is escaped.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.tables.frames import Tables

_ROWS, _COLUMNS, _WIDEST = 5, 9, 90  # rows, columns and characters of a cell that are shown
_STYLE = """
.extract-tables { font-size: 90%; }
.extract-tables summary { cursor: pointer; padding: .15em 0; }
.extract-tables .n { display: inline-block; min-width: 5em; text-align: right; opacity: .7; }
.extract-tables table { border-collapse: collapse; margin: .3em 0 .6em 1em; }
.extract-tables th, .extract-tables td {
  text-align: left; vertical-align: top; padding: .2em .6em; border-bottom: 1px solid #8884; }
"""
# Open at first: what readers ask for.
_OPEN = ("agreement_register", "event_calendar")


def html(tables: Tables) -> str:
    """Tables as HTML.

    Args:
        tables: Of a run or from memory.
    """
    counts = tables.counts()
    parts = [_part(tables, name, n) for name, n in _counted(tables, counts)]
    return f'<div class="extract-tables"><style>{_STYLE}</style>{"".join(parts)}</div>'


def _counted(tables: Tables, counts: dict[str, int]) -> Iterator[tuple[str, int]]:
    for name in _OPEN:
        found = tables._cursor().execute(f"SELECT count(*) FROM {name}").fetchone()
        yield name, found[0] if found else 0
    yield from ((name, n) for name, n in counts.items() if n)


def _part(tables: Tables, name: str, n: int) -> str:
    is_open = " open" if name in _OPEN and n else ""
    head = f'<summary><span class="n">{n:,}</span> {escape(name)}</summary>'
    return f"<details{is_open}>{head}{_table(tables, name)}</details>"


def _table(tables: Tables, name: str) -> str:
    from extract.tables.excel.sheets import FRONT

    read = tables._cursor().execute(f"SELECT * FROM {name} LIMIT {_ROWS}")
    names = [column[0] for column in read.description or ()]
    first = [column for column in FRONT.get(name, ()) if column in names]
    shown = [*first, *(column for column in names if column not in first)][:_COLUMNS]
    rows = [dict(zip(names, row, strict=True)) for row in read.fetchall()]
    head = "".join(f"<th>{escape(column)}</th>" for column in shown)
    body = "".join(
        f"<tr>{''.join(f'<td>{_cell(row[column])}</td>' for column in shown)}</tr>" for row in rows
    )
    return f"<table><tr>{head}</tr>{body}</table>"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        value = "; ".join(value)
    if isinstance(value, dt.datetime) and value.time() in (dt.time(0, 0), dt.time(23, 59, 59)):
        value = value.date()
    text = f"{value:.2f}" if isinstance(value, float) else str(value)
    return escape(text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…")
