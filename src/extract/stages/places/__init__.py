"""Places: from mentions to entries of the gazetteer.

A mention's type says what it may be ("Владимир" is a city only where the entities stage says
so), the article's countries and regions decide between places of one name, then population.
What the gazetteer does not know keeps its nominative.
"""

from __future__ import annotations

import bisect
import dataclasses
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
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
    set_mentions,
    set_value,
    span_of,
    text_of,
    value,
)
from extract.encoder.model import Found as Marked
from extract.russian.dictionary import is_known
from extract.schema import PLACE_TYPES
from extract.stages import needs
from extract.stages.mentions import is_repeated
from extract.stages.places.choosing import Choice
from extract.stages.places.coordination import Series, all_series, split
from extract.stages.places.doubtful import Doubts, is_cut_out, is_direction, is_of_sky
from extract.stages.places.found import Found, one_each, righted, told_once
from extract.stages.places.guessing import Guessing
from extract.stages.places.marking import Marking
from extract.stages.places.mentioned import Name
from extract.stages.places.naming import names
from extract.stages.places.nominative import nominative
from extract.stages.places.patterns import (
    BUILDINGS,
    CASES,
    DEFAULT_KIND,
    GENITIVE,
    HINTS,
    LANDMARKS,
    OBLIQUE,
)
from extract.stages.places.resolve import Resolver
from extract.stages.places.unknown import Unknown
from extract.stages.places.words import celestial, kind_of
from extract.syntax.features import feature

SHORTEST = 4  # letters of a form in another case: "Ком" is none
_MUNICIPAL = re.compile(r"(?i)\s+муниципальн[а-я]+(?=\s+район)")


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
        text = text_of(doc)
        lists = list(all_series(doc, text, self._is_place))
        return self._found(self._read(doc, text, doc.spans.get(ENTITIES, ()), lists))

    def unknown(self, doc: Doc) -> Iterator[tuple[Mention, tuple[str, ...]]]:
        """The mentions that the gazetteer has no place for, and what is said of each."""
        spans, read = self._marked(doc)
        asked = Unknown(doc, spans)
        for span, name, choice in read:
            if choice.entry is None and not choice.inside:
                yield mention(span), tuple(asked.evidence(span, name))

    def __call__(self, doc: Doc) -> Doc:
        needs.check(doc, "extract_places")
        spans, read = self._marked(doc)
        is_no_place = Doubts(doc, spans)
        second = _second_types(read)
        doubted = [each in second or is_no_place(*each) for each in read]
        if any(doubted):
            _drop(doc, {mention(each.span) for each in itertools.compress(read, doubted)})
            kept = [each for each, out in zip(read, doubted, strict=True) if not out]
            read = self._chosen(doc, [each.span for each in kept], [each.name for each in kept])
        found = {mention(span): (place, normal) for span, place, normal in self._found(read)}
        for one, (place, normal) in found.items():
            set_value(doc, one, "place", place)
            set_value(doc, one, "normal", normal)
        for one in (mention(span) for span, _, _ in read if is_direction(span)):
            if one not in found:  # "[Востоке]" of "Дальнем Востоке" names nothing
                set_value(doc, one, "normal", value(doc, one, "normal", "").lower() or None)
        for each in read:
            if is_of_sky(each.name, each.choice):
                body = celestial(each.name.text).capitalize()
                set_value(doc, mention(each.span), "normal", body)
        return doc

    def _found(self, read: list[_Read]) -> list[Found]:
        wide = [(each.span, each.choice.entry) for each in read if len(each.span) > 1]
        unknown = [
            (each.span, each.name)
            for each in read
            if each.choice.entry is None or each.choice.inside
        ]
        guess = Guessing(self.resolver.gazetteer, unknown) if unknown else None
        found = [
            Found(span, *_described(span, name, choice, guess))
            for span, name, choice in read
            if (choice.entry is not None or any(map(str.isupper, name.text)))
            and not is_of_sky(name, choice)
            and not is_cut_out(span, choice.entry, wide)
        ]
        return told_once(righted(one_each(found)))

    def _marked(self, doc: Doc) -> tuple[list[Span], list[_Read]]:
        """All mentions, those that the model missed marked, lists taken apart; and the places."""
        text = text_of(doc)
        lists = list(all_series(doc, text, self._is_place))
        spans = self._set_mentions(doc, text, lists)
        return spans, self._read(doc, text, spans, lists)

    def _read(
        self, doc: Doc, text: str, spans: Iterable[Span], lists: Sequence[Series]
    ) -> list[_Read]:
        places = [span for span in spans if span.label_ in PLACE_TYPES]
        places.sort(key=offsets)
        return self._chosen(doc, places, names(doc, text, places, lists))

    def _chosen(self, doc: Doc, spans: Sequence[Span], named: Sequence[Name]) -> list[_Read]:
        choices = self.resolver(named, doc._.date)
        return [_Read(*each) for each in zip(spans, named, choices, strict=True)]

    def _is_place(self, name: str) -> bool:
        return bool(self.resolver.gazetteer.matches(name))

    def _set_mentions(self, doc: Doc, text: str, lists: Sequence[Series]) -> list[Span]:
        """Marks what the model missed, and takes lists apart; returns all mentions."""
        spans = list(doc.spans.get(ENTITIES, ()))
        before = dict(zip(map(mention, spans), spans, strict=True))
        marked = self._mark(text, before)
        if repeats := sorted(doc._.repeats):
            marked = [
                each
                for each in marked
                if not (isinstance(each, Marked) and is_repeated(repeats, each.start))
            ]
        known = [Mention(*each[:3]) if isinstance(each, Marked) else each for each in marked]
        after = split(doc, known, self._is_place, text, lists)
        if set(after) == before.keys():
            return spans
        scores = {old: value(doc, old, "score", 1.0) for old in before}
        scores |= {
            old: each.score for old, each in zip(known, marked, strict=True)
            if isinstance(each, Marked)
        }  # fmt: skip
        places: list[Mention] = []
        near = {(old.start, old.end): score for old, score in scores.items()}
        for new in after:
            if new in before:
                continue
            score = scores.get(new) or near.get((new.start, new.end))
            if score is None:
                places = places or sorted(old for old in scores if old.type in PLACE_TYPES)
                score = scores[_nearest(new, places)]
            set_value(doc, new, "score", score)
        spans = [before.get(one) or span_of(doc, one.start, one.end, one.type) for one in after]
        set_mentions(doc, spans)
        return spans


