"""What there is to read: the files of a folder, and the shards that they are dealt into."""

from __future__ import annotations

import array
import dataclasses
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from .model import Columns, LinkCycle, LinkOutside, Source, failure
from .patterns import FORMATS
from .rows import encoding_of, rows

ROW_FORMATS = frozenset({"jsonl", "csv", "parquet"})


class Listing(NamedTuple):
    """What a folder holds.

    Attributes:
        sources: What will be read, or reported as unreadable, ordered by name.
        skipped: Names of the files with an extension that no reader knows, in order.
    """

    sources: list[Source]
    skipped: list[str]


def list_sources(
    path: str | os.PathLike[str],
    *,
    text_column: str | None = None,
    title_column: str | None = None,
    date_column: str | None = None,
    url_column: str | None = None,
    id_column: str | None = None,
) -> list[Source]:
    """The sources of a folder and the folders in it, or of one file, ordered by name.

    Args:
        path: A folder or a file.
        text_column: Name of the column with the text in .jsonl, .csv and .parquet files;
            None for the usual names (see ``patterns.COLUMNS``). So for the other four.
        title_column: Of the title.
        date_column: Of the day of publication.
        url_column: Of the address.
        id_column: Of the identifier that ends the article's ``doc_id``.

    Raises:
        FileNotFoundError: There is nothing at ``path``.
    """
    columns = Columns(text_column, title_column, date_column, url_column, id_column)
    return walk(path, columns).sources


def walk(path: str | os.PathLike[str], columns: Columns | None = None) -> Listing:
    """As ``list_sources``, and what was skipped.

    Hidden files and folders (those whose name begins with a dot) are ignored. Files with an
    extension that no reader knows are skipped and listed. A link to a file in the folder is
    read like a file. Links to folders are not followed: a folder inside is read where it
    lies. A link that leads out, or to a folder that it lies in, is a source whose reading
    fails with that reason. A file that is named by itself is read whatever its extension,
    as text where that says nothing.

    Raises:
        FileNotFoundError: There is nothing at ``path``.
    """
    columns = columns or Columns()
    root = Path(path).absolute()  # workers may have another working directory
    if not root.exists():
        raise FileNotFoundError(f"there is no file or folder {path}")
    if not root.is_dir():
        kind = FORMATS.get(root.suffix.lower(), "text")
        return Listing([Source(str(root), _shown(root.name), kind, columns)], [])
    listing = Listing([], [])
    for entry, name, error in _entries(root):
        format = FORMATS.get(Path(entry).suffix.lower())
        if error is not None:
            broken = failure(name, None, error)
            listing.sources.append(Source(entry, name, format or "text", failure=broken))
        elif format is None:
            listing.skipped.append(name)
        else:
            listing.sources.append(Source(entry, name, format, columns))
    listing.sources.sort(key=lambda source: source.name)
    listing.skipped.sort()
    return listing


def _entries(root: Path) -> Iterator[tuple[str, str, Exception | None]]:
    """Path and name of each file in the folder, and what forbids reading it."""
    real_root = root.resolve()
    waiting = [str(root)]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as found:
                entries = list(found)
        except OSError as error:
            yield folder, _relative(folder, root), error
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            name = _relative(entry.path, root)
            if entry.is_symlink():
                follow, problem = _check_link(entry, folder, real_root)
                if follow:
                    yield entry.path, name, problem
            elif entry.is_dir():
                waiting.append(entry.path)
            else:
                yield entry.path, name, None


def _check_link(entry: os.DirEntry[str], folder: str, root: Path) -> tuple[bool, Exception | None]:
    """Whether a link is a source, and what is wrong with it."""
    try:
        target = Path(entry.path).resolve(strict=True)
    except (OSError, RuntimeError) as error:  # it leads nowhere, or to itself
        return True, error if isinstance(error, OSError) else LinkCycle("it leads to itself")
    if not target.is_relative_to(root):
        return True, LinkOutside("it is a link out of the folder, which is not followed")
    if target.is_file():
        return True, None
    if Path(folder).resolve().is_relative_to(target):
        return True, LinkCycle("it is a link to a folder that it lies in, which is not followed")
    return not target.is_dir(), None


def _relative(path: str, root: Path) -> str:
    return _shown(Path(path).relative_to(root).as_posix())


def _shown(name: str) -> str:
    r"""A name as UTF-8; bytes of a name that are not appear as "\xcf"."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def split(sources: Iterable[Source], size: int) -> list[list[Source]]:
    """Deals sources into shards of ``size`` articles each, the last one smaller.

    Large .jsonl, .csv and .parquet files are divided between shards by rows; for that they
    are read once, in constant memory but for 16 bytes a row. The same sources give the same
    shards, and an article's ``doc_id`` does not depend on the size.

    Args:
        sources: What ``list_sources`` gave.
        size: Articles in a shard, at least 1.

    Raises:
        ValueError: ``size`` is less than 1.
    """
    if size < 1:
        raise ValueError(f"a shard needs at least one article, not {size}")
    shards: list[list[Source]] = []
    room = 0
    for source in sources:
        survey = _survey(source)
        if survey is None:
            if room == 0:
                shards.append([])
                room = size
            shards[-1].append(source)
            room -= 1
            continue
        start = 0
        while start < len(survey.numbers):
            if room == 0:
                shards.append([])
                room = size
            stop = min(start + room, len(survey.numbers))
            shards[-1].append(survey.part(start, stop))
            room -= stop - start
            start = stop
    return shards


def survey(source: Source) -> Source:
    """A whole row source with all that reading it needs: encoding and repeated ids."""
    found = _survey(source)
    return source if found is None else found.part(0, len(found.numbers))


def row_id(values: Mapping[str, Any], number: Any) -> str:
    """What stands after "#" in a row's ``doc_id``: its id, or its number where it has none."""
    value = values.get("id")
    if value is None or value != value:
        return str(number)
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # whole numbers become floats where some are missing
    return " ".join(str(value).split()) or str(number)


@dataclasses.dataclass(frozen=True, slots=True)
class _Survey:
    """Where the rows of a file are and which of them share an id."""

    source: Source
    numbers: array.array[int]
    offsets: array.array[int]
    repeated: Any  # one flag a row

    def part(self, start: int, stop: int) -> Source:
        numbers = self.numbers[start:stop]
        flags = self.repeated[start:stop]
        return dataclasses.replace(
            self.source,
            first=numbers[0],
            rows=stop - start,
            offset=self.offsets[start] if self.offsets[start] >= 0 else None,
            repeated=tuple(number for number, flag in zip(numbers, flags, strict=True) if flag),
        )


def _survey(source: Source) -> _Survey | None:
    """None for what is not to be divided: one article, a part already, an unreadable file."""
    if source.format not in ROW_FORMATS or source.failure or source.rows is not None:
        return None
    numbers, offsets, ids = array.array("q"), array.array("q"), array.array("Q")
    try:
        source = dataclasses.replace(source, encoding=encoding_of(source))
        for row in rows(source, ("id",)):
            numbers.append(row.number)
            offsets.append(-1 if row.offset is None else row.offset)
            digest = hashlib.blake2b(_key(row.values, row.number), digest_size=8).digest()
            ids.append(int.from_bytes(digest, "big"))
    except Exception:
        return None  # reading it will say why
    if not numbers:
        return None
    _, inverse, counts = np.unique(np.array(ids), return_inverse=True, return_counts=True)
    return _Survey(source, numbers, offsets, (counts > 1)[inverse])


def _key(values: Mapping[str, Any], number: int) -> bytes:
    return row_id(values, number).encode("utf-8", "surrogatepass")
