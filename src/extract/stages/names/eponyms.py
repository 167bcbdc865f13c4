"""Mentions of people after whom a thing is called: "театр [Вахтангова]"."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from spacy.tokens import Span, Token

from extract.annotations import Person, offsets
from extract.russian.dictionary import parses
from extract.stages.names import patterns, things
from extract.stages.names.lists import is_given_name, is_surname
from extract.stages.names.words import BLANK, runs
from extract.syntax.features import feature

_AND_THING = re.compile(f'{BLANK}и{BLANK}[А-ЯЁа-яё][а-яё]+[»”“"]')
_LISTED = re.compile(f",{BLANK}|{BLANK}и{BLANK}")
_LANDS = frozenset({"государство", "королевство", "республика"})  # their heads go by no name alone
FROZEN = "иоуэюе"  # what names end in that do not decline
_NOUN_BEFORE = re.compile(f"([А-ЯЁа-яё]?[а-яё-]+){BLANK}$")
_LONGEST_NOUN = 40  # characters; generous: no word of news is longer


def is_eponym(span: Span, who: Person) -> bool:
    """ "театр [Вахтангова]", but not "директор театра [Вахтангов]", nor one in the genitive."""
    # "компании [Норд-Стрим]", where no case is seen
    words = (*span.text.split("-"), who.name)
    unknown = not any(is_surname(word) or is_given_name(word) for word in words)
    named = span.text == who.name and span.text[-1] not in FROZEN  # not "государства Дуче"
    if unknown and named and span.start and is_one_of(span.doc[span.start - 1].text, _LANDS):
        return True
    noun = span[0].head
    if noun.i != span.start - 1 or _is_persons(noun.head):
        return False
    if unknown and is_one_of(noun.text, things.NEVER_OWNED):
        return True
    if span.text != who.name or span.text[-1] in FROZEN:
        return is_one_of(noun.text, things.EPONYMOUS)
    return unknown and is_one_of(noun.text, things.BEARERS)


def is_eponym_in_full(span: Span, who: Person) -> bool:
    """ "университет [Петра Великого]"; "ректора университета [Петра Котова]" is a person."""
    noun = span.doc[span.start - 1] if span.start else None
    if noun is None or not is_one_of(noun.text, things.EPONYMOUS_IN_FULL):
        return False
    given_name = (who.given_name or "").split()
    if not given_name or span[0].text == given_name[0] or "." in given_name[0]:
        return False
    return feature(span[0], "Case") == "Gen" and not _is_persons(noun.head)


def noun_before(before: str) -> str | None:
    """The last word of a text that ends in a blank: no word goes over the blank before it."""
    first = max(0, len(before) - _LONGEST_NOUN, before.rfind(" ", 0, -2) + 1)
    match = _NOUN_BEFORE.search(before, first)
    return None if match is None else match[1]


def is_of_two(span: Span, before: str) -> bool:
    """ "пакт [Молотова-Риббентропа]"."""
    if "-" not in span.text or " " in span.text or not span.text.endswith(("а", "я")):
        return False
    noun = noun_before(before)
    return noun is not None and is_one_of(noun, things.OF_TWO)


def of_animals(spans: Sequence[Span], text: str) -> frozenset[int]:
    """Where the names of several animals or things begin: "уток [Мо], [Ларри] и [Фреда]".

    Args:
        spans: The people of an article, in its order.
        text: The article's.
    """
    found: set[int] = set()
    for begin, end in runs([offsets(span) for span in spans], text, _LISTED):
        first = spans[begin]
        noun = first.doc[first.start - 1] if first.start else None
        if noun is not None and noun.text == "," and first.start > 2:
            noun = first.doc[first.start - 3]  # "уток Мо, [Ларри] и [Фреда]"
        if end - begin < 2 or noun is None or feature(noun, "Number") != "Plur":
            continue
        alone = all(len(span) == 1 for span in spans[begin:end])  # "друг собак Олег Котов"
        if alone and is_one_of(noun.text, things.NAMED_THINGS):
            found |= {offsets(span)[0] for span in spans[begin:end]}
    return frozenset(found)


def is_in_title(text: str, start: int, end: int) -> bool:
    """ "«[Сурганова] и Оркестр»": the name of a band or a work, in quotes."""
    opened = text[max(0, start - 1) : start] in ("«", "“", "„", '"')
    return opened and _AND_THING.match(text, end) is not None


def _is_persons(token: Token) -> bool:
    """Whether a word is someone's job, before the body and the name: "глава фонда Хафтар"."""
    return feature(token, "Animacy") == "Anim" or token.lemma_.lower() in patterns.OF_EITHER


@functools.lru_cache(maxsize=1 << 13)
def is_one_of(word: str, lemmas: frozenset[str]) -> bool:
    return any(parse.normal_form.replace("ё", "е") in lemmas for parse in parses(word.lower()))
