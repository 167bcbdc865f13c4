"""Rules over typed items: each replaces a run of items by what it means.

A rule's pattern is a regular expression whose letters are whole words, the kinds of items:
``"NUM MONTH"``, ``"FROM (POINT|NUM) (BY|TO) POINT"``. The rules are applied in the order in
which they were written, each as often as it fits, from left to right. A rule is named after its
function and its pattern, and tells when it fires.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable
from typing import Any

from extract.stages.dates.expressions import Amounts, Duration, Point
from extract.stages.dates.lexer import Item

Items = list[Item]
Made = Items | Item | None
Build = Callable[[Items], Made]

_KNOWN_LINES = 1 << 14  # items of as many expressions; a language has some thousands


class _Letters(dict[str, str]):
    """A letter for each kind of items."""

    def __missing__(self, kind: str) -> str:
        self[kind] = letter = chr(0xE000 + len(self))  # private use area
        return letter


_letters = _Letters()


def encode(items: list[Item]) -> str:
    """One letter for each item."""
    return "".join([_letters[item.kind] for item in items])


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """What a run of items means.

    Attributes:
        name: The function and the pattern that it stands behind: "ago: (DURATION|UNIT) AGO".
        pattern: Over ``encode``'s letters.
        build: Makes the meaning; None where it declines.
    """

    name: str
    pattern: re.Pattern[str]
    build: Build


class Cascade:
    """Rules in order."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self._next = functools.lru_cache(maxsize=_KNOWN_LINES)(self._fitting)

    def rule(self, *patterns: str) -> Callable[[Build], Build]:
        """Adds a function as the meaning of the patterns; it may decline by returning None."""

        def add(build: Build) -> Build:
            for pattern in patterns:
                letters = re.sub(r"[A-Z_]+", lambda match: _letters[match[0]], pattern)
                name = f"{build.__name__}: {pattern}"
                self.rules.append(Rule(name, re.compile(letters.replace(" ", "")), build))
            return build

        return add

    def reduce(self, items: list[Item], fired: list[str] | None = None) -> list[Item]:
        """The items after every rule has been applied.

        Args:
            items: Of one expression.
            fired: Takes the names of the rules that fire, in their order.
        """
        line, number = encode(items), -1
        while (number := self._next(line, number + 1)) < len(self.rules):
            rule, start = self.rules[number], 0
            while match := rule.pattern.search(line, start):
                first, last = match.span()
                made = _replacement(rule.build(items[first:last]), items[first:last])
                if made is None:
                    start = first + 1
                    continue
                if fired is not None:
                    fired.append(rule.name)
                unchanged = len(made) == last - first
                items = [*items[:first], *made, *items[last:]]
                line = encode(items)
                start = first + 1 if unchanged else first
        return items

    def _fitting(self, line: str, number: int) -> int:
        """The first rule that fits, from a number on: many expressions have items alike."""
        fits = (n for n in range(number, len(self.rules)) if self.rules[n].pattern.search(line))
        return next(fits, len(self.rules))


def _replacement(made: Made, found: Items) -> Items | None:
    """What a rule made, as items; a single one covers all that it was made of."""
    if made is None or isinstance(made, list):
        return made
    start, end = min(item.start for item in found), max(item.end for item in found)
    return [made._replace(start=start, end=end)]


def make(kind: str, value: Any, items: list[Item]) -> Item:
    """An item for several others."""
    text = " ".join(item.text for item in items)
    start, end = min(item.start for item in items), max(item.end for item in items)
    return Item(kind, value, text, start, end)


def point(found: Items, **fields: Any) -> Item:
    """An item for a point."""
    return make("POINT", Point(**fields), found)


def lasting(found: Items, amounts: Amounts, window: int | None = None) -> Item:
    """An item for a duration."""
    return make("DURATION", Duration(amounts, window=window), found)
