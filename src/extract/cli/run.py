"""The command ``run``: articles into tables."""

from __future__ import annotations

import contextlib
import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from extract import choices
from extract.cli import config
from extract.cli.console import ERR, OUT
from extract.cli.exits import Exit, described, ending
from extract.cli.options import Exclude, Model, Out, Relations, Terms, Verbose, Words
from extract.runs.nursery import begin
from extract.runs.settings import RunSettings

HELP = (
    "Read articles and write their tables into a folder.\n\nStopped at any moment, even by "
    f"kill -9 or a power cut, the same command goes on where it was.\n\n{described()}"
)

Source = Annotated[
    Path,
    typer.Argument(
        help="A folder or file of articles, in any format that README lists, or an archive;"
        " - for standard input: JSON lines, or one text."
    ),
]
Workers = Annotated[int, typer.Option(min=1, help="Processes to work with.")]
Csv = Annotated[
    choices.Csv,
    typer.Option(
        help="CSV: plain, with commas; excel, with semicolons and decimal commas, as Excel "
        "reads it in Russia; or none."
    ),
]
Xlsx = Annotated[bool, typer.Option("--xlsx", help="Write an Excel workbook too.")]
Headers = Annotated[
    choices.HeaderLanguage,
    typer.Option(help="Language of the workbook's headers, statuses and kinds."),
]
Corrections = Annotated[
    Path | None,
    typer.Option(
        help="A file of what you know better, .toml or .csv: merged, split, renamed or dropped "
        "entities, changed relations (docs/corrections.md)."
    ),
]
Resume = Annotated[bool, typer.Option(help="Use what an earlier run into the folder has done.")]
ShardSize = Annotated[
    int, typer.Option(min=1, help="About how many articles are done between two savings.")
]
TextColumn = Annotated[
    str | None,
    typer.Option(help="Column of .jsonl, .csv and .parquet files that holds the text."),
]
TitleColumn = Annotated[str | None, typer.Option(help="… the title.")]
DateColumn = Annotated[str | None, typer.Option(help="… the date.")]
AuthorColumn = Annotated[str | None, typer.Option(help="… who wrote it.")]
UrlColumn = Annotated[str | None, typer.Option(help="… the address.")]
IdColumn = Annotated[str | None, typer.Option(help="… the identifier.")]
Force = Annotated[
    bool,
    typer.Option(
        "--force",
        help="Write into a folder that has files of others; without it you are told which "
        "of them would be overwritten.",
    ),
]
Seconds = Annotated[
    float,
    typer.Option(help="What takes longer is given up; long articles have in proportion more."),
]
Mib = Annotated[int, typer.Option(help="What needs more memory, in MiB, is given up.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
Config = Annotated[
    Path | None,
    typer.Option(
        callback=config.apply,
        is_eager=True,
        help="A TOML file with options under these names, such as workers = 4; what stands "
        "on the command line wins.",
    ),
]

# Defaults of settings that are one of several words, as their options have them.
_TRUST = choices.Trust(RunSettings.relations)
_CSV = choices.Csv(RunSettings.csv)
_HEADERS = choices.HeaderLanguage(RunSettings.headers)


# Long by its options: each is named once as an option and once as a setting.
def run(
    source: Source,
    out: Out,
    workers: Workers = RunSettings.workers,
    relations: Relations = _TRUST,
    csv: Csv = _CSV,
    xlsx: Xlsx = RunSettings.xlsx,
    headers: Headers = _HEADERS,
    corrections: Corrections = None,
    resume: Resume = RunSettings.resume,
    shard_size: ShardSize = RunSettings.shard_size,
    model: Model = None,
    exclude: Exclude = None,
    terms: Terms = None,
    words: Words = None,
    text_column: TextColumn = None,
    title_column: TitleColumn = None,
    date_column: DateColumn = None,
    author_column: AuthorColumn = None,
    url_column: UrlColumn = None,
    id_column: IdColumn = None,
    force: Force = RunSettings.force,
    seconds_per_article: Seconds = RunSettings.seconds_per_article,
    mib_per_article: Mib = RunSettings.mib_per_article,
    quiet: Quiet = False,
    verbose: Verbose = 0,  # noqa: ARG001 (``show_logs`` has read it)
    config: Config = None,  # noqa: ARG001 (``apply`` has read it)
) -> None:
    """See ``HELP``, which has the exit codes from where they are told."""
    with ending(resumes=True):
        settings = RunSettings(
            workers=workers, relations=relations, csv=csv, xlsx=xlsx, headers=headers,
            corrections=corrections, resume=resume, shard_size=shard_size, model=model,
            exclude=tuple(exclude or ()), terms=terms, words=words, force=force,
            seconds_per_article=seconds_per_article, mib_per_article=mib_per_article,
        )  # fmt: skip
        if workers > 1:
            begin(settings.pipeline)  # which takes as long as the imports here

        from extract.articles import Columns
        from extract.cli.summary import summary, watcher
        from extract.runs.memory import spare_pandas
        from extract.runs.run import run_with

        told = None if quiet else watcher(ERR)
        columns = Columns(
            text_column, title_column, date_column, author_column, url_column, id_column
        )
        settings = dataclasses.replace(settings, columns=columns, watcher=told)
        spare_pandas()
        with told or contextlib.nullcontext():
            tables = run_with(settings, source, out)
        if not quiet:
            OUT.print(summary(tables, out))
    if tables.info["counts"]["errors"]:
        raise typer.Exit(Exit.SOME_FAILED)
