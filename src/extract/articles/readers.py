"""From a source to articles; whatever is wrong becomes a Failure, never an exception."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from .encodings import decode
from .files import read_bytes
from .html import declared_encoding, parse_page
from .metadata import (
    date_in_name,
    date_in_url,
    front_matter,
    known_year,
    parse_date,
    pick,
    title_and_date,
)
from .model import (
    Article,
    BinaryFile,
    BrokenFormat,
    Columns,
    EmptyText,
    Failure,
    ReadError,
    Source,
    failure,
)
from .rows import FIELDS, Row, find_columns, rows
from .sources import ROW_FORMATS, row_id, survey

_PAGE = (b"<!doctype html", b"<html")


def read(source: Source) -> Iterator[Article | Failure]:
    """The articles of a source, one at a time.

    Every article of the source comes as an Article or as a Failure with the reason. A file
    cut off inside its last character comes as both: the Article has all before the cut.
    Never raises: a Failure without ``doc_id`` speaks for all that could not be reached.
    """
    if source.failure is not None:
        yield source.failure
        return
    by_rows = source.format in ROW_FORMATS
    reader = _read_rows if by_rows else _READERS[source.format]
    try:
        yield from reader(source)
    except Exception as error:
        yield failure(source.name, None if by_rows else source.name, error)


def _read_text(source: Source) -> Iterator[Article | Failure]:
    data = read_bytes(source)
    if data[:1024].removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(_PAGE):
        yield from _read_html(source)  # a saved page with the wrong extension
        return
    whole, encoding, cut = decode(data)
    values, text = front_matter(whole)
    _check(text)
    known = {field: pick(values, field) for field in ("title", "date", "url")}
    yield _article(source.name, source.name, text, known, "front_matter", encoding)
    if cut is not None:
        yield failure(source.name, source.name, cut)


def _read_html(source: Source) -> Iterator[Article | Failure]:
    data = read_bytes(source)
    html, encoding, cut = decode(data, declared_encoding(data))
    _check(html)
    page = parse_page(html)
    known = {"title": page.title, "date": page.date, "url": page.url}
    yield _article(source.name, source.name, page.text, known, page.date_source or "html", encoding)
    if cut is not None:
        yield failure(source.name, source.name, cut)


def _read_rows(source: Source) -> Iterator[Article | Failure]:
    if source.rows is None:
        source = survey(source)
    repeated = frozenset(source.repeated)
    empty = True
    for row in rows(source):
        empty = False
        yield _row_article(source, row, row.number in repeated)
    if empty:
        raise EmptyText("it has no rows")


def _row_article(source: Source, row: Row, repeated: bool) -> Article | Failure:
    name = row_id(row.values, row.number)
    doc_id = f"{source.name}#{name}" + (f"@{row.number}" if repeated else "")
    if row.error is not None:
        return failure(source.name, doc_id, row.error)
    return _record(source.name, doc_id, row.values, source.encoding)


def _record(
    source: str, doc_id: str, values: Mapping[str, Any], encoding: str | None = None
) -> Article | Failure:
    """The article that the fields of a row hold."""
    try:
        text = values.get("text")
        if text is not None and not isinstance(text, str):
            raise BrokenFormat(f"its text is not a string but {type(text).__name__}")
        _check(text or "")
    except ReadError as error:
        return failure(source, doc_id, error)
    return _article(source, doc_id, text or "", values, "metadata", encoding)


_READERS: dict[str, Callable[[Source], Iterator[Article | Failure]]] = {
    "text": _read_text,
    "html": _read_html,
}


def _check(text: str) -> None:
    """Raises EmptyText or BinaryFile where a text is of no use."""
    if not text.strip("\ufeff \t\r\n\f\v\xa0"):
        raise EmptyText("it is empty")
    if "\0" in text:
        raise BinaryFile(f"it is not text: character {text.index(chr(0))} is NUL")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BinaryFile(f"it is not text: character {error.start} is half a pair") from None


def _article(
    source: str,
    doc_id: str,
    text: str,
    known: Mapping[str, Any],
    origin: str,
    encoding: str | None,
) -> Article:
    """Builds an article, looking into the text and the file's name for what is not known.

    Args:
        source: See ``Article``. Of a row it says nothing about the date of the article.
        doc_id: See ``Article``.
        text: See ``Article``.
        known: Title, date and url, as far as the metadata have them.
        origin: What ``date_source`` is if the date is among them.
        encoding: See ``Article``.
    """
    name = source.rpartition("/")[2] if doc_id == source else ""
    url = _string(known.get("url"))
    year = known_year(known.get("date"), url, name)
    first_title, line_date, line = title_and_date(text, year)
    dates = {
        origin: parse_date(known.get("date")),
        line or "first_line": line_date,
        "url": date_in_url(url),
        "file_name": date_in_name(name),
    }
    date_source = next((name for name, date in dates.items() if date), None)
    return Article(
        doc_id=doc_id,
        source=source,
        text=text,
        title=_string(known.get("title")) or first_title,
        date=dates[date_source] if date_source else None,
        date_source=date_source,
        url=url,
        encoding=encoding,
    )


def _string(value: Any) -> str | None:
    """A value of the metadata on one line; None for what is not a string or cannot be written."""
    if not isinstance(value, str):
        return None
    return " ".join(value.encode("utf-8", "ignore").decode().replace("\0", " ").split()) or None


def from_texts(
    texts: Iterable[str | tuple[str, Mapping[str, Any]]],
) -> Iterator[Article | Failure]:
    """Articles out of strings, or pairs of a string and its metadata.

    Args:
        texts: The metadata may have title, date (a date, or a string as in a file), url, and
            id, which becomes ``doc_id``; without one it is the number of the text, from 0.
            Where an id comes again, "@" and the number are added. Other keys are ignored.

    Yields:
        For each text an Article, or a Failure where it is empty or no string.
    """
    seen: set[str] = set()
    for number, item in enumerate(texts):
        text, metadata = item if isinstance(item, tuple) else (item, {})
        lowered = {str(key).lower(): value for key, value in (metadata or {}).items()}
        values = {field: pick(lowered, field) for field in FIELDS}
        doc_id = _unique(row_id(values, number), number, seen)
        yield _record("texts", doc_id, {**values, "text": text})


def _unique(doc_id: str, number: int, seen: set[str]) -> str:
    if doc_id in seen:
        doc_id = f"{doc_id}@{number}"
    seen.add(doc_id)
    return doc_id


def from_frame(
    frame: pd.DataFrame,
    *,
    text_column: str | None = None,
    title_column: str | None = None,
    date_column: str | None = None,
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
        url_column: Of the address.
        id_column: Of the identifier.

    Returns:
        For each row an Article, or a Failure where the text is missing or no string.

    Raises:
        NoTextColumn: No column holds the text, or one that was named is not there.
    """
    columns = Columns(text_column, title_column, date_column, url_column, id_column)
    names = [name for name in frame.columns if isinstance(name, str)]
    return _frame_articles(frame, find_columns(names, columns))


def _frame_articles(frame: pd.DataFrame, found: dict[str, str]) -> Iterator[Article | Failure]:
    cells = zip(*(frame[name] for name in found.values()), strict=True)
    seen: set[str] = set()
    for number, (index, row) in enumerate(zip(frame.index, cells, strict=True)):
        values = {field: _present(cell) for field, cell in zip(found, row, strict=True)}
        yield _record("frame", _unique(row_id(values, index), number, seen), values)


def _present(cell: Any) -> Any:
    """None for the missing values of pandas."""
    return None if pd.api.types.is_scalar(cell) and pd.isna(cell) else cell
