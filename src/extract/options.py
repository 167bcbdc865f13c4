"""Options that several commands have, their values, and how to get what a command lacks."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated, Optional

import typer

from extract.console import show_logs


class Csv(enum.Enum):
    """How CSV is written (``delimited.STYLES``)."""

    NONE = "none"
    PLAIN = "plain"
    EXCEL = "excel"


class Trust(enum.Enum):
    """Which relations stand in the tables (``schema.TRUST``)."""

    TRUSTED = "trusted"
    ALL = "all"


class Headers(enum.Enum):
    """The language of a workbook (``schema.LANGUAGES``)."""

    RU = "ru"
    EN = "en"


class To(enum.Enum):
    """The formats of other programs (``exports.FORMATS``)."""

    BRAT = "brat"
    LABELSTUDIO = "labelstudio"
    DOCCANO = "doccano"
    CONLL = "conll"
    SPACY = "spacy"
    NEO4J = "neo4j"
    FOLLOWTHEMONEY = "followthemoney"


Model = Annotated[
    Optional[Path],  # noqa: UP045 (typer reads it)
    typer.Option(help="Folder of a model of your own instead of the one shipped."),
]
Terms = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(
        help="A dictionary of your own: .csv with the columns pattern, type, normal, id; its "
        "patterns are found in any form."
    ),
]
Relations = Annotated[
    Trust, typer.Option(help="Which to give: those that a reader can trust, or all.")
]
Corrections = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(
        help="A file of what you know better, .toml or .csv: merged, split, renamed or dropped "
        "entities, changed relations (docs/corrections.md)."
    ),
]
Exclude = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(help="A stage to leave out, such as relations; may be given several times."),
]
Verbose = Annotated[
    int,
    typer.Option(
        "--verbose", "-v", count=True, callback=show_logs, is_eager=True,
        help="Print what is done, on standard error; -vv each shard too.",
    ),
]  # fmt: skip

NO_TORCH = (
    'pip install "extract-ru[train]" adds what is needed to train. Without a graphics card have '
    "the small build of torch first: "
    "pip install torch --index-url https://download.pytorch.org/whl/cpu"
)
