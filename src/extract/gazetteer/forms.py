"""The written forms of a place name: folding, back to the nominative, on to the adjective.

``nominatives`` undoes inflection and is generous: what it proposes is looked up in the
gazetteer, and only what stands there survives.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from extract.gazetteer import endings
from extract.russian import spelling
from extract.russian.dictionary import inflected, is_known, parses

_DASHES = re.compile(r"\s*-+\s*")
_SPACED = re.compile(r"[.()\s]+")
_OF_ADJECTIVES = [frozenset({"nomn", each}) for each in ("masc", "femn", "neut", "plur")]
_OF_NOUNS = [frozenset({"nomn", each}) for each in ("sing", "plur")]
_LOOSE = str.maketrans("эй", "еи", "-' ")
_DOUBLED = re.compile(r"(.)\1")
_RUSSIAN = re.compile("[а-я]")


@functools.lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """The key a name is looked up by: its folded spelling without dots, brackets, loose dashes.

    >>> fold("Республика Северная Осетия — Алания"), fold("С.-Петербург")
    ('республика северная осетия-алания', 'с-петербург')
    """
    name = spelling.fold(name)
    if name.isalpha():
        return name
    name = _SPACED.sub(" ", name).strip()
    return _DASHES.sub("-", name).strip(" '-")


def loosen(folded: str) -> str:
    """A folded name without what spellings differ in: hyphens, doubled letters, э and й.

    >>> loosen("теннесси") == loosen("тенесси"), loosen("сьюдад-реаль") == loosen("сьюдад реаль")
    (True, True)
    """
    return _DOUBLED.sub(r"\1", folded.translate(_LOOSE))


@functools.lru_cache(maxsize=20_000)
def nominatives(word: str) -> tuple[str, ...]:
    """Nominatives that a folded word may be a form of by its ending, the word itself first."""
    return _nominatives(word, _by_ending)


@functools.lru_cache(maxsize=20_000)
def dictionary_nominatives(word: str) -> tuple[str, ...]:
    """Nominatives by the dictionary of pymorphy3, for what endings do not tell ("Орла").

    An adjective gives its three genders and the plural, since the head noun that would tell
    them apart may stand elsewhere.
    """
    return _nominatives(word, _by_dictionary)


def _nominatives(word: str, forms: Callable[[str], list[str]]) -> tuple[str, ...]:
    found = [word]
    if _RUSSIAN.search(word):
        found += forms(word)
        if "-" in word:
            found += _by_parts(word, forms)
    return tuple(dict.fromkeys(found))


def _by_dictionary(word: str) -> list[str]:
    found = []
    for parse in parses(word)[:6]:
        tag = parse.tag
        if "ADJF" in tag or "PRTF" in tag:
            grammemes = _OF_ADJECTIVES
        elif "NOUN" in tag:
            grammemes = _OF_NOUNS
        else:
            continue
        for wanted in grammemes:
            form = inflected(parse, wanted)
            if form is not None:
                found.append(form.word.replace("ё", "е"))
    return found


def _by_ending(word: str) -> list[str]:
    found: list[str] = []
    if len(word) < 3:
        return found
    for length in range(min(4, len(word) - 2), 0, -1):
        stem, ending = word[:-length], word[-length:]
        after_vowel = stem[-1] in endings.VOWELS
        found += [
            stem + nominative
            for nominative in endings.NOMINATIVES.get(ending, ())
            if not (after_vowel and nominative in endings.AFTER_CONSONANTS)
        ]
    if word[-1] not in endings.VOWELS:  # Сокольников, Чебоксар: the bare genitive plural
        found += [word + "ы", word + "и", word + "а"]
    if word.endswith(("ско", "цко")):  # the first half of "российско-американский"
        found.append(word[:-1] + "ий")
    return found


def _by_parts(word: str, forms: Callable[[str], list[str]]) -> list[str]:
    """Hyphenated names inflect their last part, their first, or both (Орехово-Зуево)."""
    first, rest = word.split("-", 1)
    head, last = word.rsplit("-", 1)
    firsts, rests = forms(first), forms(rest)
    return [
        *(f"{part}-{rest}" for part in firsts),
        *(f"{head}-{part}" for part in forms(last)),
        *(f"{part}-{other}" for part in (first, *firsts) for other in rests),
    ]


def adjectives(name: str) -> list[str]:
    """Adjectives in "-ский" that a folded name of one word may give.

    Those that the dictionary of pymorphy3 knows, where it knows any; otherwise all that the
    endings allow: an adjective that does not exist is never looked up.
    """
    head, _, last = name.rpartition("-")
    if not re.fullmatch("[а-я]{3,}", last):
        return []
    candidates = list(dict.fromkeys(_adjective_candidates(last)))
    known = [word for word in candidates if _is_adjective(word)]
    prefix = f"{head}-" if head else ""
    return [prefix + word for word in known or candidates]


def _is_adjective(word: str) -> bool:
    return is_known(word) and "ADJF" in parses(word)[0].tag


def _adjective_candidates(name: str) -> list[str]:
    found = []
    for ending, replacements in endings.ADJECTIVES:
        if name.endswith(ending):
            stem = name[: -len(ending)] if ending else name
            found += [stem + replacement for replacement in replacements]
            if ending:
                break
    return found


def masculine(adjective: str) -> str | None:
    """ "новосибирская" → "новосибирский"; None for what is no adjective."""
    for ending, replacement in endings.MASCULINE:
        if adjective.endswith(ending):
            return adjective[: -len(ending)] + replacement
    return None
