"""Doing a shard: its articles through the pipeline, their rows into files.

A pure function from a job to files, so it can be tried again anywhere, any number of times.
"""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Callable, Iterator

import pyarrow as pa
from spacy.language import Language
from spacy.tokens import Doc

from extract.articles import Article, Failure, Source, read
from extract.language import StageError, make_doc, process, stage_failure
from extract.rows import Rows, arrow, failure_row, join, rows
from extract.runs import shard
from extract.runs.errors import writing
from extract.runs.memory import pipeline
from extract.runs.plan import Item, Job

_TRACE_SIZE = 64

# Pipelines are not made for several threads; dask runs some in one process.
_lock = threading.Lock()


def work(job: Job) -> shard.Counts:
    """Does a shard, unless it is done.

    Returns:
        Rows by table.

    Raises:
        OutputError: The files cannot be written. Whatever is wrong with an article or a stage
            becomes a row of ``errors``.
        PipelineError: There is no pipeline to work with.
    """
    done = shard.counts(job.shard)
    if done is not None:
        return done
    with _lock, writing():
        nlp = pipeline(job)
        tables = _carefully(nlp, job) if job.careful else _together(nlp, job)
        return shard.write(job.shard, tables)


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
