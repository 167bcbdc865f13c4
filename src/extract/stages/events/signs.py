"""What the learned judge of events is told of a word beside the encoder's states: class numbers.

The numbers are those that it was trained with: what stands here changes with its weights.
"""

from __future__ import annotations

import dataclasses
import functools
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set

import numpy as np
from numpy.typing import NDArray

from extract.annotations import Mention
from extract.schema import EVENT_KINDS, PARTY_TYPES, TIME_TYPES
from extract.stages.events.kept import kept
from extract.stages.events.nouns import NEVER, NO_EVENTS, kind_of
from extract.stages.events.telling import Telling
from extract.stages.events.verbs import FRAMES
from extract.stages.events.words import (
    CANCELLED,
    DONE_BY,
    DOUBTS,
    GENERAL,
    GOES_ON,
    HABITS,
    HAPPENS,
    HELD,
    IN_FRAME,
    ORDERS,
    PLANS,
    SPEAKS,
    SUPPORTS,
)
from extract.syntax.classes import (
    CASE_OF,
    CASES,
    DEP_OF,
    DEPS,
    FORMS,
    POS,
    POS_OF,
    PREPOSITION_OF,
    PREPOSITIONS,
    form,
    numbers,
)
from extract.syntax.tree import Tree

_KIND_OF = numbers(EVENT_KINDS)
_N_KINDS = len(EVENT_KINDS) + 1
# What is said by the word over another, or by one below it; the first that has it counts.
_SAYINGS = (
    CANCELLED, DOUBTS, PLANS | ORDERS, DONE_BY, HELD | GOES_ON | HAPPENS, SPEAKS, SUPPORTS, HABITS,
    IN_FRAME, GENERAL,
)  # fmt: skip
SAYING_OF = {lemma: at + 1 for at, words in reversed([*enumerate(_SAYINGS)]) for lemma in words}
_N_SAYINGS = len(_SAYINGS) + 1
_ENDINGS = ("ние", "тие", "ство", "ция", "ка", "ость", "ия", "ж", "тель", "ник", "ец", "ист")
_TYPES = (
    "EVENT", "PERSON", "ORGANIZATION", "PROFESSION", "FACILITY", "WORK_OF_ART", "LAW", "DATE",
    "TIME", "CRIME", "PENALTY", "PRODUCT", "AWARD", "IDEOLOGY", "DISEASE", "MONEY",
)  # fmt: skip
_TYPE_OF = numbers(_TYPES)
_DENIALS = frozenset({"не", "нельзя", "бы"})
_NAMED_BELOW = (0, 2, 1)  # of ``_named`` the class in the column "named"
_RECENT = 1 << 12  # words of which is asked again
_PLACES = (0, 1, 2, 3, 5, 8, 13, 21)  # sentences of a text
_OPENING, _CLOSING = frozenset("«“„"), frozenset("»”")
# How a telling of the rules came about.
_WAYS = ("mention", "noun", "verb", "loose", "relation")

SIZES: dict[str, int] = {
    "pos": len(POS) + 1,
    "case": len(CASES) + 1,
    "dep": len(DEPS) + 1,
    "form": len(FORMS) + 1,
    "ending": len(_ENDINGS) + 1,
    "many": 2,
    "preposition": len(PREPOSITIONS) + 1,
    "head pos": len(POS) + 1,
    "head form": len(FORMS) + 1,
    "head dep": len(DEPS) + 1,
    "head says": _N_SAYINGS,
    "says": _N_SAYINGS,
    "below says": _N_SAYINGS,
    "denied": 2,
    "head denied": 2,
    "noun kind": _N_KINDS + 2,
    "verb kind": _N_KINDS,
    "type": 2 * (len(_TYPES) + 1),
    "told": _N_KINDS,
    "way": len(_WAYS) + 1,
    "over told": _N_KINDS,
    "place": len(_PLACES) + 1,
    "quoted": 2,
    "dated": 3,
    "subject": 4,
    "object": 4,
    "named": 3,
    "times": 4,
    "capital": 3,
}
COLUMNS = tuple(SIZES)
OFFSETS = np.cumsum([0, *SIZES.values()])[:-1]
WIDTH = sum(SIZES.values())


@functools.lru_cache(1 << 14)
def _ending(lemma: str) -> int:
    return next((n + 1 for n, end in enumerate(_ENDINGS) if lemma.endswith(end)), 0)


@dataclasses.dataclass(slots=True)
class _Below:
    """What hangs on a word.

    Attributes:
        preposition: Its class; None where there is none.
        says: The class of what is said by a word there.
        denied: 1 where it is denied.
        subject: 0 for none, 1 for one that is no name, else 1 and ``_named``.
        object: The same.
        types: Of all mentions.
    """

    preposition: int | None = None
    says: int = 0
    denied: int = 0
    subject: int = 0
    object: int = 0
    types: set[str] = dataclasses.field(default_factory=set)

    @property
    def is_dated(self) -> bool:
        return not self.types.isdisjoint(TIME_TYPES)


def _named(types: Set[str]) -> int:
    """Whether a person is named (1), or else another who may be a party (2)."""
    return 1 if "PERSON" in types else 0 if types.isdisjoint(PARTY_TYPES) else 2


