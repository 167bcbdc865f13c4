"""Who takes part in an event and where it is: what rules propose, weighed as was learned."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from extract.annotations import Mention
from extract.stages.events.arguments import Arguments
from extract.stages.events.aside import Aside
from extract.stages.events.candidates import Candidate, Candidates, proposals
from extract.stages.events.mentioned import PLACES, WHO, Mentioned
from extract.stages.events.standing import Standing
from extract.stages.events.taking_part import Parts
from extract.stages.events.telling import Telling
from extract.stages.events.weights import packaged
from extract.syntax.tree import Tree

TASKS = {"who": WHO, "place": PLACES}
# Kinds in which the place that they are at takes no part.
_HOSTED = frozenset({"visit", "festival", "exhibition", "competition", "forum"})
_SURE = frozenset({"attends", "leads"})  # rules that are right, and seldom met
CHOSEN = "chosen"  # the rule of what all rules together would choose


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """What belongs to an event.

    Attributes:
        who: By what is meant, the mention that says so.
        place: Where it is.
    """

    who: Mapping[str, Mention]
    place: Mention | None


@dataclasses.dataclass(frozen=True, slots=True)
class Ruled:
    """An event with what rules alone take for its own.

    Attributes:
        tellings: The fullest first.
        choice: What the rules choose.
    """

    tellings: list[Telling]
    choice: Choice


class Belonging:
    """Chooses what belongs to the events of one document.

    Attributes:
        candidates: What is said of the events.
    """

    def __init__(
        self,
        tree: Tree,
        keys: Mapping[Mention, str],
        arguments: Arguments,
        parts: Parts,
        events: Sequence[Ruled],
    ) -> None:
        self.parts = parts
        self.events = events
        self.aside = Aside(tree)
        standing = Standing(tree, arguments)
        self.mentioned = Mentioned(tree, keys, standing)
        self.candidates = Candidates(
            tree, self.mentioned, standing, [event.tellings for event in events]
        )
        self.proposed = [
            {
                "who": proposals(self._who(event)),
                "place": proposals(self._places(event)),
            }
            for event in events
        ]
        self.taken: dict[str, dict[str, set[int]]] = {task: defaultdict(set) for task in TASKS}
        for n, found in enumerate(self.proposed):
            for task, own in found.items():
                for key in own:
                    self.taken[task][key].add(n)

    # --- what rules propose -----------------------------------------------------------------------

    def _who(self, event: Ruled) -> Iterator[tuple[str, str, Mention]]:
        for one in event.tellings:
            for rule, (who, _, _) in self.parts.taking_part(one):
                yield rule, self.mentioned.key(who), who

    def _places(self, event: Ruled) -> Iterator[tuple[str, str, Mention]]:
        for one in event.tellings:
            for rule, place in self.parts.places(one):
                yield rule, self.mentioned.key(place), place
        if event.choice.place is not None:
            yield CHOSEN, self.mentioned.key(event.choice.place), event.choice.place

    # --- what is chosen ---------------------------------------------------------------------------

    def find(self, n: int, task: str) -> list[Candidate]:
        """The candidates of an event, by its number."""
        own = self.proposed[n][task]
        group = self.events[n].tellings
        return self.candidates.find(n, group, TASKS[task], own, self.taken[task])

    def choice(self, n: int) -> Choice:
        """What belongs to an event, by its number."""
        who, place = self.who(n), self.place(n)
        if place is not None and self.events[n].tellings[0].kind in _HOSTED:
            who.pop(self.mentioned.key(place), None)
        return Choice(who, place)

    def who(self, n: int) -> dict[str, Mention]:
        """Those who take part, by what is meant."""
        found, scorer = self.find(n, "who"), packaged()["who"]
        scores = scorer([one.said for one in found])
        own = self.proposed[n]["who"]
        return {
            one.key: one.mention
            for one, score in zip(found, scores, strict=True)
            if not self.mentioned.is_common(one.key)
            and (
                (score > scorer.cut and not self.is_elsewhere(one, one.key in own))
                or (one.key in own and not _SURE.isdisjoint(own[one.key].rules))
            )
            and not self.is_aside(one, one.key in own)
        }

    def is_aside(self, one: Candidate, ruled: bool) -> bool:
        """Whether one is named only as who is honoured, or as who speaks of the event."""
        named = (one.mention, *(mention for _, _, mention in one.near))
        if all(map(self.aside.is_owner, named)):
            return True
        said = (self.aside.is_speaker(mention, telling.root) for _, telling, mention in one.near)
        return not ruled and bool(one.near) and all(said)

    def is_elsewhere(self, one: Candidate, ruled: bool) -> bool:
        """ "[Кротов] в нём не участвовал", "[Кротов] участвовал в переписи"."""
        return self.parts.is_absent(one.mention) or (
            not ruled and one.apart > 0 and self.parts.is_joining(one.mention)
        )

    def place(self, n: int) -> Mention | None:
        """The best candidate, unless none is better; of buildings too few were seen to learn."""
        event, scorer = self.events[n], packaged()["place"]
        ruled = event.choice.place
        if ruled is not None and ruled not in self.candidates.tree.spans:
            return ruled
        own = self.proposed[n]["place"]
        found = [
            one
            for one in self.find(n, "place")
            if one.key in own or self.may_be_at(event.tellings[0], one)
        ]
        nothing = self.candidates.nothing(event.tellings, found)
        scores = scorer([*(one.said for one in found), nothing])
        scores[-1] += scorer.cut
        at = int(np.argmax(scores))
        return found[at].mention if at < len(found) else None

    def may_be_at(self, telling: Telling, one: Candidate) -> bool:
        """Not where news comes from alone; "посетил аэропорт и [Омск]" is another place."""
        if self.mentioned.is_dateline(one.key) and len(self.mentioned.of[one.key]) == 1:
            return False
        if telling.kind != "visit" or telling.object is None or one.apart > 0:
            return True
        return not self.parts.is_joined(one.mention, telling.object.head)
