"""Names made comparable."""

from __future__ import annotations

import re

_QUOTES = re.compile("[«»„“”\"']")
_BLANK = re.compile(r"\s+")


def fold(name: str) -> str:
    """A name without what spelling varies: case, ё, quotes, dashes and blanks."""
    name = _QUOTES.sub("", name.casefold().replace("ё", "е"))
    return _BLANK.sub(" ", re.sub("[–—‑]", "-", name)).strip()
