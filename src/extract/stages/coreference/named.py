"""What a document names, as the rules of one entity ask of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.strings import get_string_id
from spacy.tokens import Doc, Span

from extract.annotations import Mention, Person, Place, value
from extract.russian.spelling import clean, fold
from extract.schema import NAMED_TYPES, PLACE_TYPES

_NOBODY = Person()
_NOUNS = frozenset(map(get_string_id, ("NOUN", "PROPN")))


@dataclass(slots=True)
class Named:
    """A mention, looked up once: spaCy's attributes take their time."""

    mention: Mention
    normal: str
    person: Person | None
    place: Place | None
    head: str
    score: float

    @property
    def type(self) -> str:
        return self.mention.type


def all_named(doc: Doc, mentions: Sequence[tuple[Mention, Span]]) -> list[Named]:
    """The mentions that name something, the longer first where they begin together."""
    named = [_named(doc, *each) for each in mentions if each[0].type in NAMED_TYPES]
    return sorted(named, key=lambda one: (one.mention.start, -one.mention.end, one.type))


def _named(doc: Doc, one: Mention, span: Span) -> Named:
    normal = value(doc, one, "normal") or clean(" ".join(span.text.split()))
    head = ""
    if one.type != "PERSON" and one.type not in PLACE_TYPES:
        head = next((token.lemma_ for token in span if token.pos in _NOUNS), "")
    person, place = value(doc, one, "person"), value(doc, one, "place")
    return Named(one, normal, person, place, fold(head), value(doc, one, "score", 1.0))


def by_kind(named: Sequence[Named]) -> tuple[list[int], list[int], list[int]]:
    """Indices of people, places, and the rest; what names no one is left out."""
    people: list[int] = []
    places: list[int] = []
    others: list[int] = []
    end = 0  # of the places so far
    for index, one in enumerate(named):
        is_place = one.type in PLACE_TYPES
        is_inside = is_place and one.mention.end <= end
        end = max(end, one.mention.end) if is_place else end
        # "столица", and "[Европы]" of "Западной Европы"
        is_nameless = is_place and one.place is None and (is_inside or one.normal.islower())
        if one.person == _NOBODY or is_nameless:
            continue
        kind = people if one.type == "PERSON" else places if is_place else others
        kind.append(index)
    return people, places, others
