"""The visible text of a tree, a line for each paragraph, list item, heading or table cell."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element

from .words import BLOCKS

_SPACES = re.compile(r"\s+")  # no-break and thin spaces too: they are there for the looks


class Line(NamedTuple):
    """A line of a page.

    Attributes:
        text: One space where there is white space of any kind, none around.
        node: The element in which the line begins.
        linked: Characters of it that are links.
    """

    text: str
    node: _Element
    linked: int


def clean(text: str | None) -> str | None:
    """The text on one line; None where there is nothing in it."""
    return _SPACES.sub(" ", text).strip() or None if text else None


def short_text(node: _Element, pieces: int = 50) -> str:
    """The beginning of an element's text on one line: however much lies in it, little is read."""
    return _SPACES.sub(" ", "".join(itertools.islice(node.itertext(), pieces))).strip()[:500]


def lines(root: _Element, begins: dict[_Element, int] | None = None) -> list[Line]:
    """The lines of an element, in order; those without anything in them are left out.

    Args:
        root: The element.
        begins: Filled, if given, with the number of the line in which each element begins.
    """
    found: list[Line] = []
    pieces: list[str] = []
    node: _Element | None = None
    linked = 0

    def end() -> None:
        nonlocal node, linked
        text = _SPACES.sub(" ", "".join(pieces)).strip()
        if node is not None:
            found.append(Line(text, node, linked))
        pieces.clear()
        node, linked = None, 0

    for piece, element, is_link in _pieces(root):
        if piece is None:
            end()
        if begins is not None:
            begins.setdefault(element, len(found))
        if piece is None:
            continue
        if node is None and piece.strip():
            node = element
        pieces.append(piece)
        linked += len(piece) if is_link else 0
    end()
    return found


def _pieces(root: _Element) -> Iterator[tuple[str | None, _Element, bool]]:
    """Pieces of text, the element that each lies in, if in a link; None where a line ends."""
    links = pres = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        step = 1 if event == "start" else -1
        links += step * (node.tag in ("a", "ref"))
        pres += step * (node.tag == "pre")
        if node.tag in BLOCKS:
            yield None, node, False
        inside = event == "start"
        if not inside and node is root:
            return
        text = node.text if inside else node.tail
        if text:
            place = node if inside else node.getparent()
            parts = text.split("\n") if pres else [text]
            for number, part in enumerate(parts):
                if number:
                    yield None, place, False
                yield part, place, links > 0
