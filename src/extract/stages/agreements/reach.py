"""How far a cue reaches: which groups of its sentence belong to it."""

from __future__ import annotations

import functools
import itertools

from extract.stages.agreements.cues import Cue, is_direct
from extract.stages.agreements.words import (
    OFFERS,
    RIVALS_OF_WITH,
)
from extract.syntax.parties import Group, Party
from extract.syntax.sentence import Sentence
from extract.syntax.text import Text
from extract.syntax.words import THINGS, TOGETHER

# Half or double of each changes two rows of 46 articles at most.
_REACH = 14  # words between a cue and an argument that the tree does not give it
_VIEW = 150  # words around a cue in which its arguments stand at all


class Reach:
    """One cue in its sentence and the groups around it."""

    def __init__(self, text: Text, sentence: Sentence, cue: Cue) -> None:
        self.text, self.sentence, self.cue = text, sentence, cue
        self.tree = sentence.tree
        self.lemma = self.tree.lemmas[cue.token]
        self.verb_lemma = "" if cue.verb is None else self.tree.lemmas[cue.verb]
        first, last = cue.token - _VIEW, cue.token + _VIEW
        self.groups = [g for g in sentence.groups if first <= g.start and g.end <= last]

    @functools.cached_property
    def is_direct(self) -> bool:
        """The verb speaks of the cue itself."""
        return is_direct(self.tree, self.cue)

    @functools.cached_property
    def is_plural(self) -> bool:
        """ "побратимы"."""
        return "Number=Plur" in self.tree.morph[self.cue.token]

    @functools.cached_property
    def is_passive(self) -> bool:
        """ "поездка запланирована"."""
        return self.cue.verb is not None and "Voice=Pass" in self.tree.morph[self.cue.verb]

    @functools.cached_property
    def is_offered(self) -> bool:
        """ "предложенная сделка": its agent is the other side."""
        return any(self.tree.lemmas[i] in OFFERS for i in self.cue.participles)

    @functools.cached_property
    def gaps(self) -> list[tuple[Group, Group]]:
        """ "А породнился с Б, В – с Г": the second pair, whose verb is left out."""
        tree = self.tree
        return [
            (one, other)
            for one, other in itertools.pairwise(self.groups)
            if other.prep == "с"
            and not one.prep
            and one.case in ("Nom", "")
            and one.start > self.cue.token
            and [w for w in tree.words[one.end : other.start - 1] if w not in "»"] in (["–"], ["—"])
        ]

    @functools.cached_property
    def gapped(self) -> list[tuple[Party, Party]]:
        """The pairs of clauses whose verb is left out."""
        return [
            pair
            for one, other in self.gaps
            for pair in itertools.product(one.parties, other.parties)
        ]

    def announced(self, preposition: str) -> list[Party]:
        """ "с двумя городами — А и Б"."""
        return [
            party
            for child in self.unnamed(preposition)
            for party in self.sentence.spelled_out(child)
        ]

    def unnamed(self, preposition: str) -> list[int]:
        """The nouns after a preposition, under the cue or its verb, that name nobody."""
        tree, cue = self.tree, self.cue
        above = {cue.token} | ({cue.verb} if cue.verb is not None and self.is_direct else set())
        return [
            child
            for token in sorted(above)
            for child in tree.children[token]
            if child not in self.sentence.group_at
            and tree.cases[child] == "Ins"
            and any(tree.lemmas[case] == preposition for case in tree.children[child][:1])
        ]

    def after(self, preposition: str) -> list[Group]:
        """The groups after a preposition that belong to the cue."""
        return [
            group for group in self.groups if group.prep == preposition and self._is_attached(group)
        ]

    def _is_attached(self, group: Group) -> bool:
        """By the tree, or standing near."""
        tree, cue, sentence = self.tree, self.cue, self.sentence
        before = [tree.lemmas[i] for i in range(max(group.start - 3, sentence.start), group.start)]
        if TOGETHER.intersection(before) or "глава" in before[:-1]:  # "во главе с"
            return False
        left, right = sorted((cue.token, group.start))
        between = range(left + 1, right)
        if any("\n" in tree.words[i] for i in between):
            return False
        if left == cue.token and group.prep == "с" and any(map(self._is_rival, between)):
            return False
        above = sentence.hangs_on(group)
        if left != cue.token:
            inner = group.prep == "между" and above in cue.nouns and above < cue.token
            return inner or above in (cue.token, cue.verb)
        if cue.is_verb and tree.lemmas[above] in THINGS:  # "договорились о встрече с"
            return False
        if above in cue.core:
            return True
        return len(between) <= _REACH and not sentence.is_blocked(left + 1, right)

    def _is_rival(self, i: int) -> bool:
        """A word that takes "с" itself, but in the topic: not "договор о дружбе с"."""
        tree = self.tree
        return tree.lemmas[i] in RIVALS_OF_WITH and tree.heads[i] != self.cue.token

    @functools.cached_property
    def holders(self) -> list[Party]:
        """Whose what the verb speaks of is: "заявил о готовности Москвы к соглашению"."""
        return [
            party
            for noun in self.cue.nouns
            for group in self.sentence.below.get(noun, ())
            if not group.prep and group.case == "Gen" and group.start < self.cue.token
            for party in group.parties
        ]

    @functools.cached_property
    def beneficiaries(self) -> list[Party]:
        """ "партнёр для России", "для Си Цзиньпина поездка стала первой"."""
        return self._on_cue("для")

    @functools.cached_property
    def havers(self) -> list[Party]:
        """ "у Твери три побратима"."""
        return self._on_cue("у")

    def _on_cue(self, prep: str) -> list[Party]:
        """Who stands after a preposition and hangs on the cue or on its head."""
        above = self.cue.core | {self.tree.heads[self.cue.token]}
        return [
            party
            for group in self.groups
            if group.prep == prep and self.sentence.hangs_on(group) in above
            for party in group.parties
        ]
