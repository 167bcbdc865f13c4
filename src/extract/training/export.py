"""From a checkpoint to a model folder: ONNX graphs, int8 weights, thresholds, calibration."""

from __future__ import annotations

import contextlib
import json
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from extract.encoder.subwords import Subwords
from extract.training import graphs
from extract.training.model import Network, PairHead
from extract.training.transformer import Shape
from extract.training.windows import OVERLAP, WINDOW


class SpanGraph(nn.Module):
    """What ``spans.onnx`` computes for one window."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder, self.spans = network.encoder, network.spans

    def forward(self, embedded: Tensor, firsts: Tensor, lasts: Tensor) -> tuple[Tensor, ...]:
        """Last states of the atoms, their queries and keys of every type, their lowest states."""
        lower, states = self.encoder(embedded, firsts[None], lasts[None])
        query, key = self.spans(states)
        return states[0], query[0], key[0], lower[0]


def load_checkpoint(path: Path, words: Tensor) -> tuple[Network, dict[str, Any]]:
    """Reads what ``train.save`` wrote."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    network = Network(Shape(**state["shape"]), words, dropout=0.0)
    network.load_state_dict(state["weights"], strict=False)
    return network.eval(), state


def write_graphs(network: Network, folder: Path) -> None:
    """Writes ``spans.onnx`` and ``pairs.onnx``."""
    edges = torch.arange(1, 21)
    with tempfile.TemporaryDirectory() as temporary, _positions(network, WINDOW + 2):
        plain = Path(temporary) / "spans.onnx"
        export_graph(
            SpanGraph(network),
            (torch.randn(1, 22, network.shape.hidden), edges, edges),
            plain,
            {"embedded": {1: "subwords"}, "firsts": {0: "atoms"}, "lasts": {0: "atoms"}},
            ["states", "query", "key", "lower"],
        )
        # In 16 bits its positions, which all else is made of, give other mentions here and there.
        graphs.write(plain, folder / "spans.onnx", half=False)
    write_pairs(network.pairs, network.shape.hidden, folder)


@contextlib.contextmanager
def _positions(network: Network, most: int) -> Iterator[None]:
    """With the positions of a window and its two ends alone."""
    whole = network.encoder.position
    network.encoder.position = nn.Parameter(whole[:most].detach())
    try:
        yield
    finally:
        network.encoder.position = whole


def write_pairs(head: PairHead, hidden: int, folder: Path) -> None:
    """Writes ``pairs.onnx``."""
    n, edges = 7, torch.arange(1, 21)
    types, pairs = torch.zeros(n, dtype=torch.long), torch.zeros(5, dtype=torch.long)
    of_pairs = ("subjects", "objects", "distance", "surface")
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary) / "pairs.onnx"
        export_graph(
            head,
            (torch.randn(22, hidden), edges[:n], edges[:n], types, *[pairs] * 4),
            plain,
            {"states": {0: "atoms"}}
            | {name: {0: "mentions"} for name in ("firsts", "lasts", "types")}
            | {name: {0: "pairs"} for name in of_pairs},
            ["scores"],
        )
        graphs.write(plain, folder / "pairs.onnx")


def export_graph(
    module: nn.Module,
    args: tuple[Tensor, ...],
    path: Path,
    axes: dict[str, dict[int, str]],
    outputs: list[str],
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(), args, str(path), input_names=list(axes), output_names=outputs,
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip


def write_model(
    network: Network,
    subwords: Subwords,
    words: np.ndarray,
    card: dict[str, Any],
    folder: Path,
) -> None:
    """Writes a model folder that ``extract.load(model=folder)`` opens.

    Args:
        network: Trained.
        subwords: Its vocabulary.
        words: Word embeddings as Q4_0 blocks, uint8.
        card: The rest of ``model.json``.
        folder: Created where missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    subwords.save(folder)
    np.save(folder / "words.npy", words, allow_pickle=False)
    adapter = torch.cat([network.adapter.weight.T, network.adapter.bias[None]])
    np.save(folder / "adapter.npy", adapter.detach().numpy().astype(np.float16), allow_pickle=False)
    write_graphs(network, folder)
    card = {"windows": {"size": WINDOW, "overlap": OVERLAP}} | card
    text = json.dumps(card, ensure_ascii=False, indent=1)
    (folder / "model.json").write_text(text + "\n", "utf-8")
