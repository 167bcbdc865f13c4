"""Where sentences end: razdel's rules, and before them our own.

A rule looks at a border, a delimiter with a blank behind it, and says whether the sentence ends
there, or nothing. The first rule that says something decides; where none of ours does, it ends
where no rule of razdel joins. A line break always ends a sentence.

Rules: razdel (MIT), https://github.com/natasha/razdel. Abbreviations: GOST R 7.0.12-2011.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from razdel.segmenters.sentenize import DELIMITER, SentSplit
from razdel.segmenters.sentenize import RULES as RAZDEL
from razdel.segmenters.sokr import SOKRS

from extract.russian.dictionary import is_known, parses
from extract.russian.spelling import cleaned
from extract.stages.segmentation import patterns
from extract.stages.segmentation.quotations import lies_in, quotations

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_DELIMITER = re.compile(DELIMITER)
_RAZDEL_WINDOW = 10  # characters that razdel's sentence rules see on each side
_RAZDEL_BULLET = 20  # the longest list number that they look for
# Half or double of this and the numbers below changes no sentence of 325 texts, but for 4 with
# _SHORTEST_WHOLE at 1 and one with _LONGEST_CUT at 2.
_WINDOW = 60  # characters that our own rules see on each side

_LAST_WORD = re.compile(r"[\w-]+$")
_NEXT_WORD = re.compile(r"\s+[«„“\"(\[—–-]*\s*(\w+)")
_SIGNS = "«»„“”\"'()[],;:—–-"
_RUSSIAN = re.compile("[а-яё-]+")
_AND = re.compile(r"[а-яё]+\. ?[«\"]?[А-ЯЁ][\w ]*[»\"]?(?:,| и| или)$")
_WHOLE = re.compile(r"[а-яё-]*[аеёиоуыэюяьй]")  # an abbreviation ends in another consonant
_SHORTEST_WHOLE = 3
_LONGEST_CUT = 5  # letters that are left of a word cut short


class Border(NamedTuple):
    """A delimiter with a blank behind it, where a sentence may end.

    Attributes:
        delimiter: One character, or a smiley.
        before: What stands before it in the sentence, at most ``_WINDOW`` characters.
        after: What stands behind it in the line, likewise.
        word: The word right before it, "" for none.
        earlier: The word before that one, "" for none.
        next: The word behind it, whatever opens before that; "" for none.
        is_quoted: It stands in a quotation or brackets that the sentence goes on behind.
        is_small: The line has no capital letter.
    """

    delimiter: str
    before: str
    after: str
    word: str
    earlier: str
    next: str
    is_quoted: bool
    is_small: bool


def _border(delimiter: str, before: str, after: str, is_quoted: bool, is_small: bool) -> Border:
    *earlier, last = before.rsplit(maxsplit=2)[-2:] or [""]
    word, behind = _LAST_WORD.search(last), _NEXT_WORD.match(after)
    return Border(
        delimiter,
        before,
        after,
        word[0] if word else "",
        earlier[0].strip(_SIGNS) if earlier else "",
        behind[1] if behind else "",
        is_quoted,
        is_small,
    )


Rule = Callable[[Border], bool | None]


def inside_quotation(border: Border) -> bool | None:
    """ "«Мы готовы. Всё сделано», — сказал мэр": one sentence."""
    return False if border.is_quoted else None


def abbreviation(border: Border) -> bool | None:
    """ "дер. Петровка", "ген. Сидоров", "прил. 4": a word cut short, and what it belongs to."""
    word = border.word.rpartition("-")[2].lower()
    if border.delimiter != "." or border.word.isupper() or not border.next:
        return None
    joins = (
        (border.next[0].isdigit() and _is_cut(word))
        or word in patterns.BEFORE_NAMES
        or (word in patterns.BEFORE_PEOPLE and _may_name_somebody(border.next))
        or (word in patterns.BEFORE_TITLES and _is_second(border.before[: -len(word)]))
    )
    return False if joins else None


def letter_at_the_end(border: Border) -> bool | None:
    """ "группы А. Матч", "витамин С. Врачи": a letter that is no initial."""
    letter, before, word = border.word, border.earlier, border.next
    if border.delimiter != "." or len(letter) != 1 or not letter.isupper() or not before:
        return None
    if border.before[:-1].endswith("."):  # "А.С."
        return None
    if len(word) < 2 or not word[0].isupper() or not _RUSSIAN.fullmatch(word.lower()):
        return None
    if _begins(word):
        return True
    readings = parses(word.lower())
    if not is_known(word) or any(patterns.NAMES & parse.tag.grammemes for parse in readings):
        return None
    if letter.isascii() or any(p.normal_form in patterns.LETTERED for p in parses(before.lower())):
        return True
    plural = any({"NOUN", "plur", "nomn"} <= parse.tag.grammemes for parse in readings)
    return True if plural and before.islower() else None


def lower_case_start(border: Border) -> bool | None:
    """ "мэр приехал. его встретил министр": a text without capitals, or a slip."""
    if border.delimiter not in (".", "!", "?") or not re.match(r"\s+[а-яё]", border.after):
        return None
    word = border.word
    if border.is_small:
        cut = word.isdigit() or len(word) == 1 or word in SOKRS or _is_cut(word)
        return None if cut or border.before.endswith(".") else True
    return True if border.delimiter == "." and _is_whole(word, border.next) else None


RULES: tuple[Rule, ...] = (inside_quotation, abbreviation, letter_at_the_end, lower_case_start)


def _is_cut(word: str) -> bool:
    """Whether a word that the dictionary does not have may be an abbreviation."""
    if not 1 < len(word) <= _LONGEST_CUT or not _RUSSIAN.fullmatch(word) or _WHOLE.fullmatch(word):
        return False
    return not is_known(word) or all("Abbr" in parse.tag for parse in parses(word))


def _is_whole(word: str, following: str) -> bool:
    """Whether a word is surely none cut short."""
    word = word.lower()
    if len(word) < _SHORTEST_WHOLE or word in SOKRS or not _RUSSIAN.fullmatch(word):
        return False
    if _WHOLE.fullmatch(word):
        return True
    long = len(word) > (_SHORTEST_WHOLE if _begins(following) else _LONGEST_CUT)
    return long and is_known(word)


def _begins(word: str) -> bool:
    """Whether a word is of those that name nothing: "затем", "они"."""
    return all(patterns.BEGINNERS & parse.tag.grammemes for parse in parses(word.lower()))


def _may_name_somebody(word: str) -> bool:
    if not word[0].isupper():
        return False
    names = any(patterns.NAMES & parse.tag.grammemes for parse in parses(word.lower()))
    return len(word) == 1 or names or not is_known(word)


def _is_second(before: str) -> bool:
    return _AND.search(before.rstrip()) is not None


def sentences(text: str) -> list[tuple[int, int]]:
    """Sentences as character offsets: blanks around them belong to none."""
    plain, found = cleaned(text), []
    for line in _LINE.finditer(plain.text):
        offset, content = line.start(), line.group()
        for start, end in _split(content):
            piece = content[start:end]
            if stripped := piece.strip():
                left = offset + start + len(piece) - len(piece.lstrip())
                found.append(plain.span(left, left + len(stripped)))
    return found


def _split(line: str) -> Iterator[tuple[int, int]]:
    """The sentences of one line; time is linear in its length, which razdel's is not."""
    start, is_small = 0, line.islower()
    quoted = quotations(line)
    for match in _DELIMITER.finditer(line):
        at, end = match.span()
        if not line[end : end + 1].isspace():  # razdel's first rules: only a blank can split
            continue
        border = _border(
            match.group(1),
            line[max(start, at - _WINDOW) : at],
            line[end : end + _WINDOW],
            lies_in(quoted, at),
            is_small,
        )
        if _ends(border, line[start : min(at, start + _RAZDEL_BULLET + 1)]):
            yield start, end
            start = end
    yield start, len(line)


def _ends(border: Border, first: str) -> bool:
    """Whether a sentence that begins with ``first`` ends at a border."""
    for rule in RULES:
        verdict = rule(border)
        if verdict is not None:
            return verdict
    before, after = border.before[-_RAZDEL_WINDOW:], border.after[:_RAZDEL_WINDOW]
    split = SentSplit(before, border.delimiter, after)
    split.buffer = first
    return not any(rule(split) for rule in RAZDEL)
