"""What the learned decision is told of a stretch of text: words, mentions, cues, pairs.

A *stretch* is some sentences in a row. A *tie* is a cue and two mentions that it may join.
All features are class numbers, so that what they mean is learned; the tree and what the
constructions found are evidence among others.
"""

from __future__ import annotations

import bisect
import functools
import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extract.annotations import Mention
from extract.encoder.subwords import Atoms
from extract.encoder.ties import Stretch
from extract.stages.agreements.classes import (
    AHEAD,
    BACK,
    FAR,
    LABELS,
    N_EDGE,
    N_EVIDENCE,
    N_PAIR,
    PARTY_TYPES,
    TAGGED,
    Candidates,
    Flags,
    Ints,
    distance,
)
from extract.stages.agreements.evidence import Evidence
from extract.syntax.classes import CASE_OF, DEP_OF, POS_OF, PREPOSITION_OF, form
from extract.syntax.columns import numbers
from extract.syntax.tree import Tree

Classes = NDArray[np.uint8]  # numbers of classes, of which there are few

# Mentions of one cue. Half loses one row of 46 articles that is shown, double changes none.
_NEAREST = 40


class Page:
    """A document by atoms: what its stretches are cut from.

    Attributes:
        tree: By tokens.
        token: (atoms,): the token of each atom.
        sentence: (atoms,): its sentence.
        evidence: What the constructions found.
    """

    def __init__(
        self,
        tree: Tree,
        atoms: Atoms,
        entities: dict[Mention, str],
        evidence: Sequence[Evidence] = (),
    ) -> None:
        """Lays out a document.

        Args:
            tree: The document by tokens.
            atoms: Of the text.
            entities: What a mention refers to, by any name.
            evidence: What the constructions found.
        """
        self.tree, self.evidence, self.entities = tree, evidence, entities
        self.starts = atoms.starts
        self._starts, self._ends = numbers(atoms.starts), numbers(atoms.ends)
        at = np.searchsorted(np.array(tree.starts), self.starts, side="right") - 1
        self.token: Ints = np.maximum(at, 0)
        self.sentence: Ints = np.array(tree.sentence_of, np.int64)[self.token]
        self.mentions = sorted(mention for mention in tree.spans if mention.type in PARTY_TYPES)

    # What follows is laid out when a stretch is read: most documents have none.

    def atoms(self, start: int, end: int) -> tuple[int, int]:
        """The atoms under some characters: the first, and one past the last."""
        return bisect.bisect_right(self._ends, start), bisect.bisect_left(self._starts, end)

    @functools.cached_property
    def places(self) -> tuple[list[int], list[tuple[Mention, int, int]]]:
        """The mentions by their first atoms: those, and each mention with its atoms."""
        found = [(mention, *self.atoms(mention.start, mention.end)) for mention in self.mentions]
        found.sort(key=lambda place: place[1])  # stable: of one atom as the mentions are
        return [first for _, first, _ in found], found

    @functools.cached_property
    def told(self) -> tuple[list[int], list[tuple[int, Evidence]]]:
        """The evidence by its cues: their atoms, and each with its evidence."""
        found = [
            (self.atoms(*one.cue)[1] - 1, one)
            for one in self.evidence
            if one.label in LABELS  # others are relations that the network does not know
        ]
        found.sort(key=lambda place: place[0])
        return [atom for atom, _ in found], found

    @functools.cached_property
    def heads(self) -> Ints:
        """(atoms,): the first atom of the token that each hangs on."""
        over = np.array(self.tree.heads, np.int64)[self.token]
        first = np.searchsorted(self.token, over)  # atoms and tokens are in the same order
        first = np.minimum(first, len(over) - 1)
        return np.where(self.token[first] == over, first, np.arange(len(over)))

    @functools.cached_property
    def syntax(self) -> Classes:
        """(tokens, 4): part of speech, case, relation to the head, form."""
        tree = self.tree
        columns = (
            map(POS_OF.get, tree.pos, itertools.repeat(0)),
            map(CASE_OF.get, tree.cases, itertools.repeat(0)),
            map(DEP_OF.get, tree.deps, itertools.repeat(0)),
            map(form, tree.morph),
        )
        return np.column_stack([np.fromiter(each, np.uint8, len(tree.pos)) for each in columns])

    @functools.cached_property
    def tags(self) -> Classes:
        """Of each atom the outer and the inner mention over it: type, and whether it begins."""
        tags = np.zeros((len(self.starts), 2), np.uint8)
        for mention in sorted(self.tree.spans, key=lambda m: (m.start, -m.end, m.type)):
            first, last = self.atoms(mention.start, mention.end)
            kind = mention.type if mention.type in TAGGED else "OTHER"
            inside = tags[first:last]
            level = 1 if inside[:, 0].any() else 0
            inside[:, level] = 2 * TAGGED.index(kind) + 1
            inside[:1, level] += 1
        return tags


