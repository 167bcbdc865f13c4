"""What may go to a terminal: texts, names and messages come from anybody."""

from __future__ import annotations

import re

# Controls (ESC begins commands that colour, retitle, paste), what ends a line to some programs,
# what turns the direction of writing around, and halves of characters, which cannot be encoded.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def printable(text: object, lines: bool = False) -> str:
    r"""A text with all that a terminal would obey spelled out, as in "\u001b[31m".

    The escapes are those of JSON, so JSON stays JSON.

    Args:
        text: Anything; its ``str`` is taken.
        lines: Keep tabs and ends of lines. Without it the result is one line, so that a name
            cannot write a second one.
    """
    shown = str(text)
    if lines:
        shown = shown.replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub(_kept if lines else _escape, shown)


def _kept(found: re.Match[str]) -> str:
    return found[0] if found[0] in "\n\t" else _escape(found)


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04x}"
