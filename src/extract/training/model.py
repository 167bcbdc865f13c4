"""The network: a BERT encoder with two heads, spans and pairs.

The span head is GlobalPointer (Su et al., 2022): for every type a query at the first atom
meets a key at the last, with rotary positions. The pair
head scores every relation for an ordered pair of mentions from both mentions, the words
between them, their distance and types; a relation holds where it beats the learned threshold
(ATLOP, Zhou et al., 2021).
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from extract.encoder.model import dequantize
from extract.encoder.pairs import DISTANCES, SURFACES
from extract.encoder.words import SIZE
from extract.training import pretrained
from extract.training.pretrained import Pretrained


@dataclass(frozen=True)
class Shape:
    """Sizes of the network; ``types`` and ``relations`` count labels.

    The subwords of an atom become one state after ``pool`` layers.
    """

    types: int
    relations: int
    hidden: int = 384
    layers: int = 5
    pool: int = 1
    heads: int = 12
    ffn: int = 1536
    positions: int = 512
    epsilon: float = 1e-12
    span: int = 32
    pair: int = 256

    def as_dict(self) -> dict[str, float]:
        """For the checkpoint."""
        return asdict(self)


class FusedAttention(torch.autograd.Function):
    """Attention of one window as a single operator of ONNX Runtime; for export alone."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        del ctx, key, value, heads
        return torch.empty_like(query)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """The operator; its type is given because the exporter does not know it."""
        out = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return out.setType(query.type())


