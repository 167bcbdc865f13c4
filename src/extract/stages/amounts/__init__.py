"""Amounts: what sums of money, shares, ages, numbers and ordinals come to.

Sums that the entity model cut or missed are completed first (see ``money``).
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.annotations import (
    ENTITIES,
    Amount,
    mention,
    offsets,
    outer_first,
    set_value,
    text_of,
)
from extract.schema import AMOUNT_TYPES
from extract.stages.amounts.money import complete
from extract.stages.amounts.reading import read
from extract.stages.mentions import assign

__all__ = ["Amounts", "read"]


# It finds sums of money itself, so it requires no other stage; it reads what mentions there are.
@Language.factory("extract_amounts", assigns=["span._.amount"])
def create_amounts(nlp: Language, name: str) -> Amounts:  # noqa: ARG001
    return Amounts()


class Amounts:
    """Sets ``span._.amount`` of the mentions that say how much."""

    def find(self, doc: Doc) -> list[tuple[Span, Amount]]:
        """The mentions that have an amount, in the order of the text."""
        return self._read(doc, text_of(doc))

    def _read(self, doc: Doc, text: str) -> list[tuple[Span, Amount]]:
        found = []
        for span in doc.spans.get(ENTITIES, ()):
            if span.label_ in AMOUNT_TYPES:
                start, end = offsets(span)
                amount = read(text[start:end], span.label_)
                if amount is not None:
                    found.append((span, amount[0]))
        return found

    def __call__(self, doc: Doc) -> Doc:
        text = text_of(doc)
        mentions = [mention(span) for span in doc.spans.get(ENTITIES, ())]
        completed = complete(text, mentions)
        if completed is not mentions:
            assign(doc, sorted(completed, key=outer_first))
        for span, amount in self._read(doc, text):
            set_value(doc, mention(span), "amount", amount)
        return doc
