"""All that is found of the events of one document, put together."""

from __future__ import annotations

import dataclasses
import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from spacy.tokens import Doc

from extract.annotations import (
    Event,
    Mention,
    Participant,
    entities_of,
    value,
)
from extract.stages.events.arguments import Argument, Arguments
from extract.stages.events.arrivals import arrivals
from extract.stages.events.attending import Attending
from extract.stages.events.believed import trusted
from extract.stages.events.belonging import Belonging, Choice, Ruled
from extract.stages.events.dating import Dates
from extract.stages.events.grouping import Groups
from extract.stages.events.knowable import Knowable
from extract.stages.events.naming import Names, fullness
from extract.stages.events.noun_tellings import Nouns, of_relations
from extract.stages.events.nouns import KIND_OF_NOUN
from extract.stages.events.places import PARTICIPANT, WIDE, Roles
from extract.stages.events.shared import Shared
from extract.stages.events.spoken import Interval, length
from extract.stages.events.status import status
from extract.stages.events.taking_part import Parts
from extract.stages.events.telling import OTHER, Telling
from extract.stages.events.verb_tellings import Verbs
from extract.stages.events.words import DELEGATIONS, SURE, WHOLES
from extract.syntax.tree import Tree

_OF_VERB, _OF_NOUN = 0.6, 0.5  # how sure a telling is that no model has scored
# What score is left to an event of which neither date, place nor participants are told, and
# what each of these adds.
_BARE, _DETAIL = 0.7, 0.1
# What is told apart by where it was, if nobody is named.
_PLACED = frozenset(
    {"incident", "disaster", "crime", "election", "protest", "exhibition", "festival", "military"}
)


