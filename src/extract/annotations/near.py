"""What stands on some characters of a text, of the thousands of mentions of a long one."""

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


_T = TypeVar("_T", bound=_Placed)


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
