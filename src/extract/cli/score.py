"""The command ``score``: what is found against annotations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from extract.cli.console import OUT
from extract.cli.exits import ending
from extract.cli.options import Exclude, Model, Terms, Verbose, Words, pipeline

Folder = Annotated[Path, typer.Argument(help="Texts with brat annotations (.txt and .ann).")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def score(
    folder: Folder,
    as_json: Json = False,
    model: Model = None,
    exclude: Exclude = None,
    terms: Terms = None,
    words: Words = None,
    verbose: Verbose = 0,  # noqa: ARG001
) -> None:
    """Compare what is found with annotations: precision, recall and F1 by type.

    Strict: an entity is right if its type and both borders are, a relation if its type and both
    of its entities are.
    """
    from extract.brat import BratError

    with ending(BratError):
        from extract.cli.summary import scores
        from extract.scoring import score as score_folder

        found = score_folder(folder, pipeline(model, exclude, terms, words)())
        if as_json:
            OUT.print(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
        else:
            OUT.print(scores(found))
