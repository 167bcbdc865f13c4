"""One sentence: which parties stand in it, and who does what its verbs say."""

from __future__ import annotations

from extract.annotations import Mention
from extract.syntax import control
from extract.syntax.coordination import groups
from extract.syntax.layout import Layout
from extract.syntax.parties import Group, Party
from extract.syntax.tree import Tree
from extract.syntax.words import (
    BOTH,
    DATIVE_MODALS,
    GENERIC,
    OBJECT_FIRST,
    THINGS,
    TOGETHER,
)

# Words between a noun and the names that it announces. Half or double changes no row of 46
# articles.
_ANNOUNCED = 8


class Sentence(Layout):
    """One sentence: its groups, and who does what."""

    def __init__(self, tree: Tree, start: int, end: int, groups: list[Group]) -> None:
        super().__init__(tree, start, end, groups)
        self._subjects: dict[int, int | None] = {}

    @classmethod
    def read(cls, tree: Tree, index: int, names: dict[int, Mention]) -> Sentence:
        """A sentence of a document.

        Args:
            tree: The document.
            index: Of the sentence.
            names: Who can be a party (see ``parties.eligible``).
        """
        start, end = tree.sentences[index]
        return cls(tree, start, end, groups(tree, start, end, names))

    # --- subjects ------------------------------------------------------------------------------

    def subjects(self, verb: int | None, depth: int = 0) -> list[Party]:
        """Who does what a verb says."""
        if verb is None or depth > 5:
            return []
        tree = self.tree
        subject = self.subject_of(verb)
        if subject is not None:
            named = self.named(subject, verb)
            return self.joined(named + self._coordinate(subject, verb, named), verb)
        if found := self.oblique_subject(verb) or self.nearby(verb):
            return self.joined(found, verb)
        head = tree.governor(verb)
        if head == verb:
            return []
        if tree.is_participle(verb):
            return self.antecedent(head) or self.subjects(self.above(verb), depth + 1)
        if tree.pos[head] in ("NOUN", "PROPN"):  # "решение Януковича отказаться"
            return self.genitive(head) or self.subjects(self.above(verb), depth + 1)
        if (told := control.told(tree, verb)) is not None:
            return self.objects(head) or self.antecedent(told)
        return self.joined(self.subjects(self.above(verb), depth + 1), verb)

    def subject_of(self, verb: int) -> int | None:
        """The subject in the tree, unless it is the thing itself: "у А есть контракт"."""
        if verb not in self._subjects:
            self._subjects[verb] = self._find_subject(verb)
        return self._subjects[verb]

    def _find_subject(self, verb: int) -> int | None:
        tree = self.tree
        found = [
            i
            for i in tree.children[verb]
            if tree.deps[i] == "nsubj"
            and tree.lemmas[i] not in THINGS
            and tree.pos[i] != "ADV"
            and ":" not in tree.words[i:verb]
            and not tree.is_participle(i)
            and not self.is_visited(i, verb)
            and not self.is_of_next(i, verb)
            and not self.is_dateline(i, verb)
        ]
        named = [i for i in found if i in self.group_at and self.group_at[i].case in ("Nom", "")]
        return next(iter(named or found), None)  # of two the one that is no object

    def subject_word(self, verb: int | None) -> int | None:
        """The word that is the subject of a verb, or of the verbs over an infinitive."""
        for _ in range(5):
            if verb is None:
                return None
            if (subject := self.subject_of(verb)) is not None:
                return subject
            if self.tree.is_participle(verb) or self.tree.governor(verb) == verb:
                return None
            verb = self.above(verb)
        return None

    def dative_word(self, verb: int | None) -> int | None:
        """Who is to do what an infinitive says: "гостям предстоит побывать"."""
        tree = self.tree
        for _ in range(5):
            if verb is None:
                return None
            if not tree.is_finite(verb) or tree.lemmas[verb] in DATIVE_MODALS:
                for i in tree.children[verb]:
                    bare = not any(tree.deps[t] == "case" for t in tree.children[i])
                    if tree.cases[i] == "Dat" and tree.pos[i] in ("NOUN", "PROPN", "PRON") and bare:
                        return i
            if tree.governor(verb) == verb:
                return None
            verb = self.above(verb)
        return None

    def is_visited(self, subject: int, verb: int) -> bool:
        """Whether the tree took the goal for the subject: "Муром посетят гости"."""
        tree = self.tree
        return (
            tree.lemmas[verb] in OBJECT_FIRST
            and "Number=Sing" in tree.morph[subject]
            and "Number=Plur" in tree.morph[verb]
            and not any(tree.deps[i] == "conj" for i in tree.children[subject])
        )

    def is_of_next(self, subject: int, verb: int) -> bool:
        """Whether the subject stands before a verb of its own, a comma away from this one."""
        tree = self.tree
        group = self.group_at.get(subject)
        after = group.end if group else subject + 1
        return (
            verb < subject
            and after < self.end
            and "," in tree.words[verb:subject]
            and tree.is_finite(after)
        )

    def oblique_subject(self, verb: int) -> list[Party]:
        """ "Белграду следует доказать", "у Эрнандеса был контракт"."""
        tree = self.tree
        for group in self.below.get(verb, ()):
            modal = not tree.is_finite(verb) or tree.lemmas[verb] in DATIVE_MODALS
            if group.prep == "у" or (not group.prep and group.case == "Dat" and modal):
                return group.parties
        return []

    def above(self, i: int) -> int | None:
        """The verb over a token."""
        tree = self.tree
        if tree.governor(i) != tree.heads[i]:
            return tree.governor(i)
        return next(
            (t for t in tree.up(i) if tree.pos[t] in ("VERB", "AUX") or tree.is_finite(t)),
            None,
        )

    def named(self, subject: int, verb: int) -> list[Party]:
        """The parties that a subject names; those after a colon where it names none."""
        tree = self.tree
        group = self.group_at.get(subject)
        if group is not None:
            return group.parties
        if tree.lemmas[subject] in ("который", "кто") and tree.deps[verb] == "acl":
            return self.antecedent(tree.heads[verb])
        if both := self.both(subject):
            return both
        colon = next((i for i in range(subject, self.end) if tree.words[i] == ":"), None)
        if colon is not None and tree.lemmas[subject] in GENERIC:
            return next((g.parties for g in self.groups if g.start == colon + 1), [])
        for child in tree.children[subject]:  # "Звезда экрана Мел Гибсон"
            if tree.deps[child] in ("appos", "flat") and child in self.group_at:
                return self.group_at[child].parties
        return self.spelled_out(subject)

    def both(self, noun: int) -> list[Party]:
        """ "стороны", "оба города", "они": the two parties that the sentence has named before."""
        tree = self.tree
        types = BOTH.get(tree.lemmas[noun])
        plural = "Number=Plur" in tree.morph[noun] or any(
            tree.lemmas[i] in ("оба", "два") for i in range(max(noun - 2, self.start), noun)
        )
        if types is None or not plural:
            return []
        named: dict[str, Party] = {}
        for group in self.groups:
            if group.end <= noun and (group.prep in ("", "с", "между") or not named):
                for party in group.parties:
                    if party.mention.type in types:
                        named.setdefault(tree.normal(party.mention), party)
        return list(named.values()) if len(named) == 2 else []

    def antecedent(self, noun: int) -> list[Party]:
        group = self.group_at.get(noun)
        return [] if group is None else group.parties

    def nearby(self, verb: int) -> list[Party]:
        """A nominative group beside a verb that has no subject in the tree."""
        tree = self.tree
        best = None
        for group in self.groups:
            if group.prep or group.case not in ("Nom", ""):
                continue
            first, last = (group.end, verb) if group.end <= verb else (verb + 1, group.start)
            stops = "():" if group.end <= verb else "():,"
            if any(tree.words[i] in stops for i in range(first, last)):
                continue
            taken = any(
                tree.deps[h] == "nsubj"
                and tree.heads[h] != verb
                and tree.pos[tree.heads[h]] in ("VERB", "AUX")
                and not self._is_apart(h, tree.heads[h])
                for h in group.heads
            )
            near = last - first <= 4 and (best is None or last - first < best[0])
            if near and not taken and not self.is_blocked(first, last, verb):
                best = (last - first, group)
        return best[1].parties if best else []

    def _coordinate(self, subject: int, verb: int, named: list[Party]) -> list[Party]:
        """ "мэр А, прибывший вчера, и Б": who stands beyond a clause, for the first or for "и"."""
        tree, group = self.tree, self.group_at.get(subject)
        if group is None or not named:
            return []
        above = {verb, *range(group.start, group.end)}
        return [
            party
            for other in self.groups
            if other.start >= group.end + 2
            and not other.prep
            and other.case in ("Nom", "")
            and tree.deps[other.heads[0]] == "conj"
            and self.hangs_on(other) in above
            and tree.lemmas[other.start - 1] in ("и", ",")
            and not self.is_blocked(other.end, min(other.end + 6, self.end), verb)
            for party in other.parties
        ]

    def _is_apart(self, i: int, j: int) -> bool:
        """Whether a colon or semicolon stands between two tokens."""
        first, last = sorted((i, j))
        return any(word in ":;" for word in self.tree.words[first:last])

    def spelled_out(self, noun: int) -> list[Party]:
        """The names that a common noun announces: "двух городов — А и Б", "соседи: А и Б"."""
        tree = self.tree
        nouns = {noun}
        for _ in range(2):  # "главы посольств двух стран"
            nouns |= {i for n in nouns for i in tree.children[n] if tree.cases[i] == "Gen"}
        for group in self.groups:
            if noun < group.start <= noun + _ANNOUNCED and not group.prep:
                told = tree.deps[group.heads[0]] in ("appos", "parataxis", "flat")
                if told and self.hangs_on(group) in nouns:
                    return group.parties
        return []

    def joined(self, parties: list[Party], verb: int) -> list[Party]:
        """ "Турция наравне с Россией": the parties and who does it too."""
        tree = self.tree
        if not parties:
            return []
        return parties + [
            party
            for group in self.groups
            if group.prep == "с"
            and any(
                tree.lemmas[i] in TOGETHER
                for i in range(max(group.start - 3, self.start), group.start)
            )
            and not self.is_blocked(*sorted((group.start, verb)))
            for party in group.parties
            if party not in parties
        ]

    def _is_object(self, group: Group, cases: tuple[str, ...]) -> bool:
        subject = any(self.tree.deps[head] == "nsubj" for head in group.heads)
        if group.case == "Gen" and group.parties[0].mention.type == "PERSON":
            return "Gen" in cases  # "Гусева принял Орлов": the tree may take both for subjects
        told = self.tree.deps[group.heads[0]] == "obj" and "Acc" in cases
        return not subject and (group.case in cases or told)

    def objects(
        self, verb: int | None, cases: tuple[str, ...] = ("Acc", "Dat", "Gen")
    ) -> list[Party]:
        """The groups without a preposition that a verb governs, the nominative left out."""
        if verb is None:
            return []
        found = [
            group
            for group in self.below.get(verb, ())
            if not group.prep and self._is_object(group, cases)
        ]
        return [party for group in self.conjuncts(found) for party in group.parties]
