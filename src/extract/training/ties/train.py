"""From annotated passages to weights of the five relations; resumed from its last epoch."""

from __future__ import annotations

import dataclasses
import json
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F
from torch.nn.attention import SDPBackend, sdpa_kernel

from extract.stages.agreements.classes import Candidates
from extract.stages.agreements.decision import cue_atoms
from extract.training import pretrained, weights
from extract.training.optimizing import Average, move, rate
from extract.training.ties.batches import batches, half, read, score
from extract.training.ties.network import Shape, TieNetwork
from extract.training.ties.passages import Passage

_SLOWER = 0.5  # rates of the last walks: by hand
# By hand: of a passage in a step, those of the gold and of the constructions apart.
_MOST_TIES = 100


@dataclass(frozen=True)
class Settings:
    """How to train.

    Attributes:
        epochs: Walks over the passages.
        last: Walks after these over those that are no practice, at lower rates: what was written
            for practice is of other hands than what is to be read.
        layers: Which layers to begin with, of the encoder's model ("1") or of the pretrained
            encoder ("e9"), lowest first.
        rate: Peak learning rate of the layers.
        head_rate: Peak learning rate of all else.
        warmup: Share of the steps.
        empty: Share of the passages without a relation that an epoch reads.
        untold: Share of the passages that are read without what the constructions found.
        hidden: Share of the atoms whose states are hidden.
        cue_weight: Weight of the loss of cues.
        tie_weight: Weight of the loss of ties.
        status_weight: Weight of the loss of statuses.
        average: Decay of the moving average of the weights.
        seed: Of everything random.
    """

    epochs: int = 12
    last: int = 8
    layers: tuple[str, ...] = ("3", "4")
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    decay: float = 0.01
    dropout: float = 0.1
    head_dropout: float = 0.2
    empty: float = 0.8
    untold: float = 0.3
    hidden: float = 0.1
    cue_weight: float = 0.3
    tie_weight: float = 0.3
    status_weight: float = 0.5
    average: float = 0.995
    seed: int = 1


def begin(settings: Settings, model: str | Path) -> TieNetwork:
    """A network whose layers start from those of an encoder.

    Args:
        settings: Which layers.
        model: The model whose states it will read.
    """
    torch.manual_seed(settings.seed)
    shape = Shape(layers=len(settings.layers))
    network = TieNetwork(shape, settings.dropout, settings.head_dropout)
    own = weights.read(model)
    source = pretrained.read() if any(name.startswith("e") for name in settings.layers) else None
    for layer, name in zip(network.context.layers, settings.layers, strict=True):
        if source is None or not name.startswith("e"):
            prefix = f"encoder.layers.{name}."
            given = {k.removeprefix(prefix): v for k, v in own.items() if k.startswith(prefix)}
        else:
            arrays = pretrained.layer(source, int(name[1:]))
            given = {key: torch.from_numpy(value) for key, value in arrays.items()}
        layer.load_state_dict(given)
    return network


def train(
    passages: Sequence[Passage],
    settings: Settings,
    model: str | Path,
    out: Path,
    practice: frozenset[str] = frozenset(),
    network: TieNetwork | None = None,
) -> TieNetwork:
    """Trains; an epoch that is in ``out`` is not done again.

    Args:
        passages: To learn from.
        settings: How.
        model: The model whose states the passages hold.
        out: Folder of the checkpoint and of ``log.jsonl``.
        practice: Files that the last epochs leave out.
        network: To go on with; None for one that begins from the encoder's layers.
    """
    network = network or begin(settings, model)
    _walk(network, passages, settings, out)
    others = [passage for passage in passages if passage.corpus not in practice]
    if settings.last and len(others) < len(passages):
        slower = dataclasses.replace(
            settings,
            epochs=settings.last,
            rate=_SLOWER * settings.rate,
            head_rate=_SLOWER * settings.head_rate,
            seed=settings.seed + 1,
        )
        _walk(network, others, slower, out / "last")
    return network.eval()


