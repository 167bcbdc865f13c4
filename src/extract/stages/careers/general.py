"""Bodies that a general word stands for: "глава ведомства", "председатель правления фонда"."""

from __future__ import annotations

import re

from extract.annotations import Mention
from extract.stages.careers import patterns
from extract.stages.careers.bodies import Bodies
from extract.stages.careers.title import Title

_FAR = 3  # sentences back in which a general word's body is looked for
_NEAR = 3  # tokens between a noun and the name of what it is: "журнал о кино «Экран»"


class General:
    """One document."""

    def __init__(self, bodies: Bodies) -> None:
        self.words = bodies.words
        self.bodies = bodies
        self.named = [
            (start, bodies.key(mention) or "", mention)
            for start, _, mention in bodies.names
            if mention.type == "ORGANIZATION" and bodies.is_named(mention)
        ]
        self._kinds: dict[str, set[str]] = {}

    def body(self, title: Title) -> Mention | None:
        """The one body that is meant by the last noun of a title, or by a title alone."""
        words = self.words
        nouns = [i for i in range(title.head + 1, title.end) if words.is_noun(i)]
        if not nouns:
            chamber = patterns.CHAMBERS.get(words.lemma(title.head))
            return self._only(chamber) if chamber and title.end == title.head + 1 else None
        noun = nouns[-1]
        if words.feature(noun, "Number") == "Plur":
            return None
        lemma = words.lemma(noun)
        if lemma in patterns.OWN_NOUNS:
            return self._called(lemma)
        kind = patterns.GENERAL_BODIES.get(lemma)
        return self._nearest(kind, title.left) if kind else None

    def _only(self, pattern: re.Pattern[str]) -> Mention | None:
        """The one body of the article whose name is of a kind."""
        found = {key: mention for _, key, mention in self.named if self._is(mention, pattern)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _called(self, noun: str) -> Mention | None:
        """The one body of the article that is called a фонд, a партия."""
        found = {
            key: mention
            for start, key, mention in self.named
            if noun in self._nouns(start, self.words.spans[mention][1])
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _nouns(self, start: int, end: int) -> set[str]:
        """The nouns of a name and of what stands right before its quotes."""
        words = self.words
        first = start
        if words.texts[start - 1 : start] and words.texts[start - 1] in patterns.OPENING:
            first = max(start - 1 - _NEAR, words.sentence_starts[words.sentence(start)])
        return {words.lemma(i) for i in range(first, end) if words.is_noun(i)}

    def _nearest(self, pattern: re.Pattern[str], before: int) -> Mention | None:
        """The one body of a kind in the nearest sentence that names any, up to a token."""
        words = self.words
        sentence = words.sentence(before)
        for back in range(min(_FAR, sentence + 1)):
            first = words.sentence_starts[sentence - back]
            found = {
                key: mention
                for start, key, mention in self.named
                if first <= start < before
                and self._is(mention, pattern)
                and not self._is_source(start)
            }
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
            before = first
        return None

    def _is(self, mention: Mention, pattern: re.Pattern[str]) -> bool:
        return bool(pattern.match(self.words.written(*self.words.spans[mention]).lower()))

    def _is_source(self, start: int) -> bool:
        """ "сообщает ТАСС": who reports is not who is reported on."""
        words = self.words
        over = [start, *words.up(start)][:4]
        return any(words.lemma(i) in patterns.REPORTING for i in over)
