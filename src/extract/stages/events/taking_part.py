"""Where an event is, who takes part, and what it is a part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from extract.annotations import Mention, Relation
from extract.schema import PLACE_TYPES
from extract.stages.events.patterns import (
    GENERAL,
    IN_FRAME,
    JOINS,
    PART_WORDS,
    TAKES_PART,
    WORKS_AT,
)
from extract.syntax.parties import Party
from extract.syntax.sentence import Sentence
from extract.syntax.tree import Tree

PARTICIPANT, ORGANIZER, HEAD = "participant", "organizer", "head of delegation"
_WHO = frozenset(
    {"PERSON", "ORGANIZATION", "NATIONALITY", "COUNTRY", "STATE_OR_PROVINCE", "CITY", "PROFESSION"}
)


class Roles:
    """What the relations of a document say of its events."""

    def __init__(self, relations: Iterable[Relation]) -> None:
        self.places: dict[Mention, list[Mention]] = defaultdict(list)
        self.people: dict[Mention, list[tuple[Mention, str]]] = defaultdict(list)
        self.wholes: dict[Mention, list[Mention]] = defaultdict(list)
        for relation in sorted(relations, key=lambda relation: -relation.score):
            subject, object_ = relation.subject, relation.object
            if relation.predicate == "TAKES_PLACE_IN":
                self.places[subject].append(object_)
            elif relation.predicate == "SUBEVENT_OF":
                self.wholes[subject].append(object_)
            elif relation.predicate in ("PARTICIPANT_IN", "AGENT") and subject.type in _WHO:
                self.people[object_].append((subject, PARTICIPANT))
            elif relation.predicate == "ORGANIZES":
                self.people[object_].append((subject, ORGANIZER))


def place(sentence: Sentence, event: Mention) -> Mention | None:
    """ "форум в Оренбурге", "состоялся в Оренбурге": the place that hangs on it or its verb."""
    reading = sentence.tree
    root = reading.root(event)
    verb = sentence.above(root)
    for group in sentence.groups:
        mention = group.parties[0].mention
        if mention.type not in PLACE_TYPES or group.prep not in ("в", "на"):
            continue
        if group.case not in ("Loc", ""):
            continue
        above = sentence.hangs_on(group)
        if above == root or (above == verb and reading.deps[root] == "nsubj"):
            return mention
    return None


def participants(sentence: Sentence, event: Mention) -> Iterator[tuple[Mention, str]]:
    """ "X принял участие в форуме", "на форуме работает делегация X во главе с Y"."""
    reading = sentence.tree
    root = reading.root(event)
    verb = sentence.above(root)
    if verb is None or not any(reading.lemmas[i] in ("в", "на") for i in reading.children[root]):
        return
    lemma = reading.lemmas[verb]
    with_part = any(reading.lemmas[i] == "участие" for i in reading.children[verb])
    if lemma in JOINS or lemma in WORKS_AT or (lemma in TAKES_PART and with_part):
        parties = sentence.subjects(verb)
        if not parties:
            yield from _titled(reading, verb)
        yield from ((party.mention, PARTICIPANT) for party in parties)
        yield from ((person, HEAD) for person in _heads(sentence, parties))


def _titled(reading: Tree, verb: int) -> Iterator[tuple[Mention, str]]:
    """ "первый заместитель губернатора примет участие": somebody by position alone."""
    for i in reading.children[verb]:
        if reading.deps[i] == "nsubj":
            jobs = [mention for mention in reading.mentions[i] if mention.type == "PROFESSION"]
            longest = max(jobs, key=lambda mention: mention.end - mention.start, default=None)
            if longest is not None:
                yield longest, PARTICIPANT
                return


def _heads(sentence: Sentence, parties: list[Party]) -> Iterator[Mention]:
    """ "делегация X во главе с Y"."""
    reading = sentence.tree
    for group in sentence.groups:
        before = reading.lemmas[max(group.start - 3, sentence.start) : group.start]
        if before == ["в", "глава", "с"] and parties:
            yield from (party.mention for party in group.parties)


def whole(reading: Tree, event: Mention, others: Iterable[Mention]) -> Mention | None:
    """ "заседание форума", "в рамках форума проводится заседание": what it is a part of."""
    root = reading.root(event)
    sentence = reading.sentence_of[root]
    for other in others:
        top = reading.root(other)
        if top == root or reading.sentence_of[top] != sentence:
            continue
        above = reading.heads[top]
        if above == root and reading.cases[top] == "Gen":
            return other
        if (
            reading.lemmas[above] in GENERAL
            and above < top < root
            and ({"–", "—"} & set(reading.words[top:root]))
        ):  # "в одном из событий форума – заседании"
            return other
        framed = reading.lemmas[above] in IN_FRAME and reading.cases[top] == "Gen"
        if framed and reading.heads[above] in (root, reading.heads[root]):
            return other
    return None


def gathering(
    reading: Tree, event: Mention, named: list[Mention], leaders: dict[Mention, Mention]
) -> Mention | None:
    """ "Идёт форум. В пленарном заседании ...": the gathering that most is said of before.

    Args:
        reading: The document.
        event: The session.
        named: The mentions of gatherings.
        leaders: Of each mention the one that stands for its event.
    """
    root = reading.root(event)
    if not any(reading.lemmas[i] in PART_WORDS for i in (root - 1, *reading.children[root])):
        return None
    said = [leaders[other] for other in named if other.start < event.start]
    return max(sorted(set(said)), key=said.count, default=None)
