"""Title, address, author and headline of a page."""

from __future__ import annotations

import re
from typing import Any

from lxml.html import HtmlElement

from .lines import Line, clean, short_text
from .words import AUTHOR_CLASSES, AUTHOR_METAS

_AUTHOR = re.compile(
    r"\s*(?:(?:автор|текст|корреспондент|author|by|от)(?:\s*[:—–]\s*|\s+))?(?P<name>[^\d|,;:@/]{3,60}?)[\s.]*",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"(?:автор|текст)\s*:", re.IGNORECASE)
_WORDS = re.compile(r"[\w-]+")


class Head:
    """Where a page keeps what it says of itself, gathered in one pass.

    Attributes:
        metas: Content of ``meta`` elements by name, property or itemprop in small letters.
        canonical: Of ``link rel=canonical``.
        window: Of ``title``: what a browser's window is called.
        headlines: Texts of the ``h1`` that are no site's name in its header.
        items: Elements with ``itemprop``, by it.
    """

    def __init__(self, tree: HtmlElement) -> None:
        self.metas: dict[str, str] = {}
        self.canonical: str | None = None
        self.window: str | None = None
        self.headlines: list[tuple[str, HtmlElement]] = []
        self.items: dict[str, list[HtmlElement]] = {}
        for node in tree.iter("meta", "link", "title", "h1"):
            self._add(node)
        for node in tree.iter():
            if name := node.get("itemprop"):
                self.items.setdefault(name.lower(), []).append(node)

    def _add(self, node: HtmlElement) -> None:
        if node.tag == "meta":
            name = node.get("property") or node.get("name") or node.get("itemprop")
            content = clean(node.get("content"))
            if name and content:
                self.metas.setdefault(name.lower(), content)
        elif node.tag == "link":
            if (node.get("rel") or "").lower() == "canonical":
                self.canonical = self.canonical or clean(node.get("href"))
        elif node.tag == "title":
            self.window = self.window or clean(node.text)
        elif is_headline(node) and (text := short_text(node, 200)):
            self.headlines.append((text, node))

    def headline(self) -> tuple[str, HtmlElement] | tuple[None, None]:
        """The ``h1`` that a reader sees: the one that the page's title holds, or the first."""
        said = f"{self.metas.get('og:title') or ''} {self.window or ''}"
        for text, node in self.headlines:
            if text in said:
                return text, node
        return self.headlines[0] if self.headlines else (None, None)

    def title(self, about: dict[str, Any]) -> str | None:
        """What the page calls its article."""
        said = about.get("headline")
        return (
            self.metas.get("og:title")
            or self.headline()[0]
            or (clean(said) if isinstance(said, str) else None)
        )

    def url(self, about: dict[str, Any]) -> str | None:
        """The canonical address."""
        said = about.get("url")
        return (
            self.canonical
            or self.metas.get("og:url")
            or (clean(said) if isinstance(said, str) else None)
        )


def is_headline(node: HtmlElement) -> bool:
    """A ``h1`` is no site's name in its header."""
    around = {parent.tag for parent in node.iterancestors()}
    return "header" not in around or "article" in around or "main" in around


def find_author(
    tree: HtmlElement, head: Head, about: dict[str, Any], shown: list[Line]
) -> str | None:
    """The author's name as the page gives it; None where it gives none, or several."""
    said = about.get("author")
    said = said[0] if isinstance(said, list) and len(said) == 1 else said
    values = [said.get("name") if isinstance(said, dict) else said]
    values += [head.metas.get(name) for name in AUTHOR_METAS]
    for node in head.items.get("author", []):
        values.append(node.get("content") or short_text(node))
    for value in values:
        if isinstance(value, str) and (name := author_name(value)):
            return name
    named = {name for node in _by_class(tree) if (name := author_name(short_text(node)))}
    if not named:
        labelled = (line.text for line in shown if _LABELLED.match(line.text))
        named = {name for text in labelled if (name := author_name(text))}
    return named.pop() if len(named) == 1 else None


def _by_class(tree: HtmlElement) -> list[HtmlElement]:
    return [
        node
        for node in tree.iter("a", "span", "div", "p", "b", "strong", "address", "cite")
        if node.get("rel") == "author"
        or not AUTHOR_CLASSES.isdisjoint((node.get("class") or "").lower().split())
    ]


def author_name(value: str) -> str | None:
    """The name in "Автор: Антон Гречко"; None where it is not two to four words of a name."""
    match = _AUTHOR.fullmatch(" ".join(value[:200].split()))
    words = _WORDS.findall(match["name"]) if match else []
    if match and 2 <= len(words) <= 4 and all(word[0].isupper() for word in words):
        return match["name"].strip()
    return None
