"""From a web page to the article in it: text with its paragraphs, title, date, address.

Nothing is fetched and no script is run. The text is the headline and the paragraphs of the
block that holds the article, each on a line of its own, white space as a browser shows it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .metadata import parse_date
from .model import BrokenFormat, EmptyText
from .patterns import (
    HTML_BLOCKS,
    HTML_BODIES,
    HTML_COMMENT_CLASSES,
    HTML_DATES,
    HTML_DROPPED,
    HTML_DROPPED_CLASSES,
    HTML_TITLES,
    HTML_URLS,
    JSON_LD_ARTICLES,
)

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")  # not the no-break space, which a browser keeps
_WORD = re.compile(r"[a-z]+")
_DROPPED_WORDS = frozenset(HTML_DROPPED_CLASSES + HTML_COMMENT_CLASSES)
# The parser's time grows with the square of the depth; no page that people read comes near this.
_DEEPEST = 10_000
_NESTING = "(?:div|span|b|i|u|em|strong|font|a|center|blockquote|table|section)"
_OPEN = re.compile(rf"<{_NESTING}[\s>]", re.IGNORECASE)
_CLOSED = re.compile(rf"</{_NESTING}[\s>]", re.IGNORECASE)
_MOST = 0.6  # of all running text, for one block to be taken for the article
# The class may speak of the whole page ("comments-open"): a block named so is dropped only
# if it has less than a third of the text or, comments, leaves as many characters as the
# shortest news item and does not hold the headline.
_ASIDE = 0.3
_LEAST = 150


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """What a page says.

    Attributes:
        text: Headline and paragraphs, one a line.
        title: From the page's metadata, its h1 or its title.
        date: Day of publication, as the page's metadata have it.
        url: Its canonical address.
    """

    text: str
    title: str | None
    date: dt.date | None
    url: str | None


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its first kilobytes."""
    head = data[:4096]
    match = _XML_ENCODING.search(head) or _CHARSET.search(head)
    return match[1].decode() if match else None


def parse_page(html: str) -> Page:
    """The article of a page, however broken the page is.

    Raises:
        EmptyText: No text is left when menus, scripts and the like are taken away.
        BrokenFormat: Tens of thousands of elements lie in one another.
    """
    if len(_OPEN.findall(html)) - len(_CLOSED.findall(html)) > _DEEPEST:
        raise BrokenFormat("its elements are nested too deeply")
    tree = LexborHTMLParser(html)
    about = next(_linked_data(tree), {})
    title = _first(tree, HTML_TITLES) or _clean(about.get("headline"))
    url = _first(tree, HTML_URLS) or _clean(about.get("url"))
    date = next(_dates(tree, about), None)
    _remove(tree.css(", ".join(HTML_DROPPED)))
    text = _text(tree)
    if not text:
        raise EmptyText("the page has no text")
    return Page(text, title, date, url)


def _dates(tree: LexborHTMLParser, about: dict[str, Any]) -> Iterator[dt.date]:
    values = [about.get("datePublished")]
    for selector, attribute in HTML_DATES:
        values += [_value(node, attribute) for node in tree.css(selector)]
    for value in values:
        if isinstance(value, str) and (date := parse_date(value)):
            yield date


