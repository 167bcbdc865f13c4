"""Opening files, and reading text files line by line in constant memory."""

from __future__ import annotations

import gzip
import io
import stat
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, cast

from .archives import open_member
from .bounds import LARGEST, Bounded
from .encodings import broken, detect
from .model import BrokenEncoding, NotAFile, Source, TooLarge

PACKED = ".gz"  # what one file alone is compressed with
_SAMPLE = 2**20  # bytes read at once: a buffer, of any size


def open_file(source: Source) -> BinaryIO:
    """The file for reading, out of its archive and unpacked. A pipe would wait for ever.

    Raises:
        OSError: It is not there or may not be read.
        NotAFile: It is a pipe, a socket or a device.
    """
    if source.member is not None:
        file = open_member(source.path, source.member)
    else:
        path = Path(source.path)
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotAFile("it is not a file")
        file = path.open("rb")
    if not source.name.lower().endswith(PACKED):
        return file
    return cast(BinaryIO, io.BufferedReader(Bounded(cast(BinaryIO, gzip.open(file)), file)))


def read_bytes(source: Source) -> bytes:
    """All of a file. Raises as ``open_file``, and TooLarge."""
    with open_file(source) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise TooLarge(f"it is larger than {LARGEST // 2**20} MiB")
    return data


def detect_encoding(source: Source) -> str:
    """The encoding of a large file, from its beginning to the first letters beyond ASCII."""
    with open_file(source) as file:
        return detect(sample(file))


def sample(file: BinaryIO) -> bytes:
    """The beginning of a file, up to the first letters beyond ASCII or what is no text."""
    chunks: list[bytes] = []
    while len(chunks) * _SAMPLE < LARGEST and (chunk := file.read(_SAMPLE)):
        chunks.append(chunk)
        if not chunk.isascii() or b"\0" in chunk:
            break
    return b"".join(chunks)


class Lines:
    """The lines of a file, decoded, each with its end.

    Goes on after an exception, so that one bad line costs no other.

    Attributes:
        number: Number of the line last read, from 1.
        offset: Byte where the next line begins; None in UTF-16 and UTF-32, where it is not known.
        ended: The end of the file was met.
    """

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self._file = file
        self._encoding = encoding
        wide = encoding.startswith(("utf-16", "utf-32"))
        self._wide = io.TextIOWrapper(self._file, encoding, newline="\n") if wide else None
        self.number = 0
        self.offset: int | None = None if wide else 0
        self.ended = False

    def seek(self, offset: int, number: int) -> None:
        """Makes line ``number``, which begins at byte ``offset``, the next one."""
        self._file.seek(offset)
        self.offset, self.number = offset, number - 1

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        """The next line.

        Raises:
            BrokenEncoding: It cannot be decoded.
            TooLarge: It is too long.
        """
        line = self._next_wide() if self._wide else self._next_narrow()
        if not line:
            self.ended = True
            raise StopIteration
        return line

    def _next_narrow(self) -> str:
        at_start = self.offset == 0
        data = self._file.readline(LARGEST)
        self.number += bool(data)
        too_large = len(data) == LARGEST
        size = len(data)
        while too_large and data and not data.endswith(b"\n"):
            data = self._file.readline(LARGEST)
            size += len(data)
        self.offset = (self.offset or 0) + size
        if too_large:
            raise TooLarge(f"line {self.number} is longer than {LARGEST // 2**20} MiB")
        encoding = self._encoding
        if encoding == "utf-8-sig" and not at_start:
            encoding = "utf-8"
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            raise BrokenEncoding(f"line {self.number}: {broken(error, encoding)}") from None

    def _next_wide(self) -> str:
        if self._wide is None or self.ended:
            return ""
        self.number += 1
        try:
            line = self._wide.readline(LARGEST)
        except UnicodeError as error:  # where the next line begins is not known any more
            self.ended = True
            raise BrokenEncoding(
                f"line {self.number} is not {self._encoding}, nothing after it was read: {error}"
            ) from None
        if len(line) == LARGEST:
            self.ended = True
            raise TooLarge(f"line {self.number} is too long, nothing after it was read")
        return line

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
