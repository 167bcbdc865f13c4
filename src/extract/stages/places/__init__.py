"""Places: from mentions to entries of the gazetteer.

A mention's type says what it may be ("Владимир" is a city only where the entities stage says
so), the article's countries and regions decide between places of one name, then population.
What the gazetteer does not know keeps its nominative.
"""

from __future__ import annotations

import bisect
import dataclasses
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract import gazetteer
from extract.annotations import ENTITIES, Mention, Place, mention
from extract.russian.spelling import clean
from extract.schema import PLACE_TYPES
from extract.stages.entities import assign
from extract.stages.places.coordination import series, split
from extract.stages.places.nominative import nominative
from extract.stages.places.patterns import CASES, DEFAULT_KIND
from extract.stages.places.resolve import Choice, Name, Resolver


class Found(NamedTuple):
    """A place mention and what it names."""

    span: Span
    place: Place
    normal: str


@Language.factory(
    "extract_places",
    assigns=["span._.place", "span._.normal"],
    requires=["doc.spans", "token.lemma"],
)
def create_places(nlp: Language, name: str) -> Places:  # noqa: ARG001
    return Places()


class Places:
    """Sets ``span._.place`` and ``span._.normal`` of COUNTRY, STATE_OR_PROVINCE, CITY, DISTRICT
    and LOCATION mentions, and takes lists of places apart.

    Args:
        entries: Another gazetteer than the one that is shipped.
    """

    def __init__(self, entries: gazetteer.Gazetteer | None = None) -> None:
        self.resolver = Resolver(entries or gazetteer.load())

    def find(self, doc: Doc) -> list[Found]:
        """Places of the document's mentions, in the order of the text; lists stay as they are.

        A mention without a name in it ("нашего региона") is left out.
        """
        spans = [span for span in doc.spans.get(ENTITIES, ()) if span.label_ in PLACE_TYPES]
        spans.sort(key=lambda span: span._.offsets)
        names = _names(doc, spans)
        choices = self.resolver(names, doc._.date)
        return [
            Found(span, *_described(span, name, choice))
            for span, name, choice in zip(spans, names, choices, strict=True)
            if choice.entry is not None or any(map(str.isupper, name.text))
        ]

    def __call__(self, doc: Doc) -> Doc:
        self._split(doc)
        for found in self.find(doc):
            found.span._.place = found.place
            found.span._.normal = found.normal
        return doc

    def _is_place(self, name: str) -> bool:
        return bool(self.resolver.gazetteer.matches(name))

    def _split(self, doc: Doc) -> None:
        spans = list(doc.spans.get(ENTITIES, ()))
        before = [mention(span) for span in spans]
        after = split(doc, before, self._is_place)
        if set(after) == set(before):
            return
        scores = {old: span._.score for old, span in zip(before, spans, strict=True)}
        places = sorted(old for old in before if old.type in PLACE_TYPES)
        assign(doc, after)
        for span in doc.spans[ENTITIES]:
            new = mention(span)
            span._.score = scores[new] if new in scores else scores[_nearest(new, places)]


def _nearest(new: Mention, places: list[Mention]) -> Mention:
    """The mention that a part of a list was taken from, or the next one beside it."""
    at = bisect.bisect_left(places, new)
    before = next((old for old in reversed(places[:at]) if old.type == new.type), None)
    after = next((old for old in places[at:] if old.type == new.type), None)
    return min(filter(None, (before, after)), key=lambda old: (abs(old.start - new.start), old))


def _names(doc: Doc, spans: list[Span]) -> list[Name]:
    """The mentions as the resolver reads them, adjectives with the noun that they share."""
    text, names = doc.text, []
    heads = {start: group.head for group in series(doc) for start, _ in group.parts[:-1]}
    for span in spans:
        start, end = span._.offsets
        name = " ".join(clean(text[start:end]).split())
        names.append(
            Name(name, span.label_, start, end, "" if " " in name else heads.get(start, ""))
        )
    return names


def _described(span: Span, name: Name, choice: Choice) -> tuple[Place, str]:
    if choice.entry is not None and not choice.inside:
        place = choice.entry.place(choice.ambiguous)
        return place, place.name
    cases = span.root.morph.get("Case", [])
    normal = nominative(name.text, CASES.get(cases[0]) if cases else None)
    kind = DEFAULT_KIND[name.type]
    place = Place(name=normal, kind=kind, key=f"name:{kind}:{normal}")
    if choice.entry is not None:
        around = choice.entry
        place = dataclasses.replace(
            place, country_code=around.country, region_code=around.region, parent=around.key
        )
    return place, normal
