"""The rows of .jsonl, .csv and .parquet files, read one by one in constant memory."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from .files import LARGEST, Lines, detect_encoding, open_file
from .model import BrokenFormat, Columns, EmptyText, NoTextColumn, NotJsonLines, ReadError, Source
from .patterns import COLUMNS

FIELDS = ("text", "title", "date", "url", "id")
_DELIMITERS = (",", ";", "\t", "|")
_BATCH = 64  # rows of Parquet decoded at once


class Row(NamedTuple):
    """One row: its values, or what is wrong with it.

    Attributes:
        number: From 1; of .jsonl the number of the line.
        offset: Byte where it begins; None where that is not known.
        values: Of the fields text, title, date, url and id, as far as the row has them.
        error: What is wrong.
    """

    number: int
    offset: int | None
    values: Mapping[str, Any]
    error: ReadError | None = None


def rows(source: Source, fields: tuple[str, ...] = FIELDS) -> Iterator[Row]:
    """The rows that a source names.

    Args:
        source: A .jsonl, .csv or .parquet file, or some rows of one.
        fields: Those that are needed; of Parquet no others are read.

    Raises:
        OSError: The file cannot be read.
        ReadError: The file as a whole is of no use: binary, or without a column of texts.
    """
    every = _ROWS[source.format](source, fields)
    wanted = itertools.dropwhile(lambda row: row.number < source.first, every)
    return itertools.islice(wanted, source.rows)


def encoding_of(source: Source) -> str | None:
    """The encoding that a source says or, where it has not been looked for, the file's."""
    if source.format == "parquet":
        return None
    return source.encoding or detect_encoding(source)


def find_columns(names: list[str], columns: Columns) -> dict[str, str]:
    """Which column holds which field.

    Args:
        names: The names of the columns that there are.
        columns: What the user says about them.

    Raises:
        NoTextColumn: None holds the text, or one that the user named is not there.
    """
    has = "it has " + (", ".join(map(repr, names)) or "none")
    usual: dict[str, str] = {}
    for name in names:
        usual.setdefault(name.strip().lower(), name)
    found: dict[str, str] = {}
    for field in FIELDS:
        named = getattr(columns, field)
        if named is not None and named not in names:
            raise NoTextColumn(f"there is no column {named!r}; {has}")
        candidates = (usual[name] for name in COLUMNS[field] if name in usual)
        column = named or next(candidates, None)
        if column is not None:
            found[field] = column
    if "text" not in found:
        raise NoTextColumn(f"no column holds the text; {has}")
    return found


def _jsonl_rows(source: Source, fields: tuple[str, ...]) -> Iterator[Row]:
    with Lines(source, encoding_of(source) or "utf-8") as lines:
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
                yield Row(lines.number, offset, _json_fields(line, source.columns, fields))
            except StopIteration:
                return
            except NotJsonLines:
                raise
            except ReadError as error:
                reason = str(error)
                if not reason.startswith("line "):
                    error = type(error)(f"line {lines.number}: {reason}")
                yield Row(lines.number, offset, {}, error)


def _json_fields(line: str, columns: Columns, fields: tuple[str, ...]) -> dict[str, Any]:
    try:
        values = json.loads(line)
    except RecursionError:
        raise BrokenFormat("it is nested too deeply") from None
    except ValueError as error:
        raise BrokenFormat(f"it is not JSON: {error}") from None
    if not isinstance(values, dict):
        raise BrokenFormat(f"it holds {type(values).__name__}, not an object")
    found = find_columns(list(values), columns)
    return {field: values[found[field]] for field in fields if field in found}


def _csv_rows(source: Source, fields: tuple[str, ...]) -> Iterator[Row]:
    csv.field_size_limit(LARGEST)
    with Lines(source, encoding_of(source) or "utf-8") as lines:
        header, delimiter = _csv_header(lines, source)
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
            except (csv.Error, ReadError) as problem:
                values = {}
                error = problem if isinstance(problem, ReadError) else BrokenFormat(str(problem))
            number += 1
            if error is not None and not str(error).startswith("line "):
                error = type(error)(f"row {number}: {error}")
            yield Row(number, offset, values, error)


