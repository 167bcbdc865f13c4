"""The commands ``export`` and ``import``: tables out to other programs, corrected and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from extract.console import OUT
from extract.exits import ending
from extract.options import To, Verbose
from extract.terminal import printable

_IMPORTED = ("documents", "mentions", "entities", "relations")  # what is counted


def export_tables(
    out: Annotated[Path, typer.Argument(help="The folder of a finished run.")],
    to: Annotated[To, typer.Option(help="The format.")],
    path: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--output", "-o", help="The file or folder to write."),
    ] = None,
    verbose: Verbose = 0,  # noqa: ARG001
) -> None:
    """Write the tables of a run in the format of another program, to correct or to use them.

    Exit codes: 0 they are written; 2 or 3 they are not, the message says why.
    """
    with ending(ValueError):
        from extract.exports import export
        from extract.runs.folder import open as open_tables

        OUT.print(printable(export(open_tables(out), to.value, path)))


def import_corrected(
    source: Annotated[
        Path,
        typer.Argument(
            help="A folder of brat, a .json of Label Studio or a .jsonl of doccano, corrected."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the tables.")],
    run: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            help="The run that was exported: what annotations do not hold stays as there."
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write into a folder that has files of others.")
    ] = False,
    verbose: Verbose = 0,  # noqa: ARG001
) -> None:
    """Make tables of annotations that people have corrected.

    Exit codes: 0 they are written; 2 or 3 they are not, the message says why.
    """
    with ending(ValueError):
        from extract.exports import import_annotations

        counts = import_annotations(source, out, run=run, force=force).info["counts"]
        OUT.print(", ".join(f"{counts[name]:,} {name}" for name in _IMPORTED))
        OUT.print(f"Tables: {printable(out)}")
