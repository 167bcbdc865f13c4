"""Writes the network of the five relations into a model folder."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from extract.encoder.model import locate
from extract.stages.agreements.classes import N_EDGE, N_EVIDENCE, N_PAIR
from extract.training import graphs
from extract.training.export import export_graph
from extract.training.ties.network import STATUS_NAMES, TieNetwork


class _CueGraph(nn.Module):
    """What ``cues.onnx`` computes for one stretch."""

    def __init__(self, network: TieNetwork) -> None:
        super().__init__()
        self.context = network.context

    def forward(
        self, lower: Tensor, final: Tensor, tags: Tensor, syntax: Tensor, heads: Tensor
    ) -> tuple[Tensor, Tensor]:
        states, cues = self.context(lower[None], final[None], tags[None], syntax[None], heads[None])
        return states[0], cues[0]


def write_ties(
    network: TieNetwork, base: str | Path, card: Mapping[str, Any], folder: Path
) -> None:
    """A model folder: that of the encoder's model with the five relations added.

    Args:
        network: Trained.
        base: The model whose states it reads.
        card: What ``model.json`` says of the five relations, under ``ties``.
        folder: Created where missing; files of an older model there are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    source = locate(base)
    if source.resolve() != folder.resolve():
        for path in sorted(source.iterdir()):
            if path.is_file():
                shutil.copyfile(path, folder / path.name)
    weight = torch.cat([network.gate.weight[0], network.gate.bias]).detach().numpy()
    np.save(folder / "gate.npy", weight.astype(np.float32), allow_pickle=False)
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary) / "cues.onnx"
        export_graph(
            _CueGraph(network.eval()), _stretch(network), plain, _CUE_AXES, ["states", "cues"]
        )
        # Nearly all of it is int8; the rest in 16 bits loses a triple for a fiftieth of its size.
        graphs.write(plain, folder / "cues.onnx", half=False)
        plain = Path(temporary) / "ties.onnx"
        export_graph(
            network.ties.eval(), _ties(network), plain, _TIE_AXES, ["outcomes", "statuses"]
        )
        graphs.write(plain, folder / "ties.onnx", int8=False)
    path = folder / "model.json"
    full = json.loads(path.read_text("utf-8")) | {"ties": {"statuses": STATUS_NAMES, **card}}
    path.write_text(json.dumps(full, ensure_ascii=False, indent=1) + "\n", "utf-8")


_CUE_AXES = {name: {0: "atoms"} for name in ("lower", "final", "tags", "syntax", "heads")}
_TIE_AXES = (
    {"states": {0: "atoms"}}
    | {name: {0: "mentions"} for name in ("firsts", "lasts", "types")}
    | {"cues": {0: "cues"}}
    | {name: {0: "cues", 1: "mentions"} for name in ("edges", "told", "near")}
    | {name: {0: "ties"} for name in ("cue", "first", "second", "gap", "facts")}
)


def _stretch(network: TieNetwork) -> tuple[Tensor, ...]:
    atoms = 21
    states = torch.randn(atoms, network.shape.hidden)
    ones = torch.ones((atoms, 2), dtype=torch.long), torch.ones((atoms, 4), dtype=torch.long)
    return states, states, *ones, torch.arange(atoms)


def _ties(network: TieNetwork) -> tuple[Tensor, ...]:
    """Any ties that differ in all their sizes."""
    mentions, cues, ties = 5, 3, 7
    firsts = torch.arange(mentions)
    numbers = torch.zeros(ties, dtype=torch.long)
    return (
        torch.randn(21, network.shape.hidden), firsts, firsts + 1, torch.zeros_like(firsts),
        torch.arange(cues), torch.ones((cues, mentions, len(N_EDGE)), dtype=torch.long),
        torch.zeros(cues, mentions, N_EVIDENCE), torch.ones(cues, mentions, dtype=torch.bool),
        numbers, numbers, numbers + 1, numbers, torch.zeros(ties, N_PAIR),
    )  # fmt: skip
