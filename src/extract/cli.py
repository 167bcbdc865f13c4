"""The command line: arguments and exit codes."""

from __future__ import annotations

import contextlib
import enum
import json
import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Optional

import typer
from rich.console import Console

import extract
from extract.exits import Exit, code_of, described
from extract.threads import one_thread

app = typer.Typer(
    help="Russian articles in, normalized tables out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
_out = Console(highlight=False, soft_wrap=True)
_err = Console(stderr=True, highlight=False, soft_wrap=True)


class Trust(enum.Enum):
    """Which relations stand in the tables (``schema.TRUST``)."""

    TRUSTED = "trusted"
    ALL = "all"


Model = Annotated[
    Optional[Path],  # noqa: UP045 (typer reads it)
    typer.Option(help="Folder of a model of your own instead of the one shipped."),
]
Relations = Annotated[
    Trust, typer.Option(help="Which to give: those that a reader can trust, or all.")
]
Exclude = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(help="A stage to leave out, such as relations; may be given several times."),
]


def main() -> None:
    """The command ``extract``."""
    # Before anything loads a numerical library.
    one_thread()
    try:
        with _exit_codes():
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


@contextlib.contextmanager
def _exit_codes(*users_fault: type[Exception]) -> Iterator[None]:
    """Ends with the exit code of what is raised (``exits``), and says it in a line.

    Args:
        users_fault: Kinds of errors that a user can put right, beside those that always are.
    """
    try:
        yield
    except (typer.Exit, SystemExit):
        raise
    except BaseException as error:
        code = code_of(error, users_fault)
        with contextlib.suppress(OSError):  # the terminal may be gone too
            _say(error, code)
        raise typer.Exit(code) from None


def _say(error: BaseException, code: Exit) -> None:
    if code is Exit.UNEXPECTED:
        _err.print("".join(traceback.format_exception(error)), markup=False)
        words = f"unexpected {type(error).__name__}: {error}"
    elif code is Exit.INTERRUPTED:
        words = "interrupted; what is done is kept, the same command goes on from it"
    elif code is Exit.NO_MEMORY:
        words = f"out of memory: {error}" if str(error) else "out of memory"
    elif isinstance(error, OSError):
        words = f"{error.filename}: {error.strerror}" if error.filename else str(error)
    else:
        words = str(error)
    if code is Exit.NOT_WRITTEN:
        words += "; what is done is kept, the same command goes on from it"
    if code is not Exit.NOBODY_READS:
        _err.print(f"extract: {words}", markup=False)


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        _out.print(extract.__version__)
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
    xlsx: Annotated[bool, typer.Option("--xlsx", help="Write an Excel workbook too.")] = False,
    resume: Annotated[
        bool, typer.Option(help="Use what an earlier run into the folder has done.")
    ] = True,
    shard_size: Annotated[
        int, typer.Option(min=1, help="About how many articles are done between two savings.")
    ] = 16,
    model: Model = None,
    exclude: Exclude = None,
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
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No bar and no summary.")] = False,
) -> None:
    """See ``help`` above, which has the exit codes from where they are told."""
    with _exit_codes():
        from extract.articles import Columns
        from extract.report import Bar, summary
        from extract.runs.run import run as run_all

        columns = Columns(text_column, title_column, date_column, url_column, id_column)
        with contextlib.ExitStack() as stack:
            watcher = None if quiet else stack.enter_context(Bar(_err))
            tables = run_all(
                source, out, workers=workers, resume=resume, relations=relations.value, xlsx=xlsx,
                shard_size=shard_size, model=model, exclude=exclude or (), columns=columns,
                watcher=watcher, force=force, seconds_per_article=seconds_per_article,
                mib_per_article=mib_per_article,
            )  # fmt: skip
        if not quiet:
            _out.print(summary(tables, out))
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
) -> None:
    """Show what is found in an article: its text with the entities marked, relations, dates.

    Exit codes: 0 all is shown; 1 something could not be read or processed; 2 nothing was done.
    """
    with _exit_codes(ValueError):
        from extract.show import page, show_file, terminal

        docs, failures = show_file(file, model=model, exclude=exclude or ())
        if html is not None:
            html.write_text(page(docs, relations.value), encoding="utf-8")
            _out.print(f"{html}", markup=False)
        else:
            for doc in docs:
                _out.print(terminal(doc, relations.value, explain))
        for failure in failures:
            _err.print(f"extract: {failure.message}", markup=False)
    if failures:
        raise typer.Exit(Exit.SOME_FAILED if docs else Exit.CANNOT)


@app.command()
def score(
    folder: Annotated[Path, typer.Argument(help="Texts with brat annotations (.txt and .ann).")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    model: Model = None,
    exclude: Exclude = None,
) -> None:
    """Compare what is found with annotations: precision, recall and F1 by type.

    Strict: an entity is right if its type and both borders are, a relation if its type and both
    of its entities are.
    """
    with _exit_codes(ValueError):
        from extract.language import load
        from extract.report import scores
        from extract.scoring import score as score_folder

        found = score_folder(folder, load(model=model, exclude=exclude or ()))
        if as_json:
            typer.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
        else:
            _out.print(scores(found))


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
) -> None:
    """Train a model of entities and relations on a corpus of your own; needs the extra "train".

    Stopped at any moment, the same command goes on from the last epoch. The folder is what
    --model takes. Exit codes: 0 the model is trained; 2 it is not, the message says why.
    """
    with _exit_codes(ValueError):
        try:
            from extract.training.run import train_model
            from extract.training.ties.run import train_ties
        except ModuleNotFoundError as error:
            raise ValueError(f'{error}: pip install "extract-ru[train]"') from None
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
            _out.print(f"{out}: entities F1 {card['dev']['entities_f1']} on the texts held out")
        if passages:
            base = start if corpus is None else out
            train_ties(passages, out, model=base or out, folds=folds, say=_out.print)
            _out.print(f"{out}: learned {len(passages)} files of passages")


if __name__ == "__main__":
    main()
