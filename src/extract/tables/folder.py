"""From the shards of a run to the tables of its folder, with DuckDB.

Tables of documents (``rows.DOCUMENT_TABLES``) are the shards' rows one after another, in the
order in which the sources were listed, so they stream through in constant memory. ``entities``,
``people`` and ``places`` are made of them (see ``resolve``).
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import logging
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from extract import schema
from extract.disk import remove
from extract.output import DATABASE, WORKBOOK
from extract.schema.sql import sql_text
from extract.tables import delimited, resolve
from extract.tables.corrections import NO_CORRECTIONS, Corrected, Corrections, plan
from extract.tables.database import connect
from extract.tables.queries import VIEWS
from extract.tables.rows import CORPUS_TABLES, DOCUMENT_TABLES, PARTS, SCHEMAS, SKETCHES, TRUSTED

_log = logging.getLogger(__name__)
_GROUP = 20_000  # rows of Parquet written at once: a buffer, of any size
_GROUP_SIZE = 32 * 2**20  # bytes, where rows are long: texts. A buffer too
_SMALL = {"memory_limit": "256MB", "threads": 2}  # DuckDB goes on on disk where it can


class Choices(NamedTuple):
    """What a user chooses of the tables.

    Attributes:
        relations: Which of them stand in ``relations``, one of ``schema.TRUST``.
        csv: How CSV is written, one of ``delimited.STYLES``.
        xlsx: Write a workbook too.
        headers: Of the workbook, one of ``choices.HeaderLanguage``.
    """

    relations: str = "trusted"
    csv: str = delimited.PLAIN
    xlsx: bool = False
    headers: str = "ru"


def build(
    shards: list[Path],
    folder: Path,
    *,
    relations: str = "trusted",
    csv: str = delimited.PLAIN,
    xlsx: bool = False,
    headers: str = "ru",
    corrections: Corrections = NO_CORRECTIONS,
) -> dict[str, Any]:
    """Writes the tables of a run, opens them again and counts them.

    Args:
        shards: Folders of the shards, in the order of the sources.
        folder: An empty one for the tables.
        relations, csv, xlsx, headers: See ``Choices``.
        corrections: What people know better.

    Returns:
        ``counts``, the number of rows of each table and of copies, and ``warnings``, what a
        format could not hold and corrections that meet nothing.

    Raises:
        OSError: They cannot be written, or what was written cannot be read.
        duckdb.Error: The same, as DuckDB says it.
    """
    written = _write(shards, folder, Choices(relations, csv, xlsx, headers), corrections)
    check(folder, written["counts"])
    return written


def check(folder: Path, counts: Mapping[str, int]) -> None:
    """Makes sure that what was written can be opened and has all rows.

    Raises:
        OSError: It does not.
        duckdb.Error: The database cannot be opened.
    """
    with connect() as con:
        con.execute(f"ATTACH {sql_text(folder / DATABASE)} AS run (READ_ONLY)")
        con.execute("USE run")
        for name in schema.TABLES:
            in_parquet = pq.read_metadata(folder / f"{name}.parquet").num_rows
            if not counts[name] == in_parquet == _count(con, name):
                raise OSError(errno.EIO, f"rows of the table {name} are missing after writing")
        for name in VIEWS:
            con.execute(f"SELECT * FROM {name} LIMIT 0")


def _write(
    shards: list[Path], folder: Path, choices: Choices, corrections: Corrections
) -> dict[str, Any]:
    try:
        return _write_within(_SMALL, shards, folder, choices, corrections)
    except duckdb.OutOfMemoryException:  # a very large corpus: as much as DuckDB wants
        for path in folder.iterdir():
            remove(path)
        return _write_within({}, shards, folder, choices, corrections)


def _write_within(
    limits: dict[str, Any],
    shards: list[Path],
    folder: Path,
    choices: Choices,
    corrections: Corrections,
) -> dict[str, Any]:
    scratch = folder / ".scratch"
    scratch.mkdir()
    limits = {**limits, "temp_directory": str(scratch)}
    with _database(folder) as database, connect(database, **limits) as con:
        counts = _tables(con, shards, folder, scratch, choices.relations, corrections)
        _log.info(
            "Parquet and database: %s", ", ".join(f"{n} {name}" for name, n in counts.items())
        )
        if choices.csv != delimited.NONE:
            for name in sorted(schema.TABLES.keys() - schema.BINARY_ONLY):
                _log.debug("writing %s.csv", name)
                delimited.write(con, name, folder / f"{name}.csv", choices.csv)
        warnings = _unmet(con)
        if choices.xlsx:
            from extract.tables import excel  # slow to import

            _log.debug("writing %s", WORKBOOK)
            warnings += excel.write(con, folder / WORKBOOK, headers=choices.headers)
        con.execute("CHECKPOINT")  # closing does it too, and is silent where it fails
    shutil.rmtree(scratch)
    return {"counts": counts, "warnings": warnings}


def _last(corrected: Corrected) -> Iterator[pa.Table]:
    """What corrections have not met, known when all tables are made."""
    yield corrected.errors()


def _unmet(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The corrections that meet nothing, in words."""
    query = f"SELECT message FROM errors WHERE stage = '{Corrected.STAGE}'"
    return [message for (message,) in con.execute(query).fetchall()]


