"""SQL that several parts of the page share."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from extract import schema
from extract.report.chunks import Query, Row
from extract.schema.sql import sql_words

# Types that have a card, and so a link.
CARD_TYPES: frozenset[str] = schema.NAMED_TYPES - {"EVENT"}

NEW = f"coalesce(document.similarity, 0) < {schema.REPEATED}"
# Without bare common nouns: the "правительство" of one article is not that of another.
NAMED = f"""(
    SELECT * FROM entities
    WHERE type IN ({sql_words(CARD_TYPES)}) AND n_documents > 0
      AND NOT regexp_full_match(name, '[а-яё -]+')
)"""


def moment(column: str) -> str:
    """A time as "2023-11-28", or "2023-11-28 10:00:00" where it is not midnight."""
    return f"replace(CAST({column} AS VARCHAR), ' 00:00:00', '')"


def rounded(column: str) -> str:
    return f"round({column}, 2)"


def linked(side: str) -> str:
    """Id (null without a card), name and type of one side of a relation."""
    return f"""
        CASE WHEN {side}_type IN ({sql_words(CARD_TYPES)}) THEN {side}_id END AS {side}_id,
        coalesce({side}_entity.name, {side}) AS {side}_name, {side}_type
    """


# What several parts of the page ask for is made once, as tables of these names.
RELATIONS, EVENTS, PARTICIPANTS = "page.relations", "page.events", "page.participants"

# A relation as the page tells it; ``doc_id``, ``title`` and ``date`` are of its article.
_RELATIONS = f"""
    SELECT relation.relation_id, relation.doc_id, document.title,
           CAST(document.date AS VARCHAR) AS date, relation.predicate,
           {linked("subject")}, {linked("object")},
           relation.subject_for, relation.object_for, relation.kind, relation.topic,
           relation.status, {moment('relation."begin"')} AS "begin",
           {moment('relation."end"')} AS "end", relation.place,
           {rounded("relation.score")} AS score
    FROM trusted_relations relation
    JOIN documents document USING (doc_id)
    LEFT JOIN entities subject_entity ON subject_entity.entity_id = relation.subject_id
    LEFT JOIN entities object_entity ON object_entity.entity_id = relation.object_id
    WHERE {NEW}
"""

_EVENTS = f"""
    SELECT event.event_id, event.doc_id, document.title,
           CAST(document.date AS VARCHAR) AS date, event.name, event.kind, event.status,
           {moment('event."begin"')} AS "begin", {moment('event."end"')} AS "end",
           event.place_id, event.place, event.participants, whole.name AS part_of,
           {rounded("event.score")} AS score
    FROM events event
    JOIN documents document USING (doc_id)
    LEFT JOIN events whole ON whole.event_id = event.part_of
    WHERE {NEW}
"""

# A participant stands in the table by name; who that is, the mentions of the article tell. A
# role other than taking part is in brackets after the name.
_PARTICIPANTS = rf"""
    WITH told AS (
        SELECT event_id, doc_id,
               regexp_replace(unnest(participants), ' \([a-z]+\)$', '') AS name
        FROM events
    ), named AS (
        SELECT mention.doc_id, mention.normal AS name, mention.entity_id FROM mentions mention
        WHERE mention.type IN ({sql_words(CARD_TYPES)}) AND mention.entity_id IS NOT NULL
        UNION
        SELECT mention.doc_id, entity.name, entity.entity_id
        FROM mentions mention JOIN entities entity USING (entity_id)
        WHERE entity.type IN ({sql_words(CARD_TYPES)})
    )
    SELECT DISTINCT told.event_id, told.doc_id, named.entity_id
    FROM told JOIN named USING (doc_id, name)
"""


@contextlib.contextmanager
def prepared(query: Query) -> Iterator[None]:
    """Makes the shared tables in memory, and drops them at the end.

    Args:
        query: Asks the tables.
    """
    made = {RELATIONS: _RELATIONS, EVENTS: _EVENTS, PARTICIPANTS: _PARTICIPANTS}
    begin = ["ATTACH ':memory:' AS page"]
    for sql in begin + [f"CREATE TABLE {name} AS {rows}" for name, rows in made.items()]:
        list(query(sql))
    try:
        yield
    finally:
        list(query("DETACH page"))


class Groups:
    """Rows sorted by their first column, taken group after group beside another table."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next()

    def _next(self) -> None:
        key, rows = next(self._groups, (None, ()))
        self._key: str | int | None = key
        self._rows = [row[1:] for row in rows]

    def take(self, key: Any) -> list[Row]:
        """The rows of a key, without it. Keys must be asked for in their order."""
        while self._key is not None and self._key < key:
            self._next()
        return self._rows if self._key == key else []
