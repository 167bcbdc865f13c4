"""The files of a shard: rows in Parquet, and a list of them that says whether they are whole.

A shard is written under another name, and the folder is renamed when it is complete. So a
worker can die at any moment, and two workers can do the same shard at the same time. What
happens to the files afterwards is found by their sizes and checksums.
"""

from __future__ import annotations

import json
import uuid
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from extract.disk import checksum, remove, sync, sync_all
from extract.tables.rows import DOCUMENT_TABLES

LIST = "shard.json"

Counts = dict[str, int]  # rows by table


def write(shard: Path, tables: dict[str, pa.Table]) -> Counts:
    """Writes the tables of a shard; if another was faster, its work is kept.

    Args:
        shard: The folder that it gets.
        tables: Its rows.

    Raises:
        OSError: They cannot be written; nothing of them is left.
    """
    temporary = shard.with_name(f".{shard.name}-{uuid.uuid4().hex[:8]}")
    temporary.mkdir(parents=True)
    try:
        for name, table in tables.items():
            pq.write_table(table, temporary / f"{name}.parquet", compression="zstd")
        counts = {name: table.num_rows for name, table in tables.items()}
        files = {file.name: [file.stat().st_size, checksum(file)] for file in temporary.iterdir()}
        (temporary / LIST).write_text(json.dumps({"rows": counts, "files": files}))
        sync_all(temporary)
        _publish(temporary, shard)
    except BaseException:
        remove(temporary)
        raise
    return counts


def _publish(temporary: Path, shard: Path) -> None:
    try:
        temporary.rename(shard)
    except OSError:
        if not shard.exists():
            raise
        remove(temporary)
    sync(shard.parent)


def counts(shard: Path) -> Counts | None:
    """Rows by table of a shard whose files are all as they were written; None if they are not."""
    try:
        said = json.loads((shard / LIST).read_text(encoding="utf-8"))
        whole = said["rows"].keys() == set(DOCUMENT_TABLES) and all(
            _is_whole(shard / f"{name}.parquet", *said["files"][f"{name}.parquet"])
            for name in DOCUMENT_TABLES
        )
        return dict(said["rows"]) if whole else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _is_whole(file: Path, size: int, digest: str) -> bool:
    return file.stat().st_size == size and checksum(file) == digest
