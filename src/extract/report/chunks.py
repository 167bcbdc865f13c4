"""Data for the page, cut into files that a browser can load from disk.

A page opened from disk may not fetch, but it may add scripts. So a chunk is a script of one
call, ``extractPage(name, data)``, and the data is JSON. Each chunk stands alone: what its rows
refer to by number (entities, documents) it lists itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

Row = tuple[Any, ...]
Query = Callable[[str], Iterator[Row]]  # the rows of an SQL query over the tables

SIZE = 192 * 1024  # characters, about; a row is never cut. By hand: a moment's work for a browser
# JSON may hold these, but to a script the first two end a line in old browsers, and the third
# could begin "</script>" where somebody inlines a chunk.
_ESCAPED = {"\u2028": "\\u2028", "\u2029": "\\u2029", "<": "\\u003c"}


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def dumps(data: Any) -> str:
    """Data as JSON that is safe inside of any script."""
    return _safe(_json(data))


def _safe(text: str) -> str:
    for character, escape in _ESCAPED.items():
        text = text.replace(character, escape)
    return text


class Pool(dict[Row, int]):
    """Values that rows refer to by their number, each once: ``pool[value]``."""

    def __missing__(self, value: Row) -> int:
        number = self[value] = len(self)
        return number


class Chunk:
    """Rows, and what they refer to.

    Attributes:
        entities: id (none for what has no card), name, type.
        documents: id, title, date.
        key: Of the first row, for looking up which chunk has a row.
    """

    def __init__(self, key: str | int = "") -> None:
        self.entities, self.documents = Pool(), Pool()
        self.key = key
        self.rows: list[str] = []
        self.size = 0

    def add(self, row: Any) -> None:
        self.rows.append(_json(row))
        self.size += len(self.rows[-1])

    def json(self) -> str:
        """All of it, safe as ``dumps`` makes it."""
        entities, documents = (_json([*pool]) for pool in (self.entities, self.documents))
        rows = ",\n".join(self.rows)
        return _safe(f'{{"entities":{entities},"documents":{documents},"rows":[\n{rows}\n]}}')


class Chunks:
    """The folder ``data`` of a page.

    Attributes:
        keys: By kind of chunk, the key of each one's first row.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keys: dict[str, list[str | int]] = {}

    def write(self, name: str, json_text: str) -> None:
        """Writes one chunk.

        Args:
            name: "register/3", of the file ``register/3.js``.
            json_text: Its data, made by ``dumps``.
        """
        file = self.folder / f"{name}.js"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'extractPage("{name}",{json_text});\n', encoding="utf-8", newline="\n")

    def write_rows(
        self, kind: str, records: Iterable[Any], row: Callable[[Any, Chunk], Any], key: str = ""
    ) -> None:
        """Writes records as chunks "kind/0", "kind/1", …, at least one.

        Args:
            kind: Of the chunks.
            records: In the order of the page.
            row: Makes a row of a record for a chunk.
            key: The field of a row that it is looked up by, if it is; rows are sorted by it.
        """
        keys = self.keys.setdefault(kind, [])
        chunk = Chunk()
        for record in records:
            if chunk.size > SIZE:
                self._close(kind, chunk)
                chunk = Chunk()
            made = row(record, chunk)
            if key and not chunk.rows:
                chunk.key = made[key]
            chunk.add(made)
        if chunk.rows or not keys:
            self._close(kind, chunk)

    def _close(self, kind: str, chunk: Chunk) -> None:
        keys = self.keys[kind]
        self.write(f"{kind}/{len(keys)}", chunk.json())
        keys.append(chunk.key)
