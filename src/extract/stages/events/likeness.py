"""What a telling is like, and whether two may be of one event."""

from __future__ import annotations

import itertools
import re

from extract.stages.events.dating import Dates, conflict
from extract.stages.events.nouns import FAMILY
from extract.stages.events.spoken import Interval
from extract.stages.events.telling import Telling
from extract.stages.events.words import ANOTHER, ORDINALS, WHOLES
from extract.syntax.tree import Tree
from extract.syntax.words import TITLES

_ROMAN = re.compile(r"[IVXLC]+|\d+-\w+")
# Kinds all of whose nouns and verbs mean one another: "встретился", "разговор".
_CALLED_ALIKE = frozenset({"meeting", "visit", "signing"})

GATHERED = frozenset(
    {"forum", "session", "meeting", "exhibition", "festival", "competition", "ceremony", "visit"}
)

# Date, noun, the words that count it, and where a visit goes.
_Mark = tuple[Interval, str, frozenset[str], str]


class Likeness:
    """Compares the tellings of one document, by their numbers in the order of the text."""

    def __init__(self, tree: Tree, dates: Dates, tellings: list[Telling]) -> None:
        self.tree = tree
        self.dates = dates
        self.tellings = sorted(tellings, key=lambda one: (one.start, one.end, one.root))
        self.spans = [
            tree.spans[one.mention] if one.mention else (one.root, one.root + 1)
            for one in self.tellings
        ]

    def complement(self, n: int) -> str:
        """The genitive of a gathering: "форум [сотрудничества]"."""
        tree, root = self.tree, self.tellings[n].root
        if tree.lemmas[root] not in WHOLES:
            return ""
        return next((tree.lemmas[i] for i in tree.children[root] if self.is_own(i)), "")

    def is_own(self, i: int) -> bool:
        """Whether a dependent is a genitive without a preposition."""
        tree = self.tree
        return (
            tree.deps[i] == "nmod"
            and tree.cases[i] == "Gen"
            and not any(tree.deps[t] == "case" for t in tree.children[i])
        )

    def is_bare(self, n: int) -> bool:
        """A noun alone, and nothing beside it that says which: "заседание совета" is another."""
        tree, one = self.tree, self.tellings[n]
        start, _ = self.spans[n]
        if one.is_verb:
            return one.object is not None and tree.lemmas[one.object.head] == "документ"
        if self.is_long(n) or self.which(n) or one.others:
            return False
        if any(kept.who or tree.mentions[kept.head] for kept in one.kept):
            return False
        below = tree.children[start]
        beside = [*below, *(t for i in below for t in tree.children[i] if i > start)]
        return not any(
            self.is_own(i)
            and not self.is_title(i)
            and (i in below or any(m.type == "PERSON" for m in tree.mentions[i]))
            for i in beside
        )

    def is_title(self, i: int) -> bool:
        """ "визит президента" after one that says whose."""
        tree = self.tree
        return tree.lemmas[i] in TITLES and not any(
            mention.type != "PROFESSION"
            for t in (i, *tree.children[i])
            for mention in tree.mentions[t]
        )

    def title(self, n: int) -> str:
        """The name in quotes that a noun bears."""
        tree, one = self.tree, self.tellings[n]
        if one.is_verb:
            return ""
        end = tree.sentences[tree.sentence_of[one.root]][1]
        opening = next(
            (i for i in range(one.root + 1, min(one.root + 4, end)) if tree.words[i] == "«"), None
        )
        if opening is None:
            return ""
        words = itertools.takewhile(lambda i: tree.words[i] != "»", range(opening + 1, end))
        return " ".join(tree.words[i].lower() for i in words)

    def sense(self, n: int) -> str:
        """What tellings of one event share: a kind, or a family of nouns."""
        kind, noun = self.tellings[n].kind, self.noun(n)
        return kind if kind in _CALLED_ALIKE else FAMILY.get(noun, noun)

    def is_one(self, m: int, n: int) -> bool:
        """Whether dates, numbers and objects of two tellings of one kind agree."""
        one, other = self.tellings[m], self.tellings[n]
        if conflict(self.when(one), self.when(other)) or self.number(m) != self.number(n):
            return False
        if self.which(m) != self.which(n) or self.which(n) & ANOTHER:
            return False
        if one.kind == "visit":
            return not self.differ(self.goal(one), self.goal(other))
        if one.kind in ("signing", "deal", "launch", "opening", "military"):
            return not self.differ(self.about(one), self.about(other))
        return True

    def befallen(self, n: int) -> str:
        """What it is done to, or who does it, by a common noun."""
        one, tree = self.tellings[n], self.tree
        side = (one.object or one.subject) if one.is_verb else (one.subject or one.object)
        if side is None or tree.pos[side.head] != "NOUN" or one.kind in GATHERED:
            return ""
        return "" if tree.lemmas[side.head] == "документ" else tree.lemmas[side.head]

    def when(self, one: Telling) -> Interval:
        told = self.dates.told(one)
        return told if told[0] or told[1] else self.dates.beside(one)

    def goal(self, one: Telling) -> str:
        places = [
            one.object if one.is_verb else None,
            *(kept for kept in one.kept if kept.prep in ("в", "на")),
        ]
        if one.frame is not None and one.frame.host:
            places = [one.subject]
        return next((self.tree.lemmas[p.head] for p in places if p is not None), "")

    def about(self, one: Telling) -> str:
        """The noun of what is signed or bought, and the first of what it is about."""
        side = one.object or (None if one.is_verb else one.subject)
        if side is None:
            return ""
        tree = self.tree
        topic = [
            tree.lemmas[i]
            for i in range(side.head + 1, side.end)
            if tree.pos[i] in ("NOUN", "PROPN", "ADJ")
        ]
        lemma = tree.lemmas[side.head]
        return "" if lemma == "документ" else " ".join((lemma, *topic[:2]))

    def differ(self, one: str, other: str) -> bool:
        first, second = one.split(), other.split()
        return bool(first and second) and first[: len(second)] != second[: len(first)]

    def number(self, n: int) -> str:
        """ "родился сын" is not "родились два сына"."""
        start, end = self.spans[n]
        return next(
            (self.tree.lemmas[i] for i in range(start, end) if self.tree.pos[i] == "NUM"), ""
        )

    def is_long(self, n: int) -> bool:
        start, end = self.spans[n]
        return end - start > 1

    def noun(self, n: int) -> str:
        one = self.tellings[n]
        return one.frame.noun if one.frame else self.tree.lemmas[one.root]

    def which(self, n: int) -> set[str]:
        """The words that count a gathering among others: "второй", "XVI", "следующий"."""
        tree, root = self.tree, self.tellings[n].root
        start, end = self.spans[n]
        words = {root - 1, *tree.children[root], *range(start, end)}
        return {
            tree.lemmas[i]
            for i in words
            if i >= 0
            and (
                tree.lemmas[i] in ANOTHER
                or _ROMAN.fullmatch(tree.words[i])
                or tree.lemmas[i] in ORDINALS
                or any(m.type == "ORDINAL" for m in tree.mentions[i])
            )
        }

    def gap(self, one: int, other: int) -> int:
        sentence = self.tree.sentence_of
        return sentence[self.tellings[other].root] - sentence[self.tellings[one].root]
