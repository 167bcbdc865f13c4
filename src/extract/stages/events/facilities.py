"""Buildings that the model does not mark: "в резиденции губернатора Омской области"."""

from __future__ import annotations

from extract.annotations import Mention
from extract.stages.events.inflection import of_tokens
from extract.stages.events.phrases import Phrases
from extract.stages.events.words import HOUSES
from extract.syntax.tree import Tree

_OPENS, _CLOSES = frozenset('«„“"'), frozenset('»”"')
_LONGEST = 12  # tokens of a name in quotes: of 3,439 in 2,113 news articles 99.4% have no more
_NAMED = frozenset({"PERSON", "ORGANIZATION", "CITY", "STATE_OR_PROVINCE", "COUNTRY", "DISTRICT"})


class Facilities:
    """Looks up buildings that have a name of their own.

    Attributes:
        names: Of each building that was found its name in the nominative.
    """

    def __init__(self, tree: Tree, phrases: Phrases) -> None:
        self.tree = tree
        self.phrases = phrases
        self.names: dict[Mention, str] = {}

    def at(self, head: int) -> Mention | None:
        """The building that a noun names with its title, its owner or its own capital."""
        tree = self.tree
        if tree.pos[head] not in ("NOUN", "PROPN") or "Number=Plur" in tree.morph[head]:
            return None
        lemma = tree.lemmas[head]
        if lemma not in HOUSES and lemma.rpartition("-")[2] not in HOUSES:
            return None
        if any(mention.type not in ("EVENT", "PROFESSION") for mention in tree.mentions[head]):
            return None
        start, _ = self.phrases.phrase(head)
        end = self.quoted(head) or self.titled(head) or self.numbered(head) or self.owned(head)
        if end is None and (tree.words[head][:1].isupper() or tree.words[start][:1].isupper()):
            end = head + 1
        if end is None:
            return None
        found = Mention(tree.starts[start], tree.end(end - 1), "FACILITY")
        self.names[found] = of_tokens(tree, start, end, head, "Nom")
        return found

    def titled(self, head: int) -> int | None:
        """ "павильон «Весна»": one past the closing quote."""
        end = self.closing(head + 1)
        return None if end is None else end + 1

    def quoted(self, head: int) -> int | None:
        """ "«Завод имени Белова»": the closing quote."""
        return self.closing(head - 1) if head else None

    def closing(self, opening: int) -> int | None:
        words = self.tree.words
        if opening >= len(words) or words[opening] not in _OPENS:
            return None
        last = min(opening + _LONGEST, len(words))
        return next((i for i in range(opening + 1, last) if words[i] in _CLOSES), None)

    def numbered(self, head: int) -> int | None:
        """ "школа № 5"."""
        words = self.tree.words
        if words[head + 1 : head + 2] == ["№"] and words[head + 2 : head + 3]:
            return head + 3 if words[head + 2].isdigit() else None
        return None

    def owned(self, head: int) -> int | None:
        """ "резиденция губернатора Омской области": one past a genitive that ends in a name."""
        tree = self.tree
        _, last = self.phrases.phrase(head)
        end, named = head + 1, None
        while end < last and tree.cases[end] in ("Gen", "") and tree.pos[end] in (
            "NOUN", "PROPN", "ADJ",
        ):  # fmt: skip
            own = [m for m in tree.mentions[end] if m.type in _NAMED]
            if any(tree.spans[mention][1] == end + 1 for mention in own):
                named = end + 1
            end += 1
        return named
