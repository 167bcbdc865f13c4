"""Document-level entities: all mentions of one thing, however the article names it.

Pronouns are left alone. Only what is sure to be the same is joined: names that contradict
each other stay apart, nested mentions never join the one they lie in.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span

from extract.annotations import (
    ENTITIES,
    Entity,
    Mention,
    Person,
    Place,
    mention,
    set_value,
    text_of,
    value,
)
from extract.russian.spelling import clean, fold
from extract.schema import NAMED_TYPES, PLACE_TYPES
from extract.stages import needs
from extract.stages.coreference import bodies
from extract.stages.coreference.bodies import Title
from extract.stages.coreference.doubtful import is_doubtful
from extract.stages.coreference.folding import script
from extract.stages.coreference.ids import by_id
from extract.stages.coreference.patterns import BETWEEN
from extract.stages.coreference.people import fullness, individuals, keys, unite

_ALIASES = frozenset({"ABBREVIATION", "ALTERNATIVE_NAME"})
# Score of an alias relation that is believed whatever the names look like: rather right than wrong.
_SURE = 0.5
_NOUNS = frozenset(map(get_string_id, ("NOUN", "PROPN")))
_BETWEEN = re.compile(BETWEEN, re.IGNORECASE)


@Language.factory(
    "extract_coreference",
    assigns=["doc._.entities"],
    requires=["doc.spans", "span._.normal", "span._.person"],
)
def create_coreference(nlp: Language, name: str) -> Coreference:  # noqa: ARG001
    return Coreference()


_Mentions = Sequence[tuple[Mention, Span]]


@dataclass(slots=True)
class _Named:
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


class Coreference:
    """Sets ``doc._.entities``."""

    def find(self, doc: Doc) -> list[Entity]:
        """The entities of a document, in the order of their first mentions."""
        return _entities(doc, _mentions(doc))

    def __call__(self, doc: Doc) -> Doc:
        needs.check(doc, "extract_coreference")
        mentions = _mentions(doc)
        doc._.entities = found = _entities(doc, mentions)
        _unname_doubtful(doc, found, [one for one, _ in mentions])
        return doc


def _mentions(doc: Doc) -> _Mentions:
    return [(mention(span), span) for span in doc.spans.get(ENTITIES, ())]


def _entities(doc: Doc, mentions: _Mentions) -> list[Entity]:
    text = text_of(doc)
    named = [_named(doc, *each) for each in mentions if each[0].type in NAMED_TYPES]
    named.sort(key=lambda one: (one.mention.start, -one.mention.end, one.type))
    people, places, others = _by_kind(named)
    aliases = list(_aliases(doc, named, text))
    found = [*_people(people, named, aliases), *_places(places, named)]
    found += _bodies(others, named, aliases, text)
    found = by_id(doc, found, (one for one, _ in mentions))
    return sorted(found, key=lambda entity: entity.mentions[0])


def _unname_doubtful(doc: Doc, entities: Sequence[Entity], mentions: Sequence[Mention]) -> None:
    """Of whom there is a doubt that they are people, their mentions name no one in any table."""
    known = {one for entity in entities if entity.type == "PERSON" for one in entity.mentions}
    for one in mentions:
        if one.type == "PERSON" and one not in known:
            set_value(doc, one, "person", Person())


def _named(doc: Doc, one: Mention, span: Span) -> _Named:
    normal = value(doc, one, "normal") or clean(" ".join(span.text.split()))
    head = ""
    if one.type != "PERSON" and one.type not in PLACE_TYPES:
        head = next((token.lemma_ for token in span if token.pos in _NOUNS), "")
    person, place = value(doc, one, "person"), value(doc, one, "place")
    return _Named(one, normal, person, place, fold(head), value(doc, one, "score", 1.0))


def _by_kind(named: Sequence[_Named]) -> tuple[list[int], list[int], list[int]]:
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
        if one.person == Person() or is_nameless:
            continue
        kind = people if one.type == "PERSON" else places if is_place else others
        kind.append(index)
    return people, places, others


_Pairs = Sequence[tuple[int, int]]


def _people(indices: Sequence[int], named: Sequence[_Named], aliases: _Pairs) -> Iterator[Entity]:
    parts = {i: named[i].person or Person(surname=named[i].normal) for i in indices}
    found = individuals({i: (named[i].mention.start, parts[i]) for i in indices})
    unite(found, [pair for pair in aliases if parts.keys() >= {*pair}])
    found = [
        one
        for one in found
        if not is_doubtful([(named[i].normal, named[i].score) for i in one.members])
    ]
    names = []
    for one in found:
        best = min(one.members, key=lambda i: (fullness(parts[i]), -len(parts[i].name), i))
        names.append(named[best].normal)
    for one, name, key in zip(found, names, keys(found, names), strict=True):
        mentions = tuple(named[i].mention for i in sorted(one.members))
        # "Анна" of one article is not that of another, "Анна II" and "папа Франциск" are.
        local = not one.parts.surname and name in (one.parts.given_name, one.parts.name)
        local = local and " " not in (one.parts.given_name or "")
        yield Entity(key, "PERSON", name, mentions, person=one.parts, is_local=local)


def _places(indices: Sequence[int], named: Sequence[_Named]) -> Iterator[Entity]:
    """Places by their key in the gazetteer, those without one by type and name."""
    groups: dict[str, list[_Named]] = defaultdict(list)
    for one in (named[i] for i in indices):
        key = one.place.key if one.place else ""
        groups[key or f"{one.type.lower()}:{fold(one.normal)}"].append(one)
    for key, alike in groups.items():
        place = alike[0].place
        name = place.name if place else alike[0].normal
        # of equally common types the one that stands first
        type_ = Counter(one.type for one in alike).most_common(1)[0][0]
        yield Entity(key, type_, name, tuple(one.mention for one in alike), place=place)


def _bodies(
    indices: Sequence[int], named: Sequence[_Named], aliases: _Pairs, text: str
) -> Iterator[Entity]:
    """Organizations, facilities and events."""
    titles = {i: _title(i, named, text) for i in indices}
    group = {i: i for i in indices}
    for one, other in (*bodies.links(list(titles.values())), *aliases):
        if one in titles and other in titles and titles[one].type == titles[other].type:
            low, high = sorted((_first(group, one), _first(group, other)))
            group[high] = low
    linked: dict[int, list[Title]] = defaultdict(list)
    for i in indices:
        linked[_first(group, i)].append(titles[i])
    groups: dict[str, list[Title]] = defaultdict(list)
    for alike in linked.values():
        groups[bodies.key(bodies.fullest(alike))] += alike  # "ЕС" and "Евросоюз"
    for key, alike in groups.items():
        alike.sort(key=lambda title: title.index)
        best = bodies.fullest(alike)
        mentions = tuple(named[title.index].mention for title in alike)
        local = all(title.is_general for title in alike)
        yield Entity(key, best.type, best.normal, mentions, is_local=local)


def _first(group: dict[int, int], index: int) -> int:
    while group[index] != index:
        group[index] = index = group[group[index]]  # or the chains of a long text grow long
    return index


def _title(index: int, named: Sequence[_Named], text: str) -> Title:
    one = named[index]
    place = country = ""
    for following in range(index + 1, len(named)):
        inner = named[following]
        if inner.mention.start >= one.mention.end:
            break
        if inner.type in PLACE_TYPES and inner.mention.end == one.mention.end:
            place = fold(text[inner.mention.start : inner.mention.end])
            country = fold(inner.place.name) if inner.place else place
    if place == fold(one.normal):
        place = country = ""
    return Title(index, one.type, one.mention.start, one.normal, one.head, place, country)


def _aliases(doc: Doc, named: Sequence[_Named], text: str) -> Iterator[tuple[int, int]]:
    """Pairs that the article itself says are one: "A (B)", and the model's alias relations."""
    at = {one.mention: index for index, one in enumerate(named)}
    for relation in doc._.relations:
        if relation.predicate in _ALIASES and {relation.subject, relation.object} <= at.keys():
            one, other = at[relation.subject], at[relation.object]
            if _is_alias(named[one].normal, named[other].normal, relation.score >= _SURE) and not (
                _is_full(named[one].person) and _is_full(named[other].person)
            ):
                yield one, other
    for index, first in enumerate(named):
        match = _BETWEEN.match(text, first.mention.end)
        if match is None:
            continue
        for following in range(index + 1, len(named)):
            follower = named[following]
            if follower.mention.start > match.end():
                break
            adjacent = follower.mention.start == match.end() and follower.type == first.type
            said = len(match.group().split()) > 1
            if adjacent and _is_alias(first.normal, follower.normal, said):
                yield index, following


def _is_full(person: Person | None) -> bool:
    """Two full names are two people, unless one is in another alphabet."""
    return (
        person is not None
        and bool(person.surname and person.given_name)
        and script(person.name) == "russian"
    )


def _is_alias(name: str, other: str, said: bool) -> bool:
    """Whether the second is another name, and no remark on the first.

    Args:
        name: Before the bracket.
        other: In it.
        said: The bracket says so ("далее"), or the model is sure.
    """
    scripts = {script(name), script(other)}
    if said or (len(scripts) == 2 and "russian" in scripts and "mixed" not in scripts):
        return True
    short, long_name = sorted((name, other), key=len)
    return short.isupper() and short[0] == long_name[0].upper() and " " not in short
