"""Cards: all that the tables say of a person, a body or a place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extract.report.chunks import Chunk, Chunks, Query, Row
from extract.report.fields import packed
from extract.report.queries import CARD_TYPES, EVENTS, NEW, PARTICIPANTS, RELATIONS, Groups
from extract.schema.sql import sql_words

_ENTITIES = f"""
    SELECT entity_id, type, name, aliases, n_mentions, n_documents, CAST(first_date AS VARCHAR),
           CAST(last_date AS VARCHAR), person.patronymic, person.gender, place.kind,
           place.country_code, place.region_code, place.geonames_id, place.wikidata_id,
           round(place.latitude, 4), round(place.longitude, 4), place.ambiguous
    FROM entities
    LEFT JOIN (SELECT * EXCLUDE name FROM people) person USING (entity_id)
    LEFT JOIN (SELECT * EXCLUDE name FROM places) place USING (entity_id)
    WHERE type IN ({sql_words(CARD_TYPES)})
    ORDER BY entity_id
"""
_FACTS = (
    "patronymic", "gender", "kind", "country", "region", "geonames", "wikidata", "latitude",
    "longitude", "ambiguous",
)  # fmt: skip

_CAREERS = f"""
    SELECT career.{{own}}, career.position, other.entity_id, coalesce(other.name, career.{{text}}),
           other.type, career.former, career.doc_id, document.title,
           CAST(document.date AS VARCHAR), round(career.score, 2)
    FROM careers career
    JOIN documents document USING (doc_id)
    LEFT JOIN entities other ON other.entity_id = career.{{other}}
    WHERE career.{{own}} IS NOT NULL AND {NEW}
    ORDER BY ALL
"""
_OWN = _CAREERS.format(own="entity_id", other="organization_id", text="organization")
_STAFF = _CAREERS.format(own="organization_id", other="entity_id", text="name")

_TIES = f"""
    WITH tie AS (
        SELECT subject_id AS entity_id, true AS own, relation.* FROM {RELATIONS} relation
        WHERE subject_id IS NOT NULL
        UNION ALL
        SELECT object_id, false, relation.* FROM {RELATIONS} relation
        WHERE object_id IS NOT NULL AND object_id IS DISTINCT FROM subject_id
    )
    SELECT entity_id, CAST(own AS INT), relation_id, doc_id, title, date, predicate,
           CASE WHEN own THEN object_id ELSE subject_id END,
           CASE WHEN own THEN object_name ELSE subject_name END,
           CASE WHEN own THEN object_type ELSE subject_type END,
           CASE WHEN own THEN object_for ELSE subject_for END,
           kind, topic, status, "begin", "end", place, score
    FROM tie
    ORDER BY entity_id, coalesce("begin", date) DESC NULLS LAST, relation_id, own
"""

_HAPPENED = f"""
    WITH seen AS (
        SELECT event_id, entity_id FROM {PARTICIPANTS}
        UNION
        SELECT event_id, place_id FROM events WHERE place_id IS NOT NULL
    )
    SELECT seen.entity_id, event_id, doc_id, title, date, event.name, event.kind, status, "begin",
           "end", event.place, event.place_id = seen.entity_id, score
    FROM {EVENTS} event JOIN seen USING (event_id)
    ORDER BY seen.entity_id, "begin" DESC NULLS LAST, event_id
"""

_ARTICLES = f"""
    SELECT mention.entity_id, mention.doc_id, document.title, CAST(document.date AS VARCHAR),
           count(*)
    FROM mentions mention JOIN documents document USING (doc_id)
    WHERE mention.type IN ({sql_words(CARD_TYPES)}) AND mention.entity_id IS NOT NULL AND {NEW}
    GROUP BY ALL
    ORDER BY mention.entity_id, 4 DESC NULLS LAST, mention.doc_id
"""


def write(chunks: Chunks, query: Query) -> None:
    """Writes the cards, sorted by id so that the page finds the chunk of one."""
    chunks.write_rows("cards", _cards(query), _card, key="id")


def _cards(query: Query) -> Iterator[tuple[Row, list[list[Row]]]]:
    parts = [Groups(query(sql)) for sql in (_OWN, _STAFF, _TIES, _HAPPENED, _ARTICLES)]
    for entity in query(_ENTITIES):
        yield entity, [part.take(entity[0]) for part in parts]


def _card(record: tuple[Row, list[list[Row]]], chunk: Chunk) -> dict[str, Any]:
    entity, (careers, staff, ties, events, articles) = record
    entity_id, type_, name, aliases, n_mentions, n_documents, first, last, *facts = entity
    known = {key: fact for key, fact in zip(_FACTS, facts, strict=True) if fact is not None}
    return {
        "id": entity_id,
        "type": type_,
        "name": name,
        "aliases": aliases,
        "mentions": n_mentions,
        "articles": n_documents,
        "first": first,
        "last": last,
        "facts": known,
        "careers": [packed("careers", row, chunk) for row in careers],
        "staff": [packed("careers", row, chunk) for row in staff],
        "ties": [packed("ties", row, chunk) for row in ties],
        "events": [packed("happened", row, chunk) for row in events],
        "in": [packed("in", row, chunk) for row in articles],
    }
