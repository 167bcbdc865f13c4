"""Where an event is of which its own sentence does not say it: the dateline, where guests came."""

from __future__ import annotations

import bisect
import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from extract import schema
from extract.annotations import Event, Mention, value
from extract.stages.events.dating import conflict
from extract.stages.events.words import DELEGATIONS, EARLIER
from extract.syntax.tree import Tree

_OF_GUESTS = frozenset({"meeting", "signing", "ceremony"})
# With half of each two events of 46 articles have another place, with double none.
_FOLLOWING = 3  # sentences between a visit and what takes place during it
_OPENING = 4  # sentences that a dateline may stand in
_LINE = 14  # tokens of a dateline
# What reporters go to see; a signing or a deal may be told from anywhere.
_ATTENDED = frozenset({"meeting", "session", "forum", "ceremony", "exhibition", "protest"})
_AFTER_LINE = frozenset("—–-./()")


class Hosts:
    """The events of one document and the places that the sentences before tell."""

    def __init__(self, tree: Tree, keys: Mapping[Mention, str]) -> None:
        self.tree = tree
        self.key = keys
        # Of each person the bodies and places that he stands for.
        self.bodies: dict[str, set[str]] = defaultdict(set)
        for career in tree.doc._.careers:
            if career.organization is not None and not career.former:
                who, body = keys.get(career.person), keys.get(career.organization)
                if who and body and career.score >= schema.SURE_CAREER:
                    self.bodies[who].add(body)

    def placed(self, events: list[Event]) -> Iterator[Event]:
        """The events, each with a place where one is told."""
        line = dateline(self.tree)
        visits: dict[int, list[Event]] = defaultdict(list)  # by sentence
        for one in events:
            if one.kind == "visit" and one.place is not None:
                visits[self.sentence(one)].append(one)
        for event in events:
            here = self.sentence(event)
            around = range(here - _FOLLOWING, here + 2)
            near = [one for at in around for one in visits.get(at, ())]
            place = event.place or self.goal(event, near)
            if place is None and line is not None and self.is_lead(event, line[1]):
                place = line[0] if self.may_be_in(event, line[0]) else None
            yield dataclasses.replace(event, place=place)

    # --- where guests came ----------------------------------------------------------------------

    def goal(self, event: Event, visits: Iterable[Event]) -> Mention | None:
        """ "Делегация прибыла в Тверь. Гостей принял ...", or told the other way round."""
        goals = {
            self.key.get(visit.place, ""): visit.place
            for visit in visits
            if visit.place is not None and self.is_during(event, visit)
        }
        return next(iter(goals.values())) if len(goals) == 1 else None

    def is_during(self, event: Event, visit: Event) -> bool:
        """Whether guests meet somebody where they are told to be."""
        place = visit.place
        if event.kind not in _OF_GUESTS or place is None or place.type not in schema.PLACE_TYPES:
            return False
        if event.status != visit.status or event.status == "cancelled":
            return False
        if conflict((event.begin, event.end), (visit.begin, visit.end)):
            return False
        here, there = (self.sentence(one) for one in (event, visit))
        start, end = self.tree.sentences[max(here, there)]
        if not -1 <= here - there <= _FOLLOWING or EARLIER & set(self.tree.lemmas[start:end]):
            return False
        return bool(self.guests(visit) & self.guests(event))

    def guests(self, event: Event) -> set[str]:
        """The entities that take part, and what they stand for: the governor his region."""
        named = [m for one in event.participants for m in (one.mention, *self.homes(one.mention))]
        keys = {key for mention in named if (key := self.key.get(mention))}
        return keys.union(*(self.bodies.get(key, ()) for key in keys))

    def homes(self, who: Mention) -> Iterator[Mention]:
        """ "делегация Тверской области": where it comes from."""
        tree = self.tree
        if who in tree.spans and tree.lemmas[tree.root(who)] in DELEGATIONS:
            for i in range(*tree.spans[who]):
                yield from (m for m in tree.mentions[i] if m.type in schema.PLACE_TYPES)

    def sentence(self, event: Event) -> int:
        """The sentence of the best naming of an event."""
        return self.tree.sentence_of[bisect.bisect_right(self.tree.starts, event.text[0]) - 1]

    # --- the dateline ---------------------------------------------------------------------------

    def is_lead(self, event: Event, sentence: int) -> bool:
        """Whether the first sentence behind a dateline tells of an event that was held."""
        return event.status == "held" and self.sentence(event) == sentence

    def may_be_in(self, event: Event, city: Mention) -> bool:
        """Whether an event may be where the news of it comes from."""
        if event.kind in _ATTENDED:
            return True
        home = value(self.tree.doc, city, "place")
        if event.kind != "signing" or home is None or not home.region_code:
            return False
        regions = {
            place.region_code
            for mention, key in self.key.items()
            if key in self.guests(event) and (place := value(self.tree.doc, mention, "place"))
        }
        return home.region_code in regions


def dateline(tree: Tree) -> tuple[Mention, int] | None:
    """ "КАЗАНЬ, 12 мая — РИА": the city that news comes from, and the first sentence of it."""
    for first, _ in tree.sentences[:_OPENING]:
        cities = (m for m in tree.mentions[first] if m.type == "CITY" and tree.spans[m][0] == first)
        for city in cities:
            start = tree.spans[city][1]
            news = _after_line(tree, start)
            if news is not None:
                return city, news
    return None


def _after_line(tree: Tree, start: int) -> int | None:
    """The sentence of the news behind a date and an agency; None where no date is."""
    dated = False
    for i in range(start, min(start + _LINE, len(tree.words))):
        types = {mention.type for mention in tree.mentions[i]}
        dated = dated or bool(types & schema.TIME_TYPES)
        if not types & (schema.TIME_TYPES | {"ORGANIZATION"}) and tree.words[i].isalnum():
            if not dated or tree.words[i - 1] not in _AFTER_LINE:
                return None
            sentence = tree.sentence_of[i]
            told = any(tree.is_finite(t) for t in range(i, tree.sentences[sentence][1]))
            return sentence if told else sentence + 1  # "КАЗАНЬ, 12 мая — РИА."
    return None
