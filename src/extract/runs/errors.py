"""Why a run ends without tables."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator

from extract.disk import NO_ROOM


class RunError(Exception):
    """A run that cannot begin, with the reason."""


class PipelineError(RunError):
    """The pipeline cannot be loaded: its model is damaged, or a stage is unknown."""


class OutputError(OSError):
    """Files of a run cannot be written or read again: the disk is full, or fails.

    Attributes:
        errno: The system's number of the reason; None where it gave none.
        strerror: The reason in words.
        filename: Which file, where that is known.
    """

    @classmethod
    def of(cls, error: Exception) -> OutputError:
        """What a library has said of a file; those in C++ hide the system's reason in a text."""
        if isinstance(error, cls):
            return error
        number = getattr(error, "errno", None) or _number(str(error))
        words = getattr(error, "strerror", None) or " ".join(str(error).split())
        return cls(number, words, getattr(error, "filename", None))

    def __str__(self) -> str:
        where = f": {self.filename}" if self.filename else ""
        return f"{self.strerror}{where}"


@contextlib.contextmanager
def writing() -> Iterator[None]:
    """Whatever fails inside for the disk's sake is an ``OutputError``, whoever says so."""
    import duckdb  # here: the command line imports this module, and is to be quick

    try:
        yield
    except OSError as error:
        raise OutputError.of(error) from error
    except duckdb.InterruptException:
        raise KeyboardInterrupt from None
    except duckdb.Error as error:
        if isinstance(error, duckdb.IOException) or _number(str(error)) in NO_ROOM:
            raise OutputError.of(error) from error
        if isinstance(error, duckdb.OutOfMemoryException):
            raise MemoryError(" ".join(str(error).split())) from error
        raise


class WorkersDie(RuntimeError):
    """Workers die before they begin with a document, so the reason is not a document."""


def _number(words: str) -> int:
    """The reason that a text names; EIO where it names none that we know."""
    for number in sorted(NO_ROOM):
        if os.strerror(number).lower() in words.lower():
            return number
    # DuckDB's own limit of what it may write beside the database: most of what is free.
    return errno.ENOSPC if "max_temp_directory_size" in words else errno.EIO
