"""The BERT encoder: subwords below, atoms above."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from extract.training import pretrained
from extract.training.pretrained import Pretrained


@dataclass(frozen=True)
class Shape:
    """Sizes of the network; ``types`` and ``relations`` count labels.

    The subwords of an atom become one state after ``pool`` layers; ``known`` counts the features
    of a word (see ``encoder.words``).
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
    known: int = 300 + 64

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
            parameter.data.copy_(torch.from_numpy(source.tensor(name).copy()).view_as(parameter))

        put(self.position, "emb.pos")
        token_type = torch.from_numpy(source.tensor("emb.type")[: source.hidden].copy())
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
