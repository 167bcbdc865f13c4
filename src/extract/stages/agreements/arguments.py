"""Which parties a cue joins."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator

from extract.annotations import Mention, Relation
from extract.stages.agreements.cues import Cue
from extract.stages.agreements.parties import Group, Party
from extract.stages.agreements.patterns import (
    ADJUNCTS,
    BOTH,
    COPULAS,
    CUE_NOUNS,
    DATIVE_MODALS,
    GENERIC,
    GOES_ON,
    LIGHT,
    LINKS,
    OBJECT_CONTROL,
    PLACES,
    RIVALS_OF_WITH,
    TOGETHER,
    TRANSPARENT,
    VISIT_OBJECT,
    VISIT_STAY,
)
from extract.stages.agreements.reading import Reading

_THIRD = re.compile(r"^(?:ним|ней|ними|нею)$")
_HIS = frozenset({"его", "ее", "их"})
_REACH = 14  # words between a cue and an argument that the tree does not give it


@dataclasses.dataclass(slots=True)
class Pair:
    """Two parties and how they were found; the way decides the score."""

    first: Party
    second: Party
    way: str


class Sentence:
    """The groups of one sentence and where they stand."""

    def __init__(self, reading: Reading, start: int, end: int, groups: list[Group]) -> None:
        self.reading = reading
        self.start, self.end = start, end
        self.groups = groups
        self.group_at = {i: group for group in groups for i in range(group.start, group.end)}

    # --- what is where -------------------------------------------------------------------------

    def hangs_on(self, group: Group) -> int:
        """The token outside a group that its first phrase depends on."""
        for i in (group.heads[0], *self.reading.up(group.heads[0])):
            if not group.start <= i < group.end:
                return i
        return group.heads[0]

    def is_blocked(self, first: int, last: int, verb: int | None = None) -> bool:
        """Whether a clause or a line ends between two tokens; auxiliaries of a verb do not count."""
        reading = self.reading
        return any(
            (reading.is_finite(i) and (verb is None or reading.heads[i] != verb))
            or "\n" in reading.words[i]
            or reading.words[i] in ";?!"
            for i in range(first, last)
        )

    def is_attached(self, group: Group, cue: Cue) -> bool:
        """Whether a prepositional group belongs to a cue: by the tree, or standing near."""
        reading = self.reading
        before = range(max(group.start - 3, self.start), group.start)
        if any(reading.lemmas[i] in TOGETHER for i in before):
            return False
        left, right = sorted((cue.token, group.start))
        between = range(left + 1, right)
        if any("\n" in reading.words[i] for i in between):
            return False
        if left == cue.token and any(reading.lemmas[i] in RIVALS_OF_WITH for i in between):
            return False
        above = self.hangs_on(group)
        if left != cue.token:
            return above in (cue.token, cue.verb)
        if cue.is_verb and reading.lemmas[above] in CUE_NOUNS:  # "договорились о встрече с"
            return False
        if above in cue.core:
            return True
        return len(between) <= _REACH and not self.is_blocked(left + 1, right)

    def after(self, cue: Cue, preposition: str) -> list[Group]:
        return [
            group
            for group in self.groups
            if group.prep == preposition and self.is_attached(group, cue)
        ]

    def is_headline(self) -> bool:
        """A line of its own without a full stop."""
        reading = self.reading
        words = [word for word in reading.words[self.start : self.end] if not word.isspace()]
        after = reading.text[reading.end(self.end - 1) - 3 :][:4]
        return bool(words) and words[-1] not in '.!?…»"' and "\n" in after

    # --- subjects ------------------------------------------------------------------------------

    def subjects(self, verb: int | None, depth: int = 0) -> list[Party]:
        """Who does what a verb says."""
        if verb is None or depth > 5:
            return []
        reading = self.reading
        subject = self.subject_of(verb)
        if subject is not None:
            return self.joined(self.named(subject, verb), verb)
        if found := self.oblique_subject(verb) or self.nearby(verb):
            return self.joined(found, verb)
        head, dep = reading.governor(verb), reading.deps[verb]
        if head == verb:
            return []
        if reading.is_participle(verb):
            return self.antecedent(head) or self.subjects(self.above(verb), depth + 1)
        if reading.pos[head] in ("NOUN", "PROPN"):  # "решение Януковича отказаться"
            return self.genitive(head) or self.subjects(self.above(verb), depth + 1)
        if reading.lemmas[head] in OBJECT_CONTROL and dep in ("xcomp", "ccomp", "csubj"):
            return self.objects(head) or self.subjects(head, depth + 1)
        return self.joined(self.subjects(self.above(verb), depth + 1), verb)

    def subject_of(self, verb: int) -> int | None:
        """The subject in the tree, unless it is the thing itself: "у А есть контракт"."""
        reading = self.reading
        return next(
            (
                i
                for i in reading.children[verb]
                if reading.deps[i] == "nsubj"
                and reading.lemmas[i] not in CUE_NOUNS
                and reading.pos[i] != "ADV"
                and ":" not in reading.words[i:verb]
                and not reading.is_participle(i)
                and not self.is_visited(i, verb)
                and not self.is_of_next(i, verb)
            ),
            None,
        )

    def is_visited(self, subject: int, verb: int) -> bool:
        """Whether the tree took the goal for the subject: "Муром посетят гости"."""
        reading = self.reading
        return (
            reading.lemmas[verb] in VISIT_OBJECT
            and "Number=Sing" in reading.morph[subject]
            and "Number=Plur" in reading.morph[verb]
            and not any(reading.deps[i] == "conj" for i in reading.children[subject])
        )

    def is_of_next(self, subject: int, verb: int) -> bool:
        """Whether the subject stands before a verb of its own, a comma away from this one."""
        reading = self.reading
        group = self.group_at.get(subject)
        after = group.end if group else subject + 1
        return (
            verb < subject
            and after < self.end
            and "," in reading.words[verb:subject]
            and reading.is_finite(after)
        )

    def oblique_subject(self, verb: int) -> list[Party]:
        """ "Белграду следует доказать", "у Эрнандеса был контракт"."""
        reading = self.reading
        for group in self.groups:
            if self.hangs_on(group) != verb:
                continue
            modal = not reading.is_finite(verb) or reading.lemmas[verb] in DATIVE_MODALS
            if group.prep == "у" or (not group.prep and group.case == "Dat" and modal):
                return group.parties
        return []

    def genitive(self, noun: int) -> list[Party]:
        """The names in the genitive of a noun."""
        for group in self.groups:
            if not group.prep and group.case == "Gen" and self.hangs_on(group) == noun:
                return group.parties
        return []

    def above(self, i: int) -> int | None:
        """The verb over a token."""
        reading = self.reading
        if reading.governor(i) != reading.heads[i]:
            return reading.governor(i)
        return next(
            (t for t in reading.up(i) if reading.pos[t] in ("VERB", "AUX") or reading.is_finite(t)),
            None,
        )

    def named(self, subject: int, verb: int) -> list[Party]:
        """The parties that a subject names; those after a colon where it names none."""
        reading = self.reading
        group = self.group_at.get(subject)
        if group is not None:
            return group.parties
        if reading.lemmas[subject] in ("который", "кто") and reading.deps[verb] == "acl":
            return self.antecedent(reading.heads[verb])
        if both := self.both(subject):
            return both
        colon = next((i for i in range(subject, self.end) if reading.words[i] == ":"), None)
        if colon is not None and reading.lemmas[subject] in GENERIC:
            return next((g.parties for g in self.groups if g.start == colon + 1), [])
        for child in reading.children[subject]:  # "Звезда экрана Мел Гибсон"
            if reading.deps[child] in ("appos", "flat") and child in self.group_at:
                return self.group_at[child].parties
        return []

    def both(self, noun: int) -> list[Party]:
        """ "стороны", "оба города", "они": the two parties that the sentence has named before."""
        reading = self.reading
        types = BOTH.get(reading.lemmas[noun])
        plural = "Number=Plur" in reading.morph[noun] or any(
            reading.lemmas[i] in ("оба", "два") for i in range(max(noun - 2, self.start), noun)
        )
        if types is None or not plural:
            return []
        named: dict[str, Party] = {}
        for group in self.groups:
            if group.end <= noun and (group.prep in ("", "с", "между") or not named):
                for party in group.parties:
                    if party.mention.type in types:
                        named.setdefault(reading.normal(party.mention), party)
        return list(named.values()) if len(named) == 2 else []

    def antecedent(self, noun: int) -> list[Party]:
        group = self.group_at.get(noun)
        return [] if group is None else group.parties

    def nearby(self, verb: int) -> list[Party]:
        """A nominative group beside a verb that has no subject in the tree."""
        reading = self.reading
        best = None
        for group in self.groups:
            if group.prep or group.case not in ("Nom", ""):
                continue
            first, last = (group.end, verb) if group.end <= verb else (verb + 1, group.start)
            stops = "():" if group.end <= verb else "():,"
            if any(reading.words[i] in stops for i in range(first, last)):
                continue
            taken = any(
                reading.deps[h] == "nsubj"
                and reading.heads[h] != verb
                and reading.pos[reading.heads[h]] in ("VERB", "AUX")
                for h in group.heads
            )
            if last - first <= 4 and not taken and not self.is_blocked(first, last, verb):
                if best is None or last - first < best[0]:
                    best = (last - first, group)
        return best[1].parties if best else []

    def joined(self, parties: list[Party], verb: int) -> list[Party]:
        """ "Турция наравне с Россией": the parties and who does it too."""
        reading = self.reading
        if not parties:
            return []
        return parties + [
            party
            for group in self.groups
            if group.prep == "с"
            and any(
                reading.lemmas[i] in TOGETHER
                for i in range(max(group.start - 3, self.start), group.start)
            )
            and not self.is_blocked(*sorted((group.start, verb)))
            for party in group.parties
            if party not in parties
        ]

    def objects(
        self, verb: int | None, cases: tuple[str, ...] = ("Acc", "Dat", "Gen")
    ) -> list[Party]:
        """The groups without a preposition that a verb governs, the nominative left out."""
        if verb is None:
            return []
        return [
            party
            for group in self.groups
            if not group.prep
            and group.case in cases
            and self.hangs_on(group) == verb
            and not any(self.reading.deps[h] == "nsubj" for h in group.heads)
            for party in group.parties
        ]

    def between_both(self, cue: Cue) -> list[Party]:
        """ "соглашение между двумя странами"."""
        reading = self.reading
        for i in range(cue.token + 1, min(cue.token + 4, self.end)):
            if reading.lemmas[i] == "между":
                return next(
                    (both for t in range(i + 1, min(i + 4, self.end)) if (both := self.both(t))), []
                )
        return []

    # --- around the cue noun -------------------------------------------------------------------

    def owners(self, cue: Cue) -> list[Party]:
        """The genitive of a cue noun: "контракт шотландца", "встреча А и Б"."""
        reading = self.reading
        if cue.is_verb:
            return []
        for group in self.groups:
            if group.prep or group.start <= cue.token:
                continue
            gap = range(cue.token + 1, group.start)
            adjacent = not any(reading.words[i] not in "«»\"'" for i in gap)
            case = group.case in ("Gen", "") or (len(group.parties) > 1 and group.case == "Nom")
            if adjacent and case:
                return group.parties
            if self.hangs_on(group) == cue.token and group.case == "Gen" and len(gap) < 8:
                return group.parties
        for child in reading.children[cue.token]:
            if reading.lemmas[child] == "который":  # "Мойес, контракт которого"
                clause = next((t for t in reading.up(child) if reading.deps[t] == "acl"), None)
                if clause is not None:
                    return self.antecedent(reading.heads[clause])
            if reading.words[child].lower() in _HIS:
                return self.person_before(child)
        return []

    def person_before(self, i: int) -> list[Party]:
        """Whom a pronoun of the third person means: the last person before it."""
        for group in reversed(self.groups):
            if group.end <= i and group.parties[-1].mention.type in ("PERSON", "NATIONALITY"):
                return group.parties[-1:]
        return []

    def agents(self, cue: Cue) -> list[Party]:
        """The instrumental of a passive: "подписан Россией и Турцией"."""
        verbs = {*cue.participles} | (set() if cue.verb is None else {cue.verb})
        passive = {verb for verb in verbs if "Voice=Pass" in self.reading.morph[verb]}
        return [
            party
            for group in self.groups
            if not group.prep and group.case == "Ins" and self.hangs_on(group) in passive
            for party in group.parties
        ]

    def halves(self, cue: Cue, names: list[list[Mention]]) -> list[Party]:
        """ "российско-казахстанское соглашение": the mentions in the adjective of a cue."""
        reading = self.reading
        for i in range(cue.start - 1, max(cue.start - 6, self.start - 1), -1):
            inside = [m for m in names[i] if m.type in PLACES or m.type == "NATIONALITY"]
            if len(inside) > 1:
                return [Party(mention) for mention in inside]
            if (
                reading.pos[i] not in ("ADJ", "PUNCT", "X", "DET", "NUM")
                or reading.words[i] in ",."
            ):
                break
        return []

    def pronoun(self, cue: Cue, taken: list[Party]) -> list[Party]:
        """ "встречи с ним": the person, or the people, named before."""
        reading = self.reading
        for i in range(cue.token + 1, min(cue.token + 6, self.end)):
            if not _THIRD.match(reading.words[i].lower()):
                continue
            if reading.lemmas[i - 1] not in ("с", "со"):
                return []
            many = reading.words[i].lower() == "ними"
            for group in self.groups if not many else reversed(self.groups):
                parties = [party for party in group.parties if party not in taken]
                plural = "Number=Plur" in reading.morph[group.heads[0]] or len(parties) > 1
                if group.start < i and parties and plural == many:
                    if many or parties[0].mention.type == "PERSON":
                        return parties
            return []
        return []

    # --- visits --------------------------------------------------------------------------------

    def goals(self, cue: Cue) -> list[Party]:
        """Where a visit goes."""
        reading = self.reading
        lemma = reading.lemmas[cue.token]
        found: list[Party] = []
        ends: list[int] = []
        for group in self.groups:
            if group.parties[0].mention.type not in PLACES:
                continue
            into = group.prep in ("в", "на") and group.case in ("Acc", "")
            stay = group.prep in ("в", "на") and group.case in ("Loc", "")
            if lemma in VISIT_OBJECT:
                fits = not group.prep and group.case in ("Acc", "Nom", "Gen", "")
                fits = fits and (group.start > cue.token or self.hangs_on(group) == cue.token)
                fits = fits and self.subject_of(cue.token) not in group.heads
            elif lemma in VISIT_STAY or (
                not cue.is_verb
                and cue.verb is not None
                and (reading.lemmas[cue.verb] in VISIT_STAY)
            ):
                fits = stay or into
            elif not cue.is_verb:
                fits = into or stay
            else:
                fits = into
            if fits and self.reaches(cue, group) and not (ends and ends[-1] + 1 == group.start):
                found += group.parties
                ends.append(group.end)
        return found

    def reaches(self, cue: Cue, group: Group) -> bool:
        above = self.hangs_on(group)
        if above == cue.token or (above == self.reading.heads[cue.token] and cue.is_verb):
            return True
        first, last = (
            (cue.token + 1, group.start) if group.start > cue.token else (group.end, cue.token)
        )
        near = last - first <= (4 if cue.is_verb or group.start > cue.token else 2)
        return (
            near
            and not any(self.reading.words[i] in ",:()" for i in range(first, last))
            and (not self.is_blocked(first, last))
        )


def pairs(sentence: Sentence, cue: Cue, names: list[list[Mention]]) -> list[Pair]:
    """The pairs of parties that a cue joins, [] where it joins none."""
    if cue.label == "VISITED":
        return list(_visits(sentence, cue))
    if sentence.reading.lemmas[cue.token] in _PARTNERS:
        return list(_partners(sentence, cue))
    return list(_mutual(sentence, cue, names))


def continued(sentence: Sentence, cue: Cue, before: list[Relation]) -> list[Pair]:
    """The pairs of a cue whose first party only the sentence before names.

    "Новосибирскую область и Казахстан связывает ряд соглашений. В их числе – соглашения с
    Павлодарской областью": what that sentence says first of is a party here too.
    """
    reading = sentence.reading
    same = [relation for relation in before if relation.predicate == cue.label]
    text = reading.text[reading.starts[sentence.start] : reading.starts[cue.token]]
    if not same or cue.is_verb or not GOES_ON.search(text):
        return []
    others = [party for group in sentence.after(cue, "с") for party in group.parties]
    first = Party(same[0].subject, represents=same[0].represents[0])
    return list(_cross([first], others, "previous"))


_PARTNERS = frozenset({"партнер", "партнерша", "побратим", "компаньон", "город-побратим"})


def _visits(sentence: Sentence, cue: Cue) -> Iterator[Pair]:
    goals = sentence.goals(cue)
    if not goals:
        return
    way = "verb"
    who = sentence.subjects(cue.verb) if cue.is_verb else sentence.owners(cue)
    who = [party for party in who if party not in goals]
    if not who:
        way = "clause"
        who = [party for party in sentence.subjects(cue.verb) if party not in goals]
    for visitor, goal in itertools.product(who, goals):
        yield Pair(visitor, goal, way)


def _partners(sentence: Sentence, cue: Cue) -> Iterator[Pair]:
    reading = sentence.reading
    owners = sentence.owners(cue) or [
        party
        for group in sentence.groups
        if group.prep == "для" and sentence.hangs_on(group) in cue.core | {reading.heads[cue.token]}
        for party in group.parties
    ]
    if len(owners) > 1 and "Number=Plur" in reading.morph[cue.token]:
        yield from _all(owners, "owners")
        return
    if not owners:
        return
    own = next((i for i in reading.children[cue.token] if reading.deps[i] == "nsubj"), None)
    others = sentence.named(own, cue.token) if own is not None else []
    if not others:
        last = next(g for g in sentence.groups if owners[-1] in g.parties)
        others = [
            party
            for group in sentence.groups
            if group.case == reading.cases[cue.token]
            and not group.prep
            and last.end <= group.start <= last.end + 2
            for party in group.parties
        ]
    if not others and cue.verb is not None and reading.lemmas[cue.verb] in COPULAS:
        others = sentence.subjects(cue.verb)
    others = [party for party in others if party not in owners]
    yield from _cross(others, owners, "subject")


def _mutual(sentence: Sentence, cue: Cue, names: list[list[Mention]]) -> Iterator[Pair]:
    reading = sentence.reading
    between = sentence.after(cue, "между")
    if between:
        parties = between[0].parties
        if len(parties) > 1:
            yield from _all(parties, "between")
            return
    if both := sentence.between_both(cue):
        yield from _all(both, "both")
        return
    owners = sentence.owners(cue)
    agents = sentence.agents(cue)
    halves = sentence.halves(cue, names)
    others = [party for group in sentence.after(cue, "с") for party in group.parties]
    subjects = sentence.subjects(cue.verb)
    if not others:
        others = sentence.pronoun(cue, owners or subjects)
    if others:
        for side, way in ((owners, "owner"), (agents, "agent"), (subjects, "subject")):
            side = [party for party in side if party not in others]
            if side:
                yield from _cross(side, others, way)
                return
        if halves:
            yield from _cross(halves[:1], others, "halves")
        return
    if cue.verb is not None and reading.lemmas[cue.verb] in LINKS:
        yield from _all(sentence.objects(cue.verb), "links")
    elif len(owners) > 1:
        yield from _all(owners, "owners")
    elif len(agents) > 1:
        yield from _all(agents, "agents")
    elif halves:
        yield from _all(halves, "halves")
    elif agents and [p for p in subjects if p not in agents]:
        yield from _cross([p for p in subjects if p not in agents], agents, "agent")
    elif len(subjects) > 1 and (cue.is_verb or _is_shared(reading, cue)):
        yield from _all(subjects, "subjects")
    elif cue.label == "MEETING_WITH" and not cue.is_verb:
        at = [
            party
            for group in sentence.after(cue, "у")
            for party in group.parties
            if is_direct(reading, cue)
        ]
        targets = at or (
            sentence.objects(cue.verb)
            if reading.lemmas[cue.token] in ("разговор", "беседа")
            else []
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


def _is_shared(reading: Reading, cue: Cue) -> bool:
    """Whether the subjects of the verb are the parties: "провели встречу", not "комментировали"."""
    if cue.verb is None or reading.lemmas[cue.verb] not in LIGHT:
        return False
    return is_direct(reading, cue) or (
        reading.lemmas[cue.verb] in ("участвовать", "принять", "принимать")
        and any(reading.lemmas[i] == "в" for i in reading.children[cue.token])
    )


def is_direct(reading: Reading, cue: Cue) -> bool:
    """Whether the verb speaks of the cue: no other noun and no adjunct in between."""
    if cue.verb is None:
        return False
    below = cue.token
    for noun in cue.nouns:
        if reading.deps[below] != "conj" and reading.lemmas[noun] not in TRANSPARENT:
            return False
        below = noun
    return not any(
        reading.deps[i] == "case" and reading.lemmas[i] in ADJUNCTS for i in reading.children[below]
    )


def _all(parties: list[Party], way: str) -> Iterator[Pair]:
    for first, second in itertools.combinations(parties, 2):
        yield Pair(first, second, way)


def _cross(ones: list[Party], others: list[Party], way: str) -> Iterator[Pair]:
    for one, other in itertools.product(ones, others):
        first, second = sorted((one, other), key=lambda party: party.mention)
        yield Pair(first, second, way)
