"""Rules over typed items: each replaces a run of items by what it means.

A rule's pattern is a regular expression whose letters are whole words, the kinds of items:
``"NUM MONTH"``, ``"FROM (POINT|NUM) (BY|TO) POINT"``. The rules are applied in the order in
which they were written, each as often as it fits, from left to right.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from extract.stages.dates.expressions import Amounts, Duration, Point
from extract.stages.dates.lexer import Item

Items = list[Item]
Made = Items | Item | None
Build = Callable[[Items], Made]

_letters: dict[str, str] = {}


def _letter(kind: str) -> str:
    return _letters.setdefault(kind, chr(0xE000 + len(_letters)))  # private use area


def encode(items: list[Item]) -> str:
    """One letter for each item."""
    return "".join([_letter(item.kind) for item in items])


class Cascade:
    """Rules in order."""

    def __init__(self) -> None:
        self.rules: list[tuple[re.Pattern[str], Build]] = []

    def rule(self, *patterns: str) -> Callable[[Build], Build]:
        """Adds a function as the meaning of the patterns; it may decline by returning None."""

        def add(build: Build) -> Build:
            for pattern in patterns:
                letters = re.sub(r"[A-Z_]+", lambda match: _letter(match[0]), pattern)
                self.rules.append((re.compile(letters.replace(" ", "")), build))
            return build

        return add

    def reduce(self, items: list[Item]) -> list[Item]:
        """The items after every rule has been applied."""
        line = encode(items)
        for pattern, build in self.rules:
            start = 0
            while match := pattern.search(line, start):
                first, last = match.span()
                made = build(items[first:last])
                if made is None:
                    start = first + 1
                    continue
                if isinstance(made, Item):
                    made = [made]
                unchanged = len(made) == last - first
                items = [*items[:first], *made, *items[last:]]
                line = encode(items)
                start = first + 1 if unchanged else first
        return items


def make(kind: str, value: Any, items: list[Item]) -> Item:
    """An item for several others."""
    return Item(kind, value, " ".join(item.text for item in items))


def point(found: Items, **fields: Any) -> Item:
    """An item for a point."""
    return make("POINT", Point(**fields), found)


def lasting(found: Items, amounts: Amounts, window: int | None = None) -> Item:
    """An item for a duration."""
    return make("DURATION", Duration(amounts, window=window), found)
