"""The events of an article: what, when, where, who, planned or held.

Mentions that speak of one event are joined; dates, places and people come from the model's
relations and, where those are silent, from the tree and the words around.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import Event, Mention
from extract.stages.events import taking_part
from extract.stages.events.dating import Dates, Interval, conflict
from extract.stages.events.grouping import Groups
from extract.stages.events.patterns import WHOLES
from extract.stages.events.status import status
from extract.stages.events.taking_part import Roles
from extract.syntax import parties
from extract.syntax.sentence import Sentence
from extract.syntax.tree import Tree


@Language.factory(
    "extract_events",
    assigns=["doc._.events"],
    requires=["token.dep", "token.lemma", "doc.spans"],
)
def create_events(nlp: Language, name: str) -> Events:  # noqa: ARG001
    return Events()


class Events:
    """Sets ``doc._.events``."""

    def find(self, doc: Doc) -> list[Event]:
        """The events of a document, in the order of their first mentions."""
        return _Finder(doc).events()

    def __call__(self, doc: Doc) -> Doc:
        doc._.events = self.find(doc)
        return doc


class _Finder:
    """One document and what is looked up in it."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.reading = Tree(doc)
        self.relations = doc._.relations
        self.dates = Dates(self.reading, self.relations)
        self.roles = Roles(self.relations)
        self.names = parties.eligible(self.reading)
        self._sentences: dict[int, Sentence] = {}
        # The mentions of the events found: in a sentence, and those of gatherings.
        self.beside: dict[int, list[Mention]] = defaultdict(list)
        self.gatherings: list[Mention] = []

    def events(self) -> list[Event]:
        groups = Groups(self.reading, self.dates)
        groups.join_nested()
        groups.join_quoted()
        groups.join_entities(self.doc._.entities)
        groups.join_aliases(self.relations)
        groups.join_complements()
        groups.join_bare()
        self.join_repeated(groups)
        found = groups.all()
        leaders: dict[Mention, Mention] = {}
        for mentions in found:
            leaders |= dict.fromkeys(mentions, max(mentions, key=self.fullness))
        for mention in leaders:
            root = self.reading.root(mention)
            self.beside[self.reading.sentence_of[root]].append(mention)
            if self.reading.lemmas[root] in WHOLES:
                self.gatherings.append(mention)
        return [self.event(mentions, leaders) for mentions in found]

    def join_repeated(self, groups: Groups) -> None:
        """ "скончалась" in the headline and below: one verb, or one noun, of one person."""
        entity = {
            mention: entity.key for entity in self.doc._.entities for mention in entity.mentions
        }
        first: dict[tuple[str, str, str], Mention] = {}
        for mention in list(groups.leader):
            start, end = self.reading.spans[mention]
            number = next(  # "родился сын" is not "родились два сына"
                (self.reading.lemmas[i] for i in range(start, end) if self.reading.pos[i] == "NUM"),
                "",
            )
            for person, _ in self.participants([mention]):
                if person.type == "PERSON" and person in entity:
                    key = groups.noun(mention), number, entity[person]
                    if conflict(self.when([first.setdefault(key, mention)]), self.when([mention])):
                        continue
                    groups.join(first[key], mention)

    def event(self, mentions: list[Mention], leaders: dict[Mention, Mention]) -> Event:
        fullest = max(mentions, key=self.fullness)
        others = [mention for mention in mentions if mention != fullest]
        begin, end = self.when(mentions)
        return Event(
            (fullest, *others),
            " ".join(self.reading.normal(fullest).split()),
            begin,
            end,
            self.place(mentions),
            tuple(self.participants(mentions)),
            self.whole(mentions, leaders),
            status(self.reading, mentions, begin, self.doc._.date),
        )

    def fullness(self, mention: Mention) -> tuple[bool, int, int]:
        """A noun says more of what it is than a verb, and more words than fewer."""
        noun = self.reading.pos[self.reading.root(mention)] in ("NOUN", "PROPN")
        return noun, mention.end - mention.start, -mention.start

    def when(self, mentions: list[Mention]) -> Interval:
        """What is told of any mention, else what stands beside one."""
        fullest = sorted(mentions, key=self.fullness, reverse=True)
        told = self.dates.told_of_all(fullest)
        if told[0] or told[1]:
            return told
        beside = (self.dates.beside(mention) for mention in fullest)
        return next((interval for interval in beside if interval[0] or interval[1]), (None, None))

    def place(self, mentions: list[Mention]) -> Mention | None:
        told = [place for mention in mentions for place in self.roles.places.get(mention, ())]
        if told:
            return told[0]
        beside = (taking_part.place(self.sentence(mention), mention) for mention in mentions)
        return next(filter(None, beside), None)

    def participants(self, mentions: list[Mention]) -> Iterator[tuple[Mention, str]]:
        roles: dict[Mention, str] = {}
        for mention in mentions:
            for person, role in (
                *self.roles.people.get(mention, ()),
                *taking_part.participants(self.sentence(mention), mention),
            ):
                if roles.get(person, taking_part.PARTICIPANT) == taking_part.PARTICIPANT:
                    roles[person] = role
        yield from sorted(roles.items())

    def whole(self, mentions: list[Mention], leaders: dict[Mention, Mention]) -> Mention | None:
        told = [whole for mention in mentions for whole in self.roles.wholes.get(mention, ())]
        reading = self.reading
        sentences = [self.beside[reading.sentence_of[reading.root(one)]] for one in mentions]
        beside = [
            *map(taking_part.whole, itertools.repeat(reading), mentions, sentences),
            *(
                taking_part.gathering(reading, mention, self.gatherings, leaders)
                for mention in mentions
            ),
        ]
        for whole in (*told, *filter(None, beside)):
            leader = leaders.get(whole)
            if leader is not None and leader not in mentions:
                return leader
        return None

    def sentence(self, mention: Mention) -> Sentence:
        index = self.reading.sentence_of[self.reading.spans[mention][0]]
        if index not in self._sentences:
            self._sentences[index] = Sentence.read(self.reading, index, self.names)
        return self._sentences[index]
