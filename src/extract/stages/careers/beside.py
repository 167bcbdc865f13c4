"""Titles that stand beside a name: before it, after it, in a row of titles or of names."""

from __future__ import annotations

from extract.annotations import Mention
from extract.stages.careers import kinds, patterns
from extract.stages.careers.after import OVER_CASE, After
from extract.stages.careers.claims import Claims
from extract.stages.careers.grammar import forms_of
from extract.stages.careers.title import Title

# Half of each changes no row of 46 articles, double one.
_EITHER = 0.85  # how sure the model must be of what may be read in two ways
_MARKS = patterns.DASHES | {",", ":"}  # between a title and a name
_CLAUSE = 16  # tokens of a participle's clause behind a title
_FEW = 3  # cases that a form of a name may stand in which tells something
_SERVED = frozenset({"ORGANIZATION", "FACILITY"})


class Beside(After):
    """One document."""

    def __init__(self, claims: Claims) -> None:
        super().__init__(claims)
        # Titles, those of superiors in them, and a name that may be either's.
        self.doubtful: list[tuple[Title, Title, Mention]] = []

    def find(self) -> None:
        """Adds what is found: a title that stands before a name is nobody else's."""
        titles = self.titles.found
        for title in titles:
            if title.head not in self.claims.taken:
                self._before(title)
        for title, superior, person in self.doubtful:
            self._decide(title, superior, person)
        for title in reversed(titles):
            if title.head not in self.claims.taken:
                self._chain(title)
        for title in titles:
            if title.head not in self.claims.taken:
                self.after(title)

    def _before(self, title: Title) -> None:
        """ "губернатор Псковской области Михаил Ведерников"."""
        words = self.words
        at = self.rows.aside(title.end)
        end = self._described(title, at)
        if end is not None:
            title.end, at = end, end + 1
        if words.lower(at) in _MARKS:
            self._marked(title, words.lower(at), at + 1)
        elif at in self.titles.people and not self.claims.is_open(title):
            self._right_before(title, at)
        elif at in self.titles.people and self._is_left(title, *self.titles.people[at]):
            person = self.titles.people[at][0]
            self.claims.add(person, title, "before", is_former=self._is_freed(title))

    def _right_before(self, title: Title, at: int) -> None:
        """What stands before a name, its holder's or one's whom another serves."""
        words, (person, end) = self.words, self.titles.people[at]
        if title.is_plural or self._is_of_several(title, at, end):
            self._share(title, self.rows.row(at))
            return
        superior = next((t for t in title.inner if t.end == title.end and not t.is_plural), None)
        if superior is not None and self._may_be_both(title, superior, at, end):
            self.doubtful.append((title, superior, person))
        elif superior is not None and self._is_superiors(title, superior, at, end):
            self.claims.add(person, superior, "before")
            self._beyond(title, end)
        elif self._is_anothers(title, at, end):
            if words.lemma(title.head) in patterns.SERVANTS:
                self._beyond(title, end)
        elif self.claims.agrees(title, at, end) or self._is_surely(title, person, at, end):
            self.claims.add(person, title, "before", is_former=self._is_freed(title))

    def _described(self, title: Title, comma: int) -> int | None:
        """ "министр, ответственный за торговлю, Иван Котов": the comma that ends the clause."""
        words = self.words
        if words.lower(comma) != "," or not words.is_modifier(comma + 1) or title.is_plural:
            return None
        if words.feature(comma + 1, "Case") != title.case or comma + 1 in self.titles.by_left:
            return None
        last = min(words.sentence_end(title.head), comma + _CLAUSE)
        for i in range(comma + 2, last):
            if i in self.titles.people:
                return None
            if words.lower(i) == ",":
                at = i + 1
                found = at in self.titles.people
                fits = found and self.claims.agrees(title, at, self.titles.people[at][1])
                return i if fits and words.lemma(comma + 1) in kinds.CHARGED else None
        return None

    def _marked(self, title: Title, mark: str, at: int) -> None:
        """ "двух мэров: Ивана Котова и Петра Львова", "Редактор: Котов И. И.", "Мэр — Котов"."""
        row = self.rows.row(at)
        if title.is_plural:
            if len(row) > 1 and all(self.claims.agrees(title, *one[1:]) for one in row):
                self._share(title, row)
        elif mark == ",":
            self._set_off(title, at)
        elif mark != ":":
            self._announced(title, at)
        elif len(row) == 1 and title.case == "Nom" and self._has_initials(*row[0][1:]):
            self.claims.add(row[0][0], title, "before")

    def _has_initials(self, start: int, end: int) -> bool:
        return any(len(self.words.texts[i]) == 1 for i in range(start, end))

    def _is_left(self, title: Title, person: Mention, end: int) -> bool:
        """ "занял место главы МИД Бориса Джонсона": the name agrees, and the model does."""
        start = self.words.spans[person][0]
        whose = self.words.lemma(title.left - 1) in kinds.PLACES and end - start > 1
        likely = self.claims.score(person, title) >= OVER_CASE
        return whose and likely and self.claims.agrees(title, start, end)

    def _is_freed(self, title: Title) -> bool:
        """ "освободил от должности мэра Котова"."""
        words, post = self.words, title.left - 1
        over = words.heads[post] if words.lemma(post) in patterns.POSTS else post
        return words.lemma(over) in patterns.LEAVE_POST and over < post

    def _is_surely(self, title: Title, person: Mention, start: int, end: int) -> bool:
        """Whether the model joins what the cases of a name do not tell: "с главой МИД Ван И"."""
        forms = [self.claims.possible(i, is_man=False) for i in range(start, end)]
        other = any(len(each) < _FEW and title.case not in each for each in forms)
        told = other and "Gen" in self.claims.cases(start, end)  # "депутат от партии Котова"
        long = end - start > 1 and not self._is_subject(title, start, end)
        return long and not told and self.claims.score(person, title) >= _EITHER

    def _is_subject(self, title: Title, start: int, end: int) -> bool:
        """ "о директоре Анна Орлова молчит": the name is the subject, the title is not."""
        words = self.words
        named = any(words.dep(i).startswith("nsubj") for i in range(start, end))
        return named and words.pos(title.left - 1) == "ADP" and title.case not in ("Nom", "")

    def _is_of_several(self, title: Title, at: int, end: int) -> bool:
        """ "главы" may be tagged as the genitive of one; before several names it is of each."""
        several = not title.is_acting and len(self.rows.row(at)) > 1
        cases = self.claims.cases(at, end)
        forms = forms_of(self.words.texts[title.head].lower())
        if several and title.case not in cases and any((case, "Plur") in forms for case in cases):
            title.is_plural, title.case = True, next(iter(cases))
        return title.is_plural

    def _announced(self, title: Title, at: int) -> None:
        """ "Директор – Иван Котов": where the model thinks so too."""
        if at in self.titles.people and title.case == "Nom" and not title.is_plural:
            person = self.titles.people[at][0]
            if self.claims.score(person, title) >= OVER_CASE:
                self.claims.add(person, title, "before")

    def _set_off(self, title: Title, at: int) -> None:
        """ "задержали бывшего мэра Омска, Ивана Котова": in its case, and the model agrees."""
        if at in self.titles.people and not title.is_plural and not self.claims.is_open(title):
            person, end = self.titles.people[at]
            closed = self.words.lower(end) in (",", ".", "", ";") and len(self.rows.row(at)) == 1
            sure = closed and self.claims.score(person, title) >= OVER_CASE
            if sure and self.claims.agrees(title, at, end):
                self.claims.add(person, title, "before")

    def _beyond(self, title: Title, end: int) -> None:
        """ "советник президента Ивана Котова по спорту Пётр Львов": past the superior's name."""
        title.end = self.titles.phrases.end(title, end)
        at = self.rows.aside(title.end)
        if at in self.titles.people:
            person, last = self.titles.people[at]
            if self.claims.agrees(title, at, last):
                self.claims.add(person, title, "before")

    def _is_anothers(self, title: Title, at: int, end: int) -> bool:
        """ "адвокат Иванова", "дочь капитана Анна": the title is of one, the name of another."""
        words, cases = self.words, self.claims.cases(at, end)
        if self.claims.is_of_relative(title):
            if self._is_no_kin(title.left - 1, at):
                return False
            kin = words.feature(title.left - 1, "Case")
            names = all("Nom" in self.claims.possible(i) for i in range(at, end))
            return kin == "Gen" or cases != {"Gen"} or names
        if words.lemma(title.head) not in patterns.SERVANTS or "Gen" not in cases:
            return False
        if self._serves_body(title) and self.claims.agrees(title, at, end):
            return False
        if title.case == "Gen":  # either's
            least = OVER_CASE if words.lemma(title.head) in kinds.HEADS else _EITHER
            return self.claims.score(self.titles.people[at][0], title) < least
        return title.case != ""

    def _is_no_kin(self, kin: int, at: int) -> bool:
        """ "дочери президента Ивана Котова": he is no daughter."""
        gender = self.claims.gender(self.titles.people[at][0])
        if self.words.lemma(kin) in kinds.MEN:
            return gender == "female"
        return gender == "male" and self.words.feature(kin, "Gender") == "Fem"

    def _serves_body(self, title: Title) -> bool:
        """ "директора завода «Маяк» Ивана Котова": whom he serves is told already."""
        inside = range(title.head + 1, title.end)
        return any(
            i in self.titles.opening and self.titles.opening[i][0].type in _SERVED for i in inside
        )

    def _is_superiors(self, title: Title, superior: Title, at: int, end: int) -> bool:
        """ "помощник президента Владимира Путина": the name is the president's."""
        if not self.claims.agrees(superior, at, end):
            return False
        agrees = not title.case or self.claims.agrees(title, at, end)
        return not agrees or self.rows.aside(end) in self.titles.people

    def _may_be_both(self, title: Title, superior: Title, at: int, end: int) -> bool:
        """ "помощника президента Владимира Путина": the genitive of either."""
        both = self.claims.agrees(superior, at, end) and self.claims.agrees(title, at, end)
        return both and title.case == "Gen" and self.rows.aside(end) not in self.titles.people

    def _decide(self, title: Title, superior: Title, person: Mention) -> None:
        """The superior's where the article gives him that title elsewhere, else by the model."""
        entity = self.claims.entities.get(person)
        lemma = self.words.lemma(superior.head)
        named = any(
            self.words.lemma(claim.title.head) == lemma and not claim.title.is_acting
            for other in (entity.mentions if entity else ())
            for claim in self.claims.by_person.get(other, ())
        )
        own, rival = self.claims.score(person, title), self.claims.score(person, superior)
        if named:
            self.claims.add(person, superior, "before")
        elif rival <= own:
            self.claims.add(person, title, "before")

    def _chain(self, title: Title) -> None:
        """ "писатель, поэт и журналист Быков", "начальник штаба генерал Котов": all of one."""
        words = self.words
        at = title.end
        joint = words.lower(at)
        if joint in (",", "и") or joint in patterns.DASHES:
            at += 1
        following = self.titles.by_left.get(at)
        if following is None or title.is_plural:
            return
        fixed = following.is_acting or not following.case or not title.case  # "и замминистра"
        if following.case != title.case and not fixed:
            return
        if self.claims.is_open(title) or self.claims.is_of_relative(title):
            return
        for claim in self.claims.by_head.get(following.head, ()):
            own = self.claims.score(claim.person, title)
            rivals = self.claims.rivals.get(title.head, ())
            beaten = any(score > own for person, score in rivals if person != claim.person)
            alone = joint in (",", "и") and self._is_one(title, claim.person, joint)
            sure = alone or joint not in (",", "и") or (own > 0 and not beaten)
            # "накануне визита президента замглавы Котов": of another's the case says so.
            agrees = not fixed or self.claims.agrees(title, *words.spans[claim.person])
            if sure and agrees and claim.rule in ("before", "chain"):
                self.claims.add(claim.person, title, "chain")

    def _is_one(self, title: Title, person: Mention, joint: str) -> bool:
        """ "мэр Омска, депутат Госдумы Иван Котов сообщил": one does what the verb says."""
        words = self.words
        after = self.rows.aside(words.spans[person][1])
        verb = next((i for i in words.up(title.head) if words.pos(i) == "VERB"), title.head)
        singular = words.feature(verb, "Number") == "Sing" and words.pos(verb) == "VERB"
        several = joint == "," or not kinds.is_one(words.lemma(title.head))
        placed = verb >= after or (several and verb < title.left)
        return singular and placed and title.case == "Nom" and words.lower(after) not in (",", "и")
