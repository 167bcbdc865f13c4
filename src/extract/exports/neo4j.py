"""Neo4j: CSV for ``neo4j-admin database import``; ``import.txt`` has the command.

Nodes: entities (label Entity and the type) and articles. Relationships: the relations, of the
type of their predicate, and how often an article mentions an entity (MENTIONS). These files are
for a program: other than those of a run, their cells are not guarded against a spreadsheet's
formulas.
Format: https://neo4j.com/docs/operations-manual/current/import/
"""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.exports.documents import one_line

if TYPE_CHECKING:
    from extract.tables import Tables

_FETCH = 1_000  # rows read at once: a buffer, of any size
_LIST = "|"  # between the values of a list
# By file: its header and the query of its rows.
_FILES: dict[str, tuple[tuple[str, ...], str]] = {
    "entities.csv": (
        ("entityId:ID(Entity)", "name", "type", "aliases:string[]", "mentions:int",
         "documents:int", "firstDate:date", "lastDate:date", "kind", "country", "region",
         "latitude:float", "longitude:float", ":LABEL"),
        """
        SELECT entity_id, entities.name, type, aliases, n_mentions, n_documents, first_date,
               last_date, kind, country_code, region_code, latitude, longitude, ['Entity', type]
        FROM entities LEFT JOIN places USING (entity_id) ORDER BY entity_id
        """,
    ),
    "articles.csv": (
        ("docId:ID(Article)", "title", "author", "date:date", "url", "source", ":LABEL"),
        "SELECT doc_id, title, author, date, url, source, 'Article' FROM documents ORDER BY doc_id",
    ),
    "relations.csv": (
        (":START_ID(Entity)", ":END_ID(Entity)", "relationId", "kind", "topic", "status",
         "begin:localdatetime", "end:localdatetime", "place", "score:float", "quote", "docId",
         ":TYPE"),
        """
        SELECT subject_id, object_id, relation_id, kind, topic, status, "begin", "end", place,
               score, quote, doc_id, predicate
        FROM relations
        WHERE subject_id IN (SELECT entity_id FROM entities)
          AND object_id IN (SELECT entity_id FROM entities)
        ORDER BY relation_id
        """,
    ),
    "mentions.csv": (
        (":START_ID(Article)", ":END_ID(Entity)", "times:int", ":TYPE"),
        """
        SELECT doc_id, entity_id, count(*), 'MENTIONS'
        FROM mentions SEMI JOIN entities USING (entity_id)
        GROUP BY doc_id, entity_id ORDER BY doc_id, entity_id
        """,
    ),
}  # fmt: skip
_COMMAND = (
    "neo4j-admin database import full --array-delimiter='|' "
    "--nodes=entities.csv --nodes=articles.csv "
    "--relationships=relations.csv --relationships=mentions.csv neo4j\n"
)


def write(tables: Tables, path: Path) -> None:
    """Writes the folder."""
    path.mkdir(parents=True, exist_ok=True)
    for name, (header, query) in _FILES.items():
        with (path / name).open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file, lineterminator="\n")
            lines.writerow(header)
            read = tables._cursor().execute(query)
            while rows := read.fetchmany(_FETCH):
                lines.writerows([_cell(value) for value in row] for row in rows)
    (path / "import.txt").write_text(_COMMAND, encoding="utf-8")


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return _LIST.join(one_line(one).replace(_LIST, " ") for one in value)
    if isinstance(value, dt.datetime):
        return value.isoformat()
    return one_line(value) if isinstance(value, str) else value
