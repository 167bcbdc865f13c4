"""How documents are cut for training: sizes, and other borders in each walk."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from extract.encoder.windows import Window, windows

WINDOW = 384  # subwords: by hand
OVERLAP = 32  # subwords that neighbouring windows share


def random_windows(lengths: Sequence[int], size: int, chance: random.Random) -> list[Window]:
    """Cuts a document anew, so that no mention always stands at a border.

    Args:
        lengths: Subwords of each atom.
        size: Subwords of a window.
        chance: Where it is cut.
    """
    total = sum(lengths)
    if total <= size:
        return [Window(0, len(lengths), 0, len(lengths))] if lengths else []
    shift = chance.randrange(size // 3, size)
    head = int(np.searchsorted(np.cumsum(lengths), shift))
    head = max(1, min(head, len(lengths)))
    offset = max(0, head - 20)
    tail = windows(lengths[offset:], size, size // 8)
    return [Window(0, head, 0, head)] + [
        Window(*(edge + offset for edge in window)) for window in tail
    ]


def round_up(size: int) -> int:
    """To a multiple of 32: a processor prepares its kernels once for each size."""
    return -(-size // 32) * 32
