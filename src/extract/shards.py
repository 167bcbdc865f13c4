"""A shard: a few articles and the files with their rows, a pure function from one to the other.

A shard's id is a hash of all that its rows depend on: the articles (for files: name, size and
time of change) and the pipeline. Its files are written under another name, and the folder is
renamed when they are complete. So a shard that is there is right, a worker can die at any
moment, and two workers can do the same shard at the same time.
"""

from __future__ import annotations

import contextlib
import ctypes
import dataclasses
import functools
import gc
import hashlib
import json
import os
import shutil
import sys
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from spacy.language import Language
from spacy.tokens import Doc

from extract.articles import Article, Failure, Source, read, split
from extract.language import make_doc
from extract.rows import Rows, arrow, failure_row, join, rows

Item = Source | Article | Failure
Load = Callable[[], Language]

COUNTS = "counts.json"
TRACE = ".at-"  # and the id of a shard that is done carefully
_TRACE_SIZE = 64


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
        skip: Positions (see ``at``) that killed earlier attempts, and the reason to give.
    """

    id: str
    items: tuple[Item, ...]
    folder: Path
    load: Load
    fingerprint: str = ""
    sources: int = 0
    careful: bool = False
    skip: tuple[tuple[str, str], ...] = ()

    @property
    def done(self) -> bool:
        return (self.folder / self.id).exists()

    @property
    def counts(self) -> dict[str, int]:
        """Rows by table of a shard that is done."""
        read_counts: dict[str, int] = json.loads((self.folder / self.id / COUNTS).read_text())
        return read_counts

    @property
    def trace(self) -> Path:
        """Where a careful attempt notes where it stands."""
        return self.folder / f"{TRACE}{self.id}"

    def forget(self) -> None:
        """Removes the note of an earlier attempt."""
        self.trace.unlink(missing_ok=True)

    def at(self) -> tuple[str, str] | None:
        """Position and stage where a careful attempt stood when it died; None if nowhere."""
        try:
            position, _, stage = self.trace.read_text().partition(" ")
        except FileNotFoundError:
            return None
        return (position, stage.strip()) if stage.strip() else None


def plan(
    items: Iterable[Item], folder: Path, load: Load, fingerprint: str, size: int
) -> Iterator[Job]:
    """Deals what is to be read into shards of about ``size`` articles.

    Where a shard ends depends on the names in it rather than on what came before, so that a
    file added to a folder changes one shard and not all that follow.
    """

    def job() -> Job:
        parts = tuple(part for part, _ in shard)
        key = repr([fingerprint, *map(_identity, parts)]).encode("utf-8", "surrogatepass")
        name = hashlib.blake2b(key, digest_size=12).hexdigest()
        return Job(name, parts, folder, load, fingerprint, sum(begins for _, begins in shard))

    shard: list[tuple[Item, bool]] = []
    weight = 0
    for item, begins in _parts(items, size):
        shard.append((item, begins))
        weight += (item.rows or 1) if isinstance(item, Source) else 1
        if weight >= 2 * size or (weight >= size / 2 and _ends_shard(item, size)):
            yield job()
            shard, weight = [], 0
    if shard:
        yield job()


def _parts(items: Iterable[Item], size: int) -> Iterator[tuple[Item, bool]]:
    """Large files of many articles in parts, and whether a part is the first of its file.

    Each file is divided by itself, whatever stands around it.
    """
    for item in items:
        if isinstance(item, Source):
            parts = (part for shard in split([item], size) for part in shard)
            yield from ((part, number == 0) for number, part in enumerate(parts))
        else:
            yield item, True


def _name(item: Item) -> str:
    if isinstance(item, Source):
        return f"{item.name} {item.first}"
    return item.doc_id or item.source


def _ends_shard(item: Item, size: int) -> bool:
    digest = hashlib.blake2b(_name(item).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % max(1, size // 2) == 0


def _identity(item: Item) -> Any:
    """What the rows of an item depend on. Not where its folder is: that may be moved."""
    if not isinstance(item, Source):
        return item
    try:
        state = Path(item.path).stat()
    except OSError as error:
        return dataclasses.replace(item, path=""), type(error).__name__
    return dataclasses.replace(item, path=""), state.st_size, state.st_mtime_ns


# Pipelines are not made for several threads; dask runs some in one process.
_lock = threading.Lock()
_pipelines: dict[str, Language] = {}
# spaCy keeps every word that it has met, so a pipeline that has met this many is loaded anew.
# Its memory zones would free them, but leave behind morphological features whose names are gone.
MOST_WORDS = 500_000


def forget_pipeline() -> None:
    """Frees the pipeline of this process, which is large; the next shard loads it again."""
    _pipelines.clear()
    gc.unfreeze()
    gc.collect()


def free_memory() -> None:
    """Frees the pipeline and what our modules keep for the next one: models, dictionaries."""
    ours = [module for name, module in sys.modules.items() if name.startswith("extract.")]
    for value in (value for module in ours for value in list(vars(module).values())):
        if isinstance(value, functools._lru_cache_wrapper):
            value.cache_clear()
    forget_pipeline()
    with contextlib.suppress(AttributeError, OSError):  # only glibc keeps what is freed
        ctypes.CDLL(None).malloc_trim(0)


def _pipeline(job: Job) -> Language:
    nlp = _pipelines.get(job.fingerprint)
    if nlp is None or len(nlp.vocab.strings) > MOST_WORDS:
        nlp = None
        if _pipelines:  # one at a time
            forget_pipeline()
        nlp = _pipelines[job.fingerprint] = job.load()
        # Millions of objects that stay: looking through them again and again would take longer
        # than most stages.
        gc.freeze()
    return nlp


def work(job: Job) -> dict[str, int]:
    """Does a shard, unless it is done.

    Returns:
        Rows by table.

    Raises:
        OSError: The files cannot be written. Whatever is wrong with an article or a stage
            becomes a row of ``errors``.
    """
    if job.done:
        return job.counts
    with _lock:
        nlp = _pipeline(job)
        tables = _carefully(nlp, job) if job.careful else _together(nlp, job)
    return _write(job, tables)


def _together(nlp: Language, job: Job) -> dict[str, pa.Table]:
    found = [one for item in job.items for one in _read(item)]
    articles = {index: one for index, one in enumerate(found) if isinstance(one, Article)}
    done = dict(_batch(nlp, articles))
    try:
        return arrow(join(_parts_of(nlp, found, done)))
    except Exception:  # some row does not fit its column: each document by itself
        return arrow(join(_parts_of(nlp, found, {})))


def _parts_of(
    nlp: Language, found: list[Article | Failure], done: dict[int, Rows]
) -> Iterator[Rows]:
    for index, one in enumerate(found):
        if isinstance(one, Failure):
            yield failure_rows(one)
        else:
            yield done.get(index) or document(nlp, one)


def _read(item: Item) -> Iterator[Article | Failure]:
    return read(item) if isinstance(item, Source) else iter((item,))


def _batch(nlp: Language, articles: dict[int, Article]) -> Iterator[tuple[int, Rows]]:
    """Rows of the articles that a batch gets through; the others are to be done one by one."""
    docs = ((make_doc(nlp, article), index) for index, article in articles.items())
    with _dropping_failures(nlp), contextlib.suppress(Exception):
        for doc, index in nlp.pipe(docs, as_tuples=True):
            yield index, rows(doc, articles[index])


@contextlib.contextmanager
def _dropping_failures(nlp: Language) -> Iterator[None]:
    before = nlp.default_error_handler
    nlp.set_error_handler(lambda *_: None)  # type: ignore[arg-type,return-value]
    try:
        yield
    finally:
        nlp.set_error_handler(before)


class StageError(Exception):
    """A stage failed on an article; the reason is its ``__cause__``.

    Attributes:
        stage: Name of the stage.
    """

    def __init__(self, stage: str, reason: BaseException) -> None:
        super().__init__(" ".join(str(reason).split()) or type(reason).__name__)
        self.stage = stage


def process(nlp: Language, article: Article, mark: Callable[[str], object] = str) -> Doc:
    """One article through all stages.

    Args:
        nlp: The pipeline.
        article: The article.
        mark: Is told the name of each stage before it begins.

    Raises:
        StageError: A stage failed.
    """
    stage = "segmentation"
    try:
        mark(stage)
        doc = make_doc(nlp, article)
        for name, component in nlp.pipeline:
            stage = name.removeprefix("extract_")
            mark(stage)
            doc = component(doc)
    except Exception as error:
        raise StageError(stage, error) from error
    return doc


def document(nlp: Language, article: Article, mark: Callable[[str], object] = str) -> Rows:
    """Rows of one article; if a stage fails, one row of ``errors`` that names it.

    Arguments are those of ``process``.
    """
    try:
        return _checked_rows(process(nlp, article, mark), article)
    except StageError as error:
        return failure_rows(stage_failure(article, error))


def _checked_rows(doc: Doc, article: Article) -> Rows:
    try:
        found = rows(doc, article)
        arrow(found)  # here, and not for the whole shard, what does not fit its column
    except Exception as error:
        raise StageError("tables", error) from error
    return found


def stage_failure(article: Article, error: StageError) -> Failure:
    """What failed, as plain data."""
    name = type(error.__cause__).__name__
    message = f"{article.doc_id}: {error}"
    return Failure(article.source, article.doc_id, name, message, error.stage)


def failure_rows(failure: Failure) -> Rows:
    """What could not be read or processed, as rows."""
    return {"errors": [failure_row(failure)]}


def _carefully(nlp: Language, job: Job) -> dict[str, pa.Table]:
    skip = dict(job.skip)
    with _Trace(job) as trace:
        return arrow(join(_careful_parts(nlp, job.items, skip, trace)))


def _careful_parts(
    nlp: Language, items: tuple[Item, ...], skip: dict[str, str], trace: _Trace
) -> Iterator[Rows]:
    for number, item in enumerate(items):
        source = item.name if isinstance(item, Source) else item.source
        trace(f"{number}", "read")
        if str(number) in skip:
            yield _killed(source, None, skip[str(number)])
            continue
        for index, one in enumerate(_read(item)):
            at = f"{number}:{index}"
            if isinstance(one, Failure):
                yield failure_rows(one)
            elif at in skip:
                yield _killed(source, one.doc_id, skip[at])
            else:
                yield document(nlp, one, functools.partial(trace, at))
            trace(f"{number}", "read")


def _killed(source: str, doc_id: str | None, stage: str) -> Rows:
    message = f"{doc_id or source}: the process that worked on it died, twice"
    return failure_rows(Failure(source, doc_id, "WorkerDied", message, stage))


class _Trace:
    """A note on disk of where a careful attempt stands; it outlives the process."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def __enter__(self) -> _Trace:
        self.file = self.job.trace.open("wb", buffering=0)
        return self

    def __call__(self, position: str, stage: str) -> None:
        self.file.seek(0)
        self.file.write(f"{position} {stage}".encode().ljust(_TRACE_SIZE)[:_TRACE_SIZE])

    def __exit__(self, *_: object) -> None:
        self.file.close()
        self.job.forget()


def _write(job: Job, tables: dict[str, pa.Table]) -> dict[str, int]:
    temporary = job.folder / f".{job.id}-{uuid.uuid4().hex[:8]}"
    temporary.mkdir(parents=True)
    counts = {}
    for name, table in tables.items():
        pq.write_table(table, temporary / f"{name}.parquet", compression="zstd")
        counts[name] = table.num_rows
    (temporary / COUNTS).write_text(json.dumps(counts))
    for file in temporary.iterdir():
        sync(file)
    sync(temporary)
    publish(temporary, job.folder / job.id)
    return counts


def publish(temporary: Path, target: Path) -> None:
    """Renames a complete folder to its name; if another was faster, its work is kept."""
    try:
        temporary.rename(target)
    except OSError:
        if not target.exists():
            raise
        shutil.rmtree(temporary)
    sync(target.parent)


def sync(path: Path) -> None:
    """Makes sure that a file, or the names in a folder, survive a power cut."""
    if os.name == "nt" and path.is_dir():  # Windows cannot open folders
        return
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
