"""What the entity model takes for a person's name and is none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Span

from extract.annotations import Mention
from extract.russian.dictionary import parses
from extract.russian.spelling import clean
from extract.stages.names import patterns
from extract.stages.names.inflection import readings
from extract.stages.names.lists import is_given_name, is_surname, standing
from extract.stages.names.words import CAPITAL, is_no_name

_WORD = re.compile(f"{CAPITAL}[а-яё]+")
_ADJECTIVE = re.compile("[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)$")
_BEGINS = re.compile('(?:^|[.!?…\n]|\n[«"—–-])[ \t\u00a0]*$')
_POSTSCRIPT = re.compile("(?:[PР]\\.? ?)+[SС]\\.?")  # in letters of either script
_NEAR = 4  # words from an adjective to its noun
_THINGS = frozenset({"Geox", "Orgn", "Abbr"})


def named_words(text: str, people: Iterable[Mention]) -> frozenset[str]:
    """The words of names of several words, in lower case and without their endings."""
    names = (text[one.start : one.end].lower().split() for one in people)
    return frozenset(word[:-1] for words in names if len(words) > 1 for word in words)


def is_nobody(text: str, one: Mention, named: frozenset[str]) -> bool:
    """Whether a mention of one word cannot name a person.

    It is a place or a body that the dictionary knows ("Висконсин"), several people ("Фрицы"), or
    a word for people that has its capital from the beginning of a sentence ("Телеведущая").

    Args:
        text: The article's.
        one: A person's mention.
        named: See ``named_words``.
    """
    word = clean(text[one.start : one.end])
    if _POSTSCRIPT.fullmatch(word):
        return True
    lower = word.lower()
    if not _WORD.fullmatch(word):
        return False
    if parses(lower)[0].normal_form in patterns.NEVER_PEOPLE:
        return True
    if not is_no_name(lower) or {lower[:-1], lower} & named:
        return False
    names = [reading.nominative for reading in readings(lower)]
    if any(is_surname(name) or is_given_name(name) for name in names):
        return False
    tags = [parse.tag.grammemes for parse in parses(lower) if parse.is_known]
    if all(tag & _THINGS for tag in tags):
        return True
    if any(any(standing(name)) for name in names):
        return False
    begins = _BEGINS.search(text, max(0, one.start - 8), one.start) is not None
    return all(
        {"NOUN", "plur"} <= tag or (begins and ({"NOUN", "anim"} <= tag or "PRTF" in tag))
        for tag in tags
    )


def is_attribute(span: Span) -> bool:
    """Whether a thing is called after a person or a place: "[Ленинской] премии"."""
    token = span[-1]
    head = token.head
    return (
        len(span) == 1
        and token.dep_ == "amod"
        and head.pos_ == "NOUN"
        and head.text.islower()
        and 0 < head.i - token.i < _NEAR
        and _ADJECTIVE.search(token.text.lower()) is not None
    )
