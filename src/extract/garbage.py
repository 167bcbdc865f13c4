"""When Python looks for garbage, and when what is free goes back to the system."""

from __future__ import annotations

import contextlib
import ctypes
import gc
from collections.abc import Iterator

# New objects between two searches, where Python has 700: an article makes tens of thousands,
# nearly all of which go as soon as nobody asks for them.
_SELDOM = 100_000
_MMAP_THRESHOLD = -3  # of glibc's mallopt
_LARGE = 4 << 20  # bytes; only long texts need such blocks
_SMALL = 256 << 10  # bytes: twice what glibc begins with
_USUAL, *_OLDER = gc.get_threshold()


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Looks for none: where millions of objects are made to stay, that takes much of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def give_back() -> None:
    """Looks for garbage in circles, and gives what is free back to the system.

    The stages of a long text make and drop hundreds of megabytes, each of other sizes: glibc would
    keep most of them for the next. From then on it keeps small blocks alone.
    """
    gc.collect()
    _tell_glibc("mallopt", _MMAP_THRESHOLD, _SMALL)
    _tell_glibc("malloc_trim", 0)


def _tell_glibc(what: str, *numbers: int) -> None:
    """Where there is one: other libraries keep less of what is freed."""
    with contextlib.suppress(AttributeError, OSError, TypeError):
        getattr(ctypes.CDLL(None), what)(*numbers)


def settle() -> None:
    """What is loaded by now stays, and is not looked through again; what is new, but seldom."""
    gc.freeze()
    gc.set_threshold(_SELDOM, *_OLDER)
    # Or it keeps blocks of a size that was once freed, of up to 32 MiB.
    _tell_glibc("mallopt", _MMAP_THRESHOLD, _LARGE)


def unsettle() -> None:
    """What is made is looked through again as often as Python does by itself."""
    gc.set_threshold(_USUAL, *_OLDER)
    gc.unfreeze()
