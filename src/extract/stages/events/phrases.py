"""Phrases of a text: which tokens stand around a noun and belong to it."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from extract.schema import TIME_TYPES
from extract.syntax import parties
from extract.syntax.sentence import Sentence
from extract.syntax.tree import Tree

_KEPT = 1024  # sentences that are not read again at once
_LONGEST = 14  # tokens of a phrase after its noun; no event of NEREL (train, dev) has over 10
_IN_QUOTES = 30  # the same of a title in quotes: of 3,439 in news articles 99.9% have under 28
_STOPS = frozenset(",;:()[]–—-…") | {"''", "``"}
_PLAIN = {"со": "с", "во": "в", "ко": "к", "обо": "о"}
_QUOTES = frozenset("«»„“”\"'")
_AT_LEAST = frozenset({"менее", "более", "меньше", "больше"})  # "не менее 600 рейсов"
_LEFT = frozenset({"ADJ", "DET", "NUM", "ADV", "X"})
_DANGLING = frozenset({"ADP", "CCONJ", "SCONJ", "PART", "PUNCT", "ADV", "DET", "VERB"})


class Phrases:
    """Looks up the phrases of one document."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        names = parties.eligible(tree)
        read = functools.partial(Sentence.read, tree, names=names)
        self._read = functools.lru_cache(_KEPT)(lambda index: read(index))

    def sentence(self, i: int) -> Sentence:
        """The sentence of a token."""
        return self._read(self.tree.sentence_of[i])

    def phrase(self, head: int) -> tuple[int, int]:
        """The tokens that stand around a noun without a break and depend on it."""
        sentence = self.sentence(head)
        start = head
        while start > sentence.start and self._is_left(start - 1, head):
            start -= 1
        return start, self._end(head, sentence.end)

    def _end(self, head: int, last: int) -> int:
        """One past the last token of the phrase of a noun."""
        tree = self.tree
        end, quotes = head + 1, 0
        while end < last and end - head <= (_IN_QUOTES if quotes else _LONGEST):
            word = tree.words[end]
            if word in _QUOTES:
                if not quotes and word in "»”":
                    break
                quotes += -1 if quotes and word not in "«„" else 1
            elif self._breaks(end, head, quotes):
                break
            end += 1
        if quotes:  # a quote that nobody closes here
            end = next(i for i in range(end - 1, head, -1) if tree.words[i] in _QUOTES)
        while end > head + 1 and (
            tree.pos[end - 1] in _DANGLING and tree.words[end - 1] not in '»”"“'
        ):
            end -= 1
        return end

    def _breaks(self, i: int, head: int, quotes: int) -> bool:
        """Whether a phrase cannot go on over a token, no quote."""
        word = self.tree.words[i]
        if (word in _STOPS and not quotes) or "\n" in word:
            return not self._is_listed(i, head)
        return self._stops(i, head, quotes)

    def _is_left(self, i: int, head: int) -> bool:
        tree = self.tree
        if tree.words[i] in _STOPS or tree.words[i].isspace():
            return False
        if tree.words[i] in _QUOTES:
            return False
        below = tree.heads[i] == head or tree.heads[tree.heads[i]] == head
        left = tree.pos[i] in _LEFT or tree.is_participle(i) or tree.deps[i] == "nummod"
        dated = any(mention.type in TIME_TYPES for mention in tree.mentions[i])
        roman = tree.words[i].isascii() and tree.words[i].isupper()
        least = tree.words[i].lower() == "не" and tree.lemmas[i + 1] in _AT_LEAST
        denied = tree.words[i].lower() == "не" and not least
        return below and (left or roman or least) and not dated and not denied

    def _is_listed(self, comma: int, head: int) -> bool:
        """A comma between the members of a list inside of the phrase."""
        tree = self.tree
        after = comma + 1
        if tree.words[comma] != "," or after >= len(tree.words):
            return False
        node = after
        for _ in range(3):
            if tree.deps[node] == "conj" and tree.pos[node] in ("NOUN", "PROPN", "ADJ"):
                joined = tree.heads[node]
                same = tree.cases[joined] == tree.cases[node] or not tree.cases[node]
                return (
                    same
                    and head < joined < comma
                    and tree.sentence_of[node] == tree.sentence_of[head]
                )
            node = tree.heads[node]
        return False

    def _stops(self, i: int, head: int, quotes: int) -> bool:
        tree = self.tree
        if any(mention.type in TIME_TYPES for mention in tree.mentions[i]):
            return True
        nominative = tree.cases[i] == "Nom" != tree.cases[head]
        if nominative and any(mention.type == "PERSON" for mention in tree.mentions[i]):
            return True
        if not quotes and (tree.is_finite(i) or tree.lemmas[i] in ("который", "где", "что")):
            return True
        for above in tree.up(i):
            if above == head:
                return False
            if above < head:
                return not quotes
        return not quotes

    def preposition(self, i: int) -> str:
        """The lemma of the preposition of a noun."""
        tree = self.tree
        deps = tree.deps
        for t in tree.children[i]:
            if t < i and deps[t] == "case":
                return _PLAIN.get(tree.lemmas[t], tree.lemmas[t])
        return ""

    def joined(self, head: int) -> Iterator[int]:
        """The nouns that are coordinated with a noun."""
        tree = self.tree
        for i in tree.children[head]:
            same = tree.cases[i] == tree.cases[head] or "" in (tree.cases[i], tree.cases[head])
            if tree.deps[i] == "conj" and tree.pos[i] in ("NOUN", "PROPN") and same:
                yield i
                yield from self.joined(i)

    def clause(self, i: int) -> int:
        """The verb over a token."""
        tree = self.tree
        return next((t for t in tree.up(i) if tree.pos[t] == "VERB" or tree.is_finite(t)), -1)
