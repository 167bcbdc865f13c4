"""Decisions learned from articles read by hand: logistic regressions of named features."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterable, Mapping

from extract.encoder.model import DEFAULT, locate


class Linear:
    """A logistic regression whose features are there or not.

    Attributes:
        weights: Of each feature; "" is the constant.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights

    def chance(self, features: Iterable[str]) -> float:
        """How likely it is so, 0 to 1; features that were never seen say nothing."""
        weights = self.weights
        logit = weights.get("", 0.0) + sum(weights.get(one, 0.0) for one in features)
        return 1 / (1 + math.exp(-max(min(logit, 30.0), -30.0)))


@functools.cache
def learned(file: str, name: str) -> Linear:
    """One of the decisions of a file of the model in the package."""
    card: dict[str, dict[str, float]] = json.loads((locate(DEFAULT) / file).read_text("utf-8"))
    return Linear(card[name])
