"""The networks of the judge of events, trained with torch and kept as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from extract.schema import EVENT_KINDS
from extract.stages.events.signs import WIDTH
from extract.stages.events.verdicts import STATUSES
from extract.training.events.texts import Text
from extract.training.optimizing import move

Arrays = dict[str, NDArray[np.float32]]
_SIDE = 0.5  # what kind and status count beside whether there is an event: by hand
_FEW = 1e-3  # added to a scale, which may be nought
_WARMUP = 50  # steps: by hand


@dataclass(frozen=True)
class Settings:
    """How to train.

    Attributes:
        units: Hidden units of the network of words.
        epochs: Walks over all words.
        rate: Learning rate at its peak.
        decay: Of the weights.
        dropout: Of the hidden units.
        missing: Of the states.
        batch: Words of one step.
        seed: Of everything random.
    """

    units: int = 256
    epochs: int = 12
    rate: float = 2e-3
    decay: float = 1e-2
    dropout: float = 0.5
    missing: float = 0.3
    batch: int = 512
    seed: int = 0


class _Words(nn.Module):
    def __init__(self, mean: Tensor, scale: Tensor, settings: Settings) -> None:
        super().__init__()
        self.mean, self.scale = mean, scale
        self.states = nn.Linear(len(mean), settings.units)
        self.signs = nn.EmbeddingBag(WIDTH, settings.units, mode="sum")
        nn.init.normal_(self.signs.weight, std=0.02)
        self.missing, self.dropout = nn.Dropout(settings.missing), nn.Dropout(settings.dropout)
        self.out = nn.Linear(settings.units, 1 + len(EVENT_KINDS) + len(STATUSES))

    def forward(self, states: Tensor, signs: Tensor) -> Tensor:
        scaled = self.missing((states - self.mean) / self.scale)
        hidden = torch.relu(self.states(scaled) + self.signs(signs))
        found: Tensor = self.out(self.dropout(hidden))
        return found


def train_words(texts: Sequence[Text], settings: Settings) -> Arrays:
    """Trains the network of words.

    Args:
        texts: To learn from.
        settings: How.

    Returns:
        The arrays of ``events.npz`` that are the network's.
    """
    torch.manual_seed(settings.seed)
    states = torch.from_numpy(np.concatenate([text.states for text in texts]).astype(np.float32))
    signs = torch.from_numpy(np.concatenate([text.signs for text in texts]))
    gold = [
        torch.from_numpy(np.concatenate([getattr(text.labels, name) for text in texts]))
        for name in ("tells", "kinds", "statuses")
    ]
    network = _Words(states.mean(0), states.std(0) + _FEW, settings)
    optimizer = torch.optim.AdamW(
        network.parameters(), lr=settings.rate, weight_decay=settings.decay
    )
    steps = settings.epochs * -(-len(states) // settings.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / _WARMUP) * max(0.0, 1 - step / steps)
    )
    for _ in range(settings.epochs):
        for some in torch.randperm(len(states)).split(settings.batch):
            loss = _loss(network(states[some], signs[some]), *(each[some] for each in gold))
            move(loss, network, optimizer, longest=None)
            schedule.step()
    return _arrays(network)


def _loss(scores: Tensor, tells: Tensor, kinds: Tensor, statuses: Tensor) -> Tensor:
    known, told, first = tells >= 0, kinds >= 0, 1 + len(EVENT_KINDS)
    loss = binary_cross_entropy_with_logits(scores[known, 0], tells[known].float(), reduction="sum")
    loss = loss + _SIDE * cross_entropy(scores[told, 1:first], kinds[told], reduction="sum")
    loss = loss + _SIDE * cross_entropy(scores[told, first:], statuses[told], reduction="sum")
    return loss / len(tells)


def _arrays(network: _Words) -> Arrays:
    def array(tensor: Tensor) -> NDArray[np.float32]:
        found: NDArray[np.float32] = tensor.detach().numpy()
        return found

    return {
        "mean": array(network.mean),
        "scale": array(network.scale),
        "states": array(network.states.weight).T.copy(),
        "bias": array(network.states.bias),
        "signs": array(network.signs.weight),
        "out": np.vstack([array(network.out.weight).T, array(network.out.bias)]),
    }


def train_sum(
    rows: NDArray[np.float32], right: NDArray[np.bool_], epochs: int = 20, decay: float = 0.05
) -> NDArray[np.float32]:
    """Weights of a sum that is the log-odds of being right.

    Args:
        rows: (rows, inputs).
        right: (rows,).
        epochs: Walks over the rows.
        decay: Of the weights.

    Returns:
        (inputs + 1,), the last is added.
    """
    torch.manual_seed(0)
    mean, scale = rows.mean(0), rows.std(0) + _FEW
    inputs, gold = torch.from_numpy((rows - mean) / scale), torch.from_numpy(right).float()
    layer = nn.Linear(rows.shape[1], 1)
    optimizer = torch.optim.AdamW(layer.parameters(), lr=1e-2, weight_decay=decay)
    for _ in range(epochs):
        for some in torch.randperm(len(inputs)).split(512):
            loss = binary_cross_entropy_with_logits(layer(inputs[some])[:, 0], gold[some])
            move(loss, layer, optimizer, longest=None)
    weight = layer.weight.detach().numpy()[0] / scale
    shift = float(layer.bias.detach().numpy()[0]) - float(weight @ mean)
    return np.append(weight, shift).astype(np.float32)
