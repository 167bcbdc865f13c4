"""Graphs that were rewritten compute what they computed."""

import numpy as np
import onnxruntime as ort
import pytest

pytest.importorskip("onnx", reason='needs the extra "train"')

import onnx
from onnx import TensorProto, helper, numpy_helper

from extract.training.graphs import halve, quicken

SIZE = 12
RANDOM = np.random.default_rng(1)
SCALE, SHIFT = RANDOM.normal(1, 0.3, SIZE), RANDOM.normal(0, 0.3, SIZE)


def graph(dims: list[str]) -> onnx.ModelProto:
    node = helper.make_node("LayerNormalization", ["x", "scale", "shift"], ["y"], epsilon=1e-5)
    values = {"scale": SCALE, "shift": SHIFT}
    given = helper.make_tensor_value_info("x", TensorProto.FLOAT, [*dims, SIZE])
    found = helper.make_tensor_value_info("y", TensorProto.FLOAT, [*dims, SIZE])
    weights = [numpy_helper.from_array(v.astype(np.float32), name) for name, v in values.items()]
    made = helper.make_graph([node], "graph", [given], [found], weights)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    return model


@pytest.mark.parametrize("shape", [(1, 5), (3, 4), (7,), (1,), (0,)])
def test_rows_are_normalized_each_by_itself(shape):
    model = graph([f"dim{at}" for at in range(len(shape))])
    quicken(model)
    onnx.checker.check_model(model)
    assert "LayerNormalization" not in {node.op_type for node in model.graph.node}
    x = RANDOM.normal(2, 3, (*shape, SIZE)).astype(np.float32)
    (y,) = ort.InferenceSession(model.SerializeToString()).run(None, {"x": x})
    mean, variance = x.mean(-1, keepdims=True), x.var(-1, keepdims=True)
    want = (x - mean) / np.sqrt(variance + 1e-5) * SCALE + SHIFT
    assert y.shape == x.shape
    assert np.allclose(y, want, atol=1e-5)


def test_a_graph_that_was_rewritten_stays_as_it_is():
    model = graph(["rows"])
    quicken(model)
    before = model.SerializeToString()
    quicken(model)
    assert model.SerializeToString() == before


def test_large_weights_take_half_and_give_nearly_the_same():
    weights = RANDOM.normal(0, 0.1, (SIZE, 400)).astype(np.float32)
    node = helper.make_node("MatMul", ["x", "weights"], ["y"])
    given = helper.make_tensor_value_info("x", TensorProto.FLOAT, ["rows", SIZE])
    found = helper.make_tensor_value_info("y", TensorProto.FLOAT, ["rows", 400])
    held = numpy_helper.from_array(weights, "weights")
    made = helper.make_graph([node], "graph", [given], [found], [held])
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    before = model.ByteSize()
    halve(model)
    onnx.checker.check_model(model)
    assert model.ByteSize() < 0.55 * before
    x = RANDOM.normal(0, 1, (3, SIZE)).astype(np.float32)
    (y,) = ort.InferenceSession(model.SerializeToString()).run(None, {"x": x})
    assert np.allclose(y, x @ weights, atol=1e-3)
