"""Whom a person acts for, where only another sentence says so."""

from __future__ import annotations

import dataclasses

from spacy.tokens import Doc

from extract.annotations import Mention
from extract.stages.agreements.evidence import Evidence
from extract.syntax.text import Text


class Offices:
    """The bodies and places in the titles of a document's people."""

    def __init__(self, doc: Doc, text: Text) -> None:
        self._text = text
        self._same = {
            mention: entity.mentions
            for entity in doc._.entities
            if entity.type == "PERSON"
            for mention in entity.mentions
        }

    def known(self, found: Evidence) -> Evidence:
        """The evidence with whom its people act for, as the nearest sentence before says."""
        first, second = (
            body or self._of(side)
            for body, side in zip(found.represents, (found.first, found.second), strict=True)
        )
        if (first, second) == found.represents or first == second:
            return found
        return dataclasses.replace(found, represents=(first, second))

    def _of(self, person: Mention) -> Mention | None:
        """The body in the last title before a mention, else in the first after it."""
        same = self._same.get(person, ())
        before, after = (m for m in reversed(same) if m < person), (m for m in same if m > person)
        return next((body for one in (*before, *after) if (body := self._titled(one))), None)

    def _titled(self, person: Mention) -> Mention | None:
        tree = self._text.tree
        if person not in tree.spans:
            return None
        token = tree.spans[person][0]
        group = self._text.sentence(tree.sentence_of[token]).group_at.get(token)
        if group is None or tree.lemmas[group.start] == "бывший":
            return None
        return next(
            (
                party.represents
                for party in group.parties
                if party.mention == person and not any(t.startswith("экс-") for t in party.titles)
            ),
            None,
        )
