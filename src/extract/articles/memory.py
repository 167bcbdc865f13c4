"""Articles out of what is in memory already: strings, frames, data sets, a stream."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

import pyarrow as pa

from .bounds import LARGEST
from .encodings import detect
from .files import sample
from .ids import row_id, unique
from .metadata import pick
from .model import Article, BrokenFormat, Columns, Failure, ReadError, Source, TooLarge, failure
from .readers import READERS, ArticleReader, find_columns
from .readers.base import FIELDS, fields_of
from .readers.jsonl import line_rows
from .reading import article_of, record

if TYPE_CHECKING:
    import pandas as pd

Text = str | tuple[str, Mapping[str, Any]] | Mapping[str, Any]
_ARROW = "__arrow_c_stream__"  # what polars, Arrow, DuckDB and others have in common
_BATCH = 1000  # rows of an Arrow table as Python objects at once: a buffer, of any size


def from_memory(source: Any, columns: Columns | None = None) -> Iterator[Article | Failure]:
    """Articles out of a frame, a table, a data set, or any iterable of texts.

    Args:
        source: A pandas or polars frame, or one column of texts of it, an Arrow table, whatever
            else gives an Arrow stream, a ``datasets.Dataset``, or what ``from_texts`` takes.
        columns: Names of the columns or keys; None for the usual ones.

    Raises:
        NoTextColumn: No column of a frame or table holds the text.
        TypeError: It is nothing of the kind.
    """
    columns = columns or Columns()
    source = _framed(source)
    if _is_frame(source):
        return _frame_articles(source, find_columns(_names(source.columns), columns))
    if hasattr(source, "collect_schema") and hasattr(source, "collect"):
        source = source.collect()  # polars' LazyFrame
    if hasattr(source, _ARROW):
        return _arrow_articles(pa.RecordBatchReader.from_stream(source), columns)
    if isinstance(source, (str, bytes, Mapping)) or not isinstance(source, Iterable):
        kind = type(source).__name__
        raise TypeError(f"articles come as a folder, a frame or an iterable of texts, not {kind}")
    names = getattr(source, "column_names", None)
    if names and hasattr(source, "select_columns"):  # datasets.Dataset, which may hold pictures
        source = source.select_columns(sorted(set(find_columns(names, columns).values())))
    return from_texts(source, columns)


def from_texts(
    texts: Iterable[Text], columns: Columns | None = None
) -> Iterator[Article | Failure]:
    """Articles out of strings, pairs of a string and its metadata, or mappings with both.

    Args:
        texts: The metadata may have title, date (a date, or a string as in a file), author,
            url, and id, which becomes ``doc_id``; without one it is the number of the text, from 0.
            Where an id comes again, "@" and the number are added. Other keys are ignored.
        columns: Names of the keys of mappings; None for the usual ones.

    Yields:
        For each text an Article, or a Failure where it is empty or no string.
    """
    seen: set[str] = set()
    for number, item in enumerate(texts):
        try:
            values = _values(item, columns or Columns())
        except ReadError as error:
            yield failure("texts", unique(str(number), number, seen), error)
            continue
        yield record("texts", unique(row_id(values, number), number, seen), values)


def _values(item: Any, columns: Columns) -> Mapping[str, Any]:
    if isinstance(item, Mapping):
        return fields_of(item, columns, FIELDS)
    text, metadata = item if isinstance(item, tuple) and len(item) == 2 else (item, {})
    if not isinstance(metadata or {}, Mapping):
        raise BrokenFormat(f"its metadata are not a mapping but {type(metadata).__name__}")
    lowered = {str(key).lower(): value for key, value in (metadata or {}).items()}
    return {**{field: pick(lowered, field) for field in FIELDS}, "text": text}


def from_frame(
    frame: pd.DataFrame,
    *,
    text_column: str | None = None,
    title_column: str | None = None,
    date_column: str | None = None,
    author_column: str | None = None,
    url_column: str | None = None,
    id_column: str | None = None,
) -> Iterator[Article | Failure]:
    """Articles out of the rows of a frame.

    Args:
        frame: A row is an article.
        text_column: Name of the column with the text; None for the usual names (see
            ``patterns.COLUMNS``). So for the others; without an id column the frame's index
            becomes ``doc_id``. Where one comes again, "@" and the row's number are added.
        title_column: Of the title.
        date_column: Of the day of publication: dates, timestamps or strings.
        author_column: Of who wrote it.
        url_column: Of the address.
        id_column: Of the identifier.

    Returns:
        For each row an Article, or a Failure where the text is missing or no string.

    Raises:
        NoTextColumn: No column holds the text, or one that was named is not there.
    """
    columns = Columns(text_column, title_column, date_column, author_column, url_column, id_column)
    return from_memory(frame, columns)


def _framed(source: Any) -> Any:
    """A column alone, such as ``frame["body"]``, as a frame of texts."""
    if isinstance(source, (pa.Array, pa.ChunkedArray)):
        return pa.table({"text": source})
    if hasattr(source, "to_frame") and not hasattr(source, "columns"):  # of pandas or polars
        return source.to_frame(name="text")
    return source


def _is_frame(source: Any) -> bool:
    """Who has a frame has imported pandas, which takes half a second."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(source, pandas.DataFrame)


