"""Songs that are called by names: "В релиз вошли треки Лето Мост [Олег] Река Дом Сон"."""

from __future__ import annotations

import re

_TRACKS = re.compile("тр[еэ]к|композици|песен|песн[яеию]", re.IGNORECASE)
_MARK = re.compile("[,.;:!?]")
_SUNG_BY = re.compile("[ \u00a0][—–-][ \u00a0][А-ЯЁA-Z][^()\n]{0,60}\\)")
# By hand; none was tried otherwise.
_MANY = 6  # words with a capital in a list
_LONGEST_LINE = 400  # characters
_REACH = 110  # characters before a line that tell what it lists


class Tracks:
    """Tells which mentions of an article are songs.

    Args:
        text: The article's.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, start: int, end: int) -> bool:
        """Whether a mention stands in a list of songs, or in brackets before who sings it."""
        if self._text[max(0, start - 1) : start] == "(" and _SUNG_BY.match(self._text, end):
            return True
        return self._is_listed(start, end)

    def _is_listed(self, start: int, end: int) -> bool:
        """In a line of many words with capitals, without commas, that tells of songs."""
        text = self._text
        begin = max(text.rfind("\n", 0, start) + 1, start - _LONGEST_LINE)
        behind = text.find("\n", end)
        line = text[begin : min(len(text) if behind < 0 else behind, end + _LONGEST_LINE)]
        if _MARK.search(line):
            return False
        words = line.split()
        capitals = sum(word[0].isupper() for word in words)
        named = _TRACKS.search(text, max(0, begin - _REACH), end) is not None
        return named and capitals >= max(_MANY, len(words) / 2)
