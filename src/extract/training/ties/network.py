"""The network of the five relations, above an encoder that stays as it is.

Two more layers of a transformer read the encoder's states of a stretch, with the mentions and the
tree told to every word. A word may be a cue; a cue looks at every mention near it and all of
them at each other (who else could it be?), and each pair of them is scored for each relation.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from extract.schema import STATUSES
from extract.stages.agreements import classes
from extract.training.transformer import Layer
from extract.training.transformer import Shape as EncoderShape

NO_STATUS = "none"
STATUS_NAMES = (NO_STATUS, *STATUSES)


@dataclass(frozen=True)
class Shape:
    """Sizes of the network.

    Attributes:
        hidden: Of the encoder's states.
        layers: Of its own.
        tie: Features of a cue with a mention.
        pair: Features of a pair.
    """

    hidden: int = 384
    layers: int = 2
    tie: int = 128
    pair: int = 192

    def as_dict(self) -> dict[str, int]:
        """For the checkpoint."""
        return asdict(self)


class Context(nn.Module):
    """States of the atoms of a stretch, told of its mentions and its tree."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        size = shape.hidden
        self.lower = _nothing(nn.Linear(size, size))
        self.head = _nothing(nn.Linear(size, size))
        self.tags = nn.ModuleList(_embedding(classes.N_TAGS, size, 0.02) for _ in range(2))
        self.syntax = nn.ModuleList(_embedding(n, size, 0.02) for n in classes.N_SYNTAX)
        encoder = EncoderShape(types=0, relations=0, hidden=size)
        self.layers = nn.ModuleList(Layer(encoder, dropout) for _ in range(shape.layers))
        self.cues = nn.Linear(size, len(classes.LABELS))

    def forward(
        self,
        lower: Tensor,
        final: Tensor,
        tags: Tensor,
        syntax: Tensor,
        heads: Tensor,
        mask: Tensor | None = None,
    ) -> tuple[Tensor, Tensor]:
        """States (stretches, atoms, hidden) and cue scores (stretches, atoms, labels).

        Args:
            lower: (stretches, atoms, hidden); the others as in ``encoder.ties.Stretch``.
            mask: bool, (stretches, 1, 1, atoms): where there is an atom; None for one stretch.
        """
        x = final + self.lower(lower)
        for at, table in enumerate(self.tags):
            x = x + table(tags[..., at])
        for at, table in enumerate(self.syntax):
            x = x + table(syntax[..., at])
        x = x + self.head(x.gather(1, heads.unsqueeze(-1).expand(-1, -1, x.shape[-1])))
        for layer in self.layers:
            x = layer(x, mask)
        return x, self.cues(x)


