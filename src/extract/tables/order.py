"""The columns of tables and views in a reader's order: who, what, whom, status, dates; ids last."""

from __future__ import annotations

from collections.abc import Iterable

# What comes first; the columns not named follow. "article" stands for the headline, where there
# is one, and "quote" in the calendar for the sentence of the event: a workbook has both.
FRONT: dict[str, tuple[str, ...]] = {
    "agreement_register": (
        "published", "party", "other_party", "predicate", "kind", "topic", "status", "begin", "end",
        "place", "quote", "article", "party_for", "other_party_for", "score",
    ),
    "event_calendar": (
        "begin", "end", "name", "kind", "status", "place", "participants", "part_of", "quote",
        "article", "published",
    ),
    "careers": ("name", "position", "organization", "former", "date", "article", "score"),
    "people": ("name", "positions", "organizations", "surname", "given_name", "patronymic"),
    "places": ("name", "kind", "country_code", "region_code", "latitude", "longitude"),
    "relations": (
        "subject", "predicate", "object", "topic", "kind", "status", "begin", "end", "place",
        "quote", "article", "subject_for", "object_for", "score", "subject_type", "object_type",
    ),
    "events": ("name", "kind", "status", "begin", "end", "place", "participants", "score"),
    "entities": ("name", "type", "aliases", "n_mentions", "n_documents"),
    "mentions": ("text", "type", "normal", "score"),
    "dates": ("text", "value", "begin", "end"),
    "documents": ("doc_id", "title", "date"),
    "texts": ("doc_id", "text"),
}  # fmt: skip


def readable(name: str, columns: Iterable[str]) -> list[str]:
    """The columns of a table or view in a reader's order.

    Args:
        name: Of the table or view.
        columns: Those that it has.
    """
    has = list(columns)
    first = [column for column in FRONT.get(name, ()) if column in has]
    return [*first, *sorted((column for column in has if column not in first), key=is_id)]


def is_id(column: str) -> bool:
    """Whether a column leads to other rows, and tells a reader nothing."""
    return column.endswith(("_id", "_mention"))
