"""One document before the learned judge of events."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

import numpy as np
from numpy.typing import NDArray

from extract.annotations import Event
from extract.encoder.reading import Reading
from extract.garbage import give_back
from extract.schema import EVENT_KINDS
from extract.stages.events.grouping import Groups
from extract.stages.events.judge import Judge, sigmoid
from extract.stages.events.knowable import Knowable
from extract.stages.events.links import Links
from extract.stages.events.signs import Signs
from extract.stages.events.telling import OTHER, Telling
from extract.stages.events.verdicts import STATUSES
from extract.stages.events.weighing import Weighing

# Measured on articles that the judge had not seen: what the rules' kind counts beside likelihoods,
# and from which likelihoods on the judge's status stands. Half or double changes the kind of 17 and
# the status of 44 of the events of 46 articles at most.
_KIND, _KIND_OTHER = 0.6, 0.1
_NOT_HELD, _HELD = 0.5, 0.65
REVISED = frozenset({"held", "unknown"})  # of what the rules say
_PLANNED = 0.4  # the same where the fullest telling says so itself
_BOOK = 1 << 14  # words that may tell an event, which an article has some hundreds of


class Judged:
    """What the judge says of the words, tellings and events of one document.

    Attributes:
        verdicts: Of the words.
        tellings: In the order of the text.
        links: How likely two of them are of one event; None before they are joined.
        weighed: Of each event, by its best naming, what the judge was told.
    """

    def __init__(self, judge: Judge, signs: Signs, reading: Reading | None) -> None:
        self.judge, self.tree = judge, signs.tree
        self.verdicts = judge.read(signs, reading)
        self.tellings: Sequence[Telling] = ()
        self.links: Links | None = None
        self.weighed: dict[tuple[int, int], NDArray[np.float32]] = {}

    def join(self, groups: Groups, who: Callable[[Telling], frozenset[str]]) -> None:
        """Joins the tellings that are of one event, the likeliest first.

        Args:
            groups: As the rules have joined them.
            who: Who takes part in what is told at one place.
        """
        self.tellings = groups.tellings
        if not self.tellings:
            return
        is_book = len(self.verdicts.at) > _BOOK
        self.verdicts = self.verdicts.of(one.root for one in self.tellings)
        if is_book:
            give_back()
        who_each = [who(one) for one in self.tellings]
        self.links = links = Links(self.judge, groups, self.verdicts, who_each)
        least = self.judge.card["same"]
        for first, second in links.likeliest(least):
            one, other = (groups.members[groups.find(at)] for at in (first, second))
            if one is not other and _mean(links.between(one, other)) >= least:
                groups.join(first, second)

    def scores(
        self,
        groups: Sequence[Sequence[Telling]],
        events: Sequence[Event],
        told: Sequence[bool],
        parts: Sequence[bool],
        own: Set[str],
    ) -> list[float | None]:
        """How likely each event is one for the calendar; None of what is no row.

        Args:
            groups: The tellings of each event, the fullest first.
            events: As they tell it.
            told: Whether the rules say that a reader would know it.
            parts: Whether it is a part of another.
            own: Nouns of the user's own: what they tell is a row where the rules say so.
        """
        if not groups:
            return []
        assert self.links is not None  # whoever has events has joined their tellings
        weighing = Weighing(self.tree, self.verdicts, self.links, self.tellings)
        rows = weighing.rows(groups, events, told, parts)
        self.weighed = {event.text: row for event, row in zip(events, rows, strict=True)}
        odds = self.judge.row(rows)
        least = self.judge.card["row"]
        likely = sigmoid(odds)
        return [
            round(float(one), 4) if of >= least or (is_told and self._is_own(group, own)) else None
            for one, of, is_told, group in zip(likely, odds, told, groups, strict=True)
        ]

    def _is_own(self, group: Sequence[Telling], own: Set[str]) -> bool:
        return any(self.tree.lemmas[one.root] in own for one in group)

    def kind(self, group: Sequence[Telling], ruled: str) -> str:
        """The kind of an event: the rules' where the judge is not much surer of another."""
        rows = self.verdicts.rows(one.root for one in group)
        if not rows:
            return ruled
        likely = self.verdicts.kinds[rows].mean(0)
        likely[EVENT_KINDS.index(ruled)] += _KIND_OTHER if ruled == OTHER else _KIND
        return EVENT_KINDS[int(likely.argmax())]

    def status(
        self, group: Sequence[Telling], ruled: str, *, doubted: bool, planned: bool = False
    ) -> str:
        """The status of an event: the rules', but for a likely plan that they take for held.

        What they know nothing of is as the judge says, never held where it is doubted.

        Args:
            group: The tellings, the fullest first.
            ruled: What the rules say of all, one of ``REVISED``.
            doubted: Whether the text leaves it open itself.
            planned: Whether the fullest telling says that it is to come.
        """
        rows = self.verdicts.rows(one.root for one in group)
        if not rows:
            return ruled
        likely = dict(zip(STATUSES, self.verdicts.statuses[rows].mean(0).tolist(), strict=True))
        not_held = max(("planned", "cancelled"), key=lambda name: likely[name])
        if likely[not_held] > (_PLANNED if planned else _NOT_HELD):
            return not_held
        return "held" if ruled == "unknown" and not doubted and likely["held"] > _HELD else ruled


def likely(
    knowable: Knowable,
    judged: Judged | None,
    groups: Sequence[list[Telling]],
    events: Sequence[Event],
    parts: Sequence[bool],
    own: Set[str],
) -> list[float | None]:
    """How likely each event is; None of what a reader would not know or call an event.

    Args:
        knowable: Says so by the rules.
        judged: Says so by what was learned; None where the rules say so alone.
        groups: The tellings of each event, the fullest first.
        events: As they tell it.
        parts: Whether it is a part of another.
        own: Nouns of events of the user's own.
    """
    told = [knowable.is_told(*each) for each in zip(groups, events, strict=True)]
    if judged is not None:
        return judged.scores(groups, events, told, parts, own)
    return [
        event.score if is_told or is_part else None
        for event, is_told, is_part in zip(events, told, parts, strict=True)
    ]


def _mean(odds: Sequence[float]) -> float:
    return float(np.array(odds, np.float32).mean())
