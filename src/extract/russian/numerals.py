"""Numbers in figures and in words: "1 234,5", "двадцать пять тысяч", "сто одиннадцатый".

Texts are read as ``spelling.lower`` gives them, ё as е.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.russian.number_words import (
    ADJECTIVE,
    CARDINALS,
    COLLECTIVES,
    MULTIPLIERS,
    NUMERAL_STEMS,
    ORDINALS,
    PARTS,
)

# Of scales and collectives the forms that alone mean one: "более миллиона", "сотня". "Тысячи"
# does where a genitive is asked for, else it is many.
_ONE = re.compile(
    r"тысяч[ау]|тысячей|(?:миллион|миллиард|триллион)(?:а|у|ом|е)?|десят(?:ок|ка|ком)"
    r"|сотн(?:я|ю|ей)|дюжин[ау]"
)
_GENITIVE = re.compile(r"(?:тысяч|сотн)и")
_ASKS_GENITIVE = re.compile(r"(?:более|больше|менее|меньше|около|свыше|до|от|порядка|из) $")

FIGURE = (
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?"  # 1 234,5
    r"|\d+(?:[.,]\d+)*"
)
_SUFFIX = r"(?P<suffix> ?-(?:ый|ий|ой|ая|ое|ого|ому|ым|ом|ую|ые|ых|ыми|го|му|м|х|е|й|я|ю)\b)?"


class Numeral(NamedTuple):
    """A number in a text.

    Attributes:
        start: Its first character.
        end: One past its last character.
        value: None for "тысячи", "десятки миллионов": many, but not how many.
        is_ordinal: "пятый", "5-й".
        scale: The last scale word's, 1 without one: 10**6 of "5 млн".
    """

    start: int
    end: int
    value: float | None
    is_ordinal: bool = False
    scale: int = 1


def figure(written: str, *, scaled: bool = False) -> float:
    """The value of a number in figures.

    Spaces and several equal separators part thousands; a comma is a decimal one, unless three
    zeros follow. A dot before three figures parts thousands, where no scale word follows.

    Args:
        written: "1 234,5", "1.234.567", "1,5", "10,000".
        scaled: "млн" or the like follows.

    >>> figure("1 234,5"), figure("1.234.567"), figure("1.250"), figure("1.250", scaled=True)
    (1234.5, 1234567.0, 1250.0, 1.25)
    """
    digits = re.sub(r"\s", "", written)[:60]
    separators = re.findall("[.,]", digits)
    if not separators:
        return float(digits)
    head, last, tail = digits.rpartition(separators[-1])
    grouped = len(tail) == 3 and head[:1] != "0"
    if len(separators) > 1 and len(set(separators)) == 1:
        return float(re.sub("[.,]", "", digits))
    if grouped and len(separators) == 1 and (tail == "000" if last == "," else not scaled):
        return float(head + tail)
    return float(re.sub("[.,]", "", head) + "." + tail)


def compound(word: str) -> tuple[float, str] | None:
    """The number that begins a compound adjective, and the rest of it.

    >>> compound("двадцатипятилетний"), compound("полуторагодовалый"), compound("летний")
    ((25, 'летний'), (1.5, 'годовалый'), None)
    """
    match = _STEMS.match(word)
    if match is None:
        return None
    values = [NUMERAL_STEMS[stem] for stem in NUMERAL_STEM.findall(match[0])]
    known = [value for value in values if value is not None]
    return (sum(known), word[match.end() :]) if len(known) == len(values) else None


def numerals(text: str) -> list[Numeral]:
    """The numbers of a text, in order.

    Args:
        text: As ``spelling.lower`` gives it.
    """
    found: list[Numeral] = []
    reader = _Reader(text)
    for match in _TOKEN.finditer(text):
        if not reader.takes(match):
            found += reader.done()
            reader = _Reader(text)
            reader.takes(match)
    return found + reader.done()


class _Reader:
    """One number being read, word by word."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.start, self.end = -1, -1
        self.total = 0.0  # what scale words have closed: "3 млрд" of "3 млрд 200 млн"
        self.part: float | None = None  # what is counted now
        self.room = float("inf")  # what may be added to the part is smaller
        self.scale = 1
        self.is_ordinal = self.is_vague = self.in_figures = False

    def done(self) -> list[Numeral]:
        """The number, if there is one."""
        if self.start < 0:
            return []
        value = None if self.is_vague else self.total + (self.part or 0.0)
        return [Numeral(self.start, self.end, value, self.is_ordinal, self.scale)]

    def takes(self, match: re.Match[str]) -> bool:
        """Adds a word, or says that it begins another number."""
        gap = self.text[self.end : match.start()] if self.start >= 0 else ""
        if self.start >= 0 and (self.is_ordinal or gap.strip(" \u00a0\u202f.") or len(gap) > 3):
            return False
        taken = bool(getattr(self, f"_{_kind(match)}")(match))
        if taken:
            self.start = match.start() if self.start < 0 else self.start
            self.end = match.end()
        return taken

    def _figure(self, match: re.Match[str]) -> bool:
        after = self.text[match.end() : match.end() + 20]
        value = figure(match["figure"], scaled=_SCALE.match(after) is not None)
        if self.part is not None or (self.total and value >= min(self.scale, 1000)):
            return False
        self.part, self.room, self.in_figures = value, 0, True
        self.is_ordinal = match["suffix"] is not None
        return True

    def _cardinal(self, match: re.Match[str]) -> bool:
        value = _meaning(match)
        if self.part is not None and (value >= self.room or self.in_figures):
            return False
        self.part = (self.part or 0) + value
        self.room = _room(value)
        return True

    def _ordinal(self, match: re.Match[str]) -> bool:
        taken = self._cardinal(match)
        self.is_ordinal = taken
        return taken

    def _half(self, _: re.Match[str]) -> bool:
        if self.part is None:
            return False
        self.part += 0.5
        return True

    def _fraction(self, match: re.Match[str]) -> bool:
        if self.part is not None or self.total:
            return False
        self.part, self.room = _meaning(match), 0
        return True

    def _halved(self, match: re.Match[str]) -> bool:
        """ "полмиллиона", "полсотни"."""
        if self.part is not None or self.total:
            return False
        self.total, self.scale, self.part = _meaning(match) / 2, 1, None
        return True

    def _collective(self, match: re.Match[str]) -> bool:
        if self.part is None and not self._alone(match):
            self.is_vague = True
        self.part, self.room = (1 if self.part is None else self.part) * _meaning(match), 0
        return True

    def _scale(self, match: re.Match[str]) -> bool:
        scale = int(_meaning(match))
        if self.total and self.scale <= scale:
            return False
        if self.part is None and not self._alone(match):
            self.is_vague = True
        self.total += (1 if self.part is None else self.part) * scale
        self.part, self.room, self.scale, self.in_figures = None, float("inf"), scale, False
        return True

    def _alone(self, match: re.Match[str]) -> bool:
        if _GENITIVE.fullmatch(match[0]):
            before = self.text[max(0, match.start() - 10) : match.start()]
            return _ASKS_GENITIVE.search(before) is not None
        return _ONE.fullmatch(match[0]) is not None


