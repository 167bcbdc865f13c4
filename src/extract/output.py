"""The folder that a run writes: its names, how to know one, and what in it is no article."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

from extract import schema
from extract.articles import Listing, ReadError

DATABASE = "extract.duckdb"
INFO = "run.json"
PAGE = "page.json"  # in the folder of a page: which files are the page
WORKBOOK = "tables.xlsx"
SEARCH = "search.sqlite"  # made when it is first searched
SHARDS = "shards"
STATE = ".extract"  # hidden, for what is no result: locks, and tables that are not complete
LOCK = "lock"
# The files of a finished run; whatever else lies in its folder is the user's.
FILES: frozenset[str] = frozenset(
    {DATABASE, INFO, WORKBOOK, SEARCH}
    | {f"{name}.parquet" for name in schema.TABLES}
    | {f"{name}.csv" for name in schema.TABLES.keys() - schema.BINARY_ONLY}
)
_SHARD = re.compile(r"[0-9a-f]{24}")
_LEFT = re.compile(r"\.(at-[0-9a-f]{24}|[0-9a-f]{24}-[0-9a-f]{8})")  # as plan and shard name them
_LARGEST_INFO = 2**20  # bytes; generous: a run tells of itself in one kilobyte
_OURS = frozenset({"extract", "fingerprint"})  # what every ``run.json`` of ours says


def is_output(folder: Path) -> bool:
    """Whether a run has written into a folder, finished or not."""
    return (folder / STATE / LOCK).is_file() or read_info(folder).keys() >= _OURS


def is_shard(path: Path) -> bool:
    """Whether this is the place of a shard: our name in a folder of our name."""
    return path.parent.name == SHARDS and _SHARD.fullmatch(path.name) is not None


def is_left(path: Path) -> bool:
    """Whether this is what a worker that was killed has left of a shard."""
    return path.parent.name == SHARDS and _LEFT.fullmatch(path.name) is not None


def read_info(folder: Path) -> dict[str, Any]:
    """What the ``run.json`` of a folder says; nothing where it is not one of ours."""
    return _read(folder / INFO)


def read_page(folder: Path) -> list[str]:
    """The files of the page in a folder; none where there is no page of ours."""
    said = _read(folder / PAGE)
    files = said.get("files") if said.keys() >= {"extract", "page"} else None
    return [name for name in files if isinstance(name, str)] if isinstance(files, list) else []


def _read(file: Path) -> dict[str, Any]:
    try:
        if not file.is_file() or file.stat().st_size > _LARGEST_INFO:
            return {}
        said = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def without_outputs(listing: Listing, root: str | os.PathLike[str]) -> tuple[Listing, Counter[str]]:
    """A listing without what runs have written, and how many files that was by folder.

    Left out are the files beside a ``run.json`` of ours and the shards. Other folders in there
    are the user's and stay.

    Args:
        listing: Of ``root``.
        root: The folder or file that is to be read.

    Raises:
        ReadError: ``root`` itself is the folder of a run.
    """
    top = Path(root).absolute()
    if not top.is_dir():
        return listing, Counter()
    if is_output(top):
        raise ReadError(f"{root} holds the tables of a run, not articles")
    outputs = _Outputs(top)
    sources = [one for one in listing.sources if not outputs.hold(Path(one.path))]
    skipped = [name for name in listing.skipped if not outputs.hold(top / name)]
    hidden = [name for name in listing.hidden if outputs.of((top / name).parent) is None]
    return listing._replace(sources=sources, skipped=skipped, hidden=hidden), outputs.files


class _Outputs:
    """The folders of runs below a folder, each looked at once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.known: dict[Path, Path | None] = {root: None}
        self.files: Counter[str] = Counter()

    def hold(self, file: Path) -> bool:
        """Whether a file is of a run; counts it if so."""
        folder = self.of(file.parent)
        if folder is not None:
            self.files[folder.relative_to(self.root).as_posix()] += 1
        return folder is not None

    def of(self, folder: Path) -> Path | None:
        """The run's folder that the files of a folder belong to."""
        if folder not in self.known:
            shards = (up for up in (folder, *folder.parents) if is_shard(up))
            runs = (folder, *(shard.parent.parent for shard in shards))
            found = [run for run in runs if run.is_relative_to(self.root) and is_output(run)]
            ups = (folder, *folder.parents)
            found += [up for up in ups if up.is_relative_to(self.root) and read_page(up)]
            self.known[folder] = next(iter(found), None)
        return self.known[folder]
