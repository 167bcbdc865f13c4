"""Archives: which files lie in them, and how one of them is opened. Nothing is unpacked to disk.

A .tar knows nothing of its files but by walking along, and a packed one is unpacked for that; so
the archive that was read last stays open in its thread, and its next file is a step away.
"""

from __future__ import annotations

import io
import re
import tarfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from .bounds import Bounded, check_expansion
from .model import BadMember, BrokenFormat, Encrypted, NotAFile, ReadError, TooLarge

_MOST = 1_000_000  # files in an archive: their names take up to 300 MB (a name of 60 letters 273 B)
_DRIVE = re.compile(r"[A-Za-z]:")


class Member(NamedTuple):
    """A file in an archive.

    Attributes:
        name: Its path in the archive, with "/".
        error: Why it cannot be read; None where it can.
    """

    name: str
    error: ReadError | None = None


class Archive:
    """An open archive.

    Attributes:
        members: Its files, in its order, each name once.
    """

    def __init__(self, members: Iterator[tuple[str, object, ReadError | None]]) -> None:
        self.members: list[Member] = []
        self._places: dict[str, object] = {}
        for name, place, error in members:
            if len(self.members) == _MOST:
                raise TooLarge(f"it holds more than {_MOST:,} files")
            known = name in self._places
            error = _bad_name(name) or error or (BadMember("it is there twice") if known else None)
            self.members.append(Member(name, error))
            self._places.setdefault(name, place)

    def open(self, name: str) -> BinaryIO:
        """A file of it; raises FileNotFoundError."""
        if name not in self._places:
            raise FileNotFoundError(2, "no such file in the archive")
        return self._open(self._places[name])

    def _open(self, place: object) -> BinaryIO:
        raise NotImplementedError


class _Zip(Archive):
    def __init__(self, path: str) -> None:
        try:
            self._file = zipfile.ZipFile(path)
            entries = [entry for entry in self._file.infolist() if not entry.is_dir()]
            total = sum(entry.file_size for entry in entries)
            check_expansion(Path(path).stat().st_size, total)
            super().__init__((_zip_name(entry), entry, _zip_error(entry)) for entry in entries)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise BrokenFormat(f"it is no zip archive that can be read: {error}") from None

    def _open(self, place: object) -> BinaryIO:
        return cast(BinaryIO, self._file.open(cast(zipfile.ZipInfo, place)))


def _zip_error(entry: zipfile.ZipInfo) -> ReadError | None:
    return Encrypted("it is encrypted") if entry.flag_bits & 1 else None


def _zip_name(entry: zipfile.ZipInfo) -> str:
    """A name that does not say that it is UTF-8 is in UTF-8 all the same or, of old, in cp866."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        raw = name.encode("cp437", "replace")
        try:
            name = raw.decode()
        except UnicodeDecodeError:
            name = raw.decode("cp866")
    return name.replace("\\", "/")


class _Tar(Archive):
    def __init__(self, path: str) -> None:
        raw = Path(path).open("rb")  # noqa: SIM115 (it stays open with the archive)
        try:
            packed = _UNPACK[Path(path).suffix.lower()]
            file = raw if packed is None else io.BufferedReader(Bounded(packed(raw), raw))
            self._file = tarfile.open(fileobj=file, mode="r:")  # noqa: SIM115
            super().__init__(_tar_members(self._file, Path(path).stat().st_size))
        except (tarfile.TarError, EOFError) as error:
            raise BrokenFormat(f"it is no tar archive that can be read: {error}") from None

    def _open(self, place: object) -> BinaryIO:
        return cast(BinaryIO, self._file.extractfile(cast(tarfile.TarInfo, place)))


def _tar_members(
    file: tarfile.TarFile, packed: int
) -> Iterator[tuple[str, object, ReadError | None]]:
    size = 0
    for entry in file:
        size += entry.size  # of a sparse file whatever it says
        check_expansion(packed, size)
        if entry.isdir():
            continue
        error = None if entry.isreg() else NotAFile("it is not a file but a link or a device")
        yield entry.name.removeprefix("./"), entry, error


def _gunzip(file: BinaryIO) -> BinaryIO:
    import gzip

    return cast(BinaryIO, gzip.open(file))


_UNPACK: dict[str, Callable[[BinaryIO], BinaryIO] | None] = {
    ".tar": None, ".gz": _gunzip, ".tgz": _gunzip,
}  # fmt: skip
ARCHIVES: dict[str, Callable[[str], Archive]] = {
    ".zip": _Zip, ".tar": _Tar, ".tar.gz": _Tar, ".tgz": _Tar,
}  # fmt: skip


def archive_kind(name: str) -> str | None:
    """The extension that makes a file an archive; None for other files."""
    return next((kind for kind in ARCHIVES if name.lower().endswith(kind)), None)


def _bad_name(name: str) -> ReadError | None:
    if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
        return BadMember("its name leads out of the archive")
    return None


_kept = threading.local()


def open_archive(path: str) -> Archive:
    """The archive at a path; the one that this thread read last stays open.

    Raises:
        OSError: It is not there or may not be read.
        ReadError: It is broken, or a bomb.
    """
    status = Path(path).stat()
    key = (path, status.st_mtime_ns, status.st_size)
    if getattr(_kept, "key", None) != key:
        _kept.key = _kept.archive = None
        kind = archive_kind(path)
        _kept.archive = ARCHIVES[kind or ".zip"](path)
        _kept.key = key
    return cast(Archive, _kept.archive)


def open_member(path: str, name: str) -> BinaryIO:
    """A file of an archive, for reading. Raises as ``open_archive``, and FileNotFoundError."""
    return open_archive(path).open(name)
