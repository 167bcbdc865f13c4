"""What the network is trained to lessen: a loss of spans and one of pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional as F

from extract.training.distillation import distillation_loss
from extract.training.model import Network, span_scores

if TYPE_CHECKING:
    from extract.training.batches import Batch
    from extract.training.settings import Settings


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


def span_loss(scores: Tensor, allowed: list[Tensor], gold: list[Tensor]) -> Tensor:
    """Multi-label loss with a threshold at zero (Su, 2020): summed over types, mean of windows.

    Args:
        scores: (windows, types, atoms, atoms).
        allowed: For each window the spans that may be entities, int64, first * atoms + last.
        gold: For each window bool, (types, allowed spans).
    """
    far = torch.finfo(torch.float32).min / 4
    losses = []
    for window, where, right in zip(scores.flatten(2), allowed, gold, strict=True):
        some = window.index_select(1, where).float()
        zero = torch.zeros_like(some[:, :1])
        negative = torch.cat([some.masked_fill(right, far), zero], 1)
        positive = torch.cat([(-some).masked_fill(~right, far), zero], 1)
        losses.append((negative.logsumexp(1) + positive.logsumexp(1)).sum())
    return torch.stack(losses).mean()


def pair_loss(scores: Tensor, gold: Tensor, allowed: Tensor) -> Tensor:
    """Adaptive-threshold loss (ATLOP): summed over pairs, per relation that holds.

    Args:
        scores: (pairs, relations + 1), the last the threshold.
        gold: bool, (pairs, relations).
        allowed: bool, (pairs, relations): relations that the types permit.
    """
    scores = scores.float()
    far = torch.finfo(torch.float32).min / 4
    threshold = scores[:, -1:]
    relations = scores[:, :-1]
    over = torch.cat([relations.masked_fill(~gold, far), threshold], -1)
    positive = (over.logsumexp(-1, keepdim=True) - relations).masked_fill(~gold, 0.0)
    under = torch.cat([relations.masked_fill(gold | ~allowed, far), threshold], -1)
    negative = under.logsumexp(-1) - threshold[:, 0]
    return (positive.sum() + negative.sum()) / (gold.sum() + 1)
