"""Worker processes that are born with the pipeline: loaded once, and its memory is shared.

On Linux a small server process loads the pipeline and forks the workers; it has no other thread,
so no lock is copied that somebody holds. Elsewhere, and for pipelines that are not ours alone,
each worker starts empty and loads its own.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Iterator
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from typing import Any

from extract.runs.settings import Pipeline

# Names a file with fingerprint and arguments of the pipeline, for ``preloaded``: words of a user's
# own may be more than a variable can hold.
PIPELINE = "EXTRACT_PIPELINE"
_PRELOADED = "extract.runs.preloaded"
_USUAL = ["__main__"]  # what a server of processes imports if nobody says otherwise


@contextlib.contextmanager
def nursery(load: object, fingerprint: str) -> Iterator[BaseContext]:
    """Where to start worker processes.

    Args:
        load: Makes their pipeline.
        fingerprint: Of that pipeline.
    """
    server: Any = forkserver._forkserver  # type: ignore[attr-defined]
    # A server that somebody else has started does not load anything more.
    if sys.platform != "linux" or not isinstance(load, Pipeline) or server._forkserver_pid:
        yield multiprocessing.get_context("spawn")
        return
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_PRELOADED])
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
        json.dump([fingerprint, dataclasses.asdict(load)], file)
        file.flush()
        os.environ[PIPELINE] = file.name
        try:
            yield context
        finally:
            del os.environ[PIPELINE]
            context.set_forkserver_preload(_USUAL)
            server._stop()  # it holds a pipeline of half a gigabyte
