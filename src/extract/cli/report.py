"""The command ``report``: a run as a page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import extract
from extract.cli.console import OUT
from extract.cli.exits import ending
from extract.cli.options import Finished, Verbose
from extract.terminal import printable

Page = Annotated[
    Path | None,
    typer.Option("--out", "-o", help="Folder for the page; OUT/page without it."),
]
Title = Annotated[
    str | None, typer.Option(help="Of the page; the name of what was read without it.")
]


def report(
    out: Finished,
    page: Page = None,
    title: Title = None,
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
