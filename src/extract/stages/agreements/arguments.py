"""Which parties a cue joins."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator

from extract.annotations import Mention, Relation
from extract.stages.agreements import slots
from extract.stages.agreements.cues import Cue, is_direct
from extract.stages.agreements.patterns import (
    COPULAS,
    GOES_ON,
    LIGHT,
    LINKS,
    OCCASIONS,
    TRANSPARENT,
)
from extract.syntax.parties import Party
from extract.syntax.sentence import Sentence
from extract.syntax.tree import Tree


@dataclasses.dataclass(slots=True)
class Pair:
    """Two parties and how they were found; the way decides the score."""

    first: Party
    second: Party
    way: str


def pairs(sentence: Sentence, cue: Cue, names: list[list[Mention]]) -> list[Pair]:
    """The pairs of parties that a cue joins, [] where it joins none."""
    if cue.label == "VISITED":
        found = _visits(sentence, cue)
    elif sentence.tree.lemmas[cue.token] in _PARTNERS:
        found = _partners(sentence, cue)
    else:
        found = _mutual(sentence, cue, names)
    return [pair for pair in found if not _overlap(pair.first.mention, pair.second.mention)]


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def continued(sentence: Sentence, cue: Cue, before: list[Relation]) -> list[Pair]:
    """The pairs of a cue whose first party only the sentence before names.

    "Новосибирскую область и Казахстан связывает ряд соглашений. В их числе – соглашения с
    Павлодарской областью": what that sentence says first of is a party here too.
    """
    tree = sentence.tree
    same = [relation for relation in before if relation.predicate == cue.label]
    text = tree.text[tree.starts[sentence.start] : tree.starts[cue.token]]
    if not same or cue.is_verb or not GOES_ON.search(text):
        return []
    others = [party for group in slots.after(sentence, cue, "с") for party in group.parties]
    first = Party(same[0].subject, represents=same[0].represents[0])
    return list(_cross([first], others, "previous"))


_PARTNERS = frozenset({"партнер", "партнерша", "побратим", "компаньон", "город-побратим"})


def _visits(sentence: Sentence, cue: Cue) -> Iterator[Pair]:
    goals = slots.goals(sentence, cue)
    if not goals:
        return
    way = "verb"
    if cue.is_verb:
        who = sentence.subjects(cue.verb)
    else:
        who = slots.owners(sentence, cue) or slots.beneficiaries(sentence, cue)
    who = [party for party in who if party not in goals]
    if not who and _is_of_verb(sentence.tree, cue):
        way = "clause"
        who = [party for party in sentence.subjects(cue.verb) if party not in goals]
    for visitor, goal in itertools.product(who, goals):
        yield Pair(visitor, goal, way)


def _is_of_verb(tree: Tree, cue: Cue) -> bool:
    """Whether a visit is that of who does what the verb says: not "соглашение о поездках"."""
    about = any(tree.lemmas[i] in ("о", "об") for i in tree.children[cue.token])
    known = all(tree.lemmas[noun] in TRANSPARENT | OCCASIONS for noun in cue.nouns)
    return known and not (about and cue.nouns)


def _partners(sentence: Sentence, cue: Cue) -> Iterator[Pair]:
    tree = sentence.tree
    owners = slots.owners(sentence, cue) or slots.beneficiaries(sentence, cue)
    if len(owners) > 1 and "Number=Plur" in tree.morph[cue.token]:
        yield from _all(owners, "owners")
        return
    if not owners:
        return
    own = next((i for i in tree.children[cue.token] if tree.deps[i] == "nsubj"), None)
    others = sentence.named(own, cue.token) if own is not None else []
    if not others:
        last = next(g for g in sentence.groups if owners[-1] in g.parties)
        others = [
            party
            for group in sentence.groups
            if group.case == tree.cases[cue.token]
            and not group.prep
            and last.end <= group.start <= last.end + 2
            for party in group.parties
        ]
    if not others and cue.verb is not None and tree.lemmas[cue.verb] in COPULAS:
        others = sentence.subjects(cue.verb)
    others = [party for party in others if party not in owners]
    yield from _cross(others, owners, "subject")


def _mutual(sentence: Sentence, cue: Cue, names: list[list[Mention]]) -> Iterator[Pair]:
    tree = sentence.tree
    between = slots.after(sentence, cue, "между")
    if between:
        parties = between[0].parties
        if len(parties) > 1:
            yield from _all(parties, "between")
            return
    if both := slots.between_both(sentence, cue):
        yield from _all(both, "both")
        return
    owners = slots.owners(sentence, cue)
    agents = slots.agents(sentence, cue)
    halves = slots.halves(sentence, cue, names)
    others = [party for group in slots.after(sentence, cue, "с") for party in group.parties]
    subjects = sentence.subjects(cue.verb)
    if not others:
        others = slots.pronoun(sentence, cue, owners or subjects)
    if others:
        for side, way in ((owners, "owner"), (agents, "agent"), (subjects, "subject")):
            side = [party for party in side if party not in others]
            if side:
                yield from _cross(side, others, way)
                return
        if halves:
            yield from _cross(halves[:1], others, "halves")
        return
    if cue.verb is not None and tree.lemmas[cue.verb] in LINKS:
        yield from _all(slots.linked(sentence, cue.verb), "links")
    elif len(owners) > 1:
        yield from _all(owners, "owners")
    elif len(agents) > 1:
        yield from _all(agents, "agents")
    elif halves:
        yield from _all(halves, "halves")
    elif agents and [p for p in subjects if p not in agents]:
        yield from _cross([p for p in subjects if p not in agents], agents, "agent")
    elif len(subjects) > 1 and (cue.is_verb or _is_shared(tree, cue)):
        yield from _all(subjects, "subjects")
    elif cue.label == "MEETING_WITH" and not cue.is_verb:
        at = [
            party
            for group in slots.after(sentence, cue, "у")
            for party in group.parties
            if is_direct(tree, cue)
        ]
        targets = at or (
            sentence.objects(cue.verb) if tree.lemmas[cue.token] in ("разговор", "беседа") else []
        )
        yield from _cross([p for p in subjects if p not in targets], targets, "object")
    elif cue.label == "COOPERATES_WITH" and not cue.is_verb:
        given = sentence.objects(cue.verb, ("Dat",)) or [
            party
            for group in sentence.groups
            if not group.prep
            and group.case == "Dat"
            and cue.verb is not None
            and cue.verb < group.start < cue.token
            for party in group.parties
        ]
        yield from _cross([p for p in subjects if p not in given], given, "object")


def _is_shared(tree: Tree, cue: Cue) -> bool:
    """Whether the subjects of the verb are the parties: "провели встречу", not "комментировали"."""
    if cue.verb is None or tree.lemmas[cue.verb] not in LIGHT:
        return False
    return is_direct(tree, cue) or (
        tree.lemmas[cue.verb] in ("участвовать", "принять", "принимать")
        and any(tree.lemmas[i] == "в" for i in tree.children[cue.token])
    )


def _all(parties: list[Party], way: str) -> Iterator[Pair]:
    for first, second in itertools.combinations(parties, 2):
        yield Pair(first, second, way)


def _cross(ones: list[Party], others: list[Party], way: str) -> Iterator[Pair]:
    for one, other in itertools.product(ones, others):
        first, second = sorted((one, other), key=lambda party: party.mention)
        yield Pair(first, second, way)