def _second_types(read: Sequence[_Read]) -> set[_Read]:
    """Of a word that is marked as of two types all but one: what the gazetteer knows, the surer.

    No word of NEREL is of two types of places.
    """
    spots: dict[tuple[int, int], list[_Read]] = {}
    for each in read:
        spots.setdefault(offsets(each.span), []).append(each)
    alike = (sorted(spot, key=_fit) for spot in spots.values() if len(spot) > 1)
    return {each for spot in alike for each in spot[:-1]}


def _fit(each: _Read) -> tuple[bool, float]:
    entry, label = each.choice.entry, each.span.label_
    known = entry is not None and entry.kind == DEFAULT_KIND[label]
    return known, value(each.span.doc, mention(each.span), "score", 1.0)


def _drop(doc: Doc, out: set[Mention]) -> None:
    """Takes mentions out."""
    set_mentions(doc, [span for span in doc.spans[ENTITIES] if mention(span) not in out])


def _nearest(new: Mention, places: list[Mention]) -> Mention:
    """The mention that a part of a list was taken from, or the next one beside it."""
    at = bisect.bisect_left(places, new)
    alike = [old for old in places if old.type == new.type]
    near = alike or places[max(0, at - 1) : at + 1]
    return min(near, key=lambda old: (abs(old.start - new.start), old))


def _described(span: Span, name: Name, choice: Choice, guess: Guessing | None) -> tuple[Place, str]:
    if choice.entry is not None and not choice.inside:
        place = choice.entry.place(choice.ambiguous)
        place = dataclasses.replace(place, name=choice.called or place.name)
        return place, place.name
    unit = HINTS.get(name.hint)
    case = CASES.get(feature(span.root, "Case"))
    text = _MUNICIPAL.sub("", name.in_full)
    if name.text.isupper() and (name.head or kind_of(text)):  # "АДМИНИСТРАЦИЯ КОТОВСКОГО РАЙОНА"
        text = text.capitalize()
    guessed = guess(span, name) if guess is not None and not name.head else None
    normal = guessed or (name.text if _is_in_apposition(name, unit) else nominative(text, case))
    settled = unit if unit == "city" else None  # "село [Щельяюр Ижемского района]"
    part = choice.kind if choice.inside and choice.kind == "other" else ""
    told = part or kind_of(name.head) or settled or _kind_in(normal) or unit or choice.kind
    if not told and _is_built(span):
        told = "other"
    kind = told or DEFAULT_KIND[name.type]
    if name.hint == "графство" and choice.entry is not None and choice.entry.country == "US":
        kind = "district"  # smaller than a state, which an "округ" is too
    around = choice.entry or choice.around
    # Of 86 towns and regions that nothing tells of 11 were right, of those called one 24 of 46.
    is_told = bool(told) or around is not None or kind == "other"
    place = Place(name=normal, kind=kind, key=f"name:{kind}:{normal}", is_told=is_told)
    if around is not None:
        place = dataclasses.replace(
            place, country_code=around.country, region_code=around.region, parent=around.key
        )
    where = place.region_code or choice.namesakes
    if choice.namesakes:  # "Октябрьский" of this region, not of another
        place = dataclasses.replace(place, key=f"{place.key}:{where}")
    return place, normal


def _is_built(span: Span) -> bool:
    """ "во дворце [Хофбург]", "мост через [Трубеж]"."""
    before = [token.lemma_.lower() for token in span.doc[max(0, span.start - 2) : span.start]]
    return bool(before) and (before[-1] in BUILDINGS or before == ["мост", "через"])


def _kind_in(name: str) -> str | None:
    """The kind that a word of a longer name tells: "Лодзинский уезд", "Ялуторское лесничество"."""
    words = name.lower().split()
    if len(words) < 2:
        return None
    told = (
        LANDMARKS.get(each) or kind_of(each) for each in (" ".join(words[-2:]), words[-1], words[0])
    )
    return next(filter(None, told), None)


def _is_in_apposition(name: Name, unit: str | None) -> bool:
    """ "в округе Шекхупура", "у села Петрунь"; not "в районе Нижнего Манхэттена"."""
    word = name.text.lower()
    if unit == "city":  # names of towns in other cases than the nominative end with a vowel
        is_oblique = len(word) > SHORTEST and word.endswith(OBLIQUE) and is_known(word)
        return word[-1] not in "аеёиоуыэюя" and not is_oblique
    return unit in ("region", "district") and not (
        " " in word and word.split()[0].endswith(GENITIVE)
    )
