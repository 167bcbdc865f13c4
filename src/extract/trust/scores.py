"""The cuts of relations and the lines of their scores (``data/trusted.json``)."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from importlib import resources
from typing import Any

from extract.annotations import Relation

# The cuts of relations that no one has judged, and of what words tell where the model has a cut.
OTHER, PATTERN = "other", "pattern"
TOLD = "+"  # behind a predicate: the cut of what a construction found beside the model


def packaged() -> Mapping[str, float | None]:
    """The cuts of the package (see ``trusted``)."""
    cuts: dict[str, float | None] = _file()["cuts"]
    return cuts


def chance(relation: Relation, lines: Mapping[str, tuple[float, float]] | None = None) -> float:
    """How likely a relation is right: what its row has for a score.

    The model's score of what it finds is one for all relations, of which it is too sure of some.

    Args:
        relation: Any; what the model has not found alone keeps its score.
        lines: Scale and shift of its log-odds, by predicate; None for those of the package.
    """
    line = (_file()["lines"] if lines is None else lines).get(relation.predicate)
    if line is None or relation.method != "model":
        return relation.score
    odds = line[0] * log_odds(relation.score) + line[1]
    return round(1 / (1 + math.exp(-odds)), 4)


def log_odds(score: float) -> float:
    score = min(max(score, 0.01), 0.99)  # beyond, scores say no more
    return math.log(score / (1 - score))


@functools.cache
def _file() -> dict[str, Any]:
    file = resources.files("extract") / "data" / "trusted.json"
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found
