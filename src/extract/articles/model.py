"""Article, Failure and Source: the plain data that the readers take and give."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclasses.dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read.

    Attributes:
        doc_id: Path relative to the folder, with "/" and the extension; a row adds "#" and its
            id, or its number where it has none.
        source: The file, relative to the folder; "frame" or "texts" for what came from memory.
        text: The text that all offsets count in, characters and line ends as in the source
            (of HTML: the article's paragraphs). A byte order mark and front matter are not in it.
        title: None where none was found.
        date: The day of publication; None where no full date was found.
        date_source: One of ``schema.DATE_SOURCES``; None without a date.
        url: Address of the article; None where none was given.
        encoding: Python's name of the file's encoding; None for what came from memory and
            for formats that say it themselves, such as Parquet.
        author: As the source names them; None where it does not.
    """

    doc_id: str
    source: str
    text: str
    title: str | None = None
    date: dt.date | None = None
    date_source: str | None = None
    url: str | None = None
    encoding: str | None = None
    author: str | None = None

    @property
    def sha256(self) -> str:
        """Of the text as UTF-8, hexadecimal: equal for the same text in any file format."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclasses.dataclass(frozen=True, slots=True)
class Failure:
    """What could not be read, and why: a row of the table ``errors``.

    Attributes:
        source: The file, relative to the folder.
        doc_id: The article's id where one is known.
        error: Name of the error's class.
        message: What is wrong with which file, in plain English.
        stage: Where it went wrong.
    """

    source: str
    doc_id: str | None
    error: str
    message: str
    stage: str = "read"


@dataclasses.dataclass(frozen=True, slots=True)
class Columns:
    """Names of the columns of a table, or the keys of objects, that hold an article's fields.

    None: the first of the usual names that the file has (see ``patterns.COLUMNS``).
    """

    text: str | None = None
    title: str | None = None
    date: str | None = None
    author: str | None = None
    url: str | None = None
    id: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """What a reader needs to know: a file, or some rows of one. Plain data, picklable.

    Attributes:
        path: Where the file is.
        name: Its path relative to the folder, with "/"; what ids are built from.
        member: Name of the file in the archive at ``path``; None where ``path`` is it.
        format: Name of its reader (see ``readers``).
        columns: Names of the columns.
        encoding: Of the text in it; None until a survey has looked.
        first: Number of the first row, from 1 (of .jsonl: the line).
        rows: How many rows to read; None for all.
        offset: Byte where row ``first`` begins; None where it must be counted from the start.
        repeated: Numbers of those rows whose id stands in the file several times.
        failure: Why there is nothing to read; ``read`` gives it back.
    """

    path: str
    name: str
    format: str
    columns: Columns = Columns()
    member: str | None = None
    encoding: str | None = None
    first: int = 1
    rows: int | None = None
    offset: int | None = None
    repeated: tuple[int, ...] = ()
    failure: Failure | None = None


class ReadError(Exception):
    """A reason why something cannot be read, as the end of a sentence: "x.txt: it is empty"."""


class EmptyText(ReadError):
    """Nothing, or nothing but white space."""


class BinaryFile(ReadError):
    """Not text."""


class BrokenEncoding(ReadError):
    """Bytes that do not belong to the encoding of the rest."""


class UnknownEncoding(ReadError):
    """No known encoding makes Russian or English of it."""


class TruncatedText(ReadError):
    """The file ends inside a character; all before it was read."""


class TooLarge(ReadError):
    """Larger than any article."""


class NotAFile(ReadError):
    """A pipe, a socket or a device."""


class NoTextColumn(ReadError, ValueError):
    """None of the columns holds the text."""


class BrokenFormat(ReadError):
    """A file, line or row that does not follow its format."""


class Unreadable(ReadError):
    """Nothing of the file, or nothing after this point, can be read, whatever its rows hold."""


class NotJsonLines(Unreadable):
    """JSON over many lines, where each line should hold an object."""


class Bomb(Unreadable):
    """A small file that expands to a very large one."""


class Encrypted(Unreadable):
    """Only a password opens it."""


class BadMember(Unreadable):
    """What no archive of articles holds: a way out of it, a link, another archive."""


class MissingLibrary(Unreadable):
    """The format needs a library that is not installed."""


class LinkOutside(ReadError):
    """A link that leads out of the folder."""


class LinkCycle(ReadError):
    """A link to a folder that it lies in."""


def printable(text: str) -> str:
    r"""A name or id as UTF-8 on one line: half pairs and control characters as "\ud800", "\x1b"."""
    escaped = text.encode("utf-8", "backslashreplace").decode()
    return _CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", escaped)


def failure(name: str, doc_id: str | None, error: BaseException) -> Failure:
    """The error as plain data, the message naming the file."""
    if isinstance(error, OSError) and error.strerror:
        reason = error.strerror.lower()
    elif isinstance(error, RecursionError):
        reason = "it is nested too deeply"
    else:
        reason = " ".join(str(error).split()) or type(error).__name__
    return Failure(name, doc_id, type(error).__name__, f"{doc_id or name}: {reason}")
