"""Doing a shard: its articles through the pipeline, their rows into files.

A pure function from a job to files, so it can be tried again anywhere, any number of times.
"""

from __future__ import annotations

import contextlib
import functools
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
from spacy.language import Language
from spacy.tokens import Doc

from extract.articles import Article, Failure, Source, read
from extract.garbage import give_back
from extract.language import LONG, StageError, make_doc, process, stage_failure
from extract.runs import shard
from extract.runs.errors import writing
from extract.runs.limits import USUAL_LIMITS, Guard, OutOfMemoryError, OutOfTimeError
from extract.runs.memory import pipeline
from extract.runs.plan import Item, Job, Skip
from extract.tables.rows import Rows, arrow, failure_row, join, rows

_TRACE_SIZE = 64  # bytes: a number and the name of a stage, padded to one length

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
        with _dump(job) as dump:
            guard = Guard(job.limits, dump)
            tables = (_carefully if job.careful else _together)(nlp, job, guard)
        return shard.write(job.shard, tables)


@contextlib.contextmanager
def _dump(job: Job) -> Iterator[IO[Any] | None]:
    """Where it is said that this process hangs; None if it is not there for the work alone."""
    if not job.mortal or multiprocessing.parent_process() is None:
        yield None
        return
    # Of articles that are done together nobody would know which it was.
    with (job.hung if job.careful else Path(os.devnull)).open("wb") as file:
        yield file


def _together(nlp: Language, job: Job, guard: Guard) -> dict[str, pa.Table]:
    found = [one for item in job.items for one in _read(item, guard)]
    articles = {
        index: one for index, one in enumerate(found)
        if isinstance(one, Article) and len(one.text) <= LONG  # a book is done by itself
    }  # fmt: skip
    done = _batch(nlp, articles, guard)
    try:
        return arrow(join(_parts_of(nlp, found, done, guard)))
    except Exception:  # some row does not fit its column: each document by itself
        return arrow(join(_parts_of(nlp, found, {}, guard)))


def _parts_of(
    nlp: Language, found: list[Article | Failure], done: dict[int, Rows], guard: Guard
) -> Iterator[Rows]:
    for index, one in enumerate(found):
        if isinstance(one, Failure):
            yield failure_rows(one)
        else:
            yield done.get(index) or document(nlp, one, guard)


def _read(item: Item, guard: Guard) -> Iterator[Article | Failure]:
    """The articles of an item; what follows one that cannot be read in time is not read."""
    if not isinstance(item, Source):
        yield item
        return
    articles = read(item)
    while True:
        try:
            with guard.watching("read"):
                one = next(articles, None)
        except OutOfTimeError as error:
            one = _failure(item.name, None, error, "read")
        except MemoryError:
            one = _failure(item.name, None, OutOfMemoryError(guard.limits.too_large()), "read")
        if one is None:
            return
        yield one


def _failure(source: str, doc_id: str | None, error: BaseException, stage: str) -> Failure:
    return Failure(source, doc_id, type(error).__name__, f"{doc_id or source}: {error}", stage)


def _batch(nlp: Language, articles: dict[int, Article], guard: Guard) -> dict[int, Rows]:
    """Rows of the articles that a batch gets through; the others are to be done one by one."""
    found: dict[int, Rows] = {}
    # A component may take several articles at once.
    longest = max((len(article.text) for article in articles.values()), default=0)
    with (
        _dropping_failures(nlp),
        contextlib.suppress(Exception, OutOfTimeError),
        guard.watching("", longest),
    ):
        guard.limits.check_length(longest)
        docs = ((make_doc(nlp, article), index) for index, article in articles.items())
        for doc, index in nlp.pipe(docs, as_tuples=True):
            found[index] = rows(doc, articles[index])
            guard.begin("", longest)
    return found


@contextlib.contextmanager
def _dropping_failures(nlp: Language) -> Iterator[None]:
    before = nlp.default_error_handler
    nlp.set_error_handler(lambda *_: None)  # type: ignore[arg-type,return-value]
    try:
        yield
    finally:
        nlp.set_error_handler(before)


def document(
    nlp: Language,
    article: Article,
    guard: Guard | None = None,
    mark: Callable[[str], object] = str,
) -> Rows:
    """Rows of one article; if a stage fails, one row of ``errors`` that names it.

    Args:
        nlp: The pipeline.
        article: The article.
        guard: Holds it to the limits; None for the usual ones.
        mark: Is told the name of each stage before it begins.
    """
    guard = guard or Guard(USUAL_LIMITS)

    def begin(stage: str) -> None:
        mark(stage)
        guard.mark(stage)

    try:
        with guard.watching("segmentation", len(article.text)):
            guard.limits.check_length(len(article.text))
            return _checked_rows(process(nlp, article, begin), article, begin)
    except (OutOfMemoryError, OutOfTimeError) as error:
        reason: BaseException = error
    except MemoryError:
        reason = OutOfMemoryError(guard.limits.too_large())
    except StageError as error:
        if not isinstance(error.__cause__, MemoryError):
            return failure_rows(stage_failure(article, error))
        reason = OutOfMemoryError(guard.limits.too_large())
    return failure_rows(_failure(article.source, article.doc_id, reason, guard.stage))


def _checked_rows(doc: Doc, article: Article, mark: Callable[[str], object]) -> Rows:
    try:
        mark("tables")
        found = rows(doc, article)
        del doc  # of a long article it takes as much memory as what follows
        if len(article.text) > LONG:
            give_back()
        arrow(found)  # here, and not for the whole shard, what does not fit its column
    except Exception as error:
        raise StageError("tables", error) from error
    return found


def failure_rows(failure: Failure) -> Rows:
    """What could not be read or processed, as rows."""
    return {"errors": [failure_row(failure)]}


def _carefully(nlp: Language, job: Job, guard: Guard) -> dict[str, pa.Table]:
    with _Trace(job) as trace:
        return arrow(join(_careful_parts(nlp, job, guard, trace)))


def _careful_parts(nlp: Language, job: Job, guard: Guard, trace: _Trace) -> Iterator[Rows]:
    skip = {one.position: one for one in job.skip}
    for number, item in enumerate(job.items):
        source = item.name if isinstance(item, Source) else item.source
        trace(f"{number}", "read")
        if str(number) in skip:
            yield _killed(source, None, skip[str(number)], guard.limits.too_slow())
            continue
        for index, one in enumerate(_read(item, guard)):
            at = f"{number}:{index}"
            if isinstance(one, Failure):
                yield failure_rows(one)
            elif at in skip:
                slow = guard.limits.too_slow(len(one.text))
                yield _killed(source, one.doc_id, skip[at], slow)
            else:
                yield document(nlp, one, guard, functools.partial(trace, at))
            trace(f"{number}", "read")


def _killed(source: str, doc_id: str | None, skip: Skip, too_slow: str) -> Rows:
    error = OutOfTimeError.__name__ if skip.hung else "WorkerDied"
    reason = too_slow if skip.hung else "the process that worked on it died, twice"
    return failure_rows(Failure(source, doc_id, error, f"{doc_id or source}: {reason}", skip.stage))


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
