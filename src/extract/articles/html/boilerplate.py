"""Taking out of a page what is around the article: menus, teasers, sharing buttons, comments."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from ..phrases import is_aside_heading, is_boilerplate
from .head import is_headline
from .lines import lines
from .words import ASIDES, CLASSES, COMMENTS, INVISIBLE, NOT_ITSELF, SURROUNDINGS

_WORD = re.compile(r"[a-z]+")
_HIDDEN = re.compile(r"display\s*:\s*none")
# Half of each changes nothing on 63 pages of the press; double the text of one (_ASIDE) and of
# three (_MOST, which then is all of the page).
_ASIDE = 0.3  # of the text of a page: no larger block is taken for an aside by its name alone
_MOST = 0.5  # in one cell of a table: then the table is there for the looks
_LEAST = 150  # characters, the shortest news item


class Sizes:
    """How much text, text in links and headlines lie in each element of a tree.

    Attributes:
        text: Characters, white space left out.
        linked: Those of them that lie in links.
        headlines: How many ``h1`` that are no site's name.
        opening: The innermost element with the first of the text; none of one without text.
        whole: Characters of the page.
        has_headline: There is a ``h1``.
    """

    def __init__(self, tree: HtmlElement) -> None:
        self.text: dict[HtmlElement, int] = {}
        self.linked: dict[HtmlElement, int] = {}
        self.headlines: dict[HtmlElement, int] = {}
        self.opening: dict[HtmlElement, HtmlElement] = {}
        for _, node in etree.iterwalk(tree, events=("end",)):
            self._add(node)
        self.whole = self.text[tree]
        self.has_headline = self.headlines[tree] > 0

    def _add(self, node: HtmlElement) -> None:
        text, linked = _length(node.text), 0
        headlines = int(node.tag == "h1" and is_headline(node))
        opening = node if text else None
        for child in node:
            tail = _length(child.tail)
            if opening is None:
                opening = self.opening.get(child, node if tail else None)
            text += self.text[child] + tail
            linked += self.linked[child]
            headlines += self.headlines[child]
        self.text[node] = text
        self.linked[node] = text if node.tag == "a" else linked
        self.headlines[node] = headlines if text else 0
        if opening is not None:
            self.opening[node] = opening

    def is_small(self, node: HtmlElement) -> bool:
        """The block is too small a part of the page to be its article."""
        return self.text[node] < _ASIDE * self.whole

    def is_spare(self, node: HtmlElement) -> bool:
        """Without the block there is a headline and enough text for an article."""
        return self.has_headline and self.whole - self.text[node] > _LEAST


def _length(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def drop_invisible(tree: HtmlElement) -> None:
    """Takes out of a tree what a reader does not see."""
    for node in list(tree.iter(*INVISIBLE)):
        node.clear(keep_tail=True)
        node.tag = "span"  # it goes on parting the texts around it: joining them takes its time


def drop_boilerplate(tree: HtmlElement) -> None:
    """Takes out of a tree what a reader would not take for the article."""
    _drop_asides(tree)
    _drop_columns(tree)
    _drop_headed(tree)
    _drop_phrases(tree)


def _drop_asides(tree: HtmlElement) -> None:
    """Drops what its tag, its class or its style sets apart."""
    sizes = Sizes(tree)
    for node in list(tree.iter(etree.Element)):
        if node.tag not in ("html", "body", "p") and _is_aside(node, sizes):
            node.clear(keep_tail=True)


def _is_aside(node: HtmlElement, sizes: Sizes) -> bool:
    if sizes.headlines[node]:
        return False
    if node.tag == "nav" or _is_site_header(node):
        return True
    if sizes.text[node] < _MOST * sizes.whole and (node.tag in ASIDES or _is_hidden(node)):
        return True
    small = sizes.is_small(node)
    if small and node.tag in SURROUNDINGS:
        return True
    words = set(_WORD.findall(f"{node.get('class') or ''} {node.get('id') or ''}".lower()))
    if not words.isdisjoint(NOT_ITSELF):
        return False
    if not words.isdisjoint(COMMENTS):
        return small or sizes.whole - sizes.text[node] > _LEAST
    return small and not words.isdisjoint(CLASSES)


def _is_site_header(node: HtmlElement) -> bool:
    parent = node.getparent()
    return node.tag == "header" and parent is not None and parent.tag == "body"


def _is_hidden(node: HtmlElement) -> bool:
    return (
        node.get("hidden") is not None
        or node.get("aria-hidden") == "true"
        or node.get("role") == "navigation"
        or _HIDDEN.search(node.get("style") or "") is not None
    )


def _drop_columns(tree: HtmlElement) -> None:
    """Drops the cells beside the one with most of the page, and the table around it."""
    sizes = Sizes(tree)
    for cell in list(tree.iter("td")):
        row = cell.getparent()
        if sizes.text[cell] <= _MOST * sizes.whole or row is None:
            continue
        for other in row:
            if other is not cell and sizes.is_small(other) and not sizes.headlines[other]:
                other.clear(keep_tail=True)
        _unframe(cell)


def _unframe(cell: HtmlElement) -> None:
    """Makes plain blocks of the table that a cell lies in."""
    table = next(cell.iterancestors("table"), None)
    if table is None:
        return
    for rows in (table, *table.iterchildren("tbody", "thead", "tfoot")):
        for row in rows.iterchildren("tr"):
            for part in (row, *row.iterchildren("td", "th")):
                part.tag = "div"
        rows.tag = "div"


def _drop_headed(tree: HtmlElement) -> None:
    """Drops the blocks that a heading such as "Читайте также" opens."""
    sizes = Sizes(tree)
    for line in lines(tree):
        if is_aside_heading(line.text) and (block := _headed(line.node, sizes)) is not None:
            block.clear(keep_tail=True)


def _headed(heading: HtmlElement, sizes: Sizes) -> HtmlElement | None:
    """The largest block that opens with a heading, has links and leaves enough of the page."""
    found, node = None, heading
    while node is not None and sizes.opening.get(node) is heading and not sizes.headlines[node]:
        more = sizes.text[node] > sizes.text[heading]
        if more and sizes.linked[node] and (sizes.is_small(node) or sizes.is_spare(node)):
            found = node
        node = node.getparent()
    return found


def _drop_phrases(tree: HtmlElement) -> None:
    """Drops the blocks that are one line of boilerplate."""
    sizes = Sizes(tree)
    for line in lines(tree):
        if is_boilerplate(line.text):
            node = line.node
            size = _length(line.text)
            while node.getparent() is not None and sizes.text[node] < size:
                node = node.getparent()
            if sizes.text[node] == size and not sizes.headlines[node]:
                node.clear(keep_tail=True)
