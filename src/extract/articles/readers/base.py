"""What a reader is: a class that knows one format, and what it gives."""

from __future__ import annotations

import abc
import importlib
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, NamedTuple

from ..files import detect_encoding
from ..model import BrokenFormat, MissingLibrary, NoTextColumn, ReadError, Source, TruncatedText
from ..patterns import COLUMNS

FIELDS: tuple[str, ...] = tuple(COLUMNS)  # text, title, date, author, url, id


class Found(NamedTuple):
    """The one article of a file.

    Attributes:
        text: Its text.
        known: Of title, date, author and url what the file itself says.
        origin: What ``date_source`` is if the date is among them.
        encoding: Python's name of the file's encoding.
        cut: What was cut off at the end.
    """

    text: str
    known: Mapping[str, Any] = {}
    origin: str = "metadata"
    encoding: str | None = None
    cut: TruncatedText | None = None


class Row(NamedTuple):
    """One article of a file of many: its values, or what is wrong with it.

    Attributes:
        number: From 1; of .jsonl the number of the line.
        offset: Byte where it begins; None where that is not known.
        values: Of the fields text, title, date, author, url and id, as far as the row has them.
        error: What is wrong.
        origin: What ``date_source`` is if the date is among the values.
    """

    number: int
    offset: int | None
    values: Mapping[str, Any]
    error: ReadError | None = None
    origin: str = "metadata"


class Reader(abc.ABC):
    """One format.

    Attributes:
        name: What ``Source.format`` says.
        extensions: Of its files, in small letters, with the dot.
    """

    name: ClassVar[str]
    extensions: ClassVar[tuple[str, ...]]


class ArticleReader(Reader):
    """A format in which a file is an article."""

    @abc.abstractmethod
    def article(self, data: bytes) -> Found:
        """The article of a file. Raises ReadError, or what a library raises."""


class RowReader(Reader):
    """A format in which a file holds many articles."""

    @abc.abstractmethod
    def rows(self, source: Source, fields: tuple[str, ...]) -> Iterator[Row]:
        """The rows of a file in constant memory, at the latest from ``source.first`` on.

        Args:
            source: The file.
            fields: Those that are needed; of Parquet no others are read.

        Raises:
            OSError: The file cannot be read.
            ReadError: The file as a whole is of no use: binary, or without a column of texts.
        """

    def encoding(self, source: Source) -> str | None:  # noqa: ARG002
        """The encoding of a file's text; None where the format says it itself."""
        return None


class TextRowReader(RowReader):
    """A ``RowReader`` whose files are text, in the encoding that is given or seems to be theirs."""

    def encoding(self, source: Source) -> str | None:
        return source.encoding or detect_encoding(source)


def library(module: str, extension: str) -> Any:
    """A module of the extra "documents".

    Raises:
        MissingLibrary: It is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        raise MissingLibrary(
            f'reading {extension} needs {module}: pip install "extract-ru[documents]"'
        ) from None


def find_columns(names: list[str], columns: Any) -> dict[str, str]:
    """Which column holds which field.

    Args:
        names: The names of the columns that there are.
        columns: What the user says about them (``Columns``).

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


def fields_of(values: Mapping[str, Any], columns: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    """The values of an object under the names of the fields. Raises as ``find_columns``."""
    found = find_columns([name for name in values if isinstance(name, str)], columns)
    return {field: values[found[field]] for field in fields if field in found}


def object_fields(values: Any, columns: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    """The fields of what should be an object.

    Raises:
        BrokenFormat: It is none.
        NoTextColumn: See ``find_columns``.
    """
    if not isinstance(values, dict):
        raise BrokenFormat(f"it holds {type(values).__name__}, not an object")
    return fields_of(values, columns, fields)
