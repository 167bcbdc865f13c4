"""What events have of one another: parts of their wholes, meetings of the visits around them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping

from extract.annotations import Event, Mention
from extract.stages.events.hosts import Hosts
from extract.stages.events.telling import Telling
from extract.syntax.tree import Tree

# Of so short a whole its parts have the dates: it has no second week. Half or double changes no row
# of 46 articles.
_WITHIN = dt.timedelta(days=10)


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
            Hosts(self.tree, self.key).placed(list(found.values())),
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
