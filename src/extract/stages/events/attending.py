"""Who is told to have taken part in what the sentence before tells: "Среди гостей — ..."."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from extract.annotations import Mention
from extract.schema import PLACE_TYPES, TIME_TYPES
from extract.stages.events.arguments import Arguments
from extract.stages.events.places import ORGANIZER, PARTICIPANT
from extract.stages.events.telling import Telling
from extract.stages.events.words import (
    ARRIVES,
    CAST,
    COMES,
    EXPECTS,
    GENERAL,
    GUESTS,
    ITS,
    JOINS,
    STANDS_FOR,
    TAKES_PART,
)
from extract.syntax.tree import Tree

_ATTENDED = frozenset(
    {"forum", "session", "festival", "exhibition", "competition", "ceremony", "opening", "meeting",
     "protest"}
)  # fmt: skip
# With 0 four, with 2 two events of 46 articles have other participants.
_NEAR = 1  # sentences between what is attended and who attends it
_BEING = frozenset({"быть", "стать", "становиться", "являться", "выступить", "выступать"})
_DASHES = frozenset("—–-:")
_MAKES_UP = frozenset({"войти", "входить", "составить", "составлять"})
_EXPECTED = frozenset({"ожидаться", "предполагаться", "планироваться"})


class Attending:
    """Looks up those who attend the gatherings of one document."""

    def __init__(self, tree: Tree, arguments: Arguments, tellings: Iterable[Telling]) -> None:
        self.tree = tree
        self.arguments = arguments
        gathered = sorted((one.root, one.kind) for one in tellings)
        self.roots = dict.fromkeys(root for root, kind in gathered if kind in _ATTENDED)
        visits = (root for root, kind in gathered if kind in _ATTENDED | {"visit"})
        self.travelled = dict.fromkeys(visits)  # where delegations come to

    def find(self) -> dict[int, list[tuple[Mention, str]]]:
        """Of the root of each gathering those who attend it, and as what."""
        found: dict[int, list[tuple[Mention, str]]] = {}
        last: dict[int, int] = {}  # of a gathering the sentence that last spoke of it
        for i, lemma in enumerate(self.tree.lemmas if self.travelled else ()):
            who = list(self.told(i))
            root = (self.named(i) or self.before(i, last)) if who else None
            if lemma in _MAKES_UP and (who := list(self.members(i))):
                root = self.before(i, last, self.travelled)
            if root is not None:
                role = ORGANIZER if lemma == "организатор" else PARTICIPANT
                found.setdefault(root, []).extend((one, role) for one in who)
                last[root] = self.tree.sentence_of[i]
        return found

    def named(self, verb: int) -> int | None:
        """The gathering that a clause itself names: "в форуме приняли участие"."""
        own = (i for i in self.occasions(verb) if i in self.roots and self.is_noun(i))
        return next(own, None)

    def is_noun(self, i: int) -> bool:
        """Whether a word tells which gathering is meant."""
        return self.tree.lemmas[i] not in GENERAL | ITS

    def before(
        self, i: int, last: Mapping[int, int], roots: Iterable[int] | None = None
    ) -> int | None:
        """The last gathering that is spoken of in this sentence or the one before."""
        sentence_of = self.tree.sentence_of
        roots = self.roots if roots is None else roots
        named = [root for root in roots if root < i and self.is_noun(root)]
        if not named or sentence_of[i] - last.get(named[-1], sentence_of[named[-1]]) > _NEAR:
            return None
        return named[-1]

    def members(self, i: int) -> Iterator[Mention]:
        """ "В состав делегации вошли ...", "Делегацию составили ..."."""
        tree = self.tree
        if tree.is_finite(i) and not self.is_denied(i):
            below = [t for n in tree.children[i] for t in (n, *tree.children[n])]
            if any(tree.lemmas[t] == "делегация" for t in below):
                yield from self.subjects(i)

    def told(self, i: int) -> Iterator[Mention]:
        """Those of whom a word says that they attend what was told."""
        tree, lemma = self.tree, self.tree.lemmas[i]
        if tree.is_finite(i):
            if self.is_joining(i) or self.is_standing(i):
                yield from self.subjects(i)
            elif lemma in EXPECTS and not self.is_denied(i) and not self.is_elsewhere(i):
                yield from self.listed(i, ("Acc", "Gen", ""))
        elif lemma == "участие" and tree.lemmas[tree.heads[i]] in _EXPECTED:
            if not self.is_denied(tree.heads[i]) and not self.is_elsewhere(i):
                yield from self.listed(i, ("Gen", ""))
        elif lemma in GUESTS | CAST and tree.pos[i] == "NOUN":
            if self.arguments.preposition(i) == "среди" or self.is_heading(i):
                yield from self.listed(i)
            elif tree.cases[i] == "Ins" and tree.lemmas[self.arguments.clause(i)] in _BEING:
                yield from self.subjects(self.arguments.clause(i))

    def is_joining(self, verb: int) -> bool:
        """ "приняли участие", "в нём участвовали": not in something else that is named."""
        tree, lemma = self.tree, self.tree.lemmas[verb]
        with_part = any(tree.lemmas[i] == "участие" for i in tree.children[verb])
        joins = lemma in JOINS or (lemma in TAKES_PART and with_part)
        joins |= lemma in COMES | ARRIVES and self.named(verb) is not None
        return joins and not self.is_denied(verb) and not self.is_elsewhere(verb)

    def is_standing(self, verb: int) -> bool:
        """ "Пермский край на нём представил ...": for a place, at no other occasion."""
        tree = self.tree
        return tree.lemmas[verb] in STANDS_FOR and not self.is_denied(verb) and any(
            mention.type in PLACE_TYPES and tree.deps[i] in ("obj", "nsubj")
            for i in tree.children[verb]
            for mention in tree.mentions[i]
        )  # fmt: skip

    def is_denied(self, verb: int) -> bool:
        return any(self.tree.lemmas[i] == "не" for i in self.tree.children[verb])

    def is_elsewhere(self, verb: int) -> bool:
        """Whether a clause names something else in what somebody takes part."""
        nouns = [i for i in self.occasions(verb) if self.is_noun(i)]
        return not all(i in self.roots for i in nouns)

    def occasions(self, verb: int) -> list[int]:
        """The nouns under в and на of a clause that are no place or time."""
        tree = self.tree
        below = [*tree.children[verb]]
        below += [t for i in below if tree.lemmas[i] == "участие" for t in tree.children[i]]
        return [
            i
            for i in below
            if self.arguments.preposition(i) in ("в", "на")
            and not any(m.type in PLACE_TYPES | TIME_TYPES for m in tree.mentions[i])
        ]

    def is_heading(self, i: int) -> bool:
        """ "Участники: ...", "Гости праздника — ..."."""
        tree = self.tree
        _, end = self.arguments.phrase(i)
        first = tree.sentences[tree.sentence_of[i]][0]
        begins = all(tree.pos[t] in ("ADJ", "DET") for t in range(first, i))
        return begins and tree.cases[i] == "Nom" and tree.words[end : end + 1] != [] and (
            tree.words[end] in _DASHES
        )  # fmt: skip

    def subjects(self, verb: int) -> Iterator[Mention]:
        """Who does what a verb says, and those who stand in one list with them."""
        sentence = self.arguments.sentence(verb)
        yield from self.chosen((one.mention for one in sentence.subjects(verb)), ("Nom", ""))
        yield from self.listed(verb)

    def listed(self, i: int, cases: tuple[str, ...] = ("Nom", "")) -> Iterator[Mention]:
        """The names in some cases that stand behind a word, up to the next clause."""
        tree = self.tree
        for group in self.arguments.sentence(i).groups:
            if group.start < i:
                continue
            between = range(i + 1, group.start)
            if any(tree.is_finite(t) and tree.lemmas[t] not in _BEING for t in between):
                return
            over = tree.lemmas[tree.heads[group.heads[0]]]
            if not group.prep and (group.case in cases or over in GUESTS):
                mentions = (party.mention for party in group.parties)
                yield from self.chosen(mentions, (*cases, "Gen") if over in GUESTS else cases)

    def chosen(self, who: Iterable[Mention], cases: tuple[str, ...]) -> Iterator[Mention]:
        """People, and bodies in their case: not the government of "министры правительства"."""
        for mention in who:
            stands = self.tree.cases[self.tree.root(mention)] in cases
            if mention.type == "PERSON" or (mention.type == "ORGANIZATION" and stands):
                yield mention
