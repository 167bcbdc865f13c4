"""How much the word of a construction adds to the network's: counted on texts neither had seen."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from spacy.language import Language

from extract.annotations import Mention
from extract.training.ties.passages import touches

NEUTRAL: dict[str, Any] = {"weights": [0.0, 1.0, 0.0], "rules": {}, "other": 0.0}
_FEW = 8.0  # rows of all together that the share of one is drawn to: a text alone may have six
_SUREST = 0.995  # nothing is told as certain


class Told(NamedTuple):
    """A pair that a construction found: which, the network's score, and whether it is right."""

    rule: str
    score: float
    right: bool


def told(nlp: Language, rows: Iterable[Mapping[str, Any]]) -> Iterator[Told]:
    """What the constructions find in annotated texts; left out where readers may differ.

    Args:
        nlp: A pipeline whose network was not trained on them, with a neutral blend.
        rows: Lines of gold, see ``passages``.
    """
    for row in rows:
        doc = nlp.make_doc(row["text"])
        doc._.date = dt.date.fromisoformat(row["date"]) if row.get("date") else None
        for relation in nlp(doc)._.relations:
            if relation.rule is None or relation.method != "both":
                continue
            pair = relation.predicate, relation.subject, relation.object
            if any(_fits(gold, *pair) for gold in row.get("optional_relations", ())):
                continue
            right = any(_fits(gold, *pair) for gold in row["relations"])
            yield Told(relation.rule, relation.score, right)


def _fits(gold: Mapping[str, Any], label: str, subject: Mention, object_: Mention) -> bool:
    def stands(mention: Mention, side: str) -> bool:
        spans = [gold[side], *gold.get(f"{side}_alt", ())]
        own = mention.start, mention.end
        return any(touches(own, (span["start"], span["end"])) for span in spans)

    ways = [(subject, object_)] + [(object_, subject)] * (label != "VISITED")
    return gold["label"] == label and any(stands(a, "a") and stands(b, "b") for a, b in ways)


def blend(rows: Sequence[Told]) -> dict[str, Any]:
    """The shares of both accounts by logistic regression (see ``Decision.blended``)."""
    if not rows:
        return NEUTRAL
    found, right = Counter[str](), Counter[str]()
    for row in rows:
        found[row.rule] += 1
        right[row.rule] += row.right
    base = min(max(sum(right.values()) / len(rows), 0.01), _SUREST)

    def share(rule: str, but: Told | None = None) -> float:
        n, good = found[rule] - (but is not None), right[rule] - bool(but and but.right)
        return min((good + _FEW * base) / (n + _FEW), _SUREST)

    # The share of a row's construction is that of its other rows: else it would know the answer.
    x = np.array([[1.0, _odds(row.score), _odds(share(row.rule, row))] for row in rows])
    y = np.array([row.right for row in rows], float)
    weights = np.array([0.0, 1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        curvature = (x * (p * (1 - p))[:, None]).T @ x + 0.1 * np.eye(3)
        step = x.T @ (y - p) - 0.1 * (weights - [0.0, 1.0, 0.0])
        weights = weights + np.linalg.solve(curvature, step)
    return {
        "weights": [round(float(weight), 3) for weight in weights],
        "rules": {rule: round(_odds(share(rule)), 2) for rule in sorted(found)},
        "other": round(_odds(base), 2),
    }


def _odds(p: float) -> float:
    p = min(max(p, 0.01), _SUREST)
    return math.log(p / (1 - p))
