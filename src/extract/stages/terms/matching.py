"""Patterns in a text: word by word by lemma, in a trie, in time linear in the text.

* A word of a pattern is found by its lemma, or as it is written.
* One that begins with a capital is found where the text has one too, one of capitals where the
  text has at least two: "Новая газета" is not "новая газета", "ОН" is not "Он".
* Quotes between words do not count: ООО Ромашка is found in ООО «Ромашка», with both quotes.
* A match stays within a sentence.
"""

from __future__ import annotations

import bisect
import dataclasses
import functools
import itertools
from collections.abc import Callable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from extract.russian.dictionary import is_known, parses
from extract.russian.spelling import clean, fold, lower
from extract.stages.terms.reading import Term

_MOST_WAYS = 64  # in which the words of one pattern can be lemmatized
_CLOSING = {"«": "»", "“": "”", "„": "“", '"': '"'}


class Match(NamedTuple):
    """A term in a text, as characters."""

    start: int
    end: int
    term: Term


class _Pattern(NamedTuple):
    """A term as the matcher looks at it.

    Attributes:
        number: In the order of the dictionary.
        term: The term.
        capitals: Of each word, how many capitals it begins with, at most 2.
        words: As they are written, folded.
    """

    number: int
    term: Term
    capitals: tuple[int, ...]
    words: tuple[str, ...]


@dataclasses.dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = dataclasses.field(default_factory=dict)
    patterns: list[_Pattern] = dataclasses.field(default_factory=list)


class _Word(NamedTuple):
    """A word of a text: its characters, under what it is found, and where a sentence begins."""

    start: int
    end: int
    keys: tuple[str, ...]
    form: str
    capitals: int
    opens: bool


class Matcher:
    """Finds terms."""

    def __init__(self, terms: tuple[Term, ...], tokenizer: Callable[[str], Doc]) -> None:
        self.root = _Node()
        for number, term in enumerate(terms):
            words = [clean(token.text) for token in tokenizer(term.pattern) if fold(token.text)]
            pattern = _Pattern(number, term, tuple(map(_capitals, words)), tuple(map(fold, words)))
            for way in _ways(words):
                node = self.root
                for key in way:
                    node = node.next.setdefault(key, _Node())
                node.patterns.append(pattern)

    def __call__(self, doc: Doc, text: str) -> list[Match]:
        """Terms in the order of the text, the longer first; none crosses another.

        Of several on the same words the one that is written so, then the first of the
        dictionary, is there.
        """
        if not self.root.next:
            return []
        words = [_word(token) for token in doc if fold(token.text)]
        best: dict[tuple[int, int], tuple[bool, int, Term]] = {}
        for first in range(len(words)):
            for last, pattern in self._at(words, first):
                found = words[first : last + 1]
                start, end = found[0].start, _end(text, found[0].start, found[-1].end)
                is_other = tuple(word.form for word in found) != pattern.words
                rank = (is_other, pattern.number, pattern.term)
                best[start, end] = min(best.get((start, end), rank), rank)
        return _untangled([Match(*at, term) for at, (*_, term) in best.items()])

    def _at(self, words: list[_Word], first: int) -> Iterator[tuple[int, _Pattern]]:
        """Patterns that begin at a word, and the word that each ends with."""
        nodes = [self.root]
        for at in range(first, len(words)):
            word = words[at]
            if at > first and word.opens:
                return
            nodes = [node.next[key] for node in nodes for key in word.keys if key in node.next]
            if not nodes:
                return
            for node in nodes:
                for pattern in node.patterns:
                    pairs = zip(words[first:], pattern.capitals, strict=False)
                    if all(word.capitals >= wanted for word, wanted in pairs):
                        yield at, pattern


def _ways(words: list[str]) -> set[tuple[str, ...]]:
    """The keys under which a pattern is put; a long one of ambiguous words under some of them."""
    choices = [sorted({fold(word), *_lemmas(lower(word))}) for word in words]
    return set(itertools.islice(itertools.product(*choices), _MOST_WAYS)) | {
        tuple(map(fold, words))
    }


@functools.lru_cache(maxsize=1 << 14)
def _lemmas(form: str) -> frozenset[str]:
    """Lemmas of a word of a pattern, which stands in the nominative if it can.

    Women's surnames are lemmas of their own, as in ``stages.lemmatization``.
    """
    readings = parses(form)
    nominative = [parse for parse in readings if "nomn" in parse.tag.grammemes]
    return frozenset(
        form if parse.tag.grammemes >= {"femn", "Surn"} else fold(parse.normal_form)
        for parse in nominative or readings
    )


def _word(token: Token) -> _Word:
    return _Word(
        token.idx,
        token.idx + len(token),
        _keys(token.text, token.lemma_),
        fold(token.text),
        _capitals(clean(token.text)),
        bool(token.is_sent_start),
    )


@functools.lru_cache(maxsize=1 << 15)
def _keys(text: str, lemma: str) -> tuple[str, ...]:
    """Under what a word is found: as it stands, its lemma, of an unknown word all it may have."""
    form = fold(text)
    found = {form, fold(lemma)}
    if not is_known(form):
        found |= {fold(parse.normal_form) for parse in parses(form)}
    return tuple(sorted(found))


def _capitals(word: str) -> int:
    return int(word[:1].isupper()) + int(word[:2].isupper() and len(word) > 1)


def _end(text: str, start: int, end: int) -> int:
    """Where a match ends: behind the quote that closes one in it."""
    for opening, closing in _CLOSING.items():
        inside = text[start:end]
        is_open = (
            inside.count(opening) % 2
            if opening == closing
            else inside.count(opening) > inside.count(closing)
        )
        if is_open and text[end : end + 1] == closing:
            return end + 1
    return end


def _untangled(found: list[Match]) -> list[Match]:
    """The matches without those that cross a longer one, or one as long before them."""
    longest = max((match.end - match.start for match in found), default=0)
    kept: list[Match] = []  # by where they start
    for match in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        first = bisect.bisect_left(kept, match.start - longest, key=_start)
        near = kept[first : bisect.bisect_left(kept, match.end, key=_start)]
        if not any(_cross(match, other) for other in near):
            bisect.insort(kept, match, key=_start)
    return sorted(kept, key=lambda one: (one.start, -one.end))


def _start(match: Match) -> int:
    return match.start


def _cross(one: Match, other: Match) -> bool:
    return one.start < other.start < one.end < other.end or (
        other.start < one.start < other.end < one.end
    )
