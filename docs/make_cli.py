"""Writes docs/cli.md, every command and option, from the command line itself.

Usage: python docs/make_cli.py
"""

from __future__ import annotations

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
        usage = " ".join(("extract", name, *_arguments(command)))
        parts += [f"## extract {name}\n", f"{_text(command.help)}\n", f"```\n{usage}\n```\n"]
        options = [each for each in command.params if each.param_type_name == "option"]
        shown = [each for each in options if not each.hidden and each.name != "help"]
        if shown:
            parts += ["| option | |", "|---|---|"]
            parts += [f"| {_flags(option)} | {_text(option.help)} |" for option in shown]
            parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def _commands() -> Iterator[tuple[str, Any]]:
    group = typer.main.get_command(app)
    yield from sorted(group.commands.items())


def _arguments(command: Any) -> Iterator[str]:
    for each in command.params:
        if each.param_type_name == "argument":
            yield each.name.upper()
    yield "[OPTIONS]"


def _flags(option: Any) -> str:
    return ", ".join(f"`{flag}`" for flag in (*option.opts, *option.secondary_opts))


def _text(words: str | None) -> str:
    return " ".join((words or "").split()).replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
