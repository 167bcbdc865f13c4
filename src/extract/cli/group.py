"""The group of commands: what typer says of wrong arguments goes to the terminal harmless."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from typer import BadParameter
from typer.core import TyperGroup

from extract.terminal import printable

_Wrong: type[Exception] = BadParameter.__mro__[1]  # UsageError, which typer keeps to itself


class Commands(TyperGroup):
    """Arguments are often names of files that somebody else has given (``extract show *``)."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        with _harmless():
            return super().make_context(*args, **kwargs)

    def invoke(self, *args: Any, **kwargs: Any) -> Any:
        with _harmless():
            return super().invoke(*args, **kwargs)


@contextlib.contextmanager
def _harmless() -> Iterator[None]:
    try:
        yield
    except _Wrong as error:
        error.message = printable(getattr(error, "message", ""), lines=True)  # type: ignore[attr-defined]
        raise
