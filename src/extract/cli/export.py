"""The command ``export``: tables to other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import extract
from extract import choices
from extract.cli.console import OUT
from extract.cli.exits import ending
from extract.cli.options import Finished, Verbose
from extract.terminal import printable

To = Annotated[choices.Format, typer.Option(help="The program to write for.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        help="The file or folder to write; without it one of the format's own name, here.",
    ),
]
Force = Annotated[
    bool,
    typer.Option(
        "--force",
        help="Write over a file or into a folder with files, maybe corrected ones.",
    ),
]


def export(
    out: Finished,
    to: To,
    path: Output = None,
    force: Force = False,
    verbose: Verbose = 0,  # noqa: ARG001
) -> None:
    """Write the tables of a run in the format of another program, to correct or to use them.

    Exit codes: 0 they are written; 2 or 3 they are not, the message says why.
    """
    with ending(ValueError):
        OUT.print(printable(extract.export(extract.open(out), to, path, force=force)))
