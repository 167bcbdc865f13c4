"""The words of a person's name, as the names stage reads them."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Span

from extract.annotations import offsets
from extract.russian.spelling import Cleaned
from extract.stages.names import customs
from extract.stages.names.agreement import given
from extract.stages.names.inflection import readings
from extract.stages.names.patterns import FEMALE, MALE
from extract.syntax.features import feature

GENDERS = {"Masc": MALE, "Fem": FEMALE}

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`", "'"))
_WORD = re.compile(r"[А-ЯЁA-Z][а-яё]?\.|[^\W_]+(?:['’‘ʼ`][^\W_]+)*")
_NICKNAME = re.compile('(?<=\\w )[«"“„][^«»"“”„]+[»"”“](?= \\w)')  # "Олег «Гром» Котов"
_GLUED = re.compile("([А-ЯЁ][а-яё]{2,})([А-ЯЁ][а-яё]{2,})")
_CYRILLIC = re.compile(r"^[а-яё'’‘ʼ`]+$", re.IGNORECASE)
_IN_CAPITALS = re.compile(r"^(?:[А-ЯЁ]{2,}|(?![IVXLC]+$)[A-Z]{3,})$")


class Word(NamedTuple):
    """A word of a name; hyphenated ones are several.

    Attributes:
        text: As dictionaries spell it.
        gap: What stands between it and the word before.
        case: The tagger's, "" where it has none.
        gender: The tagger's, in our terms.
    """

    text: str
    gap: str
    case: str = ""
    gender: str | None = None

    @property
    def lower(self) -> str:
        """In lower case, with one kind of apostrophe: "о'рурк"."""
        return _lowered(self.text)

    def as_written(self, form: str) -> str:
        """A form with the word's own apostrophe."""
        at = form.find("'")
        return form if at < 0 else form[:at] + self.text[at] + form[at + 1 :]

    @property
    def declines(self) -> bool:
        """Whether it may change with the case: not initials, particles or Latin letters."""
        return _declines(self.text)

    @property
    def is_foreign(self) -> bool:
        """Whether it is written in another alphabet: "Юрій"."""
        text = self.text
        return text.isalpha() and not _CYRILLIC.match(text) and not customs.is_roman(text)


@functools.lru_cache(maxsize=1 << 13)
def _lowered(text: str) -> str:
    return text.lower().translate(_APOSTROPHES)


@functools.lru_cache(maxsize=1 << 13)
def _declines(text: str) -> bool:
    is_word = len(text) > 1 and _CYRILLIC.match(text) is not None
    return is_word and _lowered(text) not in customs.UNCHANGING


def split(span: Span, article: str) -> tuple[tuple[Word, ...], str]:
    """The words of a mention, and what stands behind the last."""
    start, end = offsets(span)
    cleaned = Cleaned(article[start:end])
    text = _NICKNAME.sub(lambda quoted: " " * len(quoted[0]), cleaned.text)
    tokens = {cleaned.inside(token.idx - start, end - start)[0]: token for token in span}
    words, done, token = [], 0, span[0]
    for match in _WORD.finditer(text):
        token = tokens.get(match.start(), token)
        gender = GENDERS.get(feature(token, "Gender"))
        case = feature(token, "Case")
        gap = text[done : match.start()]
        for part in _apart(match.group()):
            words.append(Word(part, gap, case, gender))
            gap = " "
        done = match.end()
    return tuple(_uncapped(words)), text[done:]


def _apart(word: str) -> tuple[str, ...]:
    """ "АнныКотовой": a given name that lost the blank behind it."""
    glued = _GLUED.fullmatch(word)
    return glued.groups() if glued and given(glued[1].lower()) else (word,)


def is_lone(words: Sequence[Word]) -> bool:
    """Whether one word is all that a name tells, but for initials."""
    return sum(word.text[-1] != "." for word in words) < 2


def _uncapped(words: list[Word]) -> list[Word]:
    """Words written in capitals as names are; a lone one only where it is known for a name."""
    return [
        word._replace(text=word.text.capitalize())
        if _IN_CAPITALS.match(word.text) and (len(words) > 1 or _is_known(word.lower))
        else word
        for word in words
    ]


def _is_known(word: str) -> bool:
    return any(reading.kind for reading in readings(word))
