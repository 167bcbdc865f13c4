"""Where the groups of a sentence stand and what they hang on."""

from __future__ import annotations

from collections import defaultdict

from extract.syntax.parties import Group, Party
from extract.syntax.tree import Tree
from extract.syntax.words import TITLES


class Layout:
    """The groups of one sentence and where they stand."""

    def __init__(self, tree: Tree, start: int, end: int, groups: list[Group]) -> None:
        self.tree = tree
        self.start, self.end = start, end
        self.groups = groups
        self.group_at = {i: group for group in groups for i in range(group.start, group.end)}
        self.below: dict[int, list[Group]] = defaultdict(list)
        for group in groups:
            self.below[self.hangs_on(group)].append(group)

    def hangs_on(self, group: Group) -> int:
        """The token outside a group that its first phrase depends on."""
        for i in (group.heads[0], *self.tree.up(group.heads[0])):
            if not group.start <= i < group.end:
                return i
        return group.heads[0]

    def first_conjunct(self, group: Group) -> int:
        """The head of a group, or of the first of the coordinated phrases that it follows."""
        head = group.heads[0]
        for _ in range(20):  # a chain this long is none
            if self.tree.deps[head] != "conj" or self.tree.pos[self.tree.heads[head]] == "VERB":
                break
            head = self.tree.heads[head]
        return head

    def conjuncts(self, groups: list[Group]) -> list[Group]:
        """Some groups and those that the tree coordinates with them: "с А, главой Б и с В"."""
        if not groups:
            return []
        heads = {i for group in groups for i in range(group.start, group.end)}
        return groups + [
            other
            for other in self.groups
            if other not in groups
            and self.tree.deps[other.heads[0]] == "conj"
            and other.prep in ("", groups[0].prep)
            and other.case in (groups[0].case, "")
            and self.first_conjunct(other) in heads
        ]

    def governor(self, group: Group) -> int:
        """What the coordinated phrases that a group belongs to depend on."""
        head = self.first_conjunct(group)
        above = self.group_at.get(head)
        return self.hangs_on(above) if above else self.tree.heads[head]

    def genitive(self, noun: int) -> list[Party]:
        """The names in the genitive of a noun."""
        for group in self.below.get(noun, ()):
            if not group.prep and group.case == "Gen":
                return group.parties
        return []

    def agents(self, verb: int) -> list[Party]:
        """By whom a passive is done: "подписан Россией и Турцией"."""
        return [
            party
            for group in self.below.get(verb, ())
            if not group.prep and group.case == "Ins"
            for party in group.parties
        ]

    def shared(self, group: Group) -> tuple[str, str]:
        """Preposition and case of a group, the first conjunct's where it has none of its own."""
        head = self.first_conjunct(group)
        if group.prep or head in group.heads:
            return group.prep, group.case
        case = next((i for i in self.tree.children[head] if self.tree.deps[i] == "case"), None)
        above = self.group_at.get(head)
        own = above.case if above else self.tree.cases[head]
        return ("" if case is None else self.tree.lemmas[case]), own

    def is_blocked(self, first: int, last: int, verb: int | None = None) -> bool:
        """Whether a clause or a line ends between two tokens; a verb's auxiliaries end none."""
        tree = self.tree
        return any(
            (tree.is_finite(i) and (verb is None or tree.heads[i] != verb))
            or "\n" in tree.words[i]
            or tree.words[i] in ";?!"
            or (tree.lemmas[i] == "что" and tree.pos[i] == "SCONJ")
            for i in range(first, last)
        )

    def is_dateline(self, i: int, verb: int) -> bool:
        """ "ИНТЕРФАКС – Тула подписала": the agency before a dash does nothing."""
        tree, group = self.tree, self.group_at.get(i)
        if group is None or verb < group.end or len(group.parties) > 1:
            return False
        if group.parties[0].mention.type == "PERSON" or tree.lemmas[group.start] in TITLES:
            return False
        first = not any(tree.pos[t] in ("VERB", "NOUN") for t in range(self.start, group.start))
        dashes = [t for t in range(group.end, verb) if tree.words[t] in ("–", "—", "-")]
        return first and dashes == [group.end]

    def is_list_of(self, first: int, group: Group) -> bool:
        """Whether nothing but names, commas and asides stands from a token to a group."""
        tree = self.tree
        return not any(tree.is_finite(i) or tree.words[i] in ";" for i in range(first, group.start))

    def is_headline(self) -> bool:
        """A line of its own without a full stop."""
        tree = self.tree
        words = [word for word in tree.words[self.start : self.end] if not word.isspace()]
        after = tree.text[tree.end(self.end - 1) - 3 :][:4]
        return bool(words) and words[-1] not in '.!?…»"' and "\n" in after
