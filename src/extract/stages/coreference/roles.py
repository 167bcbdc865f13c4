"""Brackets behind a name that hold a role, and no other name of the same person."""

from __future__ import annotations

import re

from extract.annotations import Mention

_NAME = "[А-ЯЁ][А-ЯЁа-яё.-]+(?: [А-ЯЁ][А-ЯЁа-яё.-]+){1,3}"
_IN_BRACKETS = "\\([^()\n]{2,60}\\)"
_BEFORE = re.compile(f"{_NAME} {_IN_BRACKETS}(?:,| и) {_NAME} \\([^()\n]{{0,20}}$")
_BEHIND = re.compile(f"[^()\n]{{0,20}}\\)(?:,| и) {_NAME} {_IN_BRACKETS}")
_REACH = 200  # characters


def is_role(text: str, one: Mention) -> bool:
    """Whether a mention in brackets is a role of who stands before, in a list of such.

    "Олег Котов (Роберт), Пётр Зуев (Альмерик)".

    Args:
        text: The article's.
        one: The mention.
    """
    if "(" not in text[max(0, one.start - 20) : one.start]:
        return False
    if _BEHIND.match(text, one.end):
        return True
    return _BEFORE.search(text, max(0, one.start - _REACH), one.start) is not None
