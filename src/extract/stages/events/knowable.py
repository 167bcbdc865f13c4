"""Whether a reader would know which happening a text means."""

from __future__ import annotations

from collections.abc import Mapping

from extract.annotations import Event, Mention
from extract.stages.events.nouns import kind_of
from extract.stages.events.telling import OTHER, Telling
from extract.stages.events.words import GENERAL, ITS
from extract.syntax.tree import Tree

# With 1 no event of 46 articles changes, with 4 one goes.
_SIGNED = 2  # words of a name that tells what is signed, though not by whom


class Knowable:
    """Judges the events of one document."""

    def __init__(self, tree: Tree, kind_of_noun: Mapping[str, str]) -> None:
        self.tree = tree
        self.kind_of_noun = kind_of_noun

    def is_told(self, group: list[Telling], event: Event) -> bool:
        """Whether a reader would know which happening is meant."""
        if all(self.tree.lemmas[one.root] in ITS for one in group):
            return False
        if all(self.tree.lemmas[one.root] in GENERAL for one in group):
            return bool(event.begin and event.place)
        if all(one.loose for one in group):
            return bool(event.begin or event.end)
        if all(one.is_verb for one in group) and event.status == "unknown" and not event.mentions:
            return False
        if event.kind == OTHER and not self.is_known(group):
            return bool(event.begin or event.end)
        if event.begin or event.end or event.place or event.participants:
            return True
        words = event.name.split()
        if event.kind == "signing" and any(one.is_verb for one in group):
            return len(words) > _SIGNED
        return len(words) > 1 and any(word[:1].isupper() or word[0] in '«"' for word in words)

    def is_known(self, group: list[Telling]) -> bool:
        """Whether a noun or verb of the tables tells it, or a name of its own."""
        lemmas = self.tree.lemmas
        return any(
            (one.is_verb and not one.loose)
            or bool(kind_of(lemmas[one.root], self.kind_of_noun))
            or (one.mention is not None and self.is_name(one.mention))
            for one in group
        )

    def is_name(self, mention: Mention) -> bool:
        start, end = self.tree.spans[mention]
        quoted = start > 0 and self.tree.words[start - 1] in '«"“„'
        return quoted or any(word[:1].isupper() for word in self.tree.words[start + 1 : end])
