"""What a search gives: sentences, with what they tell."""

from __future__ import annotations

from typing import NamedTuple


class Answer(NamedTuple):
    """A sentence.

    Attributes:
        date: Of the article, ISO 8601.
        title: Of the article.
        author: Of the article.
        quote: The sentence.
        relations: Relations that it tells, in words.
        events: Events that it tells, likewise.
        missing: Words of the query that it does not have.
        doc_id: The article.
        start, end: Its characters in the article's text.
        hits: Characters of the words that were found, in the article's text.
        relation_ids, event_ids: Rows of ``relations`` and ``events``.
        relation_statuses, event_statuses: Of each whether it was held, planned, cancelled, …
    """

    date: str | None
    title: str | None
    author: str | None
    quote: str
    relations: list[str]
    events: list[str]
    missing: list[str]
    doc_id: str
    start: int
    end: int
    hits: list[tuple[int, int]]
    relation_ids: list[str]
    event_ids: list[str]
    relation_statuses: list[str | None]
    event_statuses: list[str | None]


COLUMNS = Answer._fields
