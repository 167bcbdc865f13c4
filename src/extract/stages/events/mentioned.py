"""What an article says of those who may have to do with its events, whatever the event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from extract import schema
from extract.annotations import Mention, Place
from extract.schema import PLACE_TYPES
from extract.stages.events.hosts import dateline
from extract.stages.events.kept import kept
from extract.stages.events.located import WHERE
from extract.stages.events.standing import Standing
from extract.stages.events.words import DELEGATIONS, SPEAKS
from extract.syntax.tree import Tree

WHO = frozenset(
    {"PERSON", "ORGANIZATION", "NATIONALITY", "COUNTRY", "STATE_OR_PROVINCE", "CITY", "DISTRICT",
     "FACILITY"}
)  # fmt: skip
PLACES = WHERE | {"ORGANIZATION"}
_BODIES = frozenset({"ORGANIZATION", "FACILITY"})
# Words of a body without a name; longer ones say which it is. Half or double changes one event of
# 46 articles.
_UNNAMED = 2
_TOLD_BY = DELEGATIONS | {"министерство"}
_RECENT = 1 << 12  # mentions of which is asked again
_WHOLES = frozenset({"ORGANIZATION", "PROFESSION", "FACILITY", "EVENT", "LAW"})


class Mentioned:
    """The names of one document, by what they mean and where they stand.

    Attributes:
        of: Of each entity its mentions, in the order of the text.
        by_sentence: Of each sentence its mentions.
        leading: The places, the most often named first.
    """

    def __init__(self, tree: Tree, keys: Mapping[Mention, str], standing: Standing) -> None:
        self.tree = tree
        self.keys = keys
        self.standing = standing
        self.of: dict[str, list[Mention]] = defaultdict(list)
        self.by_sentence: dict[int, list[Mention]] = defaultdict(list)
        for mention in sorted(tree.spans):
            if mention.type in WHO | PLACES:
                self.by_sentence[self.sentence(mention)].append(mention)
                self.of[self.key(mention)].append(mention)
        order = sorted(self.of, key=lambda key: (-len(self.of[key]), self.of[key][0]))
        self.leading = [key for key in order if self.of[key][0].type in PLACE_TYPES]
        self.size: Counter[str] = Counter()
        self._rank: dict[str, int] = {}
        for key in order:
            type_ = self.of[key][0].type
            self._rank[key] = self.size[type_]
            self.size[type_] += 1
        line = dateline(tree)
        self._line = self.key(line[0]) if line else None
        self.said = kept(self._said, _RECENT)
        self._standing = kept(self._stands)
        self.is_common = kept(self._is_common)
        self.bodies: dict[str, set[str]] = defaultdict(set)  # of a body those who work there
        for career in tree.doc._.careers:
            if career.organization is not None and career.score >= schema.SURE_CAREER:
                self.bodies[self.key(career.organization)].add(self.key(career.person))
        self.employed = frozenset[str]().union(*self.bodies.values())

    def key(self, mention: Mention) -> str:
        """What a mention means."""
        return self.keys.get(mention) or self.tree.normal(mention)

    def is_dateline(self, key: str) -> bool:
        """Whether it is the city that news comes from."""
        return key == self._line

    def sentence(self, mention: Mention) -> int:
        return self.tree.sentence_of[self.tree.spans[mention][0]]

    def _said(self, key: str, first: Mention) -> tuple[str, ...]:
        """What the article says of one."""
        if key not in self.of:
            return ("type " + first.type, "built")
        return tuple(self._of_name(key, first))

    def _of_name(self, key: str, first: Mention) -> Iterator[str]:
        tree, mentions = self.tree, self.of[key]
        yield "type " + first.type
        yield "noun " + tree.lemmas[tree.root(first)]
        yield f"times {min(len(mentions), 5)}"
        yield f"first {min(self.sentence(mentions[0]), 4)}"
        yield f"rank {min(self._rank[key], 4)}"
        yield f"rank {min(self._rank[key], 4)} {first.type}"
        if self.size[first.type] == 1:
            yield "only " + first.type
        if self.is_dateline(key):
            yield "dateline"
        yield from self._standing(key)
        if key in self.employed:
            yield "employed"
        if key in self.bodies:
            yield "employs"

    def _stands(self, key: str) -> tuple[str, str, str]:
        """Where the mentions of one stand; a book mentions some thousands of times."""
        mentions = self.of[key]
        nested = sum(map(self.is_nested, mentions))
        places = [self.standing.place(self.tree.root(mention)) for mention in mentions]
        return (
            f"nested {0 if not nested else 2 if nested == len(mentions) else 1}",
            f"says {min(sum(map(self.is_speaking, mentions)), 2)}",
            f"there {min(sum(place in ('в Loc', 'на Loc') for place in places), 2)}",
        )

    def _is_common(self, key: str) -> bool:
        """ "областное правительство", "полиция": whether no mention of a body is a name."""
        return all(map(self.is_unnamed, self.of.get(key, ()))) and key in self.of

    def is_unnamed(self, mention: Mention) -> bool:
        """Some body: without a capital letter, and neither told by whose or by what field."""
        lemmas = self.tree.lemmas[slice(*self.tree.spans[mention])]
        return (
            mention.type in _BODIES
            and len(lemmas) <= _UNNAMED
            and self.tree.said(mention.start, mention.end).islower()
            and _TOLD_BY.isdisjoint(lemmas)
        )

    def is_nested(self, mention: Mention) -> bool:
        """Inside of another name: "администрация [Твери]"."""
        start, _ = self.tree.spans[mention]
        return any(
            one != mention and one.start <= mention.start and mention.end <= one.end
            for one in self.tree.mentions[start]
            if one.type in _WHOLES
        )

    def is_speaking(self, mention: Mention) -> bool:
        """ "сообщил губернатор [Иван Кротов]"."""
        tree, root = self.tree, self.tree.root(mention)
        while tree.deps[root] in ("appos", "flat") and tree.heads[root] != root:
            root = tree.heads[root]
        return tree.deps[root] == "nsubj" and tree.lemmas[tree.heads[root]] in SPEAKS


def holds(outer: Place, inner: Place) -> bool:
    """Whether a place lies in another, wider one."""
    if not outer.country_code:
        return False
    if outer.kind == "country":
        return inner.kind != "country" and inner.country_code == outer.country_code
    region = outer.kind == "region" and inner.kind not in ("country", "region")
    return region and bool(outer.region_code) and outer.region_code == inner.region_code
