"""A run: from a folder of articles to a folder of tables, resumable at any moment.

The articles are dealt into shards (``shards``), an executor does those that are not done yet
(``executors``), and the tables are made of all of them (``corpus``). Killed at any moment, the
same call goes on where it stopped. When files change, or the pipeline does, only what depends
on them is done again.
"""

from __future__ import annotations

import concurrent.futures as cf
import contextlib
import dataclasses
import functools
import hashlib
import importlib.metadata
import itertools
import os
import platform
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

import extract
from extract import corpus, schema
from extract.articles import Columns, Listing, from_memory, from_stream, packages, walk
from extract.executors import SerialExecutor, process_pool, run_jobs
from extract.shards import Item, Job, Load, free_memory, plan
from extract.tables import Tables

SHARDS = "shards"
STDIN = "-"  # the name of standard input
SHARD_SIZE = 16
_LOCK = ".lock"
_IN_FLIGHT = 64  # of an executor that does not say how many workers it has
# What the rows depend on beside our own code and data.
_PACKAGES = ("spacy", "razdel", "slovnet", "navec", "natasha", "pymorphy3", "pymorphy3-dicts-ru",
             "numpy", "onnxruntime", "tokenizers", *packages())  # fmt: skip


class RunError(Exception):
    """A run that cannot begin, with the reason."""


class Watcher(Protocol):
    """What wants to know how a run gets on, such as a progress bar."""

    def begin(self, total: int) -> None:
        """So many sources there are."""

    def advance(self, sources: int, counts: Mapping[str, int], reused: bool) -> None:
        """A shard is done: so many sources, so many rows by table; or it was done before."""

    def finish(self) -> None:
        """All shards are done; the tables are being made."""


MANY = 1000  # documents of a run whose tables are large


@dataclasses.dataclass(frozen=True, slots=True)
class Pipeline:
    """Loads our pipeline; plain data, so that a worker anywhere can do it.

    Attributes:
        model: Folder of a model of the user's own.
        exclude: Stages to leave out.
    """

    model: str | None = None
    exclude: tuple[str, ...] = ()

    def __call__(self) -> Any:
        from extract.language import load

        return load(model=self.model, exclude=self.exclude)


def run(
    source: str | os.PathLike[str] | pd.DataFrame | Iterable[Any],
    out: str | os.PathLike[str],
    *,
    workers: int = 1,
    executor: cf.Executor | None = None,
    resume: bool = True,
    relations: str = "trusted",
    xlsx: bool = False,
    shard_size: int = SHARD_SIZE,
    model: str | os.PathLike[str] | None = None,
    exclude: Iterable[str] = (),
    columns: Columns | None = None,
    load: Load | None = None,
    watcher: Watcher | None = None,
) -> Tables:
    """Reads articles and writes their tables into a folder.

    Args:
        source: A folder or file (see ``articles.walk``); "-" for standard input (see
            ``articles.from_stream``); or what ``articles.from_memory`` takes: a pandas or polars
            frame, an Arrow table, a data set, strings, pairs of a string and its metadata.
        out: The folder for the tables, made where it is missing. The tables of an earlier run
            in it stay until the new ones are complete.
        workers: Processes. With more than one, a script needs the usual
            ``if __name__ == "__main__":``, since they import it.
        executor: Where to run instead, such as ``dask.distributed.Client(...).get_executor()``.
            Its workers must reach ``source`` and ``out`` under the same paths.
        resume: Use what an earlier run into ``out`` has done and is still right. Shards with
            errors are always done again.
        relations: Which of them stand in ``relations``: "trusted", those that a reader can trust,
            or "all". People and views are made of the former either way. A run can be resumed
            with the other choice: only the tables are made again.
        xlsx: Write a workbook too.
        shard_size: About how many articles are done between two savings.
        model: Folder of a model of the user's own.
        exclude: Stages to leave out.
        columns: Which columns of .jsonl, .csv and .parquet files and frames hold what; None
            for the usual names.
        load: Makes the pipeline instead of ``extract.load``; a function of a module, or
            anything else that can be pickled and has a telling ``repr``.
        watcher: Is told how the run gets on.

    Returns:
        The tables. Their ``info`` (``run.json``) tells what was done: ``counts`` by table,
        ``warnings``, ``documents_per_second``.

    Raises:
        RunError: Another run writes into ``out``, ``out`` is the folder to be read, or an
            argument makes no sense.
        FileNotFoundError: There is no such source.
        WorkersDie: See ``executors``.
    """
    if workers < 1 or shard_size < 1:
        raise RunError("there must be at least one worker and one article in a shard")
    if relations not in schema.TRUST:
        raise RunError(f"relations={relations!r}: there are {', '.join(schema.TRUST)}")
    began = time.perf_counter()
    folder = Path(out)
    items, listing = _items(source, folder, columns)
    pipeline = load or Pipeline(None if model is None else str(Path(model)), tuple(exclude))
    identity = fingerprint(pipeline, model)
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        corpus.finish(folder)
        shards = folder / SHARDS
        if not resume:
            shutil.rmtree(shards, ignore_errors=True)
        shards.mkdir(exist_ok=True)
        _clean(shards)
        progress = _Progress(watcher, items if isinstance(items, list) else None)
        jobs = plan(items, shards, pipeline, identity, shard_size)
        done = progress.follow(jobs, lambda todo: _execute(todo, workers, executor))
        seconds = time.perf_counter() - began
        info = {
            "extract": extract.__version__,
            "pipeline": repr(pipeline) if load is None else _named(pipeline),
            "fingerprint": identity,
            "python": platform.python_version(),
            "settings": {
                "source": str(source) if isinstance(source, (str, os.PathLike)) else "memory",
                "workers": workers,
                "executor": type(executor).__name__ if executor else None,
                "shard_size": shard_size,
                "relations": relations,
                "xlsx": xlsx,
            },
            "shards": {"done": progress.done, "reused": progress.reused},
            "not_read": {
                "other_kinds": len(listing.skipped),
                "hidden": len(listing.hidden),
                "outputs": len(listing.outputs),
            },
            "seconds": round(seconds, 3),
            "documents_per_second": round(progress.documents / seconds, 2),
            "warnings": listing.notes(),
        }
        progress.finish()
        if progress.documents > MANY:  # or its memory would be that of pipeline and tables
            free_memory()
        built = [shards / name for name in done]
        corpus.build(built, folder, relations=relations, xlsx=xlsx, info=info)
        _remove_others(shards, set(done))
    return corpus.open(folder)