class Rivals(nn.Module):
    """All mentions of a cue look at each other."""

    def __init__(self, size: int, heads: int = 4) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)
        self.norm = nn.LayerNorm(size)
        self.widen, self.narrow = nn.Linear(size, 2 * size), nn.Linear(2 * size, size)
        self.last = nn.LayerNorm(size)

    def forward(self, x: Tensor, near: Tensor) -> Tensor:
        """x: (cues, mentions, size); near: bool, (cues, mentions)."""
        cues, mentions, size = x.shape
        qkv = self.qkv(x).view(cues, mentions, 3, self.heads, size // self.heads)
        query, key, value = qkv.permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(-1, -2) / math.sqrt(size // self.heads)
        scores = scores + torch.where(near[:, None, None, :], 0.0, -1e4)
        seen = (scores.softmax(-1) @ value).transpose(1, 2).reshape(cues, mentions, size)
        x = self.norm(x + self.out(seen))
        return self.last(x + self.narrow(F.gelu(self.widen(x))))


class TieHead(nn.Module):
    """Scores of ties: a cue with two mentions."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        hidden, size, pair = shape.hidden, shape.tie, shape.pair
        self.drop = nn.Dropout(dropout)
        self.cue = nn.Linear(hidden, size)
        self.mention = nn.Linear(3 * hidden, size)
        self.kind = _embedding(len(classes.PARTY_TYPES), size, 0.3)
        self.edge = nn.ModuleList(_embedding(n, size, 0.3) for n in classes.N_EDGE)
        self.says = nn.Linear(classes.N_EVIDENCE, size)
        self.norm = nn.LayerNorm(size)
        self.middle = nn.Linear(size, size)
        self.rivals = Rivals(size)
        self.first, self.second = nn.Linear(size, pair), nn.Linear(size, pair)
        self.gap = _embedding(classes.N_DISTANCES, pair, 0.1)
        self.facts = nn.Linear(classes.N_PAIR, pair)
        self.word = nn.Linear(hidden, pair)
        self.pair_norm = nn.LayerNorm(pair)
        self.pair = nn.Linear(pair, pair)
        self.outcome = nn.Linear(pair, len(classes.OUTCOMES))
        nn.init.constant_(self.outcome.bias, -2.0)
        self.status_word = nn.Linear(hidden, pair)
        self.status_pair = nn.Linear(pair, pair)
        self.status_norm = nn.LayerNorm(pair)
        self.status = nn.Linear(pair, len(STATUS_NAMES))

    def forward(
        self,
        states: Tensor,
        firsts: Tensor,
        lasts: Tensor,
        types: Tensor,
        cues: Tensor,
        edges: Tensor,
        told: Tensor,
        near: Tensor,
        cue: Tensor,
        first: Tensor,
        second: Tensor,
        gap: Tensor,
        facts: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Log-odds (ties, outcomes) and scores (ties, statuses) of one stretch.

        Args:
            states: (atoms, hidden), from ``Context``.
            firsts: int64, (mentions,): first atom of each mention.
            lasts: int64, (mentions,): its last.
            types: int64, (mentions,).
            cues: The others are those of ``classes.Candidates``.
        """
        sums = F.pad(states.cumsum(0), (0, 0, 1, 0))
        inside = (sums[lasts + 1] - sums[firsts]) / (lasts + 1 - firsts).unsqueeze(1)
        parts = self.drop(torch.cat([states[firsts], states[lasts], inside], -1))
        mention = self.mention(parts) + self.kind(types)
        words = self.drop(states[cues])
        x = self._at_cues(words, mention, edges, told, near)
        # One product for each side and then the pairs: not one for each of the many pairs.
        flat = cue * x.shape[1]
        ones = self.first(x).flatten(0, 1)[flat + first]
        others = self.second(x).flatten(0, 1)[flat + second]
        pair = ones + others + self.word(words)[cue] + self.gap(gap) + self.facts(facts)
        pair = self.drop(F.gelu(self.pair(self.drop(F.gelu(self.pair_norm(pair))))))
        status = self.status_word(words)[cue] + self.status_pair(pair)
        status = self.drop(F.gelu(self.status_norm(status)))
        return self.outcome(pair), self.status(status)

    def _at_cues(
        self, words: Tensor, mention: Tensor, edges: Tensor, told: Tensor, near: Tensor
    ) -> Tensor:
        """Each mention as each cue sees it, (cues, mentions, size)."""
        x = self.cue(words).unsqueeze(1) + mention.unsqueeze(0) + self.says(told)
        for at, table in enumerate(self.edge):
            x = x + table(edges[..., at])
        x = self.drop(F.gelu(self.middle(self.norm(x))))
        return self.rivals(x, near)


class TieNetwork(nn.Module):
    """The layers and the heads."""

    def __init__(self, shape: Shape, dropout: float = 0.1, head_dropout: float = 0.2) -> None:
        super().__init__()
        self.shape = shape
        self.gate = nn.Linear(shape.hidden, 1)
        self.context = Context(shape, dropout)
        self.ties = TieHead(shape, head_dropout)


def _embedding(count: int, size: int, spread: float) -> nn.Embedding:
    table = nn.Embedding(count, size)
    nn.init.normal_(table.weight, std=spread)
    return table


def _nothing(linear: nn.Linear) -> nn.Linear:
    """Begins with no say."""
    nn.init.zeros_(linear.weight)
    nn.init.zeros_(linear.bias)
    return linear