def _room(value: float) -> float:
    """Below which a word may follow: "сто" + "одиннадцать", "двадцать" + "пять"."""
    if value >= 100:
        return 100
    return 10 if value >= 20 else 0


_THIRD = {r"трет(?:ий|ья|ье|ьего|ьему|ьим|ьем|ьей|ью|ьи|ьих|ьими)": 3}
_GLUED = {r"(?<=\d)[kк]": 1000, r"т(?=\.? ?р(?:уб)?(?![^\W\d]))": 1000}  # "5к", "5т.р."
_WORDS: dict[str, dict[str, float]] = {
    "halved": {rf"пол(?:{word})": half for word, half in {**MULTIPLIERS, **COLLECTIVES}.items()},
    "scale": {**MULTIPLIERS, **_GLUED},
    "collective": dict(COLLECTIVES),
    "cardinal": CARDINALS,
    "ordinal": {**_THIRD, **{stem + ADJECTIVE: value for stem, value in ORDINALS.items()}},
}
_ANY_SCALE = f"(?:{'|'.join(MULTIPLIERS)})(?![^\\W\\d])"
_SCALE = re.compile(f" ?{_ANY_SCALE}")


def _pattern() -> tuple[re.Pattern[str], dict[str, float]]:
    """All that makes a number, as groups named by kind and place; and what the words mean.

    Words have their groups, empty, behind them: ``re`` passes over an alternative by its first
    letter only where that comes first.
    """
    meanings: dict[str, float] = {}
    words = []
    for kind, table in {"fraction": PARTS, **_WORDS}.items():
        behind = f"(?= {_ANY_SCALE})" if kind == "fraction" else r"(?![^\W\d])"
        for index, (word, value) in enumerate(table.items()):
            meanings[f"{kind}_{index}"] = value
            words.append(f"(?:{word}){behind}(?P<{kind}_{index}>)")
    figure, half = f"(?P<figure>{FIGURE}){_SUFFIX}", "с половиной(?P<half>)"
    return re.compile(rf"{figure}|{half}|(?<![^\W\d])(?:{'|'.join(words)})"), meanings


_TOKEN, _MEANINGS = _pattern()
NUMERAL_STEM = re.compile("|".join(sorted(NUMERAL_STEMS, key=len, reverse=True)))
_STEMS = re.compile(f"(?:{NUMERAL_STEM.pattern})+")


def _kind(match: re.Match[str]) -> str:
    return "figure" if match["figure"] else str(match.lastgroup).partition("_")[0]


def _meaning(match: re.Match[str]) -> float:
    return _MEANINGS[str(match.lastgroup)]
