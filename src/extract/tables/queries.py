"""The queries of the folder ``sql``: what only all documents together can say, and the views.

A view is a query that the database keeps under a name; its first line says what a row of it is.
Articles that say nothing new beside the one they are copies of (``schema.REPEATED``) do not count.
"""

from __future__ import annotations

import functools
from importlib import resources
from string import Template

from extract import schema
from extract.schema.sql import sql_words

VIEWS: tuple[str, ...] = (
    "regions", "cities", "event_calendar", "agreement_register", "network_edges", "network_nodes",
)  # fmt: skip


@functools.cache
def query(name: str) -> str:
    """A query in DuckDB's SQL.

    Args:
        name: Of a file in ``sql``.
    """
    text = (resources.files("extract.tables") / "sql" / f"{name}.sql").read_text("utf-8")
    return Template(text).substitute(_FACTS)


def meaning(view: str) -> str:
    """What one row of a view is."""
    return query(view).splitlines()[0].removeprefix("-- ")


_FACTS = {
    "new": f"coalesce(similarity, 0) < {schema.REPEATED}",
    "mutual": sql_words(schema.SYMMETRIC_RELATIONS),
    "registered": sql_words(("AGREEMENT_WITH", "TWINNED_WITH")),
    "calendar_kinds": sql_words(schema.CALENDAR_KINDS),
    # Without bare common nouns: the "правительство" of one article is not that of another.
    "named": f"""
        SELECT * FROM entities
        WHERE type NOT IN ({sql_words(schema.NAMED_TYPES)})
           OR NOT regexp_full_match(name, '[а-яё-]+')
    """,
}
