"""Countries and regions in plain sight that the model has not marked: "с Замбией", "Якутия ждёт".

A capitalised word that the dictionary knows as a place's alone, and the gazetteer as a country's or
a region's first, is one, unless it is a part of another name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from extract.annotations import Mention
from extract.encoder.model import Found
from extract.gazetteer import Gazetteer
from extract.russian.dictionary import parses
from extract.stages.places.patterns import HOME, PLAIN_SCORE

_NAME = re.compile(r"[А-ЯЁ][а-яё]{3,}(?![\w»\"”'-])")
_OPEN = re.compile(r"[\w«\"“„'-]")  # what is right before is of the same name
_BEFORE = re.compile(r"([\w-]+) $")
_ADJECTIVE = re.compile(r"(?:[аяоеы][яе]|[ыио]й|[оеыи][гм]о|[ую]ю|[ыи]х)$")  # "Центральная Америка"
_AFTER = re.compile(r" (?:[«\"“„]|[А-ЯЁA-Z])")  # "Франция Футбол", "Якутия «Банк»"
_NEAR = 40  # characters of a word before; no word is longer
_TYPES = {"country": "COUNTRY", "region": "STATE_OR_PROVINCE"}


def lands(
    text: str,
    gazetteer: Gazetteer,
    word_class: Callable[[str], str],
    starts: Collection[int],
    at: Callable[[int, int], Mention | None],
) -> Iterator[Found]:
    """Mentions of countries, and of regions of the home country.

    Args:
        text: Of the article.
        gazetteer: The places that there are.
        word_class: What the dictionary knows a word as.
        starts: Where mentions begin.
        at: The mention that touches two characters, if any.
    """
    for match in _NAME.finditer(text):
        start, end = match.span()
        if start in starts or word_class(match[0]) != "geo" or at(start, end):
            continue
        if start and _OPEN.match(text[start - 1]):
            continue
        before = _BEFORE.search(text[max(start - _NEAR, 0) : start])
        if _AFTER.match(text, end) or (before and _is_part(before[1], match[0], word_class)):
            continue
        if kind := _kind(gazetteer, match[0]):
            yield Found(start, end, kind, PLAIN_SCORE)


def _is_part(before: str, name: str, word_class: Callable[[str], str]) -> bool:
    """ "Анна Польша", "Центральная Америка", "отель Россия"; not "Президент Намибии"."""
    if before[0].isupper() and (word_class(before) != "common" or _ADJECTIVE.search(before)):
        return True
    nominative = parses(name.lower())[0].tag.case == "nomn"
    return bool(nominative and parses(before.lower())[0].tag.POS == "NOUN")


def _kind(gazetteer: Gazetteer, name: str) -> str | None:
    """The type of a name whose likeliest place is a country or a region at home."""
    found = gazetteer.matches(name, by_endings=True)
    if not found or found[0].how == "adjective":
        return None
    entry = found[0].entry
    if entry.kind == "region" and entry.country not in HOME:
        return None
    return _TYPES.get(entry.kind)