class Signs:
    """Describes the words of one document."""

    def __init__(
        self, tree: Tree, tellings: Iterable[Telling], kind_of_noun: Mapping[str, str]
    ) -> None:
        self.tree, self.kind_of_noun = tree, kind_of_noun
        self.told = {one.root: one for one in tellings}
        self.times = Counter(tree.lemmas)
        self.firsts = {first for first, _ in tree.sentences}
        self.quoted = self._quoted()
        self._below = kept(self._hanging, _RECENT)

    def words(self) -> list[int]:
        """Verbs, nouns and what the rules take for a telling."""
        tree = self.tree
        return [
            i
            for i, pos in enumerate(tree.pos)
            if pos in ("NOUN", "VERB")
            or i in self.told
            or (pos == "ADJ" and "Variant=Short" in tree.morph[i])
            or (pos in ("PROPN", "X", "NUM", "ADJ") and self._is_event(i))
            or (pos == "PROPN" and kind_of(tree.lemmas[i], self.kind_of_noun))
        ]

    def rows(self, words: Sequence[int]) -> NDArray[np.int64]:
        """(words, columns): the classes of some words, shifted so that no two columns share one."""
        rows = np.array([self._row(i) for i in words], np.int64).reshape(-1, len(COLUMNS))
        found: NDArray[np.int64] = rows + OFFSETS
        return found

    def _is_event(self, i: int) -> bool:
        return any(m.type == "EVENT" and self.tree.root(m) == i for m in self.tree.mentions[i])

    def _row(self, i: int) -> tuple[int, ...]:
        tree = self.tree
        head, below = tree.heads[i], self._below(i)
        lemma, own = tree.lemmas[i], self.told.get(i)
        has_head = head != i
        over = self.told.get(head) if has_head else None
        return (
            POS_OF.get(tree.pos[i], 0),
            CASE_OF.get(tree.cases[i], 0),
            DEP_OF.get(tree.deps[i], 0),
            form(tree.morph[i]),
            _ending(lemma),
            int("Number=Plur" in tree.morph[i]),
            below.preposition or 0,
            POS_OF.get(tree.pos[head], 0) if has_head else 0,
            form(tree.morph[head]) if has_head else 0,
            DEP_OF.get(tree.deps[head], 0) if has_head else 0,
            SAYING_OF.get(tree.lemmas[head], 0) if has_head else 0,
            SAYING_OF.get(lemma, 0),
            below.says,
            below.denied,
            self._below(head).denied if has_head else 0,
            self._noun_kind(i, lemma),
            _KIND_OF[FRAMES[lemma][0].kind] if lemma in FRAMES else 0,
            self._type(i),
            _KIND_OF[own.kind] if own is not None else 0,
            self._way(own) if own is not None else 0,
            _KIND_OF[over.kind] if over is not None else 0,
            bisect_right(_PLACES, tree.sentence_of[i]),
            int(self.quoted[i]),
            2 if below.is_dated else int(self._below(head).is_dated),
            below.subject,
            below.object,
            _NAMED_BELOW[_named(below.types)],
            min(self.times[lemma], SIZES["times"]) - 1,
            self._capital(i),
        )

    def _hanging(self, i: int) -> _Below:
        """What hangs on a word; of several that could fill a field the first does."""
        tree, found = self.tree, _Below()
        for t in tree.children[i]:
            lemma, dep = tree.lemmas[t], tree.deps[t]
            types = {mention.type for mention in tree.mentions[t]}
            found.types |= types
            found.says = found.says or SAYING_OF.get(lemma, 0)
            if lemma in _DENIALS:
                found.denied = 1
            if dep == "case" and found.preposition is None:
                found.preposition = PREPOSITION_OF.get(lemma, 0)
            elif dep == "nsubj":
                found.subject = found.subject or 1 + _named(types)
            elif dep == "obj":
                found.object = found.object or 1 + _named(types)
        return found

    def _noun_kind(self, i: int, lemma: str) -> int:
        if self.tree.pos[i] == "VERB":
            return 0
        if kind := kind_of(lemma, self.kind_of_noun):
            return _KIND_OF[kind]
        return _N_KINDS if lemma in NEVER else _N_KINDS + 1 if lemma in NO_EVENTS else 0

    def _type(self, i: int) -> int:
        """The outermost mention over a word, and whether the word is its root."""
        tree = self.tree
        outer: Mention | None = min(
            tree.mentions[i], key=lambda m: (m.type != "EVENT", m.start, -m.end), default=None
        )
        if outer is None:
            return 0
        return 2 * _TYPE_OF.get(outer.type, 0) + int(tree.root(outer) == i)

    def _way(self, one: Telling) -> int:
        if one.loose:
            return 1 + _WAYS.index("loose")
        if one.verbal:
            return 1 + _WAYS.index("relation")
        way = "verb" if one.frame is not None else "mention" if one.mention else "noun"
        return 1 + _WAYS.index(way)

    def _capital(self, i: int) -> int:
        word = self.tree.words[i]
        first = i in self.firsts
        return 0 if not word[:1].isupper() else 1 if first else 2

    def _quoted(self) -> list[bool]:
        """Whether each word stands in a quotation."""
        found, depth = [], 0
        sentence = -1
        for i, word in enumerate(self.tree.words):
            if self.tree.sentence_of[i] != sentence:
                sentence = self.tree.sentence_of[i]
                depth = 0
            depth += word in _OPENING
            found.append(depth > 0)
            depth -= word in _CLOSING and depth > 0
        return found
