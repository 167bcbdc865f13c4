"""FollowTheMoney: JSON lines of entities, for Aleph, OpenAleph and OpenSanctions' tools.

Person, Organization, Address (a place), Event and Article; Employment for positions, UnknownLink
for relations between two of the first three. Ids are those of the tables, so that a second export
updates the first.
Format: https://followthemoney.tech/explorer/
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract import schema
from extract.tables.rows import stable_id

if TYPE_CHECKING:
    from extract.tables import Tables

_FETCH = 1_000  # rows read at once: a buffer, of any size
_PLACES = ", ".join(f"'{kind}'" for kind in sorted(schema.PLACE_TYPES))
_KINDS = f"'PERSON', 'ORGANIZATION', {_PLACES}"

# By schema: the query of what is known, and the property of each of its columns. The first is
# the id; columns of "proof" and "involved" have the ids of other entities.
_QUERIES: tuple[tuple[str, str], ...] = (
    ("Article", """
        SELECT 'd' || md5(doc_id) AS id, coalesce(title, doc_id) AS title, author,
               date AS publishedAt, url AS sourceUrl, source AS fileName
        FROM documents ORDER BY doc_id
    """),
    ("Person", """
        SELECT entity_id AS id, e.name, aliases AS alias, given_name AS firstName,
               surname AS lastName, patronymic AS fatherName, gender, positions AS position
        FROM entities e LEFT JOIN people USING (entity_id)
        WHERE type = 'PERSON' ORDER BY entity_id
    """),
    ("Organization", """
        SELECT entity_id AS id, name, aliases AS alias
        FROM entities WHERE type = 'ORGANIZATION' ORDER BY entity_id
    """),
    ("Address", f"""
        SELECT entity_id AS id, e.name AS "full", lower(country_code) AS country,
               CASE WHEN kind = 'city' THEN e.name END AS city,
               CASE WHEN kind = 'region' THEN e.name END AS region,
               latitude::VARCHAR AS latitude, longitude::VARCHAR AS longitude
        FROM entities e LEFT JOIN places USING (entity_id)
        WHERE type IN ({_PLACES}) ORDER BY entity_id
    """),
    ("Event", """
        SELECT event_id AS id, name, "begin" AS startDate, "end" AS endDate, place AS location,
               status || ', ' || kind AS summary, 'd' || md5(doc_id) AS proof
        FROM events ORDER BY event_id
    """),
    ("Employment", """
        SELECT entity_id AS employee, organization_id AS employer, position AS role,
               CASE WHEN former THEN 'former' END AS status, date AS date,
               'd' || md5(doc_id) AS proof
        FROM careers
        WHERE organization_id IN (SELECT entity_id FROM entities WHERE type = 'ORGANIZATION')
        ORDER BY ALL
    """),
    ("UnknownLink", f"""
        SELECT relation_id AS id, subject_id AS subject, object_id AS object,
               concat_ws(', ', predicate, kind, topic) AS role, status, "begin" AS startDate,
               "end" AS endDate, quote AS summary, 'd' || md5(doc_id) AS proof
        FROM relations
        WHERE subject_id IN (SELECT entity_id FROM entities WHERE type IN ({_KINDS}))
          AND object_id IN (SELECT entity_id FROM entities WHERE type IN ({_KINDS}))
        ORDER BY relation_id
    """),
)  # fmt: skip


def write(tables: Tables, path: Path) -> None:
    """Writes the file."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for kind, query in _QUERIES:
            for entity in _entities(tables, kind, query):
                file.write(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n")


def _entities(tables: Tables, kind: str, query: str) -> Iterator[dict[str, Any]]:
    read = tables._cursor().execute(query)
    names = [column[0] for column in read.description or ()]
    while rows := read.fetchmany(_FETCH):
        for row in rows:
            known = dict(zip(names, row, strict=True))
            # What has no id in the tables is known by all that is said of it.
            own = known.pop("id", None) or stable_id("f", kind, *row)
            yield {"id": own, "schema": kind, "properties": _properties(known)}


def _properties(known: Mapping[str, Any]) -> dict[str, list[str]]:
    found = {name: [_text(one) for one in _values(value)] for name, value in known.items()}
    return {name: values for name, values in found.items() if values}


def _values(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    """Dates without a time where it is midnight, as FollowTheMoney's partial dates."""
    if isinstance(value, dt.datetime):
        exact = value.time() not in (dt.time(0, 0), dt.time(23, 59, 59))
        return value.isoformat() if exact else value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value)
