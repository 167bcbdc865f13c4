"""The names of bodies and places of an article, and which place a general word stands for."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from extract.annotations import Entity, Mention
from extract.stages.careers import kinds, patterns
from extract.stages.careers.title import Title
from extract.stages.careers.titles import BODY_TYPES, PLACES
from extract.stages.careers.words import Words

_KINDS = {
    "STATE_OR_PROVINCE": "region", "COUNTRY": "country", "CITY": "city", "DISTRICT": "district",
}  # fmt: skip
_FEDERAL = re.compile(r"федеральн\w+ округ|\b[А-Я]{1,2}ФО\b", re.IGNORECASE)


class Named(NamedTuple):
    """A name of a body or place; sorted, the outer stand before the inner."""

    start: int
    minus_end: int
    mention: Mention

    @property
    def end(self) -> int:
        return -self.minus_end


class Areas:
    """One document."""

    def __init__(self, words: Words, entities: Iterable[Entity]) -> None:
        self.words = words
        self.entities = [
            entity for entity in entities if all(m in words.spans for m in entity.mentions)
        ]
        self.entity = {mention: entity for entity in self.entities for mention in entity.mentions}
        self.names: list[Named] = sorted(
            Named(start, -end, mention)
            for mention, (start, end) in words.spans.items()
            if mention.type in BODY_TYPES
        )
        self.starts = [name.start for name in self.names]
        self._only: dict[str, Mention | None] = {}
        self._plainest: dict[str, Mention] = {}
        self._placed: dict[str, list[tuple[int, int]]] = {}

    def within(self, start: int, end: int) -> list[Named]:
        """The names between two tokens, the outer before the inner."""
        first = bisect.bisect_left(self.starts, start)
        last = bisect.bisect_left(self.starts, end)
        return [name for name in self.names[first:last] if name.end <= end]

    def general_place(self, title: Title) -> int | None:
        """The word that stands for a place in "глава региона", "губернатор края"."""
        words = self.words
        for i in range(title.head + 1, title.end):
            is_general = words.lemma(i) in patterns.GENERAL_PLACES and (
                words.lemma(i) != "образование" or words.lemma(i - 1).startswith("муниципальн")
            )
            if is_general and words.feature(i, "Number") != "Plur":
                after = i + 1
                if after >= title.end or not any(
                    name.mention.type in PLACES
                    for name in self.within(i, title.end)
                    if name.start <= after
                ):
                    return i
        return None

    def only(self, wanted: str) -> Mention | None:
        """The one place of a kind that an article names: region, country, city."""
        if wanted not in self._only:
            found = [entity for entity in self.entities if self.is_kind(entity, wanted)]
            self._only[wanted] = self.plainest(found[0]) if len(found) == 1 else None
        return self._only[wanted]

    def is_kind(self, entity: Entity, wanted: str) -> bool:
        kind = entity.place.kind if entity.place else _KINDS.get(entity.type)
        letters = self.words.written(*self.words.spans[entity.mentions[0]])
        if wanted == "region" and _FEDERAL.search(entity.name):
            return False  # nobody is governor of one
        if entity.type == "COUNTRY" and wanted == "country":
            kind = wanted  # "Англия", of which the gazetteer knows more
        doubtful = letters.isupper() and len(letters) < 4 and letters not in kinds.STATES
        return kind == wanted and not doubtful  # "РК"

    def plainest(self, entity: Entity) -> Mention:
        """A mention that is a noun: of a place the name told most often, else the longest."""
        if entity.key not in self._plainest:
            told = Counter(map(self._lemmas, entity.mentions))
            often = entity.type in PLACES
            self._plainest[entity.key] = max(
                entity.mentions,
                key=lambda one: self._plainness(one, told[self._lemmas(one)] if often else 0),
            )
        return self._plainest[entity.key]

    def _lemmas(self, mention: Mention) -> tuple[int, ...]:
        return tuple(self.words.lemmas[slice(*self.words.spans[mention])])

    def _plainness(self, mention: Mention, often: int) -> tuple[bool, int, int, int]:
        start, end = self.words.spans[mention]
        noun = any(self.words.is_noun(i) for i in range(start, end))
        return noun, often, end - start, -start

    def inside(self, entity: Entity, start: int, end: int) -> Mention | None:
        """The first mention of an entity between two tokens."""
        places = self._places(entity)
        first, last = (bisect.bisect_left(places, (edge, 0)) for edge in (start, end))
        for begin, number in places[first:last]:
            mention = entity.mentions[number]
            if self.words.spans[mention] <= (begin, end):
                return mention
        return None

    def nearest(self, entity: Entity, token: int) -> int:
        """Where the mention of an entity begins that is nearest to a token, the one before it
        if two are.
        """
        places = self._places(entity)
        at = bisect.bisect_left(places, (token, 0))
        return min((start for start, _ in places[max(0, at - 1) : at + 1]),
                   key=lambda start: (abs(start - token), start))  # fmt: skip

    def _places(self, entity: Entity) -> list[tuple[int, int]]:
        """Where the mentions of an entity begin, and their numbers, sorted."""
        if entity.key not in self._placed:
            starts = (self.words.spans[mention][0] for mention in entity.mentions)
            self._placed[entity.key] = sorted((start, n) for n, start in enumerate(starts))
        return self._placed[entity.key]

    def ruled(self, title: Title) -> str | None:
        """The kind of place that a position is always of."""
        return patterns.RULED.get(self.words.lemma(title.head))
