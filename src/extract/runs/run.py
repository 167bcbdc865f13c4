"""A run: from a folder of articles to a folder of tables, resumable at any moment.

The articles are dealt into shards (``plan``), an executor does those that are not done yet
(``executors``, ``worker``), and the tables are made of all of them (``tables.folder``). Killed at
any moment, the same call goes on where it stopped. When files change, or the pipeline does, only
what depends on them is done again.
"""

from __future__ import annotations

import concurrent.futures as cf
import json
import logging
import os
import platform
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import extract
from extract.articles import Columns
from extract.language import Load
from extract.output import INFO, SHARDS
from extract.runs import folder as folders
from extract.runs.code import named
from extract.runs.errors import RunError, writing
from extract.runs.executors import execute
from extract.runs.fingerprint import fingerprint
from extract.runs.listing import listed
from extract.runs.memory import free_memory
from extract.runs.nursery import ahead
from extract.runs.plan import Item, plan
from extract.runs.progress import Progress, Watcher
from extract.runs.settings import RunSettings, Words
from extract.tables import Tables
from extract.tables import folder as table_files
from extract.tables.corrections import Corrections, CorrectionsError
from extract.tables.corrections import read as read_corrections
from extract.terminal import printable
from extract.watchers import in_cell

_log = logging.getLogger(__name__)
# Documents of a run whose tables are large; after a smaller one the pipeline is worth more, which
# takes a second to load.
_MANY = 1000

Articles = str | os.PathLike[str] | Iterable[Any]  # a frame is an iterable too


