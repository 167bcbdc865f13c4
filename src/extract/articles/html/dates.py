"""The day on which a page says that its article appeared."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from ..metadata import parse_date
from ..stamps import agreed, date_in_url, is_labelled, names_weekday, stamp
from .head import Head
from .lines import short_text
from .shown import Shown
from .words import DATE_CLASSES, DATE_METAS, FOREIGN, UPDATE_CLASSES

_WORD = re.compile(r"[a-z]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Half or double of each changes no date on 63 pages of the press.
_LONGEST = 100  # characters of a line with a date and a rubric
_BELOW = 8  # lines between a headline and the text in which its date may stand
_AFTER = 3  # lines after the text


class _Date(NamedTuple):
    day: dt.date
    node: HtmlElement
    line: int
    sure: bool  # its class or its label says that it is a date of publication
    text: str


def find_date(
    head: Head, about: dict[str, Any], shown: Shown, url: str | None
) -> tuple[dt.date, str] | None:
    """When the article appeared, and how the page tells it.

    Dates of neighbouring teasers, of comments, of the last change, of today and of what the
    article speaks of are none. Where the page gives two, there is none.

    Returns:
        The day, and "html" (markup), "page" (a date that a reader sees by the headline or under
        the text) or "url".
    """
    if date := declared_date(head, about):
        return date, "html"
    if date := _shown_date(shown):
        return date, "page"
    date = date_in_url(url)
    return (date, "url") if date else None


def declared_date(head: Head, about: dict[str, Any]) -> dt.date | None:
    """The date in JSON-LD, ``meta`` elements or microdata."""
    said = about.get("datePublished")
    for value in (said, *(head.metas.get(name) for name in DATE_METAS)):
        if isinstance(value, str) and (date := parse_date(value)):
            return date
    items = head.items.get("datepublished", [])
    values = [node.get("content") or node.get("datetime") or short_text(node) for node in items]
    return agreed(map(parse_date, values))


def _shown_date(shown: Shown) -> dt.date | None:
    """The date by the headline, or else the one under the text."""
    dates = list(_dates(shown))
    for place in (_is_above, _is_below, _is_after):
        near = [date for date in dates if place(date, shown)]
        labelled = [date for date in near if is_labelled(date.text)]
        sure = [date for date in near if date.sure]
        for chosen in (labelled, sure, near):
            if chosen:
                return agreed(date.day for date in chosen)
    return None


def _dates(shown: Shown) -> Iterator[_Date]:
    """Lines that are dates, and elements that are, by their class or tag or on their own."""
    for number, line in enumerate(shown.lines):
        if date := stamp(line.text):
            yield _Date(date, line.node, number, is_labelled(line.text), line.text)
    for node, number in shown.begins.items():
        words = set(_WORD.findall(f"{node.get('class') or ''} {node.get('id') or ''}".lower()))
        is_time = node.tag == "time"
        if (is_time or not words.isdisjoint(DATE_CLASSES)) and words.isdisjoint(UPDATE_CLASSES):
            text = short_text(node)
            if date := (parse_date(node.get("datetime")) if is_time else None) or stamp(text):
                yield _Date(date, node, number, True, text)
        elif _is_part(node, number, shown) and (date := stamp(node.text)):
            yield _Date(date, node, number, False, node.text)


def _is_part(node: HtmlElement, number: int, shown: Shown) -> bool:
    """The element is the beginning or the end of a short line: "27.06.2018, Общество"."""
    if not node.text or len(node) or number >= len(shown.lines) or not _YEAR.search(node.text):
        return False
    line, text = shown.lines[number].text, " ".join(node.text.split())
    return len(line) <= _LONGEST and (line.startswith(text) or line.endswith(text))


def _is_above(date: _Date, shown: Shown) -> bool:
    """The date stands over the headline, in a block of its own with it."""
    if shown.headline is None or shown.first is None:
        return False
    if date.line >= shown.begins[shown.headline] or not _is_own(date, shown.headline):
        return False
    if names_weekday(date.text) and not is_labelled(date.text):
        return False
    return date.sure or _is_block(_common(date.node, shown.headline), shown)


def _is_below(date: _Date, shown: Shown) -> bool:
    """The date stands between the headline and the text."""
    if shown.first is None:
        return False
    start = shown.begins[shown.headline] if shown.headline is not None else shown.first - _BELOW
    before = shown.first if shown.lines[shown.first].node is not date.node else shown.first + 1
    if not max(start, shown.first - _BELOW) <= date.line < before + date.sure:
        return False
    return _is_own(date, shown.lines[shown.first].node)


def _is_after(date: _Date, shown: Shown) -> bool:
    """The date stands under the text, in no list of links."""
    if shown.last is None or not shown.last < date.line <= shown.last + _AFTER:
        return False
    text = shown.lines[shown.last].node
    around = _common(date.node, text)
    block = date.node
    while block is not around and block.getparent() is not around:
        block = block.getparent()
    following = shown.lines[date.line + 1 : date.line + 2]
    return (
        _is_own(date, text)
        and not shown.lines[date.line].linked
        and (block is around or next(block.iter("a"), None) is None)
        and not any(line.linked and _common(line.node, text) is around for line in following)
    )


def _is_own(date: _Date, other: HtmlElement) -> bool:
    """The date does not lie in an aside, a comment or a teaser that the other does not lie in."""
    top = _common(date.node, other)
    node = date.node
    while node is not None and node is not top:
        words = set(_WORD.findall(f"{node.get('class') or ''} {node.get('id') or ''}".lower()))
        if node.tag in ("nav", "aside") or _is_foot(node) or not words.isdisjoint(FOREIGN):
            return False
        node = node.getparent()
    return True


def _is_foot(node: HtmlElement) -> bool:
    """A footer of the site, not of the article."""
    return node.tag == "footer" and next(node.iterancestors("article", "main"), None) is None


def _common(node: HtmlElement, other: HtmlElement) -> HtmlElement | None:
    """The smallest element with both."""
    around = {other, *other.iterancestors()}
    while node is not None and node not in around:
        node = node.getparent()
    return node


def _is_block(node: HtmlElement | None, shown: Shown) -> bool:
    """An element is not the whole page: something stands before or after it."""
    if node is None or node.tag in ("body", "html"):
        return False
    return shown.begins[node] > 0
