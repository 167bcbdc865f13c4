"""What one article may take of time and memory before it is given up.

Hangs and bombs are to meet these limits, and nothing else: what is in the tables must not depend
on how fast a machine is. Where nothing can interrupt a library, the process has to die; only
processes that are there for the work do (``Guard``), and the executors find out why.
"""

from __future__ import annotations

import contextlib
import dataclasses
import faulthandler
import math
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from extract.runs.errors import RunError

try:
    import resource
except ModuleNotFoundError:  # Windows
    resource = None  # type: ignore[assignment]

SECONDS = 600.0  # an article of 5,000 characters takes a fifth of one
MIB = 4096  # a laptop's half; a pipeline with an article of 5 MB takes 1.4 GB
USUAL = 100_000  # characters of an article that has the time that is set; longer ones have more
# What an article takes at its peak, as measured on prose of 5 MB in one line.
BYTES_A_CHARACTER = 350
# Times the limit after which a process that does not react is ended: it has had its time twice.
_GRACE = 2
_AGAIN = 1.0  # seconds: a library may have swallowed the first interruption


class OutOfTimeError(BaseException):
    """The time is up; no ``Exception``, since libraries swallow those."""


class OutOfMemoryError(Exception):
    """An article needs more memory than it may have."""


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    """Of one article.

    Attributes:
        seconds: To read it, and to process up to ``USUAL`` characters; of longer articles in
            proportion.
        mib: Memory, in MiB, that the process may grow by meanwhile.
    """

    seconds: float = SECONDS
    mib: int = MIB

    def check(self) -> None:
        """Raises RunError for limits that make no sense."""
        if not isinstance(self.seconds, int | float):
            raise RunError(f"seconds_per_article={self.seconds!r}: it is a number")
        if not (0 < self.seconds < math.inf and self.mib > 0):
            raise RunError("an article must be given some time and some memory")

    def time(self, characters: int) -> float:
        """Seconds for an article of so many characters."""
        return self.seconds * max(1.0, characters / USUAL)

    def check_length(self, characters: int) -> None:
        """Raises OutOfMemoryError for articles so long that they are not worth the attempt."""
        needed = characters * BYTES_A_CHARACTER >> 20
        if needed > self.mib:
            raise OutOfMemoryError(
                f"its {characters:,} characters need about {needed:,} MiB of memory, "
                f"more than the {self.mib:,} that an article may take"
            )

    def too_slow(self, characters: int = 0) -> str:
        """What is said of an article whose time is up."""
        return f"it took more than {self.time(characters):g} seconds"

    def too_large(self) -> str:
        """What is said of an article that ran out of memory."""
        return f"it needs more than {self.mib:,} MiB of memory"


USUAL_LIMITS = Limits()


class Guard:
    """Holds what is done to the limits.

    In the main thread a signal interrupts Python code and waiting, elsewhere time is looked at
    between stages. What neither reaches (a library's loop in C, which may hold the interpreter)
    a thread of C ends with its process, if the process is one that may be ended.
    """

    def __init__(self, limits: Limits, dump: IO[Any] | None = None) -> None:
        """Sets nothing yet.

        Args:
            limits: The limits.
            dump: An open file that is told where the process hung before it is ended; None where
                it must not be.
        """
        self.limits, self.dump = limits, dump
        self.stage = ""
        self._deadline = math.inf
        self._characters = 0
        self._rings = False

    @contextlib.contextmanager
    def watching(self, stage: str, characters: int = 0) -> Iterator[None]:
        """Limits what is done inside.

        Raises:
            OutOfTimeError: It took too long.
            MemoryError: It takes too much; raised by whatever asked for memory.
        """
        with self._alarm(), _memory(self.limits.mib):
            try:
                self.begin(stage, characters)
                yield
            finally:
                self._end()

    def begin(self, stage: str, characters: int = 0) -> None:
        """The time begins anew, for the next of several."""
        seconds = self.limits.time(characters)
        self.stage, self._characters = stage, characters
        self._deadline = time.monotonic() + seconds
        if self._rings:
            signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        if self.dump is not None:
            faulthandler.dump_traceback_later(_GRACE * seconds, exit=True, file=self.dump)

    def mark(self, stage: str) -> None:
        """A stage begins; the time of those before may be up."""
        self._look()
        self.stage = stage

    def _end(self) -> None:
        self._deadline = math.inf  # first: the signal may be on its way
        if self._rings:
            signal.setitimer(signal.ITIMER_REAL, 0)
        if self.dump is not None:
            faulthandler.cancel_dump_traceback_later()

    def _look(self, *_: object) -> None:
        if time.monotonic() >= self._deadline:
            raise OutOfTimeError(self.limits.too_slow(self._characters))

    @contextlib.contextmanager
    def _alarm(self) -> Iterator[None]:
        """The signal, unless its timer is somebody else's."""
        is_main = threading.current_thread() is threading.main_thread()
        if not (is_main and hasattr(signal, "setitimer")) or any(
            signal.getitimer(signal.ITIMER_REAL)
        ):
            yield
            return
        before = signal.signal(signal.SIGALRM, self._look)
        self._rings = True
        try:
            yield
        finally:
            self._rings = False
            # None: a handler that was not set from Python, which cannot be set again.
            signal.signal(signal.SIGALRM, signal.SIG_DFL if before is None else before)


@contextlib.contextmanager
def _memory(mib: int) -> Iterator[None]:
    """The kernel refuses the process more memory; where there is no such limit, nothing does."""
    taken = _taken()
    if resource is None or taken is None:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = taken + (mib << 20)
    allowed = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min([most, *allowed]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _taken() -> int | None:
    """Bytes that the process has asked for; None where the system is not Linux."""
    try:
        pages = int(Path("/proc/self/statm").read_bytes().split()[5])
    except OSError:
        return None
    return pages * resource.getpagesize()
