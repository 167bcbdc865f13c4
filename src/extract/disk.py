"""Files that outlive a crash, and locks between processes."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# What a system says that has no room left: on the disk, in the quota, under a limit of size.
NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_SYNCED_AT_ONCE = 16  # a shard has 13; a disk gathers what comes together
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP})


def sync(path: Path) -> None:
    """Makes sure that a file, or the names in a folder, survive a power cut."""
    if os.name == "nt" and path.is_dir():  # Windows cannot open folders
        return
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_all(folder: Path) -> None:
    """``sync`` of each file in a folder and of the folder.

    All files at once: a disk writes many in the time that it takes to say that one is written.
    """
    with ThreadPoolExecutor(_SYNCED_AT_ONCE) as pool:
        list(pool.map(sync, folder.iterdir()))
    sync(folder)


def checksum(file: Path) -> str:
    """A hash of a file's contents, read in pieces."""
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, lambda: hashlib.blake2b(digest_size=12))
    return digest.hexdigest()


def remove(path: Path) -> None:
    """Removes a file or a folder with all in it, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def locked(file: Path, wait: bool = True) -> Iterator[None]:
    """Holds a lock, which the system opens when the process ends, however it ends.

    A file system without locks is taken to have no second process.

    Args:
        file: What stands for the lock; made where it is missing.
        wait: For another process to let go.

    Raises:
        BlockingIOError: Another process holds it, and ``wait`` is false.
    """
    with file.open("a+b") as opened:
        try:
            _lock(opened.fileno(), wait)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        yield


def _lock(descriptor: int, wait: bool) -> None:
    if os.name == "nt":
        import msvcrt

        mode = msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK  # type: ignore[attr-defined]
        try:
            msvcrt.locking(descriptor, mode, 1)  # type: ignore[attr-defined]
        except PermissionError as error:
            raise BlockingIOError(*error.args) from None
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
