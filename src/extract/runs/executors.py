"""Running jobs on executors: a bounded number at a time, and whatever dies is tried again.

``concurrent.futures.Executor`` is the only seam. This module adds the serial one, a process
pool whose workers use one thread each and end with their parent, and the loop that feeds them.
"""

from __future__ import annotations

import concurrent.futures as cf
import contextlib
import dataclasses
import functools
import itertools
import logging
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from extract.language import Load
from extract.runs.errors import WorkersDie
from extract.runs.nursery import environment, nursery
from extract.runs.plan import Job, Skip
from extract.runs.settings import RunSettings
from extract.runs.shard import Counts
from extract.runs.worker import work
from extract.terminal import printable
from extract.threads import ONE_THREAD

_log = logging.getLogger(__name__)

_SLOTS = 32  # of an executor that does not say how many workers it has: jobs wait, no worker does
_ATTEMPTS = 2  # deaths at one document before it is given up: one may be of another's making
_EARLY_DEATHS = 2  # deaths before any document before the run is given up: the same


class Crew(NamedTuple):
    """Who does jobs.

    Attributes:
        start: Makes an executor of so many workers. Called again when one broke.
        workers: How many.
        in_flight: Says how many jobs may be submitted and not finished; asked again and again,
            since clusters grow and shrink.
    """

    start: Callable[[int], contextlib.AbstractContextManager[cf.Executor]]
    workers: int
    in_flight: Callable[[], int]


def execute(jobs: Iterable[Job], settings: RunSettings) -> Iterator[tuple[Job, Counts]]:
    """``run_jobs`` on the executor that is set, or on one of so many workers."""
    executor, workers = settings.executor, settings.workers
    if not isinstance(executor, cf.ThreadPoolExecutor) and (executor or workers > 1):
        jobs = (dataclasses.replace(job, mortal=True) for job in jobs)
    if executor is not None:
        own = contextlib.nullcontext(executor)
        return run_jobs(jobs, Crew(lambda _: own, workers, lambda: 2 * slots(executor)))
    if workers == 1:
        return run_jobs(jobs, Crew(lambda _: SerialExecutor(), 1, lambda: 1))
    jobs = iter(jobs)
    first = next(jobs, None)  # all have the same pipeline
    if first is None:
        return iter(())
    start = functools.partial(process_pool, load=first.load)
    return run_jobs(itertools.chain([first], jobs), Crew(start, workers, lambda: 2 * workers))


def slots(executor: cf.Executor) -> int:
    """How many jobs an executor does at a time; of a Dask cluster how many it does now."""
    workers = getattr(executor, "_max_workers", None)
    if workers is None and (client := getattr(executor, "_client", None)) is not None:
        workers = sum(client.ncores().values())  # 0 while the cluster starts
    return workers or _SLOTS


