"""Saved web pages."""

from __future__ import annotations

from .base import ArticleReader, Found
from .pages import page_article


class Html(ArticleReader):
    name = "html"
    extensions = (".html", ".htm", ".xhtml")

    def article(self, data: bytes) -> Found:
        return page_article(data)
