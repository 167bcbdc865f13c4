"""Parquet, row by row: a cell obeys the size limit before it is in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..bounds import LARGEST, check_expansion
from ..files import open_file
from ..model import BrokenFormat, ReadError, Source, TooLarge
from .base import Row, RowReader, find_columns

_BATCH = 64  # rows decoded at once, where they are not large: a buffer, of any size


class Parquet(RowReader):
    name = "parquet"
    extensions = (".parquet",)

    def rows(self, source: Source, fields: tuple[str, ...]) -> Iterator[Row]:
        with open_file(source) as handle:
            names = pq.read_schema(handle).names
            found = find_columns(names, source.columns)
            wanted = {field: found[field] for field in fields if field in found}
            columns = sorted(set(wanted.values()))
            # Without these pyarrow would read whole columns of a row group at once.
            file = pq.ParquetFile(handle, pre_buffer=False, buffer_size=2**20)
            number = 1
            for index in range(file.num_row_groups):
                group = _group(file, index, columns)
                if number + group.rows > source.first:
                    yield from _group_rows(file, index, group, number, wanted)
                number += group.rows


class _Group(NamedTuple):
    """A row group: how many rows, how many may be decoded at once, why none may."""

    rows: int
    batch: int
    error: ReadError | None


def _group(file: pq.ParquetFile, index: int, columns: list[str]) -> _Group:
    """What the metadata say, before anything is decoded."""
    about = file.metadata.row_group(index)
    chunks = [about.column(i) for i in range(about.num_columns)]
    ours = [chunk for chunk in chunks if chunk.path_in_schema.split(".")[0] in columns]
    rows = int(about.num_rows)
    try:
        for chunk in ours:
            check_expansion(chunk.total_compressed_size, chunk.total_uncompressed_size)
            if rows and chunk.total_uncompressed_size // rows > LARGEST:
                raise TooLarge(f"its rows are larger than {LARGEST // 2**20} MiB")
    except ReadError as error:
        return _Group(rows, 0, error)
    # All rows may share one value of a dictionary, which then is as large as the whole.
    sizes = (
        chunk.total_uncompressed_size // (1 if chunk.has_dictionary_page else max(rows, 1))
        for chunk in ours
    )
    return _Group(rows, max(1, min(_BATCH, LARGEST // max(sum(sizes), 1))), None)


def _group_rows(
    file: pq.ParquetFile, index: int, group: _Group, number: int, wanted: dict[str, str]
) -> Iterator[Row]:
    if group.error is not None:
        for row in range(number, number + group.rows):
            yield Row(row, None, {}, type(group.error)(f"row {row}: {group.error}"))
        return
    columns = sorted(set(wanted.values()))
    for batch in file.iter_batches(group.batch, row_groups=[index], columns=columns):
        sizes = {name: _sizes(batch.column(name)) for name in columns}
        for i in range(len(batch)):
            yield _row(batch, i, number + i, wanted, sizes)
        number += len(batch)


def _sizes(column: pa.Array) -> pa.Array | None:
    """Bytes of each value; None where values have no size that matters."""
    return pc.binary_length(column) if any(is_long(column.type) for is_long in _LONG) else None


_LONG = (pa.types.is_string, pa.types.is_large_string, pa.types.is_binary, pa.types.is_large_binary)


def _row(
    batch: pa.RecordBatch,
    i: int,
    number: int,
    wanted: dict[str, str],
    sizes: dict[str, pa.Array | None],
) -> Row:
    values: dict[str, Any] = {}
    for field, name in wanted.items():
        size = sizes[name]
        if size is not None and (size[i].as_py() or 0) > LARGEST:
            error = TooLarge(f"row {number}: its {field} is larger than {LARGEST // 2**20} MiB")
            return Row(number, None, {}, error)
        try:
            values[field] = batch.column(name)[i].as_py()
        except (ValueError, ArithmeticError, LookupError, pa.ArrowException) as problem:
            # Bytes that are no UTF-8, a moment that Python's calendar does not reach: but for
            # the text, a field that cannot be read is one that is not there.
            if field == "text":
                return Row(number, None, {}, BrokenFormat(f"row {number}: {problem}"))
    return Row(number, None, values)
