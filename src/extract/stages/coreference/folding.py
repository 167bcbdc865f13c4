"""The script that a name is written in."""

from __future__ import annotations

import functools
import re
import unicodedata

_RUSSIAN = re.compile("[а-яё .«»-]*[а-яё][а-яё .«»-]*", re.IGNORECASE).fullmatch  # nearly all


@functools.lru_cache(maxsize=1 << 13)
def script(name: str) -> str:
    """russian, latin, hebrew, …, mixed; cyrillic where a letter is no Russian one ("Юрій")."""
    if _RUSSIAN(name):
        return "russian"
    found = {_script(letter) for letter in name.lower() if letter.isalpha()}
    if "cyrillic" in found:
        found.discard("russian")
    return found.pop() if len(found) == 1 else "mixed"


def _script(letter: str) -> str:
    if "а" <= letter <= "я" or letter == "ё":
        return "russian"
    return unicodedata.name(letter, "mixed").split()[0].lower()
