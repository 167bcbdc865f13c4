"""The order of mentions in a text, and which stand on some of its characters."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from operator import attrgetter
from typing import Generic, Protocol, TypeVar


class _Placed(Protocol):
    """``text[start:end]``."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class _Typed(_Placed, Protocol):
    """``text[start:end]`` read as ``type``."""

    @property
    def type(self) -> str: ...


_T = TypeVar("_T", bound=_Placed)


def outer_first(one: _Typed) -> tuple[int, int, str]:
    """What mentions are sorted by in a document: by their starts, the longer first."""
    return one.start, -one.end, one.type


class Near(Generic[_T]):
    """Mentions, or what else has a start and an end, by where they stand."""

    def __init__(self, placed: Iterable[_T]) -> None:
        self._placed = sorted(placed, key=attrgetter("start"))
        self._starts = [one.start for one in self._placed]
        self._longest = max([one.end - one.start for one in self._placed], default=0)

    def __call__(self, start: int, end: int) -> list[_T]:
        """Those that hold a character of ``text[start:end]``, by their starts."""
        first = bisect.bisect_right(self._starts, start - self._longest)
        last = bisect.bisect_left(self._starts, end)
        return [one for one in self._placed[first:last] if one.end > start]
