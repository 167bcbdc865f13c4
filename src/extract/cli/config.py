"""Options of a command from a TOML file, under the names that they have on the command line.

    out = "data/out"
    workers = 4
    exclude = ["relations"]

What stands on the command line wins; a name that is no option is an error.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import typer

_LARGEST = 2**20  # bytes of a file; generous: settings take some hundred
_TABLES = frozenset({"words"})  # options that ``table`` reads


def apply(context: typer.Context, file: Path | None) -> Path | None:
    """Makes the options of a file the defaults of a command: what ``--config`` calls.

    Args:
        context: Of the command.
        file: The file; None leaves all as it is.

    Raises:
        typer.BadParameter: It cannot be read, has a name that is no option of the command, or a
            value of another kind than the option takes.
    """
    if file is not None:
        known = {_name(one): one for one in context.command.params if one.name != "config"}
        given = _read(file)
        _refuse_unknown(file, given, known)
        context.default_map = {
            str(known[_dashed(name)].name): _value(file, name, value, known[_dashed(name)])
            for name, value in given.items()
        }
    return file


def table(given: str | Mapping[str, Any]) -> Mapping[str, Any]:
    """What an option holds that is a table: it names a file, or stands in that of ``--config``.

    Raises:
        typer.BadParameter: The file cannot be read.
    """
    return given if isinstance(given, Mapping) else _read(Path(given))


def _read(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as opened:
            text = opened.read(_LARGEST + 1)
        if len(text) > _LARGEST:
            raise typer.BadParameter(f"{file} is larger than {_LARGEST:,} bytes")
        return tomllib.loads(text.decode("utf-8-sig"))
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise typer.BadParameter(f"{file} is not TOML: {error}") from None


def _refuse_unknown(file: Path, given: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    unknown = [name for name in given if _dashed(name) not in known]
    if not unknown:
        return
    near = [match for name in unknown for match in get_close_matches(_dashed(name), known, 1)]
    hint = f" (did you mean {', '.join(near)}?)" if near else ""
    raise typer.BadParameter(
        f"{file}: no such option: {', '.join(unknown)}{hint}; there are {', '.join(sorted(known))}"
    )


def _value(file: Path, name: str, value: Any, option: Any) -> Any:
    """What the command line would have given for it."""
    if getattr(option, "is_flag", False):
        kind, right = "true or false", isinstance(value, bool)
    elif getattr(option, "multiple", False):
        value = [value] if isinstance(value, str) else value
        right = isinstance(value, list) and all(isinstance(one, str) for one in value)
        kind = "a text or a list of texts"
    elif option.name in _TABLES and isinstance(value, Mapping):
        return value
    else:
        kind = "a text or a number"
        right = isinstance(value, (str, int, float)) and not isinstance(value, bool)
        value = str(value)
    if not right:
        raise typer.BadParameter(f"{file}: {name} takes {kind}")
    return value


def _name(option: Any) -> str:
    return _dashed(str(option.name))


def _dashed(name: str) -> str:
    return name.replace("_", "-")
