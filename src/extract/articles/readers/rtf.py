"""Rich text, by striprtf."""

from __future__ import annotations

import re

from ..model import BrokenFormat
from .base import ArticleReader, Found, library

_CODE_PAGE = re.compile(rb"\\ansicpg(\d+)")


class Rtf(ArticleReader):
    name = "rtf"
    extensions = (".rtf",)

    def article(self, data: bytes) -> Found:
        striprtf = library("striprtf.striprtf", ".rtf")
        if not data.lstrip().startswith(b"{\\rtf"):
            raise BrokenFormat("it is no RTF: it does not begin with {\\rtf")
        page = _CODE_PAGE.search(data[:4096])
        # Letters beyond ASCII are escaped; a file that has them as bytes means its code page.
        encoding = f"cp{page[1].decode()}" if page and page[1] != b"65001" else "utf-8"
        text = striprtf.rtf_to_text(data.decode("latin-1"), encoding=encoding, errors="replace")
        lines = (" ".join(line.split()) for line in text.split("\n"))
        return Found("\n".join(line for line in lines if line))
