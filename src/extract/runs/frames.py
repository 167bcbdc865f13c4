"""Rows in, rows out: articles of a frame to rows of the tables, for engines that have the frames.

Spark's ``mapInPandas``, Dask's ``map_partitions`` and Ray's ``map_batches`` call a function with
a pandas frame of some rows. ``Frames`` is such a function; it loads the pipeline once in each
process. There is a row for each article, and in it a list for each table:

    found = articles.mapInPandas(Frames(), Frames().ddl())
    found.write.parquet("found")                          # each article is read once
    mentions = spark.read.parquet("found").selectExpr("inline(mentions)")

``entities``, ``people``, ``places`` and copies need all articles together: ``extract.run``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from extract import schema
from extract.articles import Columns, Failure, from_frame
from extract.language import Load
from extract.runs.fingerprint import fingerprint
from extract.runs.memory import pipeline
from extract.runs.plan import Job
from extract.runs.settings import Pipeline
from extract.runs.worker import document, failure_rows
from extract.tables.rows import CORPUS_TABLES, SCHEMAS, Rows, arrow

TABLES: tuple[str, ...] = tuple(name for name in schema.TABLES if name not in CORPUS_TABLES)


@dataclasses.dataclass(frozen=True)
class Frames:
    """A function from frames with a column of texts to frames with a column for each table.

    Attributes:
        columns: Which columns hold what; None for the usual names.
        load: Makes the pipeline; None for ``extract.load``. It is pickled.
    """

    columns: Columns | None = None
    load: Load | None = None

    def __call__(self, frames: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        """The rows of each article of each frame.

        Args:
            frames: With a row for each article: text, and id, title, date, author, url where they
                are known. Ids should not repeat; without them a row's index is its id.

        Yields:
            Frames of as many rows: ``doc_id``, and for each name in ``TABLES`` a list of rows
            as dictionaries. An article that fails has a row in ``errors`` and none elsewhere.
        """
        load = self.load or Pipeline()
        job = Job("", (), Path(), load, fingerprint(load))
        names = {f"{name}_column": column for name, column in self._columns()}
        for frame in frames:
            found = [
                (one.doc_id, failure_rows(one) if isinstance(one, Failure)
                 else document(pipeline(job), one))
                for one in from_frame(frame, **names)
            ]  # fmt: skip
            yield pd.DataFrame([_row(doc_id, rows) for doc_id, rows in found], columns=_NAMES)

    def _columns(self) -> list[tuple[str, str | None]]:
        return list(dataclasses.asdict(self.columns or Columns()).items())

    @staticmethod
    def ddl() -> str:
        """The columns of the frames that it gives, as Spark's DDL."""
        tables = (f"{name} ARRAY<{_sql_type(pa.struct(SCHEMAS[name]))}>" for name in TABLES)
        return ", ".join(("doc_id STRING", *tables))


_NAMES = ["doc_id", *TABLES]


def _row(doc_id: str | None, rows: Rows) -> dict[str, Any]:
    typed = arrow(rows)
    return {"doc_id": doc_id, **{name: typed[name].to_pylist() for name in TABLES}}


_SQL_TYPES = {
    "string": "STRING", "int32": "INT", "int64": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN",
    "date32[day]": "DATE", "timestamp[ms]": "TIMESTAMP_NTZ",
}  # fmt: skip


def _sql_type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"ARRAY<{_sql_type(kind.value_type)}>"
    if pa.types.is_struct(kind):
        fields = ", ".join(f"`{field.name}`: {_sql_type(field.type)}" for field in kind)
        return f"STRUCT<{fields}>"
    return _SQL_TYPES[str(kind)]
