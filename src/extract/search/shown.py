"""Answers for the terminal and for programs; an article can command neither."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from extract.schema import ENDED_STATUSES, OPEN_STATUSES
from extract.terminal import printable

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType
    from rich.text import Text

_STATUS = 10  # characters of the longest of ``schema.STATUSES``


def table(found: pd.DataFrame) -> RenderableType:
    """Answers as a table of rich: when and where it stands, the sentence, what it tells."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, show_lines=True, pad_edge=False, expand=True)
    drawn.add_column("article", ratio=3, overflow="fold")
    drawn.add_column("sentence", ratio=4, overflow="fold")
    drawn.add_column("status     what is told", ratio=5, overflow="fold")
    for row in _rows(found):
        start = row["start"]
        heads = (row["date"], row["title"], row["author"], f"{row['doc_id']}:{start}-{row['end']}")
        cell = _marked(row["quote"], [(one - start, end - start) for one, end in row["hits"]])
        if row["missing"]:
            cell.append(f"\nwithout: {printable(', '.join(row['missing']))}", style="dim italic")
        drawn.add_row(Text("\n".join(map(printable, filter(None, heads)))), cell, _facts(row))
    return drawn


def _facts(row: dict[str, Any]) -> RenderableType:
    """What a sentence tells, beside it its status: what was called off did not happen."""
    from rich.table import Table
    from rich.text import Text

    drawn = Table.grid(padding=(0, 1, 0, 0))
    drawn.add_column(width=_STATUS)
    drawn.add_column(overflow="fold")
    found = [
        (told, status)
        for kind in ("relation", "event")
        for told, status in zip(row[f"{kind}s"], row[f"{kind}_statuses"], strict=True)
    ]
    for told, status in sorted(found, key=lambda fact: not fact[1]):  # positions and the like last
        ended, open_ = status in ENDED_STATUSES, status in OPEN_STATUSES
        style = "bold red" if ended else "cyan" if open_ else "green"
        words = Text(printable(_without(status, told)), style="dim" if ended else "")
        drawn.add_row(Text(status or "", style=style), words)
    return drawn


def _without(status: str | None, told: str) -> str:
    """What is told without its status, which stands last: "… (held, 2025-01-16)"."""
    said, bracket, when = told.rpartition(" (")
    if not status or not bracket or not when.startswith(status):
        return told
    day = when.removesuffix(")").removeprefix(status).removeprefix(", ")
    return f"{said} ({day})" if day else said


def _marked(text: str, hits: Sequence[tuple[int, int]]) -> Text:
    from rich.text import Text

    cell, done = Text(), 0
    for start, end in hits:
        cell.append(printable(text[done:start]))
        cell.append(printable(text[max(done, start) : end]), style="bold yellow")
        done = max(done, end)
    cell.append(printable(text[done:]))
    return cell


def lines(found: pd.DataFrame) -> Iterator[str]:
    """Answers as JSON, a line each, with the columns of the frame."""
    for row in _rows(found):
        yield printable(json.dumps(row, ensure_ascii=False))


def _rows(found: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Rows in Python's own types, dates in ISO 8601."""
    for row in found.to_dict("records"):
        yield {str(name): _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if hasattr(value, "strftime"):
        return f"{value:%Y-%m-%d}" if value == value else None
    return None if value != value else value
