"""A text as the encoder read it: states by window, of a long text read again when asked for.

The states of a window are 3 KB an atom, 0.7 KB a character: too much to keep those of a book.
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.encoder.found import Spans
from extract.encoder.subwords import Atoms
from extract.encoder.windows import Window

# Atoms of a text whose states are kept, 150,000 characters or so. Reading again costs as much
# time as reading did, and gives the same bits: a window is read by itself.
KEPT = 1 << 15
_RECENT = 2  # windows that are read again at once: neighbours of a stretch


@dataclass(frozen=True)
class View:
    """A window as it was read.

    Attributes:
        window: Its atoms.
        states: fp32, (atoms, hidden): the last ones.
        lower: fp32, (atoms, hidden): the lowest that know words.
    """

    window: Window
    states: NDArray[np.float32]
    lower: NDArray[np.float32]

    def own(self, begin: int, end: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Lower and last states of those of the atoms from ``begin`` to ``end`` that it owns."""
        window = self.window
        some = slice(
            max(begin, window.own_first) - window.first, min(end, window.own_last) - window.first
        )
        return self.lower[some], self.states[some]


class Reading:
    """A text as the encoder read it; what relations are scored from.

    Attributes:
        atoms: Of the text.
        windows: All windows, in order.
        added: Of each window the spans of types that a user has added.
    """

    def __init__(
        self,
        atoms: Atoms,
        windows: Sequence[Window],
        see: Callable[[Window], View],
        gate: NDArray[np.float32] | None = None,
    ) -> None:
        """Nothing is kept yet.

        Args:
            atoms: Of the text.
            windows: All windows, in order.
            see: Reads a window.
            gate: (hidden + 1,), from a state to how likely its word is a cue (see ``ties``); None
                of a model that does not know.
        """
        self.atoms, self.windows = atoms, windows
        self.added: list[Spans] = []
        self._kept: dict[Window, View] = {}
        self._gate = gate
        self._likely: list[NDArray[np.float32]] = []
        self._see = functools.lru_cache(_RECENT)(see)
        self._owners = [window.own_first for window in windows]

    def keep(self, view: View) -> None:
        """Keeps a window of a text that is not too long, and of any how likely its words are cues.

        Args:
            view: The windows are kept in order.
        """
        if len(self.atoms) <= KEPT:
            self._kept[view.window] = view
        if self._gate is not None:
            _, states = view.own(0, len(self.atoms))
            self._likely.append(states @ self._gate[:-1] + self._gate[-1])

    def view(self, window: Window) -> View:
        """A window as it was read, or as it is read again."""
        return self._kept.get(window) or self._see(window)

    @property
    def views(self) -> Iterator[View]:
        """All windows, in order."""
        return map(self.view, self.windows)

    @property
    def gate(self) -> NDArray[np.float32]:
        """(atoms,): log-odds that the word of each is a cue of anything.

        Raises:
            ValueError: The model does not know.
        """
        if self._gate is None:
            raise ValueError("the model that read the text does not know the five relations")
        return np.concatenate([np.zeros(0, np.float32), *self._likely])

    def states(
        self, begin: int = 0, end: int | None = None
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Lower and last states of some atoms, each from the window that owns it."""
        end = len(self.atoms) if end is None else end
        if begin >= end:
            return np.zeros((0, 0), np.float32), np.zeros((0, 0), np.float32)
        first = bisect.bisect_right(self._owners, begin) - 1
        last = bisect.bisect_left(self._owners, end)
        parts = [self.view(window).own(begin, end) for window in self.windows[first:last]]
        lower, states = zip(*parts, strict=True)
        return np.concatenate(lower), np.concatenate(states)
