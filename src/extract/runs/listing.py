"""What a run is to read: the articles of its source, without the tables of earlier runs."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extract.articles import Columns, from_memory, from_stream, walk
from extract.output import without_outputs
from extract.runs.errors import RunError
from extract.runs.plan import Item

STDIN = "-"  # the name of standard input


def listed(source: Any, out: Path, columns: Columns | None) -> tuple[Iterable[Item], list[str]]:
    """What is to be read, and what of the source is not, in words.

    Args:
        source: As ``extract.run`` takes it.
        out: The folder for the tables, absolute.
        columns: Which columns hold what.

    Raises:
        RunError: ``out`` is the folder that is read, or there is no standard input.
        FileNotFoundError: There is no such source.
        ReadError: It is the folder of a run.
    """
    if not isinstance(source, (str, os.PathLike)):
        return from_memory(source, columns), []
    if os.fspath(source) == STDIN:
        stream = getattr(sys.stdin, "buffer", None)  # closed it is None, a notebook's has no bytes
        if stream is None:
            raise RunError("there is no standard input to read")
        return from_stream(stream, columns), []
    root = Path(source)
    if root.resolve() == out.resolve():
        raise RunError(f"the tables cannot be written into the folder that is read: {out}")
    listing, outputs = without_outputs(walk(root, columns), root)
    if out.resolve().is_relative_to(root.resolve()):  # that the tables lie there is no news
        outputs.pop(out.resolve().relative_to(root.resolve()).as_posix(), None)
    return listing.sources, [*listing.notes(), *_about_outputs(outputs)]


def _about_outputs(files: Counter[str]) -> list[str]:
    """The tables of earlier runs in the folder that is read, in words."""
    if not files:
        return []
    shown = ", ".join(f"{folder} ({n})" for folder, n in sorted(files.items()))
    return [f"{sum(files.values())} file(s) of earlier runs were not read: {shown}"]
