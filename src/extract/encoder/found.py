"""Mentions as the model finds them: spans of atoms with scores, made stretches of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.encoder.subwords import Atoms
from extract.encoder.windows import Window


class Found(NamedTuple):
    """A mention: ``text[start:end]`` is of ``type`` with probability ``score``."""

    start: int
    end: int
    type: str
    score: float


class Curve(NamedTuple):
    """From a score to log-odds."""

    scale: float
    shift: float


class Spans(NamedTuple):
    """Spans above their cuts.

    Attributes:
        places: int64, (spans, 3): type, first atom, last atom.
        scores: fp32, (spans,).
    """

    places: NDArray[np.int64]
    scores: NDArray[np.float32]

    def owned(self, window: Window) -> Spans:
        """Of a window's spans those that begin among the atoms it owns, by the text's atoms."""
        places = self.places + np.array([0, window.first, window.first])
        own = (places[:, 1] >= window.own_first) & (places[:, 1] < window.own_last)
        return Spans(places[own], self.scores[own])

    def mentions(
        self, atoms: Atoms, types: Sequence[str], curves: Sequence[Curve]
    ) -> Iterator[Found]:
        """The spans as mentions; of each type its name and how its scores are believed."""
        numbers, firsts, lasts = self.places.T
        starts, ends = atoms.starts[firsts].tolist(), atoms.ends[lasts].tolist()
        for type_, start, end, score in zip(
            numbers.tolist(), starts, ends, self.scores.tolist(), strict=True
        ):
            scale, shift = curves[type_]
            yield Found(start, end, types[type_], sigmoid(scale * score + shift))


def sigmoid(x: float) -> float:
    """From log-odds to a probability."""
    return float(1 / (1 + np.exp(-x)))
