"""A folder of CSV as ``neo4j-admin database import`` reads it, or why it would refuse it.

The rules are those of its manual: https://neo4j.com/docs/operations-manual/current/import/
("CSV file header format", "Full import", with the options' defaults: fields of one line, a quote
within quotes doubled, relationships between nodes that are there, ids that are unique).
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import shlex
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

FIELD = re.compile(
    r"(?P<name>[^:]*)(?::(?P<type>ID|START_ID|END_ID|TYPE|LABEL|IGNORE|[a-z]+(?:\[\])?)"
    r"(?:\((?P<space>\w+)\))?)?"
)
VALUES: dict[str, Any] = {
    "int": int, "long": int, "float": float, "double": float, "string": str, "char": str,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": dt.date.fromisoformat, "localdatetime": dt.datetime.fromisoformat,
}  # fmt: skip
KEYS = {"ID", "START_ID", "END_ID", "TYPE", "LABEL"}


class Refused(Exception):
    """The import would refuse the files."""


class Field(NamedTuple):
    """A column: the name of a property, its type, the space of an id."""

    name: str
    type: str
    space: str | None


class Graph(NamedTuple):
    """What the import would make."""

    nodes: dict[tuple[str | None, str], dict[str, Any]]
    relationships: list[dict[str, Any]]


def read(folder: Path) -> Graph:
    """The graph of a folder with ``import.txt``, the command.

    Raises:
        Refused: A rule is broken.
    """
    options = _options((folder / "import.txt").read_text("utf-8"))
    delimiter = options.get("array-delimiter", [";"])[0]
    nodes: dict[tuple[str | None, str], dict[str, Any]] = {}
    for name in options["nodes"]:
        for row in _rows(folder / name, {"ID"}, {"ID", "LABEL"}, delimiter):
            key = row["ID"]
            if key in nodes:
                raise Refused(f"{name}: the id {key} is there twice")
            nodes[key] = row
    relationships = []
    ends = {"START_ID", "END_ID", "TYPE"}
    for name in options["relationships"]:
        for row in _rows(folder / name, ends, ends, delimiter):
            if lacking := {row["START_ID"], row["END_ID"]} - nodes.keys():
                raise Refused(f"{name}: there is no node {lacking}")
            relationships.append(row)
    return Graph(nodes, relationships)


def _options(command: str) -> dict[str, list[str]]:
    words = shlex.split(command)
    if words[:4] != ["neo4j-admin", "database", "import", "full"]:
        raise Refused(f"no command of an import: {command}")
    found: dict[str, list[str]] = {}
    for word in words[4:-1]:
        option, _, value = word.removeprefix("--").partition("=")
        found.setdefault(option, []).append(value)
    return found


def _rows(file: Path, needed: set[str], allowed: set[str], delimiter: str) -> list[dict[str, Any]]:
    text = file.read_bytes().decode("utf-8")
    lines = list(csv.reader(text.splitlines(keepends=True), strict=True))
    if len(lines) != len(text.split("\n")) - 1:
        raise Refused(f"{file.name}: a field of several lines")
    fields = [_field(one) for one in lines[0]]
    keys = [field.type for field in fields if field.type in KEYS]
    if not needed <= set(keys) <= allowed or len(keys) != len(set(keys)):
        raise Refused(f"{file.name}: it has the columns {keys}")
    if twice := [name for name, n in Counter(one.name for one in fields).items() if name and n > 1]:
        raise Refused(f"{file.name}: two properties are called {twice}")
    return [_row(file, fields, cells, delimiter) for cells in lines[1:]]


def _field(header: str) -> Field:
    match = FIELD.fullmatch(header)
    kind = match and (match["type"] or "string")
    if not match or (kind not in KEYS and kind.removesuffix("[]") not in VALUES):
        raise Refused(f"no type of a field: {header}")
    return Field(match["name"], kind, match["space"])


def _row(file: Path, fields: list[Field], cells: list[str], delimiter: str) -> dict[str, Any]:
    if len(cells) != len(fields):
        raise Refused(f"{file.name}: {len(cells)} cells for {len(fields)} columns: {cells}")
    row: dict[str, Any] = {}
    for field, cell in zip(fields, cells, strict=True):
        try:
            row[field.type if field.type in KEYS else field.name] = _value(field, cell, delimiter)
        except (ValueError, KeyError) as error:
            raise Refused(f"{file.name}: {field}: {cell!r}: {error}") from error
    return row


def _value(field: Field, cell: str, delimiter: str) -> Any:
    if field.type in KEYS and not cell:
        raise ValueError("empty")
    if field.type in ("ID", "START_ID", "END_ID"):
        return field.space, cell
    if field.type == "TYPE":
        return cell
    if field.type == "LABEL":
        return cell.split(delimiter)
    if not cell:
        return None
    if field.type.endswith("[]"):
        return [VALUES[field.type[:-2]](one) for one in cell.split(delimiter)]
    return VALUES[field.type](cell)