def _items(source: Any, out: Path, columns: Columns | None) -> tuple[Iterable[Item], Listing]:
    """What is to be read, and what a folder holds beside it."""
    if not isinstance(source, (str, os.PathLike)):
        return from_memory(source, columns), Listing()
    if os.fspath(source) == STDIN:
        return from_stream(sys.stdin.buffer, columns), Listing()
    root = Path(source)
    if root.resolve() == out.resolve():
        raise RunError(f"the tables cannot be written into the folder that is read: {out}")
    listing = walk(root, columns, out)
    return listing.sources, listing


def fingerprint(load: Load, model: str | os.PathLike[str] | None = None) -> str:
    """A hash of what the rows of an article depend on.

    All our code and data count, since a list of what does not would soon be wrong, but for the
    folder ``training``; so do packages and settings.
    """
    versions = [f"{name} {_version(name)}" for name in _PACKAGES]
    parts = [_files_hash(str(Path(extract.__file__).parent)), _named(load), *versions]
    if model is not None:
        parts.append(_files_hash(str(model)))
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "missing"


def _named(load: Load) -> str:
    """A name that is the same in every process."""
    name = getattr(load, "__qualname__", None)
    return f"{load.__module__}.{name}" if name else repr(load)


@functools.cache
def _files_hash(folder: str) -> str:
    digest = hashlib.blake2b(digest_size=12)
    root = Path(folder)
    for file in sorted(root.rglob("*")):
        if file.is_file() and not {"__pycache__", "training"} & {*file.relative_to(root).parts}:
            digest.update(file.relative_to(root).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _execute(
    jobs: Iterable[Job], workers: int, executor: cf.Executor | None
) -> Iterator[tuple[Job, dict[str, int]]]:
    if executor is not None:
        in_flight = 2 * (getattr(executor, "_max_workers", None) or _IN_FLIGHT // 2)
        return run_jobs(jobs, lambda _: contextlib.nullcontext(executor), workers, in_flight)
    if workers == 1:
        return run_jobs(jobs, lambda _: SerialExecutor(), 1, 1)
    return run_jobs(jobs, process_pool, workers, 2 * workers)


class _Progress:
    """Tells shards that are done from those to do, and counts both."""

    def __init__(self, watcher: Watcher | None, items: list[Item] | None) -> None:
        self.watcher = watcher
        self.done = self.reused = self.documents = 0
        if watcher and items is not None:
            watcher.begin(len(items))

    def follow(
        self,
        jobs: Iterable[Job],
        execute: Callable[[Iterable[Job]], Iterator[tuple[Job, dict[str, int]]]],
    ) -> list[str]:
        """Does what is not done; gives the names of all shards in the order of the sources."""
        names: list[str] = []
        todo = self._todo(jobs, names)
        # The executor starts its workers only if there is something for them to do.
        first = next(todo, None)
        if first is not None:
            for job, counts in execute(itertools.chain([first], todo)):
                self.done += 1
                self.documents += counts["documents"]
                self._tell(job, counts, reused=False)
        return names

    def _todo(self, jobs: Iterable[Job], names: list[str]) -> Iterator[Job]:
        for job in jobs:
            names.append(job.id)
            if job.done and not job.counts["errors"]:
                self.reused += 1
                self._tell(job, job.counts, reused=True)
                continue
            if job.done:
                shutil.rmtree(job.folder / job.id)
            yield job

    def _tell(self, job: Job, counts: dict[str, int], reused: bool) -> None:
        if self.watcher:
            self.watcher.advance(job.sources, counts, reused)

    def finish(self) -> None:
        if self.watcher:
            self.watcher.finish()


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keeps a second run out of the folder. The system opens the lock when a process ends."""
    with (folder / _LOCK).open("a+b") as file:
        try:
            _lock(file.fileno())
        except OSError:
            raise RunError(f"another run is writing into {folder}") from None
        yield


def _lock(descriptor: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _clean(shards: Path) -> None:
    """Removes what workers that were killed have left."""
    for left in shards.glob(".*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _remove_others(shards: Path, names: set[str]) -> None:
    """Removes shards of files that have changed or of another pipeline."""
    for shard in shards.iterdir():
        if shard.name not in names:
            shutil.rmtree(shard, ignore_errors=True)
