"""How a run gets on, told while it works: a bar in a terminal or a cell, plain lines elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any, Self

from extract.markup import escaped

EVERY = 10.0  # seconds between two lines: a log of an hour has 360
_REDRAWN = 0.3  # seconds between two states of a bar: it moves to the eye


class Lines:
    """A line every so often, for logs and pipes: nothing is drawn over.

        extract.run("data/raw", "data/out", watcher=extract.Lines())

    Attributes:
        say: Prints a line; to standard error unless told otherwise.
        every: Seconds between two lines.
    """

    def __init__(
        self, say: Callable[[str], object] | None = None, every: float | None = None
    ) -> None:
        self.say = say or _to_standard_error
        self.every = EVERY if every is None else every
        self.began = self.said = time.monotonic()
        self.total: int | None = None
        self.sources = self.documents = self.errors = self.reused = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is left to be done; a bar has to be taken away."""

    def begin(self, total: int) -> None:
        self.total = total
        self.say(f"reading {total:,} {_noun('file', total)}")

    def advance(self, sources: int, counts: Mapping[str, int], reused: bool) -> None:
        self.sources += sources
        self.errors += counts["errors"]
        if reused:
            self.reused += counts["documents"]
        else:
            self.documents += counts["documents"]
        if time.monotonic() - self.said >= self.every:
            self.said = time.monotonic()
            self.say(self._state())

    def finish(self) -> None:
        self.say(f"{self._state()}; writing the tables")

    def _state(self) -> str:
        """As in "120 of 1,000 files, 118 articles, 15.2 a second, about 58 s left, 2 errors"."""
        seconds = time.monotonic() - self.began
        of = "" if self.total is None else f" of {self.total:,}"
        articles = self.documents + self.reused
        said = [
            f"{self.sources:,}{of} {_noun('file', self.total or self.sources)}",
            f"{articles:,} {_noun('article', articles)}",
        ]
        if self.reused:
            said.append(f"{self.reused:,} of them done before")
        if self.documents and seconds:
            said.append(f"{self.documents / seconds:.1f} a second")
        if self.total and self.documents and 0 < self.sources < self.total:
            left = seconds / self.sources * (self.total - self.sources)
            said.append(f"about {_duration(left)} left")
        if self.errors:
            said.append(f"{self.errors:,} {_noun('error', self.errors)}")
        return ", ".join(said)


class Bar(Lines):
    """A bar in the output of a notebook's cell, with the same words beside it."""

    def __init__(self) -> None:
        super().__init__(self._draw, _REDRAWN)
        self._shown: Any = None

    def _draw(self, line: str) -> None:
        from IPython.display import display

        of = "" if self.total is None else f' value="{self.sources}" max="{self.total}"'
        drawn = {"text/html": f"<progress{of}></progress> {escaped(line)}", "text/plain": line}
        if self._shown is None:
            show: Any = display  # it has no types
            self._shown = show(drawn, raw=True, display_id=True)
        else:
            self._shown.update(drawn, raw=True)


def in_cell() -> Bar | None:
    """A bar where this code runs in a cell of a notebook."""
    known = sys.modules.get("IPython")
    shell = known.get_ipython() if known else None
    return Bar() if hasattr(shell, "kernel") else None


def _noun(noun: str, number: int) -> str:
    return noun if number == 1 else f"{noun}s"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def _to_standard_error(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def is_notebook() -> bool:
    """Whether this process was started by a notebook: its cells show no bar that moves."""
    return "JPY_PARENT_PID" in os.environ
