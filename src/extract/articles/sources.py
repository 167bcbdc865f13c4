"""What there is to read: the files of a folder and of the archives in it."""

from __future__ import annotations

import dataclasses
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .archives import open_archive
from .ids import rows_apart, shown_name
from .model import BadMember, Columns, LinkCycle, LinkOutside, ReadError, Source, failure
from .readers import ARCHIVE, READERS, RowReader, format_of


class Listing(NamedTuple):
    """What a folder holds.

    Attributes:
        sources: What will be read, or reported as unreadable, ordered by name.
        skipped: Names of the files with an extension that no reader knows, in order.
        hidden: Names of the files and folders that begin with a dot, in order.
    """

    sources: list[Source]
    skipped: list[str]
    hidden: list[str]

    def notes(self) -> list[str]:
        """What was not read, in words."""
        found = []
        if self.skipped:
            kinds = Counter(Path(name).suffix.lower() or "no extension" for name in self.skipped)
            shown = ", ".join(f"{kind} ({n})" for kind, n in sorted(kinds.items()))
            found.append(f"{len(self.skipped)} file(s) of other kinds were not read: {shown}")
        if self.hidden:
            found.append(f"{len(self.hidden)} hidden file(s) or folder(s) were not read")
        return found


def list_sources(
    path: str | os.PathLike[str],
    *,
    text_column: str | None = None,
    title_column: str | None = None,
    date_column: str | None = None,
    author_column: str | None = None,
    url_column: str | None = None,
    id_column: str | None = None,
) -> list[Source]:
    """The sources of a folder and the folders in it, or of one file, ordered by name.

    Args:
        path: A folder or a file.
        text_column: Name of the column with the text in tables, or of the key in JSON;
            None for the usual names (see ``patterns.COLUMNS``). So for the others.
        title_column: Of the title.
        date_column: Of the day of publication.
        author_column: Of who wrote it.
        url_column: Of the address.
        id_column: Of the identifier that ends the article's ``doc_id``.

    Raises:
        FileNotFoundError: There is nothing at ``path``.
    """
    columns = Columns(text_column, title_column, date_column, author_column, url_column, id_column)
    return walk(path, columns).sources


def walk(path: str | os.PathLike[str], columns: Columns | None = None) -> Listing:
    """As ``list_sources``, and what was skipped.

    Hidden files and folders (those whose name begins with a dot) and files with an extension
    that no reader knows are skipped and listed. A link to a file in the folder is read like a
    file. Links to folders are not followed: a folder inside is read where it lies. A link that
    leads out, or to a folder that it lies in, is a source whose reading fails with that reason.
    The files of an archive are sources of their own. A file that is named by itself is read
    whatever its extension, as text where that says nothing.

    Raises:
        FileNotFoundError: There is nothing at ``path``.
    """
    columns = columns or Columns()
    root = Path(path).absolute()  # workers may have another working directory
    if not root.exists():
        raise FileNotFoundError(f"there is no file or folder {path}")
    listing = Listing([], [], [])
    if root.is_dir():
        for entry, name, error in _entries(root, listing):
            _add(listing, entry, name, error, columns)
    else:
        kind = format_of(root.name) or "text"
        _add_file(listing, Source(str(root), shown_name(root.name), kind, columns))
    return _ordered(listing)


def _ordered(listing: Listing) -> Listing:
    tables = frozenset(source.name for source in listing.sources if has_rows(source))
    sources = [
        dataclasses.replace(source, name=rows_apart(tables, source.name))
        if "#" in source.name
        else source
        for source in listing.sources
    ]
    sources.sort(key=lambda source: source.name)
    return Listing(sources, sorted(listing.skipped), sorted(listing.hidden))


def has_rows(source: Source) -> bool:
    """Whether a file holds many articles."""
    return isinstance(READERS.get(source.format), RowReader)


def _add(
    listing: Listing, entry: str, name: str, error: Exception | None, columns: Columns
) -> None:
    kind = format_of(Path(entry).name)
    if error is not None:
        broken = failure(name, None, error)
        listing.sources.append(Source(entry, name, kind or "text", failure=broken))
    elif kind is None:
        listing.skipped.append(name)
    else:
        _add_file(listing, Source(entry, name, kind, columns))


def _add_file(listing: Listing, source: Source) -> None:
    """A file, or what lies in it if it is an archive."""
    if source.format != ARCHIVE:
        listing.sources.append(source)
        return
    try:
        members = open_archive(source.path).members
    except Exception as error:  # a broken archive makes the libraries raise whatever comes
        broken = failure(source.name, None, error)
        listing.sources.append(dataclasses.replace(source, failure=broken))
        return
    for member in members:
        name = f"{source.name}/{shown_name(member.name)}"
        kind = format_of(member.name)
        parts = member.name.split("/")
        problem = member.error
        if kind == ARCHIVE:
            problem = BadMember("an archive inside of an archive is not read")
        if problem is None and (parts[0] == "__MACOSX" or any(p.startswith(".") for p in parts)):
            listing.hidden.append(name)
        elif problem is not None:
            listing.sources.append(_unreadable(source, name, kind, problem))
        elif kind is None:
            listing.skipped.append(name)
        else:
            listing.sources.append(
                dataclasses.replace(source, name=name, format=kind, member=member.name)
            )


def _unreadable(source: Source, name: str, kind: str | None, error: ReadError) -> Source:
    broken = failure(name, None, error)
    return dataclasses.replace(source, name=name, format=kind or "text", failure=broken)


def _entries(root: Path, listing: Listing) -> Iterator[tuple[str, str, Exception | None]]:
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
            name = _relative(entry.path, root)
            if entry.name.startswith("."):
                listing.hidden.append(name)
            elif entry.is_symlink():
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
    return shown_name(Path(path).relative_to(root).as_posix())
