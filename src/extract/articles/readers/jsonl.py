"""JSON lines: an object, which is an article, in each line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from ..files import Lines, open_file
from ..model import BrokenFormat, Columns, NotJsonLines, ReadError, Source, Unreadable
from .base import Row, TextRowReader, object_fields


class JsonLines(TextRowReader):
    name = "jsonl"
    extensions = (".jsonl", ".ndjson")

    def rows(self, source: Source, fields: tuple[str, ...]) -> Iterator[Row]:
        return line_rows(open_file(source), self.encoding(source), source, fields)


def line_rows(
    file: BinaryIO, encoding: str | None, source: Source, fields: tuple[str, ...]
) -> Iterator[Row]:
    """The rows of an open file, which is closed at their end."""
    with Lines(file, encoding or "utf-8") as lines:
        if source.offset is not None:
            lines.seek(source.offset, source.first)
        while True:
            offset = lines.offset
            try:
                line = next(lines)
                if not line.strip():
                    continue
                if lines.number == 1 and line.strip() == "[":
                    raise NotJsonLines("it is a JSON array, not one JSON object a line")
                yield Row(lines.number, offset, _values(line, source.columns, fields))
            except StopIteration:
                return
            except Unreadable:
                raise
            except ReadError as error:
                reason = str(error)
                if not reason.startswith("line "):
                    error = type(error)(f"line {lines.number}: {reason}")
                yield Row(lines.number, offset, {}, error)


def _values(line: str, columns: Columns, fields: tuple[str, ...]) -> dict[str, Any]:
    try:
        values = json.loads(line)
    except RecursionError:
        raise BrokenFormat("it is nested too deeply") from None
    except ValueError as error:
        raise BrokenFormat(f"it is not JSON: {error}") from None
    return object_fields(values, columns, fields)
