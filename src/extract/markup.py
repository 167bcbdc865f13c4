"""HTML of ours: every text in it is escaped, and its styles hold for it alone."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterable, Sequence
from typing import Any

_HALVES = re.compile("[\ud800-\udfff]")  # of characters: nothing can encode them
_STYLE = """
{0} table { border-collapse: collapse; margin: .3em 0 .6em; font-size: 90%; }
{0} th, {0} td { text-align: left; vertical-align: top; padding: .2em .6em;
  border-bottom: 1px solid #8884; unicode-bidi: isolate; }
"""


class Html(str):
    """HTML that a notebook shows; a string like any other elsewhere."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        return f"<HTML of {len(self):,} characters>"


def escaped(text: object) -> str:
    """Anything as a text that is no markup, and that UTF-8 can encode."""
    return html.escape(_HALVES.sub("\ufffd", str(text)))


def framed(name: str, body: str, style: str = "") -> Html:
    """Markup with styles that reach nothing around it.

    Args:
        name: Of the class that all styles of it are bound to: ``extract-name``.
        body: Markup.
        style: More rules beside those of tables; "{0}" stands for the class.
    """
    return Html(f'<div class="extract-{name}"><style>{rules(name, style)}</style>{body}</div>')


def rules(name: str, style: str = "") -> str:
    """The styles of what is framed (see ``framed``), for a page that has them in its head."""
    return f"{_STYLE}{style}".replace("{0}", f".extract-{name}")


def table(columns: Iterable[str], rows: Iterable[Sequence[str]], kinds: Iterable[str] = ()) -> str:
    """A table of texts, which are escaped.

    Args:
        columns: Their names.
        rows: Texts in the order of the columns.
        kinds: Class of each row, "" for none.
    """
    head = "".join(f"<th>{escaped(column)}</th>" for column in columns)
    rows = list(rows)
    classes = [f' class="{kind}"' if kind else "" for kind in kinds] or [""] * len(rows)
    body = "\n".join(
        f"<tr{kind}>{''.join(f'<td>{escaped(cell)}</td>' for cell in row)}</tr>"
        for kind, row in zip(classes, rows, strict=True)
    )
    return f"<table>\n<tr>{head}</tr>\n{body}\n</table>"


def cell(value: Any) -> str:
    """A value as readers want it: nothing for None, two digits of a score, a day without hours."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, dt.datetime) and value.time() in (dt.time(0, 0), dt.time(23, 59, 59)):
        return value.date().isoformat()
    return str(value)
