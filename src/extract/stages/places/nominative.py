"""The nominative of a place that the gazetteer does not know."""

from __future__ import annotations

import functools
import re

from pymorphy3.analyzer import Parse

from extract.russian.dictionary import inflected, is_known, parses
from extract.stages.places.patterns import GENDERS, GENITIVE, NEAR_TO, OBLIQUE, UNCHANGING

_DECLINING = frozenset({"NOUN", "ADJF", "PRTF"})
_OF_MEN = (*GENITIVE, "ому", "ему", "ом", "ем")  # of an adjective that agrees with no "парка"
_OF_PLACE = re.compile(r"([А-ЯЁ][\w-]*[сц]к)(?:ого|ому|им|ом|ой|ую)")
_ENDINGS = {"masc": "ий", "femn": "ая", "neut": "ое"}
_BREAKS = re.compile(r"([-.'’])")


@functools.lru_cache(maxsize=20_000)
def nominative(text: str, case: str | None = None) -> str:
    """A name in the nominative: adjectives agree with the head noun, what follows it stays.

    >>> nominative("Западного берега реки Иордан")
    'Западный берег реки Иордан'

    Args:
        text: As in the article.
        case: Case of the head in pymorphy3's terms ("gent"), where the tagger gives one.
    """
    words = text.split()
    if words[0].lower() in NEAR_TO:
        return text
    if len(words) > 1 and words[0].lower().endswith(GENITIVE):
        case = "gent"
    read = _agreeing(words, [_parse(word, case) for word in words])
    read = _with_adjectives(words, read, case)
    if found := _of_unit(words, read[1:2]):
        return found
    noun = next((parse for parse in read if parse and "NOUN" in parse.tag), None)
    wanted = {"nomn"}
    if noun is not None:
        number = noun.tag.number or "sing"
        wanted |= {number} | ({noun.tag.gender} if number == "sing" and noun.tag.gender else set())
    forms, done = [], False
    for parse in read:
        is_head = parse is not None and parse is noun
        forms.append(None if done else _inflect(parse, wanted - GENDERS if is_head else wanted))
        done = done or is_head
    return " ".join(map(_like, words, forms))


def _agreeing(words: list[str], read: list[Parse | None]) -> list[Parse | None]:
    """ "Центральном парке", which is no form of "парка": nouns as the adjective before tells."""
    found = read[:1]
    for before, word, parse in zip(words, words[1:], read[1:], strict=False):
        if parse is not None and "NOUN" in parse.tag and before.lower().endswith(_OF_MEN):
            alike = [each for each in parses(word.lower()) if _is_alike(each, parse)]
            parse = next(iter(alike), parse)
        found.append(parse)
    return found


def _with_adjectives(
    words: list[str], read: list[Parse | None], case: str | None
) -> list[Parse | None]:
    """ "Приволжском районе": what agrees with a common noun behind it is no town, "Приволжск"."""
    at = next((i for i, word in enumerate(words) if i and _is_noun(word)), 0)
    if not at or not words[0][:1].isupper() or any(word[:1].isupper() for word in words[1:at]):
        return read
    pairs = [
        (first, noun)
        for noun in parses(words[at].lower())
        if "NOUN" in noun.tag
        for first in parses(words[0].lower())
        if "ADJF" in first.tag and _agree(first, noun)
    ]
    if not pairs:
        return read
    first, noun = next((pair for pair in pairs if pair[1].tag.case == case), pairs[0])
    return [first, *read[1:at], noun, *read[at + 1 :]]


def _is_noun(word: str) -> bool:
    return word.islower() and any("NOUN" in parse.tag for parse in parses(word)[:1])


def _agree(adjective: Parse, noun: Parse) -> bool:
    """In case, number and gender; before a thing "этот" is the accusative, "этого" is not."""
    one, other = adjective.tag, noun.tag
    if (one.case, one.number) != (other.case, other.number) or one.gender not in (
        None,
        other.gender,
    ):
        return False
    return one.case != "accs" or one.animacy in (None, other.animacy)


def _is_alike(other: Parse, parse: Parse) -> bool:
    """Whether one is a form of a noun in the singular that is no woman's, as the other ought."""
    is_hers = parse.tag.gender == "femn" and parse.tag.number == "sing"
    return bool(is_hers) and {"NOUN", "sing"} <= other.tag.grammemes and other.tag.gender != "femn"


def _of_unit(words: list[str], behind: list[Parse | None]) -> str | None:
    """ "Гагрским районом", of a place that the dictionary lacks: by the ending."""
    adjective = _OF_PLACE.fullmatch(words[0])
    noun = behind[0] if behind and len(words) == 2 else None
    if adjective is None or noun is None or is_known(words[0]) or noun.tag.number != "sing":
        return None
    form = words[1] if noun.tag.case == "nomn" else _inflect(noun, {"nomn", "sing"})
    if form is None or noun.tag.gender not in _ENDINGS:
        return None
    return f"{adjective[1]}{_ENDINGS[noun.tag.gender]} {_like(words[1], form)}"


def _parse(word: str, case: str | None) -> Parse | None:
    if not word[:1].isalpha() or (word.isupper() and len(word) > 1):
        return None
    if word.count("-") > 1:  # Сан-Ладзаро-ди-Савена
        return None
    unchanging = word[-1] in UNCHANGING and not word.endswith(OBLIQUE)
    if unchanging and not is_known(word):
        return None
    declining = [
        parse for parse in parses(word.lower()) if not parse.tag.grammemes.isdisjoint(_DECLINING)
    ]
    agreeing = [parse for parse in declining if parse.tag.case == case]
    places = [parse for parse in agreeing or declining if "Geox" in parse.tag]
    return next(iter(places or agreeing or declining), None)


def _inflect(parse: Parse | None, grammemes: set[str]) -> str | None:
    if parse is None or parse.tag.case == "nomn":
        return None
    form = inflected(parse, frozenset(grammemes))
    return None if form is None else str(form.word)


def _like(word: str, form: str | None) -> str:
    """A form with the capitals of the word it comes from, part by part."""
    if form is None:
        return word
    parts = list(zip(_BREAKS.split(word), _BREAKS.split(form), strict=False))
    if len(parts) < len(_BREAKS.split(word)):  # "Ла-Манш" as one of "ла"
        return word
    return "".join(
        part.capitalize() if original[:1].isupper() else part for original, part in parts
    )
