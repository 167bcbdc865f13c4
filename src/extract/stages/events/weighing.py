"""Which events are rows: what the learned judge is told of each, and of how it repeats another."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extract.annotations import Event
from extract.stages.events.links import Links
from extract.stages.events.telling import OTHER, Telling
from extract.stages.events.verdicts import Verdicts
from extract.stages.events.words import GENERAL, ITS
from extract.syntax.tree import Tree

ROW = 33  # numbers that ``Weighing.rows`` gives of an event
_LEAST = 1e-3  # likelihoods nearer to 0 or 1 count as this; of any such order
_ALONE = -8.0  # log-odds that what has no other beside it repeats one, as when it was learned
# Letters of a word that its forms share; shorter words are not compared: as when the weights were
# learned.
_ROOT, _SHORT = 5, 3
_WORD = re.compile(r"\w+")
Floats = NDArray[np.float32]


class Weighing:
    """Lays out the events of one document for the judge."""

    def __init__(self, tree: Tree, verdicts: Verdicts, links: Links, order: Sequence[Telling]):
        """Takes what joins the tellings.

        Args:
            tree: The document.
            verdicts: What the judge says of its words.
            links: How likely two tellings are of one event.
            order: The tellings.
        """
        self.tree, self.verdicts = tree, verdicts
        self.links = links
        self.number = {id(one): n for n, one in enumerate(order)}

    def rows(
        self,
        groups: Sequence[Sequence[Telling]],
        events: Sequence[Event],
        told: Sequence[bool],
        parts: Sequence[bool],
    ) -> Floats:
        """(events, ``ROW``): what is known of each as numbers.

        Args:
            groups: The tellings of each event, the fullest first.
            events: As they tell it.
            told: Whether the rules say that a reader would know it.
            parts: Whether it is a part of another.
        """
        odds = [self.odds(group) for group in groups]
        alone = [self.row(*each) for each in zip(groups, events, odds, told, parts, strict=True)]
        return np.hstack([np.array(alone, np.float32), self.twins(groups, events, odds)])

    def odds(self, group: Sequence[Telling]) -> Floats:
        """Log-odds that each telling tells an event."""
        scores = np.array([self.verdicts.score(one.root) for one in group], np.float32)
        scores = np.clip(scores, _LEAST, 1 - _LEAST)
        found: Floats = np.log(scores / (1 - scores))
        return found

    def row(
        self, group: Sequence[Telling], event: Event, odds: Floats, told: bool, part: bool
    ) -> list[float]:
        """What is known of an event by itself."""
        tree = self.tree
        lemmas = [tree.lemmas[one.root] for one in group]
        words = event.name.split()
        sentence = min(tree.sentence_of[one.root] for one in group)
        return [
            float(odds.max()),
            float(odds.mean()),
            math.log1p(float((1 / (1 + np.exp(-odds))).sum())),
            math.log(len(group)),
            told,
            part,
            any(one.mention is not None for one in group),
            any(one.frame is not None for one in group),
            all(one.frame is not None for one in group),
            all(one.loose for one in group),
            any(one.relations for one in group),
            any(one.learned for one in group),
            all(one.learned for one in group),
            event.kind == OTHER,
            event.begin is not None or event.end is not None,
            event.place is not None,
            bool(event.participants),
            min(len(event.participants), 4),
            event.status == "held",
            event.status == "unknown",
            sentence == 0,
            math.log1p(sentence),
            math.log(len(words) + 1),
            len(words) == 1,
            any(word[:1].isupper() or word[0] in '«"' for word in words),
            GENERAL.union(ITS).issuperset(lemmas),
            "Number=Plur" in tree.morph[group[0].root],
        ]

    def twins(
        self,
        groups: Sequence[Sequence[Telling]],
        events: Sequence[Event],
        odds: Sequence[Floats],
    ) -> Floats:
        """(events, 6): how likely each repeats one that is surer, and how like their names are."""
        found = [[_ALONE, _ALONE, 0.0, 0.0, 0.0, 0.0] for _ in groups]
        numbers = [[self.number[id(one)] for one in group] for group in groups]
        near = [self.links.stretches_of(own) for own in numbers]
        there: dict[int, list[int]] = defaultdict(list)
        for n, stretches in enumerate(near):
            for stretch in stretches:
                there[stretch].append(n)
        roots = [_roots(event.name) for event in events]
        ranks = [float(one.max()) for one in odds]
        for n, own in enumerate(numbers):
            for m in sorted({m for stretch in near[n] for m in there[stretch]}):
                if m == n or (ranks[m], -m) < (ranks[n], -n):
                    continue
                between = self.links.between(own, numbers[m])
                like = _overlap(roots[n], roots[m])
                same = events[n].kind == events[m].kind
                mean = sum(between) / len(between)
                now = (max(between), mean, like, like * same, like == 1.0, 1.0)
                found[n] = list(map(max, found[n], now))
        return np.array(found, np.float32)


def _roots(name: str) -> frozenset[str]:
    return frozenset(word[:_ROOT] for word in _WORD.findall(name.lower()) if len(word) > _SHORT)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the shorter name is in the other."""
    return len(one & other) / max(1, min(len(one), len(other)))
