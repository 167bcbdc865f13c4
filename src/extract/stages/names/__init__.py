"""Names in the nominative: people with their parts, all others up to the head noun."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.annotations import ENTITIES, Person
from extract.schema import TIME_TYPES
from extract.stages.names.parts import person
from extract.stages.names.people import read_names
from extract.stages.names.phrases import nominative

# Types whose text is no name but a quantity or a date: written as in the text.
_AS_WRITTEN = TIME_TYPES | {"NUMBER", "ORDINAL", "MONEY", "PERCENT", "AGE"}


@Language.factory(
    "extract_names",
    assigns=["span._.normal", "span._.person"],
    requires=["doc.spans", "token.morph", "token.dep", "token.lemma"],
)
def create_names(nlp: Language, name: str) -> Names:  # noqa: ARG001
    return Names()


class Names:
    """Sets ``span._.normal`` of every mention and ``span._.person`` of people."""

    def find(self, doc: Doc) -> list[tuple[Span, str, Person | None]]:
        """The nominative of every mention, and the parts of people's names."""
        spans, text = list(doc.spans.get(ENTITIES, ())), doc.text
        people = iter(read_names([span for span in spans if span.label_ == "PERSON"], text))
        found: list[tuple[Span, str, Person | None]] = []
        for span in spans:
            if span.label_ == "PERSON":
                who, normal = person(next(people))
                found.append((span, normal, who))
            elif span.label_ in _AS_WRITTEN:
                found.append((span, span.text, None))
            else:
                found.append((span, nominative(span, text), None))
        return found

    def __call__(self, doc: Doc) -> Doc:
        for span, normal, who in self.find(doc):
            span._.normal = normal
            if who is not None:
                span._.person = who
        return doc
