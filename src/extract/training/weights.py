"""Weights to begin from: of a checkpoint, or of a model folder made of one."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from extract.encoder.model import locate
from extract.training.model import Network

Weights = dict[str, Tensor]
_LAYER = re.compile(r"(encoder\.layers\.)(\d+)(\..*)")


def read(source: str | Path) -> Weights:
    """Reads weights by the names that ``Network`` gives them.

    Args:
        source: A checkpoint (``best.pt``), a model folder, or the name of a packaged model.

    Raises:
        FileNotFoundError: Neither.
    """
    if Path(source).suffix == ".pt":
        weights: Weights = torch.load(source, map_location="cpu", weights_only=True)["weights"]
        return weights
    folder = locate(source)
    adapter = torch.from_numpy(np.load(folder / "adapter.npy", allow_pickle=False)).float()
    weights = {"adapter.weight": adapter[:-1].T, "adapter.bias": adapter[-1]}
    weights |= _graph(folder / "spans.onnx", "")
    return weights | _graph(folder / "pairs.onnx", "pairs.")


def _graph(path: Path, prefix: str) -> Weights:
    """Weights of a graph, int8 ones multiplied out; a product's name is that of its module."""
    graph = onnx.load(path).graph
    arrays = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    found = {
        prefix + name: array
        for name, array in arrays.items()
        if name.endswith((".weight", ".bias", ".position"))
    }
    for node in graph.node:
        quantized = [name for name in node.input if name in arrays and name.endswith("_quantized")]
        if "MatMul" in node.op_type and quantized:
            name = quantized[0].removesuffix("_quantized")
            product = arrays[quantized[0]].astype(np.float32) * arrays[f"{name}_scale"]
            module = ".".join(node.name.strip("/").split("/")[:-1])
            found[f"{prefix}{module}.weight"] = product.T
    return {name: torch.from_numpy(np.array(array, np.float32)) for name, array in found.items()}


def begin(network: Network, weights: Weights) -> None:
    """Puts in the weights that fit; what has another shape keeps its own.

    A network with fewer layers takes some of them, most of the lower ones and the top one: that
    began better than every second or the lowest.
    """
    depth = 1 + max(int(m[2]) for name in weights if (m := _LAYER.fullmatch(name)))
    own = network.state_dict()
    chosen = some_layers(depth, network.shape.layers)
    for name, value in own.items():
        layer = _LAYER.fullmatch(name)
        source = f"{layer[1]}{chosen[int(layer[2])]}{layer[3]}" if layer else name
        if source in weights and weights[source].shape == value.shape:
            value.copy_(weights[source])


def some_layers(have: int, want: int) -> list[int]:
    """Which layers a shallower network takes: 12 to 6 are 0, 1, 2, 4, 7, 11.

    Args:
        have: Layers there are.
        want: Layers to take; more than there are repeat.
    """
    if want == 1:
        return [have - 1]
    if want >= have:
        return [min(layer, have - 1) for layer in range(want)]
    return [round((have - 1) * (layer / (want - 1)) ** 1.8) for layer in range(want)]
