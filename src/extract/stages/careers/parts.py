"""Bodies and their parts: who leads a committee of a chamber is of the chamber."""

from __future__ import annotations

import itertools

from extract.annotations import Mention
from extract.stages.careers import kinds, patterns
from extract.stages.careers.areas import Areas, Named
from extract.stages.careers.titles import PLACES


class Parts(Areas):
    """One document."""

    def organization(self, names: list[Named]) -> Mention | None:
        """The outermost organization, or the whole that it is a part of."""
        words = self.words
        body = None
        for name in names:
            if name.mention.type != "ORGANIZATION" or self._lacks_noun(name.start):
                continue
            if body is None:
                body = name.mention
                continue
            inner = self._lies_in(body, name.start, name.end)
            follows = words.spans[body][1] <= name.start and self.is_named(name.mention)
            if (inner or follows) and self._is_part(body):
                body = name.mention
        return body

    def _lacks_noun(self, start: int) -> bool:
        """ "отдела [политического планирования Госдепартамента]": its noun is outside."""
        words = self.words
        field = words.texts[start].islower() and words.lemma(start) not in patterns.BODIES
        return field and words.lemma(start - 1) in patterns.DIVISIONS

    def whole(self, body: Mention) -> Mention:
        """ "наблюдательный совет": the company that the article names with it."""
        if not self._is_part(body):
            return body
        entity = self.entity.get(body)
        for mention in entity.mentions if entity else ():
            if self.is_named(mention):
                start, end = self.words.spans[mention]
                inner = [
                    name.mention
                    for name in self.within(start + 1, end)
                    if name.mention.type == "ORGANIZATION" and self.is_named(name.mention)
                ]
                if inner:
                    return inner[0]
        return body

    def _lies_in(self, body: Mention, start: int, end: int) -> bool:
        """Whether a name stands after the first noun of a body's: "палаты [Госдумы]"."""
        first, last = self.words.spans[body]
        noun = next((i for i in range(first, last) if self.words.is_noun(i)), first)
        return noun < start and end <= last

    def _is_part(self, body: Mention) -> bool:
        """A committee, a chamber: by its first noun; not what sees to a region."""
        noun = self.noun(body)
        inner = noun in patterns.DIVISIONS | kinds.AIDES and not self._is_regional(body)
        return inner or not self.is_named(body)

    def _is_regional(self, body: Mention) -> bool:
        """ "омское управление фонда", "управление фонда по Омской области"."""
        words, (start, end) = self.words, self.words.spans[body]
        before = itertools.takewhile(words.is_modifier, range(start, end))
        named = self.within(start, end)
        task = any(
            words.lower(name.start - 1) == "по" and name.mention.type in PLACES for name in named
        )
        return task or any(
            patterns.is_local(lemma) or lemma in kinds.TERRITORIAL
            for lemma in map(words.lemma, before)
        )

    def noun(self, body: Mention) -> str:
        """Lemma of its first noun."""
        start, end = self.words.spans[body]
        noun = next((i for i in range(start, end) if self.words.is_noun(i)), start)
        return self.words.lemma(noun)

    def is_named(self, body: Mention) -> bool:
        """Whether it has a capital beyond a sentence's first letter."""
        return any(char.isupper() for char in self.words.written(*self.words.spans[body]))
