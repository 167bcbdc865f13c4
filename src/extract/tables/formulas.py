"""What a spreadsheet program takes for a formula, and how a cell is kept from being one.

A formula can send the contents of a sheet away, and articles are written by anybody. Programs
take for one what begins with = + - or @, also in their wide forms, and some throw away first
what nobody sees: spaces, marks of the byte order, control characters. A file whose commas
separate is often read with another separator (Excel in Russia: the semicolon); then a cell begins
wherever one stands in a value, and at each end of a line.

So an apostrophe is put before the sign wherever a cell could begin like that:

    =1+1            '=1+1
    Омск; -5        Омск; '-5
    '=а             ''=а

``unmarked`` takes exactly these away.
"""

from __future__ import annotations

import re

# All characters that NFKC makes =, +, - or @.
_SIGNS = "=+\\-@＝﹦⁼₌＋﹢⁺₊﬩－﹣＠﹫"
# What is dropped or not seen: controls, spaces, and what Unicode calls ignorable by default; and
# quotes, which are doubled in a cell, so that a reader with another separator may see none.
_IGNORED = (
    " '\"\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5"
    "\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_ENDS = ";\\t\\r\\n"  # of a cell, for a reader with another separator than the comma

# Read by Python and by DuckDB.
_START = f"([{_IGNORED}]*)([{_SIGNS}])"
_PLACE = "(^|[{ends}])" + _START


def pattern(separator: str = ",") -> str:
    """Where a cell could begin as a formula: a place, what is ignored there, and the sign.

    Args:
        separator: Of the cells in the file. Commas are so frequent before a dash that they count
            only where they do not separate, which a reader of another separator would not know.
    """
    return _PLACE.format(ends=_ENDS if separator == "," else f"{_ENDS},")


REPLACEMENT = r"\1\2'\3"


def marked(text: str, separator: str = ",") -> str:
    """A text that begins no formula, however the file is read.

    Args:
        text: The value of a cell.
        separator: See ``pattern``.
    """
    return re.sub(pattern(separator), REPLACEMENT, text)


def unmarked(text: str, separator: str = ",") -> str:
    """The text that ``marked`` was given."""
    return re.sub(pattern(separator), _without_mark, text)


def _without_mark(found: re.Match[str]) -> str:
    place, ignored, sign = found.groups()
    return f"{place}{ignored.removesuffix(chr(39))}{sign}"


def is_formula(text: str) -> bool:
    """Whether a cell with this text would be a formula."""
    return re.match(f"[{_ENDS[1:]}{_IGNORED}]*[{_SIGNS}]", text) is not None
