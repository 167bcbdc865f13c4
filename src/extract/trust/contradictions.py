"""What the mentions of a document refer to, and which relations cannot both be true."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from spacy.tokens import Doc

from extract.annotations import (
    Mention,
    Place,
    Relation,
    TimeValue,
    names_nothing,
    text_of,
    value,
)
from extract.schema import MODEL_RELATIONS, VALUE_TYPES

Thing = tuple[Any, ...]  # the identity of what a mention refers to, within its document

# Which relations a thing has once. Of an event only by the mention: it can be told of again, and
# another happening of its name with it.
_ONCE = frozenset(
    {
        "AGE_DIED_AT", "AGE_IS", "DATE_DEFUNCT_IN", "DATE_FOUNDED_IN", "DATE_OF_BIRTH",
        "DATE_OF_CREATION", "DATE_OF_DEATH", "HEADQUARTERED_IN", "PLACE_OF_BIRTH",
        "PLACE_OF_DEATH",
    }
)  # fmt: skip
_ONCE_A_MENTION = frozenset({"END_TIME", "POINT_IN_TIME", "START_TIME"})
# Which are not both true of one subject and one object, though either names them elsewhere.
_EITHER = (
    frozenset({"AGE_DIED_AT", "AGE_IS"}),
    frozenset({"DATE_OF_BIRTH", "DATE_OF_DEATH"}),
    frozenset({"PARENT_OF", "SIBLING", "SPOUSE"}),
)
# Which do not hold both ways: a father is not his son's child.
_ONE_WAY = frozenset(
    {
        "FOUNDED_BY", "HAS_CAUSE", "LOCATED_IN", "MEMBER_OF", "OWNER_OF", "PARENT_OF", "PART_OF",
        "PRODUCES", "SUBEVENT_OF", "SUBORDINATE_OF",
    }
)  # fmt: skip


class Things:
    """What the mentions of a document refer to."""

    def __init__(self, doc: Doc) -> None:
        self.doc, self.text = doc, text_of(doc)
        self.entity = {m: entity for entity in doc._.entities for m in entity.mentions}
        self._known: dict[Mention, tuple[Thing, str]] = {}

    def __getitem__(self, mention: Mention) -> Thing:
        return self._look_up(mention)[0]

    def _look_up(self, mention: Mention) -> tuple[Thing, str]:
        """What a mention refers to, and that as a text by which things can be sorted."""
        known = self._known.get(mention)
        if known is None:
            thing = self._thing(mention)
            known = self._known[mention] = thing, repr(thing)
        return known

    def _thing(self, mention: Mention) -> Thing:
        entity = self.entity.get(mention)
        if entity is not None:
            return (entity.key, entity.mentions[0])
        name = value(self.doc, mention, "normal") or self.text[mention.start : mention.end]
        return (mention.type, " ".join(name.casefold().split()))

    def are_two(self, relation: Relation) -> bool:
        """Whether a relation joins two things, and neither is nothing."""
        return self[relation.subject] != self[relation.object] and not any(
            side.type not in VALUE_TYPES
            and side not in self.entity
            and names_nothing(self.doc, side)
            for side in (relation.subject, relation.object)
        )

    def without_contradictions(self, relations: Sequence[Relation]) -> list[Relation]:
        kept: dict[Thing, list[Relation]] = defaultdict(list)  # by what could contradict them
        chosen: set[int] = set()
        seen: set[tuple[Thing, str, Thing]] = set()
        order = sorted(range(len(relations)), key=lambda i: (-relations[i].score, i))
        for index in order:
            relation = relations[index]
            keys = list(dict.fromkeys(self.keys(relation)))
            rivals = itertools.chain.from_iterable(kept[key] for key in keys)
            if any(self.exclude(relation, rival) for rival in rivals):
                continue
            chosen.add(index)
            pair, subject = self.pair(relation), self[relation.subject]
            for key in keys:
                # Of equal things one way all contradict the same: one stands for them.
                told = (key, relation.predicate, subject)
                if key != pair or told not in seen:
                    kept[key].append(relation)
                seen.add(told)
        return [relation for index, relation in enumerate(relations) if index in chosen]

    def keys(self, relation: Relation) -> Iterator[Thing]:
        """Where the rivals of a relation are found: at its mentions, things, and subject."""
        yield tuple(sorted((relation.subject, relation.object)))
        if relation.predicate not in MODEL_RELATIONS:
            return
        subject = self[relation.subject]
        yield self.pair(relation)
        if relation.predicate in _ONCE:
            yield (subject,)
        elif relation.predicate in _ONCE_A_MENTION:
            yield (relation.subject, relation.predicate)

    def pair(self, relation: Relation) -> Thing:
        """The things of a relation, in any order."""
        (one, name), (other, second) = map(self._look_up, (relation.subject, relation.object))
        return (one, other) if name <= second else (other, one)

    def exclude(self, one: Relation, other: Relation) -> bool:
        """Whether two relations that share their mentions, things or subject are not both told."""
        predicates = {one.predicate, other.predicate}
        if {one.subject, one.object} == {other.subject, other.object}:
            # In NEREL's train texts two mentions are in two relations 22 times in 31,286.
            ours = predicates & {*MODEL_RELATIONS}
            return len(predicates) == 1 or len(ours) == len(predicates)
        same = self[one.subject] == self[other.subject]
        if same and len(predicates) == 1 and predicates & (_ONCE | _ONCE_A_MENTION):
            return not self.agree(one.object, other.object)
        if same and predicates == {"DATE_OF_BIRTH", "DATE_OF_DEATH"}:
            return not self.is_life(one, other)
        pair = {self[one.subject], self[one.object]}
        if pair != {self[other.subject], self[other.object]}:
            return False
        if len(predicates) == 1:
            return not same and one.predicate in _ONE_WAY
        return any(predicates <= kinds for kinds in _EITHER)

    def agree(self, one: Mention, other: Mention) -> bool:
        """Whether one is the other, or a part of it: Тула and Россия, 1950 and June 3, 1950."""
        if self[one] == self[other] or _lies_in(one, other) or _lies_in(other, one):
            return True
        times = value(self.doc, one, "time"), value(self.doc, other, "time")
        if times[0] and times[1]:
            return _times_agree(*times)
        first, last = sorted((one, other))
        if first.end + 1 == last.start and self.text[first.end] == " ":
            return True  # "в деревне Ивановка Тамбовской области"
        entities = self.entity.get(one), self.entity.get(other)
        places = [entity.place for entity in entities if entity and entity.place]
        return len(places) == 2 and _places_agree(*places)

    def is_life(self, one: Relation, other: Relation) -> bool:
        """Whether a birth comes before a death."""
        born, died = (one, other) if one.predicate == "DATE_OF_BIRTH" else (other, one)
        birth, death = (value(self.doc, m.object, "time") for m in (born, died))
        if self[born.object] == self[died.object]:
            return False
        return not (birth and death and birth.begin and death.end and death.end < birth.begin)


def _lies_in(one: Mention, other: Mention) -> bool:
    return other.start <= one.start and one.end <= other.end


def _times_agree(one: TimeValue, other: TimeValue) -> bool:
    if one.value == other.value:
        return True
    edges = one.begin, one.end, other.begin, other.end
    if not all(isinstance(edge, dt.datetime) for edge in edges):
        return False
    begin, end, first, last = edges
    return (first <= begin and end <= last) or (begin <= first and last <= end)  # type: ignore[operator]


def _places_agree(one: Place, other: Place) -> bool:
    """Places of different kinds, as far as is known in one country and region."""
    pairs = (
        (one.country_code, other.country_code),
        (one.region_code, other.region_code),
    )
    return one.kind != other.kind and all(a == b or not a or not b for a, b in pairs)