def _names(columns: Iterable[Any]) -> list[str]:
    return [name for name in columns if isinstance(name, str)]


def _frame_articles(frame: pd.DataFrame, found: dict[str, str]) -> Iterator[Article | Failure]:
    names = list(frame.columns)  # of which two may be alike: then it is the first, as in a file
    cells = zip(*(frame.iloc[:, names.index(name)] for name in found.values()), strict=True)
    seen: set[str] = set()
    for number, (index, row) in enumerate(zip(frame.index, cells, strict=True)):
        values = {field: _present(cell) for field, cell in zip(found, row, strict=True)}
        yield record("frame", unique(row_id(values, index), number, seen), values)


def _present(cell: Any) -> Any:
    """None for the missing values of pandas."""
    import pandas as pd

    return None if pd.api.types.is_scalar(cell) and pd.isna(cell) else cell


def _arrow_articles(stream: pa.RecordBatchReader, columns: Columns) -> Iterator[Article | Failure]:
    found = find_columns(stream.schema.names, columns)
    return _batch_articles(stream, found)


def _batch_articles(
    stream: pa.RecordBatchReader, found: dict[str, str]
) -> Iterator[Article | Failure]:
    seen: set[str] = set()
    number = 0
    for batch in stream:
        for at in range(0, len(batch), _BATCH):
            part = batch.slice(at, _BATCH)
            for i in range(len(part)):
                values = {field: _scalar(part.column(name)[i]) for field, name in found.items()}
                yield record("table", unique(row_id(values, number), number, seen), values)
                number += 1


def _scalar(scalar: pa.Scalar) -> Any:
    """A value; None for one that Python cannot hold, such as a moment after the year 9999."""
    try:
        return scalar.as_py()
    except (ValueError, ArithmeticError, LookupError, pa.ArrowException):
        return None


def from_stream(stream: BinaryIO, columns: Columns | None = None) -> Iterator[Article | Failure]:
    """Articles out of a stream such as standard input.

    Args:
        stream: JSON lines if it begins with "{"; else one article, a page of HTML or a text.
        columns: Names of the keys; None for the usual ones.

    Yields:
        As ``read``; ids are those of the lines, or their numbers.
    """
    name = "stdin"
    beginning = sample(stream)
    whole = io.BufferedReader(_Joined(beginning, stream))
    source = Source("-", name, "jsonl", columns or Columns())
    try:
        if not beginning.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            data = whole.read(LARGEST + 1)
            if len(data) > LARGEST:
                raise TooLarge(f"it is larger than {LARGEST // 2**20} MiB")
            reader = READERS["text"]
            assert isinstance(reader, ArticleReader)
            yield from article_of(reader, data, name)
            return
        seen: set[str] = set()
        encoding = detect(beginning)
        for row in line_rows(whole, encoding, source, FIELDS):
            doc_id = unique(row_id(row.values, row.number), row.number, seen)
            if row.error is not None:
                yield failure(name, doc_id, row.error)
            else:
                yield record(name, doc_id, row.values, encoding)
    except Exception as error:
        yield failure(name, None, error)


class _Joined(io.RawIOBase):
    """What was read of a stream already, and the rest of it."""

    def __init__(self, beginning: bytes, rest: BinaryIO) -> None:
        self._beginning, self._rest = beginning, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._beginning[: len(buffer)] or self._rest.read(len(buffer))
        self._beginning = self._beginning[len(data) :]
        buffer[: len(data)] = data
        return len(data)
