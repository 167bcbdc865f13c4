"""Titles that stand for whom the text has just named: "Пётр Львов … Глава ведомства заявил"."""

from __future__ import annotations

import functools

from extract.annotations import Mention
from extract.stages.careers import patterns
from extract.stages.careers.claims import Claims
from extract.stages.careers.clauses import Clauses
from extract.stages.careers.title import Title
from extract.stages.careers.titles import BODY_TYPES

# Sentences from a headline to the name: one loses a row of 2,031 articles, four change none.
_UNDER = 2


class Recalled:
    """One document."""

    def __init__(self, claims: Claims, clauses: Clauses) -> None:
        self.words = claims.words
        self.claims = claims
        self.clauses = clauses
        self.titles = claims.titles

    @functools.cached_property
    def of_sentence(self) -> dict[int, dict[str, Mention]]:
        """Of each sentence the people that it names, by their keys."""
        found: dict[int, dict[str, Mention]] = {}
        for person, _ in self.titles.people.values():
            sentence = self.words.sentence(self.words.spans[person][0])
            found.setdefault(sentence, {}).setdefault(self._key(person), person)
        return found

    def find(self) -> None:
        """Gives a title with its body to the one person of the sentence before or its own."""
        for title in self.titles.found:
            if title.head in self.claims.taken or not self._is_whole(title):
                continue
            person = self._alone(title) or self._announced(title)
            if person is not None and not self._holds(person) and self._may_be(title, person):
                self.claims.add(person, title, "recalled")

    def _may_be(self, title: Title, person: Mention) -> bool:
        """By the verb's gender, and by the model, which may know of another."""
        words, key = self.words, self._key(person)
        verb = words.feature(words.heads[title.head], "Gender")
        gender = {"Fem": "female", "Masc": "male"}.get(verb) if self._acts(title) else None
        known = self.claims.gender(person)
        if gender is not None and known is not None and known != gender:
            return False
        rivals = self.claims.rivals.get(title.head, ())
        return all(self._key(rival) == key for rival, _ in rivals)

    def _acts(self, title: Title) -> bool:
        words = self.words
        subject = words.dep(title.head).startswith("nsubj")
        return subject and words.pos(words.heads[title.head]) == "VERB"

    def _holds(self, person: Mention) -> bool:
        """Whether another title with its body is a person's."""
        key = self._key(person)
        return any(
            self._has_body(claim.title)
            for other, claims in self.claims.by_person.items()
            if self._key(other) == key
            for claim in claims
        )

    def _key(self, person: Mention) -> str:
        entity = self.claims.entities.get(person)
        return entity.key if entity else self.words.written(*self.words.spans[person])

    def _is_whole(self, title: Title) -> bool:
        """An office of one, told with its body, of no one else's."""
        words = self.words
        return (
            (words.lemma(title.head) in patterns.POSITIONS or title.head in self.claims.rivals)
            and not (title.is_plural or title.is_planned or title.is_one_of)
            and not self.claims.is_open(title)
            and not self.claims.is_of_relative(title)
            and words.dep(title.head).startswith(("nsubj", "obj"))
            and self._has_body(title)
        )

    def _has_body(self, title: Title) -> bool:
        opening = self.titles.opening
        return any(
            i in opening and opening[i][0].type in BODY_TYPES for i in range(title.start, title.end)
        )

    def _alone(self, title: Title) -> Mention | None:
        """Whom the sentence before names, where neither names anyone else."""
        sentence = self.words.sentence(title.head)
        here = self.of_sentence.get(sentence, {})
        before = self.of_sentence.get(sentence - 1, {})
        if len(before) != 1 or here.keys() - before.keys():
            return None
        return next(iter(before.values()))

    def _announced(self, title: Title) -> Mention | None:
        """ "Глава МИД Чехии недоволен" over "Иван Котов сказал": who is named first, under it."""
        words = self.words
        first = min(self.of_sentence, default=0)
        above = words.sentence(title.head)
        if not above < first <= above + _UNDER or not self._acts(title):
            return None
        below = self.of_sentence[first]
        person = next(iter(below.values()))
        subject = any(words.dep(i).startswith("nsubj") for i in range(*words.spans[person]))
        return person if len(below) == 1 and subject else None