class SerialExecutor(cf.Executor):
    """Does each job when it is submitted, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> cf.Future[Any]:
        future: cf.Future[Any] = cf.Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@contextlib.contextmanager
def process_pool(workers: int, load: Load | None = None) -> Iterator[cf.Executor]:
    """A process pool for shards, whose workers begin with a pipeline where that can be."""
    with environment(ONE_THREAD), nursery(load) as context:
        pool = cf.ProcessPoolExecutor(workers, context, initializer=_start_worker)
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        else:
            pool.shutdown()


def _start_worker() -> None:
    # Ctrl-C reaches the workers too; they leave without a word, the parent has the say.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Otherwise workers whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def run_jobs(jobs: Iterable[Job], crew: Crew) -> Iterator[tuple[Job, Counts]]:
    """Does jobs, a bounded number submitted at a time.

    Args:
        jobs: Taken one by one when there is room, so there may be any number.
        crew: Does them.

    Yields:
        Jobs as they are finished, with their rows by table.

    Raises:
        WorkersDie: See there.
        OutputError: Shards cannot be written.
        PipelineError: The pipeline cannot be loaded.
    """
    waiting = iter(jobs)
    while True:
        dead: list[Job] = []
        with crew.start(crew.workers) as pool:
            yield from _until_a_death(pool, waiting, crew.in_flight, dead)
        if not dead:
            return
        _log.warning("a worker died; its %d shard(s) are done document by document", len(dead))
        yield from _carefully(dead, crew)


def _until_a_death(
    pool: cf.Executor, waiting: Iterator[Job], in_flight: Callable[[], int], dead: list[Job]
) -> Iterator[tuple[Job, Counts]]:
    """Does jobs until a worker dies; what it and others had in hand is added to ``dead``."""
    running: dict[cf.Future[Counts], Job] = {}
    while not dead:
        _submit(pool, _take(waiting, in_flight() - len(running)), running, dead)
        if not running:
            break
        finished, _ = cf.wait(running, return_when=cf.FIRST_COMPLETED)
        for future in finished:
            yield from _result(running.pop(future), future, dead)
    # One death breaks a whole pool: what was running is tried again too. What could finish all
    # the same (another machine's work) is found finished then.
    cf.wait(running)
    dead += running.values()


def _submit(
    pool: cf.Executor,
    jobs: Iterable[Job],
    running: dict[cf.Future[Counts], Job],
    dead: list[Job],
) -> None:
    for job in jobs:
        try:
            running[pool.submit(work, job)] = job
        except cf.BrokenExecutor:
            dead.append(job)


def _result(job: Job, future: cf.Future[Counts], dead: list[Job]) -> Iterator[tuple[Job, Counts]]:
    """What a job has come to; nothing if its worker died."""
    try:
        counts = future.result()
    except Exception as error:
        if not _is_death(error):
            raise
        dead.append(job)
    else:
        yield job, counts


def _take(jobs: Iterator[Job], n: int) -> Iterator[Job]:
    for _, job in zip(range(n), jobs, strict=False):
        yield job


def _is_death(error: Exception) -> bool:
    """A worker died; by name, since ``distributed`` need not be installed."""
    return isinstance(error, cf.BrokenExecutor) or type(error).__name__ == "KilledWorker"


def _carefully(jobs: Iterable[Job], crew: Crew) -> Iterator[tuple[Job, Counts]]:
    """Does shards one by one, document by document; a document that kills twice is given up."""
    waiting = deque(jobs)
    deaths: Counter[str | None] = Counter()
    skip: dict[str, Skip] = {}
    attempts = itertools.count(1)
    while waiting:
        with crew.start(1) as pool:
            try:
                while waiting:
                    job = waiting[0]
                    job.forget()
                    attempt = dataclasses.replace(
                        job, careful=True, skip=tuple(skip.values()), attempt=next(attempts)
                    )
                    counts = pool.submit(work, attempt).result()
                    waiting.popleft()
                    deaths.clear()
                    skip.clear()
                    yield job, counts
            except Exception as error:
                if not _is_death(error):
                    raise
        if waiting:
            _note_death(waiting[0], deaths, skip)


def _note_death(job: Job, deaths: Counter[str | None], skip: dict[str, Skip]) -> None:
    """Counts a death where an attempt stood, and gives up what has killed often enough.

    What hung is given up at once: it would hang again.
    """
    at, hung = job.at(), job.has_hung()
    position = at[0] if at else None
    where = f"item {at[0]}, stage {at[1]}" if at else "before a document"
    _log.warning("a worker died again: %s", printable(where))
    deaths[position] += 1
    if at is None and deaths[None] >= _EARLY_DEATHS:
        raise WorkersDie(
            "the worker processes die before they begin with a document: is there enough "
            "memory? Are you in a script without if __name__ == '__main__'?"
        )
    if at is not None and (hung or deaths[position] >= _ATTEMPTS):
        skip[at[0]] = Skip(*at, hung)
