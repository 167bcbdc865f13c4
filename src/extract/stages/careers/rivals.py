"""Who else is told to hold the same position, and where."""

from __future__ import annotations

from collections.abc import Mapping

from extract.annotations import Mention
from extract.stages.careers import patterns
from extract.stages.careers.bodies import Bodies
from extract.stages.careers.post import Post
from extract.stages.careers.titles import Titles


class Rivals:
    """One document."""

    def __init__(self, titles: Titles, bodies: Bodies, holders: Mapping[int, str]) -> None:
        """Looks up all titles.

        Args:
            titles: The titles.
            bodies: The names of bodies.
            holders: Of each title, by its ``id``, the key of who holds it.
        """
        self.words = bodies.words
        self.bodies = bodies
        self.named: dict[str, Mention] = {}
        # Of each noun the places that its titles name, and who holds them.
        self.found: dict[str, dict[str, set[str]]] = {}
        for title in titles.found:
            body = bodies.of(title)
            key = bodies.key(body)
            if body is None or key is None or body.type in ("ORGANIZATION", "FACILITY"):
                continue
            if bodies.is_adjective(body) or title.is_plural:
                continue
            self.named.setdefault(key, body)
            noun = self.words.lemma(title.head)
            place = self.found.setdefault(noun, {}).setdefault(key, set())
            if id(title) in holders:
                place.add(holders[id(title)])

    def others(self, one: Post) -> set[str]:
        """The places where other people are told to hold the same position."""
        rivals = self.found.get(self.words.lemma(one.claim.title.head), {})
        return {key for key, holders in rivals.items() if holders - {one.person}}

    def bound(self, one: Post) -> set[str]:
        """The places where other people are told to hold any."""
        return {
            key
            for noun, rivals in self.found.items()
            for key, holders in rivals.items()
            if noun in patterns.RULED or noun in patterns.RULERS
            if holders - {one.person}
        }

    def named_elsewhere(self, one: Post) -> Mention | None:
        """ "президент республики": of the country whose president the article names besides.

        It must be the one that no other person is told to hold the position of, and that the
        article speaks of most.
        """
        others = self.others(one)
        own = self.found.get(self.words.lemma(one.claim.title.head), {}).keys() - others
        if len(own) != 1:
            return None
        (key,) = own
        named = self.named[key]
        count = {
            entity.key: len(entity.mentions)
            for entity in self.bodies.entities
            if entity.type == named.type and entity.key not in others
        }
        return named if count.get(key, 0) == max(count.values(), default=0) else None
