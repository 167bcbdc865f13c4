"""The first view: what the archive is, who and what it is about, what failed."""

from __future__ import annotations

import json
from typing import Any

from extract import schema
from extract.report.chunks import Chunk, Query, dumps
from extract.report.fields import packed
from extract.report.queries import EVENTS, NAMED, NEW, RELATIONS
from extract.schema.sql import sql_words

_TOP = 12  # names of a kind: what stands above the fold
_NEWEST = 6  # rows of the register, events to come
_ERRORS = 200  # the page says how many more there are in the table

_COUNTS = """
    SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM documents
            WHERE duplicate_of IS NOT NULL), (SELECT count(*) FROM people),
           (SELECT count(*) FROM entities WHERE type = 'ORGANIZATION'),
           (SELECT count(*) FROM places), (SELECT count(*) FROM events),
           (SELECT count(*) FROM trusted_relations), (SELECT count(*) FROM errors),
           (SELECT CAST(min(date) AS VARCHAR) FROM documents),
           (SELECT CAST(max(date) AS VARCHAR) FROM documents)
"""
_COUNTED = (
    "articles", "copies", "people", "bodies", "places", "events", "relations", "errors", "first",
    "last",
)  # fmt: skip

_MONTHS = """
    SELECT strftime(date, '%Y-%m') AS month, count(*) FROM documents
    WHERE date IS NOT NULL GROUP BY ALL ORDER BY month
"""
# The site, or what was read: a file of an archive of texts, a folder, an ending.
_SOURCES = r"""
    SELECT coalesce(
               nullif(regexp_extract(url, '^https?://(?:www\.)?([^/:?#]+)', 1), ''),
               CASE WHEN contains(source, '/') THEN regexp_extract(source, '^[^/]*/')
                    ELSE regexp_extract(source, '\.[^.]*$') END
           ) AS site, count(*) AS n
    FROM documents GROUP BY ALL ORDER BY n DESC, site
"""
_NAMES = f"""
    SELECT entity.entity_id, entity.name, entity.type, n_mentions FROM {NAMED} entity {{}}
    ORDER BY n_mentions DESC, entity.name, entity_id LIMIT {_TOP}
"""
_MOST = {
    "people": _NAMES.format("JOIN people USING (entity_id, name)"),
    "bodies": _NAMES.format(f"WHERE type IN ({sql_words(schema.INSTITUTION_TYPES)})"),
    "places": _NAMES.format(f"WHERE type IN ({sql_words(schema.PLACE_TYPES)})"),
}

_NEWS = f"""
    SELECT * FROM {RELATIONS} relation
    WHERE predicate IN ('AGREEMENT_WITH', 'TWINNED_WITH', 'MEETING_WITH')
      AND subject_id IS NOT NULL AND object_id IS NOT NULL
    ORDER BY date DESC NULLS LAST, topic IS NULL, score DESC, relation_id LIMIT {_NEWEST}
"""
_PLANNED = f"""
    SELECT event.* EXCLUDE (participants, place, place_id), place_id, place, NULL, NULL
    FROM {EVENTS} event
    WHERE status = 'planned' AND kind IN ({sql_words(schema.CALENDAR_KINDS)})
    ORDER BY "begin" DESC NULLS LAST, date DESC NULLS LAST, score DESC, event_id LIMIT {_NEWEST}
"""
_NO_COPIES = f"SELECT count(*) FROM documents document WHERE NOT {NEW}"
_FAILED = f"""
    SELECT source, stage, error, message FROM errors
    ORDER BY source, doc_id, stage, message LIMIT {_ERRORS}
"""


# What the filters of the lists offer, the most frequent first.
_VALUES = """
    SELECT {value} FROM {rows} WHERE {value} IS NOT NULL
    GROUP BY ALL ORDER BY count(*) DESC, {value}
"""
_REGISTER = f"""(
    SELECT * FROM {RELATIONS} WHERE predicate IN ({sql_words(schema.PATTERN_RELATIONS)})
)"""
_KINDS = {
    "events": _VALUES.format(value="kind", rows=EVENTS),
    "register": _VALUES.format(value="predicate", rows=_REGISTER),
    "people": "SELECT 'PERSON'",
    "bodies": f"SELECT unnest([{sql_words(schema.INSTITUTION_TYPES)}]) AS type ORDER BY type DESC",
    "places": f"SELECT unnest([{sql_words(schema.PLACE_TYPES)}]) AS type ORDER BY type",
}
_STATUSES = {
    "events": _VALUES.format(value="status", rows=EVENTS),
    "register": _VALUES.format(value="status", rows=_REGISTER),
}


def overview(query: Query, title: str, version: str) -> dict[str, Any]:
    """All that the first view shows.

    Args:
        query: Asks the tables.
        title: Of the archive.
        version: Of this program.
    """
    chunk = Chunk()
    news = [packed("register", row, chunk) for row in query(_NEWS)]
    planned = [packed("events", row, chunk) for row in query(_PLANNED)]
    found = {
        "title": title,
        "version": version,
        "counts": dict(zip(_COUNTED, next(query(_COUNTS)), strict=True)),
        "left_out": next(query(_NO_COPIES))[0],
        "months": [*query(_MONTHS)],
        "sources": [*query(_SOURCES)][:_TOP],
        "most": {name: [*query(sql)] for name, sql in _MOST.items()},
        "news": news,
        "planned": planned,
        "errors": [*query(_FAILED)],
        "entities": [*chunk.entities],
        "documents": [*chunk.documents],
        "calendar_kinds": schema.CALENDAR_KINDS,
        "kinds": _values(query, _KINDS),
        "statuses": _values(query, _STATUSES),
    }
    return dict(json.loads(dumps(found)))


def _values(query: Query, questions: dict[str, str]) -> dict[str, list[str]]:
    return {name: [value for (value,) in query(sql)] for name, sql in questions.items()}
