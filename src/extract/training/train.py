"""From annotated documents to a checkpoint.

One loop for CPU and GPU: AdamW, linear warm-up and decay, a moving average of the weights,
bfloat16 where the processor has it, a log line an epoch, a checkpoint an epoch to resume from.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from extract.encoder.subwords import Subwords
from extract.training import pretrained, weights
from extract.training.batches import Batch, epoch
from extract.training.evaluate import evaluate
from extract.training.examples import Example
from extract.training.labels import Labels
from extract.training.losses import loss_of
from extract.training.model import Network, embeddings
from extract.training.optimizing import Average, move, optimizer
from extract.training.precision import half
from extract.training.settings import Settings
from extract.training.transformer import Shape


def train(
    items: list[Example],
    dev: list[Example],
    subwords: Subwords,
    kept: list[int],
    labels: Labels,
    out: Path,
    settings: Settings,
    start: str | Path | None = None,
) -> None:
    """Trains and leaves ``best.pt`` and ``log.jsonl`` in ``out``; resumes from ``last.pt``.

    Args:
        items: Training documents.
        dev: Documents that choose the epoch.
        subwords: The pruned vocabulary.
        kept: Its ids in the pretrained one.
        labels: Labels of the corpus.
        out: A folder.
        settings: How to train.
        start: Weights to begin from instead of the pretrained encoder; see ``weights.read``.
    """
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(settings.seed)
    network = _begun(kept, labels, settings, start)
    corpus = _Corpus(items, dev, subwords, labels, settings.batch_size)
    run = _Run(network, corpus, settings, out)
    run.load()
    while run.goes_on():
        run.epoch()
        run.save()


def _begun(
    kept: list[int], labels: Labels, settings: Settings, start: str | Path | None
) -> Network:
    """The network before its first step."""
    sizes = {"layers": settings.layers, "pool": settings.pool, "span": settings.span}
    shape = Shape(len(labels.types), len(labels.relations), **sizes)
    source = pretrained.read()
    if start is None:
        network = Network.pretrained(shape, source, kept)
    else:
        network = Network(shape, embeddings(source, kept))
        weights.begin(network, weights.read(start), settings.taken)
    network.encoder.dropout = settings.dropout
    network.pairs.dropout.p = settings.head_dropout
    return network


@dataclass(frozen=True)
class _Corpus:
    """What is learned from and what chooses the epoch; see ``train``."""

    items: list[Example]
    dev: list[Example]
    subwords: Subwords
    labels: Labels
    batch_size: int

    def batches(self, chance: random.Random) -> Iterator[Batch]:
        return epoch(self.items, self.subwords, self.labels, self.batch_size, chance)


class _Run:
    """A network being trained."""

    def __init__(self, network: Network, corpus: _Corpus, settings: Settings, out: Path) -> None:
        self.corpus, self.settings, self.out = corpus, settings, out
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.network = network.to(self.device)
        self.average = Average(network, settings.average)
        self.adam = optimizer(network, settings)
        steps = settings.epochs * sum(1 for _ in corpus.batches(random.Random(0)))

        def rate(step: int) -> float:
            warm = settings.warmup * steps
            return min((step + 1) / warm, max(0.02, (steps - step) / (steps - warm)))

        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.adam, rate)
        self.done, self.best_epoch = 0, 0
        self.best: float | None = None

    def goes_on(self) -> bool:
        """Whether another epoch may be better."""
        waited = self.done - self.best_epoch
        return self.done < self.settings.epochs and (
            not self.done or waited < self.settings.patience
        )

    def epoch(self) -> None:
        """Learns from all documents once; what is best on dev is kept."""
        started = time.monotonic()
        loss = self._walk(self.done)
        seconds = time.monotonic() - started
        self.done += 1
        live = {name: value.detach().clone() for name, value in self.network.named_parameters()}
        self.network.load_state_dict(self.average.weights, strict=False)
        scores = evaluate(self.network, self.corpus.dev, self.corpus.subwords, self.corpus.labels)
        row = {"epoch": self.done, "loss": round(loss, 4), "seconds": round(seconds)}
        self._log(row | {key: round(value, 4) for key, value in scores.summary().items()})
        value = scores.entities.f1 + scores.pairs.f1 / 2
        if self.best is None or value > self.best:
            self.best, self.best_epoch = value, self.done
            save(self.out / "best.pt", self.network, self.corpus.labels, self.settings)
        self.network.load_state_dict(live, strict=False)

    def _walk(self, number: int) -> float:
        """The mean loss of an epoch's steps."""
        total, count = 0.0, 0
        self.network.train()
        seed = self.settings.seed * 1000 + number
        torch.manual_seed(seed)
        for batch in self.corpus.batches(random.Random(seed)):
            with half(self.device):
                loss = loss_of(self.network, batch.to(self.device), self.settings)
            move(loss, self.network, self.adam, self.average, longest=10.0)
            self.schedule.step()
            total, count = total + loss.item(), count + 1
        return total / count

    def _log(self, row: dict[str, float]) -> None:
        with (self.out / "log.jsonl").open("a") as file:
            file.write(json.dumps(row) + "\n")
        print(json.dumps(row), flush=True)

    def save(self) -> None:
        """Writes what ``load`` goes on from; a stop in between leaves the old file."""
        state = {"network": self.network.state_dict(), "average": self.average.weights,
                 "steps": self.average.steps, "adam": self.adam.state_dict(),
                 "schedule": self.schedule.state_dict(), "epoch": self.done, "best": self.best,
                 "best_epoch": self.best_epoch}  # fmt: skip
        torch.save(state, self.out / "last.tmp")
        (self.out / "last.tmp").replace(self.out / "last.pt")

    def load(self) -> None:
        """Goes on from the last epoch, if there was one."""
        last = self.out / "last.pt"
        if not last.exists():
            return
        state = torch.load(last, map_location=self.device, weights_only=True)
        self.network.load_state_dict(state["network"], strict=False)
        self.average.weights, self.average.steps = state["average"], state["steps"]
        self.adam.load_state_dict(state["adam"])
        self.schedule.load_state_dict(state["schedule"])
        self.done, self.best, self.best_epoch = state["epoch"], state["best"], state["best_epoch"]


def save(path: Path, network: Network, labels: Labels, settings: Settings) -> None:
    """Writes a checkpoint that ``export`` reads."""
    state = {"weights": network.state_dict(), "shape": network.shape.as_dict(),
             "types": labels.types, "relations": labels.relations,
             "allowed": sorted(labels.allowed), "settings": asdict(settings)}  # fmt: skip
    torch.save(state, path)
