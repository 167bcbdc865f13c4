"""The words that say that there is an agreement, a meeting, a visit, and what governs them."""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extract.stages.agreements.forms import is_future_form
from extract.stages.agreements.words import (
    ADJUNCTS,
    CUELESS_TYPES,
    LIGHT,
    LISTING,
    PAPERS,
    TRANSPARENT,
)
from extract.syntax.tree import Tree

if TYPE_CHECKING:
    from extract.stages.agreements.kinds import Kind


# Half or double of each changes no row of 46 articles.
_RELATIVE = 12  # words between a noun and its "который"
_NEAR = 10  # words between a noun and what it needs
_OVER = 2  # nouns over a word that may name what it is about
_VERBS = ("VERB", "AUX")
_NOMINAL = ("NOUN", "PROPN", "ADJ", "ADP", "CCONJ", "PART")


@dataclasses.dataclass(slots=True)
class Cue:
    """A cue and its place in the tree.

    Attributes:
        kind: The relation.
        token: The cue word.
        nouns: The nouns between the cue and its verb: "(в ходе) подписания соглашения".
        verb: The verb that governs it, itself for a verb; None in a headline without one.
        participles: Participles that describe it: "соглашение, подписанное ...".
        start: First token of the cue: of "побратимские связи" the adjective.
        is_verb: It is a verb.
        is_adverb: It is an adverb: "совместно с".
        is_known: It is among the words of its kind.
    """

    kind: Kind
    token: int
    nouns: list[int]
    verb: int | None
    participles: list[int]
    start: int
    is_verb: bool = False
    is_adverb: bool = False
    is_known: bool = True

    @property
    def label(self) -> str:
        """The relation."""
        return self.kind.label

    @property
    def core(self) -> set[int]:
        """The tokens that its arguments may hang on."""
        core = {self.token, *self.nouns, *self.participles}
        return core if self.verb is None else core | {self.verb}


