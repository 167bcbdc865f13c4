"""Types of the user's own beside those of a model: a second span head above the same encoder.

It reads the states that the model's own heads read, changes nothing of these, and is computed in
double precision: the same on every processor (see ``slovnet``). Made by ``extract train --add-to``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.encoder.found import Curve, Spans
from extract.encoder.reading import View
from extract.encoder.spans import candidates

FILE = "added.npz"
PARTS = ("query", "key", "start", "end")

Floats = NDArray[np.float64]
Weights = Mapping[str, NDArray[np.floating[Any]]]


class Added:
    """The head.

    Attributes:
        types: The user's types.
        flat: Those that do not nest in themselves.
        curves: Of each type, how its scores are believed.
        cuts: Of each type the score that its spans must pass.
        weights: What it was made of.
    """

    def __init__(self, card: Mapping[str, Any], weights: Weights) -> None:
        """Takes a head.

        Args:
            card: What ``model.json`` says: of each type its cut, curve, and whether it is flat.
            weights: From lower and last states, with a row of biases at the end: ``query`` and
                ``key``, (2 · hidden + 1, types · size), ``start`` and ``end``,
                (2 · hidden + 1, types).
        """
        self.types = list(card)
        self.flat = frozenset(name for name, one in card.items() if one["flat"])
        self.curves = [Curve(*one["curve"]) for one in card.values()]
        self.cuts = np.array([one["cut"] for one in card.values()], np.float64)
        self.weights = {part: weights[part].astype(np.float64) for part in PARTS}

    @classmethod
    def load(cls, folder: Path, card: Mapping[str, Any]) -> Added:
        """Opens what a model folder has of it."""
        with np.load(folder / FILE, allow_pickle=False) as file:
            return cls(card, {part: file[part] for part in PARTS})

    def spans(self, states: NDArray[np.floating[Any]], lines: NDArray[np.int64]) -> Spans:
        """Spans of a window above their cuts, by its atoms.

        Args:
            states: See ``states_of``.
            lines: (atoms,): number of each atom's line.
        """
        return candidates(*self._queries(states), lines, self.cuts)

    def _queries(self, states: NDArray[np.floating[Any]]) -> tuple[Floats, Floats]:
        """Queries and keys, (types, atoms, size + 2), of the biases too: see ``SpanHead``."""
        states = states.astype(np.float64)
        query, key, start, end = (
            states @ self.weights[part][:-1] + self.weights[part][-1] for part in PARTS
        )
        start, end = start.T[..., None], end.T[..., None]
        query, key = self._turned(query), self._turned(key)
        query /= math.sqrt(query.shape[2])
        ones = np.ones_like(start)
        return np.concatenate([query, start, ones], 2), np.concatenate([key, ones, end], 2)

    def _turned(self, rows: Floats) -> Floats:
        """(types, atoms, size), turned by the place of the atom: see ``model.rotate``."""
        x = rows.reshape(len(rows), len(self.types), -1).transpose(1, 0, 2)
        size = x.shape[2]
        frequency = 10000.0 ** (-np.arange(0, size, 2) / size)
        angle = np.arange(x.shape[1])[:, None] * frequency
        even, odd = x[..., : size // 2], x[..., size // 2 :]
        sine, cosine = np.sin(angle), np.cos(angle)
        return np.concatenate([even * cosine - odd * sine, even * sine + odd * cosine], 2)


def states_of(view: View) -> NDArray[np.float32]:
    """What the head reads of a window: (atoms, 2 · hidden), lower and last states."""
    return np.concatenate([view.lower, view.states], 1)


def together(one: Weights, other: Weights) -> dict[str, NDArray[np.floating[Any]]]:
    """The weights of two heads as those of one, the types of the first before the others."""
    return {part: np.concatenate([one[part], other[part]], 1) for part in PARTS}
