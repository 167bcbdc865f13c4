"""The file of corrections: TOML, or the same as a table in CSV.

    [[merge]]
    entities = ["Петухов (PERSON)", "Ю. Петухов (PERSON)"]
    into = "Юрий Петухов"

An entity is named as the tables name it, with its type where that is needed to tell it apart, or
by its ``entity_id``. In CSV a column ``action`` has the name of the table and lists are separated
by ";".
"""

from __future__ import annotations

import csv
import io
import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from extract import schema

_LARGEST = 2**24  # bytes of a file; generous: 160,000 lines of a hundred


class _Action(NamedTuple):
    """What a correction must and may say."""

    needed: tuple[str, ...]
    allowed: tuple[str, ...] = ()


_CODES = ("country_code", "region_code", "wikidata_id", "parent")
# How far from nought; ids of GeoNames have eight digits today.
_NUMBERS = {"latitude": 90, "longitude": 180, "geonames_id": 2**31}
_LISTS = ("entities", "documents")
_RELATION = ("kind", "topic", "status", "place", "new_predicate")  # what can be changed

ACTIONS: dict[str, _Action] = {
    "merge": _Action(("entities", "into")),
    "split": _Action(("entity", "documents", "name")),
    "rename": _Action(("entity", "name")),
    "retype": _Action(("entity", "type")),
    "drop": _Action(("entity",)),
    "place": _Action(("entity", "kind"), (*_CODES, *_NUMBERS)),
    "drop_relation": _Action((), ("subject", "predicate", "object", "documents", "relation_id")),
    "change_relation": _Action(
        (), ("subject", "predicate", "object", "documents", "relation_id", *_RELATION)
    ),
}


class CorrectionsError(ValueError):
    """A file of corrections that cannot be read, with what is wrong where."""


class Correction(NamedTuple):
    """One correction.

    Attributes:
        action: One of ``ACTIONS``.
        number: Which of its action in the file, from 1.
        says: Its values by name.
    """

    action: str
    number: int
    says: Mapping[str, Any]

    def __str__(self) -> str:
        said = ", ".join(f"{name} = {value!r}" for name, value in self.says.items())
        return f"{self.action} {self.number} ({said})"


class Corrections(NamedTuple):
    """All corrections of a file.

    Attributes:
        source: Its name.
        list: In their order.
    """

    source: str
    list: tuple[Correction, ...]

    def of(self, *actions: str) -> Iterator[Correction]:
        """Those of some actions, in their order."""
        return (one for one in self.list if one.action in actions)


NO_CORRECTIONS = Corrections("", ())


def read(file: str | os.PathLike[str] | None) -> Corrections:
    """The corrections of a file.

    Args:
        file: TOML, or CSV by its name; None for no corrections.

    Raises:
        OSError: It cannot be read.
        CorrectionsError: It is no such file, or says what no correction says.
    """
    if file is None:
        return NO_CORRECTIONS
    path = Path(file)
    with path.open("rb") as opened:
        data = opened.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise CorrectionsError(f"{path} is larger than {_LARGEST:,} bytes")
    try:
        text = data.decode("utf-8-sig")
        rows = _csv(text) if path.suffix.lower() == ".csv" else _toml(text)
        return Corrections(path.name, tuple(_checked(rows)))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError, csv.Error) as error:
        raise CorrectionsError(f"{path} cannot be read: {error}") from None
    except CorrectionsError as error:
        raise CorrectionsError(f"{path}: {error}") from None


def _toml(text: str) -> Iterator[tuple[str, Any]]:
    for action, some in tomllib.loads(text).items():
        if not isinstance(some, list):
            raise CorrectionsError(f"{action}: write [[{action}]], each correction by itself")
        yield from ((action, one) for one in some)


def _csv(text: str) -> Iterator[tuple[str, Any]]:
    separator = ";" if ";" in text.split("\n", 1)[0] else ","
    for row in csv.DictReader(io.StringIO(text), delimiter=separator):
        said: dict[str, Any] = {name: value for name, value in row.items() if name and value}
        for name in _LISTS:
            if name in said:
                said[name] = [one.strip() for one in said[name].split(";")]
        for name in _NUMBERS:
            if name in said:
                said[name] = _number(name, said[name])
        if said:
            yield said.pop("action", ""), said


def _number(name: str, text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise CorrectionsError(f"{name} takes a number and not {text!r}") from None


def _checked(rows: Iterable[tuple[str, Any]]) -> Iterator[Correction]:
    numbers: dict[str, int] = {}
    for action, said in rows:
        if action not in ACTIONS:
            raise CorrectionsError(f"no correction {action!r}; {_near(action, ACTIONS)}")
        numbers[action] = numbers.get(action, 0) + 1
        one = Correction(action, numbers[action], said)
        try:
            yield _valid(one)
        except CorrectionsError as error:
            raise CorrectionsError(f"{action} {numbers[action]}: {error}") from None


def _near(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, known, 1)
    return f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"


def _valid(one: Correction) -> Correction:
    if not isinstance(one.says, dict):
        raise CorrectionsError("it says nothing")
    needed, allowed = ACTIONS[one.action]
    for name, value in one.says.items():
        if name not in (*needed, *allowed):
            raise CorrectionsError(f"no {name!r}; {_near(name, (*needed, *allowed))}")
        if not _fits(name, value):
            raise CorrectionsError(f"{name} does not take {value!r}")
    if missing := [name for name in needed if name not in one.says]:
        raise CorrectionsError(f"{', '.join(missing)} is missing")
    _check_words(one)
    return one


def _fits(name: str, value: Any) -> bool:
    if name in _LISTS:
        return (
            isinstance(value, list) and all(isinstance(v, str) and v for v in value) and value != []
        )
    if name in _NUMBERS:
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return number and abs(value) <= _NUMBERS[name]
    return isinstance(value, str) and value.strip() != ""


def _check_words(one: Correction) -> None:
    says = one.says
    if one.action == "place" and says["kind"] not in schema.PLACE_KINDS:
        raise CorrectionsError(f"kind is one of {', '.join(schema.PLACE_KINDS)}")
    if says.get("status", schema.STATUSES[0]) not in schema.STATUSES:
        raise CorrectionsError(f"status is one of {', '.join(schema.STATUSES)}")
    if "type" in says:
        try:
            schema.check_type(says["type"])
        except ValueError as error:
            raise CorrectionsError(str(error)) from None
    if one.action.endswith("_relation") and not {"relation_id", "subject", "object"} & says.keys():
        raise CorrectionsError("it names no subject, object or relation_id")
    if one.action == "change_relation" and not {*_RELATION} & says.keys():
        raise CorrectionsError(f"it changes nothing: {', '.join(_RELATION)}")
