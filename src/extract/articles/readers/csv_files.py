"""Comma-separated values, with any of the usual delimiters."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from ..bounds import LARGEST
from ..files import Lines, open_file
from ..model import BrokenFormat, EmptyText, ReadError, Source, Unreadable
from .base import Row, TextRowReader, find_columns

_DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR = re.compile("sep=([,;\t|])\\s*")  # what programs write above the header for Excel


class Csv(TextRowReader):
    name = "csv"
    extensions = (".csv", ".tsv")

    def rows(self, source: Source, fields: tuple[str, ...]) -> Iterator[Row]:
        csv.field_size_limit(LARGEST)
        with Lines(open_file(source), self.encoding(source) or "utf-8") as lines:
            header, delimiter = _header(lines, source)
            found = find_columns(header, source.columns)
            places = {field: header.index(found[field]) for field in fields if field in found}
            number = 0
            if source.offset is not None:
                lines.seek(source.offset, 0)
                number = source.first - 1
            reader = csv.reader(lines, delimiter=delimiter)
            while True:
                offset = lines.offset
                try:
                    cells = next(reader)
                    if not cells:
                        continue
                    _check_cells(cells, header, lines)
                    values = {field: cells[i] for field, i in places.items() if i < len(cells)}
                    error = None
                except StopIteration:
                    return
                except Unreadable:
                    raise
                except (csv.Error, ReadError) as problem:
                    values = {}
                    error = problem if isinstance(problem, ReadError) else _broken(problem)
                number += 1
                if error is not None and not str(error).startswith("line "):
                    error = type(error)(f"row {number}: {error}")
                yield Row(number, offset, values, error)


def _broken(error: csv.Error) -> BrokenFormat:
    return BrokenFormat(str(error))


def _check_cells(cells: list[str], header: list[str], lines: Lines) -> None:
    # csv asks for another line inside a row only while a quoted field is open.
    if lines.ended:
        raise BrokenFormat("a quotation mark opens here and never closes, the rest was not read")
    if any(cells[len(header) :]):
        raise BrokenFormat(
            f"it has {len(cells)} fields, the header {len(header)}: "
            "a field with the delimiter in it needs quotation marks"
        )


def _header(lines: Lines, source: Source) -> tuple[list[str], str]:
    """Names of the columns and the delimiter: the one that finds most columns, or is named."""
    line = next(lines, "")
    named = _SEPARATOR.fullmatch(line)
    if named is not None:
        line = next(lines, "")
    if not line.strip():
        raise EmptyText("it has no header")
    delimiters = named[1] if named else _DELIMITERS
    try:
        found = [(next(csv.reader([line], delimiter=d), []), d) for d in delimiters]
    except csv.Error:  # a file of one line, for us
        raise Unreadable("its lines end in CR alone: save it with the line ends of today") from None
    header, delimiter = max(found, key=lambda pair: len(pair[0]))
    if len(header) == 1 and ".tsv" in source.name.lower()[-7:]:
        delimiter = "\t"
    return [name.strip() for name in header], delimiter