def _check_cells(cells: list[str], header: list[str], lines: Lines) -> None:
    # csv asks for another line inside a row only while a quoted field is open.
    if lines.ended:
        raise BrokenFormat("a quotation mark opens here and never closes, the rest was not read")
    if any(cells[len(header) :]):
        raise BrokenFormat(
            f"it has {len(cells)} fields, the header {len(header)}: "
            "a field with the delimiter in it needs quotation marks"
        )


def _csv_header(lines: Lines, source: Source) -> tuple[list[str], str]:
    """Names of the columns and the delimiter: the one that finds most columns."""
    line = next(lines, "")
    if not line.strip():
        raise EmptyText("it has no header")
    found = [(next(csv.reader([line], delimiter=d), []), d) for d in _DELIMITERS]
    header, delimiter = max(found, key=lambda pair: len(pair[0]))
    if len(header) == 1 and source.name.lower().endswith(".tsv"):
        delimiter = "\t"
    return [name.strip() for name in header], delimiter


def _parquet_rows(source: Source, fields: tuple[str, ...]) -> Iterator[Row]:
    """The rows from ``source.first`` on.

    Parquet has no way into the middle of a row group but to decode all before it, and often
    a file is one row group. So where the last reading in this process stopped is kept, and
    the next one goes on from there if it can.
    """
    status = Path(source.path).stat()
    key = (source.path, status.st_mtime_ns, status.st_size, source.columns, fields)
    batches = _kept.pop(key, iter(()))
    current = next(batches, None)
    if current is None or current.first > source.first:
        batches = _parquet_batches(source, fields)
        current = next(batches, None)
    try:
        while current is not None:
            if current.first + len(current.batch) > source.first:
                yield from _batch_rows(current)
            current = next(batches, None)
    except GeneratorExit:  # the source's last row was read, the file's was not
        _kept.clear()
        if current is not None:
            _kept[key] = itertools.chain([current], batches)
        raise


class _Batch(NamedTuple):
    """Some rows of a Parquet file: number of the first, their columns, field to column."""

    first: int
    batch: pa.RecordBatch
    columns: dict[str, str]


_kept: dict[tuple[Any, ...], Iterator[_Batch]] = {}


def _parquet_batches(source: Source, fields: tuple[str, ...]) -> Iterator[_Batch]:
    with open_file(source) as handle:
        # Without these pyarrow would read whole columns of a row group at once.
        file = pq.ParquetFile(handle, pre_buffer=False, buffer_size=2**20)
        found = find_columns(file.schema_arrow.names, source.columns)
        wanted = {field: found[field] for field in fields if field in found}
        number = 1
        for group in range(file.num_row_groups):
            size = file.metadata.row_group(group).num_rows
            if number + size <= source.first:
                number += size
                continue
            columns = sorted(set(wanted.values()))
            for batch in file.iter_batches(_BATCH, row_groups=[group], columns=columns):
                yield _Batch(number, batch, wanted)
                number += len(batch)


def _batch_rows(rows: _Batch) -> Iterator[Row]:
    for i in range(len(rows.batch)):
        number = rows.first + i
        try:
            values = {
                field: rows.batch.column(name)[i].as_py() for field, name in rows.columns.items()
            }
            yield Row(number, None, values)
        except ValueError as error:  # bytes that are no UTF-8, moments out of range
            yield Row(number, None, {}, BrokenFormat(f"row {number}: {error}"))


_ROWS: dict[str, Callable[[Source, tuple[str, ...]], Iterator[Row]]] = {
    "jsonl": _jsonl_rows,
    "csv": _csv_rows,
    "parquet": _parquet_rows,
}
