"""The command line: ``extract`` and ``python -m extract``, a module a command.

A command takes its arguments, calls what ``import extract`` has too, and prints what comes of it.
The option types that several have are in ``options``, what an exit code means in ``exits``.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

import extract
from extract.cli import export, import_, report, run, score, search, show, train
from extract.cli.console import OUT, spell_out
from extract.cli.exits import ending
from extract.cli.group import Commands
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
    spell_out()
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
        if sys.stdout is not None:  # as where a service or a window has none
            sys.stdout.flush()
        raise


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        OUT.print(extract.__version__)
        raise typer.Exit


app.command("run", help=run.HELP)(run.run)
app.command("show")(show.show)
app.command("report")(report.report)
app.command("search")(search.search)
app.command("score")(score.score)
app.command("train")(train.train)
app.command("export")(export.export)
app.command("import")(import_.import_)
