"""One sentence: which parties stand in it, and who does what its verbs say."""

from __future__ import annotations

from extract.stages.agreements.cues import Cue
from extract.stages.agreements.parties import Group, Party
from extract.stages.agreements.patterns import (
    BOTH,
    CUE_NOUNS,
    DATIVE_MODALS,
    GENERIC,
    OBJECT_CONTROL,
    RIVALS_OF_WITH,
    TOGETHER,
    VISIT_OBJECT,
)
from extract.stages.agreements.reading import Reading

_REACH = 14  # words between a cue and an argument that the tree does not give it


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
        """Whether a clause or a line ends between two tokens; a verb's auxiliaries end none."""
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
            near = last - first <= 4 and (best is None or last - first < best[0])
            if near and not taken and not self.is_blocked(first, last, verb):
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
