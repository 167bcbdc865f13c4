"""How Russian is spelled: one place for all that looks like a letter or a hyphen and is none.

``clean`` gives a text as a careful typist writes it, ``Cleaned`` the same with the way back to
the source, ``fold`` what is left to compare. Case, ё and quotes are the writer's own: ``clean``
keeps them, ``fold`` does not.

Invisible characters are Unicode's default ignorables (UAX 44, Default_Ignorable_Code_Point);
Latin letters that look like Cyrillic ones are those of Unicode's confusables (UTS 39) that
stand on a Russian keyboard's keys or in a Russian font's boxes.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from extract.russian.dictionary import is_known

_SOFT, _BREAKABLE, _NOT_SIGN = "\u00ad", "\u200b", "\u00ac"
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
)
STRESS = "\u0300\u0301\u0340\u0341"  # grave and acute
_MARKS = "\u0300-\u036f"  # and all others that combine
_CYRILLIC = "А-Яа-яЁёЀ-џ"
_LATIN = "A-Za-zÀ-ÖØ-öø-ž"

_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2043\ufe63\uff0d"), "-")
_STRESSED = str.maketrans("\u0400\u040d\u0450\u045d", "ЕИеи")  # Ѐ Ѝ ѐ ѝ: grave stress, composed
_ONE_TO_ONE = _HYPHENS | _STRESSED
_CYRILLIC_OF = dict(zip("ABCEHKMOPTXYaceopxyk", "АВСЕНКМОРТХУасеорхук", strict=True))
_LATIN_OF = {cyrillic: latin for latin, cyrillic in _CYRILLIC_OF.items()}
_CYRILLIC_OF |= {"Ë": "Ё", "ë": "ё"}

_UNSEEN = re.compile(f"[{INVISIBLE}{_MARKS}]+")
_UNSEEN_BUT_SOFT = re.compile(f"(?:(?!{_SOFT})[{INVISIBLE}{_MARKS}])+")
_ODD = re.compile(f"[{INVISIBLE}{_MARKS}{''.join(map(chr, _ONE_TO_ONE))}]")
_MIXED = re.compile(f"[{_LATIN}][{_CYRILLIC}]|[{_CYRILLIC}][{_LATIN}]")
# Most names, which are asked about all the time: one line, and no letter of another script.
_PLAIN = re.compile(r"[А-Яа-яЁё0-9 .,()«»\"—–-]+").fullmatch
_INFLECTED = re.compile("[A-Z]{2,}[а-яё]+")  # "SMSка": both scripts are meant
_LETTERS = re.compile(r"[^\W\d_]+")
# A word cut at the end of a line. A blank line between is the end of a paragraph.
# Word's own mark of a hyphen that is none comes out of converters as "¬".
_CUT = re.compile(
    rf"[-{_SOFT}{_NOT_SIGN}](?<=[{_CYRILLIC}].)"
    rf"(?:[-{_SOFT}{_NOT_SIGN}]*[ \t\u00a0]*\r?\n[ \t\u00a0]*|(?<={_NOT_SIGN}))(?=[{_CYRILLIC}])"
)
_HEAD = re.compile(rf"[{_CYRILLIC}]+$")
_TAIL = re.compile(rf"[{_CYRILLIC}]+")
# Characters of a word that are looked at on either side of a cut; no word of news is longer (41
# with both sides).
_LONGEST_PART = 40
# Generous: each takes away what the one before laid open. With 2 or 8 no sentence of 325 texts
# is another.
_MOST_PASSES = 4
_SHORTEST_SECOND = 4  # letters; "Тока-ев" is no compound, though "тока" is a word

_QUOTES = re.compile("[«»„“”‟‹›\"]|(?<!\\w)'|'(?!\\w)")
_APOSTROPHES = str.maketrans("’ʼ`´′‘", "''''''")
_DASHES = re.compile("[–—―−-]")  # en, em, bar, minus
_BLANK = re.compile(r"\s+")

Offsets = NDArray[np.int32]  # two for each character of an article


def is_clean(text: str) -> bool:
    """Whether a text is spelled as ``clean`` would spell it; takes no time for what is."""
    return (
        text.isascii()
        or _PLAIN(text) is not None
        or not (_ODD.search(text) or _MIXED.search(text) or _CUT.search(text))
    )


def clean(text: str) -> str:
    """A text as dictionaries spell it; words that stand in a text are cleaned as in that text.

    Letters are composed ("й" of two characters is one), stress marks, soft hyphens and all that
    does not show are gone, every hyphen is "-", Latin letters in Cyrillic words are Cyrillic
    (and the other way round), words that a line break cuts are whole.

    >>> clean("Моск\u00adва\u0301"), clean("Сepгeй"), clean("прави-\\nтельство")
    ('Москва', 'Сергей', 'правительство')
    """
    return text if is_clean(text) else Cleaned(text).text


def lower(text: str) -> str:
    """Lower case, ё as е; as many characters as before, so that offsets hold."""
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" alone grows
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.replace("ё", "е")


@functools.lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """What is left of a spelling to compare: clean, lower case, ё as е, one dash, no quotes.

    >>> fold("ПАО «Алёнушка»  — Юг") == fold('ПAО "Аленушка" - юг')
    True
    """
    text = lower(clean(text)).translate(_APOSTROPHES)
    if text.isalpha():  # one word, as most names are
        return text
    return _BLANK.sub(" ", _DASHES.sub("-", _QUOTES.sub("", text))).strip()


class Cleaned:
    """A text as ``clean`` gives it, and the way between its offsets and the source's.

    Attributes:
        source: The text as it was.
        text: The clean text.
    """

    def __init__(self, source: str) -> None:
        self.source = self.text = source
        # Of each clean character where what it is made of begins and ends in the source;
        # None where both texts are the same.
        self._starts: Offsets | None = None
        self._ends: Offsets | None = None
        for _ in range(_MOST_PASSES):  # what one pass uncovers, the next one sees
            before = self.text
            if is_clean(before):
                return
            self._edit(_unseen(self.text, _UNSEEN_BUT_SOFT))
            self._edit(_cuts(self.text))
            self._edit(_unseen(self.text, _UNSEEN))
            self.text = _LETTERS.sub(_one_script, self.text.translate(_ONE_TO_ONE))
            if self.text == before:
                return

    def _edit(self, edits: Iterable[tuple[int, int, str]]) -> None:
        """Replaces stretches of the text; ``edits`` are sorted and apart."""
        texts, starts, ends, done = [], [], [], 0
        begin, end_of = self._maps()
        for start, end, new in edits:
            # What stays in several characters keeps their places, the last one takes the rest.
            places = np.minimum(np.arange(start, start + len(new)), end - 1)
            texts += [self.text[done:start], new]
            starts += [begin[done:start], begin[places]]
            places[-1:] = end - 1
            ends += [end_of[done:start], end_of[places]]
            done = end
        if texts:
            self.text = "".join([*texts, self.text[done:]])
            self._starts = np.concatenate([*starts, begin[done:]])
            self._ends = np.concatenate([*ends, end_of[done:]])

    def _maps(self) -> tuple[Offsets, Offsets]:
        if self._starts is None or self._ends is None:
            starts = np.arange(len(self.text), dtype=np.int32)
            return starts, starts + np.int32(1)
        return self._starts, self._ends

    def start(self, at: int) -> int:
        """Where the clean character ``at`` begins in the source; its length for the end."""
        if self._starts is None:
            return at
        return int(self._starts[at]) if at < len(self._starts) else len(self.source)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the source of ``text[start:end]``, which is not empty.

        Stress marks belong to the letter before them; what does not show at either end of the
        stretch is left outside.
        """
        if self._starts is None or self._ends is None:
            return start, end
        return int(self._starts[start]), int(self._ends[end - 1])

    def spans(
        self, starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """``span`` of many stretches, in their order."""
        if self._starts is None or self._ends is None:
            return starts, ends
        return self._starts[starts].astype(np.int64), self._ends[ends - 1].astype(np.int64)

    def inside(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the clean text of ``source[start:end]``: the way back from ``span``."""
        if self._starts is None or self._ends is None:
            return start, end
        # A number of another type would have the whole array converted for it, each time.
        first = int(self._ends.searchsorted(np.int32(start), side="right"))
        return first, max(first, int(self._starts.searchsorted(np.int32(end), side="left")))


@functools.lru_cache(maxsize=1)
def cleaned(text: str) -> Cleaned:
    """A whole article's, which several stages ask for one after another."""
    return Cleaned(text)


def _cuts(text: str) -> Iterator[tuple[int, int, str]]:
    """What to take out where a line break cuts a word: all of it, or all but the hyphen."""
    for match in _CUT.finditer(text):
        before = _HEAD.search(text[max(0, match.start() - _LONGEST_PART) : match.start()])
        after = _TAIL.match(text[match.end() : match.end() + _LONGEST_PART])
        if before is None or after is None:
            continue
        head, tail = before[0], after[0]
        if "-" not in match[0] or _is_one_word(head, tail):
            yield *match.span(), ""
        elif tail[0].islower() or head[0].isupper():
            yield *match.span(), "-"


def _continues(head: str, tail: str) -> bool:
    """Whether the second line goes on in the case of the first."""
    return tail[0].islower() or (head.isupper() and tail.isupper())


def _is_one_word(head: str, tail: str) -> bool:
    """Whether the hyphen at the end of a line is not the word's own, as in "Санкт-", "пресс-"."""
    if not _continues(head, tail) or is_known(f"{head}-{tail}"):
        return False
    two_words = len(tail) >= _SHORTEST_SECOND and is_known(head) and is_known(tail)
    return is_known(head + tail) or not two_words


def _unseen(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """What to replace where something does not show, or combines with the letter before it."""
    for match in pattern.finditer(text):
        start, end = match.span()
        run = match[0]
        marks = [at for at, char in enumerate(run) if unicodedata.combining(char)]
        if not marks:
            yield start, end, _in_place_of(run, text[start - 1 : start], text[end : end + 1])
            continue
        last = marks[-1] + 1
        base = text[start - 1] if start and not text[start - 1].isspace() else ""
        yield start - len(base), start + last, _composed(base, [run[at] for at in marks])
        if last < len(run):
            yield start + last, end, ""


def _in_place_of(run: str, before: str, after: str) -> str:
    """A blank for the zero-width space that stands where no Russian word goes on."""
    return " " if _BREAKABLE in run and before.islower() and after.isupper() else ""


def _composed(base: str, marks: list[str]) -> str:
    if base and unicodedata.name(base, "").startswith("CYRILLIC"):
        marks = [mark for mark in marks if mark not in STRESS]
    composed = unicodedata.normalize("NFC", base + "".join(marks))
    return "".join(char for char in composed if char not in STRESS)


def _one_script(match: re.Match[str]) -> str:
    """A word of two scripts in that which all its letters can be of, if there is one."""
    word = match[0]
    if word.isascii() or not _MIXED.search(word) or _INFLECTED.fullmatch(word):
        return word
    latin = [char for char in word if _is_latin(char)]
    cyrillic = [char for char in word if not _is_latin(char)]
    to_cyrillic = all(_as_cyrillic(char) for char in latin)
    to_latin = all(char in _LATIN_OF for char in cyrillic)
    if to_cyrillic and not (to_latin and len(latin) > len(cyrillic)):
        return "".join(_as_cyrillic(char) if _is_latin(char) else char for char in word)
    return "".join(_LATIN_OF.get(char, char) for char in word) if to_latin else word


def _is_latin(char: str) -> bool:
    return char <= "ž"


def _as_cyrillic(char: str) -> str:
    """The Cyrillic letter that a Latin one looks like, stressed or not; "" for none."""
    base = unicodedata.normalize("NFD", char)
    if len(base) == 2 and base[1] in STRESS:
        char = base[0]
    return _CYRILLIC_OF.get(char, "")
