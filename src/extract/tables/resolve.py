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

# Every choice below ends in an order without ties, so that any number of threads gives the
# same tables.
_NEW = f"coalesce(similarity, 0) < {schema.REPEATED}"
_ENTITIES = f"""
    WITH counted AS (
        SELECT m.entity_id, m.doc_id, m.type, m.normal, count(*) AS n,
               d.date, {_NEW} AS original
        FROM mentions m JOIN documents d USING (doc_id)
        WHERE m.entity_id IS NOT NULL
        GROUP BY ALL
    ),
    counts AS (
        SELECT entity_id,
               coalesce(sum(n) FILTER (original), 0) AS n_mentions,
               count(DISTINCT doc_id) FILTER (original) AS n_documents,
               min(date) FILTER (original) AS first_date,
               max(date) FILTER (original) AS last_date
        FROM counted GROUP BY entity_id
    ),
    types AS (
        SELECT entity_id, first(type ORDER BY n DESC, type) AS type
        FROM (SELECT entity_id, type, sum(n) AS n FROM counted GROUP BY ALL)
        GROUP BY entity_id
    ),
    names AS (
        SELECT entity_id, first(name ORDER BY n DESC, length(name) DESC, name) AS name
        FROM (SELECT entity_id, name, count(*) AS n FROM parts GROUP BY ALL)
        GROUP BY entity_id
    ),
    forms AS (SELECT entity_id, normal, sum(n) AS n FROM counted GROUP BY ALL),
    aliases AS (
        SELECT entity_id, list(normal ORDER BY n DESC, normal) AS aliases
        FROM forms JOIN names USING (entity_id)
        WHERE normal <> name
        GROUP BY entity_id
    ),
    ids AS (
        SELECT entity_id, first(external_id ORDER BY n DESC, external_id) AS external_id
        FROM (SELECT entity_id, external_id, count(*) AS n FROM parts
              WHERE external_id IS NOT NULL GROUP BY ALL)
        GROUP BY entity_id
    )
    SELECT entity_id, type, name, coalesce(aliases, []) AS aliases,
           n_mentions, n_documents, first_date, last_date, external_id
    FROM counts JOIN types USING (entity_id) JOIN names USING (entity_id)
    LEFT JOIN aliases USING (entity_id) LEFT JOIN ids USING (entity_id)
    ORDER BY n_mentions DESC, name, entity_id
"""

_PEOPLE = f"""
    WITH held AS (
        SELECT career.* FROM careers career JOIN documents USING (doc_id)
        WHERE {_NEW}
    ),
    positions AS (
        SELECT entity_id, list(position ORDER BY former, n DESC, position) AS positions
        FROM (
            SELECT entity_id, former, count(*) AS n,
                   first(position ORDER BY position DESC)
                   || CASE WHEN former THEN ' (в прошлом)' ELSE '' END AS position
            FROM held GROUP BY entity_id, former, lower(position)
        )
        GROUP BY entity_id
    ),
    organizations AS (
        SELECT entity_id, list(organization ORDER BY n DESC, organization) AS organizations
        FROM (
            SELECT held.entity_id, coalesce(body.name, held.organization) AS organization,
                   count(*) AS n
            FROM held LEFT JOIN entities body ON body.entity_id = held.organization_id
            WHERE held.organization IS NOT NULL GROUP BY ALL
        )
        -- "правительство" names no body.
        WHERE NOT regexp_full_match(organization, '[а-яё-]+')
        GROUP BY entity_id
    ),
    -- The parts of a name are taken from one document, the one that knows most of them.
    known AS (
        SELECT entity_id, surname, given_name, patronymic, gender, count(*) AS n,
               (surname IS NOT NULL)::INT + (given_name IS NOT NULL)::INT
               + (patronymic IS NOT NULL)::INT + (gender IS NOT NULL)::INT AS n_known,
               contains(coalesce(given_name, ''), '.')::INT
               + contains(coalesce(patronymic, ''), '.')::INT AS n_initials
        FROM parts GROUP BY ALL
    ),
    fullest AS (
        SELECT DISTINCT ON (entity_id) * FROM known
        ORDER BY entity_id, n_known DESC, n_initials, n DESC,
                 surname, given_name, patronymic, gender
    )
    SELECT entity_id, name, surname, given_name, patronymic, gender,
           coalesce(positions, []) AS positions, coalesce(organizations, []) AS organizations
    FROM entities JOIN fullest USING (entity_id)
    LEFT JOIN positions USING (entity_id) LEFT JOIN organizations USING (entity_id)
    WHERE type = 'PERSON'
    ORDER BY n_mentions DESC, name, entity_id
"""

_PLACES = """
    WITH known AS (
        SELECT * EXCLUDE (doc_id, type, name, external_id, surname, given_name, patronymic,
                          gender),
               count(*) AS n
        FROM parts WHERE kind IS NOT NULL GROUP BY ALL
    ),
    surest AS (
        SELECT DISTINCT ON (entity_id) * FROM known
        ORDER BY entity_id, ambiguous, n DESC, geonames_id, wikidata_id, kind, country_code,
                 region_code, latitude, longitude, parent_id
    )
    SELECT entity_id, name, kind, country_code, region_code, geonames_id, wikidata_id,
           latitude, longitude, around.entity_id AS parent_id, ambiguous
    FROM surest JOIN entities USING (entity_id)
    -- A place that no article mentions has no row to point to; the codes still name it.
    LEFT JOIN (SELECT entity_id FROM surest) around ON around.entity_id = surest.parent_id
    ORDER BY n_mentions DESC, name, entity_id
"""

VIEWS: dict[str, str] = {
    "regions": "SELECT * FROM places WHERE kind = 'region'",
    "cities": "SELECT * FROM places WHERE kind = 'city'",
}


VIEW_TABLES = {"regions": "places", "cities": "places"}  # whose columns a view has


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
    for name, query in zip(CORPUS_TABLES, (_ENTITIES, _PEOPLE, _PLACES), strict=True):
        create(con, name)
        con.execute(f"INSERT INTO {name} {query}")


def create(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Makes an empty table with the declared columns."""
    columns = ", ".join(f'"{field.name}" {sql_type(field.type)}' for field in SCHEMAS[name])
    con.execute(f"CREATE TABLE {name} ({columns})")


def views(con: duckdb.DuckDBPyConnection) -> None:
    """Makes the views beside the tables."""
    for name, query in VIEWS.items():
        con.execute(f"CREATE VIEW {name} AS {query}")


def sql_type(kind: pa.DataType) -> str:
    """DuckDB's name of a column's type."""
    if pa.types.is_list(kind):
        return sql_type(kind.value_type) + "[]"
    return _SQL_TYPES[str(kind)]


_SQL_TYPES = {
    "string": "VARCHAR", "int32": "INTEGER", "int64": "BIGINT", "double": "DOUBLE",
    "bool": "BOOLEAN", "date32[day]": "DATE", "timestamp[ms]": "TIMESTAMP",
}  # fmt: skip


def _with(table: pa.Table, column: str, values: list[Any]) -> pa.Table:
    at = table.schema.get_field_index(column)
    field = table.schema.field(at)
    return table.set_column(at, field, pa.array(values, field.type))
