"""Titles that nothing marks: phrases of nouns of people right beside a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.stages.careers import kinds, patterns
from extract.stages.careers.grammar import is_animate, is_modifying
from extract.stages.careers.title import Title
from extract.stages.careers.words import Words

if TYPE_CHECKING:
    from extract.stages.careers.titles import Titles

# What the model seldom marks, and what is one alone too: "пророк Илия".
_RANKS = frozenset({"апостол", "балерина", "императрица", "пророк"})
_NONE = patterns.NO_POSITIONS | kinds.LOOSE
_JOINTS = (",", "и")
_PHRASE, _MODIFIERS = 14, 5  # tokens of a title before a name, and up to its noun after one


def unmarked(titles: Titles) -> Iterator[Title]:
    """Reads "босс турфирмы «Луч» Котов", "Котов, босс турфирмы «Луч»".

    Args:
        titles: The titles found so far and the people of a document.
    """
    words, people = titles.words, titles.people
    ends = {end for _, end in people.values()}
    taken = {i for title in titles.found for i in range(title.left, title.end)}
    taken.update(i for start, (_, end) in people.items() for i in range(start, end))
    others = {title.left for title in titles.found}
    near = {i for start in people for i in _before(words, start)}
    joined = (at for at in others if words.lower(at - 1) in _JOINTS)
    near.update(i for at in joined for i in _before(words, at - 1))
    near.update(i for end in ends for i in range(end + 1, min(end + _MODIFIERS, len(words))))
    for i in sorted(near - taken):
        if i in taken or i in titles.opening or not _may_be(words, i):
            continue
        title = titles.read(i)
        alone = title.end == i + 1 and words.lemma(i) not in _RANKS
        if alone or title.is_plural or title.is_planned:
            continue
        mark, at = words.lower(title.left - 1), title.end
        behind = title.left - 1 in ends and (mark in (",", "(") or mark in patterns.DASHES)
        before = at in people or (words.lower(at) in _JOINTS and at + 1 in others)
        serves = words.lemma(i) in patterns.SUBORDINATES  # "помощник руководителя штаба"
        before = before and (serves or not any(_is_someone(words, j) for j in range(i + 1, at)))
        if behind or before:
            taken.update(range(i, title.end))
            yield title


def _before(words: Words, end: int) -> Iterator[int]:
    """The tokens before one that may be of a phrase with it: up to a verb or stop."""
    for i in range(end - 1, max(end - _PHRASE, -1), -1):
        verb = words.pos(i) in ("VERB", "AUX", "PRON") and not words.is_modifier(i)
        if verb or words.lower(i) in (".", ":", ";", "?", "!", "\n"):
            return
        yield i


def _is_someone(words: Words, i: int) -> bool:
    """ "кота соседки Анны Орловой": the name may be of the noun next to it."""
    one = words.pos(i) == "NOUN" and words.feature(i, "Number") != "Plur"
    return one and is_animate(words.texts[i].lower())


def _may_be(words: Words, i: int) -> bool:
    """Whether a noun may name a position: of a person, not "член семьи"."""
    pos, word = words.pos(i), words.texts[i].lower().removeprefix("экс-")
    if pos != "NOUN" and (pos != "ADJ" or is_modifying(word)):
        return False
    known = is_animate(word) or (pos == "NOUN" and words.lemma(i) in patterns.NOMINALS)
    return known and words.lemma(i) not in _NONE and words.lemma(i + 1) != "семья"
