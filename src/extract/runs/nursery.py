"""Worker processes that are born with the pipeline: loaded once, and its memory is shared.

On Linux a small server process loads the pipeline and forks the workers; it has no other thread,
so no lock is copied that somebody holds. It can begin before anything else is known of a run.
Elsewhere, and for pipelines that are not ours alone, each worker starts empty and loads its own.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any

from extract.runs.settings import Pipeline
from extract.threads import ONE_THREAD

# Names a file with the arguments of the pipeline, for ``preloaded``: words of a user's own may be
# more than a variable can hold.
PIPELINE = "EXTRACT_PIPELINE"
_PRELOADED = "extract.runs.preloaded"
_USUAL = ["__main__"]  # what a server of processes imports if nobody says otherwise
_begun: list[Pipeline] = []  # what the server loads, if it is ours
_SERVER: Any = forkserver._forkserver  # type: ignore[attr-defined]


@contextlib.contextmanager
def nursery(load: object) -> Iterator[BaseContext]:
    """Where to start worker processes.

    Args:
        load: Makes their pipeline.
    """
    if not begin(load):
        yield multiprocessing.get_context("spawn")
        return
    try:
        yield multiprocessing.get_context("forkserver")
    finally:
        end()


@contextlib.contextmanager
def ahead(load: object) -> Iterator[None]:
    """Has a pipeline loaded while it is still found out what there is to do.

    Args:
        load: Makes it; None where no workers will ask for it.
    """
    begin(load)
    try:
        yield
    finally:
        end()


def begin(load: object) -> bool:
    """Has a pipeline loaded while this process goes on; says whether workers are born with it.

    A server that somebody else has started does not load anything more.

    Args:
        load: Makes the pipeline.
    """
    if sys.platform != "linux" or not isinstance(load, Pipeline):
        return False
    if _SERVER._forkserver_pid:
        return _begun == [load]
    _begun.append(load)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", delete=False) as file:
        json.dump(dataclasses.asdict(load), file)
    os.environ[PIPELINE] = file.name
    multiprocessing.get_context("forkserver").set_forkserver_preload([_PRELOADED])
    with environment(ONE_THREAD):
        _SERVER.ensure_running()
    return True


def end() -> None:
    """Ends the server, which holds a pipeline of half a gigabyte, if it is ours."""
    if not _begun:
        return
    _begun.clear()
    Path(os.environ.pop(PIPELINE)).unlink(missing_ok=True)
    multiprocessing.get_context("forkserver").set_forkserver_preload(_USUAL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(_SERVER._forkserver_pid, signal.SIGKILL)  # it may be loading still
    _SERVER._stop()


@contextlib.contextmanager
def environment(values: dict[str, str]) -> Iterator[None]:
    """Sets variables for the processes that are started inside; what the user set stays."""
    added = {name: value for name, value in values.items() if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)
