"""A document as its sentences, and whom a word means that names nobody itself."""

from __future__ import annotations

import bisect
import functools
from collections.abc import Iterator

from spacy.tokens import Doc

from extract.annotations import value
from extract.schema import PARTY_TYPES
from extract.syntax.parties import Group, Party, eligible
from extract.syntax.sentence import Sentence
from extract.syntax.tree import Tree
from extract.syntax.words import (
    BOTH,
    GUESTS,
    HE,
    TITLES,
)

_MEANING = frozenset(BOTH) | frozenset(HE) | GUESTS | TITLES
_BACK = 3  # sentences back that a pronoun may reach


_KEPT = 1024  # sentences that are not read again at once


class Text:
    """The sentences of a document, each read when somebody asks for it.

    Attributes:
        tree: The document by tokens.
        names: Who can be a party (see ``parties.eligible``).
    """

    def __init__(self, doc: Doc, types: frozenset[str] = PARTY_TYPES) -> None:
        self.doc = doc
        self.tree = Tree(doc)
        self.names = eligible(self.tree, types)
        read = functools.partial(Sentence.read, self.tree, names=self.names)
        self._read = functools.lru_cache(_KEPT)(lambda index: read(index))
        # Of a title how many of its sentences were read, and where its holders' phrases end.
        self._holders: dict[str, tuple[int, list[tuple[int, Party]]]] = {}

    def __len__(self) -> int:
        return len(self.tree.sentences)

    def sentence(self, index: int) -> Sentence:
        """The sentence of an index."""
        return self._read(index)

    def may_name(self, index: int) -> bool:
        """Whether a sentence names anybody, or means somebody named before."""
        start, end = self.tree.sentences[index]
        return any(i in self.names for i in range(start, end)) or not _MEANING.isdisjoint(
            self.tree.lemmas[start:end]
        )

    def before(self, i: int, back: int) -> Iterator[tuple[Sentence, Group]]:
        """The groups before a token, nearest first, as far as ``back`` sentences above its own."""
        index = self.tree.sentence_of[i]
        for above in range(index, max(index - back, 0) - 1, -1):
            sentence = self.sentence(above)
            for group in reversed(sentence.groups):
                if group.end <= i:
                    yield sentence, group

    def meant(self, i: int) -> list[Party]:
        """Whom a noun or pronoun means: "он", "губернатор", "гости", "стороны"; [] if not plain."""
        tree = self.tree
        lemma, morph = tree.lemmas[i], tree.morph[i]
        if i in self.sentence(tree.sentence_of[i]).group_at:
            return []
        if "Number=Plur" in morph and lemma in BOTH:
            return self._two(i, BOTH[lemma])
        if lemma in GUESTS:
            return self._guests(i)
        if "Number=Sing" not in morph:
            return []
        if lemma in HE:
            return self._person(i, HE[lemma])
        if lemma in TITLES:
            return self._titled(i, lemma)
        return []

    def _person(self, i: int, gender: str) -> list[Party]:
        """Of the people named before a pronoun the last that did something."""
        for sentence, group in self.before(i, _BACK):
            for party, head in zip(reversed(group.parties), reversed(group.heads), strict=False):
                if party.mention.type != "PERSON" or group.prep:
                    continue
                person = value(self.doc, party.mention, "person")
                fits = person is None or person.gender in (None, gender)
                if fits and len(group.parties) == 1 and _is_doer(sentence, head):
                    return [party]
        return []

    def _titled(self, i: int, lemma: str) -> list[Party]:
        """The person whom the text has given this title: "губернатор" after "губернатор Н. Н."."""
        holders = self._known_holders(lemma, self.tree.sentence_of[i])
        return next(([party] for end, party in reversed(holders) if end <= i), [])

    def _known_holders(self, lemma: str, last: int) -> list[tuple[int, Party]]:
        """The people with a title, in order; each sentence is read once however often one asks."""
        done, holders = self._holders.get(lemma, (0, []))
        among = self._of_title[lemma]
        for index in among[done : bisect.bisect_right(among, last)]:
            done += 1
            holders += (
                (group.end, party)
                for group in self.sentence(index).groups
                for party in group.parties
                if lemma in party.titles[:1] and party.mention.type == "PERSON"
            )
        self._holders[lemma] = done, holders
        return holders

    @functools.cached_property
    def _of_title(self) -> dict[str, list[int]]:
        """Of each title the sentences with the word."""
        found: dict[str, list[int]] = {title: [] for title in TITLES}
        for lemma, index in zip(self.tree.lemmas, self.tree.sentence_of, strict=True):
            if lemma in found and index not in found[lemma][-1:]:
                found[lemma].append(index)
        return found

    def _guests(self, i: int) -> list[Party]:
        """The delegation named before."""
        for _, group in self.before(i, _BACK):
            for party in group.parties:
                if GUESTS.intersection(party.titles):
                    return [party]
        return []

    def _two(self, i: int, types: frozenset[str]) -> list[Party]:
        """The two that the nearest sentence before names, where it names no third."""
        index = self.tree.sentence_of[i]
        for above in range(index - 1, max(index - 2, 0) - 1, -1):
            named: dict[str, Party] = {}
            for group in self.sentence(above).groups:
                for party in group.parties:
                    if party.mention.type in types:
                        named.setdefault(self.tree.normal(party.mention), party)
            if named:
                sorts = {party.sort for party in named.values()}
                return list(named.values()) if len(named) == 2 and len(sorts) == 1 else []
        return []


def _is_doer(sentence: Sentence, head: int) -> bool:
    return sentence.tree.deps[head] == "nsubj"
