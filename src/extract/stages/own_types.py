"""Mentions of types that a user has added to the model (``extract train --add-to``).

They stand behind all other stages, so that nothing these find changes: a date within a mention of
such a type, or a place, is found as without it. Until then they are laid aside.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import (
    ENTITIES,
    Mention,
    Near,
    mention,
    outer_first,
    set_mentions,
    span_of,
    value,
)
from extract.stages import needs
from extract.stages.mentions import ASIDE, LAST, laid_aside


@Language.factory(LAST, assigns=["doc.spans", "doc.ents"], requires=["doc.spans"])
def create_own_types(nlp: Language, name: str) -> OwnTypes:  # noqa: ARG001
    return OwnTypes()


class OwnTypes:
    """Puts what was laid aside into ``doc.spans["entities"]`` and ``doc.ents``."""

    def find(self, doc: Doc) -> list[Mention]:
        """What was laid aside, but for what a term of the user's stands on or crosses."""
        there = {mention(span) for span in doc.spans.get(ENTITIES, ())}
        terms = Near(one for one in there if value(doc, one, "term") is not None)

        def stands(one: Mention) -> bool:
            near = terms(one.start, one.end)
            return one not in there and not any(_contradicts(one, term) for term in near)

        return [one for one in laid_aside(doc) if stands(one)]

    def __call__(self, doc: Doc) -> Doc:
        needs.check(doc, LAST)
        spans = [span_of(doc, one.start, one.end, one.type) for one in self.find(doc)]
        if spans:
            spans += doc.spans[ENTITIES]
            set_mentions(doc, sorted(spans, key=lambda span: outer_first(mention(span))))
        doc.user_data.pop(ASIDE, None)
        return doc


def _contradicts(one: Mention, term: Mention) -> bool:
    """Whether two mentions that overlap have the same words, or cross."""
    inside = term.start <= one.start and one.end <= term.end
    around = one.start <= term.start and term.end <= one.end
    return inside == around