class Cut:
    """A stretch of a page: some of its atoms, and the mentions among them."""

    def __init__(self, page: Page, begin: int, end: int) -> None:
        self.page, self.begin, self.end = page, begin, end
        atoms, places = page.places
        some = places[bisect.bisect_left(atoms, begin) : bisect.bisect_left(atoms, end)]
        inside = [place for place in some if place[1] < place[2] <= end]
        self.mentions = [mention for mention, _, _ in inside]
        self.firsts = np.array([first for _, first, _ in inside], np.int64) - begin
        self.lasts = np.array([last for _, _, last in inside], np.int64) - 1 - begin
        self.types = np.array([PARTY_TYPES.index(m.type) for m in self.mentions], np.int64)
        names = [page.entities.get(m, f"{m.type}:{m.start}") for m in self.mentions]
        numbers = {name: at for at, name in enumerate(dict.fromkeys(names))}
        self.entities = np.array([numbers[name] for name in names], np.int64)
        self.roots = [page.tree.root(mention) for mention in self.mentions]
        self.number = {mention: at for at, mention in enumerate(self.mentions)}
        self.sentence = page.sentence[begin:end]
        self.evidence = self._evidence()
        self._ways: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        self._rows = self._mention_rows()

    def stretch(self, lower: NDArray[np.float32], final: NDArray[np.float32]) -> Stretch:
        """What the network reads of it, given the states of its atoms."""
        some = slice(self.begin, self.end)
        heads = self.page.heads[some] - self.begin
        outside = (heads < 0) | (heads >= self.end - self.begin)
        heads = np.where(outside, np.arange(len(heads)), heads)
        syntax = self.page.syntax[self.page.token[some]]
        tags = self.page.tags[some]
        return Stretch(lower, final, tags.astype(np.int64), syntax.astype(np.int64), heads)

    def _evidence(self) -> list[tuple[int, int, int, int]]:
        """Cue (atom), label, first and second mention of what the constructions found here."""
        atoms, told = self.page.told
        found = []
        for at in range(bisect.bisect_left(atoms, self.begin), bisect.bisect_left(atoms, self.end)):
            atom, one = told[at]
            first, second = self.number.get(one.first), self.number.get(one.second)
            if first is not None and second is not None:
                found.append((atom - self.begin, LABELS.index(one.label), first, second))
        return found

    def _mention_rows(self) -> Ints:
        """Preposition and case of each mention."""
        tree, rows = self.page.tree, []
        for mention, root in zip(self.mentions, self.roots, strict=True):
            start = tree.spans[mention][0]
            words = [i for i in tree.children[root] if tree.pos[i] == "ADP" and i < root]
            words += [start - 1] if start and tree.pos[start - 1] == "ADP" else []
            preposition = PREPOSITION_OF.get(tree.lemmas[words[0]], 0) if words else 0
            rows.append((preposition, CASE_OF.get(tree.cases[root], 0)))
        return np.array(rows, np.int64).reshape(-1, 2)

    def way(self, mention: int, cue: int) -> tuple[int, int, int, int]:
        """The way through the tree: steps up and down, and the relations at its two ends."""
        tree = self.page.tree
        one, other = self.roots[mention], int(self.page.token[cue + self.begin])
        if (one, other) not in self._ways:
            found = (FAR, FAR, 0, 0)
            if tree.sentence_of[one] == tree.sentence_of[other]:
                ups, downs = [one, *tree.up(one)], [other, *tree.up(other)]
                depth = {token: at for at, token in enumerate(downs)}
                meet = next((at for at, token in enumerate(ups) if token in depth), None)
                if meet is not None:
                    down = depth[ups[meet]]
                    found = (
                        min(meet, FAR - 1),
                        min(down, FAR - 1),
                        DEP_OF.get(tree.deps[ups[meet - 1]], 0) if meet else 0,
                        DEP_OF.get(tree.deps[downs[down - 1]], 0) if down else 0,
                    )
            self._ways[one, other] = found
        return self._ways[one, other]

    def candidates(self, cues: Sequence[int], told: bool = True) -> Candidates:
        """The ties of some cues.

        Args:
            cues: Atoms of the stretch.
            told: Whether what the constructions found is told; without it the network learns
                to do without.
        """
        evidence = self.evidence if told else []
        near, edges = self._near(cues)
        says = np.zeros((len(cues), len(self.mentions), N_EVIDENCE), np.float32)
        order = {cue: at for at, cue in enumerate(cues)}
        for cue, label, first, second in evidence:
            if cue in order:
                says[order[cue], first, label] = 1
                says[order[cue], second, len(LABELS) + label] = 1
        return Candidates(
            np.array(cues, np.int64), edges, says, near, *self._pairs(cues, near, evidence)
        )

    def _near(self, cues: Sequence[int]) -> tuple[NDArray[np.bool_], Ints]:
        """Whom each cue may join, and what stands between them."""
        near = np.zeros((len(cues), len(self.mentions)), np.bool_)
        edges = np.zeros((*near.shape, len(N_EDGE)), np.int64)
        for at, cue in enumerate(cues):
            gap = np.where(self.firsts > cue, self.firsts - cue, np.minimum(self.lasts - cue, 0))
            apart = self.sentence[self.firsts] - self.sentence[cue]
            near[at] = (apart >= -BACK) & (apart <= AHEAD)
            if near[at].sum() > _NEAREST:
                far = np.argsort(np.where(near[at], np.abs(gap), 1 << 30), kind="stable")
                near[at, far[_NEAREST:]] = False
            some = near[at].nonzero()[0]
            ways = np.array([self.way(each, cue) for each in some.tolist()], np.int64)
            edges[at, some] = np.column_stack(
                [distance(gap)[some], apart[some] + BACK, self._rows[some], ways.reshape(-1, 4)]
            )
        return near, edges

    def _pairs(
        self,
        cues: Sequence[int],
        near: NDArray[np.bool_],
        evidence: Sequence[tuple[int, int, int, int]],
    ) -> tuple[Ints, Ints, Ints, Ints, Flags]:
        firsts, lasts, entities = self.firsts, self.lasts, self.entities
        apart = (firsts[:, None] > lasts) | (firsts > lasts[:, None])
        may = np.triu(apart & (entities[:, None] != entities), 1)
        cue, first, second = (near[:, :, None] & near[:, None, :] & may).nonzero()
        facts = np.zeros((len(cue), N_PAIR), np.float32)
        for atom, label, one, other in evidence:
            outcome = label if one < other or label < len(LABELS) - 1 else label + 1
            hit = (first == min(one, other)) & (second == max(one, other))
            facts[hit, outcome] = np.maximum(facts[hit, outcome], 0.5)
            if atom in cues:
                facts[hit & (cue == list(cues).index(atom)), outcome] = 1
        places = np.array(cues, np.int64)[cue]
        tops = np.array([top(self.page.tree, root) for root in self.roots], np.int64)
        facts[:, -4] = self.types[first] == self.types[second]
        facts[:, -3] = tops[first] == tops[second]
        facts[:, -2] = self.sentence[firsts[first]] == self.sentence[firsts[second]]
        facts[:, -1] = (lasts[first] < places) & (places < firsts[second])
        return cue, first, second, distance(firsts[second] - lasts[first]), facts


def top(tree: Tree, token: int) -> int:
    """The first of the coordinated that a token is one of."""
    for above in itertools.islice(tree.up(token), 20):
        if tree.deps[token] != "conj":
            break
        token = above
    return token
