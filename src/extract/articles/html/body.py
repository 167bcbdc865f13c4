"""The article's own text on a page: its headline and its paragraphs."""

from __future__ import annotations

import logging
from typing import Any

from lxml.html import HtmlElement

from ..phrases import is_aside_heading, is_boilerplate
from ..stamps import stamp
from .boilerplate import Sizes, drop_boilerplate
from .lines import lines
from .tree import is_heavy

_SILENT = logging.NullHandler()  # or "discarding data" lands on the terminal
_LEAST = 250  # characters; trafilatura's own MIN_EXTRACTED_SIZE, under which it is not sure
# Half or double of each changes no line of the text of 63 pages of the press.
_ITEM = 80  # characters beside the headline, of the shortest news item
_TOP = 5  # lines among which a headline may stand
_EDGE = 3  # lines at either end among which the date of publication may stand


def article_lines(tree: HtmlElement, headline: str | None) -> list[str]:
    """The headline and the paragraphs of an article, each a line. Changes the tree.

    Args:
        tree: Of the page.
        headline: As the page shows it.

    Returns:
        Nothing where the page has no text.
    """
    drop_boilerplate(tree)
    found = _body(tree)
    if headline and headline not in found[:_TOP]:
        found.insert(0, headline)
    return found


def _body(tree: HtmlElement) -> list[str]:
    visible = _own(tree)
    if _size(visible) < _LEAST:
        return _around_headline(tree) or _declared(tree) or visible
    if is_heavy(tree):
        return _declared(tree) or visible
    best = _found(tree, favor_precision=True)
    if _size(best) >= _LEAST:
        return best
    item, more = _around_headline(tree), _found(tree)
    if _size(best) <= _size(item) and _size(more) < 2 * _size(item):
        return item
    return max(best, more, key=_size) or visible


def _found(tree: HtmlElement, favor_precision: bool = False) -> list[str]:
    """The text that trafilatura finds."""
    from trafilatura import bare_extraction  # a tenth of a second: for those who have pages

    logging.getLogger("trafilatura").addHandler(_SILENT)
    page: Any = bare_extraction(
        tree, include_comments=False, favor_precision=favor_precision, max_tree_size=None
    )
    return [] if page is None else _own(page.body)


def _around_headline(tree: HtmlElement) -> list[str]:
    """The smallest block with the headline and the text of a short item."""
    sizes = Sizes(tree)
    block = next((node for node in tree.iter("h1") if sizes.headlines[node]), None)
    if block is None:
        return []
    least = sizes.text[block] + _ITEM
    while block is not None and sizes.text[block] - sizes.linked[block] < least:
        block = block.getparent()
    return [] if block is None else _own(block)


def _declared(tree: HtmlElement) -> list[str]:
    """The largest of the blocks that the page says to be articles, the surest kind first."""
    sizes = Sizes(tree)
    kinds = (
        [node for node in tree.iter() if node.get("itemprop") == "articleBody"],
        list(tree.iter("article")),
        [node for node in tree.iter() if node.tag == "main" or node.get("role") == "main"],
    )
    for blocks in kinds:
        if any(sizes.text[block] for block in blocks):
            return _own(max(blocks, key=lambda block: sizes.text[block] - sizes.linked[block]))
    return []


def _own(root: HtmlElement) -> list[str]:
    """The lines of an element, less boilerplate and the dates before and after the text."""
    found = [line.text for line in lines(root) if not is_boilerplate(line.text)]
    while found and is_aside_heading(found[-1]):
        found.pop()
    end = len(found) - _EDGE
    return [line for n, line in enumerate(found) if _EDGE <= n < end or not stamp(line)]


def _size(found: list[str]) -> int:
    return sum(map(len, found))
