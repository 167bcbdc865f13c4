"""Patterns in a text: word by word by lemma, in a trie, in time linear in the text.

* A word of a pattern is found by its lemma, or as it is written.
* One that begins with a capital is found where the text has one too, one of capitals where the
  text has at least two: "Новая газета" is not "новая газета", "ОН" is not "Он".
* Quotes between words do not count: ООО Ромашка is found in ООО «Ромашка», with both quotes.
* A match stays within a sentence.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from extract.russian.dictionary import is_known, parses
from extract.russian.spelling import clean, fold, lower
from extract.stages.terms.reading import Term

_MOST_WAYS = 64  # ways to lemmatize a pattern: six words that have two lemmas each
_CLOSING = {"«": "»", "“": "”", "„": "“", '"': '"'}


Ends = tuple[int, int]  # the first and the last word of a match


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
        best: dict[Ends, tuple[bool, int, Term]] = {}
        for first in range(len(words)):
            for last, pattern in self._at(words, first):
                written = tuple(word.form for word in words[first : last + 1])
                rank = (written != pattern.words, pattern.number, pattern.term)
                best[first, last] = min(best.get((first, last), rank), rank)
        return [
            _match(text, words[first].start, words[last].end, best[first, last][-1])
            for first, last in _untangled(best, len(words))
        ]

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
                    pairs = zip(words[first : at + 1], pattern.capitals, strict=True)
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


def _match(text: str, start: int, end: int, term: Term) -> Match:
    """A match, with the quote behind it that closes one in it."""
    inside = text[start:end]
    for opening, closing in _CLOSING.items():
        opened, closed = inside.count(opening), inside.count(closing)
        is_open = opened % 2 if opening == closing else opened > closed
        if is_open and text[end : end + 1] == closing:
            return Match(start, end + 1, term)
    return Match(start, end, term)


def _untangled(found: Iterable[Ends], n: int) -> list[Ends]:
    """First and last words without those that cross a longer match, or one as long before it.

    Of what is kept the longer come first, so a match crosses one of them if its two ends do not
    lie in the same one.

    Args:
        found: Each once.
        n: Number of words.
    """
    inside: list[Ends | None] = [None] * n  # by word, the innermost kept around it
    kept = []
    for match in sorted(found, key=lambda one: (one[0] - one[1], one[0])):
        first, last = match
        if inside[first] == inside[last]:
            inside[first : last + 1] = [match] * (last + 1 - first)
            kept.append(match)
    return sorted(kept, key=lambda one: (one[0], -one[1]))
