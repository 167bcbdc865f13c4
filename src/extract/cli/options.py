"""Options that several commands have, and the pipeline that they ask for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from extract import choices
from extract.cli import config
from extract.cli.console import show_logs

Finished = Annotated[Path, typer.Argument(help="The folder of a finished run.")]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder for the tables.")]
Model = Annotated[
    Path | None, typer.Option(help="Folder of a model of your own instead of the one shipped.")
]
Terms = Annotated[
    Path | None,
    typer.Option(
        help="A dictionary of your own: .csv with the columns pattern, type, normal, id; its "
        "patterns are found in any form."
    ),
]
Words = Annotated[
    Any | None,
    typer.Option(
        parser=config.table, metavar="FILE",
        help="A TOML file with words of your own beside those of the stages (docs/words.md).",
    ),
]  # fmt: skip
Relations = Annotated[
    choices.Trust, typer.Option(help="Which to give: those that a reader can trust, or all.")
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(help="A stage to leave out, such as relations; may be given several times."),
]
Verbose = Annotated[
    int,
    typer.Option(
        "--verbose", "-v", count=True, callback=show_logs, is_eager=True,
        help="Print what is done, on standard error; -vv each shard too.",
    ),
]  # fmt: skip


def pipeline(
    model: Path | None, exclude: list[str] | None, terms: Path | None, words: Any | None
) -> Callable[[], Any]:
    """Loads the pipeline; what is wrong with it is a ``PipelineError``."""
    from extract.runs.memory import loaded
    from extract.runs.settings import RunSettings

    settings = RunSettings(model=model, exclude=tuple(exclude or ()), terms=terms, words=words)
    return lambda: loaded(settings.pipeline)
