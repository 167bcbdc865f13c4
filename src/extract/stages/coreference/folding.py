"""Names made comparable."""

from __future__ import annotations

import functools
import re

_QUOTES = re.compile("[«»„“”\"']")
_BLANK = re.compile(r"\s+")


@functools.lru_cache(maxsize=1 << 14)
def fold(name: str) -> str:
    """A name without what spelling varies: case, ё, quotes, dashes and blanks."""
    name = _QUOTES.sub("", name.casefold().replace("ё", "е"))
    return _BLANK.sub(" ", re.sub("[–—‑]", "-", name)).strip()
