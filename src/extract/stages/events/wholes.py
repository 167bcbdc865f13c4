"""What an event is a part of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from extract.stages.events.places import Places
from extract.stages.events.telling import Telling
from extract.stages.events.words import (
    GENERAL,
    IN_FRAME,
    PART_WORDS,
)


class Wholes(Places):
    """Looks up the larger events of one document."""

    def whole(self, telling: Telling, others: Iterable[Telling]) -> Telling | None:
        """ "заседание форума", "в рамках форума проводится заседание": what it is a part of."""
        tree, root = self.tree, telling.root
        sentence = tree.sentence_of[root]
        for other in others:
            top = other.root
            if top == root or tree.sentence_of[top] != sentence or other.is_verb:
                continue
            above = tree.heads[top]
            if above == root and tree.cases[top] == "Gen" and not telling.is_verb:
                return other
            if (
                tree.lemmas[above] in GENERAL
                and above < top < root
                and ({"–", "—"} & set(tree.words[top:root]))
            ):  # "в одном из событий форума – заседании"
                return other
            framed = tree.lemmas[above] in IN_FRAME and tree.cases[top] == "Gen"
            # "по итогам переговоров подписали": there; a briefing on a visit is after it.
            framed = framed and (tree.lemmas[above] != "итог" or telling.kind == "signing")
            node = tree.heads[above] if framed else above
            under = self.arguments.preposition(top) in ("на", "в") and tree.deps[top] == "obl"
            if framed and node in (root, tree.heads[root]):
                return other
            if under and telling.is_verb and node == root and other.kind != telling.kind:
                return other
        return None

    def gathering(
        self, telling: Telling, named: Sequence[Telling], leaders: Mapping[int, Telling]
    ) -> Telling | None:
        """ "Идёт форум. В пленарном заседании ...": the gathering that most is said of before.

        Args:
            telling: The session.
            named: The tellings of gatherings.
            leaders: Of each root the telling that stands for its event.
        """
        tree, root = self.tree, telling.root
        if not any(tree.lemmas[i] in PART_WORDS for i in (root - 1, *tree.children[root])):
            return None
        said = [leaders[other.root] for other in named if other.start < telling.start]
        order = sorted({one.root: one for one in said}.values(), key=lambda one: one.start)
        times = Counter(one.root for one in said)
        return max(order, key=lambda one: times[one.root], default=None)

    def around(
        self,
        group: Sequence[Telling],
        beside: Mapping[int, Sequence[Telling]],
        wholes: Sequence[Telling],
        leaders: Mapping[int, Telling],
    ) -> Telling | None:
        """The event that one of so many tellings is a part of, by its fullest telling.

        Args:
            group: The tellings.
            beside: All tellings, by sentence.
            wholes: Those of forums and the like.
            leaders: The fullest telling of each event, by the roots of its tellings.
        """
        told = [
            leaders.get(self.tree.root(whole))
            for one in group
            if one.mention
            for whole in self.roles.wholes.get(one.mention, ())
        ]
        sentence_of = self.tree.sentence_of
        near = [self.whole(one, beside[sentence_of[one.root]]) for one in group]
        before = [self.gathering(one, wholes, leaders) for one in group]
        own = {one.root for one in group}
        for whole in (*told, *near, *before):
            leader = leaders.get(whole.root) if whole is not None else None
            if leader is not None and leader.root not in own:
                return leader
        return None
