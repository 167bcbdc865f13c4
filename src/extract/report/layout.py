"""Where the nodes of a network stand: Fruchterman and Reingold (1991).

Our own, because networkx would be 2 MB more to install for these lines, and because this one
gives the same positions on every machine: no random start, and only operations that IEEE 754
fixes (+ - * / and the square root), summed in a fixed order.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_STEPS = 300  # half or twice of them move a node, of 300, by 3% of the picture
_FAR = 50  # one of so many may be far off, at each border
_GRAVITY = 0.9  # by hand: else parts that have no ties fly away
_GOLDEN = (0.7373688780783197, 0.6754902942615238)  # minus cosine and sine of the golden angle

Positions = npt.NDArray[np.float64]


def positions(n: int, edges: Sequence[tuple[int, int, float]]) -> Positions:
    """Positions of nodes in a square.

    Args:
        n: Number of nodes; the first stand in the middle at the beginning.
        edges: Two nodes and the strength of the tie, at least 1.

    Returns:
        n rows of x and y, each from 0 to 1.
    """
    if not n:
        return np.zeros((0, 2))
    at, pull = _spiral(n), _strengths(n, edges)
    distance = 1 / np.sqrt(n)
    for step in range(_STEPS):
        x, y = (side[:, None] - side[None, :] for side in at.T.copy())  # to (row) from (column)
        squared = np.maximum(x * x + y * y, 1e-6)
        force = pull * np.sqrt(squared) / distance - distance * distance / squared
        sums = [(side * force).sum(axis=0) for side in (x, y)]  # axis 0 is summed row by row
        moved = np.stack(sums, axis=1) - _GRAVITY * distance * at
        length = np.sqrt(moved[:, 0] * moved[:, 0] + moved[:, 1] * moved[:, 1])
        heat = 0.1 * (1 - step / _STEPS) + 0.001
        at = at + moved * (np.minimum(length, heat) / np.maximum(length, 1e-9))[:, None]
    return (_within(at) + _ranks(at)) / 2


def _within(at: Positions) -> Positions:
    """From 0 to 1; the few that flew far stay at the border, or all others would share a corner."""
    ordered = np.sort(at, axis=0)
    low, high = ordered[len(at) // _FAR], ordered[-1 - len(at) // _FAR]
    return np.asarray(np.clip((at - low) / np.maximum(high - low, 1e-9), 0, 1))


def _ranks(at: Positions) -> Positions:
    """Each coordinate's place among all: gives the crowded middle room."""
    ranks = at.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    return np.asarray(ranks / max(len(at) - 1, 1))


def _spiral(n: int) -> Positions:
    """The seeds of a sunflower."""
    cosine, sine = -_GOLDEN[0], _GOLDEN[1]
    at, x, y = np.zeros((n, 2)), 1.0, 0.0
    for number in range(n):
        radius = np.sqrt((number + 0.5) / n)
        at[number] = radius * x, radius * y
        x, y = x * cosine - y * sine, x * sine + y * cosine
    return at


def _strengths(n: int, edges: Sequence[tuple[int, int, float]]) -> Positions:
    pull = np.zeros((n, n))
    for one, other, strength in edges:
        pull[one, other] += strength
        pull[other, one] = pull[one, other]
    return np.minimum(np.sqrt(np.sqrt(pull)), 2.0)  # ties of thousands would pull all into a point
