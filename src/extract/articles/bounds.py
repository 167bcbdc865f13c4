"""How large anything may become in memory, and what gives a bomb away."""

from __future__ import annotations

import io
from typing import BinaryIO

from .model import Bomb

LARGEST = 64 * 2**20  # bytes of one article or row; a long book has 5 MB
# Text is packed 3 to 10 times, a log that repeats itself 50 times; deflate manages 1032.
_RATIO = 200


def check_expansion(packed: int, size: int) -> None:
    """Raises Bomb where so many bytes become suspiciously many."""
    if size > LARGEST and size > _RATIO * max(packed, 1):
        raise Bomb(f"it expands to {size // 2**20:,} MiB, more than {_RATIO} times its size")


class Bounded(io.RawIOBase):
    """A file that is unpacked while it is read, until it proves to be a bomb."""

    def __init__(self, unpacked: BinaryIO, packed: BinaryIO) -> None:
        """Watches a file.

        Args:
            unpacked: What is read.
            packed: The file beneath it, whose position tells how much was needed.
        """
        self._unpacked, self._packed = unpacked, packed

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._unpacked.seek(offset, whence)

    def tell(self) -> int:
        return self._unpacked.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._unpacked.read(len(buffer))
        check_expansion(self._packed.tell(), self._unpacked.tell())
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._unpacked.close()
            self._packed.close()
        super().close()
