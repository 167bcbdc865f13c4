"""From a source to articles; whatever is wrong becomes a Failure, never an exception."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from extract.russian.spelling import INVISIBLE

from .bounds import LARGEST
from .files import read_bytes
from .metadata import date_in_name, date_in_url, known_year, parse_date, title_and_date
from .model import (
    Article,
    BinaryFile,
    BrokenFormat,
    EmptyText,
    Failure,
    ReadError,
    Source,
    TooLarge,
    failure,
)
from .readers import READERS, ArticleReader, Row
from .rows import row_doc_id, rows, survey

_SHOWN = re.compile(rf"[^\s{INVISIBLE}]")


def read(source: Source) -> Iterator[Article | Failure]:
    """The articles of a source, one at a time.

    Every article of the source comes as an Article or as a Failure with the reason. A file
    cut off inside its last character comes as both: the Article has all before the cut.
    A Failure without ``doc_id`` speaks for all that could not be reached.

    Raises:
        TypeError: It is no source, such as ``list_sources`` gives.
    """
    if not isinstance(source, Source):
        raise TypeError(f"read() takes a source, one of list_sources(folder), not {source!r}")
    if source.failure is not None:
        yield source.failure
        return
    reader = READERS[source.format]
    doc_id = None
    try:
        if isinstance(reader, ArticleReader):
            doc_id = source.name
            yield from article_of(reader, read_bytes(source), doc_id)
        else:
            yield from _read_rows(source)
    except Exception as error:
        yield failure(source.name, doc_id, error)


def article_of(reader: ArticleReader, data: bytes, name: str) -> Iterator[Article | Failure]:
    """The one article of a file's bytes, and what was cut off. Raises as ``reader.article``."""
    found = reader.article(data)
    _check(found.text)
    yield _article(name, name, found.text, found.known, found.origin, found.encoding)
    if found.cut is not None:
        yield failure(name, name, found.cut)


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
    doc_id = row_doc_id(source, row, repeated)
    if row.error is not None:
        return failure(source.name, doc_id, row.error)
    return record(source.name, doc_id, row.values, source.encoding, row.origin)


def record(
    source: str,
    doc_id: str,
    values: Mapping[str, Any],
    encoding: str | None = None,
    origin: str = "metadata",
) -> Article | Failure:
    """The article that the fields of a row hold."""
    try:
        text = values.get("text")
        if text is not None and not isinstance(text, str):
            raise BrokenFormat(f"its text is not a string but {type(text).__name__}")
        _check(text or "")
    except ReadError as error:
        return failure(source, doc_id, error)
    return _article(source, doc_id, text or "", values, origin, encoding)


def _check(text: str) -> None:
    """Raises EmptyText, BinaryFile or TooLarge where a text is of no use."""
    if not _SHOWN.search(text):
        raise EmptyText("it is empty")
    if len(text) > LARGEST:
        raise TooLarge(f"it is larger than {LARGEST // 2**20} MiB")
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
        known: Title, date, author and url, as far as the metadata have them.
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
        author=_string(known.get("author")),
    )


def _string(value: Any) -> str | None:
    """A value of the metadata on one line; None for what is not a string or cannot be written."""
    if not isinstance(value, str):
        return None
    return " ".join(value.encode("utf-8", "ignore").decode().replace("\0", " ").split()) or None