def _walk(network: TieNetwork, passages: Sequence[Passage], settings: Settings, out: Path) -> None:
    """All epochs over some passages; leaves the averaged weights in the network."""
    out.mkdir(parents=True, exist_ok=True)
    run = _Run(network, settings, passages)
    checkpoint = out / "last.pt"
    done = run.load(checkpoint) if checkpoint.is_file() else 0
    for epoch in range(done, settings.epochs):
        clock = time.monotonic()
        # Of attention over stretches this short the plain products are the fastest way.
        with sdpa_kernel(SDPBackend.MATH):
            losses = run.epoch(epoch)
        run.save(checkpoint, epoch + 1)
        row = {"epoch": epoch + 1, "losses": losses, "seconds": round(time.monotonic() - clock)}
        with (out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")
    run.average.settle(network)


class _Run:
    """A network being trained."""

    def __init__(
        self, network: TieNetwork, settings: Settings, passages: Sequence[Passage]
    ) -> None:
        self.network, self.settings, self.passages = network, settings, passages
        layers = list(network.context.layers.parameters())
        known = set(map(id, layers))
        others = [value for value in network.parameters() if id(value) not in known]
        groups = [{"params": layers, "peak": settings.rate},
                  {"params": others, "peak": settings.head_rate}]  # fmt: skip
        self.optimizer = torch.optim.AdamW(
            groups, lr=settings.rate, betas=(0.9, 0.98), weight_decay=settings.decay, fused=True
        )
        self.average = Average(network, settings.average)
        expected = sum(1.0 if p.facts else settings.empty for p in passages) / len(passages)
        all_batches = sum(1 for _ in batches(passages, random.Random(0)))
        self.total = max(1.0, settings.epochs * all_batches * expected)

    def epoch(self, number: int) -> list[float]:
        """One walk over the passages; the mean losses of cues, ties, statuses and the gate."""
        chance = random.Random(f"{self.settings.seed} {number}")
        torch.manual_seed(1000 * self.settings.seed + number)
        self.network.train()
        some = [p for p in self.passages if p.facts or chance.random() < self.settings.empty]
        sums, count = np.zeros(4), 0
        for batch in batches(some, chance):
            losses = self._losses(batch, chance)
            total: Tensor = losses[0]
            for loss in losses[1:]:
                total = total + loss
            self._set_rates()
            move(total, self.network, self.optimizer, self.average)
            sums += [float(loss.detach()) for loss in losses]
            count += 1
        return [round(float(each) / max(1, count), 3) for each in sums]

    def _losses(self, batch: Sequence[Passage], chance: random.Random) -> list[Tensor]:
        network, settings = self.network, self.settings
        copies = [chance.randrange(len(passage.states)) for passage in batch]
        states, cues, finals = read(network, batch, copies, settings.hidden)
        losses = [torch.zeros(()) for _ in range(4)]
        for row, passage in enumerate(batch):
            size = passage.cut.end - passage.cut.begin
            gold, known = torch.from_numpy(passage.cues), torch.from_numpy(passage.known)
            own = cues[row, :size]
            loss = F.binary_cross_entropy_with_logits(own, gold, reduction="none")
            losses[0] = losses[0] + settings.cue_weight * (loss * known).sum()
            gate = network.gate(finals[row, :size])
            loss = F.binary_cross_entropy_with_logits(
                gate, gold.amax(1, keepdim=True), reduction="none"
            )
            losses[3] = losses[3] + settings.cue_weight * (loss * known).sum()
            atoms = set(cue_atoms(own.detach().numpy(), passage.cut))
            atoms |= {fact.cues[-1] for fact in passage.facts if fact.cues}
            atoms |= {chance.randrange(size) for _ in range(2)}
            told = chance.random() >= settings.untold
            ties = passage.cut.candidates(sorted(atoms), told) if passage.cut.mentions else None
            if ties is None or not len(ties.cue):
                continue
            tie, status = self._of_ties(passage, states[row, :size], ties, chance)
            losses[1] = losses[1] + settings.tie_weight * tie
            losses[2] = losses[2] + settings.status_weight * status
        return losses

    def _of_ties(
        self, passage: Passage, states: Tensor, ties: Candidates, chance: random.Random
    ) -> tuple[Tensor, Tensor]:
        right, known, status = passage.gold(ties)
        ties, kept, weight = _some(ties, right, chance)
        right, known, status = right[kept], known[kept], status[kept]
        with half():
            outcomes, statuses = score(self.network, passage, states, ties)
        loss = F.binary_cross_entropy_with_logits(
            outcomes.float(), torch.from_numpy(right), reduction="none"
        )
        tie = (loss * torch.from_numpy(known * weight[:, None])).sum()
        told = torch.from_numpy(status >= 0)
        if not told.any():
            return tie, torch.zeros(())
        wanted = torch.from_numpy(status)[told]
        return tie, F.cross_entropy(statuses.float()[told], wanted, reduction="sum")

    def _set_rates(self) -> None:
        part = rate(self.average.steps, self.total, self.settings.warmup * self.total)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * part

    def save(self, path: Path, epoch: int) -> None:
        """Writes what ``load`` goes on from; a stop in between leaves the old file."""
        state = {
            "epoch": epoch, "steps": self.average.steps,
            "settings": json.dumps(asdict(self.settings)),
            "weights": self.network.state_dict(), "average": self.average.weights,
            "optimizer": self.optimizer.state_dict(),
        }  # fmt: skip
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def load(self, path: Path) -> int:
        """Goes on from a checkpoint; the number of epochs that it has.

        Raises:
            ValueError: It was made with other settings.
        """
        state = torch.load(path, map_location="cpu", weights_only=True)
        if state["settings"] != json.dumps(asdict(self.settings)):
            raise ValueError(f"{path}: a checkpoint of other settings; give another folder")
        self.network.load_state_dict(state["weights"])
        self.average.weights, self.average.steps = state["average"], state["steps"]
        self.optimizer.load_state_dict(state["optimizer"])
        return int(state["epoch"])


def _some(
    ties: Candidates, right: np.ndarray, chance: random.Random
) -> tuple[Candidates, np.ndarray, np.ndarray]:
    """Of many ties the right ones, the told ones and some of the others, which weigh more."""
    weight = np.ones(len(ties.cue), np.float32)
    hot = right.any(1) | (ties.facts[:, : right.shape[1]] > 0).any(1)
    rest = np.flatnonzero(~hot)
    if len(rest) <= _MOST_TIES:
        return ties, np.arange(len(ties.cue)), weight
    taken = np.array(sorted(chance.sample(rest.tolist(), _MOST_TIES)))
    weight[taken] = len(rest) / len(taken)
    kept = np.sort(np.concatenate([np.flatnonzero(hot), taken]))
    columns = {name: getattr(ties, name)[kept] for name in ("cue", "first", "second", "gap")}
    some = Candidates(
        ties.cues, ties.edges, ties.told, ties.near, **columns, facts=ties.facts[kept]
    )
    return some, kept, weight[kept]
