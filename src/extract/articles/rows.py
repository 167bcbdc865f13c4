"""The rows of files with many articles: read in parts, and divided between shards."""

from __future__ import annotations

import array
import dataclasses
import itertools
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from .ids import RowIds, row_id
from .model import Source
from .readers import READERS, Row, RowReader
from .readers.base import FIELDS
from .sources import has_rows


def rows(source: Source, fields: tuple[str, ...] = FIELDS) -> Iterator[Row]:
    """The rows that a source names.

    Args:
        source: A file of many articles, or some rows of one.
        fields: Those that are needed; of Parquet no others are read.

    Raises:
        OSError: The file cannot be read.
        ReadError: The file as a whole is of no use: binary, or without a column of texts.
    """
    every = _reader(source).rows(source, fields) if _seeks(source) else _continued(source, fields)
    wanted = itertools.dropwhile(lambda row: row.number < source.first, every)
    return itertools.islice(wanted, source.rows)


def _reader(source: Source) -> RowReader:
    return cast(RowReader, READERS[source.format])


def _seeks(source: Source) -> bool:
    """Whether the row that is wanted can be gone to at once."""
    packed = source.member is not None or source.name.lower().endswith(".gz")
    return source.offset is not None and not packed


_kept = threading.local()


def _continued(source: Source, fields: tuple[str, ...]) -> Iterator[Row]:
    """The rows from ``source.first`` on, or before.

    Most formats have no way into the middle but to read all before it. So where the last
    reading in this thread stopped is kept, and the next one goes on from there if it can.
    """
    status = Path(source.path).stat()
    whole = dataclasses.replace(
        source, first=1, rows=None, offset=None, repeated=(), path=source.path
    )
    key = (whole, status.st_mtime_ns, status.st_size, fields)
    kept_key, number, every = getattr(_kept, "reading", (None, 0, iter(())))
    _kept.reading = (None, 0, iter(()))
    if kept_key != key or number >= source.first:
        every = _reader(source).rows(dataclasses.replace(source, offset=None), fields)
    try:
        for row in every:
            number = row.number
            yield row
    except GeneratorExit:  # the source's last row was read, the file's was not
        _kept.reading = (key, number, every)
        raise


def split(sources: Iterable[Source], size: int) -> list[list[Source]]:
    """Deals sources into shards of ``size`` articles each, the last one smaller.

    Large files of many articles are divided between shards by rows; for that they are read
    once, in constant memory but for 16 bytes a row. The same sources give the same shards, and
    an article's ``doc_id`` does not depend on the size.

    Args:
        sources: What ``list_sources`` gave.
        size: Articles in a shard, at least 1.

    Raises:
        ValueError: ``size`` is less than 1.
    """
    if size < 1:
        raise ValueError(f"a shard needs at least one article, not {size}")
    shards: list[list[Source]] = []
    room = 0
    for source in sources:
        survey = _survey(source)
        if survey is None:
            if room == 0:
                shards.append([])
                room = size
            shards[-1].append(source)
            room -= 1
            continue
        start = 0
        while start < len(survey.numbers):
            if room == 0:
                shards.append([])
                room = size
            stop = min(start + room, len(survey.numbers))
            shards[-1].append(survey.part(start, stop))
            room -= stop - start
            start = stop
    return shards


def survey(source: Source) -> Source:
    """A whole row source with all that reading it needs: encoding and repeated ids."""
    found = _survey(source)
    return source if found is None else found.part(0, len(found.numbers))


@dataclasses.dataclass(frozen=True, slots=True)
class _Survey:
    """Where the rows of a file are and which of them share an id.

    Attributes:
        source: The file.
        numbers: Of its rows.
        offsets: Byte where each begins; -1 where that is not known.
        repeated: One flag a row.
        broken: The file cannot be read to its end.
    """

    source: Source
    numbers: array.array[int]
    offsets: array.array[int]
    repeated: npt.NDArray[np.bool_]
    broken: bool

    def part(self, start: int, stop: int) -> Source:
        numbers = self.numbers[start:stop]
        flags = self.repeated[start:stop]
        last = self.broken and stop == len(self.numbers)
        return dataclasses.replace(
            self.source,
            first=numbers[0],
            rows=stop - start + last,  # one more: reading it says what is wrong
            offset=self.offsets[start] if self.offsets[start] >= 0 else None,
            repeated=tuple(number for number, flag in zip(numbers, flags, strict=True) if flag),
        )


def _survey(source: Source) -> _Survey | None:
    """None for what is not to be divided: one article, a part already, an unreadable file."""
    if source.failure or source.rows is not None or not has_rows(source):
        return None
    numbers, offsets, ids = array.array("q"), array.array("q"), RowIds()
    broken = False
    try:
        source = dataclasses.replace(source, encoding=_reader(source).encoding(source))
        for row in rows(source, ("id",)):
            numbers.append(row.number)
            offsets.append(-1 if row.offset is None else row.offset)
            ids.add(row_id(row.values, row.number))
    except Exception:
        broken = True  # reading it will say why
    if not numbers:
        return None
    return _Survey(source, numbers, offsets, ids.repeated(), broken)


def row_doc_id(source: Source, row: Row, repeated: Any) -> str:
    """The ``doc_id`` of a row's article."""
    name = f"{source.name}#{row_id(row.values, row.number)}"
    return f"{name}@{row.number}" if repeated else name
