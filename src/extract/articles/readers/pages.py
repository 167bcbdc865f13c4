"""Web pages and pieces of them, whatever the format that holds them."""

from __future__ import annotations

from ..encodings import decode
from ..html import declared_encoding, parse_page
from ..html.boilerplate import drop_invisible
from ..html.lines import lines
from ..html.tree import parse
from ..model import EmptyText
from .base import Found


def page_article(data: bytes) -> Found:
    """The article of a page. Raises ReadError."""
    html, encoding, cut = decode(data, declared_encoding(data))
    if not html.strip():
        raise EmptyText("it is empty")
    page = parse_page(html)
    known = {field: getattr(page, field) for field in ("title", "date", "author", "url")}
    return Found(page.text, known, page.date_source or "html", encoding, cut)


def fragment_text(html: str) -> str:
    """The text of a piece of HTML that is nothing but article, each block on its own line.

    Raises:
        BrokenFormat: Its elements are nested too deeply.
    """
    try:
        tree = parse(html)
    except EmptyText:
        return ""
    drop_invisible(tree)
    return "\n".join(line.text for line in lines(tree))
