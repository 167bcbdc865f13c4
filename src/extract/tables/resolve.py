"""What only all documents together can say: copies, namesakes, entities, people, places.

Works on a DuckDB connection that has the tables of ``rows.DOCUMENT_TABLES``, wherever they
come from: from memory for ``extract.tables``, from the shards of a run for ``extract.run``.

* An article with the text of another, or much of it, is a copy of the one whose ``doc_id`` comes
  first; ``similarity`` says what share of it stands there. Copies keep their rows in every table
  of a document, but ``entities`` and ``people`` do not count those that say nothing new
  (``schema.REPEATED``).
* ``relations`` has the rows that a reader can trust, or all; ``people`` and the views are made of
  the former either way (``trusted_relations``).
* Entities of two documents are one if their keys are equal. People of one key are kept apart
  where their patronymics contradict ("Юрий Иванович Петухов", "Юрий Петрович Петухов").
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extract import schema
from extract.schema.sql import sql_text
from extract.tables.database import transaction
from extract.tables.queries import VIEWS, meaning, query
from extract.tables.rows import CORPUS_TABLES, SCHEMAS, TRUSTED, stable_id
from extract.tables.sketches import Marks
from extract.tables.sketches import copies as near_copies

if TYPE_CHECKING:
    import duckdb


class Copy(NamedTuple):
    """What an article is a copy of.

    Attributes:
        original: Its ``doc_id``.
        similarity: Share of the copy that stands in the original, 0 to 1.
    """

    original: str
    similarity: float


Copies = dict[str, Copy]  # by the doc_id of the copy
Namesakes = dict[tuple[str, str], str]  # doc_id and entity_id to the entity_id it gets instead

_COPIES = """
    SELECT doc_id, original
    FROM (SELECT doc_id, min(doc_id) OVER (PARTITION BY sha256) AS original FROM {documents})
    WHERE doc_id <> original
"""

# An initial says too little to contradict a name; е stands for ё in most texts.
_NAMESAKES = """
    WITH known AS (
        SELECT doc_id, entity_id, replace(lower(patronymic), 'ё', 'е') AS patronymic
        FROM {parts}
        WHERE length(patronymic) > 2 AND NOT contains(patronymic, '.')
    )
    SELECT doc_id, entity_id, patronymic FROM known
    WHERE entity_id IN (
        SELECT entity_id FROM known GROUP BY entity_id HAVING count(DISTINCT patronymic) > 1
    )
"""

_ENTITY_COLUMNS = {
    "mentions": ("entity_id",),
    "parts": ("entity_id",),
    "relations": ("subject_id", "object_id"),
    "careers": ("entity_id", "organization_id"),
}


def copies(con: duckdb.DuckDBPyConnection, documents: str, sketches: Iterable[pa.Table]) -> Copies:
    """Articles whose text is that of another, or much of it.

    Args:
        con: A connection.
        documents: The rows of ``documents``, as SQL after FROM.
        sketches: The rows of ``schema.SKETCHES``.
    """
    same = con.execute(_COPIES.format(documents=documents)).fetchall()
    found = {doc_id: Copy(original, 1.0) for doc_id, original in same}
    marks: dict[str, Marks] = {}
    for table in sketches:
        rows = zip(table["doc_id"].to_pylist(), table["marks"].to_pylist(), strict=True)
        marks |= {doc_id: np.frombuffer(data, "<u8") for doc_id, data in rows}
    names = sorted(marks.keys() - found.keys())
    for copy, (original, similarity) in near_copies([marks[name] for name in names]).items():
        found[names[copy]] = Copy(names[original], round(similarity, 4))
    return found


def namesakes(con: duckdb.DuckDBPyConnection, parts: str) -> Namesakes:
    """People who share a key and contradict each other.

    Args:
        con: A connection.
        parts: The rows of ``schema.PARTS``, as SQL after FROM.
    """
    found = con.execute(_NAMESAKES.format(parts=parts)).fetchall()
    return {
        (doc_id, entity_id): stable_id("e", entity_id, patronymic)
        for doc_id, entity_id, patronymic in found
    }


def resolved(name: str, table: pa.Table, copies: Copies, namesakes: Namesakes) -> pa.Table:
    """A table of some documents with what the other documents say about them.

    Args:
        name: Name of the table.
        table: Rows of whole documents.
        copies: See ``copies``.
        namesakes: See ``namesakes``.
    """
    if name == "documents" and copies:
        found = [copies.get(doc_id, (None, None)) for doc_id in table["doc_id"].to_pylist()]
        table = _with(table, "duplicate_of", [original for original, _ in found])
        return _with(table, "similarity", [similarity for _, similarity in found])
    if not namesakes:
        return table
    for column in _ENTITY_COLUMNS.get(name, ()):
        pairs = zip(table["doc_id"].to_pylist(), table[column].to_pylist(), strict=True)
        table = _with(table, column, [namesakes.get(pair, pair[1]) for pair in pairs])
    return table


def told(relations: pa.Table, trusted: pa.Table, which: str) -> pa.Table:
    """The rows that ``relations`` shall have.

    Args:
        relations: All rows of some documents.
        trusted: Their rows of ``schema.TRUSTED``.
        which: One of ``schema.TRUST``.
    """
    if which == "all":
        return relations
    return relations.filter(pc.is_in(relations["relation_id"], trusted["relation_id"]))


def corpus_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Makes ``entities``, ``people`` and ``places`` of the tables of the documents."""
    con.execute(
        f"CREATE VIEW trusted_relations AS "
        f"SELECT * FROM relations SEMI JOIN {TRUSTED} USING (relation_id)"
    )
    for name in CORPUS_TABLES:
        create(con, name)
        con.execute(f"INSERT INTO {name} BY NAME {query(name)}")


def create(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Makes an empty table with the declared columns, and says there what they mean."""
    columns = ", ".join(f'"{field.name}" {sql_type(field.type)}' for field in SCHEMAS[name])
    with transaction(con):
        con.execute(f"CREATE TABLE {name} ({columns})")
        if name in schema.DECLARED:
            con.execute(f"COMMENT ON TABLE {name} IS {sql_text(schema.DECLARED[name].row)}")
            for column, _, told, *_ in schema.DECLARED[name].columns:
                con.execute(f'COMMENT ON COLUMN {name}."{column}" IS {sql_text(told)}')


def views(con: duckdb.DuckDBPyConnection) -> None:
    """Makes the views beside the tables."""
    with transaction(con):
        for name in VIEWS:
            con.execute(f"CREATE VIEW {name} AS {query(name)}")
            con.execute(f"COMMENT ON VIEW {name} IS {sql_text(meaning(name))}")


def sql_type(kind: pa.DataType) -> str:
    """DuckDB's name of a column's type."""
    if pa.types.is_list(kind):
        return sql_type(kind.value_type) + "[]"
    return _SQL_TYPES[str(kind)]


_SQL_TYPES = {
    "string": "VARCHAR", "int32": "INTEGER", "int64": "BIGINT", "double": "DOUBLE",
    "bool": "BOOLEAN", "date32[day]": "DATE", "timestamp[ms]": "TIMESTAMP",
    "binary": "BLOB",
}  # fmt: skip


def _with(table: pa.Table, column: str, values: list[Any]) -> pa.Table:
    at = table.schema.get_field_index(column)
    field = table.schema.field(at)
    return table.set_column(at, field, pa.array(values, field.type))
