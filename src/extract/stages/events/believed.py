"""The relations that events are made of and told by."""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Doc

from extract import schema, trust
from extract.annotations import Mention, Relation, relations_of

TRUSTED = 0.5  # the score of a relation that is believed


def trusted(doc: Doc, there: Set[Mention] | None = None) -> list[Relation]:
    """The relations that events are made of and told by.

    What is an event itself, a meeting or a visit, stands in the tables too or is none.

    Args:
        doc: The document.
        there: Its mentions, from those who have them at hand.
    """
    relations = relations_of(doc, there)
    told = [r for r in relations if r.predicate in schema.PATTERN_RELATIONS]
    sure = set(trust.trusted(doc, told))
    return [
        relation
        for relation in relations
        if relation.score >= TRUSTED
        and (relation.predicate not in schema.PATTERN_RELATIONS or relation in sure)
    ]
