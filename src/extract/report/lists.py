"""The lists of the page: articles, events, the register, people, bodies, places."""

from __future__ import annotations

from functools import partial

from extract import schema
from extract.report.chunks import Chunks, Query
from extract.report.fields import packed
from extract.report.queries import (
    EVENTS,
    NAMED,
    PARTICIPANTS,
    RELATIONS,
)
from extract.schema.sql import sql_words

_REGISTER = f"""
    SELECT * FROM {RELATIONS} relation
    WHERE predicate IN ({sql_words(schema.PATTERN_RELATIONS)})
    ORDER BY coalesce("begin", date) DESC NULLS LAST, relation_id
"""

_EVENTS = f"""
    WITH who AS (
        SELECT event_id, list([entity_id, entity.name, entity.type]
                              ORDER BY entity.n_mentions DESC, entity_id) AS participants
        FROM {PARTICIPANTS} JOIN entities entity USING (entity_id)
        GROUP BY event_id
    )
    SELECT event.* EXCLUDE (participants, place, place_id),
           place.entity_id, coalesce(place.name, event.place), place.type,
           who.participants
    FROM {EVENTS} event
    LEFT JOIN entities place ON place.entity_id = event.place_id
    LEFT JOIN who USING (event_id)
    ORDER BY event."begin" DESC NULLS LAST, event.name, event_id
"""

_DOCUMENTS = """
    SELECT document.doc_id, document.title, document.author,
           CAST(document.date AS VARCHAR), document.source,
           coalesce(relation.n, 0), coalesce(event.n, 0), document.n_chars,
           document.duplicate_of, round(document.similarity, 2)
    FROM documents document
    LEFT JOIN (SELECT doc_id, count(*) AS n FROM trusted_relations GROUP BY ALL) relation
        USING (doc_id)
    LEFT JOIN (SELECT doc_id, count(*) AS n FROM events GROUP BY ALL) event USING (doc_id)
    ORDER BY document.date DESC NULLS LAST, document.doc_id
"""

_ENTITIES = """
    SELECT entity_id, entity.name, type, n_mentions, n_documents, CAST(first_date AS VARCHAR),
           CAST(last_date AS VARCHAR), {about}
    FROM {named} entity {joined}
    WHERE {kept}
    ORDER BY n_mentions DESC, entity.name, entity_id
"""
_OF_ENTITIES: dict[str, dict[str, str]] = {
    "people": {
        "about": "person.positions[:2]",
        "joined": "JOIN people person USING (entity_id, name)",
        "kept": "true",
    },
    "bodies": {
        "about": "[]",
        "joined": "",
        "kept": f"type IN ({sql_words(schema.INSTITUTION_TYPES)})",
    },
    "places": {
        "about": "CASE WHEN place.country_code IS NULL THEN [] ELSE [place.country_code] END",
        "joined": "LEFT JOIN places place USING (entity_id)",
        "kept": f"type IN ({sql_words(schema.PLACE_TYPES)})",
    },
}


def write(chunks: Chunks, query: Query) -> None:
    """Writes all lists."""
    entities = {
        kind: _ENTITIES.format(named=NAMED, **parts) for kind, parts in _OF_ENTITIES.items()
    }
    queries = {"register": _REGISTER, "events": _EVENTS, "documents": _DOCUMENTS, **entities}
    for kind, sql in queries.items():
        chunks.write_rows(kind, query(sql), partial(packed, kind))
