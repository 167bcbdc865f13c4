"""The file of a dictionary: CSV with the columns pattern, type, normal, id."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from extract.russian.spelling import fold
from extract.schema import check_type

COLUMNS = ("pattern", "type", "normal", "id")
_NEEDED = ("pattern", "type")
_MOST_WORDS = 20  # of a pattern; generous: a term is a name


class TermsError(ValueError):
    """A dictionary that cannot be used; the message has the file and the line."""


class Term(NamedTuple):
    """A line of a dictionary.

    Attributes:
        pattern: The words to find, in the dictionary form.
        type: One of ``schema.TYPES``, or a type of the user's own.
        normal: The normal form of its mentions.
        id: Of the thing, in a register of the user's; None for none.
    """

    pattern: str
    type: str
    normal: str
    id: str | None = None


def read(path: str | os.PathLike[str], data: bytes | None = None) -> tuple[Term, ...]:
    """Reads a dictionary.

    Args:
        path: UTF-8, with or without a byte order mark; columns apart by commas or semicolons, in
            any order. pattern and type are needed; without a normal form it is the pattern.
        data: What it holds, where it is not to be read; ``path`` is its name then.

    Returns:
        The terms in their order, each once.

    Raises:
        TermsError: It is no such file: the message says in which line and why.
        OSError: It cannot be read.
    """
    name = os.fspath(path)
    try:
        text = (Path(path).read_bytes() if data is None else data).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TermsError(f"{name} is not UTF-8 (byte {error.start})") from None
    found: dict[str, tuple[int, Term]] = {}
    for line, term in _terms(name, text):
        key = fold(term.pattern)
        before = found.setdefault(key, (line, term))
        if before[1]._replace(pattern="") != term._replace(pattern=""):
            raise TermsError(
                f"{name}, line {line}: {term.pattern!r} stands in line {before[0]} already, with"
                " another type, normal form or id"
            )
    return tuple(term for _, term in found.values())


def written(terms: tuple[Term, ...]) -> str:
    """Terms as a file that ``read`` reads."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(terms)
    return text.getvalue()


def _terms(name: str, text: str) -> Iterator[tuple[int, Term]]:
    head = text.partition("\n")[0]
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in head else ",",
                       strict=True)  # fmt: skip
    try:
        columns = [column.strip().lower() for column in next(lines, [])]
        _check(name, columns)
        for cells in lines:
            if any(cell.strip() for cell in cells):
                yield lines.line_num, _term(f"{name}, line {lines.line_num}", columns, cells)
    except csv.Error as error:
        raise TermsError(f"{name}, line {lines.line_num}: {error}") from None


def _check(name: str, columns: list[str]) -> None:
    there = f"the first line names the columns {', '.join(COLUMNS)}"
    if unknown := [column for column in columns if column not in COLUMNS]:
        raise TermsError(f"{name}, line 1: unknown column {unknown[0]!r}; {there}")
    if missing := [column for column in _NEEDED if column not in columns]:
        raise TermsError(f"{name}, line 1: there is no column {missing[0]}; {there}")
    if len(set(columns)) < len(columns):
        raise TermsError(f"{name}, line 1: a column stands there twice")


def _term(where: str, columns: list[str], cells: list[str]) -> Term:
    if len(cells) > len(columns):
        raise TermsError(f"{where}: {len(cells)} values for {len(columns)} columns")
    row = {name: " ".join(cell.split()) for name, cell in zip(columns, cells, strict=False)}
    pattern, kind = row["pattern"], row.get("type", "")
    if not any(char.isalnum() for char in pattern):
        raise TermsError(f"{where}: the pattern is empty")
    if len(pattern.split()) > _MOST_WORDS:
        raise TermsError(f"{where}: a pattern has at most {_MOST_WORDS} words")
    try:
        check_type(kind)
    except ValueError as error:
        raise TermsError(f"{where}: {error}") from None
    return Term(pattern, kind, row.get("normal") or pattern, row.get("id") or None)
