"""A run's folder: whose it is, who may write, and how tables in it are replaced.

A set of tables is published whole: it is written into ``.extract/new``, which becomes
``.extract/ready`` when it is complete, and only then do its files replace those of the run
before. Whoever finds a ``ready`` finishes the replacing, so a crash between two files is made
good by the next run or by ``open``. Both hold a lock meanwhile, so nobody sees the files of two
runs beside each other.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from extract import output
from extract.disk import locked, remove, sync, sync_all
from extract.output import DATABASE, INFO, SHARDS, STATE
from extract.runs.errors import RunError
from extract.schema.sql import sql_text
from extract.tables import Tables
from extract.tables.database import connect

_NEW, _READY, _PUBLISHING = "new", "ready", "publishing"
_JOURNAL = DATABASE + ".wal"  # what DuckDB has not yet written into the database


def open(out: str | os.PathLike[str]) -> Tables:
    """The tables of a finished run; each is read when it is asked for.

    Args:
        out: The run's folder.

    Raises:
        FileNotFoundError: There is no finished run in the folder.
        RunError: The database is damaged.
    """
    folder = Path(out).absolute()
    connection = connect()
    with _unchanging(folder):
        if not (folder / DATABASE).exists() or not (info := output.read_info(folder)):
            raise FileNotFoundError(f"there is no finished run in {out}")
        _attach(connection, folder / DATABASE)
    return Tables(connection, info, "run", folder)


def _attach(connection: duckdb.DuckDBPyConnection, database: Path) -> None:
    """Attached, not opened.

    DuckDB gives a process that opens a path twice the first database again, also when the file
    has been replaced since.
    """
    try:
        connection.execute(f"ATTACH {sql_text(database)} AS run (READ_ONLY)")
    except duckdb.Error as error:
        journal = database.with_name(_JOURNAL)
        hint = (
            f"remove {journal}, which a session that had an earlier database open has left"
            if journal.exists()
            else "the same extract run makes it again"
        )
        raise RunError(f"{database} cannot be opened; {hint} ({error})") from None


@contextlib.contextmanager
def _unchanging(folder: Path) -> Iterator[None]:
    """Nobody replaces tables meanwhile. A folder that cannot be written to needs no lock."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(PermissionError, FileNotFoundError, NotADirectoryError):
            if os.access(folder / STATE, os.W_OK):
                stack.enter_context(locked(folder / STATE / _PUBLISHING))
                _replace(folder)
        yield


def prepare(folder: Path, force: bool) -> list[str]:
    """Makes the folder, or makes sure that a run may write into it.

    Args:
        folder: For the tables.
        force: Write beside files that are not a run's, and over those of our names.

    Returns:
        What is overwritten, in words.

    Raises:
        RunError: The folder has files and is not that of a run.
        OSError: It cannot be made.
    """
    try:
        os.fsencode(folder).decode()
    except UnicodeDecodeError:
        raise RunError(f"the name of the folder for the tables is not UTF-8: {folder!r}") from None
    folder.mkdir(parents=True, exist_ok=True)
    overwritten = [] if output.is_output(folder) else _foreign(folder, force)
    _refuse_folders(folder)
    (folder / STATE).mkdir(exist_ok=True)
    return overwritten


def _foreign(folder: Path, force: bool) -> list[str]:
    """What of a folder that is not a run's would be overwritten."""
    state = folder / STATE
    names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    if state.exists() and (not state.is_dir() or any(state.iterdir())):
        names.append(STATE)
    if not names:
        return []
    taken = [name for name in names if name in {*output.FILES, _JOURNAL, STATE}]
    words = f"overwrite {', '.join(taken)}" if taken else "overwrite none of them"
    beside = f" and write into {SHARDS}/" if SHARDS in names else ""
    if not force:
        raise RunError(
            f"{folder} has {len(names)} file(s) or folder(s) and is not the folder of a run, so "
            f"nothing is written into it; --force (force=True) would {words}{beside}, and leave "
            "the rest as it is"
        )
    return [f"{folder} was not the folder of a run: {name} was overwritten" for name in taken]


def _refuse_folders(folder: Path) -> None:
    for name in sorted(output.FILES):
        if (folder / name).is_dir():
            raise RunError(f"{folder / name} is a folder; a table of that name cannot be written")


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keeps a second run out of the folder.

    Raises:
        RunError: Another is at work there.
    """
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(locked(folder / STATE / output.LOCK, wait=False))
        except BlockingIOError:
            raise RunError(f"another run is writing into {folder}") from None
        with locked(folder / STATE / _PUBLISHING):
            _replace(folder)
        yield


@contextlib.contextmanager
def publishing(folder: Path) -> Iterator[Path]:
    """Gives an empty folder for new tables, and publishes what is in it at the end."""
    new = folder / STATE / _NEW
    remove(new)
    new.mkdir()
    try:
        yield new
        sync_all(new)
    except BaseException:
        remove(new)  # on a full disk its room is needed
        raise
    with locked(folder / STATE / _PUBLISHING):
        new.rename(folder / STATE / _READY)
        sync(folder / STATE)
        _replace(folder)


def _replace(folder: Path) -> None:
    """Replaces the tables of the run before by those that are complete, if there are any."""
    ready = folder / STATE / _READY
    if not ready.is_dir():
        return
    files = sorted(ready.iterdir(), key=lambda file: (file.name == INFO, file.name))
    for file in files:  # run.json comes last
        if file.name == DATABASE:  # else it would be taken for the new one's
            (folder / _JOURNAL).unlink(missing_ok=True)
        file.replace(folder / file.name)
    sync(folder)
    ready.rmdir()


def left_over(folder: Path, written: Iterable[str]) -> list[str]:
    """What an earlier run has written and this one has not, in words."""
    kept = output.FILES - {output.SEARCH, *written}  # the next search makes its file anew
    names = [name for name in sorted(kept) if (folder / name).exists()]
    are = "are of an earlier run and were left as they are"
    if len(names) < 2:
        are = "is of an earlier run and was left as it is"
    return [f"{', '.join(names)} {are}"] if names else []


def clean(shards: Path, kept: Iterable[str] | None = None) -> None:
    """Removes what workers that were killed have left; what is not of a run stays.

    Args:
        shards: The folder of the shards.
        kept: Names of the shards that stay; None for all.
    """
    names = None if kept is None else set(kept)
    for path in shards.iterdir():
        old = names is not None and output.is_shard(path) and path.name not in names
        if old or output.is_left(path):
            remove(path)
