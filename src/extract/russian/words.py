"""Words of a text, and the lemmas that a form can have: what full-text search goes by."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extract.russian.dictionary import is_known, parses
from extract.russian.spelling import Cleaned, is_clean, lower

Lemmas = frozenset[str]

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_RUSSIAN = re.compile("[а-я]")
# Characters; what is longer is data, and is itself alone: in 2,113 news articles no word has over
# 41, with its hyphens.
_LONGEST = 64
# Parts of speech that say little by themselves (OpenCorpora's names), and pronouns among others.
_LIGHT = frozenset({"PREP", "CONJ", "PRCL", "NPRO", "INTJ"})
_PRONOMINAL = frozenset({"Apro", "Ques", "Dmns"})


class Word(NamedTuple):
    """A word of a text.

    Attributes:
        form: In lower case, ё as е.
        start, end: ``text[start:end]`` is the word.
    """

    form: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of a text; a compound with hyphens is one."""
    if is_clean(text):
        for match in _WORD.finditer(text):
            yield Word(lower(match[0]), *match.span())
        return
    plain = Cleaned(text)
    for match in _WORD.finditer(plain.text):
        yield Word(lower(match[0]), *plain.span(*match.span()))


def forms_in(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[set[str]]:
    """The forms of the words in each of some stretches of a text."""
    if is_clean(text):
        plain = lower(text)
        for start, end in spans:
            yield set(_WORD.findall(plain, start, end))
        return
    for start, end in spans:
        yield {word.form for word in words(text[start:end])}


def is_word(form: str) -> bool:
    """Whether the dictionary is asked about a form: it has Russian letters, and an end."""
    return len(form) <= _LONGEST and _RUSSIAN.search(form) is not None


def pieces(form: str) -> tuple[str, ...]:
    """What a form in a text is found by: itself, and the parts of a compound."""
    first, dash, _ = form.partition("-")
    return (form, *form.split("-")) if dash and first and len(form) <= _LONGEST else (form,)


@functools.lru_cache(maxsize=1 << 16)
def lemmas(form: str) -> Lemmas:
    """All lemmas that a form can have, ё as е: "стали" is of "сталь" and of "стать".

    Args:
        form: As ``Word.form`` has it.
    """
    if not is_word(form):
        return frozenset({form})
    return frozenset(lower(parse.normal_form) for parse in parses(form))


@functools.lru_cache(maxsize=1 << 16)
def findable(form: str) -> Lemmas:
    """The lemmas under which a form in a text is found: of a compound those of its parts too."""
    return Lemmas().union(*map(lemmas, pieces(form)))


def in_nominative(text: str, normal: str) -> Iterator[tuple[Word, str]]:
    """The words of a name, each with its nominative; but those that the dictionary knows as others.

    Args:
        text: The name as it stands in a text.
        normal: The same in the nominative. Where it has as many words, they answer to each other.
    """
    written, nominative = list(words(text)), list(words(normal))
    if len(written) != len(nominative):
        return
    for word, base in zip(written, nominative, strict=True):
        # What is known may be no name: "российский", whose normal form is the country.
        if word.form == base.form or not is_known(word.form):
            yield word, base.form


def is_light(form: str) -> bool:
    """Whether a form is a preposition, conjunction, particle, pronoun or question word.

    Of an ambiguous form the likeliest reading decides.
    """
    if not _RUSSIAN.search(form):
        return False
    parse = parses(form)[0]
    return parse.tag.POS in _LIGHT or bool(_PRONOMINAL & parse.tag.grammemes)
