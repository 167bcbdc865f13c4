"""Numbers in figures and in words: "1 234,5", "двадцать пять тысяч", "сто одиннадцатый".

Texts are read as ``spelling.lower`` gives them, ё as е. Keys of the tables are regular
expressions for all forms of a word.
"""

from __future__ import annotations

import re
from typing import NamedTuple

ADJECTIVE = r"(?:ый|ий|ой|ая|яя|ое|ее|ого|его|ому|ему|ым|им|ом|ем|ую|юю|ой|ей|ые|ие|ых|их|ыми|ими)"

CARDINALS: dict[str, float] = {
    r"нол[ья]|нул[ья]": 0,
    r"од(?:ин|на|но|ного|ной|ному|ним|ном|ну|ною)": 1,
    r"дв(?:а|е|ух|ум|умя|ое|оих|оим|оими)|пар(?:а|ы|у|е|ой)": 2,
    r"тр(?:и|ех|ем|емя|ое|оих|оим|оими)": 3,
    r"четыр(?:е|ех|ем|ьмя)|четвер(?:о|ых|ым)": 4,
    r"пят(?:ь|и|ью|еро|ерых)": 5,
    r"шест(?:ь|и|ью|еро|ерых)": 6,
    r"сем(?:ь|и|ью|еро|ерых)": 7,
    r"вос(?:емь|ьми|емью|ьмью|ьмеро|ьмерых|ьмерым)": 8,
    r"девят(?:ь|и|ью|еро|ерых|ерым)": 9,
    r"десят(?:ь|и|ью|еро|ерых|ерым)|десяток|десятка": 10,
    r"одиннадцат(?:ь|и|ью)": 11,
    r"двенадцат(?:ь|и|ью)": 12,
    r"тринадцат(?:ь|и|ью)": 13,
    r"четырнадцат(?:ь|и|ью)": 14,
    r"пятнадцат(?:ь|и|ью)": 15,
    r"шестнадцат(?:ь|и|ью)": 16,
    r"семнадцат(?:ь|и|ью)": 17,
    r"восемнадцат(?:ь|и|ью)": 18,
    r"девятнадцат(?:ь|и|ью)": 19,
    r"двадцат(?:ь|и|ью)": 20,
    r"тридцат(?:ь|и|ью)": 30,
    r"сорока?": 40,
    r"пят(?:ьдесят|идесяти|ьюдесятью)": 50,
    r"шест(?:ьдесят|идесяти|ьюдесятью)": 60,
    r"сем(?:ьдесят|идесяти|ьюдесятью)": 70,
    r"вос(?:емьдесят|ьмидесяти|емьюдесятью|ьмьюдесятью)": 80,
    r"девяност[оа]": 90,
    r"ст[оа]": 100,
    r"двести|двухсот|двумстам": 200,
    r"триста|трехсот|тремстам": 300,
    r"четыреста|четырехсот|четыремстам": 400,
    r"пятьсот|пятисот|пятистам": 500,
    r"шестьсот|шестисот|шестистам": 600,
    r"семьсот|семисот|семистам": 700,
    r"восемьсот|восьмисот|восьмистам": 800,
    r"девятьсот|девятисот|девятистам": 900,
    r"полтор[аы]|полутора": 1.5,
}

ORDINALS: dict[str, int] = {
    r"нулев": 0, r"перв": 1, r"втор": 2, r"четверт": 4, r"пят": 5, r"шест": 6, r"седьм": 7,
    r"восьм": 8, r"девят": 9, r"десят": 10, r"одиннадцат": 11, r"двенадцат": 12,
    r"тринадцат": 13, r"четырнадцат": 14, r"пятнадцат": 15, r"шестнадцат": 16,
    r"семнадцат": 17, r"восемнадцат": 18, r"девятнадцат": 19, r"двадцат": 20, r"тридцат": 30,
    r"сороков": 40, r"пятидесят": 50, r"шестидесят": 60, r"семидесят": 70,
    r"восьмидесят": 80, r"девяност": 90, r"сот": 100, r"двухсот": 200, r"трехсот": 300,
    r"четырехсот": 400, r"пятисот": 500, r"шестисот": 600, r"семисот": 700,
    r"восьмисот": 800, r"девятисот": 900, r"тысячн": 1000, r"двухтысячн": 2000,
}  # fmt: skip

