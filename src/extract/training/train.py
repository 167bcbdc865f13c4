"""From annotated documents to a checkpoint.

One loop for CPU and GPU: AdamW, linear warm-up and decay, a moving average of the weights,
bfloat16 where the processor has it, a log line an epoch, a checkpoint an epoch to resume from.
"""

from __future__ import annotations

import json
import random
import time
from dataclasses import asdict
from pathlib import Path

import torch
from torch.nn import functional as F

from extract.encoder.subwords import Subwords
from extract.training import pretrained, weights
from extract.training.distillation import distillation_loss
from extract.training.evaluate import evaluate
from extract.training.examples import Batch, Example, Labels, epoch
from extract.training.model import Network, Shape, embeddings, pair_loss, span_loss, span_scores
from extract.training.settings import Settings


def has_bfloat16(device: torch.device) -> bool:
    """Whether the processor computes in bfloat16 itself; emulated it would be slower."""
    if device.type == "cuda":
        return torch.cuda.is_bf16_supported()
    return bool(getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)())


class Average:
    """A moving average of a network's weights, better than its last step."""

    def __init__(self, network: Network, decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.weights = {name: value.detach().clone() for name, value in network.named_parameters()}

    @torch.no_grad()
    def update(self, network: Network) -> None:
        """Takes in the weights of another step."""
        self.steps += 1
        decay = min(self.decay, self.steps / (self.steps + 10))
        for name, value in network.named_parameters():
            self.weights[name].lerp_(value, 1 - decay)


def optimizer(network: Network, settings: Settings) -> torch.optim.AdamW:
    """AdamW with a lower rate for lower layers; norms and biases do not decay."""
    groups = []
    depth = len(network.encoder.layers)
    for name, value in network.named_parameters():
        rate = settings.head_rate
        if name.startswith("encoder."):
            layer = int(name.split(".")[2]) if ".layers." in name else -1
            rate = settings.encoder_rate * settings.layer_decay ** (depth - 1 - layer)
        decay = settings.weight_decay if value.dim() > 1 else 0.0
        groups.append({"params": [value], "lr": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def loss_of(network: Network, batch: Batch, settings: Settings) -> torch.Tensor:
    """The loss of one batch, spans and pairs.

    Args:
        network: In training mode.
        batch: On the network's device.
        settings: Weights and dropout.
    """
    ids, known = batch.ids, batch.features
    if settings.masked:
        hidden = (torch.rand(ids.shape) < settings.masked).to(ids.device) & batch.mask
        ids = ids.masked_fill(hidden, 3)
        # Features are hidden apart from subwords: each has to make do without the other.
        shown = (torch.rand(known.shape[:2]) >= settings.masked).to(ids.device)
        known = known * shown.unsqueeze(-1)
    embedded = network.embed(ids, known, batch.owner)
    # The opening subword stays beside the atoms.
    upper = F.pad(batch.atoms, (1, 0), value=True)
    masks = (batch.mask[:, None, None, :], upper[:, None, None, :])
    _, states = network.encoder(embedded, batch.firsts, batch.lasts, masks)
    spans = span_scores(*network.spans(states))
    loss = span_loss(spans, batch.allowed, batch.gold)
    loss = loss + settings.lesson_weight * distillation_loss(states, spans, batch.targets)
    scores, gold, allowed = [], [], []
    for row, pair in enumerate(batch.pairs):
        if pair is None:
            continue
        scores.append(network.pairs(states[row], *pair.inputs()))
        gold.append(pair.gold)
        allowed.append(pair.allowed)
    if scores:
        pairs = pair_loss(torch.cat(scores), torch.cat(gold), torch.cat(allowed))
        loss = loss + settings.pair_weight * pairs
    return loss


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
    sizes = {"layers": settings.layers, "pool": settings.pool, "span": settings.span}
    shape = Shape(len(labels.types), len(labels.relations), **sizes)
    source = pretrained.read()
    if start is None:
        network = Network.pretrained(shape, source, kept)
    else:
        network = Network(shape, embeddings(source, kept))
        weights.begin(network, weights.read(start), settings.taken)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network.to(device)
    network.encoder.dropout = settings.dropout
    network.pairs.dropout.p = settings.head_dropout
    average = Average(network, settings.average)
    adam = optimizer(network, settings)
    per_epoch = sum(
        1 for _ in epoch(items, subwords, labels, settings.batch_size, random.Random(0))
    )
    steps = settings.epochs * per_epoch

    def rate(step: int) -> float:
        warm = settings.warmup * steps
        return min((step + 1) / warm, max(0.02, (steps - step) / (steps - warm)))

    schedule = torch.optim.lr_scheduler.LambdaLR(adam, rate)
    begin, best, best_epoch = 0, None, 0
    last = out / "last.pt"
    if last.exists():
        state = torch.load(last, map_location=device, weights_only=True)
        network.load_state_dict(state["network"], strict=False)
        average.weights, average.steps = state["average"], state["steps"]
        adam.load_state_dict(state["adam"])
        schedule.load_state_dict(state["schedule"])
        begin, best, best_epoch = state["epoch"], state["best"], state["best_epoch"]
    for number in range(begin, settings.epochs):
        started, total, count = time.monotonic(), 0.0, 0
        network.train()
        chance = random.Random(settings.seed * 1000 + number)
        torch.manual_seed(settings.seed * 1000 + number)
        for batch in epoch(items, subwords, labels, settings.batch_size, chance):
            with torch.autocast(device.type, torch.bfloat16, enabled=has_bfloat16(device)):
                loss = loss_of(network, batch.to(device), settings)
            adam.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 10.0)
            adam.step()
            schedule.step()
            average.update(network)
            total, count = total + loss.item(), count + 1
        seconds = time.monotonic() - started
        live = {name: value.detach().clone() for name, value in network.named_parameters()}
        network.load_state_dict(average.weights, strict=False)
        scores = evaluate(network, dev, subwords, labels)
        row = {"epoch": number + 1, "loss": round(total / count, 4), "seconds": round(seconds)}
        row |= {key: round(value, 4) for key, value in scores.summary().items()}
        with (out / "log.jsonl").open("a") as file:
            file.write(json.dumps(row) + "\n")
        print(json.dumps(row), flush=True)
        value = scores.entities.f1 + scores.pairs.f1 / 2
        if best is None or value > best:
            best, best_epoch = value, number + 1
            save(out / "best.pt", network, labels, settings)
        network.load_state_dict(live, strict=False)
        state = {"network": network.state_dict(), "average": average.weights,
                 "steps": average.steps, "adam": adam.state_dict(),
                 "schedule": schedule.state_dict(), "epoch": number + 1, "best": best,
                 "best_epoch": best_epoch}  # fmt: skip
        torch.save(state, out / "last.tmp")
        (out / "last.tmp").replace(last)
        if number + 1 - best_epoch >= settings.patience:
            break


def save(path: Path, network: Network, labels: Labels, settings: Settings) -> None:
    """Writes a checkpoint that ``export`` reads."""
    state = {"weights": network.state_dict(), "shape": network.shape.as_dict(),
             "types": labels.types, "relations": labels.relations,
             "allowed": sorted(labels.allowed), "settings": asdict(settings)}  # fmt: skip
    torch.save(state, path)
