"""The country, region or city that a title without a name is of: "губернатор", "глава страны"."""

from __future__ import annotations

import re

from extract.annotations import Entity, Mention
from extract.stages.careers import patterns
from extract.stages.careers.bodies import Bodies
from extract.stages.careers.offices import FEW, may_have
from extract.stages.careers.title import Title

# Half of each changes no row of 46 articles, double two (_CLEAR).
_CLEAR = 2  # times as often as any other an article must speak of a country
_STEM = 3  # letters that a place and its adjective must share


class Ruled:
    """One document."""

    def __init__(self, bodies: Bodies) -> None:
        self.words = bodies.words
        self.bodies = bodies
        self._of_kind: dict[str, list[Entity]] = {}

    def kind(self, title: Title) -> str | None:
        """Which kind of place a title is of, by its noun or the general word that it has."""
        words = self.words
        general = self.bodies.general_place(title)
        if general is not None:
            return patterns.PLACE_KINDS.get(words.lemma(general))
        before = [words.lemma(i) for i in range(title.left, title.head)]
        local = next((patterns.LOCAL[word] for word in before if word in patterns.LOCAL), None)
        if local is not None or any(map(patterns.is_local, before)):
            return local
        if title.end > title.head + 1 and not title.inner:
            return None  # "президент компании"
        inner = [patterns.RULED.get(words.lemma(one.head)) for one in title.inner]
        served = next((kind for kind in inner if kind and kind != "country"), None)
        return patterns.RULED.get(words.lemma(title.head), served)

    def place(self, title: Title, taken: set[str], bound: set[str]) -> Mention | None:
        """The place that the article speaks of most.

        Args:
            taken: Keys of places whose like rulers are others.
            bound: Keys of places whose rulers of whatever kind are others: rather not those.
        """
        named = self._by_adjective(title)
        if named is not None:
            return named
        kind = self.kind(title)
        general = self.bodies.general_place(title)
        word = self.words.lemma(general) if general is not None else ""
        noun = self.words.lemma(title.head)
        found = [
            entity
            for entity in self._places(kind or "")
            if entity.key not in taken and _is_called(entity, word) and may_have(entity, noun)
        ]
        found = [entity for entity in found if entity.key not in bound] or found
        ranked = sorted(found, key=lambda entity: -len(entity.mentions))
        if not ranked:
            return None
        near = self._just_before(title, found) if general is not None else None
        if near is not None:
            return near
        if general is not None and self.words.lemma(general - 1) == "этот":
            return self._named_last(title, found)
        count = len(ranked[0].mentions)
        second = len(ranked[1].mentions) if len(ranked) > 1 else 0
        least = _CLEAR * max(second, 1) if kind == "country" and noun not in FEW else 1
        if count <= second or count < least or (kind == "city" and 2 * count < 3 * second):
            return None
        return self.bodies.plainest(ranked[0])

    def _just_before(self, title: Title, found: list[Entity]) -> Mention | None:
        """The last of some places that the sentence names before "глава региона"."""
        words = self.words
        first = words.sentence_starts[words.sentence(title.head)]
        named = [
            (words.spans[mention][0], mention) for entity in found for mention in entity.mentions
        ]
        before = [pair for pair in named if first <= pair[0] < title.left]
        return max(before, key=lambda pair: pair[0])[1] if before else None

    def _named_last(self, title: Title, found: list[Entity]) -> Mention | None:
        """ "Гости прибыли в Чили. Президент этой страны": the last that was named."""
        spans = self.words.spans
        before = [m for entity in found for m in entity.mentions if spans[m][0] < title.left]
        return max(before, key=lambda mention: spans[mention][0], default=None)

    def _by_adjective(self, title: Title) -> Mention | None:
        """ "якутский мэр": of the place of the article that begins as its adjective does."""
        words = self.words
        kind = self.bodies.ruled(title)
        for i in range(title.left, title.head):
            stem = re.sub(r"(?:ий|ой)$", "", words.lemma(i)) if kind else ""
            if stem and patterns.is_local(words.lemma(i)):
                stem = stem.removesuffix("ск").removesuffix("ц")
                found = [e for e in self._places(kind or "") if _begins(e, stem)]
                return self.bodies.plainest(found[0]) if len(found) == 1 else None
        return None

    def _places(self, kind: str) -> list[Entity]:
        if kind not in self._of_kind:
            self._of_kind[kind] = [e for e in self.bodies.entities if self.bodies.is_kind(e, kind)]
        return self._of_kind[kind]


def _begins(entity: Entity, stem: str) -> bool:
    name = entity.name.lower().replace("ё", "е")
    least = max(min(len(stem), len(name)) - 1, _STEM)
    return name[:least] == stem[:least] and len(stem) >= _STEM


def _is_called(entity: Entity, word: str) -> bool:
    """ "республика" may stand for Татарстан, but not for Самарская область."""
    name = entity.name.lower()
    if word == "республика":
        return not any(other in name for other in patterns.SORTS - {"республика"})
    return word not in patterns.SORTS or word in name
