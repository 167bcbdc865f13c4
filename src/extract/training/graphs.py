"""Graphs as they run fastest: int8 products, and the same numbers by other operators."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from extract.training.weights import HALF

_FEW = 4096  # numbers that stay as they are, as biases and the scales of int8 weights do


def write(plain: Path, path: Path, int8: bool = True, half: bool = True) -> None:
    """Writes an exported graph as it will run.

    Args:
        plain: What torch exported.
        path: The file to write.
        int8: Quantize the weights.
        half: Keep the other weights in 16 bits.
    """
    if int8:
        with _without_advice():
            quantize_dynamic(
                plain, path, per_channel=True, reduce_range=True,
                weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm"],
            )  # fmt: skip
    model = onnx.load(path if int8 else plain)
    quicken(model)
    if half:
        halve(model)
    onnx.save(model, path)


@contextlib.contextmanager
def _without_advice() -> Iterator[None]:
    """ONNX Runtime tells the root logger that graphs should be prepared; ``quicken`` does."""
    silent, disabled = logging.NullHandler(), logging.root.manager.disable
    logging.root.addHandler(silent)  # without any, ``logging.warning`` would add one that prints
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(disabled)
        logging.root.removeHandler(silent)


def quicken(model: onnx.ModelProto) -> None:
    """Rewrites what ONNX Runtime is slow at; a graph that was rewritten stays as it is.

    In versions 1.27 and 1.28 LayerNormalization takes six times as long as it could, from about
    1.29 on that which is fused with a sum does. InstanceNormalization, with every row a channel,
    is fast in all (1.20 to 1.30 were tried).
    """
    nodes = [
        made
        for node in model.graph.node
        for made in (_normalization(node) if node.op_type == "LayerNormalization" else [node])
    ]
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def halve(model: onnx.ModelProto) -> None:
    """Keeps weights that are no int8 in 16 bits: ONNX Runtime makes 32 of them as it loads."""
    casts = []
    for weight in model.graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.size < _FEW:
            continue
        name = weight.name
        weight.CopyFrom(numpy_helper.from_array(values.astype(np.float16), name + HALF))
        casts.append(helper.make_node("Cast", [weight.name], [name], name, to=TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def _normalization(node: onnx.NodeProto) -> Iterator[onnx.NodeProto]:
    """LayerNormalization over the last dimension, by rows: (…, size) as (1, rows, size)."""
    given, scale, shift = node.input
    epsilon = next(each.f for each in node.attribute if each.name == "epsilon")

    def name(part: str) -> str:
        return f"{node.output[0]}/{part}"

    def make(operator: str, inputs: list[str], output: str, **settings: Any) -> onnx.NodeProto:
        where = f"{node.name}/{output}"
        output = node.output[0] if output == "end" else name(output)
        return helper.make_node(operator, inputs, [output], where, **settings)

    def constant(values: list[int], output: str) -> onnx.NodeProto:
        value = numpy_helper.from_array(np.array(values, np.int64))
        return make("Constant", [], output, value=value)

    def filled(value: float, output: str) -> onnx.NodeProto:
        tensor = numpy_helper.from_array(np.array([value], np.float32))
        return make("ConstantOfShape", [name("count")], output, value=tensor)

    yield make("Shape", [given], "shape")
    yield constant([1, -1], "flat")
    yield make("Shape", [given], "size", start=-1)
    yield make("Concat", [name("flat"), name("size")], "rowwise", axis=0)
    yield make("Reshape", [given, name("rowwise")], "rows")
    yield make("Shape", [name("rows")], "count", start=1, end=2)
    yield filled(1.0, "ones")
    yield filled(0.0, "zeros")
    inputs = [name("rows"), name("ones"), name("zeros")]
    yield make("InstanceNormalization", inputs, "normal", epsilon=epsilon)
    yield make("Mul", [name("normal"), scale], "scaled")
    yield make("Add", [name("scaled"), shift], "shifted")
    yield make("Reshape", [name("shifted"), name("shape")], "end", allowzero=1)
