"""Names made comparable."""

from __future__ import annotations

import functools
import re
import unicodedata

_QUOTES = re.compile("[«»„“”\"']")
_BLANK = re.compile(r"\s+")


@functools.lru_cache(maxsize=1 << 14)
def fold(name: str) -> str:
    """A name without what spelling varies: case, ё, quotes, dashes and blanks."""
    name = _QUOTES.sub("", name.casefold().replace("ё", "е"))
    return _BLANK.sub(" ", re.sub("[–—‑]", "-", name)).strip()


def script(name: str) -> str:
    """russian, latin, hebrew, …, mixed; cyrillic where a letter is no Russian one ("Юрій")."""
    found = {_script(letter) for letter in name.lower() if letter.isalpha()}
    if "cyrillic" in found:
        found.discard("russian")
    return found.pop() if len(found) == 1 else "mixed"


def _script(letter: str) -> str:
    if "а" <= letter <= "я" or letter == "ё":
        return "russian"
    return unicodedata.name(letter, "mixed").split()[0].lower()
