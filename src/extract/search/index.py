"""The index of a run: an SQLite file beside its tables, made at the first search.

It is written as ``.extract/search.sqlite`` and gets its place when it is complete. Killed
meanwhile, the next search goes on where it stopped. It says of which tables it is made, and one of
others is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import sqlite3
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import extract
from extract.disk import locked, remove, sync
from extract.output import SEARCH, STATE
from extract.search.query import SearchError

if TYPE_CHECKING:
    import duckdb

_log = logging.getLogger(__name__)
_FORMAT = 3  # of the index; another number makes all anew
_LOCK = "searching"

Cursors = Callable[[], "duckdb.DuckDBPyConnection"]  # each call gives another cursor


class Index:
    """An index to be asked.

    Attributes:
        sql: The connection.
    """

    def __init__(self, sql: sqlite3.Connection) -> None:
        self.sql = sql

    def close(self) -> None:
        """Lets go of the file."""
        self.sql.close()

    @classmethod
    def in_memory(cls, cursors: Cursors) -> Index:
        """An index that goes with the process."""
        from extract.search.build import fill

        sql = _new(":memory:")
        fill(sql, cursors)
        return cls(sql)

    @classmethod
    def of_run(cls, folder: Path, info: dict[str, Any], cursors: Cursors) -> Index:
        """The index of a run; made where it is missing, damaged or of other tables.

        In a folder that cannot be written to, an index that is missing is made in memory.

        Args:
            folder: Of the run.
            info: What its ``run.json`` says.
            cursors: Give its tables in DuckDB.

        Raises:
            SearchError: SQLite was built without FTS5.
            OSError: The index cannot be written.
        """
        identity = _identity(info)
        if (found := _opened(folder / SEARCH, identity)) is not None:
            return cls(found)
        if not os.access(folder, os.W_OK):
            return cls.in_memory(cursors)
        (folder / STATE).mkdir(exist_ok=True)
        with locked(folder / STATE / _LOCK):
            if (found := _opened(folder / SEARCH, identity)) is None:  # another was not faster
                _build(folder, identity, cursors)
                found = _opened(folder / SEARCH, identity)
        if found is None:
            raise OSError(f"{folder / SEARCH} cannot be read after writing")
        return cls(found)


def _identity(info: dict[str, Any]) -> str:
    """Of which tables an index is, and how it was made."""
    said = json.dumps([_FORMAT, extract.__version__, info], sort_keys=True)
    return hashlib.blake2b(said.encode(), digest_size=12).hexdigest()


def _opened(file: Path, identity: str) -> sqlite3.Connection | None:
    """A finished index of these tables; None where there is none."""
    if not file.is_file():
        return None
    sql = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, check_same_thread=False)
    try:
        sql.execute("PRAGMA trusted_schema = OFF")
        if _said(sql, "identity") == identity and _said(sql, "finished"):
            return sql
    except sqlite3.DatabaseError:
        _log.warning("%s is damaged and is made anew", file.name)
    sql.close()
    return None


def _said(sql: sqlite3.Connection, key: str) -> str | None:
    found = sql.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return found[0] if found else None


def _build(folder: Path, identity: str, cursors: Cursors) -> None:
    from extract.search.build import fill

    part = folder / STATE / SEARCH
    try:
        sql = _begun(part, identity)
        with contextlib.closing(sql):
            fill(sql, cursors)
    except sqlite3.Error as error:
        remove(part)
        raise OSError(f"the index cannot be written: {error}") from error
    sync(part)
    part.replace(folder / SEARCH)
    sync(folder)


def _begun(part: Path, identity: str) -> sqlite3.Connection:
    """An unfinished index of these tables, or a new one."""
    if part.exists():
        with contextlib.suppress(sqlite3.DatabaseError):
            sql = sqlite3.connect(part)
            if _said(sql, "identity") == identity:
                _log.info("an index that was not finished is gone on with")
                return sql
            sql.close()
        for left in part.parent.glob(f"{part.name}*"):  # its journal too
            remove(left)
    return _new(part, identity)


def _new(place: Path | str, identity: str = "") -> sqlite3.Connection:
    sql = sqlite3.connect(place, check_same_thread=False)
    script = resources.files("extract.search").joinpath("index.sql").read_text(encoding="utf-8")
    try:
        sql.executescript(f"PRAGMA page_size = 8192; BEGIN; {script}")
    except sqlite3.OperationalError as error:
        sql.close()
        if "fts5" not in str(error):
            raise
        raise SearchError(
            "this Python's SQLite was built without FTS5, which search needs; Pythons of"
            " python.org, conda, uv and Linux distributions have it"
        ) from None
    sql.execute("INSERT INTO meta VALUES ('identity', ?)", (identity,))
    sql.commit()
    return sql
