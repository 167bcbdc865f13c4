"""Where the natasha package keeps what we read of it: lists of names, vectors, models."""

from __future__ import annotations

import importlib.util
from pathlib import Path


def natasha_file(*parts: str) -> Path:
    """A data file of the natasha package, found without importing it.

    Raises:
        FileNotFoundError: The package or the file is missing.
    """
    spec = importlib.util.find_spec("natasha")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder, "data", *parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"natasha's data file {'/'.join(parts)} is missing: reinstall natasha")
