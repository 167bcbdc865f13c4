"""Learns from whole articles who takes part in their events, and where these are.

What is learned are weights over the features of ``stages.events.candidates``; each part of the
articles is scored by a network of the others, and the cut that is best there is kept. It is
trained with the judge of events (``training.events``): of what he finds belongs most.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from extract.stages.events.weights import Scorer
from extract.training.lessons import Lesson
from extract.training.optimizing import move
from extract.training.precision import short

# By hand: what one of them alone comes to was not measured, only the network that comes of all.
HIDDEN = 24
EPOCHS = 7
EPOCHS_OF_ONE = 4  # of which one candidate is chosen: walks further learn the articles by heart
RATE = 3e-3
DECAY = 1e-4
BATCH = 32  # events
KEPT = 25  # candidates that a feature is said of, to be kept
UNSAID = 0.15  # of the features, each time they are seen
FOLDS = 5
CUTS = np.arange(-1.2, 1.25, 0.1).round(1)


class Network(nn.Module):
    """Scores of candidates by the features that are said of them (see ``Scorer``)."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(features, 1 + HIDDEN, mode="sum")
        nn.init.normal_(self.table.weight, std=0.05)
        nn.init.zeros_(self.table.weight[:, 0].detach())
        self.bias = nn.Parameter(torch.zeros(1 + HIDDEN))
        self.drop = nn.Dropout(0.3)
        self.out = nn.Linear(HIDDEN, 1, bias=False)

    def forward(self, features: Tensor, starts: Tensor) -> Tensor:
        """Scores, (candidates,).

        Args:
            features: int64, of all candidates, one after another.
            starts: int64, (candidates,): where those of each begin.
        """
        shares = None
        if self.training:
            shares = (torch.rand(len(features)) > UNSAID).float() / (1 - UNSAID)
        sums = self.table(features, starts, per_sample_weights=shares) + self.bias
        return sums[:, 0] + self.out(self.drop(F.relu(sums[:, 1:]))).squeeze(1)


def known_features(lessons: Iterable[Lesson]) -> list[str]:
    """The features that are said of enough candidates."""
    counts = Counter(name for one in lessons for said in one.said for name in {*said})
    return sorted(name for name, n in counts.items() if n >= KEPT)


def fitted(lessons: Sequence[Lesson], one_only: bool, seed: int = 0) -> Scorer:
    """A scorer that has learned some lessons.

    Args:
        lessons: The events.
        one_only: One candidate is chosen of each, and no number of them.
        seed: Of everything random.
    """
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    names = known_features(lessons)
    at = {name: n for n, name in enumerate(names)}
    coded = [_coded(one, at) for one in lessons]
    network = Network(len(names))
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    epochs = EPOCHS_OF_ONE if one_only else EPOCHS
    steps = epochs * -(-len(lessons) // BATCH)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.02, steps)
    for _ in range(epochs):
        shuffled = order.permutation(len(lessons))
        for first in range(0, len(shuffled), BATCH):
            some = [n for n in shuffled[first : first + BATCH] if lessons[n].said]
            if not some:
                continue
            rows = [row for n in some for row in coded[n]]
            starts = np.cumsum([0, *map(len, rows[:-1])])
            scores = network(torch.tensor(np.concatenate(rows)), torch.tensor(starts))
            loss = _loss(scores, [lessons[n].right for n in some], one_only)
            move(loss, network, optimizer, longest=None)
            schedule.step()
    return Scorer(
        names,
        network.table.weight.detach().numpy(),
        network.bias.detach().numpy(),
        network.out.weight.detach().numpy()[0],
        0.0,
    )


def _coded(lesson: Lesson, at: Mapping[str, int]) -> list[NDArray[np.int64]]:
    """The known features of each candidate, by their numbers."""
    known = (sorted(at[name] for name in {*said} if name in at) for said in lesson.said)
    return [np.array(numbers, np.int64) for numbers in known]


def _loss(scores: Tensor, right: Sequence[Sequence[bool]], one_only: bool) -> Tensor:
    """How far scores are from what is right, by event."""
    wanted = torch.tensor([each for one in right for each in one], dtype=torch.float32)
    if not one_only:
        return F.binary_cross_entropy_with_logits(scores, wanted, reduction="sum") / len(right)
    event = torch.tensor([n for n, one in enumerate(right) for _ in one])
    likely = torch.exp(scores - scores.max().detach())
    all_, hits = (
        torch.zeros(len(right)).index_add(0, event, each) for each in (likely, likely * wanted)
    )
    return -(torch.log(hits + 1e-12) - torch.log(all_ + 1e-12)).mean()


def trained(lessons: Sequence[Lesson], one_only: bool) -> tuple[Scorer, float]:
    """A scorer with its best cut, and what it is worth on articles that it has not seen."""
    scores: list[np.ndarray] = [np.zeros(0)] * len(lessons)
    for fold in range(FOLDS):
        scorer = fitted([one for one in lessons if one.article % FOLDS != fold], one_only)
        for n, one in enumerate(lessons):
            if one.article % FOLDS == fold:
                scores[n] = scorer(one.said) if one.said else np.zeros(0)
    worth = _chosen_right if one_only else _f1
    cut = max(CUTS.tolist(), key=lambda cut: (worth(lessons, scores, cut), -abs(cut)))
    scorer = fitted(lessons, one_only)
    scorer.cut = cut
    return scorer, worth(lessons, scores, cut)


def _f1(lessons: Sequence[Lesson], scores: Sequence[np.ndarray], cut: float) -> float:
    hits = made = wanted = 0
    for one, score in zip(lessons, scores, strict=True):
        chosen, right = score > cut, np.array(one.right, bool)
        hits += int((chosen & right).sum())
        made += int(chosen.sum())
        wanted += int(right.sum()) + one.missed
    return 2 * hits / max(1, made + wanted)


def _chosen_right(lessons: Sequence[Lesson], scores: Sequence[np.ndarray], cut: float) -> float:
    """The share of events of which the best candidate, or nothing, is right."""
    right = 0
    for one, score in zip(lessons, scores, strict=True):
        raised = score + np.eye(len(score))[-1] * cut
        right += one.right[int(raised.argmax())] and not one.missed
    return right / max(1, len(lessons))


def write(path: Path, scorers: dict[str, Scorer]) -> None:
    """Writes scorers, by what they are of."""
    card = {
        task: {"names": sorted(scorer.at, key=scorer.at.__getitem__), "cut": scorer.cut}
        for task, scorer in scorers.items()
    }
    arrays: dict[str, Any] = {
        f"{task}.{name}": short(getattr(scorer, name))
        for task, scorer in scorers.items()
        for name in ("table", "bias", "out")
    }
    text = json.dumps(card, ensure_ascii=False).encode()
    np.savez_compressed(path, card=np.frombuffer(text, np.uint8), **arrays)
