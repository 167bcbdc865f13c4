"""Names in the nominative: people with their parts, all others up to the head noun."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from extract.annotations import ENTITIES, Mention, Person, mention, span_of
from extract.russian.spelling import clean
from extract.schema import TIME_TYPES
from extract.stages import needs
from extract.stages.names.parts import person
from extract.stages.names.people import read_names
from extract.stages.names.phrases import nominative
from extract.stages.names.spotting import recurring, repaired

# Types whose text is no name but a quantity or a date: written as in the text.
_AS_WRITTEN = TIME_TYPES | {"NUMBER", "ORDINAL", "MONEY", "PERCENT", "AGE"}

_SPOTTED = 0.9  # score of a name that the entity model has missed


@Language.factory(
    "extract_names",
    assigns=["span._.normal", "span._.person"],
    requires=["doc.spans", "token.morph", "token.dep", "token.lemma"],
)
def create_names(nlp: Language, name: str) -> Names:  # noqa: ARG001
    return Names()


class Names:
    """Sets ``span._.normal`` of every mention and ``span._.person`` of people.

    Mentions of people that are cut short are completed, and people that their patronymics or
    initials give away are added (see ``spotting``).
    """

    def find(self, doc: Doc) -> list[tuple[Span, str, Person | None]]:
        """The mentions, mended, with the nominative of each and the parts of people's names."""
        text = doc.text
        spans = _repaired(doc, text)
        people = _people(spans, text)
        full = (who.surname for who, _ in people.values() if who.surname and who.given_name)
        if again := recurring(text, full, list(map(mention, spans))):
            new = [span_of(doc, start, end, "PERSON") for start, end in again]
            spans = sorted([*spans, *new], key=_order)
            people = _people(spans, text)
        return [(span, *_named(span, text, people)) for span in spans]

    def __call__(self, doc: Doc) -> Doc:
        needs.check(doc, "extract_names")
        found = self.find(doc)
        spans = [span for span, _, _ in found]
        if spans != list(doc.spans.get(ENTITIES, ())):
            _assign(doc, spans)
        for span, normal, who in found:
            span._.normal = normal
            if who is not None:
                span._.person = who
        return doc


def _people(spans: list[Span], text: str) -> dict[Mention, tuple[Person, str]]:
    """Parts and nominative of each person's mention."""
    people = [span for span in spans if span.label_ == "PERSON"]
    names = map(person, read_names(people, text))
    return dict(zip(map(mention, people), names, strict=True))


def _named(
    span: Span, text: str, people: dict[Mention, tuple[Person, str]]
) -> tuple[str, Person | None]:
    if span.label_ == "PERSON":
        who, normal = people[mention(span)]
        return normal, who
    return (clean(span.text) if span.label_ in _AS_WRITTEN else nominative(span, text)), None


def _order(span: Span) -> tuple[int, int, str]:
    one = mention(span)
    return one.start, -one.end, one.type


def _repaired(doc: Doc, text: str) -> list[Span]:
    """The document's mentions, those that are mended as new spans."""
    spans = list(doc.spans.get(ENTITIES, ()))
    known = {mention(span): span for span in spans}
    mended = repaired(text, list(known))
    if mended == list(known):
        return spans
    return [known.get(one) or span_of(doc, one.start, one.end, one.type) for one in mended]


def _assign(doc: Doc, spans: list[Span]) -> None:
    """Puts mended mentions into the document, with the score of what stood in their place."""
    old = list(doc.spans.get(ENTITIES, ()))
    known = {mention(span) for span in old}
    for span in spans:
        if mention(span) not in known:
            scores = [
                other._.score
                for other in old
                if other.label_ == span.label_ and other.start < span.end and span.start < other.end
            ]
            span._.score = max(scores, default=_SPOTTED)
    doc.spans[ENTITIES] = spans
    doc.ents = filter_spans(Span(doc, span.start, span.end, span.label_) for span in spans)
