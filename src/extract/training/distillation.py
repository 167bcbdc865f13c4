"""What a larger model says of the training documents, for a smaller one to learn from.

The small network is to give each atom the state that the large one gives it (Jiao et al., 2020,
without the inner layers) and each span that the large one considers its probability (Hinton et
al., 2015). The heads of the large network fit such states, so they are taken over with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

if TYPE_CHECKING:
    from extract.encoder.model import Model


STATES = 10.0  # weight of the states beside the spans: by hand
_UNTOLD = 0.005  # the chance of a span that a teacher does not mention: by hand


@dataclass(frozen=True)
class Lesson:
    """A document as the teacher reads it.

    Attributes:
        states: fp16, (atoms, hidden).
        spans: int64, (candidates, 3): type, first atom, last atom.
        logits: fp32, (candidates,).
    """

    states: np.ndarray
    spans: np.ndarray
    logits: np.ndarray


@dataclass(frozen=True)
class Target:
    """The part of a lesson that falls into a window.

    Attributes:
        states: fp16, (atoms, hidden).
        spans: int64, (candidates, 3), atoms counted from the window's first.
        chances: fp32, (candidates,): probabilities.
    """

    states: Tensor
    spans: Tensor
    chances: Tensor

    def to(self, device: torch.device) -> Target:
        """The same on a device."""
        return Target(self.states.to(device), self.spans.to(device), self.chances.to(device))


def lesson(teacher: Model, text: str) -> Lesson:
    """Reads a text with the teacher, whose cuts should be low; each window tells of its own.

    Args:
        teacher: The larger model.
        text: With at least one word.
    """
    reading, spans, logits = teacher.view(text)
    states = [
        view.states[view.window.own_first - view.window.first :][
            : view.window.own_last - view.window.own_first
        ]
        for view in reading.views
    ]
    return Lesson(np.concatenate(states).astype(np.float16), spans, logits)


def together(lessons: Sequence[Lesson]) -> Lesson:
    """What several teachers say of a document: the states of the first, the mean chances of all."""
    first, *others = lessons
    if not others:
        return first
    chances: dict[tuple[int, int, int], float] = {}
    for each in lessons:
        for span, chance in zip(each.spans.tolist(), _chances(each.logits).tolist(), strict=True):
            key = (span[0], span[1], span[2])
            chances[key] = chances.get(key, _UNTOLD * len(lessons)) + chance - _UNTOLD
    spans = sorted(chances)
    mean = torch.tensor([chances[span] for span in spans]) / len(lessons)
    logits = torch.logit(mean, eps=1e-6).numpy()
    return Lesson(first.states, np.array(spans, np.int64).reshape(-1, 3), logits)


def target(what: Lesson, first: int, last: int) -> Target:
    """The lesson of the atoms from ``first`` to before ``last``."""
    inside = (what.spans[:, 1] >= first) & (what.spans[:, 2] < last)
    return Target(
        torch.from_numpy(what.states[first:last]),
        torch.from_numpy(what.spans[inside] - [0, first, first]),
        _chances(what.logits[inside]),
    )


def distillation_loss(states: Tensor, scores: Tensor, targets: list[Target | None]) -> Tensor:
    """How far a batch is from what the teacher says of it, mean of the windows.

    Args:
        states: (windows, atoms, hidden).
        scores: (windows, types, atoms, atoms).
        targets: Of each window; None where the teacher says nothing.
    """
    losses = []
    for state, score, aim in zip(states, scores, targets, strict=True):
        if aim is None:
            continue
        wanted = aim.states.float()
        far = F.mse_loss(state[: len(wanted)].float(), wanted) / wanted.var().clamp(min=1e-6)
        types, first, last = aim.spans.unbind(1)
        said = score[types, first, last].float()
        unsure = F.binary_cross_entropy_with_logits(said, aim.chances, reduction="sum")
        losses.append(STATES * far + unsure)
    return torch.stack(losses).mean() if losses else states.new_zeros(())


def _chances(logits: np.ndarray) -> Tensor:
    return torch.from_numpy(logits).float().sigmoid()
