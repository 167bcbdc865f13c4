"""What annotations do not hold, from the run that they were exported from.

Statuses, topics and dates of relations, values of dates and amounts, events, positions, the parts
of people's names and what is known of places stay as they were wherever what they hang on is
still there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract import schema
from extract.tables.rows import PARTS, Row, Rows

if TYPE_CHECKING:
    from extract.tables import Tables

# Of a mention or relation that is still there; what they name is what the annotations say.
_KEPT = ("sentence", "cue", "cue_start", "cue_end", "kind", "topic", "status", "begin", "end",
         "place", "subject_for", "object_for", "score", "method", "rule", "quote")  # fmt: skip
_OF_MENTIONS = ("dates", "amounts")


def completed(tables: Tables, found: Rows) -> Rows:
    """Rows of annotated documents with what the original run knows beside them.

    Args:
        tables: Of the original run.
        found: Rows of whole documents.
    """
    ids = [row["doc_id"] for row in found["documents"]]
    _keep(found["mentions"], _rows(tables, "mentions", "doc_id", ids), "mention_id")
    _keep(found["relations"], _rows(tables, "relations", "doc_id", ids), "relation_id")
    mentions = {row["mention_id"] for row in found["mentions"]}
    for name in _OF_MENTIONS:
        rows = _rows(tables, name, "doc_id", ids)
        found[name] = [row for row in rows if row["mention_id"] in mentions]
    known = {(row["doc_id"], row["entity_id"]) for row in found[PARTS]}
    careers = _rows(tables, "careers", "doc_id", ids)
    found["careers"] = [row for row in careers if (row["doc_id"], row["entity_id"]) in known]
    relations = {row["relation_id"] for row in found["relations"]}
    events = _rows(tables, "events", "doc_id", ids)
    found["events"] = [_event(row, mentions, relations) for row in events]
    _describe(tables, found[PARTS])
    return found


def _keep(rows: list[Row], before: list[Row], key: str) -> None:
    """Gives rows what those of the same key had; names of sides where they are the same ones."""
    known = {row[key]: row for row in before}
    for row in rows:
        was = known.get(row[key], {})
        row.update({name: was[name] for name in _KEPT if name in was})
        for side in ("subject", "object"):
            if side in was and row[f"{side}_id"] == was[f"{side}_id"]:
                row[side] = was[side]


def _event(row: Row, mentions: set[str], relations: set[str]) -> Row:
    gone = {
        "mention_id": row["mention_id"] not in mentions,
        "relation_id": row["relation_id"] not in relations,
    }
    return {**row, **{name: None for name, is_gone in gone.items() if is_gone}}


def _describe(tables: Tables, parts: list[Row]) -> None:
    ids = sorted({row["entity_id"] for row in parts})
    for name in ("people", "places"):
        columns = [one for one in schema.TABLES[name].names if one in schema.PARTS.names]
        known = {row["entity_id"]: row for row in _rows(tables, name, "entity_id", ids)}
        for part in parts:
            row = known.get(part["entity_id"], {})
            part.update({c: row[c] for c in columns if c in row and c not in ("entity_id", "name")})


def _rows(tables: Tables, name: str, column: str, ids: list[str]) -> list[Row]:
    query = f"SELECT * FROM {name} WHERE {column} IN (SELECT unnest(?)) ORDER BY rowid"
    read = tables._cursor().execute(query, [ids])
    names = [one[0] for one in read.description or ()]
    return [dict(zip(names, row, strict=True)) for row in read.fetchall()]
