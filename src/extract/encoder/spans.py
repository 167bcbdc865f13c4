"""Which spans of a window are mentions: queries of first atoms against keys of last ones."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.encoder.found import Spans

LONGEST = 60  # atoms of a mention; the longest of NEREL (train, dev) has 38 tokens, a law
Floats = NDArray[np.floating[Any]]
_BLOCK = 128  # first atoms at once: what is computed of a long line stays near its diagonal


def candidates(
    query: Floats,
    key: Floats,
    lines: NDArray[np.int64],
    cuts: Floats,
) -> Spans:
    """Spans that lie in one line and score above their type's cut.

    Args:
        query: (types, atoms, size).
        key: (types, atoms, size).
        lines: (atoms,): number of each atom's line, not decreasing.
        cuts: (types,).
    """
    spans, scores = [], []
    for start, stop, end in _blocks(lines):
        block = query[:, start:stop] @ key[:, start:end].transpose(0, 2, 1)
        width = np.arange(end - start)[None] - np.arange(stop - start)[:, None]
        passed = block > cuts[:, None, None]
        passed &= (width >= 0) & (width < LONGEST)
        where = np.flatnonzero(passed)  # far faster than nonzero over three dimensions
        types, first, last = np.unravel_index(where, passed.shape)
        spans.append(np.stack([types, first + start, last + start], 1))
        pairs = query[types, first + start].astype(np.float64) * key[types, last + start]
        scores.append(pairs.sum(1).astype(np.float32))  # the same on every processor, see slovnet
    if not spans:
        return Spans(np.zeros((0, 3), np.int64), np.zeros(0, np.float32))
    return Spans(np.concatenate(spans), np.concatenate(scores))


def _blocks(lines: NDArray[np.int64]) -> Iterator[tuple[int, int, int]]:
    """Blocks of first atoms, and where their last atoms end: start, stop, end."""
    borders = [0, *(np.flatnonzero(np.diff(lines)) + 1).tolist(), len(lines)]
    for first, last in itertools.pairwise(borders):
        for start in range(first, last, _BLOCK):
            stop = min(start + _BLOCK, last)
            yield start, stop, min(stop + LONGEST - 1, last)
