"""From a web page to the article in it: text with its paragraphs, title, date, author, address.

Nothing is fetched and no script is run. What is the article's text is trafilatura's to say; what
sites put around it and into it is taken out before and after (``boilerplate``, ``phrases``).
"""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
import re

from ..model import BrokenFormat, EmptyText
from ..patterns import XML_ENCODING
from .body import article_lines
from .boilerplate import drop_invisible
from .dates import find_date
from .head import Head, find_author
from .linked_data import article_data
from .shown import show
from .tree import parse

__all__ = ["Page", "declared_encoding", "parse_page"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """What a page says.

    Attributes:
        text: Headline and paragraphs, one a line.
        title: From the page's metadata, its h1 or its title.
        date: Day of publication, as the page's metadata, the page itself or its address have it.
        url: Its canonical address.
        date_source: "html", "page" or "url"; None without a date.
        author: One person's name; None where the page names none, or several.
    """

    text: str
    title: str | None
    date: dt.date | None
    url: str | None
    date_source: str | None = None
    author: str | None = None


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its first kilobytes."""
    head = data[:4096]
    match = XML_ENCODING.search(head) or _CHARSET.search(head)
    return match[1].decode() if match else None


def parse_page(html: str) -> Page:
    """The article of a page, however broken the page is.

    Raises:
        EmptyText: No text is left when menus, scripts and the like are taken away.
        BrokenFormat: Hundreds of elements lie in one another, or a tag has a thousand attributes.
    """
    tree = parse(html)
    head = Head(tree)
    headline, node = head.headline()
    about = article_data(tree, (headline, head.metas.get("og:title"), head.window))
    url = head.url(about)
    drop_invisible(tree)
    try:
        text = article_lines(copy.deepcopy(tree), headline)
    except RecursionError:
        raise BrokenFormat("its elements are nested too deeply") from None
    if not text:
        raise EmptyText("the page has no text")
    shown = show(tree, node, text)
    date, date_source = find_date(head, about, shown, url) or (None, None)
    return Page(
        text="\n".join(text),
        title=head.title(about) or shown.heading() or head.window,
        date=date,
        url=url,
        date_source=date_source,
        author=find_author(tree, head, about, shown.lines),
    )
