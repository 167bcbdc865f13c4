"""Who is to do what an infinitive says: "поручил Котову встретиться", "потребовал от Котова"."""

from __future__ import annotations

from extract.syntax.tree import Tree
from extract.syntax.words import OBJECT_CONTROL

_CLAUSES = frozenset({"xcomp", "ccomp", "csubj"})
_ASKED_OF = frozenset({"потребовать", "требовать"})


def told(tree: Tree, infinitive: int) -> int | None:
    """The word for who is told to do it, by the verb over an infinitive; None if nobody is."""
    head = tree.governor(infinitive)
    if head == infinitive or tree.lemmas[head] not in OBJECT_CONTROL:
        return None
    if tree.deps[infinitive] not in _CLAUSES:
        return None
    return next((i for i in tree.children[head] if _is_told(tree, i)), None)


def _is_told(tree: Tree, i: int) -> bool:
    if tree.pos[i] not in ("NOUN", "PROPN", "PRON"):
        return False
    prepositions = {tree.lemmas[t] for t in tree.children[i] if tree.deps[t] == "case"}
    if prepositions:
        return tree.lemmas[tree.heads[i]] in _ASKED_OF and prepositions == {"от"}
    if tree.deps[i] not in ("obj", "iobj", "obl"):
        return False
    return tree.cases[i] in ("Acc", "Dat") or "Animacy=Anim" in tree.morph[i]
