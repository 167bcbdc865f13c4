"""The network: a BERT encoder with two heads, spans and pairs.

The span head is GlobalPointer (Su et al., 2022): for every type a query at the first atom
meets a key at the last, with rotary positions. The pair
head scores every relation for an ordered pair of mentions from both mentions, the words
between them, their distance and types; a relation holds where it beats the learned threshold
(ATLOP, Zhou et al., 2021).
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from extract.encoder.embeddings import dequantize
from extract.encoder.pairs import DISTANCES, SURFACES
from extract.training.pretrained import Pretrained
from extract.training.transformer import Encoder, Shape


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
    angle = place.unsqueeze(1) * frequency.unsqueeze(0)
    even, odd = x[..., : size // 2], x[..., size // 2 :]
    sine, cosine = angle.sin(), angle.cos()
    return torch.cat([even * cosine - odd * sine, even * sine + odd * cosine], -1)


class Mentions(nn.Module):
    """The mentions of a window look at each other: who else could it be?"""

    def __init__(self, size: int, heads: int = 8) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)
        self.norm = nn.LayerNorm(size)

    def forward(self, x: Tensor) -> Tensor:
        """x: (mentions, size)."""
        size = x.shape[1]
        query, key, value = (
            each.view(-1, self.heads, size // self.heads).transpose(0, 1)
            for each in self.qkv(x).chunk(3, -1)
        )
        scores = query @ key.transpose(1, 2) / math.sqrt(size // self.heads)
        seen = (scores.softmax(-1) @ value).transpose(0, 1).reshape(-1, size)
        return self.norm(x + self.out(seen))


class PairHead(nn.Module):
    """Scores (pairs, relations + 1) of ordered pairs of mentions in a window.

    Twice: the second time knowing how sure the best rivals are, pairs of the same subject and of
    the same object (of the false relations nearly half are the right fact on another mention).
    """

    def __init__(self, shape: Shape, dropout: float = 0.2) -> None:
        super().__init__()
        size, relations = shape.pair, shape.relations
        self.n_types, self.heads = shape.types, 4
        self.dropout = nn.Dropout(dropout)
        self.kind = nn.Embedding(shape.types, 64)
        self.mention = nn.Linear(3 * shape.hidden + 64, size * 2)
        self.mentions = Mentions(size * 2)
        self.subject = nn.Linear(size * 2, size)
        self.object = nn.Linear(size * 2, size)
        self.between = nn.Linear(shape.hidden, size)
        self.asks = nn.Linear(size * 2, 2 * self.heads * 32)
        self.key = nn.Linear(shape.hidden, self.heads * 32)
        self.value = nn.Linear(shape.hidden, size)
        self.distance = nn.Embedding(DISTANCES, size)
        self.surface = nn.Embedding(SURFACES, size)
        self.types = nn.Embedding(shape.types * shape.types, size)
        nn.init.normal_(self.types.weight, std=0.02)
        self.norm = nn.LayerNorm(size)
        self.middle = nn.Linear(size, size)
        self.out = nn.Linear(size, relations + 1)
        self.rivals = nn.Linear(3 * relations, size)
        self.again = nn.Linear(size, relations + 1)
        nn.init.zeros_(self.again.weight)
        nn.init.zeros_(self.again.bias)

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
        mention = self.mentions(self.dropout(F.gelu(self.mention(torch.cat(parts, -1)))))
        hidden = (
            self.subject(mention)[subjects]
            + self.object(mention)[objects]
            + self._words_between(states, firsts, lasts, subjects, objects)
            + self._words_asked(states, mention, subjects, objects)
            + self.distance(distance)
            + self.surface(surface)
            + self.types(types[subjects] * self.n_types + types[objects])
        )
        hidden = self.dropout(F.gelu(self.norm(hidden)))
        hidden = self.dropout(F.gelu(self.middle(hidden)))
        scores = self.out(hidden)
        rivals = self._rivals(scores, subjects, objects, firsts.shape[0])
        return scores + self.again(self.dropout(F.gelu(hidden + self.rivals(rivals))))

    def _words_between(
        self, states: Tensor, firsts: Tensor, lasts: Tensor, subjects: Tensor, objects: Tensor
    ) -> Tensor:
        """The mean of what stands between the mentions of each pair, (pairs, pair)."""
        gap_start = torch.minimum(lasts[subjects], lasts[objects]) + 1
        gap_end = torch.maximum(firsts[subjects], firsts[objects])
        gap_end = torch.maximum(gap_start, gap_end)
        context = F.pad(self.between(states).float().cumsum(0), (0, 0, 1, 0))
        width = (gap_end - gap_start).clamp(min=1).unsqueeze(-1)
        return (context[gap_end] - context[gap_start]) / width

    def _words_asked(
        self, states: Tensor, mention: Tensor, subjects: Tensor, objects: Tensor
    ) -> Tensor:
        """What both mentions look at together (ATLOP's local context), (pairs, pair)."""
        asks = self.asks(mention).view(-1, 2 * self.heads, 32).transpose(0, 1)
        keys = self.key(states).view(-1, self.heads, 32).permute(1, 2, 0)
        looked = asks @ torch.cat([keys, keys]) / math.sqrt(32)  # (2 heads, mentions, atoms)
        # The shares of a pair are the softmax of the sum of both; its exponents are taken of
        # mentions, of which there are fewer. The bound keeps products above the least number.
        looked = (looked - looked.amax(-1, keepdim=True)).clamp(min=-40).exp()
        own, other = looked[: self.heads], looked[self.heads :]
        shares = own[:, subjects] * other[:, objects]  # (heads, pairs, atoms)
        values = self.value(states).view(states.shape[0], self.heads, -1).transpose(0, 1)
        seen = shares @ F.pad(values, (0, 1), value=1.0)
        return (seen[..., :-1] / seen[..., -1:]).transpose(0, 1).flatten(1)

    def _rivals(self, scores: Tensor, subjects: Tensor, objects: Tensor, mentions: int) -> Tensor:
        """How far each relation of a pair is above its threshold, and the best other pair of the
        same subject and of the same object: (pairs, 3 · relations).
        """
        margins = (scores[:, :-1] - scores[:, -1:]).float().clamp(-8, 8)
        relations = margins.shape[1]
        place = (subjects * mentions + objects).unsqueeze(1).expand(-1, relations)
        table = margins.new_full((mentions * mentions, relations), -8.0).scatter(0, place, margins)
        table = table.view(mentions, mentions, relations)

        def best_other(dim: int, own: Tensor) -> Tensor:
            first, second = table.topk(2, dim).values.unbind(dim)
            return torch.where(margins >= first[own], second[own], first[own])

        return torch.cat([margins, best_other(1, subjects), best_other(0, objects)], -1) / 4


class Network(nn.Module):
    """Encoder and heads with the frozen word embeddings of a pruned vocabulary."""

    words: Tensor

    def __init__(self, shape: Shape, words: Tensor, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.register_buffer("words", words, persistent=False)
        self.adapter = nn.Linear(shape.known, shape.hidden)
        nn.init.zeros_(self.adapter.weight)
        nn.init.zeros_(self.adapter.bias)
        self.encoder = Encoder(shape, dropout)
        self.spans = SpanHead(shape)
        self.pairs = PairHead(shape)

    def embed(self, ids: Tensor, features: Tensor, owner: Tensor) -> Tensor:
        """Word embeddings with the features of the word added.

        Args:
            ids: int64, (windows, subwords).
            features: fp32, (windows, atoms, known).
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
