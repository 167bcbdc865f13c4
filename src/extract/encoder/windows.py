"""A long text in windows, each of which the model reads at once."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np


class Window(NamedTuple):
    """A stretch of atoms that the model reads at once.

    Attributes:
        first: Its first atom.
        last: One past its last atom.
        own_first: The first atom whose mentions are taken from this window; the atoms around
            it, which the neighbours read too, are there as context.
        own_last: One past the last such atom.
    """

    first: int
    last: int
    own_first: int
    own_last: int


def windows(lengths: Sequence[int], size: int, overlap: int) -> list[Window]:
    """Covers all atoms with windows of at most ``size`` subwords, all about as long.

    Attention grows with the square of a window, so equal ones cost least.

    Args:
        lengths: Subwords of each atom.
        size: Subwords in a window, its two ends not counted.
        overlap: Subwords that neighbours share, about; half of it is a mention's context.

    Returns:
        Windows in order; what each owns is disjoint and covers every atom once.
    """
    ends = np.cumsum(lengths)
    starts = ends - lengths
    total = sum(lengths)
    if total > size:
        count = -(-(total - overlap) // (size - overlap))
        # A little more than the share of each: windows end between atoms.
        size = min(size, -(-(total + (count - 1) * overlap) // count) + 8)
    cuts: list[tuple[int, int]] = []
    first = 0
    while first < len(lengths):
        last = int(np.searchsorted(ends, starts[first] + size, side="right"))
        last = max(last, first + 1)
        cuts.append((first, last))
        if last >= len(lengths):
            break
        back = int(np.searchsorted(starts, ends[last - 1] - overlap, side="left"))
        first = min(max(back, first + 1), last)
    borders = [0]
    for (_, end), (start, _) in itertools.pairwise(cuts):
        borders.append((start + end + 1) // 2)
    borders.append(len(lengths))
    return [
        Window(first, last, own_first, own_last)
        for (first, last), own_first, own_last in zip(cuts, borders, borders[1:], strict=False)
    ]
