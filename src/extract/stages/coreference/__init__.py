"""Document-level entities: all mentions of one thing, however the article names it.

Pronouns are left alone. Only what is sure to be the same is joined: names that contradict
each other stay apart, nested mentions never join the one they lie in.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.annotations import (
    ENTITIES,
    Entity,
    Mention,
    Person,
    mention,
    set_value,
    text_of,
)
from extract.russian.spelling import fold
from extract.schema import ALIAS_RELATIONS, PLACE_TYPES
from extract.stages import needs
from extract.stages.coreference import bodies
from extract.stages.coreference.bodies import Title
from extract.stages.coreference.doubtful import Called, Doubts
from extract.stages.coreference.folding import script
from extract.stages.coreference.ids import by_id, keys
from extract.stages.coreference.misspelt import is_slip, misspelt, spelt_as
from extract.stages.coreference.named import Named, all_named, by_kind
from extract.stages.coreference.namesakes import without_bynames
from extract.stages.coreference.patterns import BETWEEN
from extract.stages.coreference.people import Individual, fullness, individuals, unite
from extract.stages.coreference.roles import is_role
from extract.stages.coreference.shorts import called_as, shortness

# Score of an alias relation that is believed whatever the names look like: rather right than wrong.
_SURE = 0.5
_BETWEEN = re.compile(BETWEEN, re.IGNORECASE)


@Language.factory(
    "extract_coreference",
    assigns=["doc._.entities"],
    requires=["doc.spans", "span._.normal", "span._.person"],
)
def create_coreference(nlp: Language, name: str) -> Coreference:  # noqa: ARG001
    return Coreference()


_Mentions = Sequence[tuple[Mention, Span]]


class Coreference:
    """Sets ``doc._.entities``."""

    def find(self, doc: Doc) -> list[Entity]:
        """The entities of a document, in the order of their first mentions."""
        return _entities(doc, _mentions(doc))

    def doubted(self, doc: Doc) -> Iterator[tuple[tuple[Mention, ...], tuple[str, ...]]]:
        """The mentions of all who may be no people, and what is said of each together."""
        known = _mentions(doc)
        named = all_named(doc, known)
        people, _, _ = by_kind(named)
        doubts = Doubts(doc, [span for _, span in known])
        for one in _individuals(people, named, ()):
            called = _called(one, named, dict(known))
            if doubts.may_doubt(called):
                mentions = tuple(named[i].mention for i in sorted(one.members))
                yield mentions, tuple(doubts.evidence(one.parts, called))

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
    named = all_named(doc, mentions)
    people, places, others = by_kind(named)
    aliases = list(_aliases(doc, named, text))
    spans = dict(mentions)
    doubts = Doubts(doc, [span for _, span in mentions])
    individuals = [
        one
        for one in _individuals(people, named, aliases)
        if not doubts(one.parts, _called(one, named, spans))
    ]
    found = [*_people(individuals, named), *_places(places, named)]
    found += _bodies(others, named, aliases, text)
    found = by_id(doc, found, (one for one, _ in mentions))
    return sorted(found, key=_order)


def _order(entity: Entity) -> tuple[int, int, str]:
    """As first mentions compare, in less time."""
    first = entity.mentions[0]
    return first.start, first.end, first.type


def _unname_doubtful(doc: Doc, entities: Sequence[Entity], mentions: Sequence[Mention]) -> None:
    """Of whom there is a doubt that they are people, their mentions name no one in any table."""
    known = {one for entity in entities if entity.type == "PERSON" for one in entity.mentions}
    for one in mentions:
        if one.type == "PERSON" and one not in known:
            set_value(doc, one, "person", Person())


_Pairs = Sequence[tuple[int, int]]


def _individuals(
    indices: Sequence[int], named: Sequence[Named], aliases: _Pairs
) -> list[Individual]:
    parts = {i: named[i].person or Person(surname=named[i].normal) for i in indices}
    found = individuals({i: (named[i].mention.start, parts[i]) for i in indices})
    unite(found, [pair for pair in aliases if parts.keys() >= {*pair}])
    return found


def _called(one: Individual, named: Sequence[Named], spans: Mapping[Mention, Span]) -> list[Called]:
    """What someone is called by, in the order of the text."""
    members = [named[i] for i in sorted(one.members)]
    return [Called(spans[each.mention], each.normal, each.score) for each in members]


def _people(found: Sequence[Individual], named: Sequence[Named]) -> Iterator[Entity]:
    names = []
    for one in found:
        best = _fullest(one, named)
        one.parts = called_as(spelt_as(one.parts, best.person), best.person)
        names.append(_called_in_full(one.parts, best))
    for one, name, key in zip(found, names, keys(found, names), strict=True):
        mentions = tuple(named[i].mention for i in sorted(one.members))
        # "Анна" of one article is not that of another, "Анна II" and "папа Франциск" are.
        local = not one.parts.surname and name in (one.parts.given_name, one.parts.name)
        local = local and " " not in (one.parts.given_name or "")
        person = without_bynames(one.parts)
        yield Entity(key, "PERSON", name, mentions, person=person, is_local=local)


def _fullest(who: Individual, named: Sequence[Named]) -> Named:
    """The mention that names someone best."""
    if len(who.members) == 1:
        return named[who.members[0]]
    slips = misspelt(named[i].normal for i in who.members)
    people = (named[i].person for i in who.members)
    often = Counter(fold(one.given_name) for one in people if one and one.given_name)
    return named[min(who.members, key=lambda i: _fullness(named[i], i, who.parts, slips, often))]


def _called_in_full(parts: Person, best: Named) -> str:
    """ "Иона Карпухин" of "митрополит Иона (Карпухин)"."""
    own = best.person or Person(surname=best.normal)
    alone = (own.surname, own.given_name) in ((parts.surname, None), (None, parts.given_name))
    whole = parts.surname and parts.given_name and "." not in parts.given_name
    is_new = whole and alone and not own.patronymic and script(parts.name) == "russian"
    return parts.name if is_new else best.normal


def _fullness(
    one: Named, index: int, all_: Person, slips: Container[str], often: Counter[str]
) -> tuple[tuple[bool, int, int], int, bool, bool, int, int]:
    """Less for a fuller name, of two alike for the one that is no slip of the other."""
    parts = one.person or Person(surname=one.normal)
    differs = is_slip(parts.given_name, all_.given_name) or is_slip(parts.surname, all_.surname)
    slip, length = one.normal in slips, -len(parts.name)
    return fullness(parts), shortness(parts.given_name, often), slip, differs, length, index


def _places(indices: Sequence[int], named: Sequence[Named]) -> Iterator[Entity]:
    """Places by their key in the gazetteer, those without one by type and name."""
    groups: dict[str, list[Named]] = defaultdict(list)
    for one in (named[i] for i in indices):
        key = one.place.key if one.place else ""
        groups[key or f"{one.type.lower()}:{fold(one.normal)}"].append(one)
    for key, alike in groups.items():
        place = alike[0].place
        name = place.name if place else alike[0].normal
        yield Entity(key, _type(alike), name, tuple(one.mention for one in alike), place=place)


def _type(alike: Sequence[Named]) -> str:
    """The commonest, of equally common types the one that stands first."""
    if len(alike) == 1:
        return alike[0].type
    return Counter(one.type for one in alike).most_common(1)[0][0]


def _bodies(
    indices: Sequence[int], named: Sequence[Named], aliases: _Pairs, text: str
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


def _title(index: int, named: Sequence[Named], text: str) -> Title:
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


def _aliases(doc: Doc, named: Sequence[Named], text: str) -> Iterator[tuple[int, int]]:
    """Pairs that the article itself says are one: "A (B)", and the model's alias relations."""
    at = {one.mention: index for index, one in enumerate(named)}
    for relation in doc._.relations:
        if (
            relation.predicate in ALIAS_RELATIONS
            and {relation.subject, relation.object} <= at.keys()
        ):
            one, other = at[relation.subject], at[relation.object]
            if is_role(text, named[other].mention):
                continue
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
