"""Document-level entities: all mentions of one thing, however the article names it.

Pronouns are left alone. Only what is sure to be the same is joined: names that contradict
each other stay apart, nested mentions never join the one they lie in.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.annotations import ENTITIES, Entity, Person, mention
from extract.schema import NAMED_TYPES, PLACE_TYPES
from extract.stages.coreference import bodies, people
from extract.stages.coreference.bodies import Title
from extract.stages.coreference.folding import fold
from extract.stages.coreference.patterns import BETWEEN

_ALIASES = frozenset({"ABBREVIATION", "ALTERNATIVE_NAME"})
_BETWEEN = re.compile(BETWEEN, re.IGNORECASE)
_LATIN = re.compile("[a-z]", re.IGNORECASE)
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


@Language.factory(
    "extract_coreference",
    assigns=["doc._.entities"],
    requires=["doc.spans", "span._.normal", "span._.person"],
)
def create_coreference(nlp: Language, name: str) -> Coreference:  # noqa: ARG001
    return Coreference()


class Coreference:
    """Sets ``doc._.entities``."""

    def find(self, doc: Doc) -> list[Entity]:
        """The entities of a document, in the order of their first mentions."""
        spans = [span for span in doc.spans.get(ENTITIES, ()) if span.label_ in NAMED_TYPES]
        spans.sort(key=lambda span: (span._.offsets[0], -span._.offsets[1], span.label_))
        found = [*_people(doc, spans), *_places(spans), *_bodies(doc, spans)]
        return sorted(found, key=lambda entity: entity.mentions[0])

    def __call__(self, doc: Doc) -> Doc:
        doc._.entities = self.find(doc)
        return doc


def _normal(span: Span) -> str:
    return span._.normal or " ".join(span.text.split())


def _people(doc: Doc, spans: Sequence[Span]) -> Iterator[Entity]:
    spans = [span for span in spans if span.label_ == "PERSON"]
    parts = [span._.person or Person(surname=_normal(span)) for span in spans]
    starts = [span._.offsets[0] for span in spans]
    found = people.individuals(list(zip(starts, parts, strict=True)))
    for left, right in _aliases(doc, spans):
        people.unite(found, left, right)
    names = [_fullest_name(one, spans, parts) for one in found]
    for one, name, key in zip(found, names, people.keys(found, names), strict=True):
        members = tuple(sorted(mention(spans[i]) for i in one.members))
        yield Entity(key, "PERSON", name, members, person=one.parts)


def _fullest_name(one: people.Individual, spans: Sequence[Span], parts: Sequence[Person]) -> str:
    best = min(
        one.members,
        key=lambda i: (people.fullness(parts[i]), -len(parts[i].name), spans[i]._.offsets[0]),
    )
    return _normal(spans[best])


def _places(spans: Sequence[Span]) -> Iterator[Entity]:
    """Places by their key in the gazetteer, those without one by type and name."""
    groups: dict[str, list[Span]] = defaultdict(list)
    for span in spans:
        if span.label_ in PLACE_TYPES:
            key = span._.place.key if span._.place else ""
            groups[key or f"{span.label_.lower()}:{fold(_normal(span))}"].append(span)
    for key, alike in groups.items():
        place = alike[0]._.place
        name = place.name if place else _normal(alike[0])
        yield Entity(key, _commonest_type(alike), name, tuple(map(mention, alike)), place=place)


def _commonest_type(spans: Iterable[Span]) -> str:
    """Of equally common types the one that stands first."""
    return Counter(span.label_ for span in spans).most_common(1)[0][0]


def _bodies(doc: Doc, spans: Sequence[Span]) -> Iterator[Entity]:
    """Organizations, facilities and events."""
    titles = [
        _title(index, span, spans)
        for index, span in enumerate(spans)
        if span.label_ != "PERSON" and span.label_ not in PLACE_TYPES
    ]
    types = {title.index: title.type for title in titles}
    group = {title.index: title.index for title in titles}
    for one, other in (*bodies.links(titles), *_aliases(doc, spans)):
        if one in types and types[one] == types.get(other):
            _unite(group, one, other)
    groups: dict[int, list[Title]] = defaultdict(list)
    for title in titles:
        groups[_first(group, title.index)].append(title)
    for alike in groups.values():
        best = bodies.fullest(alike)
        members = tuple(mention(spans[title.index]) for title in alike)
        yield Entity(bodies.key(best), best.type, best.normal, members)


def _title(index: int, span: Span, spans: Sequence[Span]) -> Title:
    start, end = span._.offsets
    head = next((token.lemma_ for token in span if token.pos_ in ("NOUN", "PROPN")), "")
    place = ""
    for inner in _inside(index, spans):
        if inner.label_ in PLACE_TYPES and inner._.offsets[1] == end:
            place = fold(span.doc.text[slice(*inner._.offsets)])
    normal = _normal(span)
    return Title(
        index, span.label_, start, normal, fold(head), place if place != fold(normal) else ""
    )


def _inside(index: int, spans: Sequence[Span]) -> Iterator[Span]:
    """Mentions that lie in a mention; spans are sorted, outer ones first."""
    _, end = spans[index]._.offsets
    for span in spans[index + 1 :]:
        if span._.offsets[0] >= end:
            break
        if span._.offsets[1] <= end:
            yield span


def _aliases(doc: Doc, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Pairs that the article itself says are one: "A (B)", and the model's alias relations."""
    at = {mention(span): index for index, span in enumerate(spans)}
    for relation in doc._.relations:
        one, other = at.get(relation.subject), at.get(relation.object)
        if relation.predicate in _ALIASES and one is not None and other is not None:
            yield one, other
    for index, span in enumerate(spans):
        _, end = span._.offsets
        match = _BETWEEN.match(doc.text, end)
        if match is None:
            continue
        for other, follower in enumerate(spans[index + 1 :], index + 1):
            if follower._.offsets[0] > match.end():
                break
            adjacent = follower._.offsets[0] == match.end() and follower.label_ == span.label_
            said = len(match.group().split()) > 1
            if adjacent and _is_alias(_normal(span), _normal(follower), said):
                yield index, other


def _is_alias(name: str, other: str, said: bool) -> bool:
    """Whether the second is another name, and no remark on the first.

    Args:
        name: Before the bracket.
        other: In it.
        said: The bracket says so ("далее").
    """
    if said or {_script(name), _script(other)} == {"latin", "cyrillic"}:
        return True
    short, long_name = sorted((name, other), key=len)
    return short.isupper() and short[0] == long_name[0].upper() and " " not in short


def _script(name: str) -> str:
    latin, cyrillic = bool(_LATIN.search(name)), bool(_CYRILLIC.search(name))
    return "mixed" if latin == cyrillic else "latin" if latin else "cyrillic"


def _first(group: dict[int, int], index: int) -> int:
    while group[index] != index:
        index = group[index]
    return index


def _unite(group: dict[int, int], one: int, other: int) -> None:
    low, high = sorted((_first(group, one), _first(group, other)))
    group[high] = low