class Finder:
    """One document and what is looked up in it."""

    def __init__(self, doc: Doc, own: dict[str, str] | None = None) -> None:
        """Reads a document with some nouns of events beside our own, by noun its kind."""
        self.doc = doc
        self.own = own or {}
        self.kind_of_noun = KIND_OF_NOUN | self.own
        self.tree = Tree(doc)
        self.relations = trusted(doc)
        self.entities = entities_of(doc)
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
        found: dict[int, Event] = {}
        part_of: dict[int, Telling] = {}
        for group, by_rules in zip(groups, ruled, strict=True):
            whole = self.whole(group, beside, wholes, leaders)
            event = self.event(group, by_rules.choice)
            if self.knowable.is_told(group, event) or whole is not None:
                found[group[0].root] = event
                if whole is not None:
                    part_of[group[0].root] = whole
        kept = found.keys() | {whole.root for whole in part_of.values()}
        chosen = self.chosen(ruled, kept)
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

    def chosen(self, ruled: Sequence[Ruled], kept: Set[int]) -> dict[int, Event]:
        """The events that are kept, by the roots of their tellings, with what belongs to them."""
        belonging = self.belonging(ruled)
        return {
            one.tellings[0].root: self.event(one.tellings, belonging.choice(n))
            for n, one in enumerate(ruled)
            if one.tellings[0].root in kept
        }

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
        nouns, verbs = (
            Nouns(self.tree, self.arguments, self.kind_of_noun, SURE | self.own.keys()),
            Verbs(self.tree, self.arguments),
        )
        by_verb = {one.root: one for one in verbs.tellings()}
        found: list[Telling] = []
        for mention in sorted(m for m in self.tree.spans if m.type == "EVENT"):
            span = range(*self.tree.spans[mention])
            verb = next((by_verb[i] for i in span if i in by_verb), None)
            if verb is not None:
                verb.mention = verb.mention or mention
            elif (one := nouns.telling(mention) or verbs.loosely(mention)) is not None:
                found.append(one)
        ways = {self.tree.heads[self.tree.heads[i]] for i in by_verb if verbs.goes_on(i)}
        found += (one for one in by_verb.values() if one.root not in ways)
        found += nouns.tellings({one.root for one in found})
        of_relations(self.tree, self.arguments, self.relations, found)
        return found

    def groups(self, tellings: list[Telling]) -> list[list[Telling]]:
        groups = Groups(self.tree, self.dates, tellings)
        groups.join_nested()
        groups.join_quoted()
        groups.join_governed()
        groups.join_entities(self.entities)
        groups.join_aliases(self.relations)
        groups.join_complements()
        groups.join_titles()
        groups.join_acronyms()
        groups.join_alike()
        groups.join_bare()
        groups.join_repeated(self.who)
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
        relation = next((r for one in ordered for r in one.relations), None)
        participants = self.participants(ordered, choice.who)
        people = [one.mention for one in participants if one.mention.type == "PERSON"]
        details = sum(map(bool, (begin or end, place, participants)))
        return Event(
            mentions=mentions,
            name=self.names.name(fullest, ordered[1:], people),
            begin=begin,
            end=end,
            place=place,
            participants=participants,
            status=status(self.tree, ordered, begin, end, self.doc._.date),
            text=(fullest.start, fullest.end),
            kind=self.kind(ordered),
            namings=tuple(sorted({(one.start, one.end) for one in ordered})),
            relation=relation,
            score=round(self.surest(ordered) * (_BARE + _DETAIL * details), 4),
        )

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
        """Of the fullest telling that has one."""
        return next((one.kind for one in ordered if one.kind != OTHER), OTHER)

    def surest(self, group: list[Telling]) -> float:
        """How sure it is that the event is told: by its mentions, relations or words."""
        scores = [_OF_VERB if one.is_verb else _OF_NOUN for one in group]
        scores += [relation.score for one in group for relation in one.relations]
        mentions = (one.mention for one in group if one.mention)
        scores += [value(self.doc, mention, "score", 1.0) for mention in mentions]
        return float(max(scores))

    def when(self, ordered: list[Telling]) -> Interval:
        """What is told of any telling, else what stands beside one."""
        told = self.dates.told_of_all(ordered)
        if told[0] or told[1]:
            return told
        beside = [i for i in map(self.dates.beside, ordered) if i[0] or i[1]]
        return min(beside, key=length, default=(None, None))  # the finest, of equals the first

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
                    name = known.name or self.delegation(side)
                    found[key] = Participant(known.mention, role, name)
        return tuple(sorted(found.values(), key=lambda one: one.mention))

    def delegation(self, side: Argument | None) -> str | None:
        """ "делегация Харбина": who comes is not the place itself."""
        if side is not None and len(side.who) == 1 and side.who[0].type == "ORGANIZATION":
            name = self.names.party(side.who[0], "Nom")
            return name if name.startswith("делегация") else None
        if side is None or side.meant or self.tree.lemmas[side.head] not in DELEGATIONS:
            return None
        if len(side.who) == 1 and self.tree.lemmas[side.head] == "делегация":
            who = side.who[0]
            if who.type != "PERSON" and self.tree.spans[who][0] > side.head:
                return "делегация " + self.names.party(who, "Gen")
        name = self.names.in_case(side, "Nom")
        return name[:1].lower() + name[1:] if self.tree.words[side.start][:1].islower() else name

    def whole(
        self,
        group: list[Telling],
        tellings: Mapping[int, list[Telling]],  # by sentence
        wholes: list[Telling],
        leaders: dict[int, Telling],
    ) -> Telling | None:
        told = [
            leaders.get(self.tree.root(whole))
            for one in group
            if one.mention
            for whole in self.parts.roles.wholes.get(one.mention, ())
        ]
        sentence_of = self.tree.sentence_of
        beside = [self.parts.whole(one, tellings[sentence_of[one.root]]) for one in group]
        before = [self.parts.gathering(one, wholes, leaders) for one in group]
        own = {one.root for one in group}
        for whole in (*told, *beside, *before):
            leader = leaders.get(whole.root) if whole is not None else None
            if leader is not None and leader.root not in own:
                return leader
        return None
