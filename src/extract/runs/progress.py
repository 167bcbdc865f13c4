"""How a run gets on: which shards are there already, and who is told."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol

from extract.disk import remove
from extract.runs import shard
from extract.runs.plan import Item, Job

_log = logging.getLogger(__name__)


class Watcher(Protocol):
    """What wants to know how a run gets on, such as a progress bar."""

    def begin(self, total: int) -> None:
        """So many sources there are."""

    def advance(self, sources: int, counts: Mapping[str, int], reused: bool) -> None:
        """A shard is done: so many sources, so many rows by table; or it was done before."""

    def finish(self) -> None:
        """All shards are done; the tables are being made."""


class Progress:
    """Tells shards that are done from those to do, and counts both."""

    def __init__(self, watcher: Watcher | None, items: list[Item] | None) -> None:
        self.watcher = watcher
        self.done = self.reused = self.damaged = self.documents = 0
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
            counts = shard.counts(job.shard)
            if counts is not None and not counts["errors"]:
                self.reused += 1
                self._tell(job, counts, reused=True)
                continue
            if job.shard.exists():
                self.damaged += counts is None
                reason = "damaged" if counts is None else "had errors"
                _log.info("shard %s %s and is done again", job.id, reason)
                remove(job.shard)
            yield job

    def _tell(self, job: Job, counts: dict[str, int], reused: bool) -> None:
        how = "done before" if reused else "done"
        said = (job.id, how, counts["documents"], counts["errors"])
        _log.debug("shard %s %s: %d article(s), %d error(s)", *said)
        if self.watcher:
            self.watcher.advance(job.sources, counts, reused)

    def told(self, seconds: float) -> dict[str, Any]:
        """What ``run.json`` says of the work, done in so many seconds."""
        return {
            "shards": {"done": self.done, "reused": self.reused},
            "seconds": round(seconds, 3),
            "documents_per_second": round(self.documents / seconds, 2),
        }

    def warnings(self) -> list[str]:
        """What was wrong with shards that were there; and that there are none."""
        if not self.done + self.reused:
            return ["there was nothing to read"]
        if not self.damaged:
            return []
        return [f"{self.damaged} shard(s) of an earlier run were damaged and were done again"]

    def finish(self) -> None:
        if self.watcher:
            self.watcher.finish()
