"""An article in the terminal."""

from __future__ import annotations

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from spacy.tokens import Doc

from extract.markup import cell
from extract.tables.rows import Row
from extract.terminal import printable

from .parts import WHY, family, found, pieces, tables

_WIDE = frozenset({"kind", "topic", "method", "timex_type"})  # too much for a terminal
_SHORT = frozenset({"status", "score", "method"})
_SIDES = ("subject", "predicate", "object")


def terminal(doc: Doc, relations: str = "trusted", explain: bool = False) -> RenderableType:
    """Text with its mentions in colour and in brackets that end with the type, and tables.

    The brackets nest as the mentions do, so the picture holds without colours too.

    Args:
        doc: A processed document.
        relations: Which to show, one of ``schema.TRUST``.
        explain: Show of each relation which construction found it, how, and its score.
    """
    rows = found(doc, relations)
    parts: list[RenderableType] = []
    if doc._.title:
        parts.append(Text(printable(doc._.title), style="bold"))
    if doc._.date:
        parts.append(Text(doc._.date.isoformat(), style="dim"))
    parts += [Text(), _coloured(doc), Text()]
    for title, table, columns in tables(rows):
        hidden = _WIDE - WHY if explain else _WIDE | {"rule"}
        narrow = tuple(column for column in columns if column not in hidden)
        parts.append(_rich_table(title, table, narrow))
    return Group(*parts)


def _coloured(doc: Doc) -> Text:
    text = doc.text
    shown = Text()
    for piece in pieces(doc):
        for mention in piece.opening:
            shown.append("[", style=_colour(mention.type))
        style = _colour(piece.around[-1].type) if piece.around else ""
        shown.append(printable(text[piece.start : piece.end], lines=True), style=style)
        for mention in piece.closing:
            shown.append(f" {printable(mention.type)}]", style=f"{_colour(mention.type)} dim")
    return shown


def _colour(entity_type: str) -> str:
    return f"bold {family(entity_type).ansi}"


def _rich_table(title: str, table: list[Row], columns: tuple[str, ...]) -> Table:
    shown = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
    )
    read = _columns(columns)
    for column in read:
        shown.add_column(column, overflow="fold", no_wrap=column in _SHORT)
    for row in table:
        said = {"relation": _relation, "when": _when}
        shown.add_row(*(
            Text(printable(said[column](row) if column in said else cell(row[column])))
            for column in read
        ))  # fmt: skip
    return shown


def _columns(columns: tuple[str, ...]) -> list[str]:
    """The columns, those of them as one that a narrow terminal has no room for side by side."""
    together = {**dict.fromkeys(_SIDES, "relation"), "begin": "when", "end": "when"}
    if not set(_SIDES) <= set(columns):
        return list(columns)
    return list(dict.fromkeys(together.get(column, column) for column in columns))


def _relation(row: Row) -> str:
    return " — ".join(cell(row[side]) for side in _SIDES)


def _when(row: Row) -> str:
    return " – ".join(dict.fromkeys(filter(None, (cell(row["begin"]), cell(row["end"])))))
