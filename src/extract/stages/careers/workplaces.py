"""Which of the bodies and places of an article a position is at, learned.

What the rules say of it is evidence beside the wording, distances and what the model says.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from extract.annotations import Entity, Mention, Relation
from extract.stages.careers import kinds, patterns
from extract.stages.careers.bodies import Bodies
from extract.stages.careers.offices import may_have
from extract.stages.careers.title import Title
from extract.stages.careers.titles import BODY_TYPES
from extract.stages.linear import learned

# Scores of the model from which on they tell more, as when the weights were learned.
_STEPS = (0.1, 0.3, 0.5, 0.7, 0.85)
_NEAR = (0, 3, 8, 16, 32)  # tokens, in steps that double, as when the weights were learned
# From which chance on a body is told. Half changes four rows of 46 articles, double two.
SURE = 0.4
# Bodies and places of an article that are looked at, those named most; half or double changes no
# row of 46 articles.
_MOST = 12


class Asked(NamedTuple):
    """A position whose body is looked for.

    Attributes:
        person: Key of the person.
        title: The title.
        office: What a title is: by the kind of place that it is of, or of body.
        form: What follows its noun.
        noun: Its noun.
        local: The beginnings of adjectives before it that may be of places.
        led: The body of a position that only a verb tells.
        others: Keys of the bodies of the person's other positions.
        held: Keys of bodies, and who is told to have a position of this noun there.
    """

    person: str
    title: Title
    office: str
    form: str
    noun: str
    local: tuple[str, ...]
    led: Mention | None
    others: set[str | None]
    held: Mapping[str | None, set[str]]


class Workplace(NamedTuple):
    """Where a position may be.

    Attributes:
        body: A body or place.
        chance: How likely it is there.
        features: What speaks for it and against.
    """

    body: Mention
    chance: float
    features: tuple[str, ...]


class Workplaces:
    """One document."""

    def __init__(self, relations: Iterable[Relation], bodies: Bodies) -> None:
        self.words = bodies.words
        self.bodies = bodies
        self.learned = learned("careers.json", "workplaces")
        known = [one for one in bodies.entities if one.type in BODY_TYPES and self._is_named(one)]
        known.sort(key=lambda one: (-len(one.mentions), one.mentions[0]))
        self.known = known[:_MOST]
        self.rank: dict[str, tuple[int, int]] = {}
        of_kind: dict[str, list[str]] = defaultdict(list)
        for one in known:
            of_kind[self.kind(one)].append(one.key)
        for keys in of_kind.values():
            for place, key in enumerate(keys):
                self.rank[key] = min(place, 2), min(len(keys), 3)
        self.said: dict[str, dict[str, float]] = defaultdict(dict)
        for relation in relations:
            person, body = bodies.entity.get(relation.subject), bodies.entity.get(relation.object)
            if relation.predicate in ("WORKPLACE", "MEMBER_OF") and person and body:
                said = self.said[person.key]
                said[body.key] = max(relation.score, said.get(body.key, 0.0))

    def _is_named(self, entity: Entity) -> bool:
        gathered = all(map(self.bodies.is_gathered, entity.mentions))
        return not gathered and any(letter.isupper() for letter in entity.name)

    def kind(self, entity: Entity) -> str:
        """What a body is: the kind of place, or by its name the kind of body."""
        if entity.type not in ("ORGANIZATION", "FACILITY"):
            return (entity.place.kind if entity.place else None) or entity.type
        name = entity.name.lower()
        if kinds.GENERAL_BODIES["министерство"].match(name):
            return "ministry"
        if kinds.GENERAL_BODIES["ведомство"].match(name):
            return "authority"
        return entity.type

    def office(self, title: Title) -> str:
        """What a title is: by the kind of place that it is of, or of body."""
        lemma = self.words.lemma(title.head)
        if lemma in patterns.RULED:
            return patterns.RULED[lemma]
        for name, words in _OFFICES.items():
            if lemma in words:
                return name
        return "office" if lemma in patterns.POSITIONS | kinds.OFFICES else "profession"

    def candidates(self, asked: Asked, ruled: tuple[Mention, str] | None) -> list[Workplace]:
        """What a position may be at: what the rules say, and what the article speaks of most.

        Args:
            asked: The position.
            ruled: What the rules say, and which of them.
        """
        key = self.bodies.key(ruled[0]) if ruled else None
        rule = ruled[1] if ruled else "none"
        minister = asked.office == "minister" and rule == "general"
        if ruled is not None and (asked.led is not None or not minister):
            return [Workplace(ruled[0], 1.0, ())]
        found = []
        if ruled is not None:
            one = self._place(asked, self.bodies.entity.get(ruled[0]), *ruled)
            found.append(one._replace(chance=max(one.chance, SURE)))  # unless another is likelier
        for entity in self.known:
            if entity.key != key and may_have(entity, asked.noun):
                body = self._body(entity, asked.title)
                found.append(self._place(asked, entity, body, f"not {rule}"))
        return found

    def is_inside(self, body: Mention, title: Title) -> bool:
        """Whether a title names a body."""
        start, end = self.words.spans[body]
        return title.left <= start and end <= title.end

    def _place(self, asked: Asked, entity: Entity | None, body: Mention, rule: str) -> Workplace:
        features = tuple(self._of(asked, entity, body, rule))
        return Workplace(body, self.learned.chance(features), features)

    def _body(self, entity: Entity, title: Title) -> Mention:
        inside = self.bodies.inside(entity, title.left, title.end)
        return inside or self.bodies.plainest(entity)

    def asked(
        self,
        person: str,
        title: Title,
        led: Mention | None,
        others: set[str | None],
        held: Mapping[str | None, set[str]],
    ) -> Asked:
        """What is known of a position; see ``Asked``."""
        words = self.words
        office = self.office(title)
        general = self.bodies.general_place(title)
        task = any(words.lower(i) == "по" for i in range(title.head, title.end))
        names = self.bodies.within(title.head + 1, title.end)
        if general is not None:
            form = f"of {patterns.PLACE_KINDS.get(words.lemma(general), 'place')}"
        elif names:
            form = "named"
        elif title.end == title.head + 1:
            form = "bare"
        else:
            form = "task" if task else "phrase"
        noun = words.lemma(title.head)
        local = [
            re.sub(r"(?:с?к|ц)(?:ий|ой)$", "", words.lemma(i))
            for i in range(title.left, title.head)
            if patterns.is_local(words.lemma(i))
        ]
        return Asked(person, title, office, form, noun, tuple(local), led, others, held)

    def _of(self, asked: Asked, entity: Entity | None, body: Mention, own: str) -> Iterator[str]:
        title, office, form = asked.title, asked.office, asked.form
        kind = self.kind(entity) if entity else body.type
        key = entity.key if entity else ""
        rank, count = self.rank.get(key, (3, 3))
        said = self.said[asked.person]
        step = bisect.bisect_left(_STEPS, said.get(key, 0.0))
        others = (score for other, score in said.items() if other != key)
        rival = bisect.bisect_left(_STEPS, max(others, default=0.0))
        pair = f"{office} {kind}"
        near = self._near(title, entity, body)
        yield f"rule {own}"
        yield f"rule {own} {office}"
        yield f"kind {pair}"
        yield f"noun {asked.noun} {kind}"
        yield f"form {form} {pair}"
        yield f"rank {rank} {count}"
        yield f"rank {rank} {count} {pair}"
        yield f"where {self._where(title, body)} {kind}"
        yield f"said {step}"
        yield f"said {step} {office}"
        yield f"rival {rival} {step > 1}"
        yield f"near {near}"
        yield f"near {near.split(' ')[0]} {form} {kind}"
        yield f"share {self._share(entity)} {kind}"
        yield f"other {key in asked.others} {office}"
        rivals = asked.held.get(key, set()) - {asked.person}
        yield f"held {bool(rivals)} {office}"
        if asked.local and entity is not None:
            name = entity.name.lower().replace("ё", "е")
            fits = any(
                name[: max(len(stem) - 1, 3)] == stem[: max(len(stem) - 1, 3)]
                for stem in asked.local
            )
            yield f"local {fits} {pair}"
        if kind == "ministry":
            yield f"field {self._is_of_field(title, entity)} {office}"

    def _where(self, title: Title, body: Mention) -> str:
        """Where in a title a body stands."""
        words = self.words
        start, end = words.spans[body]
        if not (title.left <= start and end <= title.end):
            return "outside"
        if start <= title.head < end:
            return "around"
        if start < title.head:
            return "before"
        between = {words.lower(i) for i in range(title.head, start)}
        task = not between.isdisjoint({"по", "с", "в", "при", "на", "из"})
        inside = self.bodies.within(title.head + 1, title.end)
        outer = any(
            one.start <= start and end <= one.end and (one.start, one.end) != (start, end)
            for one in inside
        )
        first = bool(inside) and inside[0].start == start
        last = end == title.end
        return f"inside {'task' if task else ''} {'nested' if outer else ''} {first} {last}"

    def _near(self, title: Title, entity: Entity | None, body: Mention) -> str:
        words = self.words
        start = self.bodies.nearest(entity, title.head) if entity else words.spans[body][0]
        gap = abs(start - title.head)
        apart = words.sentence(title.head) - words.sentence(start)
        side = "before" if start < title.head else "after"
        near = f"{side} {max(-2, min(apart, 3))}"
        return near if apart else f"{near} {bisect.bisect_left(_NEAR, gap)}"

    def _share(self, entity: Entity | None) -> int:
        if entity is None:
            return 0
        return min(len(entity.mentions), 5)

    def _is_of_field(self, title: Title, entity: Entity | None) -> bool:
        field = self.words.written(title.head + 1, title.end).lower()
        name = entity.name.lower() if entity else ""
        short = kinds.MINISTRIES.get(" ".join(field.split()[:2]), "мин" + field[:3])
        return bool(field) and (name.startswith(short) or field[:5] in name)


_OFFICES = {
    "minister": frozenset({"министр", "замминистра"}),
    "envoy": patterns.ENVOYS - {"член", "судья"},
    "head": frozenset({"глава", "руководитель", "лидер", "президент", "председатель", "врио"}),
    "deputy": frozenset({"заместитель", "зам", "замглавы", "зампред", "помощник", "советник"}),
    "director": frozenset({"директор", "гендиректор", "начальник", "ректор", "главврач"}),
    "member": frozenset({"член", "участник", "участница", "сотрудник", "секретарь"}),
    "founder": frozenset({"основатель", "сооснователь", "владелец", "совладелец", "владелица"}),
}
