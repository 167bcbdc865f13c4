"""The formats that articles come in: one class each, in one registry.

A new format is a class in a file of this folder and its line here; the extensions that are read
follow from it. What a reader needs beyond the base install stands in the extra "documents".
"""

from __future__ import annotations

from ..archives import archive_kind
from ..files import PACKED
from .base import ArticleReader, Found, Reader, Row, RowReader, find_columns
from .csv_files import Csv
from .feeds import Feed
from .html_files import Html
from .json_files import Json
from .jsonl import JsonLines
from .markdown import Markdown
from .office import Docx, Odt
from .parquet import Parquet
from .pdf import Pdf
from .rtf import Rtf
from .text import Text
from .warc import Warc

__all__ = [
    "ARCHIVE",
    "READERS",
    "ArticleReader",
    "Found",
    "Reader",
    "Row",
    "RowReader",
    "find_columns",
    "format_of",
]

READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (
        Text(), Html(), Markdown(), JsonLines(), Json(), Csv(), Parquet(), Feed(), Docx(), Odt(),
        Rtf(), Pdf(), Warc(),
    )
}  # fmt: skip

ARCHIVE = "archive"  # the format of what holds other files
_BY_EXTENSION = {
    extension: reader.name for reader in READERS.values() for extension in reader.extensions
}


def format_of(name: str) -> str | None:
    """The format of a file, by the end of its name; None where no reader knows it."""
    if archive_kind(name):
        return ARCHIVE
    name = name.lower().removesuffix(PACKED)
    base = name.rpartition("/")[2]
    return _BY_EXTENSION.get(base[base.rfind(".") :]) if base.rfind(".") > 0 else None
