"""Titles that stand after a name: "Герман Греф, глава Сбербанка"."""

from __future__ import annotations

import re

from extract.annotations import Mention
from extract.stages.careers import patterns
from extract.stages.careers.claims import Claims
from extract.stages.careers.rows import REMARK, Row, Rows
from extract.stages.careers.title import Title

# How sure the model must be of what cases contradict: rather right than wrong; half or double
# changes no row of 46 articles.
OVER_CASE = 0.5
_DEGREE = re.compile(r"[а-я]{1,4}$|(?:[а-я]{1,4}\.)+[а-я]{0,4}$")  # "к.м.н", a letter of it
_DEGREES = 10  # tokens of "д. ф.-м. н."


class After:
    """One document."""

    def __init__(self, claims: Claims) -> None:
        self.words = claims.words
        self.titles = claims.titles
        self.claims = claims
        self.rows = Rows(self.words, self.titles.people)
        self.ending = self.rows.ending

    def after(self, title: Title) -> None:
        """ "Герман Греф, глава Сбербанка"."""
        at, former = self._before_asides(title.left - 1)
        mark = self.words.lower(at)
        if mark in ("и", "или"):
            self._join(title, at, former)
            return
        dash = mark in patterns.DASHES
        if not dash and mark not in (",", "("):
            return
        end = self._name_end(at)
        if end not in self.ending or self._names_body(at, end - 1):
            if mark != "(":  # "статс-секретарь — заместитель министра"
                self._join(title, at, former)
        elif not self._is_of_next(title, dash=dash):
            self._give(title, end, mark, former)

    def _name_end(self, mark: int) -> int:
        """One past the last token of the name, if it is one, before a comma, dash or bracket."""
        words, before = self.words, mark - 1
        if words.lower(mark) in patterns.DASHES and words.lower(before) == ",":
            before -= 1
        if words.lower(before) == ")":
            near = range(before, max(before - REMARK, 0), -1)
            before = next((i for i in near if words.lower(i) == "("), before) - 1
        if before + 1 not in self.ending and words.lower(before) == ".":  # "Орлов К. К."
            before = self._before_degree(before)
        return before + 1

    def _before_degree(self, stop: int) -> int:
        """The token before "к. т. н." behind a comma; without that the one before its stop."""
        words, at = self.words, stop
        letters = ""
        while at > stop - _DEGREES and (words.lower(at) == "." or _DEGREE.match(words.lower(at))):
            letters = words.lower(at) + letters
            at -= 1
        is_degree = words.lower(at) == "," and letters[:1] in ("д", "к") and letters.endswith("н.")
        return at - 1 if is_degree else stop - 1

    def _is_of_next(self, title: Title, *, dash: bool) -> bool:
        """Whether a title speaks of what follows it, not of the name before."""
        words, end = self.words, title.end
        if dash and self._has_verb(title):
            return True
        if words.lower(end) in patterns.DASHES and end + 1 in self.titles.people:
            return True
        following = self.titles.by_left.get(end)
        if following is not None and following.head in self.claims.taken:
            return True
        at = self.rows.aside(end)
        if at not in self.titles.people or title.is_plural:
            return False
        return self.claims.agrees(title, at, self.titles.people[at][1])

    def _give(self, title: Title, end: int, mark: str, former: bool) -> None:
        """Adds a title, in their case, to those whose names end there."""
        if title.is_plural:
            self._share(title, self.rows.row_back(end))
            return
        person = self.ending[end]
        agrees = self.claims.agrees(title, *self.words.spans[person])
        if mark in patterns.DASHES and not agrees and title.case not in ("Nom", ""):
            return
        may_be = agrees or (mark != "," and title.case == "Nom")
        apart = self.claims.is_of_another(title, person) or self._has_verb(title)
        sure = self.claims.score(person, title) >= OVER_CASE and not apart
        if may_be or sure:
            self.claims.add(person, title, "after", is_former=former)

    def _names_body(self, at: int, last: int) -> bool:
        """ "ректор университета имени Орлова, президент союза": the name is in a title."""
        start = self.words.spans[self.ending[last + 1]][0]
        return any(claim.title.head < start for claim in self.claims.by_end.get(at, ()))

    def _has_verb(self, title: Title) -> bool:
        """ "… сообщил Иванов — глава города уехал": the title acts in a clause of its own."""
        words = self.words
        return words.dep(title.head).startswith("nsubj") and words.heads[title.head] > title.head

    def _join(self, title: Title, at: int, former: bool) -> None:
        """ "Греф, председатель правления и член совета": the holder of the title before."""
        words = self.words
        if self.rows.aside(title.end) in self.titles.people:
            return
        for claim in self.claims.by_end.get(at, ()):
            alike = claim.title.case == title.case and claim.rule in ("after", "joined")
            said = words.lower(at) != "," or self._is_one_more(claim.person, title)
            if alike and said and not title.is_plural:
                self.claims.add(claim.person, title, "joined", is_former=former or claim.is_former)

    def _is_one_more(self, person: Mention, title: Title) -> bool:
        """ "Котов, профессор, депутат Думы.": the model says so, or their row ends there."""
        words = self.words
        closed = words.lower(title.end) in (",", ".", ";", ")", "", "\n")
        loner = words.dep(title.head).startswith(("nsubj", "obj", "obl", "root"))
        return bool(self.claims.score(person, title)) or (closed and not loner)

    def _before_asides(self, at: int) -> tuple[int, bool]:
        """The token before words such as "ныне", and whether they say that it is over."""
        words, former = self.words, False
        while at > 0:
            lower = words.lower(at)
            if lower in patterns.ASIDES:
                former = former or lower in patterns.FORMER_ASIDES
                at -= 1
                continue
            phrase = self._phrase_before(at)
            if phrase is None:
                if lower in ("а", "—", "–", "-") and words.lower(at - 1) in (",", *patterns.ASIDES):
                    at -= 1
                    continue
                return at, former
            former = former or phrase not in patterns.SAME
            at -= len(phrase)
        return at, former

    def _phrase_before(self, at: int) -> tuple[str, ...] | None:
        """One of the phrases of several words that may stand there."""
        words = self.words
        for phrase in (*patterns.FORMER_PHRASES, *patterns.SAME):
            if words.lower(at) == phrase[-1] and phrase == tuple(
                words.lower(i) for i in range(at - len(phrase) + 1, at + 1)
            ):
                return phrase
        return None

    def _share(self, title: Title, row: Row) -> None:
        """One position for each of several; for one alone only what the model is sure of."""
        if len(row) == 1 and self.claims.score(row[0][0], title) >= OVER_CASE:
            self.claims.add(row[0][0], title, "model")
        for index, (person, *_) in enumerate(row if len(row) > 1 else ()):
            self.claims.add(person, title, "listed", share=(index, len(row)))
