"""The queries of the folder ``sql``: what only all documents together can say, and the views.

A view is a query that the database keeps under a name; its first line says what a row of it is.
Articles that say nothing new beside the one they are copies of (``schema.REPEATED``) do not count.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from importlib import resources
from string import Template

from extract import schema

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


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in sorted(words))


_FACTS = {
    "new": f"coalesce(similarity, 0) < {schema.REPEATED}",
    "mutual": _quoted(schema.SYMMETRIC_RELATIONS),
    "registered": _quoted(("AGREEMENT_WITH", "TWINNED_WITH")),
    "calendar_kinds": _quoted(schema.CALENDAR_KINDS),
    # Without bare common nouns: the "правительство" of one article is not that of another.
    "named": f"""
        SELECT * FROM entities
        WHERE type NOT IN ({_quoted(schema.NAMED_TYPES)})
           OR NOT regexp_full_match(name, '[а-яё-]+')
    """,
}
