"""One network trained on a packed corpus, and what it says of documents."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from extract.training.ensemble import losses
from extract.training.ensemble.corpus import Batch, Corpus, Document
from extract.training.ensemble.losses import Told
from extract.training.model import Network
from extract.training.optimizing import Average, move, optimizer
from extract.training.settings import Settings

_OPEN = -5.0  # logit of a span that is still told: 7 in 1,000
_WARMUP = 150  # steps until the rates are at their peak: by hand
_EVERY = 100  # steps after which the loss is read, which waits for the card


@dataclass(frozen=True)
class Plan:
    """How one network is trained, beside its ``Settings``.

    Attributes:
        window: Subwords of a window.
        seconds: The rates have come down to nothing by then, whatever was done.
    """

    window: int = 384
    seconds: float = 60.0


def train(
    network: Network,
    corpus: Corpus,
    annotated: Sequence[Document],
    others: Sequence[Document],
    settings: Settings,
    plan: Plan,
    told: Told | None = None,
    say: Callable[[str], None] = print,
) -> None:
    """Trains; leaves the averaged weights in the network.

    Args:
        network: On the corpus' device.
        corpus: All documents.
        annotated: Those to learn from with their gold.
        others: Those of which only the teachers tell.
        settings: Rates, epochs, seed.
        plan: See there.
        told: What the teachers say; None for a teacher.
        say: Told of each epoch.
    """
    chance, begun = random.Random(settings.seed), time.monotonic()
    torch.manual_seed(settings.seed)
    adam, average = optimizer(network, settings), Average(network, settings.average)
    peaks = [group["lr"] for group in adam.param_groups]
    documents = [*annotated, *others]
    done, part = 0.0, 0.0
    network.train()
    for number in range(settings.epochs):
        batches = corpus.cuts(documents, plan.window, settings.batch_size, chance)
        total, clock = 0.0, time.monotonic()
        for pieces in batches:
            part = max(done / (settings.epochs * len(batches)),
                       (time.monotonic() - begun) / plan.seconds)  # fmt: skip
            if part >= 1:
                break
            _set_rates(adam, peaks, done, part)
            loss = _loss(network, corpus, corpus.batch(pieces), settings, told, chance)
            move(loss, network, adam, average)
            done += 1
            if done % _EVERY == 0:
                total = float(loss.detach())
        say(f"epoch {number + 1}: {len(batches)} steps, loss {total:.2f}, "
            f"{time.monotonic() - clock:.1f} s, part {part:.2f}")  # fmt: skip
        if part >= 1:
            break
    average.settle(network)
    network.eval()


def _set_rates(
    adam: torch.optim.Optimizer, peaks: Sequence[float], done: float, part: float
) -> None:
    # By steps, not by the clock: the first step takes as long as fifty others, and full rates
    # from the second on undo what is pretrained.
    rise = min(1.0, (done + 1) / _WARMUP)
    for group, peak in zip(adam.param_groups, peaks, strict=True):
        group["lr"] = peak * rise * (1 - part)


def _loss(
    network: Network,
    corpus: Corpus,
    batch: Batch,
    settings: Settings,
    told: Told | None,
    chance: random.Random,
) -> Tensor:
    states, scores = losses.read(network, corpus, batch, settings.masked)
    right = losses.span_loss(scores, batch)
    if told is None:
        loss = right.mean()
    else:
        said, rest = losses.told_loss(scores, batch, told)
        known = batch.known.float()
        loss = (known * right + settings.lesson_weight * said
                + (1 - known) * rest).mean()  # fmt: skip
    if settings.pair_weight:
        pairs = losses.relation_loss(network, corpus, batch, states, chance)
        loss = loss + settings.pair_weight * pairs
    return loss


@torch.no_grad()
def candidates(
    network: Network, corpus: Corpus, documents: Sequence[Document], window: int, batch: int = 32
) -> tuple[np.ndarray, np.ndarray]:
    """What a network says of some documents, window by window.

    Returns:
        int64, (candidates, 3): first and last atom, type; and their logits, fp32.
    """
    network.eval()
    pieces = [piece for each in documents for piece in corpus.whole(each, window)]
    pieces.sort(key=lambda piece: piece.window.last - piece.window.first)
    spans, logits = [], []
    for at in range(0, len(pieces), batch):
        some = corpus.batch(pieces[at : at + batch])
        _, scores = losses.read(network, corpus, some, 0.0)
        where = ((scores > _OPEN) & some.spans[:, None]).nonzero()
        rows, types, first, last = where.cpu().numpy().T
        windows = np.array([piece.window for piece in some.pieces])[rows]
        first, last = first + windows[:, 0], last + windows[:, 0]
        own = (first >= windows[:, 2]) & (first < windows[:, 3])
        found = scores[tuple(where.unbind(1))].float().cpu().numpy()
        spans.append(np.stack([first, last, types], 1)[own])
        logits.append(found[own])
    return np.concatenate(spans), np.concatenate(logits)


def scores(corpus: Corpus, documents: Sequence[Document], spans: np.ndarray) -> dict[str, float]:
    """Strict precision, recall, micro- and macro-F1 of spans."""
    found = set(map(tuple, spans.tolist()))
    gold = {
        tuple(row) for each in documents
        for row in corpus.mentions[each.mentions.start : each.mentions.stop].tolist()
    }  # fmt: skip
    hits = found & gold
    each = []
    for number in range(len(corpus.labels.types)):
        sizes = [sum(row[2] == number for row in some) for some in (hits, found, gold)]
        if sizes[2]:
            each.append(2 * sizes[0] / (sizes[1] + sizes[2]))
    return {
        "p": len(hits) / max(1, len(found)),
        "r": len(hits) / max(1, len(gold)),
        "f1": 2 * len(hits) / (len(found) + len(gold)),
        "macro": float(np.mean(each)),
    }


@torch.no_grad()
def relation_score(
    network: Network, corpus: Corpus, documents: Sequence[Document], window: int
) -> float:
    """F1 of the relations between gold mentions of the dev documents, all cuts at zero."""
    hits = made = known = 0
    for document in documents:
        right: set[tuple[int, int, int]] = set()
        found: set[tuple[int, int, int]] = set()
        for piece in corpus.whole(document, window):
            batch = corpus.batch([piece])
            states, _ = losses.read(network, corpus, batch, 0.0)
            pair = corpus.pairs(piece)
            if pair is None:
                continue
            scores = network.pairs(states[0].float(), *pair.inputs())
            numbers = [row[0] for row in corpus.inside(piece)]
            found.update(pair.triples(pair.told(scores), numbers))
            right.update(pair.triples(pair.gold, numbers))
        hits, made = hits + len(right & found), made + len(found)
        known += corpus.relations(document)
    return 2 * hits / max(1, made + known)
