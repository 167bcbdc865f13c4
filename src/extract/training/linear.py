"""Logistic regressions of named features, for decisions of few examples (see ``stages.linear``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import torch

# By hand: what one of them alone comes to was not measured, only the decisions that come of all.
LEAST = 2  # examples in which a feature must have been seen
PRIOR = 0.3  # variance of the weights
STEPS = 100  # at most: it ends where nothing moves

Features = tuple[str, ...]


class Seen(NamedTuple):
    """An example.

    Attributes:
        features: What is said of it.
        is_right: The decision.
    """

    features: Features
    is_right: bool


def fit(rows: Sequence[Seen]) -> dict[str, float]:
    """Weights of features, and "" for the constant."""
    count = Counter(one for row in rows for one in set(row.features))
    names = sorted(name for name, n in count.items() if n >= LEAST)
    number = {name: index for index, name in enumerate(names)}
    inputs = torch.zeros(len(rows), len(names) + 1, dtype=torch.float64)
    inputs[:, -1] = 1
    for index, row in enumerate(rows):
        for one in row.features:
            if one in number:
                inputs[index, number[one]] = 1
    wanted = torch.tensor([float(row.is_right) for row in rows], dtype=torch.float64)
    weights = torch.zeros(len(names) + 1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=STEPS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        error = torch.nn.functional.binary_cross_entropy_with_logits(
            inputs @ weights, wanted, reduction="sum"
        )
        total = error + (weights[:-1] ** 2).sum() / (2 * PRIOR)
        total.backward()
        return total

    optimizer.step(loss)
    found = dict(zip([*names, ""], weights.tolist(), strict=True))
    return {name: round(weight, 3) for name, weight in found.items() if round(weight, 3)}
