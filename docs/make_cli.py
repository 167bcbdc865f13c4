"""Writes docs/cli.md, every command and option, from the command line itself.

Usage: python docs/make_cli.py
"""

from __future__ import annotations

import enum
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from extract.cli import app

PAGE = Path(__file__).parent / "cli.md"


def page() -> str:
    """The reference."""
    parts = ["# The command line\n"]
    for name, command in _commands():
        kinds = typing.get_type_hints(command.callback)
        arguments = [each for each in command.params if each.param_type_name == "argument"]
        usage = " ".join(("extract", name, *map(_argument, arguments), "[OPTIONS]"))
        parts += [f"## extract {name}\n", f"{_text(command.help)}\n", f"```\n{usage}\n```\n"]
        options = [each for each in command.params if each.param_type_name == "option"]
        shown = [each for each in options if not each.hidden and each.name != "help"]
        rows = [*((f"`{each.name.upper()}`", each) for each in arguments),
                *((_flags(each), each) for each in shown)]  # fmt: skip
        parts += ["| | |", "|---|---|"]
        parts += [
            f"| {named} | {_text(each.help)}{_values(each, kinds[each.name])} |"
            for named, each in rows
        ]
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def _commands() -> Iterator[tuple[str, Any]]:
    group: Any = typer.main.get_command(app)
    yield from sorted(group.commands.items())


def _argument(argument: Any) -> str:
    name: str = argument.name.upper()
    return name if argument.required else f"[{name}]"


def _flags(option: Any) -> str:
    return ", ".join(f"`{flag}`" for flag in (*option.opts, *option.secondary_opts))


def _values(option: Any, kind: Any) -> str:
    """What an option may be, and what it is without being given."""
    choices: list[Any] = list(kind) if isinstance(kind, enum.EnumType) else []
    said = f" One of {', '.join(f'`{choice}`' for choice in choices)}." if choices else ""
    is_switch = isinstance(option.default, bool) or getattr(option, "count", False)
    is_told = not is_switch and option.default not in (None, "")
    return f"{said} Default: `{option.default}`." if is_told else said


def _text(words: str | None) -> str:
    return " ".join((words or "").split()).replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
