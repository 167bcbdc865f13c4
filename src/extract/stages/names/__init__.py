"""Names in the nominative: people with their parts, all others up to the head noun."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.annotations import (
    ENTITIES,
    Mention,
    Person,
    mention,
    set_mentions,
    set_value,
    span_of,
    text_of,
    value,
)
from extract.russian.spelling import clean
from extract.schema import TIME_TYPES
from extract.stages import needs
from extract.stages.mentions import laid_aside
from extract.stages.names.ending_ich import surnames_told
from extract.stages.names.nominatives import Nominatives
from extract.stages.names.parts import person
from extract.stages.names.people import read_names
from extract.stages.names.recurring import recurring
from extract.stages.names.repairing import repaired
from extract.stages.names.sharing import shared
from extract.stages.names.unnamed import Unnamed

# Types whose text is no name but a quantity or a date: written as in the text.
_AS_WRITTEN = TIME_TYPES | {"NUMBER", "ORDINAL", "MONEY", "PERCENT", "AGE"}

_SPOTTED = 0.9  # score of a name that the entity model has missed; 140 articles have one


_Mentions = Sequence[tuple[Mention, Span]]


class _Found(NamedTuple):
    mention: Mention
    span: Span
    normal: str
    person: Person | None


@Language.factory(
    "extract_names",
    assigns=["span._.normal", "span._.person"],
    requires=["doc.spans", "token.morph", "token.dep", "token.lemma"],
)
def create_names(nlp: Language, name: str) -> Names:  # noqa: ARG001
    return Names()


class Names:
    """Sets ``span._.normal`` of every mention and ``span._.person`` of people.

    Mentions of people that are cut short are completed, those that name nobody are dropped, and
    people that their patronymics or initials give away are added (see ``repairing``). The
    person of an adjective ("[Ленинской] премии") is empty: it names no one.
    """

    def find(self, doc: Doc) -> list[tuple[Span, str, Person | None]]:
        """The mentions, mended, with the nominative of each and the parts of people's names."""
        return [found[1:] for found in self._read(doc, _mentions(doc))]

    def _read(self, doc: Doc, given: _Mentions) -> list[_Found]:
        text = text_of(doc)
        terms = {one for one, _ in given if value(doc, one, "term") is not None}
        spans = _repaired(doc, text, dict(given), terms)
        people = _people(spans, text)
        full = (who.surname for who, _ in people.values() if who.surname and who.given_name)
        if again := recurring(text, full, spans):
            new = {Mention(*at, "PERSON"): span_of(doc, *at, "PERSON") for at in again}
            spans = dict(sorted((spans | new).items(), key=_order))
            people = _people(spans, text)
        unnamed = Unnamed(text, [(spans[one], who) for one, (who, _) in people.items()])
        people = {
            one: (Person() if unnamed(spans[one], who) else who, normal)
            for one, (who, normal) in people.items()
        }
        nominative = Nominatives(doc, text)
        found = [
            _Found(one, span, people[one][1], people[one][0])
            if one in people
            else _Found(one, span, _called(one, span, text, nominative), None)
            for one, span in spans.items()
        ]
        if not terms:
            return found
        return [_as_termed(each, value(doc, each.mention, "term")) for each in found]

    def __call__(self, doc: Doc) -> Doc:
        needs.check(doc, "extract_names")
        given = _mentions(doc)
        found = self._read(doc, given)
        if [each.mention for each in found] != [one for one, _ in given]:
            _assign(doc, dict(given), {each.mention: each.span for each in found})
        for one, _, normal, who in found:
            set_value(doc, one, "normal", normal)
            if who is not None:
                set_value(doc, one, "person", who)
        if aside := laid_aside(doc):
            nominative = Nominatives(doc, text_of(doc))
            for one in aside:
                span = span_of(doc, one.start, one.end, one.type)
                set_value(doc, one, "normal", nominative(span))
        return doc


def _people(spans: dict[Mention, Span], text: str) -> dict[Mention, tuple[Person, str]]:
    """Parts and nominative of each person's mention."""
    people = {one: span for one, span in spans.items() if one.type == "PERSON"}
    names = map(person, read_names(list(people.values()), text))
    return shared(surnames_told(dict(zip(people, names, strict=True)), text), text)


def _called(one: Mention, span: Span, text: str, nominative: Nominatives) -> str:
    """What any other thing than a person is called."""
    if one.type in _AS_WRITTEN:
        return clean(text[span.start_char : span.end_char])
    return nominative(span)


def _as_termed(found: _Found, normal: str | None) -> _Found:
    """What is found, with the normal form of the user's dictionary where there is one."""
    if normal is None or normal == found.normal:
        return found
    who = found.person
    if who is not None:  # the name in the order of running text
        first, *between, last = ["", *normal.split()] if " " not in normal else normal.split()
        who = Person(last, first or None, " ".join(between) or None, who.gender)
    return found._replace(normal=normal, person=who)


def _order(item: tuple[Mention, Span]) -> tuple[int, int, str]:
    one, _ = item
    return one.start, -one.end, one.type


def _mentions(doc: Doc) -> _Mentions:
    return [(mention(span), span) for span in doc.spans.get(ENTITIES, ())]


def _repaired(
    doc: Doc, text: str, known: dict[Mention, Span], terms: set[Mention]
) -> dict[Mention, Span]:
    """The document's mentions in order, those that are mended as new spans."""
    mended = repaired(text, [one for one in known if one not in terms])
    if terms:
        mended = sorted({*mended, *terms}, key=lambda one: (one.start, -one.end, one.type))
    return {one: known.get(one) or span_of(doc, one.start, one.end, one.type) for one in mended}


def _assign(doc: Doc, old: dict[Mention, Span], spans: dict[Mention, Span]) -> None:
    """Puts mended mentions into the document, with the score of what stood in their place."""
    for one, span in spans.items():
        if one not in old:
            scores = [
                value(doc, name, "score", 1.0)
                for name, other in old.items()
                if name.type == one.type and other.start < span.end and span.start < other.end
            ]
            set_value(doc, one, "score", max(scores, default=_SPOTTED))
    set_mentions(doc, list(spans.values()))
