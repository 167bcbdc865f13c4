"""Plain text, with front matter if it begins so."""

from __future__ import annotations

import codecs

from ..encodings import decode
from ..metadata import front_matter, pick
from .base import ArticleReader, Found
from .pages import page_article

_PAGE = (b"<!doctype html", b"<html")


class Text(ArticleReader):
    name = "text"
    extensions = (".txt", ".text")

    def article(self, data: bytes) -> Found:
        if data[:1024].removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(_PAGE):
            return page_article(data)  # a saved page with the wrong extension
        whole, encoding, cut = decode(data)
        values, text = front_matter(whole)
        known = {field: pick(values, field) for field in ("title", "date", "author", "url")}
        return Found(text, known, "front_matter", encoding, cut)
