"""Answers of an object's method, kept as long as the object is."""

from __future__ import annotations

import functools
import weakref
from collections.abc import Callable
from typing import Any, TypeVar

_T = TypeVar("_T")


def kept(method: Callable[..., _T], most: int | None = None) -> Callable[..., _T]:
    """A method that answers again what it was asked before.

    It holds its object weakly: an object that holds it makes no circle, so that the document that
    hangs on it goes at once, and not when Python next looks for garbage.

    Args:
        method: Of an object that outlives what is returned.
        most: Answers that are kept; None for all.
    """
    of: Callable[[], Any] = weakref.WeakMethod(method)
    return functools.lru_cache(most)(lambda *asked: of()(*asked))
