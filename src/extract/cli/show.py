"""The command ``show``: what is found in an article, to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract import choices
from extract.cli.console import ERR, OUT
from extract.cli.exits import Exit, ending
from extract.cli.options import Exclude, Model, Relations, Terms, Verbose, Words, pipeline
from extract.terminal import printable

File = Annotated[Path, typer.Argument(help="A file with one article or several.")]
Html = Annotated[Path | None, typer.Option(help="Write a page of HTML here instead of printing.")]
Explain = Annotated[
    bool, typer.Option("--explain", help="Which rule found each relation, and its score.")
]


def show(
    file: File,
    html: Html = None,
    explain: Explain = False,
    relations: Relations = choices.Trust.TRUSTED,
    model: Model = None,
    exclude: Exclude = None,
    terms: Terms = None,
    words: Words = None,
    verbose: Verbose = 0,  # noqa: ARG001
) -> None:
    """Show what is found in an article: its text with the entities marked, relations, dates.

    Exit codes: 0 all is shown; 1 something could not be read or processed; 2 nothing was done.
    """
    with ending():
        from extract.show import page, show_file, terminal

        docs, failures = show_file(file, load=pipeline(model, exclude, terms, words))
        if html is not None:
            html.write_text(page(docs, relations), encoding="utf-8")
            OUT.print(printable(html))
        else:
            for doc in docs:
                OUT.print(terminal(doc, relations, explain))
        for failure in failures:
            ERR.print(f"extract: {printable(failure.message)}")
    if failures:
        raise typer.Exit(Exit.SOME_FAILED if docs else Exit.CANNOT)
