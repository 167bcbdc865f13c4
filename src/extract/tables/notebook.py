"""Tables in a notebook: how many rows each has, and its first ones in a reader's order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from extract.markup import cell, escaped, framed, table
from extract.tables.order import readable

if TYPE_CHECKING:
    from extract.tables.frames import Tables

# Rows, columns and characters of a cell that are shown: what fits into a notebook's width.
_ROWS, _COLUMNS, _WIDEST = 5, 9, 90
_STYLE = """
{0} summary { cursor: pointer; padding: .15em 0; }
{0} .n { display: inline-block; min-width: 5em; text-align: right; opacity: .7; }
{0} details table { margin-left: 1em; }
"""
# Open at first: what readers ask for.
_OPEN = ("agreement_register", "event_calendar")


def html(tables: Tables) -> str:
    """Tables as HTML, after what is known about their run.

    Args:
        tables: Of a run or from memory.
    """
    parts = [_part(tables, name, n) for name, n in _counted(tables, tables.counts())]
    return framed("tables", "".join([*_about(tables.info), *parts]), _STYLE)


def _about(info: dict[str, Any]) -> Iterator[str]:
    """What was read, how long it took, and what went wrong."""
    if not info:
        return
    settings, counts = info["settings"], info["counts"]
    said = f"{settings['source']}: {counts['documents']:,} articles in {info['seconds']:.1f} s"
    yield f"<div>{escaped(said)}</div>"
    errors = [f"{counts['errors']:,} errors, see tables.errors"] if counts["errors"] else []
    yield from (f"<div>⚠ {escaped(one)}</div>" for one in (*info["warnings"], *errors))


def _counted(tables: Tables, counts: dict[str, int]) -> Iterator[tuple[str, int]]:
    for name in _OPEN:
        found = tables._cursor().execute(f"SELECT count(*) FROM {name}").fetchone()
        yield name, found[0] if found else 0
    yield from ((name, n) for name, n in counts.items() if n)


def _part(tables: Tables, name: str, n: int) -> str:
    is_open = " open" if name in _OPEN and n else ""
    head = f'<summary><span class="n">{n:,}</span> {escaped(name)}</summary>'
    return f"<details{is_open}>{head}{_table(tables, name)}</details>"


def _table(tables: Tables, name: str) -> str:
    read = tables._cursor().execute(f"SELECT * FROM {name} LIMIT {_ROWS}")
    names = [column[0] for column in read.description or ()]
    shown = readable(name, names)[:_COLUMNS]
    rows = [dict(zip(names, row, strict=True)) for row in read.fetchall()]
    return table(shown, [[_short(cell(row[column])) for column in shown] for row in rows])


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