@contextlib.contextmanager
def _database(folder: Path) -> Iterator[Path]:
    """Where to write the database: in the folder, if DuckDB can.

    It takes "?" for the end of a path, and would put its journal elsewhere.
    """
    if "?" not in str(folder):
        yield folder / DATABASE
        return
    with tempfile.TemporaryDirectory(prefix="extract-") as name:
        yield Path(name) / DATABASE
        shutil.copyfile(Path(name) / DATABASE, folder / DATABASE)


def _tables(
    con: duckdb.DuckDBPyConnection,
    shards: list[Path],
    folder: Path,
    scratch: Path,
    relations: str,
    corrections: Corrections,
) -> dict[str, int]:
    """Makes all tables in DuckDB and as Parquet; gives the rows of each, and the copies."""
    copies = resolve.copies(con, _all(shards, "documents"), _read(con, shards, SKETCHES))
    namesakes = resolve.namesakes(con, _all(shards, PARTS))
    made = plan(con, _all(shards, PARTS), namesakes, corrections)
    corrected = Corrected(made)
    for name in Corrected.in_order(name for name in DOCUMENT_TABLES if name != SKETCHES):
        file = (folder if name in schema.TABLES else scratch) / f"{name}.parquet"
        read = _told(shards, relations) if name == "relations" else _read(con, shards, name)
        resolved = (resolve.resolved(name, table, copies, namesakes) for table in _joined(read))
        tables: Iterable[pa.Table] = (corrected(name, table) for table in resolved)
        if name == "errors":
            tables = itertools.chain(tables, _last(corrected))
        _write_parquet(tables, SCHEMAS[name], file)
        resolve.create(con, name)
        con.execute(f"INSERT INTO {name} BY NAME SELECT * FROM {_all([file.parent], name)}")
    resolve.corpus_tables(con)
    for name in CORPUS_TABLES:
        batches = pa.RecordBatchReader.from_stream(con.sql(f"SELECT * FROM {name}"))
        tables = (pa.Table.from_batches([batch]).cast(SCHEMAS[name]) for batch in batches)
        _write_parquet(tables, SCHEMAS[name], folder / f"{name}.parquet")
    con.execute(f"DROP TABLE {PARTS}")
    resolve.views(con)
    counts = {name: _count(con, name) for name in schema.TABLES}
    return {**counts, "copies": len(copies)}


def _count(con: duckdb.DuckDBPyConnection, name: str) -> int:
    found = con.execute(f"SELECT count(*) FROM {name}").fetchone()
    return found[0] if found else 0


def _all(shards: list[Path], name: str) -> str:
    """The rows of a table in all shards, as SQL after FROM."""
    if not shards:
        return f"(SELECT {', '.join(_nulls(name))} WHERE false)"
    files = ", ".join(sql_text(_literal(shard / f"{name}.parquet")) for shard in shards)
    return f"read_parquet([{files}], hive_partitioning = false)"


def _literal(path: Path) -> str:
    """A path as a pattern that nothing else matches: DuckDB reads patterns, not paths."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))


def _nulls(name: str) -> Iterator[str]:
    for field in SCHEMAS[name]:
        yield f'NULL::{resolve.sql_type(field.type)} AS "{field.name}"'


def _read(con: duckdb.DuckDBPyConnection, shards: list[Path], name: str) -> Iterator[pa.Table]:
    """The rows of a table in all shards, shard by shard: DuckDB opens so many files quickest."""
    rows = con.cursor().sql(f"SELECT * FROM {_all(shards, name)}")
    for batch in pa.RecordBatchReader.from_stream(rows):
        yield pa.Table.from_batches([batch]).cast(SCHEMAS[name])


def _joined(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Small tables, many at a time: what is done to one costs as much as what is done to all."""
    held: list[pa.Table] = []
    rows = size = 0
    for table in tables:
        held.append(table)
        rows, size = rows + table.num_rows, size + table.nbytes
        if rows >= _GROUP or size >= _GROUP_SIZE:
            yield pa.concat_tables(held)
            held, rows, size = [], 0, 0
    if held:
        yield pa.concat_tables(held)


def _told(shards: list[Path], relations: str) -> Iterator[pa.Table]:
    for shard in shards:
        found, trusted = (_file(shard / f"{name}.parquet") for name in ("relations", TRUSTED))
        yield resolve.told(found.cast(SCHEMAS["relations"]), trusted, relations)


def _file(path: Path) -> pa.Table:
    with pq.ParquetFile(path) as file:  # by a path, a folder called a=1 would be a column
        return file.read(use_threads=False)


def _write_parquet(tables: Iterable[pa.Table], kind: pa.Schema, file: Path) -> None:
    """Writes small tables as one, in row groups of a useful size."""
    with pq.ParquetWriter(file, kind, compression="zstd") as writer:
        for table in _joined(tables):
            writer.write_table(table)
