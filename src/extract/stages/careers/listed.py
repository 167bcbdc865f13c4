"""Plural titles of lists: "такие режиссёры, как Котов и Львов", "Орлова, Львова и другие актрисы".

Each of those named is one; a title of bodies that are divided among its holders is left to the
other rules.
"""

from __future__ import annotations

from extract.stages.careers import patterns
from extract.stages.careers.claims import Claims
from extract.stages.careers.rows import Row, Rows
from extract.stages.careers.title import Title

_OTHERS = frozenset({"другой", "прочий", "иной", "остальной", "многий"})
_AMONG = frozenset({"включая", "например", "вроде", "типа"})
_PHRASE = 6  # tokens between a title and the colon of its list


class Listed:
    """One document."""

    def __init__(self, claims: Claims) -> None:
        self.words = claims.words
        self.titles = claims.titles
        self.claims = claims
        self.rows = Rows(claims.words, claims.titles.people)

    def find(self) -> None:
        """Gives the titles of lists to all whom the lists name."""
        for title in self.titles.found:
            if title.is_plural and not title.is_planned and title.head not in self.claims.taken:
                row = self._before(title) or self._after(title) or self._behind_colon(title)
                for index, (person, *_) in enumerate(row):
                    self.claims.add(person, title, "listed", share=(index, len(row)))

    def _before(self, title: Title) -> Row:
        """ "Орлова, Львова и другие актрисы"."""
        words = self.words
        others = any(words.lemma(i) in _OTHERS for i in range(title.left, title.head))
        end = title.left - 1
        if not others or words.lower(end) != "и":
            return []
        row: Row = []
        while end in self.rows.ending:
            person = self.rows.ending[end]
            start = words.spans[person][0]
            if not self.claims.agrees(title, start, end):
                break  # "спорил с Котовым, Орлова и другие депутаты ушли"
            row.append((person, start, end))
            if words.lower(start - 1) not in (",", "и"):
                break
            end = start - 1
        return row[::-1]

    def _after(self, title: Title) -> Row:
        """ "такие режиссёры, как Котов и Львов", "актрисы, включая Орлову"."""
        words, at = self.words, title.end
        such = any(words.lemma(i) == "такой" for i in range(title.left, title.head))
        comma = words.lower(at) == ","
        at += comma
        if (such and words.lower(at) == "как") or (comma and words.lower(at) in _AMONG):
            at += 1
            return self.rows.row(at + (words.lower(at) == ","))
        return []

    def _behind_colon(self, title: Title) -> Row:
        """ "гимнастки из Омска: Анна Орлова и Мария Львова"."""
        words = self.words
        for at in range(title.end, min(title.end + _PHRASE, words.sentence_end(title.head))):
            if words.lower(at) == ":":
                row = self.rows.row(at + 1)
                fits = all(self.claims.agrees(title, *one[1:]) for one in row)
                return row if len(row) > 1 and fits else []
            verb = words.pos(at) in ("VERB", "AUX", "PUNCT")
            if verb or at in self.titles.people or words.lower(at) in patterns.DASHES:
                return []
        return []
