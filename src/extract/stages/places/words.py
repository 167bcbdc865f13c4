"""What the words of a name tell: the generic ones among them, and the kinds that those tell."""

from __future__ import annotations

import functools
import itertools
import re

from extract.gazetteer.forms import fold, nominatives
from extract.stages.places.patterns import (
    CAPITAL,
    CELESTIAL,
    GENERIC,
    HINTS,
    MUNICIPAL,
    NEAR_TO,
    PARTS,
    SIDES,
)

_ADJECTIVE = re.compile("[а-яё-]+(?:[ыио]й|[ая]я|[ое]е|[ыи]е)|весь|вс[яеё]")

_OF_PLACE = re.compile("[А-ЯЁа-яё-]+[сц]к(?:ий|ая|ое|ие|ого|ой|ую|ому|ом|им|их)")


@functools.lru_cache(maxsize=20_000)
def celestial(name: str) -> str:
    """The nominative of a body of the sky, folded; "" of any other name.

    >>> celestial("Красной планеты"), celestial("планеты Марс"), celestial("Новая Земля")
    ('красная планета', 'марс', '')
    """
    words = fold(name).split()
    if len(words) > 2:
        return ""
    if len(words) == 2 and words[0].startswith("планет"):
        words = words[1:]
    forms = map(" ".join, itertools.product(*map(nominatives, words)))
    return next((form for form in forms if form in CELESTIAL), "")


def names_town(text: str) -> bool:
    """ "город Апатиты"."""
    first, _, rest = text.partition(" ")
    return (
        bool(rest) and first.islower() and any(HINTS.get(each) == "city" for each in lemmas(first))
    )


def lemmas(word: str) -> set[str]:
    """Folded nominatives that a word may be a form of."""
    return set(nominatives(fold(word)))


def unbracketed(text: str) -> str:
    """ "Кировоградской (Кропивницкой) области" without what stands in brackets."""
    return re.sub(r"\s*\([^)]*\)", "", text)


def without_generic(text: str) -> tuple[str, set[str]]:
    """A name without the generic words around it, and the kinds that those tell."""
    words = re.findall(r"[^\s.]+", text)
    kinds: set[str] = set()
    while len(words) > 1 and (kind := _generic(words[0])):
        kinds.add(kind)
        words = words[1:]
    while len(words) > 1 and (kind := _generic(words[-1])):
        kinds.add(kind)
        words = words[:-1]
    return " ".join(words), kinds


def is_described(name: str) -> bool:
    """Whether a part of a place is told in words, and no place named.

    >>> is_described("север Сирии"), is_described("под Тверью"), is_described("остров Врангеля")
    (True, True, False)
    """
    first, _, rest = name.partition(" ")
    if not rest:
        return False
    if first.lower() in NEAR_TO:
        return True
    found = lemmas(first)
    if _OF_PLACE.fullmatch(first) and not PARTS.isdisjoint(lemmas(rest)):
        return True  # "Сумская граница"
    is_part = not found.isdisjoint({*PARTS, *SIDES, CAPITAL}) or _ADJECTIVE.fullmatch(first)
    return first[:1].islower() and bool(is_part) and kind_of(first) is None


def kind_of(head: str) -> str | None:
    """The kind of place that a shared noun makes: "федеральный округ"."""
    words = head.lower().split()
    if len(words) > 1 and words[-1].startswith("поселени") and words[-2].startswith(MUNICIPAL):
        return "district"
    return _generic(head.split()[-1]) if head else None


def _generic(word: str) -> str | None:
    if not word[:1].islower() and len(word) < 4:
        return None
    return next((GENERIC[lemma] for lemma in nominatives(fold(word)) if lemma in GENERIC), None)