class Lexicon:
    """The cue words of some kinds of relations, by lemma."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self.nouns: dict[str, list[Kind]] = defaultdict(list)
        self.verbs: dict[str, list[Kind]] = defaultdict(list)
        self.adverbs: dict[str, list[Kind]] = defaultdict(list)
        self.adjectives: dict[str, list[Kind]] = defaultdict(list)
        for kind in kinds:
            for words, known in (
                (kind.nouns, self.nouns),
                (kind.verbs, self.verbs),
                (kind.adverbs, self.adverbs),
                (kind.adjectives, self.adjectives),
            ):
                for lemma in words:
                    known[lemma].append(kind)

    def find(self, tree: Tree, start: int, end: int) -> list[Cue]:
        """The cues between two tokens, in order."""
        return [
            cue
            for i in range(start, end)
            for cue in self._at(tree, i, end)
            if not any(mention.type in CUELESS_TYPES for mention in tree.mentions[i])
        ]

    def _at(self, tree: Tree, i: int, end: int) -> Iterator[Cue]:
        lemma, pos = tree.lemmas[i], tree.pos[i]
        if lemma in self.verbs and pos in (*_VERBS, "NOUN", "PROPN"):  # "Породнились А и Б"
            yield from (_verb(tree, i, kind) for kind in self.verbs[lemma])
        elif lemma in self.nouns:
            known = (kind for kind in self.nouns[lemma] if _has_what_it_needs(tree, i, kind))
            yield from (_noun(tree, i, i, kind) for kind in known)
        elif lemma in self.adverbs and pos == "ADV":
            yield from (_adverb(tree, i, kind) for kind in self.adverbs[lemma])
        elif lemma in self.adjectives:
            yield from self._of_adjective(tree, i, end)

    def _of_adjective(self, tree: Tree, i: int, end: int) -> Iterator[Cue]:
        """ "побратимские связи": the cue is the noun, and begins with the adjective."""
        lemma = tree.lemmas[i]
        for kind in self.adjectives[lemma]:
            noun = _described(tree, i, end, kind.adjectives[lemma])
            if noun is not None and tree.lemmas[noun] not in self.nouns:
                yield _noun(tree, noun, i, kind)


def at(tree: Tree, i: int, kind: Kind) -> Cue:
    """Any word as a cue of a relation: itself, or the noun over it that names the relation."""
    i = _named(tree, i, kind)
    if tree.pos[i] in _VERBS:
        cue, words = _verb(tree, i, kind), kind.verbs
    elif tree.pos[i] == "ADV":
        cue, words = _adverb(tree, i, kind), kind.adverbs
    else:
        cue, words = _noun(tree, i, i, kind), kind.nouns
    return dataclasses.replace(cue, is_known=tree.lemmas[i] in words)


def _named(tree: Tree, i: int, kind: Kind) -> int:
    """ "протокол о *намерениях*", "*двусторонний* договор", "соглашение *о* связях"."""
    if tree.lemmas[i] in kind.nouns | kind.verbs | kind.adverbs:
        return i
    for above in itertools.islice(tree.up(i), _OVER):
        if tree.pos[i] not in ("NOUN", "ADJ", "ADP") or tree.pos[above] != "NOUN":
            break
        if tree.lemmas[above] in kind.nouns:
            return above
    return i


def _described(tree: Tree, i: int, end: int, nouns: frozenset[str]) -> int | None:
    """The noun of an adjective: one of some after it, or any where none are named."""
    for t in range(i + 1, min(i + 4, end)):
        if tree.pos[t] == "NOUN":
            return t if not nouns or tree.lemmas[t] in nouns else None
    return None


def _has_what_it_needs(tree: Tree, i: int, kind: Kind) -> bool:
    lemma = tree.lemmas[i]
    needed = kind.needs.get(lemma)
    if needed is None:
        return True
    tokens = {*tree.children[i], *tree.up(i)}
    if lemma in kind.near:
        start, end = tree.sentences[tree.sentence_of[i]]
        tokens |= {*range(max(i - _NEAR, start), min(i + _NEAR, end))}
    return any(tree.lemmas[t] in needed for t in tokens)


def _participles(tree: Tree, i: int) -> list[int]:
    return [
        t for t in tree.children[i] if tree.is_participle(t) and tree.deps[t] in ("acl", "amod")
    ]


def _is_verb(tree: Tree, i: int) -> bool:
    """Whatever the tagger says: it takes "распишутся" for a noun."""
    return tree.pos[i] in _VERBS or tree.is_finite(i) or is_future_form(tree.words[i])


def _verb(tree: Tree, i: int, kind: Kind) -> Cue:
    return Cue(kind, i, [], i, _participles(tree, i), i, is_verb=True)


def _adverb(tree: Tree, i: int, kind: Kind) -> Cue:
    """ "совместно" with its verb, which is what the parties do."""
    head = tree.heads[i]
    verb = head if tree.pos[head] in _VERBS else None
    return Cue(kind, i, [], verb, [], i, is_adverb=True)


def _noun(tree: Tree, i: int, start: int, kind: Kind) -> Cue:
    nouns: list[int] = []
    verb = None
    for head in tree.up(i):
        first, last = sorted((tree.starts[i], tree.starts[head]))
        if "\n" in tree.said(first, last):
            break
        if _is_verb(tree, head):
            verb = head
            break
        nouns.append(head)
    if verb is None and not nouns and tree.deps[i] == "ROOT":
        copula = [t for t in tree.children[i] if tree.deps[t] == "cop"]
        verb = copula[0] if copula else None
    return Cue(kind, i, nouns, _clause_verb(tree, i, verb), _participles(tree, i), start)


def _clause_verb(tree: Tree, i: int, verb: int | None) -> int | None:
    """The verb of the clause of a cue, where the tree took one from beyond a conjunction."""
    if verb is None:
        return None
    first, last = sorted((i, verb))
    if ";" in tree.words[first:last] or _is_joined(tree, first, last):
        return _own_verb(tree, i, verb)
    if verb < i:
        return verb
    found = comma = None
    inside = False  # of a relative clause, which says of the cue what it says
    for t in range(i + 1, verb):
        inside |= tree.lemmas[t] == "который" and tree.heads[t] != i  # not "контракт которого"
        if found is None and tree.is_finite(t):
            found, inside = (None, False) if inside else (t, False)
        elif tree.words[t] == ",":
            if found is not None and comma is None:
                return found
            comma = t
        if found is not None and tree.pos[t] == "SCONJ":
            return found
    return verb


def _is_joined(tree: Tree, first: int, last: int) -> bool:
    """Whether a second main clause begins between two tokens: ", а"."""
    return any(begins_clause(tree, t) for t in range(first, last - 1))


def begins_clause(tree: Tree, t: int) -> bool:
    """Whether a comma stands before another main clause, not before ", а затем Б"."""
    if tree.words[t] != "," or t + 3 >= len(tree.words):
        return False
    joins = tree.lemmas[t + 1] in ("а", "но") and tree.pos[t + 1] == "CCONJ"
    listed = tree.lemmas[t + 2] in LISTING and tree.pos[t + 3] in _NOMINAL
    return joins and not listed


def _own_verb(tree: Tree, i: int, verb: int) -> int | None:
    """The nearest verb of a cue's own clause, where the tree took that of another."""
    start, end = tree.sentences[tree.sentence_of[i]]
    behind, before = range(i + 1, min(verb, end)), range(i - 1, start - 1, -1)
    for order in (behind, before) if verb > i else (range(i + 1, end),):
        for t in order:
            if tree.words[t] in ";:" or (order is behind and begins_clause(tree, t)):
                break
            if tree.is_finite(t):
                return t
    return None


def relative(tree: Tree, cue: Cue) -> Cue | None:
    """The same cue with the verb of its relative clause: "соглашение, которое подписали"."""
    end = tree.sentences[tree.sentence_of[cue.token]][1]
    if cue.is_verb or cue.is_adverb:
        return None
    for i in range(cue.token + 1, min(cue.token + _RELATIVE, end)):
        if tree.lemmas[i] == "который" and tree.cases[i] in ("Acc", "Ins", "Gen"):
            verb = next((t for t in tree.up(i) if tree.is_finite(t)), None)
            if verb is None or verb < i or tree.lemmas[verb] not in LIGHT:
                return None
            return dataclasses.replace(cue, nouns=[], verb=verb)
        if tree.is_finite(i):
            return None
    return None


def is_direct(tree: Tree, cue: Cue) -> bool:
    """Whether the verb speaks of the cue: no other noun and no adjunct in between."""
    if cue.verb is None:
        return False
    below = cue.token
    through = TRANSPARENT | PAPERS if cue.kind.is_papered else TRANSPARENT
    for noun in cue.nouns:
        if tree.deps[below] != "conj" and tree.lemmas[noun] not in through:
            return False
        below = noun
    return not any(
        tree.deps[i] == "case" and tree.lemmas[i] in ADJUNCTS for i in tree.children[below]
    )
