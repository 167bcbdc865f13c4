"""Titles that a clause tells of someone: "стал министром", "занял пост министра"."""

from __future__ import annotations

from extract.stages.careers import patterns
from extract.stages.careers.claims import Claims
from extract.stages.careers.clauses import Clauses, Found
from extract.stages.careers.rows import Rows
from extract.stages.careers.title import Title

_NEAR = 40  # tokens back to the colon that a clause of its own follows
# Between a verb and the duties: "отказался от исполнения обязанностей".
_DOINGS = frozenset({"выполнение", "исполнение"})


class Told:
    """One document."""

    def __init__(self, claims: Claims, clauses: Clauses) -> None:
        self.words = claims.words
        self.claims = claims
        self.clauses = clauses
        self.rows = Rows(claims.words, claims.titles.people)

    def find(self, title: Title) -> None:
        """ "Котов стал министром", "занял пост министра", "Котов был министром"."""
        words = self.words
        head = title.head if not title.is_acting else title.start
        head += title.is_acting and words.lower(head) == "временно"
        if title.is_plural:
            self._several(title, head)
            return
        if self._named_to(title):
            return
        if words.lower(head) == "главе" and words.lower(head - 1) == "во":
            self._at_head(title)
        elif words.lower(title.left - 1) == "качестве":
            self._in_capacity(title, head)
        elif subjects := [i for i in words.children(head) if words.dep(i).startswith("nsubj")]:
            if title.case in ("Nom", "Ins", ""):
                self._tell(title, head, self.clauses.named(subjects[0], head))
        elif title.case == "Ins" and self.clauses.auxiliaries(head):
            if words.dep(head) != "conj" or not self._joined_clause(title, words.heads[head]):
                self._tell(title, head, self.clauses.subject(head))
        elif words.heads[head] != head:
            self._under(title, head, words.heads[head])

    def _several(self, title: Title, head: int) -> None:
        """ "Продюсерами стали Иван Котов и Пётр Львов", "Котов и Львов были актёрами"."""
        words = self.words
        verb = words.heads[head] if not self.clauses.auxiliaries(head) else head
        over = words.lemma(verb) in patterns.HELD | patterns.BECOME or verb == head
        if title.case != "Ins" or not over or not self.clauses.is_told(verb):
            return
        found = self.clauses.subject(verb)
        if found is None or found[1] != "name":
            return
        row = self.rows.row(words.spans[found[0]][0])
        former = self.clauses.is_over(verb, patterns.HELD)
        for index, (person, *_) in enumerate(row if len(row) > 1 else ()):
            self.claims.add(person, title, "listed", is_former=former, share=(index, len(row)))

    def _in_capacity(self, title: Title, head: int) -> None:
        """ "служил в качестве министра"."""
        words = self.words
        verb = next((i for i in words.up(head) if words.pos(i) == "VERB"), head)
        if verb != head:
            self._tell(title, verb, self.clauses.subject(verb))

    def _under(self, title: Title, head: int, over: int) -> None:
        """What the verb or noun over a title says of it."""
        if any(self.words.texts[i] == ":" for i in range(max(over, head - _NEAR), head)):
            return  # "работал: снял фильм, оператором при этом был Котов"
        joined = self.words.dep(head) == "conj"
        if joined and (self._joined_clause(title, over) or self._joined_noun(title, over)):
            return
        lemma = self.words.lemma(over)
        if title.case == "Ins":
            if lemma in patterns.HELD | patterns.BECOME:
                self._tell(title, over, self.clauses.subject(over))
            elif lemma in patterns.APPOINT:
                self._tell(title, over, self.clauses.appointed(over))
            elif lemma in patterns.TAKINGS:
                self._nominal(title, over, leaves=False)
        elif title.case in ("Gen", "") and lemma in patterns.POSTS:
            self._post(title, over)

    def _joined_noun(self, title: Title, first: int) -> bool:
        """ "является лауреатом, министром": what the first is told by tells of the title too."""
        words = self.words
        verb = first if self.clauses.auxiliaries(first) else words.heads[first]
        told = verb == first or words.lemma(verb) in patterns.HELD
        if not told or title.case != "Ins" or words.feature(first, "Case") != "Ins":
            return False
        self._tell(title, verb, self.clauses.subject(verb))
        return True

    def _named_to(self, title: Title) -> bool:
        """ "до назначения Котова директором": whatever the tree makes of it."""
        words = self.words
        person = next(
            (p for p, end in self.claims.titles.people.values() if end == title.left), None
        )
        if person is None or title.case != "Ins":
            return False
        noun = words.spans[person][0] - 1
        if words.lemma(noun) not in patterns.TAKINGS or self._is_open(noun):
            return False
        self.claims.add(person, title, "post")
        return True

    def _at_head(self, title: Title) -> None:
        """ "встал во главе министерства", "его поставили во главе министерства"."""
        words = self.words
        inside = range(title.head - 1, title.end)
        verb = next((words.heads[i] for i in inside if words.heads[i] not in inside), title.head)
        if words.lemma(verb) in patterns.AT_HEAD:
            found = self.clauses.appointed(verb) or self.clauses.subject(verb)
            self._tell(title, verb, found)

    def _joined_clause(self, title: Title, first: int) -> bool:
        """ "был министром и вице-премьером", not "стал мэром, а министром – Котов"."""
        if self.words.lower(title.end) in patterns.DASHES and title.end + 1 in self.rows.people:
            return False
        found = [
            claim
            for claim in self.claims.by_head.get(first, ())
            if claim.rule in ("clause", "post")
        ]
        for claim in found:
            if claim.title.case == title.case:
                self.claims.add(claim.person, title, claim.rule, is_former=claim.is_former)
        return bool(found)

    def _tell(self, title: Title, verb: int, found: Found | None) -> None:
        """Adds what a clause tells of the one found, or that it denies it of anyone."""
        if not self.clauses.is_told(verb):
            self.claims.taken.add(title.head)
        elif found is not None:
            person, known = found
            at_head = self.words.lower(title.head - 1) == "во"
            is_he = known == "pronoun" and title.end > title.head + 1  # "он директор завода"
            if known == "name" or title.case in ("Ins", "Gen") or at_head or is_he:
                former = self.clauses.is_over(verb, patterns.HELD)
                rule = "clause" if known == "name" else known
                self.claims.add(person, title, rule, is_former=former)

    def _post(self, title: Title, post: int) -> None:
        words = self.words
        verb = words.heads[post]
        if verb == post:
            return
        lemma = words.lemma(verb)
        leaves = lemma in patterns.LEAVE_POST
        if lemma in _DOINGS:  # "отказался от исполнения обязанностей"
            verb = words.heads[verb]
            lemma = words.lemma(verb)
            leaves = lemma in patterns.LEAVE_POST
        if lemma in patterns.TAKINGS | patterns.LEAVINGS:
            self._nominal(title, verb, leaves=lemma in patterns.LEAVINGS)
            return
        stays = words.lower(post - 1) in ("на", "в") and words.feature(post, "Case") == "Loc"
        if not (leaves or stays or lemma in patterns.TAKE_POST):
            return
        if not self.clauses.is_told(verb) and not (leaves and self.clauses.is_infinite(verb)):
            self.claims.taken.add(title.head)
            return
        found = self.clauses.appointed(verb) if lemma in patterns.APPOINT or leaves else None
        found = found or self.clauses.subject(verb) or self._decided(verb)
        if found is None:
            return
        former = leaves or self.clauses.is_over(verb, patterns.POST_HELD)
        self.claims.add(
            found[0], title, "post" if found[1] == "name" else found[1], is_former=former
        )

    def _decided(self, verb: int) -> Found | None:
        """ "решение Котова покинуть пост": whose it is."""
        words = self.words
        noun = words.heads[verb]
        if "VerbForm=Inf" not in words.morph(verb) or words.lemma(noun) != "решение":
            return None
        named = (i for i in words.children(noun) if words.feature(i, "Case") == "Gen")
        return next(
            ((self.clauses.person_of[i], "name") for i in named if i in self.clauses.person_of),
            None,
        )

    def _nominal(self, title: Title, noun: int, *, leaves: bool) -> None:
        """ "назначение Котова на пост министра", "заявил об уходе с поста министра"."""
        words = self.words
        for child in words.children(noun):
            if child in self.clauses.person_of and words.feature(child, "Case") == "Gen":
                if leaves or not self._is_open(noun):
                    self.claims.add(self.clauses.person_of[child], title, "post", is_former=leaves)
                return
        verb = words.heads[noun]
        if leaves and verb != noun and self.clauses.is_told(verb):
            found = self.clauses.subject(verb)
            if found is not None and found[1] == "name":
                self.claims.add(found[0], title, "post", is_former=True)

    def _is_open(self, noun: int) -> bool:
        """Whether an appointment is only spoken of."""
        words = self.words
        over = next(words.up(noun), noun)
        return over != noun and (
            words.lemma(over) in patterns.DOUBT or not self.clauses.is_told(over)
        )
