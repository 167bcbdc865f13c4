"""Cuts a date expression into typed items: figures, month names, units, prepositions."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from extract.russian.number_words import NUMERAL_STEMS
from extract.russian.numerals import NUMERAL_STEM
from extract.russian.spelling import clean, lower
from extract.stages.dates import patterns
from extract.stages.dates.expressions import Point
from extract.stages.dates.lexicon import COMPOUND, FIGURES, LEXICON, UNKNOWN

PIVOT = 69  # two-figure years: 00 to 68 are of this century, as POSIX reads %y


class Item(NamedTuple):
    """A word or phrase of the lexicon, or what the grammar made of several.

    Attributes:
        kind: A kind of ``LEXICON``, or one that the grammar makes.
        value: What it means; its type depends on the kind.
        text: As written, in lower case with ё as е.
        start: Of its first character in the text that was cut.
        end: One past its last character.
    """

    kind: str
    value: Any
    text: str
    start: int = 0
    end: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Number:
    """A number and how it was written.

    Attributes:
        form: "cardinal", "ordinal" or "plural" ("девяностые", "1990-е").
        roman: In Roman figures.
        figures: How many figures it was written in, 0 for words.
    """

    value: float
    form: str = "cardinal"
    roman: bool = False
    figures: int = 0

    @property
    def whole(self) -> int:
        """The number where it is whole, -1 otherwise."""
        return int(self.value) if self.value == int(self.value) else -1


_SUFFIX = (
    r"(?: ?[-–—] ?(?P<suffix>ый|ий|ой|ая|ое|ого|его|ому|ым|ом|ую|ые|ых|ыми|го|му|ти|ми|х|x|е|й|я|ю"
    r"|м|и)\b|(?P<glued>ого|го|му|ый|ые|ых|х|й|е)\b)?"
)
_PLURAL = frozenset({"е", "ые", "х", "x", "ых", "ыми"})
_CARDINAL = frozenset({"ти", "ми", "и"})


_FIGURED = frozenset({"ISO", "DMY", "YMD", "MY", "CLOCK", "DM", "DIGITS"})
_PUNCTUATION = frozenset({"DASH", "SLASH", "COMMA"})
_DOTTED = frozenset({"THISYEAR", "BIRTH", "ERA"})  # may end in a dot
_BEGIN = (
    r"(?:(?<![^\W_])|(?<=\d)(?!\d)|(?<=[а-яa-z])(?=\d))"  # a word's, or between figure and letter
)


_Entries = list[tuple[str, str, Any]]


def _build(lexicon: _Entries) -> re.Pattern[str]:
    """The lexicon as one pattern, whose groups say which entry was found.

    A group is empty and stands behind its entry: ``re`` passes over an alternative by its first
    letter only where that comes first.
    """
    words, punctuation = [], []
    for index, (kind, pattern, _) in enumerate(lexicon):
        told = f"(?P<k{index}>)"
        if kind in _PUNCTUATION:
            punctuation.append(f"(?:{pattern}){told}")
            continue
        if kind == "DIGITS":
            pattern = f"(?:{pattern}){_SUFFIX}"
        elif kind in FIGURES:
            pattern = rf"(?:{pattern})(?![^\W\d_])"
        elif kind in _DOTTED:
            pattern = f"(?:{pattern})"
        else:
            pattern = rf"(?:{pattern})\b"
        words.append(pattern + told)
    return re.compile(f"{_BEGIN}(?:{'|'.join(words)})|{'|'.join(punctuation)}")


_PART = re.compile(r"\\.|\[\^?\]?(?:\\.|[^]\\])*\]|.", re.DOTALL)  # a class of letters is one
_LETTER = re.compile("[а-яa-z](?![?*{])")


def _by_letter(patterns: Iterable[str]) -> dict[str, re.Pattern[str]]:
    """Alternatives by the letter that all they match begins with, "" for others; to the end."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in itertools.chain.from_iterable(map(_alternatives, patterns)):
        letter = _LETTER.match(each)
        found[letter[0] if letter else ""].append(f"(?:{each})$")
    return {letter: re.compile("|".join(alike)) for letter, alike in found.items()}


def _alternatives(pattern: str) -> Iterator[str]:
    """Those that stand in no brackets."""
    depth = done = 0
    for part in _PART.finditer(pattern):
        depth += (part[0] == "(") - (part[0] == ")")
        if part[0] == "|" and not depth:
            yield pattern[done : part.start()]
            done = part.end()
    yield pattern[done:]


_SPACES = re.compile(r"\s+")
_COMPOUND = re.compile(COMPOUND)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "х": 10, "і": 1}


def normalize(text: str) -> str:
    """Clean, in lower case, ё as е, single spaces."""
    return _SPACES.sub(" ", lower(clean(text))).strip()


_Read = tuple[str, Any]  # kind and value of an item


def _point(**fields: Any) -> _Read:
    return "POINT", Point(**fields)


