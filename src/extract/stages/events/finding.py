"""All that is found of the events of one document, put together."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from extract.annotations import Event, Mention, Participant, entities_of, value
from extract.encoder.reading import Reading
from extract.stages.events.arguments import Arguments
from extract.stages.events.arrivals import arrivals
from extract.stages.events.attending import Attending
from extract.stages.events.believed import trusted
from extract.stages.events.belonging import Belonging, Choice, Ruled
from extract.stages.events.dating import Dates
from extract.stages.events.grouping import Groups
from extract.stages.events.judge import Judge
from extract.stages.events.judged import REVISED, Judged, likely
from extract.stages.events.knowable import Knowable
from extract.stages.events.learned import Learned
from extract.stages.events.naming import Names, fullness
from extract.stages.events.noun_tellings import Nouns
from extract.stages.events.nouns import KIND_OF_NOUN
from extract.stages.events.places import PARTICIPANT, WIDE, Roles
from extract.stages.events.ruled import by_rules
from extract.stages.events.same_day import SameDay
from extract.stages.events.shared import Shared
from extract.stages.events.signs import Signs
from extract.stages.events.spoken import Interval, is_rough, is_within, length
from extract.stages.events.status import is_doubted, is_planned, status
from extract.stages.events.taking_part import Parts
from extract.stages.events.telling import OTHER, Telling
from extract.stages.events.verb_tellings import Verbs
from extract.stages.events.words import SURE, WHOLES
from extract.syntax.tree import Tree

# How sure a telling is that no model has scored: by hand, and with the judge half or double changes
# no row of 46 articles, nor that of the next.
_OF_VERB, _OF_NOUN = 0.6, 0.5
# What score is left to an event of which neither date, place nor participants are told, and
# what each of these adds.
_BARE, _DETAIL = 0.7, 0.1
# What is told apart by where it was, if nobody is named.
_PLACED = frozenset(
    {"incident", "disaster", "crime", "election", "protest", "exhibition", "festival", "military"}
)


class Finder:
    """One document and what is looked up in it."""

    def __init__(
        self,
        doc: Doc,
        own: dict[str, str] | None = None,
        judge: Judge | None = None,
        reading: Reading | None = None,
    ) -> None:
        """Reads a document.

        Args:
            doc: The document.
            own: Nouns of events beside our own, by noun its kind.
            judge: Says how likely an event is; None where the rules say so alone.
            reading: As the encoder read it, for the judge.
        """
        self.doc, self.judge, self.reading = doc, judge, reading
        self.judged: Judged | None = None
        self.own = own or {}
        self.kind_of_noun = KIND_OF_NOUN | self.own
        self.tree = Tree(doc)
        self.relations = trusted(doc, self.tree.spans.keys())
        self.entities = entities_of(doc, self.tree.spans.keys())
        self.key = {m: entity.key for entity in self.entities for m in entity.mentions}
        self.arguments = Arguments(self.tree, self.key)
        self.dates = Dates(self.tree, self.relations)
        self.parts = Parts(self.tree, self.arguments, Roles(self.relations))
        self.names = Names(self.tree, self.arguments, self.parts, self.entities, self.kind_of_noun)
        self.knowable = Knowable(self.tree, self.kind_of_noun)
        self.fullness = functools.partial(fullness, self.tree)

    def told(self, tellings: list[Telling]) -> list[list[Telling]]:
        """The tellings of each event, the fullest first."""
        self.dates.know(tellings)
        self.parts.arrivals = arrivals(self.tree, self.arguments, tellings)
        self.parts.attending = Attending(self.tree, self.arguments, tellings).find()
        groups = self.groups(tellings)
        return [sorted(group, key=self.fullness, reverse=True) for group in groups]

    def events(self) -> list[Event]:
        tellings = self.tellings()
        groups = self.told(tellings)
        leaders: dict[int, Telling] = {}
        for group in groups:
            leaders |= dict.fromkeys((one.root for one in group), group[0])
        wholes = [one for one in tellings if self.tree.lemmas[one.root] in WHOLES]
        beside: dict[int, list[Telling]] = defaultdict(list)
        for one in tellings:
            beside[self.tree.sentence_of[one.root]].append(one)
        ruled = [self.ruled(group) for group in groups]
        events = [self.event(group, one.choice) for group, one in zip(groups, ruled, strict=True)]
        around = [self.parts.around(group, beside, wholes, leaders) for group in groups]
        parts = [whole is not None for whole in around]
        scores = likely(self.knowable, self.judged, groups, events, parts, self.own.keys())
        roots = [group[0].root for group in groups]
        kept = {root: score for root, score in zip(roots, scores, strict=True) if score is not None}
        part_of = {
            root: whole
            for root, whole in zip(roots, around, strict=True)
            if whole is not None and root in kept
        }
        if self.judged is None:
            for whole in part_of.values():
                kept.setdefault(whole.root, events[roots.index(whole.root)].score)
        chosen = SameDay(self.dates).dated(self.chosen(ruled, events, kept), groups)
        return [self.called(one) for one in Shared(self.tree, self.key).finished(chosen, part_of)]

    def ruled(self, ordered: list[Telling]) -> Ruled:
        """An event with what rules alone take for its own."""
        who = {
            self.key.get(who) or self.tree.normal(who): who
            for one in reversed(ordered)
            for who, _, _ in reversed(self.parts.participants(one))
        }
        return Ruled(ordered, Choice(who, self.place(ordered)))

    def belonging(self, ruled: Sequence[Ruled]) -> Belonging:
        """What is known of who and what belongs to the events."""
        return Belonging(self.tree, self.key, self.arguments, self.parts, ruled)

    def chosen(
        self, ruled: Sequence[Ruled], events: Sequence[Event], kept: Mapping[int, float]
    ) -> dict[int, Event]:
        """The events that are kept, by the roots of their tellings, with what belongs to them."""
        belonging = self.belonging(ruled)
        found: dict[int, Event] = {}
        for n, (one, event) in enumerate(zip(ruled, events, strict=True)):
            if (root := one.tellings[0].root) in kept:
                choice = belonging.choice(n)
                participants = self.participants(one.tellings, choice.who)
                same = participants == event.participants  # and so is the name made of them
                found[root] = dataclasses.replace(
                    event,
                    name=event.name if same else self.name(one.tellings, participants),
                    place=choice.place,
                    participants=participants,
                    score=kept[root],
                )
        return found

    def called(self, event: Event) -> Event:
        """With its places by the names that the article gives them."""
        participants = tuple(
            dataclasses.replace(one, name=one.name or self.names.said(one.mention))
            for one in event.participants
        )
        name = self.names.said(event.place) if event.place else None
        return dataclasses.replace(event, participants=participants, place_name=name)

    @property
    def buildings(self) -> dict[Mention, str]:
        """Of the places that no stage has marked the name."""
        return self.parts.facilities.names

    # --- tellings -------------------------------------------------------------------------------

    def tellings(self) -> list[Telling]:
        """What the rules find, and with a judge what he finds and leaves of that."""
        nouns = Nouns(self.tree, self.arguments, self.kind_of_noun, SURE | self.own.keys())
        verbs = Verbs(self.tree, self.arguments)
        ruled = by_rules(nouns, verbs, self.relations)
        if self.judge is None:
            return ruled
        signs = Signs(self.tree, ruled, self.kind_of_noun)
        self.judged = Judged(self.judge, signs, self.reading)
        self.reading = None  # of a long text it is large
        return Learned(self.judged.verdicts, nouns, verbs, self.judge.card["new"]).tellings(ruled)

    def groups(self, tellings: list[Telling]) -> list[list[Telling]]:
        groups = Groups(self.tree, self.dates, tellings)
        groups.join_all(self.entities, self.relations, self.who)
        if self.judged is not None:
            self.judged.join(groups, self.who)
        return groups.all()

    def who(self, one: Telling) -> frozenset[str]:
        """The entities that take part in what is told at one place."""
        found = {self.key.get(who, "") for who, _, _ in self.parts.participants(one)} - {""}
        if not found and one.kind in _PLACED and (place := self.parts.place(one)):
            found = {self.key.get(place, "")} - {""}  # "авария на ГЭС" and again
        return frozenset(found)

    # --- one event ------------------------------------------------------------------------------

    def event(self, ordered: list[Telling], choice: Choice) -> Event:
        """An event of its tellings, the fullest first, and of what belongs to it."""
        fullest, place = ordered[0], choice.place
        begin, end = self.when(ordered)
        mentions = tuple(dict.fromkeys(one.mention for one in ordered if one.mention))
        participants = self.participants(ordered, choice.who)
        details = sum(map(bool, (begin or end, place, participants)))
        return Event(
            mentions=mentions,
            name=self.name(ordered, participants),
            begin=begin,
            end=end,
            place=place,
            participants=participants,
            status=self.status(ordered, begin, end),
            text=(fullest.start, fullest.end),
            kind=self.kind(ordered),
            namings=tuple(sorted({(one.start, one.end) for one in ordered})),
            relation=next((r for one in ordered for r in one.relations), None),
            score=round(self.surest(ordered) * (_BARE + _DETAIL * details), 4),
        )

    def name(self, ordered: list[Telling], participants: Sequence[Participant]) -> str:
        """Of the fullest telling, completed by the others and by who takes part."""
        people = [one.mention for one in participants if one.mention.type == "PERSON"]
        return self.names.name(ordered[0], ordered[1:], people)

    def place(self, ordered: list[Telling]) -> Mention | None:
        """The fullest telling's, or a narrower one where that says no more than the region."""
        found = list(filter(None, map(self.parts.place, ordered)))
        first = next(iter(found), None)
        if first is None or first.type not in WIDE:
            return first
        return next((place for place in found if self.lies_in(place, first)), first)

    def lies_in(self, city: Mention, area: Mention) -> bool:
        """Whether a place is a city of a country or region."""
        one, other = (value(self.doc, place, "place") for place in (city, area))
        if city.type != "CITY" or one is None or other is None or not one.country_code:
            return False
        same = one.country_code == other.country_code
        return same and other.region_code in (None, "", one.region_code)

    def kind(self, ordered: list[Telling]) -> str:
        """Of the fullest telling that has one, and as the judge says."""
        ruled = next((one.kind for one in ordered if one.kind != OTHER), OTHER)
        return ruled if self.judged is None else self.judged.kind(ordered, ruled)

    def status(
        self, ordered: list[Telling], begin: dt.datetime | None, end: dt.datetime | None
    ) -> str:
        """By the words and the calendar, and as the judge says."""
        ruled = status(self.tree, ordered, begin, end, self.doc._.date)
        if self.judged is None or ruled not in REVISED:
            return ruled
        doubted = ruled == "unknown" and is_doubted(self.tree, ordered)
        planned = is_planned(self.tree, ordered[0])
        return self.judged.status(ordered, ruled, doubted=doubted, planned=planned)

    def surest(self, group: list[Telling]) -> float:
        """How sure it is that the event is told: by its mentions, relations or words."""
        scores = [_OF_VERB if one.is_verb else _OF_NOUN for one in group]
        scores += [relation.score for one in group for relation in one.relations]
        mentions = (one.mention for one in group if one.mention)
        scores += [value(self.doc, mention, "score", 1.0) for mention in mentions]
        return float(max(scores))

    def when(self, ordered: list[Telling]) -> Interval:
        """What is told of any telling, else what stands beside one, or a day of the year told."""
        told = self.dates.told_of_all(ordered)
        if (told[0] or told[1]) and not is_rough(told):
            return told
        beside = [i for i in map(self.dates.beside, ordered) if i[0] or i[1]]
        finest = min(beside, key=length, default=(None, None))  # of equals the first
        return finest if not (told[0] or told[1]) or is_within(finest, told) else told

    def participants(
        self, ordered: Sequence[Telling], chosen: Mapping[str, Mention]
    ) -> tuple[Participant, ...]:
        """Each of the chosen once, with the most that is said of its part."""
        found = {key: Participant(who) for key, who in chosen.items()}
        for one in ordered:
            for who, role, side in self.parts.participants(one):
                key = self.key.get(who) or self.tree.normal(who)
                known = found.get(key)
                if known is not None and known.role == PARTICIPANT:
                    name = known.name or self.names.delegation(side)
                    found[key] = Participant(known.mention, role, name)
        return tuple(sorted(found.values(), key=lambda one: one.mention))
