"""What JSON-LD on a page says of its article."""

from __future__ import annotations

import collections
import json
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from .words import LINKED_ARTICLES

_DEEPEST = 6  # a list of a graph of lists; articles lie no deeper


def article_data(tree: HtmlElement, titles: tuple[str | None, ...]) -> dict[str, Any]:
    """The one article that a page describes: of several, the one with the page's own headline.

    Args:
        tree: Of the page.
        titles: What the page calls itself.

    Returns:
        Nothing where there is no such article, or where it cannot be told which one it is.
    """
    found = list(_articles(tree))
    own = [article for article in found if article.get("headline") in titles]
    if own or len(found) == 1:
        return (own or found)[0]
    return {}


def _articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for node in tree.iter("script"):
        if (node.get("type") or "").lower().strip() == "application/ld+json":
            try:
                yield from _in(json.loads(node.text or "", strict=False))
            except (ValueError, RecursionError):
                continue


def _in(value: Any) -> Iterator[dict[str, Any]]:
    waiting = collections.deque([(value, 0)])
    while waiting:
        value, depth = waiting.popleft()
        if isinstance(value, list) and depth < _DEEPEST:
            waiting.extend((part, depth + 1) for part in value if part)  # a page may hold millions
        elif isinstance(value, dict):
            waiting.append((value.get("@graph"), depth + 1))
            kinds = value.get("@type")
            for kind in kinds if isinstance(kinds, list) else [kinds]:
                if isinstance(kind, str) and kind in LINKED_ARTICLES:
                    yield value
                    break
