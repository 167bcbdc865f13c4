"""From the characters of a page to a tree of elements, in linear time whatever the page is."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from ..model import BrokenFormat, EmptyText

DEEPEST = 100  # elements in one another; of 181 pages of the press the deepest has 51
_HEAVIEST = 300_000  # depths of all elements, added up; no page of the press that we saw has 30,000
_MOST_IN_LINE = 5_000  # links and the like directly in one element; generous: a page has hundreds
MOST_ATTRIBUTES = 1_000  # of one tag: the parser compares each with all before it
# A tag as a browser reads it: quotes count after "=" alone. Possessive, so that nothing is read
# twice however the quotes are broken.
_TAG = re.compile(r"<[a-zA-Z](?:[^>=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|=)*+")
_VALUE = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"']*+)")
_SEPARATOR = re.compile(r"[\s/]+")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")


def parse(html: str) -> HtmlElement:
    """The tree of a page, without comments.

    Raises:
        EmptyText: There is no element and no text.
        BrokenFormat: Hundreds of elements lie in one another, or a tag has thousands of
            attributes: no page but one that is made to keep a reader busy.
    """
    if any(_attributes(tag[0]) > MOST_ATTRIBUTES for tag in _TAG.finditer(html)):
        raise BrokenFormat(f"one of its tags has more than {MOST_ATTRIBUTES:,} attributes")
    # huge_tree: no limit on the length of a text; that on the depth goes from 256 to 2,048.
    parser = HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        tree = document_fromstring(_NOT_XML.sub("", html).encode(), parser=parser)
    except etree.ParserError:
        raise EmptyText("the page has no text") from None
    cut = any("depth" in error.message for error in parser.error_log)
    if cut or max(_depths(tree)) > DEEPEST:
        raise BrokenFormat("its elements are nested too deeply")
    return tree


def _attributes(tag: str) -> int:
    """At least as many as the attributes that a tag has."""
    if len(tag) < 2 * MOST_ATTRIBUTES:
        return 0
    return len(_SEPARATOR.findall(_VALUE.sub(" ", tag)))


def is_heavy(tree: HtmlElement) -> bool:
    """The page is one that takes trafilatura more than a few seconds.

    So many elements lie so deep that looking at the way to each takes too long, or so many in one
    line that joining what lies between them does.
    """
    if sum(_depths(tree)) > _HEAVIEST:
        return True
    inline = collections.Counter(node.getparent() for node in tree.iter("a", "span", "b", "i"))
    return max(inline.values(), default=0) > _MOST_IN_LINE


def _depths(tree: HtmlElement) -> Iterator[int]:
    """In how many elements each element lies, itself counted."""
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            depth += 1
            yield depth
        else:
            depth -= 1
