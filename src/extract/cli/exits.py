"""What the exit codes of the command line mean, and how a command ends: with which, saying what."""

from __future__ import annotations

import contextlib
import enum
import traceback
from collections.abc import Iterator

import typer

from extract.cli.console import ERR
from extract.terminal import printable


class Exit(enum.IntEnum):
    """Exit codes; README, docs and ``--help`` say what this says (``MEANING``)."""

    DONE = 0
    SOME_FAILED = 1
    CANNOT = 2
    NOT_WRITTEN = 3
    NO_MEMORY = 4
    UNEXPECTED = 5
    INTERRUPTED = 130
    NOBODY_READS = 141


MEANING: dict[Exit, str] = {
    Exit.DONE: "all articles are in the tables",
    Exit.SOME_FAILED: "the tables are complete but for the articles in the table errors, which "
    "says why",
    Exit.CANNOT: "it could not begin: an argument, the source, the model or the folder for the "
    "tables is not right, and the message says which",
    Exit.NOT_WRITTEN: "files could not be written: the disk is full or fails; what is done is "
    "kept, and so are the tables of the run before",
    Exit.NO_MEMORY: "there is too little memory: it ran out, or worker processes die before they "
    "begin with an article",
    Exit.UNEXPECTED: "anything else, a fault of ours or of a model's; a traceback is printed",
    Exit.INTERRUPTED: "interrupted (Ctrl-C); the same command goes on from what is done",
    Exit.NOBODY_READS: "whoever read the output has stopped (as head does)",
}


def code_of(error: BaseException, users_fault: tuple[type[Exception], ...] = ()) -> Exit:
    """The exit code of an exception.

    Args:
        error: What was raised.
        users_fault: Kinds that a command raises for its arguments or files alone.
    """
    from extract.articles import ReadError
    from extract.runs.errors import OutputError, RunError, WorkersDie

    kinds: tuple[tuple[tuple[type[BaseException], ...], Exit], ...] = (
        ((KeyboardInterrupt, typer.Abort), Exit.INTERRUPTED),
        ((BrokenPipeError,), Exit.NOBODY_READS),
        ((OutputError,), Exit.NOT_WRITTEN),
        ((RunError, ReadError, *users_fault), Exit.CANNOT),
        ((WorkersDie, MemoryError), Exit.NO_MEMORY),
        ((OSError,), Exit.NOT_WRITTEN if _is_about_room(error) else Exit.CANNOT),
    )
    return next((code for kind, code in kinds if isinstance(error, kind)), Exit.UNEXPECTED)


def _is_about_room(error: BaseException) -> bool:
    from extract.disk import NO_ROOM

    return getattr(error, "errno", None) in NO_ROOM


def described() -> str:
    """All codes in a paragraph, for ``--help``."""
    return "Exit codes: " + "; ".join(f"{code} {words}" for code, words in MEANING.items()) + "."


@contextlib.contextmanager
def ending(*users_fault: type[Exception], resumes: bool = False) -> Iterator[None]:
    """Ends with the exit code of what is raised (``code_of``), and says it in a line.

    Args:
        users_fault: Kinds of errors that a user can put right, beside those that always are.
        resumes: The same command goes on from what is done.
    """
    try:
        yield
    except (typer.Exit, SystemExit):
        raise
    except BaseException as error:
        code = code_of(error, users_fault)
        with contextlib.suppress(OSError):  # the terminal may be gone too
            _say(error, code, resumes)
        raise typer.Exit(code) from None


def _say(error: BaseException, code: Exit, resumes: bool) -> None:
    if code is Exit.NOBODY_READS:
        return
    if code is Exit.UNEXPECTED:
        ERR.print(printable("".join(traceback.format_exception(error)), lines=True))
    words = _words(error, code)
    if resumes and code in (Exit.INTERRUPTED, Exit.NOT_WRITTEN):
        words += "; what is done is kept, the same command goes on from it"
    ERR.print(f"extract: {printable(words)}")


def _words(error: BaseException, code: Exit) -> str:
    if code is Exit.UNEXPECTED:
        return f"unexpected {type(error).__name__}: {error}"
    if code is Exit.INTERRUPTED:
        return "interrupted"
    if code is Exit.NO_MEMORY:
        return f"out of memory: {error}" if str(error) else "out of memory"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)
