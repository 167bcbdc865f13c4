"""Mentions as spaCy spans, exact borders kept.

A mention whose border falls inside a token ("[писатель]-сатирик") is a span over the whole token
that carries its exact borders in ``span.id_``; ``span._.offsets`` is right for both.
"""

from __future__ import annotations

import dataclasses
import weakref
from collections.abc import Set
from typing import Any

from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from extract.schema import PLACE_TYPES, VALUE_TYPES

from .values import Entity, Mention, Person, Relation

ENTITIES = "entities"  # the key in doc.spans
# Tokens. Stages compare the words of a sentence with each other, and the parser reads so many.
LONGEST_SENTENCE = 256

# Texts of documents, and of how many tokens: a document that is loaded into may grow.
_texts: weakref.WeakKeyDictionary[Doc, tuple[int, str]] = weakref.WeakKeyDictionary()


def span_of(doc: Doc, start: int, end: int, label: str) -> Span:
    """The span that shows ``doc.text[start:end]``, exact borders kept (see the module's text).

    Args:
        doc: The document.
        start: First character.
        end: One past the last character.
        label: Entity type.

    Raises:
        ValueError: No token lies under the offsets.
    """
    span = doc.char_span(start, end, label=label, alignment_mode="expand")
    if span is None:
        raise ValueError(f"no token lies under characters {start} to {end}")
    if (span.start_char, span.end_char) != (start, end):
        span = Span(doc, span.start, span.end, label=label, span_id=f"{start}:{end}")
    return span


def set_mentions(doc: Doc, spans: list[Span]) -> None:
    """Puts mentions into a document: all as spans, the outermost ones as ``doc.ents``.

    Args:
        doc: Tokenized.
        spans: Sorted by start, the longer first.
    """
    doc.spans[ENTITIES] = spans
    doc.ents = filter_spans(
        Span(doc, span.start, span.end, span.label_) if span.id else span for span in spans
    )


def text_of(doc: Doc) -> str:
    """``doc.text``, which spaCy puts together anew each time, put together once."""
    size, text = _texts.get(doc, (-1, ""))
    if size != len(doc):
        text = doc.text
        _texts[doc] = len(doc), text
    return text


def offsets(span: Span) -> tuple[int, int]:
    """Exact character offsets of a mention (see the module's text)."""
    if span.id and ":" in span.id_:  # a number first: most spans have none
        start, end = span.id_.split(":")
        return int(start), int(end)
    return span.start_char, span.end_char


def mention(span: Span) -> Mention:
    """The name of a span within its document."""
    if span.id and ":" in span.id_:
        return Mention(*offsets(span), span.label_)
    return Mention(span.start_char, span.end_char, span.label_)


def value(doc: Doc, mention: Mention, name: str, default: Any = None) -> Any:
    """What ``span._.name`` is for the span of a mention, for those who ask about many.

    spaCy's way to the same takes ten times as long.
    """
    key: Any = ("extract", name, mention.start, mention.end, mention.type)
    return doc.user_data.get(key, default)


def set_value(doc: Doc, mention: Mention, name: str, value: Any) -> None:
    """Sets ``span._.name`` for the span of a mention, as fast as ``value`` reads it."""
    data(doc)["extract", name, mention.start, mention.end, mention.type] = value


def names_nothing(doc: Doc, mention: Mention) -> bool:
    """Whether a mention that belongs to no entity stands for none of its own.

    So do values, people in whom the stage ``names`` saw no one (a ship, a character), common nouns
    that the model took for places ("столица", "восток"), and places that the stage ``coreference``
    leaves out ("[Америка]" of "Латинская Америка").
    """
    if mention.type in PLACE_TYPES:
        if doc._.entities:
            return True
        normal: str = value(doc, mention, "normal") or text_of(doc)[mention.start : mention.end]
        return normal.islower()
    return mention.type in VALUE_TYPES or value(doc, mention, "person") == Person()


def relations_of(doc: Doc, there: Set[Mention] | None = None) -> list[Relation]:
    """``doc._.relations`` between mentions that are there.

    A stage of the user's may have dropped mentions after the relations were found.

    Args:
        doc: The document.
        there: Its mentions, from those who have them at hand.
    """
    there = _there(doc) if there is None else there
    return [
        dataclasses.replace(one, represents=(_kept(one, 0, there), _kept(one, 1, there)))
        if not there >= {*one.represents} - {None}
        else one
        for one in doc._.relations
        if one.subject in there and one.object in there
    ]


def _kept(relation: Relation, side: int, there: Set[Mention]) -> Mention | None:
    body = relation.represents[side]
    return body if body in there else None


def entities_of(doc: Doc, there: Set[Mention] | None = None) -> list[Entity]:
    """``doc._.entities`` with the mentions that are there; those that have none are left out.

    Args:
        doc: The document.
        there: Its mentions, from those who have them at hand.
    """
    there = _there(doc) if there is None else there
    found = []
    for one in doc._.entities:
        kept = tuple(mention for mention in one.mentions if mention in there)
        if kept:
            found.append(one if kept == one.mentions else dataclasses.replace(one, mentions=kept))
    return found


def _there(doc: Doc) -> set[Mention]:
    return {mention(span) for span in doc.spans.get(ENTITIES, ())}


def data(doc: Doc) -> dict[Any, Any]:
    """spaCy declares the keys as strings, and uses tuples itself."""
    found: dict[Any, Any] = doc.user_data
    return found
