"""Web archives: each page that a server answered with, by warcio."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..bounds import LARGEST
from ..files import open_file
from ..model import ReadError, Source, TooLarge, Unreadable
from .base import Row, RowReader, library
from .pages import page_article

_KINDS = ("text/html", "application/xhtml+xml")


class Warc(RowReader):
    name = "warc"
    extensions = (".warc",)

    def rows(self, source: Source, fields: tuple[str, ...]) -> Iterator[Row]:
        warcio = library("warcio.archiveiterator", ".warc")
        number = 0
        with open_file(source) as file:
            try:
                for record in warcio.ArchiveIterator(file):
                    if _is_page(record):
                        number += 1
                        yield _row(number, record, fields)
            except ReadError:
                raise
            except Exception as error:  # whatever a broken record makes warcio do
                raise Unreadable(f"it is no WARC that can be read: {error}") from None


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = record.http_headers.get_header("Content-Type", "").split(";")[0].strip().lower()
    return kind in _KINDS and record.http_headers.get_statuscode() == "200"


def _row(number: int, record: Any, fields: tuple[str, ...]) -> Row:
    if "text" not in fields:
        return Row(number, None, {})
    try:
        data = record.content_stream().read(LARGEST + 1)
        if len(data) > LARGEST:
            raise TooLarge(f"record {number}: it is larger than {LARGEST // 2**20} MiB")
        page = page_article(data)
    except ReadError as error:
        return Row(number, None, {}, error)
    address = record.rec_headers.get_header("WARC-Target-URI")
    values = {**page.known, "text": page.text, "url": page.known.get("url") or address}
    return Row(number, None, values, origin=page.origin)
