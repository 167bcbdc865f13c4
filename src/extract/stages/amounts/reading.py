"""Reads a mention's text as an amount: numbers and words to one letter each, rules over those.

Q is a number, V a vague one ("тысячи"), U a unit, F "от", T "до", D a dash, R "или", M a modifier,
N a minus, P "18+", X what makes a number something else ("3:0"). All other words are passed over.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from extract.annotations import Amount
from extract.russian.numerals import Numeral, compound, numerals
from extract.russian.spelling import clean, lower
from extract.stages.amounts.units import DEFAULT, OF_TYPE

# Characters of a mention that are read; of NEREL (train, dev) none that is measured has over 61.
_LONGEST = 200
_IN_CENTS = frozenset({"USD", "EUR", "CAD", "AUD"})
_OLDEST = 150  # years; the longest life on record is 122; "в 1863 году" is no age
_MODIFIERS = {
    r"не (?:менее|меньше|ниже|моложе)(?: чем)?|как минимум|минимум": "EQUAL_OR_MORE",
    r"не (?:более|больше|выше|свыше|старше)(?: чем)?|максимум|в пределах": "EQUAL_OR_LESS",
    r"более|больше|свыше|выше|старше|превы\w+": "MORE_THAN",
    r"менее|меньше|ниже|моложе|младше": "LESS_THAN",
    r"около|порядка|примерно|приблизительно|почти|практически|ориентировочно|где-то|~|≈": "APPROX",
}  # fmt: skip
_WORDS = {
    "V": r"нескольк\w+|много\w*|немало|пар(?:а|у|ы|ой)(?= (?:тысяч|сотен|десятков|миллион))",
    "N": r"минус",
    "F": r"от|с|со",
    "T": r"до",
    "R": r"или|либо",
    "D": r"[-–—−‒]+|\.\.+|…|÷",
    "P": r"\+|с (?:лишним|небольшим)",
    "X": r"[/:×^]|(?<![^\W\d_])из(?![^\W\d_])",
}
_SIGNS = "DPX"  # those that may touch a letter
_ROMAN = re.compile(r"(?=[ivxlхі])[хx]{0,3}(?:[iі][хxv]|v?[iі]{0,3})|[хx]l?|l[хx]{0,3}")
_ROMAN_VALUES = {"i": 1, "і": 1, "v": 5, "x": 10, "х": 10, "l": 50}


class Item(NamedTuple):
    """A number or a word of a mention: its letter and what it means."""

    code: str
    value: float = 0.0
    unit: str | None = None
    factor: float = 1.0
    scale: int = 1
    word: str = ""


class Items(NamedTuple):
    """The items of a mention and their letters as one string."""

    items: Sequence[Item]
    codes: str

    def of(self, code: str) -> list[Item]:
        return [item for item in self.items if item.code == code]

    def unit(self) -> tuple[str | None, float]:
        """The unit and the factor of the last word that names one."""
        units = self.of("U")
        return (units[-1].unit, units[-1].factor) if units else (None, 1.0)

    def mod(self) -> str | None:
        return next((item.word for item in self.of("M")), "EQUAL_OR_MORE" if self.of("P") else None)


Rule = Callable[[Items], Amount | None]


def interval(items: Items) -> Amount | None:
    """ "от 5 до 7 млн рублей", "от двух до шести-семи лет"."""
    if not re.fullmatch(r"M?FU?QU?(?:DQ)?TU?Q(?:DQ)?U?", items.codes):
        return None
    return _range(items)


def spread(items: Items) -> Amount | None:
    """ "5–7 %", "$5-7 млрд", "два или три", "до 3-5 тыс. рублей"."""
    if not re.fullmatch(r"[MT]*U?QU?[DR]U?QU?", items.codes):
        return None
    return _range(items)


def minor_unit(items: Items) -> Amount | None:
    """ "5 рублей 50 копеек", "2 евро 50 центов"."""
    if not re.fullmatch(r"M*QUQU", items.codes):
        return None
    (major, minor), (first, second) = items.of("U"), items.of("Q")
    same = major.unit == minor.unit or {major.unit, minor.unit} <= _IN_CENTS
    if not same or not minor.factor < major.factor:
        return None
    total = first.value * major.factor + second.value * minor.factor
    return Amount(round(total, 4), None, major.unit, items.mod())


def bound(items: Items) -> Amount | None:
    """ "до 147 миллионов", "от 18 лет"."""
    if not re.fullmatch(r"M?[FT]N?U?QU?", items.codes):
        return None
    way = next(item for item in items.items if item.code in "FT")
    if way.code == "F" and way.word != "от":
        return None
    return _one(items, "EQUAL_OR_LESS" if way.code == "T" else "EQUAL_OR_MORE")


def single(items: Items) -> Amount | None:
    """ "37-летний", "US$4,7 млрд", "около двадцати пяти тысяч рублей"."""
    return _one(items, items.mod()) if re.fullmatch(r"M*N?U?QP?U?P?", items.codes) else None


def roman(items: Items) -> Amount | None:
    """ "XXI"."""
    if items.codes or len(items.items) != 1 or not _ROMAN.fullmatch(items.items[0].word):
        return None
    values = [_ROMAN_VALUES[letter] for letter in items.items[0].word]
    total = sum(
        value if value >= following else -value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
    return Amount(float(total))


RULES: tuple[Rule, ...] = (interval, spread, minor_unit, bound, single, roman)


def _one(items: Items, mod: str | None) -> Amount:
    (quantity,) = items.of("Q")
    unit, factor = items.unit()
    sign = -1 if items.of("N") else 1
    return Amount(round(sign * quantity.value * factor, 10), None, unit, mod)


def _range(items: Items) -> Amount | None:
    """From the first number to the last, which shares its scale word with the first."""
    first, *_, last = items.of("Q")
    units = {item.unit for item in items.of("U")}
    low, high = first.value, last.value
    if first.scale == 1 and low * last.scale <= high:
        low *= last.scale
    if len(units) > 1 or low >= high:
        return None
    unit, factor = items.unit()
    return Amount(low * factor, high * factor, unit, items.mod())


@functools.lru_cache(maxsize=1 << 13)
def read(text: str, type_: str) -> tuple[Amount, str] | None:
    """The amount that a mention names, and the rule that read it.

    Args:
        text: As in the source.
        type_: One of ``schema.AMOUNT_TYPES``.
    """
    items = _items(lower(clean(text))[:_LONGEST], type_)
    if "V" in items.codes:
        return None
    for rule in RULES:
        amount = rule(items)
        if amount is not None and (rule is not roman or type_ == "ORDINAL"):
            return (amount, rule.__name__) if _is_likely(amount, type_) else None
    return None


def _is_likely(amount: Amount, type_: str) -> bool:
    return type_ != "AGE" or amount.unit != "year" or amount.amount <= _OLDEST


def _items(text: str, type_: str) -> Items:
    found: list[Item] = []
    done = 0
    for number in [*numerals(text), Numeral(len(text), len(text), None)]:
        found += _words(text[done : number.start], type_, bool(found))
        if number.start < len(text):
            code = "V" if number.value is None else "Q"
            found.append(Item(code, number.value or 0.0, scale=number.scale))
        done = number.end
    if not found and _ROMAN.fullmatch(text):
        found = [Item("", word=text)]
    default = DEFAULT.get(type_)
    if default and not any(item.code == "U" for item in found):
        found.append(Item("U", unit=default))
    return Items(found, "".join(item.code for item in found))


def _words(text: str, type_: str, is_after: bool) -> list[Item]:
    """What stands between two numbers, or around them all."""
    found: list[Item] = []
    for match in _pattern(type_).finditer(text):
        kind, _, index = str(match.lastgroup).partition("_")
        if kind == "unit":
            unit, factor = list(OF_TYPE[type_].values())[int(index)]
            if match[0].startswith("годовал") and not is_after:
                found.append(Item("Q", 1.0))
            found.append(Item("U", unit=unit, factor=factor))
        elif kind == "mod":
            found.append(Item("M", word=list(_MODIFIERS.values())[int(index)]))
        elif kind == "word":
            found += _compound(match[0], type_)
        elif kind == "D" and not is_after and not found:
            found.append(Item("N"))  # "-5 %"
        elif not (kind == "D" and re.match(r"-[а-я]", text[match.start() :])):
            found.append(Item(kind, word=match[0]))
    return found


def _compound(word: str, type_: str) -> list[Item]:
    """ "двадцатипятилетний": a number and its unit; nothing for other words."""
    read_ = compound(word)
    if read_ is None:
        return []
    for pattern, (unit, factor) in OF_TYPE[type_].items():
        if re.match(pattern, read_[1]):
            return [Item("Q", read_[0]), Item("U", unit=unit, factor=factor)]
    return []


@functools.cache
def _pattern(type_: str) -> re.Pattern[str]:
    begins, ends = r"(?<![^\W\d_])", r"(?![^\W\d_])"
    # Groups, empty, stand behind the words, so that ``re`` passes over these by their first letter.
    words = [f"(?:{p}){ends}(?P<mod_{i}>)" for i, p in enumerate(_MODIFIERS)]
    words += [f"(?:{p}){ends}(?P<unit_{i}>)" for i, p in enumerate(OF_TYPE[type_])]
    words += [f"(?:{p}){ends}(?P<{code}>)" for code, p in _WORDS.items() if code not in _SIGNS]
    signs = [f"(?:{_WORDS[code]})(?P<{code}>)" for code in _SIGNS]
    any_word = r"[^\W\d_]+(?P<word>)"
    return re.compile("|".join([f"{begins}(?:{'|'.join(words)})", *signs, any_word]))
