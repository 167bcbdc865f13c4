"""What Excel cannot hold."""

from __future__ import annotations

import datetime as dt
import re

MAX_ROWS = 1_048_576  # of a sheet, with the header
MAX_CHARACTERS = 32_767  # of a cell, counted as UTF-16 does
MAX_LINKS = 65_530  # of a sheet
MAX_ADDRESS = 2_000  # characters of a link, somewhat below Excel's 2,080
FIRST_DAY = dt.date(1900, 3, 1)  # Excel knows no day before, and takes 1900 for a leap year
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # not allowed in XML


def cut(text: str) -> str:
    """As much of a text as a cell holds; where it is cut, "…" stands last."""
    if 2 * len(text) <= MAX_CHARACTERS or _units(text) <= MAX_CHARACTERS:
        return text
    data = text.encode("utf-16-le")[: 2 * (MAX_CHARACTERS - 1)]
    return data.decode("utf-16-le", "ignore") + "…"


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
