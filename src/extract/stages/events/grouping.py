"""Which tellings are of one event."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from extract.annotations import Entity, Relation
from extract.stages.events.dating import Dates, conflict
from extract.stages.events.likeness import GATHERED, Likeness
from extract.stages.events.nouns import FAMILY, PARTS
from extract.stages.events.spoken import Interval
from extract.stages.events.telling import OTHER, Telling
from extract.stages.events.words import ANOTHER, CLASS_WORDS, GATHERINGS, GENERAL, ITS
from extract.syntax.tree import Tree

_OPENING = frozenset('«„“"')
# With 1 there are four events of 46 articles more, with 6 three less.
_NEAR = 3  # sentences between a bare noun and what it means
# Kinds all of whose nouns and verbs mean one another: "встретился", "разговор".
_CALLED_ALIKE = frozenset({"meeting", "visit", "signing"})

# Date, noun, the words that count it, and where a visit goes.
_Mark = tuple[Interval, str, frozenset[str], str]


class Groups(Likeness):
    """Tellings joined into events; of conflicting dates never."""

    def __init__(self, tree: Tree, dates: Dates, tellings: list[Telling]) -> None:
        super().__init__(tree, dates, tellings)
        self.leader = list(range(len(self.tellings)))
        self.members = {n: [n] for n in self.leader}
        # What keeps events apart, once for all tellings that are alike in it.
        self.marks = {n: {self.mark(n)} for n in self.leader}
        self.at = {one.mention: n for n, one in enumerate(self.tellings) if one.mention}
        self.of_sentence: dict[int, list[int]] = defaultdict(list)
        for n, one in enumerate(self.tellings):
            self.of_sentence[tree.sentence_of[one.root]].append(n)

    def join_all(
        self,
        entities: Iterable[Entity],
        relations: Iterable[Relation],
        who: Callable[[Telling], frozenset[str]],
    ) -> None:
        """Joins all that the rules take for one event, see below."""
        self.join_nested()
        self.join_quoted()
        self.join_governed()
        self.join_entities(entities)
        self.join_aliases(relations)
        self.join_complements()
        self.join_titles()
        self.join_acronyms()
        self.join_alike()
        self.join_bare()
        self.join_repeated(who)

    def join_nested(self) -> None:
        """ "[встреча] на Эльбе": the noun inside a longer mention of the same event."""
        by_root: dict[int, int] = {}
        for n, one in enumerate(self.tellings):
            self.join(by_root.setdefault(one.root, n), n)
            for outer in sorted(self.at.keys() & {*self.tree.mentions[one.root]}):
                m = self.at[outer]
                holds = outer.start <= one.start and one.end <= outer.end and m != n
                if holds and self.is_same(n, m):
                    self.join(m, n)

    def is_same(self, inner: int, outer: int) -> bool:
        """Whether a mention in another is of the same event: of its noun, or no noun: "XVIII"."""
        root = self.tellings[inner].root
        named = self.tree.pos[root] in ("NOUN", "PROPN", "VERB")
        if self.tellings[inner].kind == OTHER and not self.tellings[inner].is_verb:
            return True
        return root == self.tellings[outer].root or not named

    def join_quoted(self) -> None:
        """ "форум «Один пояс, один путь»": the noun and the name after it."""
        ends = {self.spans[n][1]: n for n in self.leader}
        for n in range(len(self.tellings)):
            start, _ = self.spans[n]
            noun = ends.get(start - 1)
            if noun is not None and self.tree.words[start - 1] in _OPENING:
                self.join(noun, n)

    def join_governed(self) -> None:
        """ "прибыл с визитом", "открылась выставка", "церемония открытия": told once."""
        roots = {one.root: n for n, one in enumerate(self.tellings)}
        for n, one in enumerate(self.tellings):
            above = self.tree.heads[one.root]
            m = roots.get(above)
            if m is None or m == n or one.is_verb:
                continue
            other = self.tellings[m]
            if other.is_verb:
                opens = other.kind in ("opening", "launch") and self.is_argument(one.root, other)
                if opens or other.kind == one.kind:
                    self.join(m, n)
            elif self.tree.lemmas[above] in PARTS and self.is_own(one.root):
                self.join(m, n)

    def is_argument(self, root: int, verb: Telling) -> bool:
        return any(side is not None and side.head == root for side in (verb.subject, verb.object))

    def join_entities(self, entities: Iterable[Entity]) -> None:
        """What coreference holds for one."""
        for entity in entities:
            events = [
                self.at[mention]
                for mention in entity.mentions
                if mention in self.at
                and (self.is_long(self.at[mention]) or self.is_bare(self.at[mention]))
            ]
            for n in events[1:]:
                self.join(events[0], n)

    def join_aliases(self, relations: Iterable[Relation]) -> None:
        """What the model holds for two names of one event."""
        for relation in relations:
            names = (relation.subject, relation.object)
            if relation.predicate in ("ALTERNATIVE_NAME", "ABBREVIATION") and all(
                mention in self.at for mention in names
            ):
                self.join(*(self.at[mention] for mention in names))

    def join_complements(self) -> None:
        """ "форум сотрудничества" and "XVIII форум сотрудничества", names that go on alike."""
        first: dict[tuple[str, str], int] = {}
        for n in range(len(self.tellings)):
            if complement := self.complement(n):
                key = self.noun(n), complement
                self.join(first.setdefault(key, n), n)

    def join_bare(self) -> None:
        """ "форум" after "XVIII форум межрегионального сотрудничества"."""
        seen: dict[str, list[int]] = defaultdict(list)
        for n in range(len(self.tellings)):
            lemma, kind = self.noun(n), self.tellings[n].kind
            if self.is_bare(n):
                before = seen[lemma] if lemma in GATHERINGS else []
                if lemma in ITS:
                    before = self.its(n)
                if lemma in GENERAL:
                    before = sorted(self.near(range(n), n))
                    if lemma == "это":
                        told = [m for m in before if self.tellings[m].is_verb]
                        before = told or before
                    elif len({self.find(other) for other in before}) != 1:
                        before = []
                elif not before and (kind in _CALLED_ALIKE or lemma in FAMILY):
                    before = sorted(self.near(seen["like " + self.sense(n)], n))
                elif not before and kind in ("forum", "session") and lemma in GATHERINGS:
                    both = sorted({*seen["kind forum"], *seen["kind session"]})
                    both = [m for m in both if self.gap(m, n)]
                    before = sorted(self.near(both, n))
                    before = before if len({self.find(other) for other in before}) == 1 else []
                if before:
                    self.join(before[-1], n)
            seen[lemma].append(n)
            seen["kind " + kind].append(n)
            seen["like " + self.sense(n)].append(n)

    def its(self, n: int) -> list[int]:
        """The gathering of the sentence before that a pronoun agrees with."""
        tree, pronoun = self.tree, self.tellings[n].root
        found = [
            m
            for m in self.of_sentence.get(tree.sentence_of[pronoun] - 1, ())
            if self.tellings[m].kind in GATHERED
            and not self.tellings[m].is_verb
            and self.agrees(tree.morph[self.tellings[m].root], tree.morph[pronoun])
        ]
        return found[-1:]

    def agrees(self, noun: str, pronoun: str) -> bool:
        """Whether a pronoun has a noun's number and gender."""
        plural = "Number=Plur" in pronoun
        gender = next((g for g in ("Masc", "Fem", "Neut") if f"Gender={g}" in pronoun), "")
        return plural == ("Number=Plur" in noun) and (plural or f"Gender={gender}" in noun)

    def near(self, seen: Sequence[int], n: int) -> Iterator[int]:
        """Those in the last sentences before a telling."""
        return itertools.takewhile(lambda other: self.gap(other, n) <= _NEAR, reversed(seen))

    def join_titles(self) -> None:
        """ "форум «Весна»" and "международный форум «Весна»": one name in quotes."""
        first: dict[tuple[str, str], int] = {}
        for n, one in enumerate(self.tellings):
            if title := self.title(n):
                self.join(first.setdefault((one.kind, title), n), n)

    def join_acronyms(self) -> None:
        """ "Восточный экономический форум" and "ВЭФ"."""
        full: dict[str, list[int]] = defaultdict(list)
        for n, one in enumerate(self.tellings):
            if one.mention is None:
                continue
            word = self.tree.words[one.root]
            if 3 <= len(word) <= 6 and word.isupper():
                for m in full[word]:
                    if not conflict(self.when(self.tellings[m]), self.when(one)):
                        self.join(m, n)
                        break
            elif self.is_long(n):
                words = self.tree.words[self.spans[n][0] : one.root + 1]
                letters = "".join(word[0].upper() for word in words if word.isalpha())
                for start in range(len(letters) - 2):
                    full[letters[start:]].append(n)

    def join_alike(self) -> None:
        """ "загорелся склад" in the headline and below: the same befalls what is called alike."""
        seen: dict[tuple[str, str], list[int]] = defaultdict(list)
        for n in range(len(self.tellings)):
            if what := self.befallen(n):
                key = self.sense(n), what
                for m in seen[key]:
                    if self.is_near(m, n, what) and self.is_one(m, n):
                        self.join(m, n)
                        break
                seen[key].append(n)

    def is_near(self, m: int, n: int, what: str) -> bool:
        """Whether one leads the other: from the headline, or close by; people are many."""
        first = self.tree.sentence_of[self.tellings[m].root]
        return first == 0 or (what not in CLASS_WORDS["people"] and self.gap(m, n) <= _NEAR)

    def join_repeated(self, who: Callable[[Telling], frozenset[str]]) -> None:
        """ "встретился" in the headline and below: one kind of event of the same people.

        Args:
            who: The entities that take part in what is told at one place.
        """
        told = [who(one) for one in self.tellings]
        seen: dict[tuple[str, str], list[int]] = defaultdict(list)  # by kind and person
        for n, people in enumerate(told):
            keys = [(self.sense(n), person) for person in people]
            for m in sorted({m for key in keys for m in seen[key]}):
                subset = people <= told[m] or told[m] <= people
                if (subset or len(people & told[m]) > 1) and self.is_one(m, n):
                    self.join(m, n)
                    break
            for key in keys:
                seen[key].append(n)

    def mark(self, n: int) -> _Mark:
        one = self.tellings[n]
        goal = self.goal(one) if one.kind == "visit" else ""
        return self.dates.told(one), self.noun(n), frozenset(self.which(n)), goal

    def find(self, n: int) -> int:
        while self.leader[n] != n:
            n = self.leader[n]
        return n

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        if first == second:
            return
        if any(_are_apart(a, b) for a in self.marks[first] for b in self.marks[second]):
            return
        self.leader[second] = first
        self.marks[first] |= self.marks.pop(second)
        self.members[first] = sorted(self.members[first] + self.members.pop(second))

    def all(self) -> list[list[Telling]]:
        """Each event's tellings, in the order of the text."""
        return [[self.tellings[n] for n in self.members[m]] for m in sorted(self.members)]


def _are_apart(one: _Mark, other: _Mark) -> bool:
    """Whether two tellings cannot be of one event: other dates, "второй" and "третий"."""
    (date, noun, first, goal), (other_date, other_noun, second, other_goal) = one, other
    if conflict(date, other_date) or (goal and other_goal and goal != other_goal):
        return True
    if noun != other_noun:
        return False
    return bool((first ^ second) & ANOTHER) or bool(first and second and not first & second)
