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


def shrinking(is_long: bool) -> ort.RunOptions | None:
    """How windows are read: those of a long text, which are many, leave no memory behind.

    A session keeps what its largest windows took, which is quicker.
    """
    if not is_long:
        return None
    options = ort.RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options
