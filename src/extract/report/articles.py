"""Articles: the text, and where in it is what was found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from extract.report.chunks import Chunk, Chunks, Query, Row
from extract.report.fields import packed
from extract.report.queries import CARD_TYPES, Groups, linked, moment
from extract.schema.sql import sql_words

_DOCUMENTS = """
    SELECT doc_id, title, CAST(date AS VARCHAR), date_source, author, source, url, encoding,
           duplicate_of, round(similarity, 2), text
    FROM documents JOIN texts USING (doc_id)
    ORDER BY doc_id
"""
_FIELDS = (
    "id", "title", "date", "date_source", "author", "source", "url", "encoding", "copy_of",
    "similarity", "text",
)  # fmt: skip

_MENTIONS = f"""
    SELECT mention.doc_id, mention.start, mention."end", mention.type,
           CASE WHEN mention.normal <> mention.text THEN mention.normal END,
           entity.entity_id, entity.name, entity.type, round(mention.score, 2)
    FROM mentions mention
    LEFT JOIN entities entity
        ON entity.entity_id = mention.entity_id AND entity.type IN ({sql_words(CARD_TYPES)})
    ORDER BY mention.doc_id, mention.start, mention."end" DESC, mention.depth, mention_id
"""

_RELATIONS = f"""
    SELECT relation.doc_id, relation_id, predicate, {linked("subject")}, {linked("object")},
           subject_for, object_for, relation.kind, topic, status, {moment('relation."begin"')},
           {moment('relation."end"')}, place, round(relation.score, 2), method, quote,
           subject_span.start, subject_span."end", object_span.start, object_span."end",
           cue_start, cue_end
    FROM trusted_relations relation
    LEFT JOIN entities subject_entity ON subject_entity.entity_id = relation.subject_id
    LEFT JOIN entities object_entity ON object_entity.entity_id = relation.object_id
    LEFT JOIN mentions subject_span ON subject_span.mention_id = subject_mention
    LEFT JOIN mentions object_span ON object_span.mention_id = object_mention
    ORDER BY relation.doc_id, relation.sentence, coalesce(cue_start, subject_span.start),
             relation_id
"""

_EVENTS = f"""
    SELECT doc_id, event_id, name, kind, status, {moment('"begin"')}, {moment('"end"')}, place,
           participants, round(score, 2), text_start, text_end
    FROM events
    ORDER BY doc_id, text_start, event_id
"""

_WIDE = re.compile("[\U00010000-\U0010ffff]")
Record = tuple[Row, list[Row], list[Row], list[Row]]


def write(chunks: Chunks, query: Query) -> None:
    """Writes the articles, sorted by id so that the page finds the chunk of one."""
    chunks.write_rows("articles", _articles(query), _article, key="id")


def _articles(query: Query) -> Iterator[Record]:
    mentions, relations, events = (Groups(query(sql)) for sql in (_MENTIONS, _RELATIONS, _EVENTS))
    for document in query(_DOCUMENTS):
        key = document[0]
        yield document, mentions.take(key), relations.take(key), events.take(key)


def _article(record: Record, chunk: Chunk) -> dict[str, Any]:
    document, mentions, relations, events = record
    article = dict(zip(_FIELDS, document, strict=True))
    text = article["text"]
    in_browser = Offsets(text)
    article["mentions"] = [_mention(row, chunk, in_browser) for row in mentions]
    article["relations"] = [_relation(row, chunk, in_browser) for row in relations]
    article["events"] = [
        packed("told", (*row[:9], in_browser.span(*row[9:11])), chunk) for row in events
    ]
    return article


class Offsets:
    """Offsets as a browser counts: it takes a character beyond U+FFFF for two."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.wide = [match.start() for match in _WIDE.finditer(text)]

    def span(self, start: int | None, end: int | None) -> tuple[int, int] | None:
        if start is None or end is None:
            return None
        return (self.moved(start), self.moved(end)) if self.wide else (start, end)

    def moved(self, offset: int) -> int:
        return offset + bisect_left(self.wide, offset)


def _mention(row: Row, chunk: Chunk, offsets: Offsets) -> list[Any]:
    if offsets.wide:
        row = (*(offsets.span(*row[:2]) or ()), *row[2:])
    return packed("mentions", row, chunk)


def _relation(row: Row, chunk: Chunk, offsets: Offsets) -> list[Any]:
    *told, quote = row[:-6]
    numbers = row[-6:]  # start and end of subject, object, cue
    spans = [*zip(numbers[::2], numbers[1::2], strict=True)]
    inside = [start for start, _ in spans if start is not None]
    quoted_at = quoted_span(offsets.text, quote, inside)
    in_browser = (offsets.span(*span) for span in (quoted_at, *spans))
    return packed("claims", (*told, *in_browser), chunk)


def quoted_span(text: str, quote: str | None, inside: list[int]) -> tuple[int | None, int | None]:
    """Where a quote stands in the text: around the first of some offsets, if it is there twice."""
    if not quote:
        return None, None
    near = max(0, min(inside, default=0) - len(quote))
    start = text.find(quote, near)
    if start < 0:
        start = text.find(quote)
    return (None, None) if start < 0 else (start, start + len(quote))
