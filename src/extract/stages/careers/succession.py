"""Who follows whom: "Котова на посту мэра сменил Львов", "Львов занял место мэра Котова"."""

from __future__ import annotations

import dataclasses
from collections import defaultdict

from extract.annotations import Mention
from extract.stages.careers import patterns
from extract.stages.careers.claims import Claim, Claims
from extract.stages.careers.clauses import Clauses
from extract.stages.careers.title import Title

_FOLLOW = frozenset({"сменить", "сменять", "заменить", "поменять"})
_SEATS = frozenset({"место", "кресло"})
_POSTS = _SEATS | {"пост", "должность"}
_TAKE = frozenset({"занять", "получить"})
_SUCCESSORS = frozenset({"преемник", "преемница"})
_PREDECESSORS = frozenset({"предшественник", "предшественница"})
# Over whom nobody has chosen yet.
_GUESSES = patterns.DOUBT | {
    "видеть", "выбирать", "готовить", "искать", "мочь", "называть", "подбирать", "собираться",
    "считать",
}  # fmt: skip


class Succession:
    """One document."""

    def __init__(self, claims: Claims, clauses: Clauses) -> None:
        self.words = claims.words
        self.claims = claims
        self.people = claims.titles.people
        self.ending = {end: person for person, end in self.people.values()}
        self.clauses = clauses
        self.known = 0  # of the claims, in these lists
        self.by_sentence: dict[int, list[Claim]] = defaultdict(list)
        self.by_person: dict[str, list[Claim]] = defaultdict(list)

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
        for title in self.claims.titles.found:
            self._of_successor(title)

    def find_same(self) -> None:
        """ "На этом посту его сменил Львов", "место Котова занял Львов": a post told before."""
        words = self.words
        for post, code in enumerate(words.lemmas):
            if words.strings[code] in _POSTS and words.feature(post, "Number") != "Plur":
                self._taken_over(post)

    def _know_all(self) -> None:
        """Puts claims found since into the lists: to search all for each post takes long."""
        for claim in self.claims.found[self.known :]:
            self.by_sentence[self.words.sentence(claim.title.head)].append(claim)
            self.by_person[self._key(claim.person)].append(claim)
        self.known = len(self.claims.found)

    def _taken_over(self, post: int) -> None:
        words = self.words
        this = words.lemma(post - 1) == "этот" and words.lower(post - 2) == "на"
        holder, end = self.people.get(post + 1, (None, post + 1))
        over = iter([words.heads[post]]) if not this else words.up(post)
        verb = next((i for i in over if words.pos(i) == "VERB"), None)
        wanted = _FOLLOW if this else _TAKE
        if verb is None or words.lemma(verb) not in wanted or not self.clauses.is_told(verb):
            return
        new = self.clauses.subject(verb)
        if new is None or new[1] == "silent":
            return
        if this:
            self._hand_over(post, verb, new[0])
        elif holder is not None and words.lemma(post) in _SEATS and new[1] == "name":
            title = self.claims.titles.by_left.get(end + 1)
            if title is not None and words.lower(end) == "во":  # "место Котова во главе завода"
                self.claims.add(holder, title, "post", is_former=True)
                self.claims.add(new[0], title, "post")
            elif words.pos(end) != "ADP":  # "место Котова в зале"
                self._give(self._posts_of(holder), new[0])

    def _hand_over(self, post: int, verb: int, new: Mention) -> None:
        """To the subject the post of whom the object names, or to the object the subject's."""
        words = self.words
        old = self._object(verb)
        told = self._latest(words.sentence(post))
        if told is None:
            return
        holders = {self._key(claim.person) for claim in told}
        if old is None:
            pronoun = any(
                words.lemma(i) in ("он", "она") and words.dep(i) == "obj"
                for i in words.children(verb)
            )
            old = told[0].person if pronoun and len(holders) == 1 else None
        if old is None or self._key(old) == self._key(new):
            return
        if holders == {self._key(new)}:
            self._give(told, old, is_former=True)
        elif holders == {self._key(old)}:
            self._give(told, new)

    def _object(self, verb: int) -> Mention | None:
        for child in self.words.children(verb):
            if child in self.clauses.person_of and self.words.dep(child) == "obj":
                return self.clauses.person_of[child]
        return None

    def _latest(self, sentence: int) -> list[Claim] | None:
        """The claims to the last title of the sentence before."""
        self._know_all()
        near = [
            claim
            for claim in self.by_sentence.get(sentence - 1, ())
            if claim.led is not None or not claim.title.is_plural
        ]
        if not near:
            return None
        last = max(claim.title.head for claim in near)
        return [claim for claim in near if claim.title.head == last]

    def _posts_of(self, person: Mention) -> list[Claim]:
        """The claim to the one title that an article gives a person."""
        self._know_all()
        mine = self.by_person.get(self._key(person), ())
        if len({self.words.lemma(claim.title.head) for claim in mine}) != 1:
            return []
        return [max(mine, key=lambda claim: claim.title.end - claim.title.start)]

    def _give(self, claims: list[Claim], person: Mention, *, is_former: bool = False) -> None:
        for claim in claims[:1]:
            given = dataclasses.replace(claim, person=person, is_former=is_former, model=0.0)
            given.rule = "post" if claim.led is None else "led"
            if claim.title.is_former and not is_former:
                given.title = dataclasses.replace(claim.title, is_former=False)
            self.claims.found.append(given)

    def _key(self, person: Mention) -> str:
        entity = self.claims.entities.get(person)
        return entity.key if entity else self.words.written(*self.words.spans[person])

    def _of_successor(self, title: Title) -> None:
        """ "преемник Котова на посту мэра": Котов held it; his "предшественник" does so after."""
        words, post = self.words, title.left - 1
        if words.lemma(post) not in _POSTS or words.lower(post - 1) not in ("на", "в"):
            return
        person, after = self.ending.get(post - 1), self.people.get(title.end)
        if title.is_plural:
            return
        other = words.lemma(post - 2)
        noun = words.spans[person][0] - 1 if person is not None else post - 2
        if words.lemma(noun) in _SUCCESSORS and not self._is_named(noun):
            self.claims.taken.add(title.head)
            return
        if other in _SUCCESSORS | _PREDECESSORS and after is not None:
            if words.feature(post - 2, "Case") in self.claims.cases(title.end, after[1]):
                self.claims.add(after[0], title, "post", is_former=other in _PREDECESSORS)
            return
        if person is None:
            return
        if words.lemma(noun) in _SUCCESSORS:
            self.claims.add(person, title, "post", is_former=True)
        elif words.lemma(noun) in _PREDECESSORS:
            self.claims.add(person, title, "post")

    def _is_named(self, successor: int) -> bool:
        """Whether there is one: not "возможный преемник", "преемника не нашли", "кто станет"."""
        words = self.words
        if words.lemma(successor - 1) in patterns.PLANNED:
            return False
        if words.dep(successor) == "nsubj":
            return True  # "преемник не приедет"
        cop = self.clauses.auxiliaries(successor)
        over = [successor] if cop else words.up(successor)
        verb = next((i for i in over if cop or words.pos(i) == "VERB"), None)
        if verb is None:
            return True
        asks = "?" in words.texts[verb : words.sentence_end(verb)]
        guesses = words.lemma(verb) in _GUESSES
        return self.clauses.is_told(verb) and not asks and not guesses

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
