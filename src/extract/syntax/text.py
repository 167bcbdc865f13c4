"""A document as its sentences, and whom a word means that names nobody itself."""

from __future__ import annotations

import bisect
import dataclasses
import functools
from collections.abc import Iterator

from spacy.tokens import Doc

from extract.annotations import Mention, value
from extract.russian.dictionary import parses
from extract.schema import PARTY_TYPES
from extract.syntax.parties import Group, Party, eligible
from extract.syntax.sentence import Sentence
from extract.syntax.tree import Tree
from extract.syntax.words import (
    BOTH,
    GUESTS,
    HE,
    PLACE_NOUNS,
    SENDS,
    STANDS_FOR,
    TITLES,
)

_MEANING = frozenset(BOTH) | frozenset(HE) | GUESTS | TITLES
# Half or double changes 4 rows (_BACK) and 6 (_STAY) of 46 articles at most.
_BACK = 3  # sentences back that a pronoun may reach
_STAY = 5  # sentences in which who came are still "the guests"


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
        self._came: list[tuple[int, list[Party]]] = []

    def __len__(self) -> int:
        return len(self.tree.sentences)

    def sentence(self, index: int) -> Sentence:
        """The sentence of an index."""
        return self._read(index)

    def came(self, i: int, parties: list[Party]) -> None:
        """Takes note of who came somewhere, as a word says: later they are "the guests"."""
        self._came.append((i, parties))

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
            came = self._came_last(i) if lemma == "они" else []
            return came or self._two(i, BOTH[lemma])
        if lemma in GUESTS:
            return self._guests(i)
        if "Number=Sing" not in morph:
            return []
        if lemma in HE:
            person = self._person(i, HE[lemma])
            return person or (self._came_last(i) if lemma == "она" else [])
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
        """Who is sent, as the noun's own clause says, or came, or the delegation named before."""
        if sent := self._sent(i):
            return sent
        at, came = next(
            ((at, who) for at, who in self._visitors(i, _STAY) if self._may_be(i, who)), (-1, [])
        )
        for _, group in self.before(i, _BACK):
            for party in group.parties:
                if GUESTS.intersection(party.titles):
                    return [party] if group.end > at else came
        return came

    def _visitors(self, i: int, back: int) -> Iterator[tuple[int, list[Party]]]:
        """Who came somewhere in the sentences before a token, the last first."""
        index = self.tree.sentence_of
        for at, who in reversed(self._came):
            if at < i and index[i] - index[at] <= back:
                yield at, who

    def _came_last(self, i: int) -> list[Party]:
        """ "они": who came, in the sentence before."""
        came = (who for _, who in self._visitors(i, 1))
        return next((who for who in came if self._may_be(i, who)), [])

    def _may_be(self, i: int, who: list[Party]) -> bool:
        """Whether a noun is of the number of those who came."""
        many = len(who) > 1 or who[0].mention.type != "PERSON"
        plural = "Number=Plur" in self.tree.morph[i]
        if self.tree.lemmas[i] in ("делегация", "она"):
            return many
        return many if plural or self._is_plural(i) else len(who) == 1

    def _is_plural(self, i: int) -> bool:
        """Whether a word is a plural alone: the tagger misreads rare ones."""
        return all("plur" in parse.tag for parse in parses(self.tree.words[i].lower()))

    def _sent(self, i: int) -> list[Party]:
        """ "делегация, которую направил Томск", "возглавляемая Орловым", "представляющая Омск"."""
        tree, sentence = self.tree, self.sentence(self.tree.sentence_of[i])
        for verb in tree.children[i]:
            lemma, passive = tree.lemmas[verb], "Voice=Pass" in tree.morph[verb]
            if tree.deps[verb] != "acl" or lemma not in SENDS | STANDS_FOR:
                continue
            if lemma in STANDS_FOR:
                found = [] if passive else sentence.objects(verb, ("Acc",))
            elif passive:
                found = sentence.agents(verb)
            else:
                found = [] if tree.is_participle(verb) else sentence.subjects(verb)
            return [dataclasses.replace(one, titles=(*one.titles, tree.lemmas[i])) for one in found]
        return []

    def place(self, i: int) -> Mention | None:
        """The place named before that a noun means: "посетил город"."""
        tree = self.tree
        types = PLACE_NOUNS.get(tree.lemmas[i], frozenset())
        if not types or "Number=Sing" not in tree.morph[i]:
            return None
        first, _ = tree.sentences[max(tree.sentence_of[i] - _BACK, 0)]
        return next(
            (m for t in range(i - 1, first - 1, -1) for m in tree.mentions[t] if m.type in types),
            None,
        )

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
