"""When Python looks for garbage, and when what is free goes back to the system."""

from __future__ import annotations

import contextlib
import ctypes
import gc
from collections.abc import Iterator


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
    keep most of them for the next.
    """
    gc.collect()
    with contextlib.suppress(AttributeError, OSError):  # only glibc keeps what is freed
        ctypes.CDLL(None).malloc_trim(0)