# Long, since this is where the settings are looked up: their names, types and meanings.
def run(
    source: Articles,
    out: str | os.PathLike[str],
    *,
    workers: int = RunSettings.workers,
    executor: cf.Executor | None = None,
    resume: bool = RunSettings.resume,
    relations: str = RunSettings.relations,
    csv: str = RunSettings.csv,
    xlsx: bool = RunSettings.xlsx,
    headers: str = RunSettings.headers,
    corrections: str | os.PathLike[str] | None = None,
    shard_size: int = RunSettings.shard_size,
    model: str | os.PathLike[str] | None = None,
    exclude: Iterable[str] = (),
    terms: str | os.PathLike[str] | None = None,
    words: Words | None = None,
    columns: Columns | None = None,
    load: Load | None = None,
    watcher: Watcher | None = None,
    force: bool = RunSettings.force,
    seconds_per_article: float = RunSettings.seconds_per_article,
    mib_per_article: int = RunSettings.mib_per_article,
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
        csv: "plain"; "excel", as Excel reads it in Russia (see ``delimited``); or "none": CSV is
            the largest of the formats. Any of them can be chosen when a run is resumed.
        xlsx: Write a workbook too.
        headers: Of the workbook: "ru", with the statuses and kinds in Russian too, or "en", the
            names that the other formats have.
        corrections: A file of what people know better (docs/corrections.md). As with the formats,
            a run that is resumed only makes its tables again. What of it meets nothing is told
            in a warning and has a row in ``errors``.
        shard_size: About how many articles are done between two savings.
        model: Folder of a model of the user's own.
        exclude: Stages to leave out.
        terms: A dictionary of the user's own (see ``language.load``).
        words: Of the user's own beside those of the stages (docs/words.md); other words are
            another pipeline.
        columns: Which columns of .jsonl, .csv and .parquet files and frames hold what; None
            for the usual names.
        load: Makes the pipeline instead of ``extract.load``; a function of a module, or
            anything else that can be pickled and has a telling ``repr``.
        watcher: Is told how the run gets on; without one, a notebook shows a bar.
        force: Write into a folder that has files and is not that of a run: over those that
            are named like ours, beside the others.
        seconds_per_article: What takes longer becomes a row of ``errors``; articles of over
            ``limits.USUAL`` characters have in proportion more. Hangs are to meet this limit,
            not slow machines: what is in the tables must not depend on these.
        mib_per_article: What needs more memory, in MiB, becomes a row of ``errors``.

    Returns:
        The tables. Their ``info`` (``run.json``) tells what was done: ``counts`` by table,
        ``warnings``, ``documents_per_second``.

    Raises:
        RunError: Another run writes into ``out``, ``out`` has files of others or is the folder
            to be read, or an argument makes no sense.
        PipelineError: The pipeline cannot be loaded.
        FileNotFoundError: There is no such source.
        ReadError: The source is the folder of a run.
        OutputError: The tables cannot be written. What is done is kept, and the tables of the
            run before too.
        WorkersDie: See there.
    """
    if isinstance(exclude, str):
        exclude = (exclude,)
    if not isinstance(columns, Columns | None):
        raise RunError(f"columns={columns!r}: it is an extract.articles.Columns")
    settings = RunSettings(
        workers=workers, executor=executor, resume=resume, relations=relations, csv=csv,
        xlsx=xlsx, headers=headers, corrections=corrections, shard_size=shard_size, model=model,
        exclude=tuple(exclude), terms=terms, words=words, columns=columns, load=load,
        watcher=watcher, force=force, seconds_per_article=seconds_per_article,
        mib_per_article=mib_per_article,
    )  # fmt: skip
    return run_with(settings, source, out)


def run_with(settings: RunSettings, source: Articles, out: str | os.PathLike[str]) -> Tables:
    """``run`` with its keyword arguments as one object."""
    with ahead(settings.pipeline if settings.workers > 1 and not settings.executor else None):
        return _run(settings, source, out)


def _run(settings: RunSettings, source: Articles, out: str | os.PathLike[str]) -> Tables:
    began = time.perf_counter()
    corrections = _corrections(settings.corrections)
    folder = Path(out).absolute()  # workers may have another working directory
    items, warnings = listed(source, folder, settings.columns)
    identity = fingerprint(settings.placeless, settings.model, settings.terms)
    warnings += folders.prepare(folder, settings.force)
    with folders.alone(folder), writing():
        progress = Progress(
            settings.watcher or in_cell(), items if isinstance(items, list) else None
        )
        shards = _do_shards(items, folder / SHARDS, settings, identity, progress)
        info = {
            **_about(settings, source, identity),
            **progress.told(time.perf_counter() - began),
            "warnings": [*warnings, *progress.warnings()],
        }
        progress.finish()
        if progress.documents > _MANY:  # or its memory would be that of pipeline and tables
            free_memory()
        _publish(shards, folder, info, corrections)
        folders.clean(folder / SHARDS, [shard.name for shard in shards])
    tables = folders.open(folder)
    _tell(tables.info, folder)
    return tables


def _corrections(file: str | os.PathLike[str] | None) -> Corrections:
    try:
        return read_corrections(file)
    except CorrectionsError as error:
        raise RunError(str(error)) from None


def _do_shards(
    items: Iterable[Item], folder: Path, settings: RunSettings, identity: str, progress: Progress
) -> list[Path]:
    """Does the shards that are not done; gives all of them in the order of the sources."""
    folder.mkdir(exist_ok=True)
    folders.clean(folder, None if settings.resume else ())
    where = printable(folder)
    _log.info("pipeline %s, %d worker(s), shards in %s", identity, settings.workers, where)
    jobs = plan(items, folder, settings, identity)
    names = progress.follow(jobs, lambda todo: execute(todo, settings))
    _log.info("%s shard(s) done, %s done before", progress.done, progress.reused)
    return [folder / name for name in names]


def _about(settings: RunSettings, source: Articles, identity: str) -> dict[str, Any]:
    """What of ``run.json`` is known before anything is done."""
    pipeline = settings.pipeline
    return {
        "extract": extract.__version__,
        "pipeline": repr(pipeline) if settings.load is None else named(pipeline),
        "fingerprint": identity,
        "python": platform.python_version(),
        "settings": {
            "source": str(source) if isinstance(source, (str, os.PathLike)) else "memory",
            **settings.told(),
        },
    }


def _publish(
    shards: list[Path], folder: Path, info: dict[str, Any], corrections: Corrections
) -> None:
    """Makes the tables of the shards and puts them in the place of those of the run before."""
    chosen = {name: info["settings"][name] for name in table_files.Choices._fields}
    with folders.publishing(folder) as new:
        found = table_files.build(shards, new, **chosen, corrections=corrections)
        old = folders.left_over(folder, (file.name for file in (*new.iterdir(), new / INFO)))
        said = {**info, **found, "warnings": [*info["warnings"], *found["warnings"], *old]}
        text = json.dumps(said, ensure_ascii=False, indent=2)
        (new / INFO).write_text(text + "\n", encoding="utf-8")


def _tell(info: dict[str, Any], folder: Path) -> None:
    """Logs what a user ought to know."""
    for warning in info["warnings"]:
        _log.warning("%s", printable(warning))
    if info["counts"]["errors"]:
        _log.warning("%d error(s), see the table errors", info["counts"]["errors"])
    _log.info("tables are in %s after %.1f s", printable(folder), info["seconds"])
