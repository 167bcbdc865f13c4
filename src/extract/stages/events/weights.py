"""A small network over what is said of candidates: learned weights of named features."""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

FILE = "belonging.npz"


class Scorer:
    """Scores candidates by the features that are said of them.

    A score is the sum of the features' own weights, and of what a layer of hidden units makes of
    them. Features that the network has not met say nothing.
    """

    def __init__(
        self,
        names: Sequence[str],
        table: NDArray[np.floating[Any]],
        bias: NDArray[np.floating[Any]],
        out: NDArray[np.floating[Any]],
        cut: float,
    ) -> None:
        """Takes the weights.

        Args:
            names: Of the features.
            table: (features, 1 + hidden): of each feature its own weight, and those to the
                hidden units.
            bias: (1 + hidden,).
            out: (hidden,).
            cut: The score from which on something belongs, or what nothing is worth more.
        """
        self.at = {name: n for n, name in enumerate(names)}
        self.table, self.bias = table.astype(np.float64), bias.astype(np.float64)
        self.out, self.cut = out.astype(np.float64), cut

    def __call__(self, said: Sequence[Sequence[str]]) -> NDArray[np.float64]:
        """The scores, (candidates,), of those of whom features are said."""
        at = self.at.get
        known = [[n for n in map(at, dict.fromkeys(each)) if n is not None] for each in said]
        sizes = np.array([len(each) for each in known], np.int64)
        sums = np.zeros((len(said), len(self.bias)))
        if (full := sizes > 0).any():
            weights = self.table[list(itertools.chain.from_iterable(known))]
            sums[full] = np.add.reduceat(weights, (np.cumsum(sizes) - sizes)[full])
        sums += self.bias
        scores: NDArray[np.float64] = sums[:, 0] + np.maximum(sums[:, 1:], 0) @ self.out
        return scores


@functools.cache
def packaged() -> Mapping[str, Scorer]:
    """The scorers of the package, by what they are of: "who", "place", "when"."""
    file = resources.files("extract") / "data" / "models" / "news" / FILE
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        card = json.loads(arrays["card"].tobytes())
        return {
            task: Scorer(
                known["names"],
                arrays[task + ".table"],
                arrays[task + ".bias"],
                arrays[task + ".out"],
                known["cut"],
            )
            for task, known in card.items()
        }