MULTIPLIERS: dict[str, int] = {
    r"тысяч(?:а|и|е|у|ей|ам|ами|ах)?|тыс": 10**3,
    r"миллион(?:а|у|ом|е|ы|ов|ам|ами|ах)?|млн": 10**6,
    r"миллиард(?:а|у|ом|е|ы|ов|ам|ами|ах)?|млрд": 10**9,
    r"триллион(?:а|у|ом|е|ы|ов|ам|ами|ах)?|трлн": 10**12,
}

# Numerals inside compound adjectives: "двадцатипятилетний", "полуторагодовалый".
NUMERAL_STEMS: dict[str, float | None] = {
    "одно": 1, "двух": 2, "дву": 2, "трех": 3, "четырех": 4, "пяти": 5, "шести": 6, "семи": 7,
    "восьми": 8, "девяти": 9, "десяти": 10, "одиннадцати": 11, "двенадцати": 12,
    "тринадцати": 13, "четырнадцати": 14, "пятнадцати": 15, "шестнадцати": 16,
    "семнадцати": 17, "восемнадцати": 18, "девятнадцати": 19, "двадцати": 20, "тридцати": 30,
    "сорока": 40, "пятидесяти": 50, "шестидесяти": 60, "семидесяти": 70, "восьмидесяти": 80,
    "девяносто": 90, "девяноста": 90, "сто": 100, "двухсот": 200, "трехсот": 300,
    "четырехсот": 400, "пятисот": 500, "полутора": 1.5, "много": None,
}  # fmt: skip

# Counted like a scale: "два десятка", "три сотни".
COLLECTIVES: dict[str, int] = {
    r"десят(?:ок|ка|ку|ком|ке|ки|ков|кам|ками|ках)": 10,
    r"сот(?:ня|ни|не|ню|ней|ен|ням|нями|нях)": 100,
    r"дюжин(?:а|ы|е|у|ой|ам|ами|ах)?": 12,
}
PARTS: dict[str, float] = {
    r"половин(?:а|ы|е|у|ой)": 1 / 2, r"трет(?:ь|и|ью)": 1 / 3, r"четверт(?:ь|и|ью)": 1 / 4,
}  # fmt: skip
# Of scales and collectives the forms that alone mean one: "более миллиона", "сотня". "Тысячи"
# does where a genitive is asked for, else it is many.
_ONE = re.compile(
    r"тысяч[ау]|тысячей|(?:миллион|миллиард|триллион)(?:а|у|ом|е)?|десят(?:ок|ка|ком)"
    r"|сотн(?:я|ю|ей)|дюжин[ау]"
)
_GENITIVE = re.compile(r"(?:тысяч|сотн)и")
_ASKS_GENITIVE = re.compile(r"(?:более|больше|менее|меньше|около|свыше|до|от|порядка|из) $")

_FIGURE = (
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
    values = [NUMERAL_STEMS[stem] for stem in _STEM.findall(match[0])]
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
    """All that makes a number, as groups named by kind and place; and what the words mean."""
    meanings: dict[str, float] = {}
    groups = [f"(?P<figure>{_FIGURE}){_SUFFIX}", r"(?P<half>с половиной)"]
    for kind, table in {"fraction": PARTS, **_WORDS}.items():
        behind = f"(?= {_ANY_SCALE})" if kind == "fraction" else r"(?![^\W\d])"
        for index, (word, value) in enumerate(table.items()):
            meanings[f"{kind}_{index}"] = value
            groups.append(f"(?P<{kind}_{index}>(?<![^\\W\\d])(?:{word}){behind})")
    return re.compile("|".join(groups)), meanings


_TOKEN, _MEANINGS = _pattern()
_STEM = re.compile("|".join(sorted(NUMERAL_STEMS, key=len, reverse=True)))
_STEMS = re.compile(f"(?:{_STEM.pattern})+")


def _kind(match: re.Match[str]) -> str:
    return "figure" if match["figure"] else str(match.lastgroup).partition("_")[0]


def _meaning(match: re.Match[str]) -> float:
    return _MEANINGS[str(match.lastgroup)]
