"""Connections to DuckDB: the one place that opens them, so that none asks a network.

A query that names ``https://…``, an Excel file or another database would make DuckDB fetch an
extension for it and then the file. With these settings it is an error that says so; the files of
this machine can be read. A user who runs ``INSTALL`` and ``LOAD`` means it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

# ``import extract`` reads what imports this module, and duckdb takes time.
if TYPE_CHECKING:
    import duckdb

SILENT: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,  # one that an earlier session has fetched would connect
}
MEMORY = ":memory:"


def connect(place: Path | str = MEMORY, **settings: Any) -> duckdb.DuckDBPyConnection:
    """Opens a database that reads and writes files of this machine alone.

    Args:
        place: Its file; ``MEMORY`` for one that goes with the connection.
        **settings: DuckDB's own, such as ``memory_limit``.

    Raises:
        duckdb.Error: It cannot be opened.
    """
    import duckdb

    return duckdb.connect(str(place), config={**SILENT, **settings})


@contextlib.contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Does many small statements as one, which costs half: each by itself is written at once."""
    con.begin()
    try:
        yield
    except BaseException:
        con.rollback()
        raise
    con.commit()
