"""What the learned judge says of the words of one document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

STATUSES = ("held", "planned", "cancelled", "unknown")


@dataclass(frozen=True)
class Verdicts:
    """What is said of some words.

    Attributes:
        at: Of each word (token) its row.
        tells: (words,): how likely each tells an event.
        kinds: (words, kinds): how likely each of ``schema.EVENT_KINDS`` is of such an event.
        statuses: (words, statuses): how likely each of ``STATUSES`` is.
        hidden: (words, units): what the judge knows of each, for ``same``.
    """

    at: dict[int, int]
    tells: NDArray[np.float32]
    kinds: NDArray[np.float32]
    statuses: NDArray[np.float32]
    hidden: NDArray[np.float32]

    def score(self, word: int) -> float:
        """How likely a word tells an event."""
        row = self.at.get(word)
        return 0.0 if row is None else float(self.tells[row])

    def rows(self, words: Iterable[int]) -> list[int]:
        """The rows of those words of which something is said."""
        return [self.at[word] for word in words if word in self.at]

    def of(self, words: Iterable[int]) -> Verdicts:
        """What is said of some of the words alone: most tell nothing."""
        kept = sorted(self.at.keys() & set(words), key=self.at.__getitem__)
        rows = [self.at[word] for word in kept]
        at = {word: row for row, word in enumerate(kept)}
        return Verdicts(
            at, self.tells[rows], self.kinds[rows], self.statuses[rows], self.hidden[rows]
        )


def together(parts: Iterable[Verdicts], size: int) -> Verdicts:
    """What is said of the words of a document, said of some after others.

    Args:
        parts: One after another, so that no two need be there at once.
        size: All words.
    """
    at: dict[int, int] = {}
    arrays: list[NDArray[np.float32]] = []
    for part in parts:
        own = part.tells, part.kinds, part.statuses, part.hidden
        arrays = arrays or [np.empty((size, *one.shape[1:]), np.float32) for one in own]
        for whole, one in zip(arrays, own, strict=True):
            whole[len(at) : len(at) + len(one)] = one
        at |= {word: row for row, word in enumerate(part.at, len(at))}
    return Verdicts(at, *arrays)
