"""Who follows whom: "Котова на посту мэра сменил Львов", "Львов занял место мэра Котова"."""

from __future__ import annotations

from extract.annotations import Mention
from extract.stages.careers.claims import Claims
from extract.stages.careers.clauses import Clauses
from extract.stages.careers.title import Title

_FOLLOW = frozenset({"сменить", "сменять", "заменить"})
_SEATS = frozenset({"место", "кресло"})
_POSTS = _SEATS | {"пост", "должность"}
_TAKE = frozenset({"занять", "получить"})


class Succession:
    """One document."""

    def __init__(self, claims: Claims, clauses: Clauses) -> None:
        self.words = claims.words
        self.claims = claims
        self.people = claims.titles.people
        self.ending = {end: person for person, end in self.people.values()}
        self.clauses = clauses

    def find(self) -> None:
        """Gives a post to who takes it, and as over to whom it is taken from."""
        for title in self.claims.titles.found:
            post = title.left - 1
            if title.is_plural or title.is_planned or self.words.lemma(post) not in _POSTS:
                continue
            verb = self._verb(post)
            if verb is None or not self.clauses.is_told(verb):
                continue
            new = self.clauses.subject(verb)
            old = self._before(title, verb)
            if new is None or new[1] != "name" or new[0] == old:
                continue
            if old is not None:
                self.claims.add(old, title, "post", is_former=True)
            if old is not None or self.words.lemma(post) in _SEATS:
                self.claims.add(new[0], title, "post")

    def _verb(self, post: int) -> int | None:
        """The verb over "на посту", or the one whose object "место" is."""
        words = self.words
        stays = words.lower(post - 1) in ("на", "в")
        wanted = _FOLLOW if stays else _TAKE
        over = words.up(post) if stays else iter([words.heads[post]])
        return next((i for i in over if words.lemma(i) in wanted), None)

    def _before(self, title: Title, verb: int) -> Mention | None:
        """Who held a post: named behind it, before it, or as whom the verb is done to."""
        if title.end in self.people:
            person, end = self.people[title.end]
            nominative = self.claims.cases(title.end, end) == {"Nom"}
            return None if nominative else person
        if title.left - 2 in self.ending and self.words.lemma(verb) in _FOLLOW:
            return self.ending[title.left - 2]
        for child in self.words.children(verb):
            if child in self.clauses.person_of and self.words.dep(child) == "obj":
                return self.clauses.person_of[child]
        return None
