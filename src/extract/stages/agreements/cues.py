"""The words that say that there is an agreement, a meeting, a visit, and what governs them."""

from __future__ import annotations

import dataclasses

from extract.stages.agreements.patterns import (
    ADJECTIVE_CUES,
    ADJUNCTS,
    CUELESS_TYPES,
    NOUN_CUES,
    TALK_NEEDS,
    TRANSPARENT,
    VERB_CUES,
)
from extract.syntax.tree import Tree

_NOUNS = {lemma: label for label, lemmas in NOUN_CUES.items() for lemma in lemmas}
_VERBS = {lemma: label for label, lemmas in VERB_CUES.items() for lemma in lemmas}


@dataclasses.dataclass(slots=True)
class Cue:
    """A cue and its place in the tree.

    Attributes:
        label: The relation.
        token: The cue word.
        nouns: The nouns between the cue and its verb: "(в ходе) подписания соглашения".
        verb: The verb that governs it, itself for a verb; None in a headline without one.
        participles: Participles that describe it: "соглашение, подписанное ...".
    """

    label: str
    token: int
    nouns: list[int]
    verb: int | None
    participles: list[int]
    start: int
    is_verb: bool = False

    @property
    def core(self) -> set[int]:
        """The tokens that its arguments may hang on."""
        core = {self.token, *self.nouns, *self.participles}
        return core if self.verb is None else core | {self.verb}


def find(tree: Tree, start: int, end: int) -> list[Cue]:
    """The cues of one sentence, in order."""
    found = []
    for i in range(start, end):
        lemma = tree.lemmas[i]
        if lemma in _NOUNS:
            label = _NOUNS[lemma]
        elif lemma in _VERBS and tree.pos[i] in ("VERB", "AUX"):
            label = _VERBS[lemma]
        elif lemma in ADJECTIVE_CUES:
            label, nouns = ADJECTIVE_CUES[lemma]
            after = [tree.lemmas[t] for t in range(i + 1, min(i + 3, end))]
            if nouns and not nouns.intersection(after):
                continue
        else:
            continue
        if _in_a_name(tree, i) or not _is_meant(tree, i, lemma):
            continue
        found.append(_cue(tree, i, label))
    return found


def _in_a_name(tree: Tree, i: int) -> bool:
    return any(mention.type in CUELESS_TYPES for mention in tree.mentions[i])


def _is_meant(tree: Tree, i: int, lemma: str) -> bool:
    needed = TALK_NEEDS.get(lemma)
    if needed is None:
        return True
    return any(tree.lemmas[t] in needed for t in (*tree.children[i], *tree.up(i)))


def _cue(tree: Tree, i: int, label: str) -> Cue:
    participles = [
        t for t in tree.children[i] if tree.is_participle(t) and tree.deps[t] in ("acl", "amod")
    ]
    if tree.lemmas[i] in _VERBS and tree.pos[i] in ("VERB", "AUX"):
        return Cue(label, i, [], i, participles, i, is_verb=True)
    start = i
    if tree.pos[i] in ("ADJ", "DET"):  # "побратимские связи"
        i = next((t for t in range(i + 1, min(i + 3, len(tree.words))) if tree.pos[t] == "NOUN"), i)
    nouns: list[int] = []
    verb = None
    for head in tree.up(i):
        if (
            "\n"
            in tree.text[
                min(tree.starts[i], tree.starts[head]) : max(tree.starts[i], tree.starts[head])
            ]
        ):
            break
        if tree.pos[head] in ("VERB", "AUX") or tree.is_finite(head):
            verb = head
            break
        nouns.append(head)
    if verb is None and not nouns and tree.deps[i] == "ROOT":
        copula = [t for t in tree.children[i] if tree.deps[t] == "cop"]
        verb = copula[0] if copula else None
    return Cue(label, i, nouns, _clause_verb(tree, i, verb), participles, start)


def _clause_verb(tree: Tree, i: int, verb: int | None) -> int | None:
    """The verb of the clause of a cue, where the tree took one from beyond a conjunction."""
    if verb is None or verb < i:
        return verb
    first = comma = None
    for t in range(i + 1, verb):
        if first is None and tree.is_finite(t):
            first = t
        elif tree.words[t] == ",":
            if first is not None and comma is None:
                return first
            comma = t
        if first is not None and tree.pos[t] == "SCONJ":
            return first
    return verb


def is_direct(tree: Tree, cue: Cue) -> bool:
    """Whether the verb speaks of the cue: no other noun and no adjunct in between."""
    if cue.verb is None:
        return False
    below = cue.token
    for noun in cue.nouns:
        if tree.deps[below] != "conj" and tree.lemmas[noun] not in TRANSPARENT:
            return False
        below = noun
    return not any(
        tree.deps[i] == "case" and tree.lemmas[i] in ADJUNCTS for i in tree.children[below]
    )
