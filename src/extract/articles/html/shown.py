"""A page as it is seen, and where on it the article's text stands."""

from __future__ import annotations

import itertools
from typing import NamedTuple

from lxml.html import HtmlElement

from .lines import Line, lines, short_text

# Half or double of each changes nothing on 63 pages of the press.
_KEY = 40  # characters by which a line of the text is known again on the page
_LONGEST = 200  # characters of a heading
_SHORTEST = 15  # shorter lines stand anywhere
_HEADINGS = ("h1", "h2", "h3", "h4")


class Shown(NamedTuple):
    """A page as it is seen.

    Attributes:
        lines: All of it, menus and asides too.
        begins: The number of the line in which each element begins.
        headline: The element with the headline: a h1, or the heading that opens the text.
        first: Number of the first line of the article's text, the headline left out.
        last: Of the last one.
    """

    lines: list[Line]
    begins: dict[HtmlElement, int]
    headline: HtmlElement | None
    first: int | None
    last: int | None

    def heading(self) -> str | None:
        """The text of the element with the headline."""
        return None if self.headline is None else short_text(self.headline) or None


def show(tree: HtmlElement, headline: HtmlElement | None, text: list[str]) -> Shown:
    """Finds the lines of the article's text on the page.

    Args:
        tree: The whole page, less what is invisible.
        headline: The element with it.
        text: What was found to be the article, headline and all.
    """
    begins: dict[HtmlElement, int] = {}
    found = lines(tree, begins)
    keys = {_key(line) for line in text if len(line) >= _SHORTEST}
    start = 0 if headline is None else begins[headline] + 1
    places = [n for n, line in enumerate(found) if n >= start and _key(line.text) in keys]
    if headline is None and len(places) > 1 and _is_heading(found[places[0]]):
        headline = found[places.pop(0)].node
    first, last = (places[0], places[-1]) if places else (None, None)
    return Shown(found, begins, headline, first, last)


def _is_heading(line: Line) -> bool:
    """It is marked so or, where nothing is, does not end like a sentence."""
    if len(line.text) <= _LONGEST and not line.text.endswith((".", "…", ",", ";", ":")):
        return True
    around = (line.node, *itertools.islice(line.node.iterancestors(), 2))
    return any(node.tag in _HEADINGS for node in around)


def _key(line: str) -> str:
    return " ".join(line.split())[:_KEY]
