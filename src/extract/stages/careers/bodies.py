"""The body or place that a position is of, and what the rest of the article adds to it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.annotations import Entity, Mention
from extract.stages.careers import forms, patterns
from extract.stages.careers.title import Title
from extract.stages.careers.titles import BODY_TYPES
from extract.stages.careers.words import Words

_PLACES = BODY_TYPES - {"ORGANIZATION", "FACILITY"}
_KINDS = {"STATE_OR_PROVINCE": "region", "COUNTRY": "country", "CITY": "city"}
_RULED = frozenset({"губернатор", "вице-губернатор", "экс-губернатор"})


class Bodies:
    """One document."""

    def __init__(self, words: Words, entities: Iterable[Entity]) -> None:
        self.words = words
        self.entities = list(entities)
        self.entity = {mention: entity for entity in self.entities for mention in entity.mentions}
        self.within: list[tuple[int, int, Mention]] = sorted(
            (start, -end, mention)
            for mention, (start, end) in words.spans.items()
            if mention.type in BODY_TYPES
        )

    def of(self, title: Title) -> Mention | None:
        """The body that a title names; of a part of a body the whole."""
        words = self.words
        inside = [
            (start, -end, mention)
            for start, end, mention in self.within
            if title.start <= start and -end <= title.end and not start <= title.head < -end
        ]
        named = [item for item in inside if item[0] > title.head]
        task = next((i for i in range(title.head, title.end) if words.lower(i) == "по"), title.end)
        if words.lemma(title.head) == "министр":  # "по вопросам выхода из Евросоюза"
            named = [item for item in named if item[0] < task or item[1] == title.end]
            named = [i for i in named if i[0] < task or i[2].type in _PLACES]
        bodies = [item for item in named if item[2].type == "ORGANIZATION"]
        body = None
        for start, end, mention in bodies:
            inner = body is not None and self._lies_in(body, start, end)
            if (
                body is None
                and self.words.is_modifier(start)
                and self.words.lemma(start - 1) in (patterns.DIVISIONS)
            ):
                continue  # "отдела [политического планирования Госдепартамента]"
            if body is None or (
                (inner or self._follows(body, start))
                and self._is_part(body)
                and (self._is_named(mention) or inner)
            ):
                body = mention
        if body is not None and (self._is_named(body) or not self._is_common(body)):
            return None if self._is_board(body) else body
        if words.lemma(title.head) in patterns.DIPLOMATS and inside and inside[0] not in named:
            return inside[0][2]  # "российский посол в Турции"
        places = [item for item in named if item[2].type in _PLACES] or [
            item for item in inside if item[2].type in _PLACES
        ]
        if places:
            return places[-1 if places[0][0] > task else 0][2]
        return body or next((item[2] for item in named), None)

    def whole(self, body: Mention) -> Mention:
        """ "наблюдательный совет": the company that the article names with it."""
        if not self._is_part(body):
            return body
        entity = self.entity.get(body)
        for mention in entity.mentions if entity else ():
            if mention in self.words.spans and self._is_named(mention):
                start, end = self.words.spans[mention]
                inner = [
                    m for s, e, m in self.within
                    if start < s and -e <= end and m.type == "ORGANIZATION" and self._is_named(m)
                ]  # fmt: skip
                if inner:
                    return inner[0]
        return body

    def of_board(self, noun: int) -> Mention | None:
        """The one body whose board the article speaks of, for "председатель совета"."""
        words = self.words
        if words.lemma(noun) not in patterns.BOARDS or not words.is_modifier(noun - 1):
            return None
        found: dict[str, Mention] = {}
        for start, _, mention in self.within:
            if mention.type != "ORGANIZATION" or not self._is_named(mention):
                continue
            for at in range(max(start - 3, 1), start):
                if words.lemmas[at] == words.lemmas[noun] and (
                    words.lemmas[at - 1] == words.lemmas[noun - 1]
                ):
                    found.setdefault(self.key(mention) or "", mention)
        return next(iter(found.values())) if len(found) == 1 else None

    def like(self, title: Title) -> Mention | None:
        """ "глава управления": the one body of the article whose name begins with its letter."""
        if title.end != title.head + 2:
            return None
        noun = self.words.lemma(title.head + 1)
        letter = patterns.ABBREVIATED.get(noun)
        fitting = [
            entity for entity in self.entities
            if entity.type == "ORGANIZATION" and letter is not None
            and re.match(rf"(?:Г?{letter}[А-ЯЁ]{{2,}}|{noun} \w)", entity.name, re.IGNORECASE)
            and not entity.name.islower() and entity.name[:2].isupper()
        ]  # fmt: skip
        longest = max(fitting, key=lambda entity: len(entity.name), default=None)
        if longest is None or not all(longest.name.startswith(e.name) for e in fitting):
            return None
        return longest.mentions[0]

    def _lies_in(self, body: Mention, start: int, end: int) -> bool:
        """Whether a name stands after the first noun of a body's: "палаты [Госдумы]"."""
        first, last = self.words.spans[body]
        noun = next((i for i in range(first, last) if self.words.is_noun(i)), first)
        return noun < start and end <= last

    def _is_board(self, body: Mention) -> bool:
        """A board of nobody knows whom."""
        noun = self._noun(body)
        entity = self.entity.get(body)
        return noun in patterns.BOARDS and (entity.name if entity else "").islower()

    def _follows(self, body: Mention, start: int) -> bool:
        return self.words.spans[body][1] <= start

    def _is_part(self, body: Mention) -> bool:
        """A committee, a chamber: by its first noun."""
        return self._noun(body) in patterns.DIVISIONS or not self._is_named(body)

    def _noun(self, body: Mention) -> str:
        """Lemma of its first noun."""
        start, end = self.words.spans[body]
        noun = next((i for i in range(start, end) if self.words.is_noun(i)), start)
        return self.words.lemma(noun)

    def _is_named(self, body: Mention) -> bool:
        """Whether it has a capital beyond a sentence's first letter."""
        return any(char.isupper() for char in self.words.written(*self.words.spans[body]))

    def _is_common(self, body: Mention) -> bool:
        """A common noun that coreference joins with no name."""
        entity = self.entity.get(body)
        name = entity.name if entity else self.words.written(*self.words.spans[body])
        return name.islower() and " " not in name

    def ministry(self, title: Title, position: str, place: Mention) -> str | None:
        """ "министр экономики Бурятии" leads "министерство экономики Бурятии"."""
        words = self.words
        if words.lemma(title.head) != "министр" or place.type != "STATE_OR_PROVINCE":
            return None  # those of countries have names of their own
        field = re.sub(r"^.*?министра?(?= |$)", "", position)
        return "министерство" + field if field.count(" ") > 1 else None

    def name(self, body: Mention) -> str:
        """A place as the article calls it ("Сахалин"), a body by its fullest name there."""
        entity = self.entity.get(body)
        plural = any(
            self.words.is_noun(i) and self.words.feature(i, "Number") == "Plur"
            for i in range(*self.words.spans[body])
        )
        if body.type in _PLACES and not (entity and (plural or self.is_adjective(body))):
            start = self.words.spans[body][0]
            kind = self.words.lemma(start - 1) if start else ""
            if kind in ("республика", "провинция", "штат", "земля"):  # "республики Саха"
                return f"{kind} {self.words.written(*self.words.spans[body])}"
            return forms.in_case(self.words, body, "nomn")
        return entity.name if entity else forms.in_case(self.words, body, "nomn")

    def rules(self, body: Mention) -> bool:
        """Whether a body is a place or what rules one."""
        name = self.words.written(*self.words.spans[body]).lower()
        return body.type in _PLACES or name.startswith(patterns.RULING)

    def is_adjective(self, body: Mention) -> bool:
        """ "российский"."""
        start, end = self.words.spans[body]
        return not any(self.words.is_noun(i) for i in range(start, end))

    def known(self, body: Mention | None) -> Mention | None:
        """The body, where the article names it somewhere."""
        if body is None or not self._is_common(body):
            return body
        return None

    def key(self, body: Mention | None) -> str | None:
        entity = self.entity.get(body) if body else None
        return entity.key if entity else None

    def general_place(self, title: Title) -> int | None:
        """The word that stands for a place in "глава региона", "губернатор края"."""
        words = self.words
        for i in range(title.head + 1, title.end):
            if words.lemma(i) in patterns.GENERAL_PLACES and words.feature(i, "Number") != "Plur":
                after = i + 1
                if after >= title.end or not any(
                    start in (i, after) for start, _, m in self.within if m.type in _PLACES
                ):
                    return i
        return None

    def only(self, wanted: str) -> Mention | None:
        """The one place of a kind that an article names: region, country, city."""
        regions: dict[str, Mention] = {}
        for entity in self.entities:
            kind = entity.place.kind if entity.place else None
            kind = kind or _KINDS.get(entity.type)
            letters = self.words.written(*self.words.spans[entity.mentions[0]])
            if kind == wanted and not (letters.isupper() and len(letters) < 4):  # "РК"
                regions[entity.key] = self.plainest(entity)
        return next(iter(regions.values())) if len(regions) == 1 else None

    def plainest(self, entity: Entity) -> Mention:
        """A mention that is a noun, the longest."""
        words = self.words

        def rank(mention: Mention) -> tuple[bool, int, int]:
            start, end = words.spans[mention]
            noun = any(words.is_noun(i) for i in range(start, end))
            return noun, end - start, -start

        return max((m for m in entity.mentions if m in words.spans), key=rank)

    def is_ruled(self, title: Title) -> bool:
        """Whether a position is always of a region."""
        return self.words.lemma(title.head) in _RULED
