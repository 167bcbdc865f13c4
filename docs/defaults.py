"""Signatures in the reference: a default that is named in another place is shown by its value."""

from __future__ import annotations

from typing import Any

import griffe

from extract.runs.settings import RunSettings


class Defaults(griffe.Extension):
    """``workers: int = 1`` for ``workers: int = RunSettings.workers``."""

    def on_function_instance(self, *, func: griffe.Function, **_: Any) -> None:
        """Called with each function as it is read."""
        for parameter in func.parameters:
            place, _, name = str(parameter.default).partition(".")
            if place == RunSettings.__name__:
                value = getattr(RunSettings, name)
                parameter.default = repr(str(value) if isinstance(value, str) else value)