def full_year(figures: str) -> int:
    """The year that two figures stand for."""
    year = int(figures)
    if len(figures) > 2:
        return year
    return 2000 + year if year < PIVOT else 1900 + year


def _iso(match: re.Match[str], _: Any) -> _Read:
    year, month, day, *clock = map(int, re.findall(r"\d+", match[0].split("+")[0])[:6])
    fields = {"year": year, "month": month, "day": day}
    return _point(**fields, **dict(zip(("hour", "minute", "second"), clock, strict=False)))


def _day_first(match: re.Match[str], _: Any) -> _Read:
    day, month, year = re.findall(r"\d+", match[0])
    return _point(day=int(day), month=int(month), year=full_year(year))


def _year_first(match: re.Match[str], _: Any) -> _Read:
    year, month, day = map(int, re.findall(r"\d+", match[0]))
    return _point(year=year, month=month, day=day)


def _month_year(match: re.Match[str], _: Any) -> _Read:
    month, year = map(int, re.findall(r"\d+", match[0]))
    return _point(month=month, year=year)


def _clock(match: re.Match[str], _: Any) -> _Read:
    numbers = map(int, re.findall(r"\d+", match[0]))
    return _point(**dict(zip(("hour", "minute", "second"), numbers, strict=False)))


def _digits(match: re.Match[str], _: Any) -> _Read:
    written = re.match(r"[\d ,.]+", match[0])
    assert written is not None
    figures = written[0].strip().replace(" ", "").replace(",", ".")
    suffix = match["suffix"] or match["glued"]
    form = "cardinal" if suffix is None or suffix in _CARDINAL else "ordinal"
    if suffix in _PLURAL:
        form = "plural"
    return "NUM", Number(float(figures[:300]), form, figures=len(figures))


def _roman(match: re.Match[str], _: Any) -> _Read:
    letters = match[0].split("-")[0].rstrip("гоймуе")
    values = [_ROMAN[letter] for letter in letters]
    total = 0
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += value if value >= following else -value
    return "NUM", Number(total, "ordinal", roman=True)


def _ordinal(match: re.Match[str], value: Any) -> _Read:
    plural = match[0].endswith(("ые", "ых", "ым", "ыми"))
    form = "plural" if plural else "ordinal"
    return "ORDINAL", Number(value, form)


def _compound(match: re.Match[str], _: Any) -> _Read:
    """ "двадцатипятилетний" is twenty-five years, "30-дневный" thirty days."""
    parts = _COMPOUND.match(match[0]) or re.match(r"(\d+)\D*?[- ]?(\w+)", match[0])
    if parts is None:
        return "UNKNOWN", None
    stems, tail = parts[1], parts[2]
    number: float | None
    if stems[0].isdigit():
        number = float(re.match(r"\d+", stems)[0])  # type: ignore[index]
    else:
        values = [NUMERAL_STEMS[stem] for stem in NUMERAL_STEM.findall(stems)]
        number = None if None in values else sum(value or 0 for value in values)
    unit = next(u for t, u in patterns.COMPOUND_UNITS.items() if tail.startswith(t))
    return "DURATION", (unit, number)


_READERS = {
    "ISO": _iso, "DMY": _day_first, "YMD": _year_first, "MY": _month_year, "CLOCK": _clock,
    "DIGITS": _digits, "ROMAN": _roman, "ORDINAL": _ordinal, "COMPOUND": _compound,
}  # fmt: skip


class Lexer:
    """Cuts texts by the entries of a lexicon."""

    def __init__(self, own: _Entries | None = None) -> None:
        """The lexicon of the grammar, and before it the entries of a user's own."""
        lexicon = [*(own or ()), *LEXICON]
        self._pattern = _build(lexicon)
        self._meanings = [(kind, value) for kind, _, value in lexicon]
        self.weights: dict[str, int] = {}  # of words, kept for ``scan``
        words = [each for each in lexicon if each[0] not in _FIGURED and each[1] != UNKNOWN]
        self._words = _by_letter([pattern for _, pattern, _ in words])

    def is_word(self, word: str) -> bool:
        """Whether there is an entry for a word of letters alone; quicker than ``cut``."""
        own, others = self._words.get(word[:1]), self._words.get("")
        return bool((own and own.match(word)) or (others and others.match(word)))

    def items(self, text: str) -> list[Item]:
        """The items of a text, in order; punctuation without meaning is left out."""
        return self.cut(normalize(text))

    def cut(self, normal: str) -> list[Item]:
        """The items of a normalized text, with their offsets in it."""
        found = []
        for match in self._pattern.finditer(normal):
            kind, value = self._meanings[int((match.lastgroup or "k0")[1:])]
            if kind == "SKIP":
                continue
            read = _READERS.get(kind)
            if read is not None:
                kind, value = read(match, value)
            found.append(Item(kind, value, match[0], *match.span()))
        return found


LEXER = Lexer()
