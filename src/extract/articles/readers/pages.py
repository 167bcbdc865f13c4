"""Web pages: saved ones, and those in the rows of other formats."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from ..encodings import decode
from ..html import declared_encoding, parse_page
from ..model import EmptyText
from .base import ArticleReader, Found

_BLOCKS = "p, br, div, li, tr, h1, h2, h3, h4, h5, h6, blockquote, pre, table, ul, ol, section"
_HIDDEN = "script, style, template, noscript, iframe, object"


class Html(ArticleReader):
    name = "html"
    extensions = (".html", ".htm", ".xhtml")

    def article(self, data: bytes) -> Found:
        html, encoding, cut = decode(data, declared_encoding(data))
        if not html.strip():
            raise EmptyText("it is empty")
        page = parse_page(html)
        known = {"title": page.title, "date": page.date, "url": page.url}
        return Found(page.text, known, page.date_source or "html", encoding, cut)


def fragment_text(html: str) -> str:
    """The text of a piece of HTML that is nothing but article, each block on its own line."""
    tree = LexborHTMLParser(html)
    for node in tree.css(_HIDDEN):
        node.decompose()
    for node in tree.css(_BLOCKS):
        node.insert_before("\n")
        node.insert_after("\n")
    lines = (" ".join(line.split()) for line in (tree.body.text() if tree.body else "").split("\n"))
    return "\n".join(line for line in lines if line)
