"""Finds date expressions in running text: the grammar's own eyes.

Words that can stand in a date make runs; a run that holds a telling word (a month, a unit, figures
like a date's) is read by the grammar, and what the grammar makes of it are expressions. Whether
one is a date is for ``evidence.py`` to say. Linear in the length of the text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from extract.russian.spelling import lower
from extract.stages.dates.expressions import Expression, Several, Vague
from extract.stages.dates.grammar import reduce
from extract.stages.dates.lexer import LEXER, Item, Lexer

# What the grammar makes of a run, if it makes sense of it.
_MADE = frozenset({"POINT", "RANGE", "SEVERAL", "SET", "PORTION", "DURATION", "REF"})
# Words that a date is told by; others only stand beside them.
_TELLING = frozenset(
    {"MONTH", "WEEKDAY", "SEASON", "UNIT", "DEICTIC", "SET", "DAYPART", "NOON", "MIDNIGHT",
     "DURATION", "COMPOUND", "EVE", "WORKDAYS", "HALFHOUR", "REF", "THISYEAR", "ZONE"}
)  # fmt: skip
_PREPOSITIONS = frozenset({"в", "во", "на", "за"})  # they belong to the mention
# Words of phrases that the lexicon does not know alone.
_PARTS = frozenset(
    (
        "пол",
        "н",
        "э",
        "эры",
        "нашей",
        "новой",
        "т",
        "с",
        "г",
        "р",
        "х",
        "том",
        "му",
        "москве",
        "одноименного",
        "московскому",
        "местному",
        "киевскому",
        "минскому",
        "гринвичу",
        "мск",
        "скором",
        "не",
        "чем",
        "лишним",
        "небольшим",
    )
)
_TOKEN = re.compile(r"(\d+-[^\W\d_]{1,3}\b|[^\W_]+|[^\w\s]|\n|_)")
_BLANK = re.compile(r"\s+")
_NEXT = re.compile(r"[»\")]*\s+[«\"(—–-]*\s*(\w)")
_DOTTED = re.compile(
    r"(?:\b|\d)(?:гг?|вв?|р|э|х|янв|фев|февр|мар|апр|июн|июл|авг|сент?|окт|нояб?|дек|мин|сек|ч)$"
)
_QUOTES = frozenset('»"”')
_QUOTED = re.compile(r"[«\"“]\d\d?[»\"”] ")
_STRAY = frozenset({"UNKNOWN", "AFTER", "BEFORE", "TO", "COMMA"})  # no mention ends in them
_ABBREVIATED = re.compile(r"\b[^\W\d_]{1,4}$|\d$")
_LINK = frozenset(".,-–—−‑/:…")
_FIGURES = re.compile(
    r"\d[./:]\d|\d-\d\d-\d|(?<!\d)(?:1[0-9]|20)\d\d(?!\d)|\d[-–—]?[ех]\b|\d-го\b|[ivxх] в"
)
# Characters of a run: a longer one is a table. No date of NEREL (train, dev) has over 45, no time
# over 59.
_LONGEST = 240
_KNOWN_WORDS = 1 << 16  # that are remembered: a buffer, of any size


class Expressed(NamedTuple):
    """An expression in a text.

    Attributes:
        start: Of its first character, its preposition included.
        end: One past its last character.
        meaning: What the grammar makes of it.
        kinds: Of the words that it is made of, in their order.
        words: The same words in lower case.
        listed: It stands in a list of its like.
    """

    start: int
    end: int
    meaning: Expression
    kinds: tuple[str, ...]
    words: tuple[str, ...]
    listed: bool = False


def scan(text: str, lexer: Lexer = LEXER) -> list[Expressed]:
    """The expressions of a text, in its order; they do not overlap.

    Args:
        text: As ``russian.spelling`` cleans it; offsets are its own.
        lexer: Knows the words.
    """
    folded = lower(text)
    found = []
    for first, last, beyond in _runs(text, folded, lexer):
        for each in _read(folded[first:beyond], lexer):
            start, end = each.start + first, each.end + first
            if start < last:
                start -= _QUOTED.match(text, max(0, start - 1)) is not None  # "«29» декабря"
                found.append(each._replace(start=start, end=end))
    return found


def forget() -> None:
    """Empties the cache, for those who measure."""
    _read.cache_clear()


def _runs(text: str, folded: str, lexer: Lexer) -> Iterator[tuple[int, int, int]]:
    """Stretches of words that can stand in a date, those without a telling word left out.

    Yields:
        First character, end, and the end of the word that follows it in the sentence.
    """
    parts = _TOKEN.split(folded)  # what stands between two tokens, and a token, by turns
    words = parts[1::2]
    starts = list(itertools.accumulate(map(len, parts)))[::2]
    weights = _weights(words, lexer)
    done = 0
    for begin in itertools.compress(range(len(words)), weights):
        if begin < done:
            continue
        first = last = starts[begin]
        telling = False
        for at in range(begin, len(words)):
            start, word, weight = starts[at], words[at], weights[at]
            if weight:
                last, telling = start + len(word), telling or weight > 1
            elif not _goes_on(text, start, word, last):
                beyond = start + len(word) if word.isalpha() or word == "." else last
                break
        else:
            at, beyond = len(words), last
        done = at + 1
        if telling or _FIGURES.search(folded, first, last):
            yield from _pieces(folded, first, last, beyond)


def _goes_on(text: str, at: int, word: str, last: int) -> bool:
    """Whether a run goes on behind a word that can stand in no date: "29.04", "«29» апреля"."""
    if word in _LINK and not _ends(text, at, at + len(word), last):
        return True
    return word in _QUOTES and text[at - 1].isdigit()


def _weights(words: Sequence[str], lexer: Lexer) -> list[int]:
    """Those of ``_weight``; most words are known by then."""
    known = lexer.weights
    if new := set(words).difference(known):
        if len(known) > _KNOWN_WORDS:
            known.clear()
            new = set(words)
        known |= {word: _weight(word, lexer) for word in new}
    return list(map(known.__getitem__, words))


def _pieces(folded: str, first: int, last: int, beyond: int) -> Iterator[tuple[int, int, int]]:
    """A run in pieces that the grammar reads at once."""
    while last - first > _LONGEST:
        cut = folded.rfind(" ", first, first + _LONGEST)
        cut = cut if cut > first else first + _LONGEST
        yield first, cut, cut
        first = cut
    yield first, last, min(beyond, last + _LONGEST)


def _ends(text: str, at: int, end: int, last: int) -> bool:
    """Whether a dot, comma or colon ends a run: a capital follows, or figures after a word."""
    if text[at] not in ".…:,":
        return False
    following = _NEXT.match(text, end)
    if following is None:
        return False
    if text[at] == ":" or following[1].isupper():
        return True
    if text[at] == ",":
        return False
    return following[1].isdigit() and _ABBREVIATED.search(text, max(0, last - 6), last) is None


def _weight(word: str, lexer: Lexer) -> int:
    """2 for a telling word, 1 for one that can stand beside it, 0 for others."""
    if not word[0].isalnum():
        return 0
    if word[0].isdigit():
        return 1 if len(word) <= 24 else 0
    if word.isalpha() and not lexer.is_word(word):
        return int(word in _PARTS)
    found = lexer.cut(word)
    if any(item.kind in _TELLING or _is_decade(item) for item in found):
        return 2
    known = all(item.kind != "UNKNOWN" for item in found)  # of none, if passed over: "уже"
    return 1 if known or word in _PARTS else 0


def _is_decade(item: Item) -> bool:
    """ "восьмидесятых"."""
    return item.kind == "ORDINAL" and item.value.form == "plural"


@lru_cache(maxsize=1 << 12)
def _read(run: str, lexer: Lexer) -> tuple[Expressed, ...]:
    """The expressions of a run, their offsets counted from its begin."""
    normal, at = _squeezed(run)
    leaves = lexer.cut(normal)
    made = reduce(leaves)
    found = []
    for index, item in enumerate(made):
        if item.kind not in _MADE:
            continue
        before = made[index - 1] if index else item
        start = before.start if _introduces(before) else item.start
        inside = [leaf for leaf in leaves if start <= leaf.start < item.end]
        meaning = Vague(item.value) if item.kind == "REF" else item.value
        members = _members(inside, meaning)
        for part, means in members:
            if each := _expressed(part, means, run, at):
                found.append(each._replace(listed=len(members) > 1))
    return tuple(found)


def _introduces(item: Item) -> bool:
    """A preposition that belongs to the mention."""
    return item.kind == "THROUGH" or (item.kind == "IN" and item.text in _PREPOSITIONS)


def _members(inside: list[Item], meaning: Expression) -> list[tuple[list[Item], Expression]]:
    """The dates of a list, where each stands for itself: "20 июня и 10 августа"."""
    whole = [(inside, meaning)]
    if not isinstance(meaning, Several):
        return whole
    first = meaning.points[0].named().keys()
    alike = all(point.named().keys() == first for point in meaning.points)
    if meaning.one_of or first == {"daypart"} or not alike:
        return whole
    groups: list[list[Item]] = [[]]
    for leaf in inside:
        if leaf.kind in ("AND", "COMMA"):
            groups.append([])
        else:
            groups[-1].append(leaf)
    groups = [group for group in groups if group]
    if len(groups) != len(meaning.points):
        return whole
    return list(zip(groups, meaning.points, strict=True))


def _expressed(
    inside: list[Item], meaning: Expression, run: str, at: Sequence[int]
) -> Expressed | None:
    """An expression of a run's items; the dot of a last abbreviation belongs to it."""
    while inside and inside[-1].kind in _STRAY:
        inside = inside[:-1]
    if not inside:
        return None
    kinds, words = tuple(leaf.kind for leaf in inside), tuple(leaf.text for leaf in inside)
    end = at[inside[-1].end - 1] + 1
    if run[end : end + 1] == "." and _DOTTED.search(run, 0, end):
        end += 1
    return Expressed(at[inside[0].start], end, meaning, kinds, words)


def _squeezed(run: str) -> tuple[str, Sequence[int]]:
    """A run with single blanks, and where each of its characters stands."""
    normal = _BLANK.sub(" ", run)
    if len(normal) == len(run):
        return normal, range(len(run))
    blank = [char.isspace() for char in run]
    return normal, [i for i in range(len(run)) if not (i and blank[i - 1] and blank[i])]
