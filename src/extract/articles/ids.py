"""Ids of articles: stable, printable, and no two alike."""

from __future__ import annotations

import array
import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from .model import printable

_ROW = re.compile(r"(.*)@\d+", re.DOTALL)


def shown_name(name: str) -> str:
    r"""A file's name as UTF-8 on one line: bytes that are not appear as "\xcf".

    Backslashes are doubled, so that no other name looks the same.
    """
    doubled = os.fsencode(name.replace("\\", r"\\"))
    return printable(doubled.decode("utf-8", "backslashreplace"))


def row_id(values: Mapping[str, Any], number: Any) -> str:
    """What stands after "#" in a row's ``doc_id``: its id, or its number where it has none."""
    value = values.get("id")
    if value is None or value != value:
        return str(number)
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # whole numbers become floats where some are missing
    return printable(" ".join(str(value).split())) or str(number)


class RowIds:
    """The ids of a file's rows, of which those that need "@" and the row's number are found.

    A row needs it whose id stands in the file several times; and one whose id looks as if it had
    got it: of "x@3", "x", "x" the third row becomes "x@3", so the first becomes "x@3@1".
    """

    def __init__(self) -> None:
        self._hashes = array.array("Q")
        self._alike: list[tuple[int, int, int]] = []  # length, row, hash of what is before "@"

    def add(self, name: str) -> None:
        """The id of the next row."""
        if match := _ROW.fullmatch(name):
            self._alike.append((len(name), len(self._hashes), _hash(match[1])))
        self._hashes.append(_hash(name))

    def repeated(self) -> npt.NDArray[np.bool_]:
        """One flag a row."""
        _, inverse, counts = np.unique(
            np.array(self._hashes), return_inverse=True, return_counts=True
        )
        flags: npt.NDArray[np.bool_] = (counts > 1)[inverse]
        if self._alike:
            taken = {int(name) for name in np.array(self._hashes)[flags]}
            for _, row, base in sorted(self._alike):  # what is before "@" is shorter: known first
                if base in taken:
                    flags[row] = True
                    taken.add(self._hashes[row])
        return flags


def _hash(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big")


def unique(doc_id: str, number: int, seen: set[str]) -> str:
    """An id that has not been seen, by adding "@" and a number; it is seen from now on."""
    while doc_id in seen:
        doc_id = f"{doc_id}@{number}"
    seen.add(doc_id)
    return doc_id


def rows_apart(files: Iterable[str], name: str) -> str:
    """A file's name that no row of another file can have for its id.

    Args:
        files: Names of the files that have rows.
        name: The name; only one with "#" can look like the row of a file.
    """
    known = files if isinstance(files, (set, frozenset)) else frozenset(files)
    places = (at for at, character in enumerate(name) if character == "#")
    if any(name[:at] in known for at in places):
        return name.replace("#", r"\x23")
    return name
