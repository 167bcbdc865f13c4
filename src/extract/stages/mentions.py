"""Mentions put into a document, by whatever stage finds them."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span

from extract.annotations import Mention, set_mentions, set_value, span_of
from extract.encoder.model import Found


def assign(doc: Doc, mentions: Iterable[Found | Mention]) -> None:
    """Puts mentions into the document: all as spans, the outermost ones as ``doc.ents``.

    Args:
        doc: Tokenized.
        mentions: Sorted by start, the longer first. Those without a score keep what score
            they have in the document.
    """
    spans: list[Span] = []
    for each in mentions:
        span = span_of(doc, each.start, each.end, each.type)
        if isinstance(each, Found):
            name = Mention(each.start, each.end, each.type)
            set_value(doc, name, "score", round(each.score, 4))
        spans.append(span)
    set_mentions(doc, spans)