class Layer(nn.Module):
    """A post-norm transformer layer, named as in the pretrained file."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = shape.heads, dropout
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.ao = nn.Linear(shape.hidden, shape.hidden)
        self.aln = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.fi = nn.Linear(shape.hidden, shape.ffn)
        self.fo = nn.Linear(shape.ffn, shape.hidden)
        self.oln = nn.LayerNorm(shape.hidden, eps=shape.epsilon)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, hidden = x.shape
        if torch.onnx.is_in_onnx_export():
            context = FusedAttention.apply(*self.qkv(x).chunk(3, -1), self.heads)
        else:
            qkv = self.qkv(x).view(batch, length, 3, self.heads, hidden // self.heads)
            query, key, value = qkv.permute(2, 0, 3, 1, 4)
            context = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
            context = context.transpose(1, 2).reshape(batch, length, hidden)
        x = self.aln(x + F.dropout(self.ao(context), self.dropout, self.training))
        middle = F.gelu(self.fi(x))
        return self.oln(x + F.dropout(self.fo(middle), self.dropout, self.training))


class Encoder(nn.Module):
    """Word embeddings (frozen, from outside) to hidden states of atoms.

    The lower layers read subwords, the upper ones atoms, of which a text has a third fewer; what
    is asked of a word is asked of it as a whole, and the upper layers cost half.
    """

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.position = nn.Parameter(torch.zeros(shape.positions, shape.hidden))
        self.ln = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.dropout, self.pool = dropout, shape.pool

    def forward(
        self,
        embedded: Tensor,
        firsts: Tensor,
        lasts: Tensor,
        masks: tuple[Tensor, Tensor] | tuple[None, None] = (None, None),
    ) -> tuple[Tensor, Tensor]:
        """The lowest states of atoms and the last ones, each fp32, (windows, atoms, hidden).

        Args:
            embedded: fp32, (windows, subwords, hidden), the opening subword first.
            firsts: int64, (windows, atoms): first subword of each atom.
            lasts: int64, (windows, atoms): its last.
            masks: Where there is a subword, and where an atom: bool, (windows, 1, 1, subwords)
                and (windows, 1, 1, atoms + 1); None for one window.
        """
        x = self.ln(embedded + self.position[: embedded.shape[1]])
        x = F.dropout(x, self.dropout, self.training)
        for layer in self.layers[: self.pool]:
            x = layer(x, masks[0])
        # The opening subword stays beside the atoms.
        lowest = x = torch.cat([x[:, :1], (_take(x, firsts) + _take(x, lasts)) / 2], 1)
        for layer in self.layers[self.pool :]:
            x = layer(x, masks[1])
        return lowest[:, 1:], x[:, 1:]

    def load_pretrained(self, source: Pretrained) -> None:
        """Copies the lowest layers of the pretrained encoder."""

        def put(parameter: Any, name: str) -> None:
            parameter.data.copy_(torch.from_numpy(source.tensors[name].copy()).view_as(parameter))

        put(self.position, "emb.pos")
        token_type = torch.from_numpy(source.tensors["emb.type"][: source.hidden].copy())
        self.position.data += token_type
        put(self.ln.weight, "emb.ln.w")
        put(self.ln.bias, "emb.ln.b")
        for index, layer in enumerate(self.layers):
            given = pretrained.layer(source, index)
            layer.load_state_dict({name: torch.from_numpy(v) for name, v in given.items()})


def _take(x: Tensor, places: Tensor) -> Tensor:
    """The states at some places, (windows, places, hidden)."""
    if x.shape[0] == 1:
        return x[:, places[0]]
    return x.gather(1, places.unsqueeze(-1).expand(-1, -1, x.shape[-1]))


class SpanHead(nn.Module):
    """Queries of first atoms and keys of last ones, whose products score the spans."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.types, self.size = shape.types, shape.span
        self.query = nn.Linear(shape.hidden, shape.types * shape.span)
        self.key = nn.Linear(shape.hidden, shape.types * shape.span)
        self.start = nn.Linear(shape.hidden, shape.types)
        self.end = nn.Linear(shape.hidden, shape.types)

    def forward(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Queries and keys, (windows, types, atoms, size + 2), of states of atoms."""
        batch, length, _ = states.shape
        query = self.query(states).view(batch, length, self.types, self.size).transpose(1, 2)
        key = self.key(states).view(batch, length, self.types, self.size).transpose(1, 2)
        query, key = rotate(query) / math.sqrt(self.size), rotate(key)
        # The two biases ride along as features: one product instead of two sums over all spans.
        start = self.start(states).transpose(1, 2).unsqueeze(-1)
        end = self.end(states).transpose(1, 2).unsqueeze(-1)
        query = torch.cat([query, start, torch.ones_like(start)], -1)
        key = torch.cat([key, torch.ones_like(end), end], -1)
        return query, key


def span_scores(query: Tensor, key: Tensor) -> Tensor:
    """Scores of all spans, above zero for an entity.

    Returns:
        (windows, types, atoms, atoms); spans that end before they begin are scored too.
    """
    return query @ key.transpose(-1, -2)


def rotate(x: Tensor) -> Tensor:
    """Rotary positions (Su et al., 2021) on the last two dimensions: places and features."""
    length, size = x.shape[-2], x.shape[-1]
    frequency = 10000.0 ** (-torch.arange(0, size, 2, device=x.device).float() / size)
    place = torch.arange(length, device=x.device).float()
    angle = (place.unsqueeze(1) * frequency.unsqueeze(0)).to(x.dtype)
    even, odd = x[..., : size // 2], x[..., size // 2 :]
    sine, cosine = angle.sin(), angle.cos()
    return torch.cat([even * cosine - odd * sine, even * sine + odd * cosine], -1)


class PairHead(nn.Module):
    """Scores (pairs, relations + 1) of ordered pairs of mentions in a window."""

    def __init__(self, shape: Shape, dropout: float = 0.2) -> None:
        super().__init__()
        size = shape.pair
        self.dropout = nn.Dropout(dropout)
        self.kind = nn.Embedding(shape.types, 64)
        self.mention = nn.Linear(3 * shape.hidden + 64, size * 2)
        self.subject = nn.Linear(size * 2, size)
        self.object = nn.Linear(size * 2, size)
        self.between = nn.Linear(shape.hidden, size)
        self.distance = nn.Embedding(DISTANCES, size)
        self.surface = nn.Embedding(SURFACES, size)
        self.types = nn.Embedding(shape.types * shape.types, size)
        nn.init.normal_(self.types.weight, std=0.02)
        self.norm = nn.LayerNorm(size)
        self.middle = nn.Linear(size, size)
        self.out = nn.Linear(size, shape.relations + 1)
        self.n_types = shape.types

    def forward(
        self,
        states: Tensor,
        firsts: Tensor,
        lasts: Tensor,
        types: Tensor,
        subjects: Tensor,
        objects: Tensor,
        distance: Tensor,
        surface: Tensor,
    ) -> Tensor:
        """Scores of one window; the last of them is the threshold that a relation must beat.

        Args:
            states: (atoms, hidden).
            firsts: int64, (mentions,): first atom of each mention.
            lasts: int64, (mentions,): its last atom.
            types: int64, (mentions,).
            subjects: int64, (pairs,): mentions by number.
            objects: int64, (pairs,).
            distance: int64, (pairs,): see ``extract.encoder.pairs``.
            surface: int64, (pairs,): see there.
        """
        sums = F.pad(states.cumsum(0), (0, 0, 1, 0))
        inside = (sums[lasts + 1] - sums[firsts]) / (lasts + 1 - firsts).unsqueeze(1)
        parts = [states[firsts], states[lasts], inside, self.kind(types)]
        mention = self.dropout(F.gelu(self.mention(torch.cat(parts, -1))))
        gap_start = torch.minimum(lasts[subjects], lasts[objects]) + 1
        gap_end = torch.maximum(firsts[subjects], firsts[objects])
        gap_end = torch.maximum(gap_start, gap_end)
        context = F.pad(self.between(states).float().cumsum(0), (0, 0, 1, 0))
        width = (gap_end - gap_start).clamp(min=1).unsqueeze(-1)
        between = (context[gap_end] - context[gap_start]) / width
        hidden = (
            self.subject(mention)[subjects]
            + self.object(mention)[objects]
            + between
            + self.distance(distance)
            + self.surface(surface)
            + self.types(types[subjects] * self.n_types + types[objects])
        )
        hidden = self.dropout(F.gelu(self.norm(hidden)))
        hidden = self.dropout(F.gelu(self.middle(hidden)))
        return self.out(hidden)


class Network(nn.Module):
    """Encoder and heads with the frozen word embeddings of a pruned vocabulary."""

    words: Tensor

    def __init__(self, shape: Shape, words: Tensor, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.register_buffer("words", words, persistent=False)
        self.adapter = nn.Linear(SIZE, shape.hidden)
        nn.init.zeros_(self.adapter.weight)
        nn.init.zeros_(self.adapter.bias)
        self.encoder = Encoder(shape, dropout)
        self.spans = SpanHead(shape)
        self.pairs = PairHead(shape)

    def embed(self, ids: Tensor, features: Tensor, owner: Tensor) -> Tensor:
        """Word embeddings with the features of the word added.

        Args:
            ids: int64, (windows, subwords).
            features: fp32, (windows, atoms, ``words.SIZE``).
            owner: int64, (windows, subwords): the atom of each subword, -1 for none.
        """
        size = self.shape.hidden
        known = self.adapter(features).float()
        spread = known.gather(1, owner.clamp(min=0).unsqueeze(-1).expand(-1, -1, size))
        return F.embedding(ids, self.words) + spread * (owner >= 0).unsqueeze(-1)

    @classmethod
    def pretrained(cls, shape: Shape, source: Pretrained, kept: list[int]) -> Network:
        """A network whose encoder starts from the pretrained one."""
        network = cls(shape, embeddings(source, kept))
        network.encoder.load_pretrained(source)
        return network


def embeddings(source: Pretrained, kept: list[int]) -> Tensor:
    """Word embeddings of the kept pieces, fp32, (pieces, hidden)."""
    return torch.from_numpy(dequantize(source.words[kept]))


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
