"""How a name stands to a word that tells an event: what tree and text have between them."""

from __future__ import annotations

import bisect
from collections.abc import Iterator

from extract.stages.events.kept import kept
from extract.stages.events.phrases import Phrases
from extract.stages.events.words import (
    ABOUT,
    ARRIVES,
    CAST,
    COMES,
    DELEGATIONS,
    EXPECTS,
    GOES_ON,
    GROUNDS,
    GUESTS,
    HAPPENS,
    HELD,
    HOSTS,
    IN_FRAME,
    JOINS,
    LEADS,
    POSTED,
    SET,
    SPEAKS,
    SUPPORTS,
)
from extract.syntax.tree import Tree
from extract.syntax.words import TITLES

# What a word between an event and a name is like; the first that has it.
_CLASSES = {
    "says": SPEAKS, "supports": SUPPORTS, "held": HELD, "joins": JOINS, "comes": COMES,
    "arrives": ARRIVES, "goes on": GOES_ON, "happens": HAPPENS, "set": SET, "expects": EXPECTS,
    "hosts": HOSTS, "leads": LEADS, "frame": IN_FRAME, "about": ABOUT, "ground": GROUNDS,
    "delegation": DELEGATIONS, "guest": GUESTS, "cast": CAST, "posted": POSTED, "title": TITLES,
}  # fmt: skip
_CLASS = {word: name for name, words in reversed(_CLASSES.items()) for word in words}
_BORDERS = frozenset({"ccomp", "parataxis", "advcl", "acl", "conj", "csubj"})
_STEPS = 7  # more of them say no more: with 14 no row of 46 articles changes, with 3 four
_RECENT = 1 << 12  # asked of again soon, or never: what stands near is asked of together
_GAPS = (0, 1, 2, 4, 7, 12, 20)


class Standing:
    """Looks up how the names of one document stand to the roots of its events."""

    def __init__(self, tree: Tree, phrases: Phrases) -> None:
        self.tree = tree
        self.phrases = phrases
        self.above = kept(self._above, _RECENT)
        self.place = kept(self._place, _RECENT)
        self.steps = kept(self._steps, _RECENT)
        self.told = kept(self._told, _RECENT)

    def _above(self, i: int) -> dict[int, int]:
        """A token and those over it, with the steps to them."""
        return {token: steps for steps, token in enumerate((i, *self.tree.up(i)))}

    def _steps(self, one: int, other: int) -> int:
        """Between two tokens of a sentence, along the tree."""
        first, second = self.above(one), self.above(other)
        return min((n + second[t] for t, n in first.items() if t in second), default=_STEPS)

    def _place(self, i: int) -> str:
        """Preposition and case of a name, or how it hangs where it has neither."""
        tree, node = self.tree, i
        while tree.deps[node] in ("appos", "flat", "conj") and not self.phrases.preposition(node):
            if tree.heads[node] == node:
                break
            node = tree.heads[node]
        return f"{self.phrases.preposition(node)} {tree.cases[i] or tree.deps[node]}"

    def _told(self, root: int, name: int) -> tuple[str, ...]:
        """What can be said of a name in the sentence of an event, by their tokens."""
        return tuple(self._between(root, name))

    def _between(self, root: int, name: int) -> Iterator[str]:
        tree = self.tree
        over, below = self.above(root), self.above(name)
        top = next((token for token in below if token in over), None)
        yield "gap " + _gap(name - root)
        yield "stands " + self.place(name)
        if top is None:
            return
        steps = min(over[top] + below[top], _STEPS)
        yield f"steps {steps}"
        mine, its = self.edge(below, top), self.edge(over, top)
        yield f"path {mine}/{its}"
        yield f"path {mine}/{its} {tree.cases[name]}"
        if top not in (root, name):
            yield f"between {_CLASS.get(tree.lemmas[top], tree.pos[top])}"
            yield f"between {_CLASS.get(tree.lemmas[top], tree.pos[top])} {mine}/{its}"
        if name != top and tree.heads[name] != top:
            yield f"head {_CLASS.get(tree.lemmas[tree.heads[name]], '')}"
        yield f"borders {self.borders(below, top)}/{self.borders(over, top)}"

    def edge(self, path: dict[int, int], top: int) -> str:
        """The last edge of a path up to a token; "" where it begins there."""
        return next((self.tree.deps[t] for t, n in path.items() if n + 1 == path[top]), "")

    def borders(self, path: dict[int, int], top: int) -> int:
        """How many clauses a path up to a token leaves."""
        inside = (t for t, n in path.items() if n < path[top])
        return min(sum(self.tree.deps[t] in _BORDERS for t in inside), 3)


def _gap(tokens: int) -> str:
    """A class of distances in tokens, with a sign."""
    return f"{'-' if tokens < 0 else '+'}{bisect.bisect_left(_GAPS, abs(tokens))}"
