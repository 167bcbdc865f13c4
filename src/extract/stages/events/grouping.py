"""Which mentions speak of one event."""

from __future__ import annotations

from collections.abc import Iterable

from extract.annotations import Entity, Mention, Relation
from extract.stages.agreements.reading import Reading
from extract.stages.events.dating import Dates, conflict
from extract.stages.events.patterns import GATHERINGS, GENERAL

_NEAR = 3  # sentences between a bare noun and what it means


class Groups:
    """Mentions joined into events; of conflicting dates never."""

    def __init__(self, reading: Reading, dates: Dates) -> None:
        self.reading = reading
        self.dates = dates
        mentions = sorted(mention for mention in reading.spans if mention.type == "EVENT")
        self.leader = {mention: mention for mention in mentions}
        self.members = {mention: [mention] for mention in mentions}

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
            for outer in list(self.leader):
                holds = outer.start <= inner.start and inner.end <= outer.end and outer != inner
                if holds and self.is_same(inner, outer):
                    self.join(outer, inner)

    def is_same(self, inner: Mention, outer: Mention) -> bool:
        """Whether a mention in another is of the same event: of its noun, or no noun: "XVIII"."""
        root = self.reading.root(inner)
        named = self.reading.pos[root] in ("NOUN", "PROPN", "VERB")
        return root == self.reading.root(outer) or not named

    def join_bare(self) -> None:
        """ "форум" after "XVIII форум межрегионального сотрудничества"."""
        seen: list[Mention] = []
        for mention in list(self.leader):
            lemma = self.noun(mention)
            if self.is_bare(mention) and (lemma in GATHERINGS or lemma in GENERAL):
                before = [
                    other
                    for other in seen
                    if (lemma in GENERAL and self.noun(other) in GATHERINGS)
                    or self.noun(other) == lemma
                ]
                if lemma in GENERAL:
                    before = [other for other in before if self.gap(other, mention) <= _NEAR]
                    before = before if len({self.find(other) for other in before}) == 1 else []
                if before:
                    self.join(before[-1], mention)
            seen.append(mention)

    def is_bare(self, mention: Mention) -> bool:
        """A noun alone, and nothing beside it that says which: "заседание совета" is another."""
        reading = self.reading
        start, _ = reading.spans[mention]
        return not self.is_long(mention) and not any(
            reading.deps[i] == "nmod" and reading.cases[i] == "Gen" for i in reading.children[start]
        )

    def is_long(self, mention: Mention) -> bool:
        start, end = self.reading.spans[mention]
        return end - start > 1

    def noun(self, mention: Mention) -> str:
        return self.reading.lemmas[self.reading.root(mention)]

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
        ones, others = self.members[first], self.members[second]
        if any(conflict(self.dates.told(a), self.dates.told(b)) for a in ones for b in others):
            return
        self.leader[second] = first
        self.members[first] = sorted(ones + self.members.pop(second))

    def all(self) -> list[list[Mention]]:
        """Each event's mentions, in the order of the text."""
        return [self.members[leader] for leader in sorted(self.members)]
