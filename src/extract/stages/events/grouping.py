"""Which mentions speak of one event."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from extract.annotations import Entity, Mention, Relation
from extract.stages.events.dating import Dates, Interval, conflict
from extract.stages.events.patterns import ANOTHER, GATHERINGS, GENERAL, WHOLES
from extract.syntax.tree import Tree

_OPENING = frozenset('«„“"')
_ROMAN = re.compile(r"[IVXLC]+|\d+-\w+")
_NEAR = 3  # sentences between a bare noun and what it means

_Mark = tuple[Interval, str, frozenset[str]]  # date, noun, and the words that count it


class Groups:
    """Mentions joined into events; of conflicting dates never."""

    def __init__(self, reading: Tree, dates: Dates) -> None:
        self.reading = reading
        self.dates = dates
        mentions = sorted(mention for mention in reading.spans if mention.type == "EVENT")
        self.leader = {mention: mention for mention in mentions}
        self.members = {mention: [mention] for mention in mentions}
        # What keeps events apart, once for all mentions that are alike in it.
        self.marks = {mention: {self.mark(mention)} for mention in mentions}

    def join_entities(self, entities: Iterable[Entity]) -> None:
        """What coreference holds for one."""
        for entity in entities:
            events = [
                mention
                for mention in entity.mentions
                if mention in self.leader and (self.is_long(mention) or self.is_bare(mention))
            ]
            for mention in events[1:]:
                self.join(events[0], mention)

    def join_aliases(self, relations: Iterable[Relation]) -> None:
        """What the model holds for two names of one event."""
        for relation in relations:
            names = (relation.subject, relation.object)
            if relation.predicate in ("ALTERNATIVE_NAME", "ABBREVIATION") and all(
                mention in self.leader for mention in names
            ):
                self.join(*names)

    def join_nested(self) -> None:
        """ "[встреча] на Эльбе": the noun inside a longer mention of the same event."""
        for inner in list(self.leader):
            first, _ = self.reading.spans[inner]
            for outer in sorted(self.leader.keys() & {*self.reading.mentions[first]}):
                holds = outer.start <= inner.start and inner.end <= outer.end and outer != inner
                if holds and self.is_same(inner, outer):
                    self.join(outer, inner)

    def join_quoted(self) -> None:
        """ "форум «Один пояс, один путь»": the noun and the name after it."""
        reading = self.reading
        ends = {reading.spans[mention][1]: mention for mention in self.leader}
        for name in list(self.leader):
            start, _ = reading.spans[name]
            noun = ends.get(start - 1)
            if noun is not None and reading.words[start - 1] in _OPENING:
                self.join(noun, name)

    def join_complements(self) -> None:
        """ "форум сотрудничества" and "XVIII форум сотрудничества", names that go on alike."""
        first: dict[tuple[str, str], Mention] = {}
        for mention in list(self.leader):
            if complement := self.complement(mention):
                key = self.noun(mention), complement
                self.join(first.setdefault(key, mention), mention)

    def complement(self, mention: Mention) -> str:
        """The genitive of a gathering: "форум [сотрудничества]"."""
        reading = self.reading
        root = reading.root(mention)
        if reading.lemmas[root] not in WHOLES:
            return ""
        return next((reading.lemmas[i] for i in reading.children[root] if self.is_own(i)), "")

    def is_own(self, i: int) -> bool:
        """Whether a dependent is a genitive without a preposition."""
        reading = self.reading
        return (
            reading.deps[i] == "nmod"
            and reading.cases[i] == "Gen"
            and not any(reading.deps[t] == "case" for t in reading.children[i])
        )

    def is_same(self, inner: Mention, outer: Mention) -> bool:
        """Whether a mention in another is of the same event: of its noun, or no noun: "XVIII"."""
        root = self.reading.root(inner)
        named = self.reading.pos[root] in ("NOUN", "PROPN", "VERB")
        return root == self.reading.root(outer) or not named

    def join_bare(self) -> None:
        """ "форум" after "XVIII форум межрегионального сотрудничества"."""
        seen: dict[str, list[Mention]] = defaultdict(list)
        for mention in list(self.leader):
            lemma = self.noun(mention)
            if self.is_bare(mention) and (lemma in GATHERINGS or lemma in GENERAL):
                before = seen[lemma]
                if lemma in GENERAL:
                    nouns = seen.keys() & (GATHERINGS | {lemma})
                    before = sorted(one for noun in nouns for one in self.near(seen[noun], mention))
                    before = before if len({self.find(other) for other in before}) == 1 else []
                if before:
                    self.join(before[-1], mention)
            seen[lemma].append(mention)

    def near(self, seen: Sequence[Mention], mention: Mention) -> Iterator[Mention]:
        """Those in the last sentences before a mention."""
        return itertools.takewhile(lambda other: self.gap(other, mention) <= _NEAR, reversed(seen))

    def is_bare(self, mention: Mention) -> bool:
        """A noun alone, and nothing beside it that says which: "заседание совета" is another."""
        reading = self.reading
        start, _ = reading.spans[mention]
        if self.is_long(mention) or self.which(mention) & ANOTHER:
            return False
        below = reading.children[start]
        beside = [*below, *(t for i in below for t in reading.children[i] if i > start)]
        return not any(
            self.is_own(i) and (i in below or any(m.type == "PERSON" for m in reading.mentions[i]))
            for i in beside
        )

    def is_long(self, mention: Mention) -> bool:
        start, end = self.reading.spans[mention]
        return end - start > 1

    def noun(self, mention: Mention) -> str:
        return self.reading.lemmas[self.reading.root(mention)]

    def which(self, mention: Mention) -> set[str]:
        """The words that count a gathering among others: "второй", "XVI", "следующий"."""
        reading = self.reading
        root = reading.root(mention)
        start, end = reading.spans[mention]
        words = {root - 1, *reading.children[root], *range(start, end)}
        return {
            reading.lemmas[i]
            for i in words
            if i >= 0
            and (
                reading.lemmas[i] in ANOTHER
                or _ROMAN.fullmatch(reading.words[i])
                or any(m.type == "ORDINAL" for m in reading.mentions[i])
            )
        }

    def mark(self, mention: Mention) -> _Mark:
        return self.dates.told(mention), self.noun(mention), frozenset(self.which(mention))

    def gap(self, one: Mention, other: Mention) -> int:
        sentence = self.reading.sentence_of
        return sentence[self.reading.spans[other][0]] - sentence[self.reading.spans[one][0]]

    def find(self, mention: Mention) -> Mention:
        while self.leader[mention] != mention:
            mention = self.leader[mention]
        return mention

    def join(self, one: Mention, other: Mention) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        if first == second:
            return
        if any(_are_apart(a, b) for a in self.marks[first] for b in self.marks[second]):
            return
        self.leader[second] = first
        self.marks[first] |= self.marks.pop(second)
        self.members[first] = sorted(self.members[first] + self.members.pop(second))

    def all(self) -> list[list[Mention]]:
        """Each event's mentions, in the order of the text."""
        return [self.members[leader] for leader in sorted(self.members)]


def _are_apart(one: _Mark, other: _Mark) -> bool:
    """Whether two mentions cannot be of one event: other dates, "второй" and "третий"."""
    (date, noun, first), (other_date, other_noun, second) = one, other
    if conflict(date, other_date):
        return True
    if noun != other_noun:
        return False
    return bool((first ^ second) & ANOTHER) or bool(first and second and not first & second)