def _linked_data(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """What JSON-LD says about the article."""
    for node in tree.css('script[type="application/ld+json"]'):
        try:
            waiting = [json.loads(node.text())]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                waiting.append(value.get("@graph"))
                kinds = value.get("@type")
                if any(kind in JSON_LD_ARTICLES for kind in _as_list(kinds)):
                    yield value


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _first(tree: LexborHTMLParser, places: tuple[tuple[str, str | None], ...]) -> str | None:
    for selector, attribute in places:
        for node in tree.css(selector):
            if value := _clean(_value(node, attribute)):
                return value
    return None


def _value(node: LexborNode, attribute: str | None) -> str | None:
    return node.attributes.get(attribute) if attribute else node.text()


def _clean(value: Any) -> str | None:
    return (_SPACES.sub(" ", value).strip() or None) if isinstance(value, str) else None


def _text(tree: LexborHTMLParser) -> str:
    """The headline and the article's paragraphs."""
    block = _article(tree)
    if block is None:
        return ""
    _drop_asides(block)
    lines = _lines(block)
    headline = _headline(tree)
    if headline and headline not in lines[:5]:
        lines.insert(0, headline)
    return "\n".join(lines)


def _headline(tree: LexborHTMLParser) -> str | None:
    """The h1 that a reader sees; a site's own name in its header is none."""
    for node in tree.css("h1"):
        if not _inside(node, "header") or _inside(node, "article", "main"):
            return _clean(node.text())
    return None


def _inside(node: LexborNode, *tags: str) -> bool:
    return any(parent.tag in tags for parent in _around(node))


def _article(tree: LexborHTMLParser) -> LexborNode | None:
    """The block with the article: the one that says so, or the one with most running text."""
    for selector in HTML_BODIES:
        blocks = [block for block in tree.css(selector) if block.text().strip()]
        if blocks:
            return max(blocks, key=_unlinked)
    _remove(tree.css("body > header"))
    return _densest(tree) or tree.body


def _densest(tree: LexborHTMLParser) -> LexborNode | None:
    """The block whose own paragraphs, not those of blocks in it, hold most of the text."""
    best, most, total = None, 0, 0
    for block in tree.css("body, div, section, td"):
        prose = _prose(block)
        total += prose
        if prose > most:
            best, most = block, prose
    # Paragraphs spread over many blocks: then the article is all of them.
    return best if most > _MOST * total else None


def _unlinked(block: LexborNode) -> int:
    """Characters of a block that are no link: a teaser is little else."""
    return len(block.text()) - sum(len(link.text()) for link in block.css("a"))


def _prose(block: LexborNode) -> int:
    """Characters of running text directly in a block: its paragraphs, less its links."""
    total, node = 0, block.first_child
    while node is not None:
        if node.is_text_node or node.tag in ("p", "br", "b", "i", "strong", "em", "blockquote"):
            total += len(node.text().strip())
            if node.is_element_node:
                total -= sum(len(link.text()) for link in node.css("a")) // 2
        node = node.next
    return total


def _drop_asides(block: LexborNode) -> None:
    """Takes sharing buttons, comments, "read also" out of a block."""
    whole = len(block.text())
    dropped = []
    for node in block.css("[class], [id]"):
        if node.mem_id == block.mem_id or node.tag in ("p", "body", "html"):
            continue
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        words = set(_WORD.findall(names.lower()))
        if not words.isdisjoint(_DROPPED_WORDS):
            size = len(node.text())
            comments = not words.isdisjoint(HTML_COMMENT_CLASSES) and not node.css_first("h1")
            if size < _ASIDE * whole or (comments and whole - size > _LEAST):
                dropped.append(node)
    _remove(dropped)


def _remove(nodes: list[LexborNode]) -> None:
    """Takes nodes out of the page, each once: the parser frees what lies inside with them."""
    chosen = {node.mem_id: node for node in nodes}
    outer = [node for node in chosen.values() if not any(p.mem_id in chosen for p in _around(node))]
    for node in outer:
        node.decompose()


def _around(node: LexborNode) -> Iterator[LexborNode]:
    """The nodes that a node lies in, the nearest first."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _lines(block: LexborNode) -> list[str]:
    """The visible text, a line for each paragraph, list item, heading or table cell."""
    pieces: list[str] = []
    node: LexborNode | None = block
    while node is not None:
        if node.is_text_node:
            piece = node.text_content or ""
            as_is = node.parent is not None and node.parent.tag == "pre"
            pieces.append(piece if as_is else _SPACES.sub(" ", piece))
        elif node.tag in HTML_BLOCKS:
            pieces.append("\n")
        if node.first_child is not None:
            node = node.first_child
            continue
        # Up until there is a way on; a block that ends here ends its line.
        while node is not None and node.mem_id != block.mem_id and node.next is None:
            node = node.parent
            if node is not None and node.tag in HTML_BLOCKS:
                pieces.append("\n")
        node = None if node is None or node.mem_id == block.mem_id else node.next
    lines = (_SPACES.sub(" ", line).strip(" ") for line in "".join(pieces).split("\n"))
    return [line for line in lines if line.strip()]
