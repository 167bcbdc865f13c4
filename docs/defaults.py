"""Signatures in the reference: a default that is named in another place is shown by its value."""

from __future__ import annotations

import re
from typing import Any

import griffe

from extract.runs.settings import RunSettings


class Defaults(griffe.Extension):
    """``workers: int = 1`` for ``workers: int = RunSettings.workers``."""

    def on_function_instance(self, *, func: griffe.Function, **_: Any) -> None:
        """Called with each function as it is read."""
        for parameter in func.parameters:
            named = re.fullmatch(rf"{RunSettings.__name__}\.(\w+)", str(parameter.default))
            if named:
                value = getattr(RunSettings, named[1])
                parameter.default = repr(str(value) if isinstance(value, str) else value)
