"""Which articles are done together: the shards of a run.

A shard's id is a hash of all that its rows depend on: the articles with the contents of their
files, and the pipeline. So a shard that is there is right, wherever its folder is moved.
"""

from __future__ import annotations

import dataclasses
import hashlib
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from extract.articles import Article, Failure, Source, split
from extract.disk import checksum
from extract.language import Load
from extract.runs.limits import USUAL_LIMITS, Limits
from extract.runs.settings import RunSettings

Item = Source | Article | Failure

TRACE = ".at-"  # and the id of a shard that is done carefully
HUNG = ".hung-"


class Skip(NamedTuple):
    """What is given up, and why.

    Attributes:
        position: Of the document in its shard (see ``Job.at``).
        stage: What the process did when it died.
        hung: Whether it was ended because it did not come to an end.
    """

    position: str
    stage: str
    hung: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Job:
    """A shard to be done; picklable.

    Attributes:
        id: Name of its folder.
        items: What to read.
        folder: Where shards are kept.
        load: Makes the pipeline.
        fingerprint: Of the pipeline: equal ones are loaded once in a process.
        sources: How many sources begin in it; of a divided file only the first part counts.
        careful: One document after another, with a note on disk of where it stands, so that
            the next attempt knows which document killed this one.
        skip: What killed earlier attempts.
        attempt: Number of this one. A scheduler that remembers what failed (Dask's does) would
            take two equal jobs for one, and not try again.
        limits: Of each article.
        mortal: Whether a process that hangs in it may be ended.
    """

    id: str
    items: tuple[Item, ...]
    folder: Path
    load: Load
    fingerprint: str = ""
    sources: int = 0
    careful: bool = False
    skip: tuple[Skip, ...] = ()
    attempt: int = 0
    limits: Limits = USUAL_LIMITS
    mortal: bool = False

    @property
    def shard(self) -> Path:
        """Where its files are when it is done."""
        return self.folder / self.id

    @property
    def trace(self) -> Path:
        """Where a careful attempt notes where it stands."""
        return self.folder / f"{TRACE}{self.id}"

    @property
    def hung(self) -> Path:
        """Where a process that is ended because it hangs says so."""
        return self.folder / f"{HUNG}{self.id}"

    def forget(self) -> None:
        """Removes the notes of an earlier attempt."""
        self.trace.unlink(missing_ok=True)
        self.hung.unlink(missing_ok=True)

    def has_hung(self) -> bool:
        """Whether the process of a careful attempt was ended because it hung."""
        try:
            return self.hung.stat().st_size > 0
        except FileNotFoundError:
            return False

    def at(self) -> tuple[str, str] | None:
        """Position and stage where a careful attempt stood when it died; None if nowhere."""
        try:
            position, _, stage = self.trace.read_text().partition(" ")
        except FileNotFoundError:
            return None
        return (position, stage.strip()) if stage.strip() else None


def plan(
    items: Iterable[Item], folder: Path, settings: RunSettings, fingerprint: str
) -> Iterator[Job]:
    """Deals what is to be read into shards of about ``settings.shard_size`` articles.

    Where a shard ends depends on the names in it rather than on what came before, so that a
    file added to a folder changes one shard and not all that follow.

    Args:
        items: What is to be read.
        folder: Where shards are kept.
        settings: Of the run.
        fingerprint: Of the pipeline.
    """
    size = settings.shard_size
    empty = Job("", (), folder, settings.pipeline, fingerprint, limits=settings.limits)
    shard: list[_Part] = []
    weight = 0
    for part in _parts(items, size):
        shard.append(part)
        weight += (part.item.rows or 1) if isinstance(part.item, Source) else 1
        if weight >= 2 * size or (weight >= size / 2 and _ends_shard(part.item, size)):
            yield _filled(empty, shard)
            shard, weight = [], 0
    if shard:
        yield _filled(empty, shard)


class _Part(NamedTuple):
    """What a shard reads at once.

    Attributes:
        item: An article, a file, or some rows of a file.
        contents: A hash of the whole file.
        first: Whether the file begins here.
    """

    item: Item
    contents: str | None
    first: bool


def _filled(job: Job, parts: list[_Part]) -> Job:
    """A job with a shard's parts, and the id that follows from them."""
    identities = [(_placeless(part.item), part.contents) for part in parts]
    key = repr([job.fingerprint, *identities]).encode("utf-8", "surrogatepass")
    return dataclasses.replace(
        job,
        id=hashlib.blake2b(key, digest_size=12).hexdigest(),
        items=tuple(part.item for part in parts),
        sources=sum(part.first for part in parts),
    )


def _parts(items: Iterable[Item], size: int) -> Iterator[_Part]:
    """Large files of many articles in parts.

    Each file is divided by itself, whatever stands around it.
    """
    path, contents = None, ""
    for item in items:
        if not isinstance(item, Source):
            yield _Part(item, None, True)
            continue
        if item.path != path:  # the files of an archive follow each other
            path, contents = item.path, _contents(item)
        parts = (part for shard in split([item], size) for part in shard)
        for number, part in enumerate(parts):
            yield _Part(part, contents, number == 0)


def _contents(source: Source) -> str:
    """A hash of a file; of what cannot be read the reason."""
    path = Path(source.path)
    try:
        # A pipe would wait for ever.
        return checksum(path) if stat.S_ISREG(path.stat().st_mode) else "no file"
    except OSError as error:
        return type(error).__name__


def _placeless(item: Item) -> Item:
    """An item without the place of its folder, which may be moved."""
    return dataclasses.replace(item, path="") if isinstance(item, Source) else item


def _name(item: Item) -> str:
    if isinstance(item, Source):
        return f"{item.name} {item.first}"
    return item.doc_id or item.source


def _ends_shard(item: Item, size: int) -> bool:
    digest = hashlib.blake2b(_name(item).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % max(1, size // 2) == 0
