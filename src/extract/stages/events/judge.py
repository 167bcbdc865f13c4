"""The learned judge of events: which words tell one, which tell the same, which stand as rows.

A model folder that knows events has one file more, ``events.npz``, fp16:

    mean, scale    (2 hidden,): by which states are shifted and divided
    states, signs  (2 hidden, units), (``signs.WIDTH``, units): from a word to the units
    bias, out      (units,), (units + 1, 1 + kinds + statuses): from the units to the scores
    same           (``sameness.PAIR`` + 1,): from two tellings to whether they are of one event
    row            (``weighing.ROW`` + 1,): from an event to whether it stands as a row

All scores are log-odds. The last of the weights of a sum is what is added to it.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.encoder.model import Model
from extract.encoder.reading import Reading
from extract.schema import EVENT_KINDS
from extract.stages.events.signs import Signs
from extract.stages.events.verdicts import Verdicts, together

FILE = "events.npz"
Floats = NDArray[np.float32]

_WORDS = 1 << 11  # a book has tens of thousands; of these the states are 30 MB


class Judge:
    """The weights of a model.

    Attributes:
        card: What ``model.json`` says of events: the cuts by which the judge decides.
    """

    def __init__(self, weights: Mapping[str, NDArray[np.floating[Any]]], card: Mapping[str, Any]):
        """Takes the arrays of the module's text."""
        self.card = card
        self._kept = {name: array.astype(np.float32) for name, array in weights.items()}

    def same(self, pairs: Floats) -> Floats:
        """(pairs, ``sameness.PAIR``) to the log-odds that two tellings are of one event."""
        return _sum(pairs, self._kept["same"])

    def row(self, events: Floats) -> Floats:
        """(events, ``weighing.ROW``) to the log-odds that an event stands as a row."""
        return _sum(events, self._kept["row"])

    def read(self, signs: Signs, reading: Reading | None) -> Verdicts:
        """What is said of the words of a document that may tell an event.

        Some words at once: the states of all words of a book would be gigabytes.
        """
        words = signs.words()
        parts = (
            self.judged(some, self.states(signs, some, reading), signs.rows(some))
            for some in (words[at : at + _WORDS] for at in range(0, len(words) or 1, _WORDS))
        )
        return together(parts, len(words))

    def states(self, signs: Signs, words: Sequence[int], reading: Reading | None) -> Floats:
        """(words, 2 hidden)."""
        assert reading is not None
        if not words:
            return np.zeros((0, len(self._kept["mean"])), np.float32)
        return states_of(signs, words, reading)

    def judged(self, words: Sequence[int], states: Floats, rows: NDArray[np.int64]) -> Verdicts:
        """What is said of words, given their states and signs."""
        kept = self._kept
        scaled = (states - kept["mean"]) / kept["scale"]
        signs: Floats = np.zeros((len(words), len(kept["bias"])), np.float32)
        for column in rows.T:  # all at once would not stay near the processor
            signs += kept["signs"].take(column, axis=0)
        hidden: Floats = np.maximum(scaled @ kept["states"] + signs + kept["bias"], 0)
        scores = _sum(hidden, kept["out"])
        kinds = 1 + len(EVENT_KINDS)
        return Verdicts(
            {word: n for n, word in enumerate(words)},
            sigmoid(scores[:, 0]),
            _softmax(scores[:, 1:kinds]),
            _softmax(scores[:, kinds:]),
            hidden,
        )


def states_of(signs: Signs, words: Sequence[int], reading: Reading) -> Floats:
    """(words, 2 hidden): the lower and the last state of the last atom of each word."""
    ends = np.array([signs.tree.ends[word] for word in words], np.int64)
    atoms = np.maximum(np.searchsorted(reading.atoms.starts, ends) - 1, 0)
    begin = int(atoms.min())
    lower, final = reading.states(begin, int(atoms.max()) + 1)
    return np.concatenate([lower[atoms - begin], final[atoms - begin]], axis=1)


def sigmoid(x: Floats) -> Floats:
    """Log-odds to likelihoods."""
    found: Floats = (1 / (1 + np.exp(-np.clip(x, -30, 30)))).astype(np.float32)
    return found


def _softmax(x: Floats) -> Floats:
    likely = np.exp(x - x.max(1, keepdims=True)) if len(x) else x
    found: Floats = likely / likely.sum(1, keepdims=True)
    return found


def _sum(rows: Floats, weights: Floats) -> Floats:
    found: Floats = rows @ weights[:-1] + weights[-1]
    return found


@functools.lru_cache(maxsize=4)
def judge_of(model: Model) -> Judge | None:
    """The judge of a model, opened once for each process; None where it knows no events."""
    card = model.card.get("events")
    if card is None:
        return None
    with np.load(model.folder / FILE, allow_pickle=False) as file:
        return Judge({name: file[name] for name in file.files}, card)
