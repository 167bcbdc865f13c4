"""A party that another clause speaks of: "встретился с А, а с Б поговорить не успел"."""

from __future__ import annotations

import itertools

from extract.annotations import Mention
from extract.stages.agreements.cues import Cue, begins_clause
from extract.stages.agreements.forms import is_future, is_negated
from extract.stages.agreements.kinds import Kind
from extract.stages.agreements.status_words import (
    CANCELLED,
    NEGOTIATED,
    REJECTED,
    TERMINATED,
)
from extract.syntax.tree import Tree


def status(tree: Tree, cue: Cue, kind: Kind, mention: Mention) -> str | None:
    """What the clause of a party says of it, where that is not the clause of the cue.

    Args:
        tree: The document.
        cue: What joins the parties.
        kind: The relation.
        mention: A party.

    Returns:
        "planned", or what the kind calls refused; None where it says no such thing.
    """
    start, end = _clause(tree, tree.root(mention))
    if start <= cue.token < end or tree.sentence_of[cue.token] != tree.sentence_of[start]:
        return None
    verbs = [i for i in range(start, end) if tree.pos[i] == "VERB" or tree.is_finite(i)]
    lemmas = {tree.lemmas[i] for i in verbs}
    if any(is_negated(tree, i) for i in verbs) or lemmas & (REJECTED | CANCELLED):
        return "cancelled" if "cancelled" in kind.statuses else "rejected"
    if lemmas & TERMINATED and "terminated" in kind.statuses:
        return "terminated"
    if any(is_future(tree, i) for i in verbs) or "предстоять" in lemmas:
        return "planned"
    settled = lemmas & NEGOTIATED and "negotiated" in kind.statuses
    return "negotiated" if settled and _begins_with(tree, start, end) else None


def _clause(tree: Tree, i: int) -> tuple[int, int]:
    """The tokens around one up to where other main clauses begin."""
    start, end = tree.sentences[tree.sentence_of[i]]
    borders = [t for t in range(start, end) if tree.words[t] == ";" or begins_clause(tree, t)]
    borders += [t for t in range(start, end - 1) if _begins_with(tree, t, end)]
    before = max((t for t in borders if t < i), default=start)
    return before, min((t for t in borders if t > i), default=end)


def _begins_with(tree: Tree, t: int, end: int) -> bool:
    """ "договор с А подписан, с Б — согласуем"."""
    if tree.words[t] != "," or tree.lemmas[t + 1] != "с" or t + 3 > end:
        return False
    if tree.lemmas[t + 2] == "который":
        return False
    rest = itertools.takewhile(lambda i: tree.words[i] not in ",;", range(t + 1, end))
    return any(tree.is_finite(i) for i in rest)
