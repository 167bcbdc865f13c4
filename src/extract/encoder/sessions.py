"""Opens the graphs of a model."""

from __future__ import annotations

from pathlib import Path

import onnxruntime as ort


def session(path: Path, threads: int) -> ort.InferenceSession:
    """A graph, ready to run.

    Args:
        path: An .onnx file.
        threads: Processor threads of one call.
    """
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_mem_pattern = False  # no two windows are of one size: a plan serves no other
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
