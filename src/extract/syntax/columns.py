"""Columns of numbers, of which a long text has millions."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from numpy.typing import NDArray

_DEEPEST = 40  # of a tree; the deepest of 140 articles of news has 11 words above one


def numbers(column: NDArray[Any]) -> array[int]:
    """Whole numbers as a sequence that is read as fast as a list and takes a fifth of its memory.

    Args:
        column: int64 or uint64.
    """
    return array("Q" if column.dtype.kind == "u" else "q", column.tobytes())


def up(heads: Sequence[int], i: int) -> Iterator[int]:
    """The heads above a token, nearest first; a root is its own head."""
    for _ in range(_DEEPEST):
        if heads[i] == i:
            return
        i = heads[i]
        yield i
