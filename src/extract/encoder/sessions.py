"""Opens the graphs of a model."""

from __future__ import annotations

import functools
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
    _share_memory()
    options.add_session_config_entry("session.use_env_allocators", "1")
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@functools.cache
def _share_memory() -> None:
    """The graphs of a process, one of which works at a time, take their memory from one place.

    Each would else keep what its own largest windows took, and as much again by which it grows.
    """
    kind = ort.OrtAllocatorType.ORT_ARENA_ALLOCATOR
    cpu = ort.OrtMemoryInfo("Cpu", kind, 0, ort.OrtMemType.DEFAULT)
    # As it would be by itself: by what is asked for alone it falls to pieces.
    ort.create_and_register_allocator(cpu, ort.OrtArenaCfg({"arena_extend_strategy": 0}))


def shrinking(is_long: bool) -> ort.RunOptions | None:
    """How windows are read: those of a long text, which are many, leave no memory behind.

    A session keeps what its largest windows took, which is quicker.
    """
    if not is_long:
        return None
    options = ort.RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options
