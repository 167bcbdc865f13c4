"""The command ``import``: corrected annotations back into tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import extract
from extract.cli.console import OUT
from extract.cli.exits import ending
from extract.cli.options import Out, Verbose
from extract.terminal import printable

_COUNTED = ("documents", "mentions", "entities", "relations")

Source = Annotated[
    Path,
    typer.Argument(
        help="A folder of brat, a .json of Label Studio or a .jsonl of doccano, corrected."
    ),
]
Run = Annotated[
    Path | None,
    typer.Option(help="The run that was exported: what annotations do not hold stays as there."),
]
Force = Annotated[
    bool, typer.Option("--force", help="Write into a folder that has files of others.")
]


def import_(
    source: Source,
    out: Out,
    run: Run = None,
    force: Force = False,
    verbose: Verbose = 0,  # noqa: ARG001
) -> None:
    """Make tables of annotations that people have corrected.

    Exit codes: 0 they are written; 2 or 3 they are not, the message says why.
    """
    with ending(ValueError):
        tables = extract.import_annotations(source, out, run=run, force=force)
        counts = tables.info["counts"]
        OUT.print(", ".join(f"{counts[name]:,} {name}" for name in _COUNTED))
        OUT.print(f"Tables: {printable(out)}")
