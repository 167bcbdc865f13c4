"""What readers of the tables ask for, as named queries over the tables of a run.

    tables = extract.open("data/out")
    views.frame(tables, "event_calendar")

The texts are DuckDB's SQL; ``create`` makes views of them in a database that has the tables.
Articles that say nothing new beside the one they are copies of (``schema.REPEATED``) do not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract import schema

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

    from extract.tables import Tables


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


_NEW = f"coalesce(document.similarity, 0) < {schema.REPEATED}"
_MUTUAL = _quoted(tuple(sorted(schema.SYMMETRIC_RELATIONS)))
_REGISTERED = _quoted(("AGREEMENT_WITH", "TWINNED_WITH"))
# Without bare common nouns: the "правительство" of one article is not that of another.
_NAMED = f"""
    SELECT * FROM entities
    WHERE type NOT IN ({_quoted(tuple(sorted(schema.NAMED_TYPES)))})
       OR NOT regexp_full_match(name, '[а-яё-]+')
"""
_CALENDAR = _quoted(schema.CALENDAR_KINDS)

VIEWS: dict[str, str] = {
    # Forums, meetings, elections: when, where, who, held or planned, and of what a part.
    "event_calendar": f"""
        SELECT event."begin", event."end", event.name, event.kind, event.place, event.status,
               whole.name AS part_of, event.participants, document.date AS published,
               document.title, event.doc_id, event.event_id
        FROM events event
        JOIN documents document USING (doc_id)
        LEFT JOIN events whole ON whole.event_id = event.part_of
        WHERE {_NEW}
          AND event.kind IN ({_CALENDAR})
        ORDER BY event."begin" NULLS LAST, event.name, event.event_id
    """,
    # Who has agreed what with whom, newest first.
    "agreement_register": f"""
        SELECT relation.subject AS party, relation.subject_for AS party_for,
               relation.object AS other_party, relation.object_for AS other_party_for,
               relation.predicate, relation.kind, relation.topic, relation.status,
               relation."begin", relation."end", relation.place, document.date AS published,
               relation.quote, relation.score, relation.doc_id, relation.relation_id
        FROM trusted_relations relation
        JOIN documents document USING (doc_id)
        WHERE {_NEW} AND relation.predicate IN ({_REGISTERED})
        ORDER BY coalesce(relation."begin", document.date) DESC NULLS LAST,
                 relation.relation_id
    """,
    # Ties between entities: mutual ones once, whichever side was named first.
    "network_edges": f"""
        WITH named AS ({_NAMED}), tie AS (
            SELECT CASE WHEN predicate IN ({_MUTUAL}) THEN least(subject_id, object_id)
                        ELSE subject_id END AS source,
                   CASE WHEN predicate IN ({_MUTUAL}) THEN greatest(subject_id, object_id)
                        ELSE object_id END AS target,
                   predicate, doc_id
            FROM trusted_relations
            WHERE subject_id IS NOT NULL AND object_id IS NOT NULL AND subject_id <> object_id
        )
        SELECT tie.source, one.name AS source_name, tie.predicate, tie.target,
               other.name AS target_name, count(*) AS weight,
               count(DISTINCT tie.doc_id) AS n_documents,
               min(document.date) AS first_date, max(document.date) AS last_date
        FROM tie
        JOIN documents document USING (doc_id)
        JOIN named one ON one.entity_id = tie.source
        JOIN named other ON other.entity_id = tie.target
        WHERE {_NEW}
        GROUP BY ALL
        ORDER BY weight DESC, source_name, target_name, predicate
    """,
    # The entities that have ties; degree counts the others that one is tied to.
    "network_nodes": f"""
        WITH named AS ({_NAMED}), tie AS (
            SELECT relation.subject_id AS entity_id, relation.object_id AS other_id
            FROM trusted_relations relation JOIN documents document USING (doc_id)
            WHERE {_NEW}
            UNION ALL
            SELECT relation.object_id, relation.subject_id
            FROM trusted_relations relation JOIN documents document USING (doc_id)
            WHERE {_NEW}
        )
        SELECT entity.entity_id, entity.name, entity.type, entity.n_mentions,
               entity.n_documents, count(DISTINCT tie.other_id) AS degree
        FROM tie JOIN named entity ON entity.entity_id = tie.entity_id
        JOIN named other ON other.entity_id = tie.other_id
        WHERE tie.other_id <> tie.entity_id
        GROUP BY ALL
        ORDER BY degree DESC, entity.name, entity.entity_id
    """,
}


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the views in a database that has the tables of ``schema.TABLES``.

    Where it does not tell which relations can be trusted (``trusted_relations``), all are.
    """
    connection.execute("CREATE VIEW IF NOT EXISTS trusted_relations AS SELECT * FROM relations")
    for name, query in VIEWS.items():
        connection.execute(f"CREATE OR REPLACE VIEW {name} AS {query}")


def frame(tables: Tables, name: str) -> pd.DataFrame:
    """One view of some tables.

    Args:
        tables: Of a run or from memory.
        name: One of ``VIEWS``.

    Raises:
        KeyError: There is no such view.
    """
    if name not in VIEWS:
        raise KeyError(f"no view {name!r}; there are {', '.join(VIEWS)}")
    return tables.sql(VIEWS[name])
