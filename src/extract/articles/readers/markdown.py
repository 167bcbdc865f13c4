"""Markdown: what a reader sees of it, a line for each paragraph, heading and item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from ..encodings import decode
from ..metadata import front_matter, pick
from ..model import TooLarge
from .base import ArticleReader, Found

if TYPE_CHECKING:
    from markdown_it.token import Token

_LARGEST = 2**20  # bytes; of nothing but brackets the parser takes a minute for one of them
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


class Markdown(ArticleReader):
    name = "markdown"
    extensions = (".md", ".markdown")

    def article(self, data: bytes) -> Found:
        if len(data) > _LARGEST:
            raise TooLarge(f"it is larger than {_LARGEST // 2**20} MiB")
        whole, encoding, cut = decode(data)
        values, text = front_matter(whole)
        known = {field: pick(values, field) for field in ("title", "date", "author", "url")}
        tokens = MarkdownIt("commonmark", {"maxNesting": 20}).enable("table").parse(text)
        return Found("\n".join(_lines(tokens)), known, "front_matter", encoding, cut)


def _lines(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":  # pictures and raw HTML are not text
            line = "".join(_piece(child) for child in token.children or ())
            if line.strip():
                yield line.strip()


def _piece(token: Token) -> str:
    if token.type in ("text", "text_special", "code_inline"):
        return token.content
    return _BREAKS.get(token.type, "")
