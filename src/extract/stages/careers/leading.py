"""Positions without a title: who leads a body, who joins a board."""

from __future__ import annotations

import functools

from spacy.strings import get_string_id

from extract.stages.careers import patterns
from extract.stages.careers.claims import Claim, Claims
from extract.stages.careers.clauses import Clauses, Found
from extract.stages.careers.rows import Rows
from extract.stages.careers.title import Title

_LED = frozenset({"ORGANIZATION", "COUNTRY", "STATE_OR_PROVINCE", "CITY", "FACILITY"})
_LEAD = frozenset(map(get_string_id, patterns.LEAD))
_BOARDS = frozenset(map(get_string_id, patterns.BOARDS | {"жюри", "комитет", "комиссия", "палата"}))


class Leading:
    """One document."""

    def __init__(self, claims: Claims, clauses: Clauses) -> None:
        self.words = claims.words
        self.titles = claims.titles
        self.claims = claims
        self.clauses = clauses
        self.rows = Rows(claims.words, claims.titles.people)

    def find(self) -> None:
        """Adds what is found."""
        self._led()
        self._led_parts()
        self._members()

    def _led(self) -> None:
        """ "возглавляет министерство обороны": its head."""
        words = self.words
        for start, (body, end) in self.titles.opening.items():
            if body.type not in _LED or words.pos(start - 1) == "ADP":
                continue
            root = next((i for i in range(start, end) if not start <= words.heads[i] < end), start)
            verb = self._verb(start, root, end)
            if verb is None or not self.clauses.is_told(verb):
                continue
            if all(words.pos(i) == "ADJ" for i in range(start, end)):
                continue  # "возглавляет чешский режиссёр"
            found = self._named(verb, start, end) or self.clauses.subject(verb)
            if found is not None:
                title = Title(start, start, root, end, "Gen")
                former = self.clauses.is_over(verb, patterns.LEAD_HELD)
                self.claims.found.append(Claim(found[0], title, "led", is_former=former, led=body))

    def _verb(self, start: int, root: int, end: int) -> int | None:
        """The verb that leads a name: beside it, whatever the parse says, or over it."""
        words, over = self.words, self.words.heads[root]
        if words.lemma(root) in patterns.NOT_LED:
            return None
        if words.lemma(start - 1) in patterns.LEAD and words.feature(start - 1, "Voice") != "Pass":
            return start - 1
        if words.lemma(end) in patterns.LEAD and self._beyond(end):
            return end  # "Комитет возглавил Иван Котов"
        over_it = words.dep(root) in ("obj", "obl", "nmod") and words.lemma(over) in patterns.LEAD
        return over if over_it else None

    def _named(self, verb: int, start: int, end: int) -> Found | None:
        """ "возглавил Иван Котов", "возглавляющий банк Иван Котов": the name right behind."""
        words = self.words
        if verb == end:
            return self._beyond(verb)
        person, _ = self.titles.people.get(self.rows.aside(end), (None, 0))
        if person is None or verb != start - 1 or not words.is_modifier(verb):
            return None
        cases = {case for i in range(*words.spans[person]) for case in self.claims.possible(i)}
        return (person, "name") if words.feature(verb, "Case") in cases else None

    def _beyond(self, verb: int) -> Found | None:
        """Whose name in the nominative stands right after a verb."""
        person, end = self.titles.people.get(verb + 1, (None, 0))
        if person is None or self.words.feature(verb, "VerbForm") != "Fin":
            return None
        nominative = all("Nom" in self.claims.possible(i) for i in range(verb + 1, end))
        return (person, "name") if nominative else None

    def _led_parts(self) -> None:
        """ "возглавляет отдел продаж «Луча»": parts that nothing marks of bodies that it does."""
        words = self.words
        for verb in [i for i, code in enumerate(words.lemmas) if code in _LEAD]:
            noun = next((i for i in words.children(verb) if self._is_part(i)), None)
            if noun is None or not self.clauses.is_told(verb):
                continue
            title, found = self._phrase(noun), self.clauses.subject(verb)
            named = any(i in self.marked for i in range(title.head, title.end))
            if found is not None and named:
                former = self.clauses.is_over(verb, patterns.LEAD_HELD)
                self.claims.found.append(Claim(found[0], title, "led", is_former=former))

    def _is_part(self, i: int) -> bool:
        words = self.words
        led = words.dep(i) == "obj" or (words.dep(i) == "obl" and words.feature(i, "Case") == "Ins")
        return led and words.lemma(i) in patterns.BODIES and i not in self.marked

    @functools.cached_property
    def marked(self) -> set[int]:
        """The tokens of names of bodies."""
        return {
            i for start, (body, end) in self.titles.opening.items() if body.type in _LED
            for i in range(start, end)
        }  # fmt: skip

    def _phrase(self, noun: int) -> Title:
        """A noun with what belongs to it."""
        start = self._first(noun)
        title = Title(start, start, noun, noun + 1, self.words.feature(noun, "Case"))
        title.end = self.titles.phrases.end(title)
        return title

    def _first(self, noun: int) -> int:
        """The first of the modifiers before a noun."""
        while self.words.is_modifier(noun - 1):
            noun -= 1
        return noun

    def _members(self) -> None:
        """ "вошёл в совет директоров", "введён в состав комитета": a member of it."""
        words = self.words
        for noun in [i for i, code in enumerate(words.lemmas) if code in _BOARDS]:
            start = self._first(noun)
            before = words.lower(start - 1)
            composed = before.startswith("состав") and words.lower(start - 2) == "в"
            if words.is_noun(noun) and (before == "в" or composed):
                self._join_board(self._phrase(noun), start - 1 - (before != "в"))

    def _join_board(self, title: Title, first: int) -> None:
        words = self.words
        inside = range(first, title.end)
        over = (i for at in inside if words.heads[at] not in inside for i in words.up(at))
        verb = next((i for i in over if words.lemma(i) in patterns.JOIN), None)
        if verb is None or not self.clauses.is_told(verb):
            return
        found = self.clauses.appointed(verb) or self.clauses.subject(verb)
        if found is None or found[1] != "name":
            return
        several = words.feature(verb, "Number") == "Plur"
        row = self.rows.row(words.spans[found[0]][0]) if several else []
        people = [person for person, *_ in row] or [found[0]]
        self.claims.found.extend(Claim(person, title, "member") for person in people)
