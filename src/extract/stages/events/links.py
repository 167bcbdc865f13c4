"""How likely two tellings are of one event, of those that stand near each other."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from extract.stages.events.judge import Judge
from extract.stages.events.likeness import Likeness
from extract.stages.events.sameness import common
from extract.stages.events.verdicts import Verdicts

# Tellings that are compared two by two; the fullest of 2,113 news articles has fewer. A book is
# compared stretch by stretch, so that the work grows with its length.
STRETCH = 200
Floats = NDArray[np.float32]


class Links:
    """The log-odds of all pairs of tellings of one stretch; all others are of different events."""

    def __init__(
        self,
        judge: Judge,
        likeness: Likeness,
        verdicts: Verdicts,
        who: Sequence[frozenset[str]],
    ) -> None:
        """Compares.

        Args:
            judge: Says how likely.
            likeness: The tellings, in the order of the text.
            verdicts: What the judge says of their words.
            who: Who takes part in what each tells.
        """
        size = len(likeness.tellings)
        self.stretches = [
            range(begin, min(begin + STRETCH, size)) for begin in range(0, size, STRETCH)
        ]
        self._common: Callable[[range], Floats] = lambda some: common(likeness, verdicts, who, some)
        self._odds = [self._of(judge, some) for some in self.stretches]

    def _of(self, judge: Judge, some: range) -> array[float]:
        size = len(some)
        links = judge.same(self._common(some).reshape(size * size, -1)).reshape(size, size)
        links = np.triu(links, 1) + np.triu(links, 1).T
        return array("f", links.ravel().tolist())

    def likeliest(self, least: float) -> Iterator[tuple[int, int]]:
        """Pairs of at least so high odds, the likeliest first."""
        pairs = []
        for some, flat in zip(self.stretches, self._odds, strict=True):
            first, second = np.triu_indices(len(some), 1)
            odds = np.array(flat, np.float32)[first * len(some) + second]
            kept = np.flatnonzero(odds >= least)
            pairs.append((odds[kept], first[kept] + some.start, second[kept] + some.start))
        odds, first, second = (np.concatenate(column) for column in zip(*pairs, strict=True))
        order = np.argsort(-odds, kind="stable")
        yield from zip(first[order].tolist(), second[order].tolist(), strict=True)

    def between(self, ones: Sequence[int], others: Sequence[int]) -> list[float]:
        """The log-odds of the tellings of two events, as far as these stand in one stretch."""
        return [
            self._odds[one // STRETCH][
                one % STRETCH * len(self.stretches[one // STRETCH]) + other % STRETCH
            ]
            for one in ones
            for other in others
            if one // STRETCH == other // STRETCH
        ]

    def stretches_of(self, ones: Sequence[int]) -> set[int]:
        """The stretches in which some tellings stand, by number."""
        return {one // STRETCH for one in ones}

    def pairs(self) -> Iterator[tuple[int, int, Floats]]:
        """Each pair of a stretch, and what the two have in common."""
        for some in self.stretches:
            shared = self._common(some)
            for one in some:
                for other in range(one + 1, some.stop):
                    yield one, other, shared[one - some.start, other - some.start]
