"""Weights to begin from: of a checkpoint, or of a model folder made of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from extract.training.model import Network
from extract.training.transformer import Shape

Weights = dict[str, Tensor]
HALF = "/half"  # behind the name of a weight that is kept in 16 bits
_PRODUCT = re.compile(r"onnx::MatMul_\d+")  # what torch calls a weight that it has turned
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
    # Not above: who only begins a network from weights at hand needs nothing that reads texts.
    from extract.encoder.model import locate

    folder = locate(source)
    adapter = torch.from_numpy(np.load(folder / "adapter.npy", allow_pickle=False)).float()
    weights = {"adapter.weight": adapter[:-1].T, "adapter.bias": adapter[-1]}
    weights |= of_graph(folder / "spans.onnx")
    return weights | of_graph(folder / "pairs.onnx", "pairs.")


def of_graph(path: Path, prefix: str = "") -> Weights:
    """Weights of a graph, int8 ones multiplied out; a product's name is that of its module.

    Args:
        path: An .onnx file.
        prefix: Before all names.
    """
    graph = onnx.load(path).graph
    arrays = {
        each.name.removesuffix(HALF): numpy_helper.to_array(each) for each in graph.initializer
    }
    found = {
        prefix + name: array
        for name, array in arrays.items()
        if name.endswith((".weight", ".bias", ".position"))
    }
    for node in graph.node:
        if "MatMul" not in node.op_type:
            continue
        module = ".".join(node.name.strip("/").split("/")[:-1])
        for name in node.input:
            if name in arrays and name.endswith("_quantized"):
                scale = arrays[name.removesuffix("_quantized") + "_scale"]
                found[f"{prefix}{module}.weight"] = (arrays[name].astype(np.float32) * scale).T
            elif name in arrays and _PRODUCT.fullmatch(name):
                found[f"{prefix}{module}.weight"] = arrays[name].T
    return {name: torch.from_numpy(np.array(array, np.float32)) for name, array in found.items()}


def begin(network: Network, weights: Weights, taken: Sequence[int] = ()) -> None:
    """Puts in the weights that fit; what has another shape keeps its own.

    A network with fewer layers takes some of them, most of the lower ones and the top one: that
    began better than every second or the lowest. One whose spans have half the features takes
    every second of them.

    Args:
        network: Is changed.
        weights: By name.
        taken: Numbers of the layers to take, one for each of the network's; otherwise those of
            ``some_layers``.
    """
    depth = 1 + max(int(m[2]) for name in weights if (m := _LAYER.fullmatch(name)))
    shape = network.shape
    chosen = taken or some_layers(depth, shape.layers)
    for name, value in network.state_dict().items():
        layer = _LAYER.fullmatch(name)
        source = f"{layer[1]}{chosen[int(layer[2])]}{layer[3]}" if layer else name
        if source not in weights:
            continue
        given = weights[source]
        if name.startswith("spans."):
            given = _thin(given, shape)
        if name.endswith(".position"):
            given = torch.cat([given, value[len(given) :]])  # of those that a window has
        if given.shape == value.shape:
            value.copy_(given)


def _thin(rows: Tensor, shape: Shape) -> Tensor:
    """Leaves ``shape.span`` features of each type, evenly spaced: rotary positions then turn each
    as fast as before. Products of queries and keys keep their size.
    """
    have, rest = divmod(len(rows), shape.types)
    if rest or have <= shape.span or have % shape.span:
        return rows
    step = have // shape.span
    return (rows.unflatten(0, (-1, have))[:, ::step] * step**0.25).flatten(0, 1)


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
    wished = [round((have - 1) * (layer / (want - 1)) ** 1.8) for layer in range(want)]
    return [max(layer, at) for at, layer in enumerate(wished)]  # each at most once
