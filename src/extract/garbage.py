"""Python's search for garbage, put off where much is made and none of it is garbage in circles."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

# New objects between two searches, where Python has 700: an article makes tens of thousands,
# nearly all of which go as soon as nobody asks for them.
_SELDOM = 20_000
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


def settle() -> None:
    """What is loaded by now stays, and is not looked through again; what is new, but seldom."""
    gc.freeze()
    gc.set_threshold(_SELDOM, *_OLDER)


def unsettle() -> None:
    """Looks through all, as Python does by itself."""
    gc.set_threshold(_USUAL, *_OLDER)
    gc.unfreeze()
    gc.collect()
