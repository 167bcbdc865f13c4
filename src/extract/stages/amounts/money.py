"""Sums of money that stand in the text in plain sight: figures beside a currency.

The entity model cuts some of them ("US$500 млн", where US becomes a country) and misses others;
figures, scale words and currencies are closed, so a pattern sees them whole.
"""

from __future__ import annotations

import re

from extract.annotations import Mention, Near
from extract.russian.numerals import FIGURE
from extract.russian.spelling import cleaned

_SIGN = r"(?:US|U\.S\.|CA?|AU?|HK|NZ|S)? ?\$|[€£¥₽₸₴₺₹₩₾₼₪₿]"
_SCALE = (
    # "млн" has a dot where somebody takes it for an abbreviation, not where a sentence ends.
    r"(?:тыс\.?|(?:млн|млрд|трлн)(?:\.(?=\s?[а-я€$₽]))?|тысяч\w*|миллион\w*|миллиард\w*|триллион\w*)(?![^\W\d_])"
)
_CURRENCY = (
    r"(?:белорусск\w+ |канадск\w+ |австралийск\w+ )?"
    r"(?:руб(?:\.|(?!\w)|л(?:ь|я|ю|ем|е|и|ей|ям|ями|ях)(?!\w))"
    r"|долл(?:\.|ар(?:а|у|ом|е|ы|ов|ам|ами|ах)?(?!\w))"
    r"|юан(?:ь|я|ю|ем|е|и|ей|ям|ями|ях)(?!\w)|фунт\w* стерлингов|(?:евро|тенге|гривен)(?!\w))"
)
_MONEY = re.compile(
    rf"(?<![\w.,$])(?:(?:{_SIGN})\s?(?:{FIGURE})(?:\s?{_SCALE})?(?![\w%])"
    rf"|(?:{FIGURE})(?:\s?{_SCALE})?\s?(?:{_CURRENCY}|[$€£₽₸](?!\s?\d)))"
)
_MARK = re.compile(r"[$€£¥₽₸₴₺₹₩₾₼₪₿]|\d\s?(?:[тм]|руб|долл|евро|тенге|юан|фунт|грив)")
# What the model takes the parts of a sum for.
_PARTS = frozenset({"COUNTRY", "NUMBER", "ORDINAL", "ORGANIZATION", "MONEY"})


def complete(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions with the sums that a pattern sees; the same list where there is nothing new.

    A sum that holds a MONEY mention or crosses one becomes one mention with it; what names its
    parts goes.

    Args:
        text: The document's.
        mentions: All of its mentions.
    """
    if not _MARK.search(text):
        return mentions
    clean = cleaned(text)
    sums = [clean.span(*match.span()) for match in _MONEY.finditer(clean.text)]
    around, gone, wholes = Near(mentions), set[Mention](), list[Mention]()
    for start, end in sums:
        near = around(start, end)
        money = [each for each in near if each.type == "MONEY"]
        if any(each.start <= start and end <= each.end for each in money):
            continue
        whole = Mention(
            min([start, *(each.start for each in money)]),
            max([end, *(each.end for each in money)]),
            "MONEY",
        )
        gone |= {
            each
            for each in near
            if each.type in _PARTS and whole.start <= each.start and each.end <= whole.end
        }
        wholes.append(whole)
    return [*(each for each in mentions if each not in gone), *wholes] if wholes else mentions
