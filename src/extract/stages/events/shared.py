"""What events have of one another: parts of their wholes, meetings of the visits around them."""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping

from extract import schema
from extract.annotations import Event, Mention
from extract.stages.events.dating import conflict
from extract.stages.events.telling import Telling
from extract.stages.events.words import EARLIER
from extract.syntax.tree import Tree

_WITHIN = dt.timedelta(days=10)  # of so short a whole its parts have the dates
_OF_GUESTS = frozenset({"meeting", "signing", "ceremony"})
_FOLLOWING = 3  # sentences between a visit and what takes place during it


class Shared:
    """The events of one document, completed by one another."""

    def __init__(self, tree: Tree, keys: Mapping[Mention, str]) -> None:
        self.tree = tree
        self.key = keys

    def finished(self, found: dict[int, Event], part_of: dict[int, Telling]) -> list[Event]:
        """The events in the order of the text, parts with the place and date of their wholes."""
        for root, whole in part_of.items():
            around = found.get(whole.root)
            if around is not None and around is not found[root]:
                found[whole.root] = self.joined(around, found[root])
        for root, whole in part_of.items():
            around = found.get(whole.root)
            if around is None:
                continue
            event = found[root]
            begin, end = event.begin, event.end
            short = around.begin and around.end and around.end - around.begin < _WITHIN
            within = (
                begin
                and end
                and around.begin
                and around.end
                and (begin <= around.begin and around.end <= end)
            )
            if short and (within or not (begin or end)):
                begin, end = around.begin, around.end
            found[root] = dataclasses.replace(
                event,
                part_of=around.text,
                place=event.place or around.place,
                begin=begin,
                end=end,
            )
        return sorted(
            self.at_goals(list(found.values())),
            key=lambda event: (event.namings[0], event.text),
        )

    def joined(self, whole: Event, part: Event) -> Event:
        """The whole with the people of its part, held where the part is."""
        known = {self.key.get(one.mention) for one in whole.participants}
        people = (one for one in part.participants if one.mention.type == "PERSON")
        new = [one for one in people if self.key.get(one.mention) not in known]
        both = sorted((*whole.participants, *new), key=lambda one: one.mention)
        goes_on = whole.status == "unknown" and part.status == "held"
        status = part.status if goes_on else whole.status
        return dataclasses.replace(whole, participants=tuple(both), status=status)

    def at_goals(self, events: list[Event]) -> Iterator[Event]:
        """ "Делегация прибыла в Тверь. Гостей принял ...": where they have come to."""
        visits = [one for one in events if one.kind == "visit" and one.place is not None]
        told: dict[int, list[int]] = defaultdict(list)  # by sentence
        for n, visit in enumerate(visits):
            told[self.sentence(visit)].append(n)
        for event in events:
            here = self.sentence(event)
            near = sorted(n for at in range(here - _FOLLOWING, here + 1) for n in told.get(at, ()))
            goals = {
                self.key.get(visit.place, ""): visit.place
                for visit in map(visits.__getitem__, near)
                if visit.place is not None and event.place is None and self.is_during(event, visit)
            }
            place = next(iter(goals.values())) if len(goals) == 1 else event.place
            yield dataclasses.replace(event, place=place)

    def sentence(self, event: Event) -> int:
        """The sentence of the best naming of an event."""
        return self.tree.sentence_of[bisect.bisect_right(self.tree.starts, event.text[0]) - 1]

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
        start, end = self.tree.sentences[here]
        if not 0 <= here - there <= _FOLLOWING or EARLIER & set(self.tree.lemmas[start:end]):
            return False
        guests = {self.key.get(one.mention) for one in visit.participants} - {None}
        return bool(guests & {self.key.get(one.mention) for one in event.participants})
