"""What teachers and students are trained to lessen."""

from __future__ import annotations

import random
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from extract.training.ensemble.corpus import Batch, Corpus, Piece
from extract.training.losses import pair_loss
from extract.training.model import Network, span_scores
from extract.training.precision import half

_WITH_PAIRS = 6  # windows of a batch: by hand
_FAR = torch.finfo(torch.float32).min / 4


class Told(NamedTuple):
    """What the teachers say of all documents: candidates by first atom.

    Attributes:
        firsts: int64, (candidates,): first atoms, sorted.
        spans: int64, (candidates, 3): first and last atom, type.
        chances: fp32, (candidates,).
    """

    firsts: np.ndarray
    spans: np.ndarray
    chances: np.ndarray

    def of(self, pieces: tuple[Piece, ...] | list[Piece]) -> tuple[np.ndarray, np.ndarray]:
        """Cells (window, type, first, last) of some windows, and their chances."""
        cells, chances = [], []
        for number, (_, window) in enumerate(pieces):
            low, high = np.searchsorted(self.firsts, [window.first, window.last])
            some = self.spans[low:high]
            kept = some[:, 1] < window.last
            first, last, types = some[kept].T
            cells.append(
                np.stack([np.full(len(first), number), types, first - window.first,
                          last - window.first], 1)
            )  # fmt: skip
            chances.append(self.chances[low:high][kept])
        return np.concatenate(cells), np.concatenate(chances)


def read(network: Network, corpus: Corpus, batch: Batch, masked: float) -> tuple[Tensor, Tensor]:
    """States of atoms and scores of spans, (windows, types, atoms, atoms)."""
    ids, known = batch.ids, corpus.known(batch.at)
    if masked:
        ids = ids.masked_fill((torch.rand(ids.shape, device=ids.device) < masked) & batch.mask, 3)
        shown = torch.rand(known.shape[:2], device=ids.device) >= masked
        known = known * shown.unsqueeze(-1)
    with half(ids.device):
        embedded = network.embed(ids, known, batch.owner)
        upper = F.pad(batch.atoms, (1, 0), value=True)
        above = upper if network.shape.pool < network.shape.layers else batch.mask
        masks = (batch.mask[:, None, None, :], above[:, None, None, :])
        _, states = network.encoder(embedded, batch.firsts, batch.lasts, masks)
        query, key = network.spans(states)
    return states, span_scores(query.float(), key.float())


def span_loss(scores: Tensor, batch: Batch) -> Tensor:
    """Multi-label loss with a threshold at zero (Su, 2020), by window."""
    may = batch.spans[:, None]
    negative = scores.masked_fill(batch.gold | ~may, _FAR).flatten(2)
    positive = (-scores).masked_fill(~(batch.gold & may), _FAR).flatten(2)
    return (_above_zero(negative) + _above_zero(positive)).sum(1)


def told_loss(scores: Tensor, batch: Batch, told: Told) -> tuple[Tensor, Tensor]:
    """How far the scores are from what the teachers say, by window: of what they think of, and
    of all else, which is to stay below zero.
    """
    cells, chances = told.of(list(batch.pieces))
    at = tuple(torch.from_numpy(cells).to(scores.device).unbind(1))
    wanted = torch.from_numpy(chances).to(scores.device)
    unsure = F.binary_cross_entropy_with_logits(scores[at], wanted, reduction="none")
    said = torch.zeros(len(scores), device=scores.device).index_add_(0, at[0], unsure)
    rest = batch.spans[:, None].expand_as(scores).clone()
    rest[at] = False
    return said, _above_zero(scores.masked_fill(~rest, _FAR).flatten(2)).sum(1)


def _above_zero(x: Tensor) -> Tensor:
    """log(1 + Σ exp x) over the last dimension."""
    return F.softplus(x.logsumexp(-1))


def relation_loss(
    network: Network, corpus: Corpus, batch: Batch, states: Tensor, chance: random.Random
) -> Tensor:
    """The loss of the pairs of some annotated windows: each costs as much as the rest of a step."""
    scores, gold, allowed = [], [], []
    annotated = [row for row, piece in enumerate(batch.pieces) if piece.document.mentions]
    for row in chance.sample(annotated, min(_WITH_PAIRS, len(annotated))):
        pair = corpus.pairs(batch.pieces[row])
        if pair is not None:
            with half(states.device):
                scores.append(network.pairs(states[row].float(), *pair.inputs()))
            gold.append(pair.gold)
            allowed.append(pair.allowed)
    if not scores:
        return states.new_zeros((), dtype=torch.float32)
    return pair_loss(torch.cat(scores), torch.cat(gold), torch.cat(allowed))
