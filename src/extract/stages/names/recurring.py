"""Surnames that stand again without a mention, of people whom the article names in full."""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Iterable

from extract.annotations import Mention
from extract.stages.names.inflection import readings
from extract.stages.names.words import BLANK, INITIAL, LETTER, is_no_name

_INSIDE = "\\w\u00ad\u0301-"  # what shows that a word goes on
# What must not stand before it is looked for behind its capital, which ``re`` finds sooner.
_CAPITALIZED = re.compile(f"[^\\W\\d_a-zа-яё](?<![{_INSIDE}].){LETTER}+(?![{_INSIDE}])")
_INITIALS = re.compile(f"(?<![{_INSIDE}])(?:{INITIAL}{BLANK}?){{1,2}}$")
# Half or double of one changes one mention of 140 articles at most.
_LONGEST_ENDING = 3  # letters, as of "-ому", "-ыми"
_SHORTEST = 4  # letters of a surname that is looked for again
_SHORTEST_STEM = _SHORTEST - 2  # which lacks the two of an adjective's ending
_NEAR = 8  # mentions before a word that may reach it


def recurring(
    text: str, surnames: Iterable[str], mentions: Collection[Mention]
) -> list[tuple[int, int]]:
    """Where surnames of people whom the article names in full stand again without a mention.

    Args:
        text: The article's.
        surnames: In the nominative.
        mentions: What is known to stand in it.

    Returns:
        Offsets.
    """
    names = {name.lower() for name in surnames if len(name) >= _SHORTEST and name.isalpha()}
    if not names:
        return []
    stems = frozenset(map(_stem, names))
    begins = frozenset(stem[:_SHORTEST_STEM] for stem in stems)
    taken = sorted((one.start, one.end) for one in mentions)
    found: list[tuple[int, int]] = []
    for match in _CAPITALIZED.finditer(text):
        word = match[0]
        if word[:_SHORTEST_STEM] not in begins or not _has_stem(word, stems):
            continue
        end, done = match.end(), found[-1][1] if found else 0
        initials = _INITIALS.search(text, max(done, match.start() - 8), match.start())
        start = initials.start() if initials else match.start()
        at = bisect.bisect_left(taken, (end,))
        if any(start < last for _, last in taken[max(0, at - _NEAR) : at]):
            continue
        lower = word.lower()
        if not is_no_name(lower) and any(r.nominative in names for r in readings(lower)):
            found.append((start, end))
    return found


def _stem(name: str) -> str:
    """What all forms of a surname begin with, capitalized."""
    return (name[:-2] if name.endswith(("ий", "ый", "ой", "ая")) else name[:-1]).capitalize()


def _has_stem(word: str, stems: frozenset[str]) -> bool:
    """Whether a word is one of the stems with the ending of a case, if any."""
    shortest = max(0, len(word) - _LONGEST_ENDING)
    return any(
        word[:at] in stems and not any(map(str.isupper, word[at:]))
        for at in range(shortest, len(word) + 1)
    )
