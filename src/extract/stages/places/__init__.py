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
from extract.annotations import (
    ENTITIES,
    Mention,
    Place,
    mention,
    offsets,
    set_value,
    text_of,
    value,
)
from extract.encoder.model import Found as Marked
from extract.russian.spelling import clean
from extract.schema import PLACE_TYPES
from extract.stages import needs
from extract.stages.mentions import assign
from extract.stages.places.coordination import ADJECTIVE_ENDINGS, series, split
from extract.stages.places.doubtful import is_no_place
from extract.stages.places.marking import Marking
from extract.stages.places.nominative import nominative
from extract.stages.places.patterns import (
    AROUND_TOO,
    BETWEEN,
    CASES,
    DEFAULT_KIND,
    GENERIC,
    HINTS,
    SHARED_HEADS,
)
from extract.stages.places.readings import Name
from extract.stages.places.resolve import Choice, Resolver


class Found(NamedTuple):
    """A place mention and what it names."""

    span: Span
    place: Place
    normal: str


class _Read(NamedTuple):
    """A place mention on its way to its place."""

    span: Span
    name: Name
    choice: Choice


@Language.factory(
    "extract_places",
    assigns=["span._.place", "span._.normal"],
    requires=["doc.spans", "token.lemma"],
)
def create_places(nlp: Language, name: str) -> Places:  # noqa: ARG001
    return Places()


class Places:
    """Sets ``span._.place`` and ``span._.normal`` of COUNTRY, STATE_OR_PROVINCE, CITY, DISTRICT
    and LOCATION mentions, marks names that the model missed, and takes lists of places apart.

    Args:
        entries: Another gazetteer than the one that is shipped.
    """

    def __init__(self, entries: gazetteer.Gazetteer | None = None) -> None:
        self.resolver = Resolver(entries or gazetteer.load())
        self._mark = Marking(self.resolver.readings)

    def find(self, doc: Doc) -> list[Found]:
        """Places of the document's mentions, in the order of the text; lists stay as they are.

        A mention without a name in it ("нашего региона") is left out.
        """
        return _found(self._read(doc, text_of(doc)))

    def __call__(self, doc: Doc) -> Doc:
        needs.check(doc, "extract_places")
        text = text_of(doc)
        self._set_mentions(doc, text)
        read = self._read(doc, text)
        out = {mention(each.span) for each in read if is_no_place(doc, *each)}
        if out:
            _drop(doc, out)
            read = self._read(doc, text)
        for found in _found(read):
            found.span._.place = found.place
            found.span._.normal = found.normal
        return doc

    def _read(self, doc: Doc, text: str) -> list[_Read]:
        spans = [span for span in doc.spans.get(ENTITIES, ()) if span.label_ in PLACE_TYPES]
        spans.sort(key=offsets)
        names = _names(doc, text, spans)
        choices = self.resolver(names, doc._.date)
        return [_Read(*each) for each in zip(spans, names, choices, strict=True)]

    def _is_place(self, name: str) -> bool:
        return bool(self.resolver.gazetteer.matches(name))

    def _set_mentions(self, doc: Doc, text: str) -> None:
        """Marks what the model missed, and takes lists apart."""
        spans = list(doc.spans.get(ENTITIES, ()))
        before = [mention(span) for span in spans]
        marked = self._mark(text, before)
        known = [Mention(each.start, each.end, each.type) for each in marked]
        after = split(doc, known, self._is_place, text)
        if set(after) == set(before):
            return
        scores = {old: value(doc, old, "score", 1.0) for old in before}
        scores |= {
            old: each.score for old, each in zip(known, marked, strict=True)
            if isinstance(each, Marked)
        }  # fmt: skip
        places = sorted(old for old in scores if old.type in PLACE_TYPES)
        near = {(old.start, old.end): score for old, score in scores.items()}
        assign(doc, after)
        for span in doc.spans[ENTITIES]:
            new = mention(span)
            score = scores.get(new) or near.get((new.start, new.end))
            if score is None:
                score = scores[_nearest(new, places)]
            set_value(doc, new, "score", score)


def _found(read: list[_Read]) -> list[Found]:
    return [
        Found(span, *_described(span, name, choice))
        for span, name, choice in read
        if choice.entry is not None or any(map(str.isupper, name.text))
    ]


def _drop(doc: Doc, out: set[Mention]) -> None:
    """Takes mentions out; the others keep their scores."""
    kept = [span for span in doc.spans[ENTITIES] if mention(span) not in out]
    names = list(map(mention, kept))
    scores = {each: value(doc, each, "score", 1.0) for each in names}
    assign(doc, list(scores))
    for each, score in scores.items():
        set_value(doc, each, "score", score)


def _nearest(new: Mention, places: list[Mention]) -> Mention:
    """The mention that a part of a list was taken from, or the next one beside it."""
    at = bisect.bisect_left(places, new)
    before = next((old for old in reversed(places[:at]) if old.type == new.type), None)
    after = next((old for old in places[at:] if old.type == new.type), None)
    return min(filter(None, (before, after)), key=lambda old: (abs(old.start - new.start), old))


def _names(doc: Doc, text: str, spans: list[Span]) -> list[Name]:
    """The mentions as they are looked up, adjectives with the noun that they share."""
    names = []
    heads = {start: group.head for group in series(doc) for start, _ in group.parts[:-1]}
    for span in spans:
        start, end = offsets(span)
        name = " ".join(clean(text[start:end]).split())
        head = heads.get(start) or _head_behind(doc, span)
        hint = "" if head else _hint_before(doc, span)
        head = "" if " " in name else head
        is_adjective = not head and _is_adjective(doc, span)
        names.append(Name(name, span.label_, start, end, head, hint, is_adjective))
    return names


def _head_behind(doc: Doc, span: Span) -> str:
    """ "[Буинского] муниципального района" → "район"."""
    at = span.end
    while at < len(doc) and doc[at].lemma_ in BETWEEN:
        at += 1
    is_head = at < len(doc) and doc[at].text.islower() and span.text.endswith(ADJECTIVE_ENDINGS)
    return SHARED_HEADS.get(doc[at].lemma_, "") if is_head else ""


def _hint_before(doc: Doc, span: Span) -> str:
    """ "штат [Вашингтон]", "округа [Марикопа]": the kind, where a name stands behind its noun."""
    if span.start == 0 or not doc[span.start - 1].text.islower():
        return ""
    noun = doc[span.start - 1]
    return "" if noun.lemma_ in AROUND_TOO and span.label_ == "CITY" else HINTS.get(noun.lemma_, "")


def _is_adjective(doc: Doc, span: Span) -> bool:
    """ "[Южный] ветер": one adjective that agrees with the noun behind it, which is no generic."""
    if len(span) != 1 or span.end >= len(doc) or span.root.pos_ != "ADJ":
        return False
    noun = doc[span.end]
    if noun.pos_ != "NOUN" or not noun.text.islower() or noun.lemma_ in GENERIC:
        return False
    one, other = span.root.morph, noun.morph
    return all(one.get(feature, []) == other.get(feature, []) for feature in ("Case", "Number"))


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
