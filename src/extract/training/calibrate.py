"""Thresholds and probabilities for a trained model, from documents it was not trained on.

The network's scores rank well, but where to cut differs by label; and a score is a probability
only after scaling (Platt, 1999). Both are fitted on dev. ``cross_score`` tells what they are
worth there without flattering: each half is cut by the thresholds of the other.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np


class Guess(NamedTuple):
    """A candidate: its label, the network's margin, whether it is right, and its document."""

    label: str
    margin: float
    right: bool
    document: int


Gold = Mapping[tuple[str, int], int]  # right answers by label and document


def platt(
    guesses: Sequence[Guess], prior: tuple[float, float] = (1.0, 0.0), strength: float = 1e-6
) -> tuple[float, float]:
    """Scale and shift that turn margins into log-odds, by logistic regression.

    Args:
        guesses: Candidates on both sides of the threshold.
        prior: The curve that few guesses stay near to.
        strength: How near: the inverse variance of both numbers around it.
    """
    x = np.array([[guess.margin, 1.0] for guess in guesses]).reshape(-1, 2)
    y = np.array([guess.right for guess in guesses], float)
    weights = np.array(prior)

    def loss(weights: np.ndarray) -> float:
        z = x @ weights
        away = weights - prior
        return float(np.logaddexp(0, z).sum() - y @ z + strength / 2 * away @ away)

    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -60, 60)))
        curvature = (x * (p * (1 - p))[:, None]).T @ x + strength * np.eye(2)
        step = np.linalg.solve(curvature, x.T @ (y - p) - strength * (weights - prior))
        # A whole step may leap over the best place; half of it, or of that, does not.
        while loss(weights + step) > loss(weights) and np.abs(step).max() >= 1e-8:
            step = step / 2
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    return round(float(weights[0]), 4), round(float(weights[1]), 4)


def thresholds(guesses: Sequence[Guess], gold: Gold, prior: float) -> dict[str, float]:
    """The cut of every label that gives the best F1.

    A label's F1 at a cut is smoothed towards that of all labels together at the same cut, by
    ``prior`` imaginary right answers: a rare label follows the common cut.

    Args:
        guesses: Candidates.
        gold: What is right.
        prior: The larger, the closer all cuts; infinite for one cut.
    """
    labels = sorted({label for label, _ in gold} | {guess.label for guess in guesses})
    cuts = np.arange(-4.0, 4.01, 0.1).round(2)
    hits, made, known = {}, {}, {}
    for label in labels:
        mine = [guess for guess in guesses if guess.label == label]
        margin = np.array([guess.margin for guess in mine])
        right = np.array([guess.right for guess in mine], bool)
        hits[label] = np.array([(right & (margin > cut)).sum() for cut in cuts], float)
        made[label] = np.array([(margin > cut).sum() for cut in cuts], float)
        known[label] = float(sum(n for (name, _), n in gold.items() if name == label))
    all_hits, all_made = sum(hits.values()), sum(made.values())
    all_known = sum(known.values())
    share = prior / max(all_known, 1.0)
    chosen = {}
    for label in labels:
        f1 = (2 * (hits[label] + share * all_hits)) / (
            made[label] + known[label] + share * (all_made + all_known)
        )
        chosen[label] = float(cuts[int(np.argmax(f1))])
    return chosen


def steady(guesses: Sequence[Guess], gold: Gold, known: int = 200) -> dict[str, float]:
    """Cuts of the frequent labels, each moved from zero only if both halves of dev gain by it.

    Args:
        guesses: Candidates.
        gold: What is right.
        known: Right answers that a label must have to be moved.
    """
    chosen = {}
    for label in sorted({label for label, _ in gold}):
        right = {key: n for key, n in gold.items() if key[0] == label}
        mine = [guess for guess in guesses if guess.label == label]
        halves = [
            ([guess for guess in mine if guess.document % 2 == half],
             {key: n for key, n in right.items() if key[1] % 2 == half})
            for half in (0, 1)
        ]  # fmt: skip

        def gain(cut: float, halves: list[Any] = halves, label: str = label) -> float:
            return min(
                score(part, gold, {label: cut}) - score(part, gold, {}) for part, gold in halves
            )

        best = max(
            (round(cut, 1) for cut in np.arange(-1.5, 1.6, 0.1)), key=lambda c: (gain(c), -abs(c))
        )
        chosen[label] = float(best) if sum(right.values()) >= known and gain(best) > 0 else 0.0
    return chosen


def score(guesses: Sequence[Guess], gold: Gold, cuts: Mapping[str, float]) -> float:
    """Micro-F1 at given cuts."""
    kept = [guess for guess in guesses if guess.margin > cuts.get(guess.label, 0.0)]
    hits = sum(guess.right for guess in kept)
    return 2 * hits / max(1, len(kept) + sum(gold.values()))


def cross_score(guesses: Sequence[Guess], gold: Gold, prior: float) -> float:
    """Micro-F1 on dev, each half of the documents cut as the other half suggests."""
    hits = made = 0
    for half, other in itertools.permutations((0, 1)):
        tuned = [guess for guess in guesses if guess.document % 2 == other]
        known = {key: n for key, n in gold.items() if key[1] % 2 == other}
        cuts = thresholds(tuned, known, prior)
        kept = [
            guess
            for guess in guesses
            if guess.document % 2 == half and guess.margin > cuts.get(guess.label, 0.0)
        ]
        hits += sum(guess.right for guess in kept)
        made += len(kept)
    return 2 * hits / max(1, made + sum(gold.values()))
