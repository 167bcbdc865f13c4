"""The command line: arguments and exit codes."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

import extract
from extract import config, exchange
from extract.commands import Commands
from extract.console import ERR, OUT
from extract.exits import Exit, described, ending
from extract.options import (
    NO_TORCH,
    Corrections,
    Csv,
    Exclude,
    Headers,
    Model,
    Relations,
    Terms,
    Trust,
    Verbose,
)
from extract.terminal import printable
from extract.threads import one_thread

app = typer.Typer(
    cls=Commands,
    help="Russian articles in, normalized tables out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def main() -> None:
    """The command ``extract``."""
    # Before anything loads a numerical library.
    one_thread()
    try:
        with ending():
            _command()
    except typer.Exit as end:
        # What could not be written is not tried again when Python ends: that has a code of its own.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(end.exit_code)


def _command() -> None:
    try:
        app()
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # which typer calls 1
            raise end.__context__ from None
        sys.stdout.flush()
        raise


def _pipeline(
    model: Path | None, exclude: list[str] | None, terms: Path | None
) -> Callable[[], Any]:
    """Loads the pipeline; what is wrong with it is a ``PipelineError``."""
    from extract.runs.memory import loaded
    from extract.runs.run import Pipeline

    folder, file = (str(path) if path else None for path in (model, terms))
    return lambda: loaded(Pipeline(folder, tuple(exclude or ()), file))


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        OUT.print(extract.__version__)
        raise typer.Exit


@app.command(
    help="Read articles and write their tables into a folder.\n\nStopped at any moment, even by "
    f"kill -9 or a power cut, the same command goes on where it was.\n\n{described()}"
)
def run(
    source: Annotated[
        Path,
        typer.Argument(
            help="A folder or file of articles, in any format that README lists, or an archive;"
            " - for standard input: JSON lines, or one text."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the tables.")],
    workers: Annotated[int, typer.Option(min=1, help="Processes to work with.")] = 1,
    relations: Relations = Trust.TRUSTED,
    csv: Annotated[
        Csv,
        typer.Option(
            help="CSV: plain, with commas; excel, with semicolons and decimal commas, as Excel "
            "reads it in Russia; or none."
        ),
    ] = Csv.PLAIN,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="Write an Excel workbook too.")] = False,
    headers: Annotated[
        Headers, typer.Option(help="Language of the workbook's headers, statuses and kinds.")
    ] = Headers.RU,
    corrections: Corrections = None,
    resume: Annotated[
        bool, typer.Option(help="Use what an earlier run into the folder has done.")
    ] = True,
    shard_size: Annotated[
        int, typer.Option(min=1, help="About how many articles are done between two savings.")
    ] = 16,
    model: Model = None,
    exclude: Exclude = None,
    terms: Terms = None,
    text_column: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="Column of .jsonl, .csv and .parquet files that holds the text."),
    ] = None,
    title_column: Annotated[Optional[str], typer.Option(help="… the title.")] = None,  # noqa: UP045
    date_column: Annotated[Optional[str], typer.Option(help="… the date.")] = None,  # noqa: UP045
    url_column: Annotated[Optional[str], typer.Option(help="… the address.")] = None,  # noqa: UP045
    id_column: Annotated[Optional[str], typer.Option(help="… the identifier.")] = None,  # noqa: UP045
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help="Write into a folder that has files of others; without it you are told which "
            "of them would be overwritten.",
        ),
    ] = False,
    seconds_per_article: Annotated[
        float,
        typer.Option(help="What takes longer is given up; long articles have in proportion more."),
    ] = 600.0,
    mib_per_article: Annotated[
        int, typer.Option(help="What needs more memory, in MiB, is given up.")
    ] = 4096,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress and no summary.")
    ] = False,
    verbose: Verbose = 0,  # noqa: ARG001 (``show_logs`` has read it)
    config: Annotated[  # noqa: ARG001 (``apply`` has read it)
        Optional[Path],  # noqa: UP045
        typer.Option(
            callback=config.apply,
            is_eager=True,
            help="A TOML file with options under these names, such as workers = 4; what stands "
            "on the command line wins.",
        ),
    ] = None,
) -> None:
    """See ``help`` above, which has the exit codes from where they are told."""
    with ending(resumes=True):
        from extract.articles import Columns
        from extract.runs.run import run as run_all
        from extract.summary import summary, watcher

        columns = Columns(text_column, title_column, date_column, url_column, id_column)
        told = None if quiet else watcher(ERR)
        with told or contextlib.nullcontext():
            tables = run_all(
                source, out, workers=workers, resume=resume, relations=relations.value,
                csv=csv.value, xlsx=xlsx, headers=headers.value,
                corrections=corrections, shard_size=shard_size, model=model,
                exclude=exclude or (), terms=terms, columns=columns, watcher=told, force=force,
                seconds_per_article=seconds_per_article, mib_per_article=mib_per_article,
            )  # fmt: skip
        if not quiet:
            OUT.print(summary(tables, out))
    if tables.info["counts"]["errors"]:
        raise typer.Exit(Exit.SOME_FAILED)


@app.command()
def show(
    file: Annotated[Path, typer.Argument(help="A file with one article or several.")],
    html: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="Write a page of HTML here instead of printing."),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Which rule found each relation, and its score.")
    ] = False,
    relations: Relations = Trust.TRUSTED,
    model: Model = None,
    exclude: Exclude = None,
    terms: Terms = None,
    verbose: Verbose = 0,  # noqa: ARG001
) -> None:
    """Show what is found in an article: its text with the entities marked, relations, dates.

    Exit codes: 0 all is shown; 1 something could not be read or processed; 2 nothing was done.
    """
    with ending():
        from extract.show import page, show_file, terminal

        docs, failures = show_file(file, load=_pipeline(model, exclude, terms))
        if html is not None:
            html.write_text(page(docs, relations.value), encoding="utf-8")
            OUT.print(printable(html))
        else:
            for doc in docs:
                OUT.print(terminal(doc, relations.value, explain))
        for failure in failures:
            ERR.print(f"extract: {printable(failure.message)}")
    if failures:
        raise typer.Exit(Exit.SOME_FAILED if docs else Exit.CANNOT)


@app.command()
def report(
    out: Annotated[Path, typer.Argument(help="The folder of a finished run.")],
    page: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--out", "-o", help="Folder for the page; OUT/page without it."),
    ] = None,
    title: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="Of the page; the name of what was read without it."),
    ] = None,
    verbose: Verbose = 0,  # noqa: ARG001
) -> None:
    """Make a page of a run that opens from disk: calendar, register, map, network, articles.

    A page that is there is replaced; a folder with other files in it is left alone. Exit codes:
    0 the page is written; 2 it is not, the message says why; 3 the disk is full or fails.
    """
    from extract.report import PageError

    with ending(PageError):
        written = extract.open(out).report(page or out / "page", title)
        OUT.print(printable(written))


@app.command()
def search(
    out: Annotated[Path, typer.Argument(help="The folder of a finished run.")],
    query: Annotated[
        str,
        typer.Argument(
            help='Words, in any form; "a phrase"; -word, which must not stand there (put -- '
            "before a query that begins with -)."
        ),
    ] = "",
    who: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="Somebody or something that the sentence names, in any case."),
    ] = None,
    with_: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--with", help="Another; with --kind the other side of it."),
    ] = None,
    where: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="A place, or one that lies in it."),
    ] = None,
    since: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="The first day: 2023, 2023-01, 2023-01-31."),
    ] = None,
    until: Annotated[Optional[str], typer.Option(help="The last day.")] = None,  # noqa: UP045
    kind: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="Of a relation or event that it tells: MEETING_WITH, forum."),
    ] = None,
    status: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="Of a relation or event that it tells: held, planned, signed."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many answers at most.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, a line an answer.")] = False,
    verbose: Verbose = 0,  # noqa: ARG001
) -> None:
    """Find sentences in the articles of a finished run, by words in any form and by what is told.

    The first search makes an index beside the tables. Exit codes: 0 it was searched, whether or
    not something was found; 2 it was not, the message says why.
    """
    from extract.search import SearchError

    with ending(SearchError):
        from extract.runs.folder import open as open_tables
        from extract.search import shown

        with ERR.status("searching; the first time an index is made"):
            found = open_tables(out).search(
                query, who=who, with_=with_, where=where, since=since, until=until, kind=kind,
                status=status, limit=limit,
            )  # fmt: skip
        if as_json:
            for line in shown.lines(found):
                OUT.print(line)
        elif len(found):
            OUT.print(shown.table(found))
        else:
            ERR.print("nothing was found")


@app.command()
def score(
    folder: Annotated[Path, typer.Argument(help="Texts with brat annotations (.txt and .ann).")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    model: Model = None,
    exclude: Exclude = None,
    terms: Terms = None,
    verbose: Verbose = 0,  # noqa: ARG001
) -> None:
    """Compare what is found with annotations: precision, recall and F1 by type.

    Strict: an entity is right if its type and both borders are, a relation if its type and both
    of its entities are.
    """
    from extract.brat import BratError

    with ending(BratError):
        from extract.scoring import score as score_folder
        from extract.summary import scores

        found = score_folder(folder, _pipeline(model, exclude, terms)())
        if as_json:
            OUT.print(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
        else:
            OUT.print(scores(found))


@app.command()
def train(
    corpus: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Argument(help="Texts with brat annotations, or a folder with train and dev ones."),
    ] = None,
    *,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the model.")],
    dev: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="Texts to choose the epoch by; without them every tenth is held out."),
    ] = None,
    epochs: Annotated[int, typer.Option(min=1, help="Walks over the corpus.")] = 24,
    layers: Annotated[int, typer.Option(min=1, max=12, help="Fewer are faster.")] = 5,
    pool: Annotated[
        int, typer.Option(min=0, help="Layers that read parts of words; the others read words.")
    ] = 1,
    rate: Annotated[float, typer.Option(help="Learning rate of the encoder at its peak.")] = 2e-4,
    seed: Annotated[int, typer.Option(help="Of everything random.")] = 1,
    start: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            help="Begin from a model (a name such as news, or a folder) or a checkpoint (best.pt)."
        ),
    ] = None,
    taken: Annotated[
        str, typer.Option(help="Which layers to take from there, such as 0,2,3,4,5.")
    ] = "",
    teacher: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(help="Learn from a larger model of the same types too; may be repeated."),
    ] = None,
    passages: Annotated[
        Optional[list[Path]],  # noqa: UP045
        typer.Option(
            help="Passages with agreements, meetings, cooperation, twin cities and visits (.jsonl);"
            " may be repeated. Without a corpus these are learned above the model of --start."
        ),
    ] = None,
    folds: Annotated[
        int, typer.Option(min=2, help="Parts of the passages, each scored by a model of the rest.")
    ] = 5,
    verbose: Verbose = 0,  # noqa: ARG001
) -> None:
    """Train a model of entities and relations on a corpus of your own; needs the extra "train".

    Stopped at any moment, the same command goes on from the last epoch. The folder is what
    --model takes. Exit codes: 0 the model is trained; 2 it is not, the message says why.
    """
    with ending(ValueError, resumes=True):
        try:
            from extract.training.run import train_model
            from extract.training.ties.run import train_ties
        except ModuleNotFoundError as error:
            raise ValueError(f"{error}; {NO_TORCH}") from None
        from extract.training.train import Settings

        if corpus is None and not (passages and start):
            raise ValueError("give a corpus, or --passages with the --start to learn them above")
        numbers = tuple(int(number) for number in taken.split(",") if number)
        if numbers and len(numbers) != layers:
            raise ValueError(f"--taken names {len(numbers)} layers, --layers {layers}")
        settings = Settings(
            epochs=epochs,
            encoder_rate=rate,
            head_rate=rate * (2.5 if start else 5),  # heads that begin from nothing have farther
            layers=layers,
            pool=pool,
            taken=numbers,
            seed=seed,
        )
        if corpus is not None:
            card = train_model(corpus, out, settings, dev, out.name, start, teacher or ())
            OUT.print(f"{out}: entities F1 {card['dev']['entities_f1']} on the texts held out")
        if passages:
            base = start if corpus is None else out
            train_ties(passages, out, model=base or out, folds=folds, say=OUT.print)
            OUT.print(f"{out}: learned {len(passages)} files of passages")


app.command("export")(exchange.export_tables)
app.command("import")(exchange.import_corrected)

if __name__ == "__main__":
    main()
