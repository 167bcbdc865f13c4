"""The relations that events are made of and told by."""

from __future__ import annotations

from spacy.tokens import Doc

from extract import schema, trust
from extract.annotations import Relation, relations_of

TRUSTED = 0.5  # the score of a relation that is believed


def trusted(doc: Doc) -> list[Relation]:
    """The relations that events are made of and told by.

    What is an event itself, a meeting or a visit, stands in the tables too or is none.
    """
    relations = relations_of(doc)
    told = [r for r in relations if r.predicate in schema.PATTERN_RELATIONS]
    sure = set(trust.trusted(doc, told))
    return [
        relation
        for relation in relations
        if relation.score >= TRUSTED
        and (relation.predicate not in schema.PATTERN_RELATIONS or relation in sure)
    ]
