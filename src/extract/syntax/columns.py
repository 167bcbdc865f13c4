"""Columns of numbers, of which a long text has millions."""

from __future__ import annotations

from array import array
from typing import Any

from numpy.typing import NDArray


def numbers(column: NDArray[Any]) -> array[int]:
    """Whole numbers as a sequence that is read as fast as a list and takes a fifth of its memory.

    Args:
        column: int64 or uint64.
    """
    return array("Q" if column.dtype.kind == "u" else "q", column.tobytes())
