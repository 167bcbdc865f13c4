"""Who holds a title: whom it stands beside, whom its clause tells of, whom the model names.

A title that a name claims by standing beside it is nobody else's. Each way has a name (``rule``),
which ``scores`` knows the worth of.
"""

from __future__ import annotations

import dataclasses
import re

from spacy.strings import hash_string

from extract.annotations import Mention
from extract.stages.careers import patterns
from extract.stages.careers.clauses import Clauses
from extract.stages.careers.titles import Title, Titles, forms_of, is_feminine
from extract.stages.careers.words import Words

_DECLINED = re.compile(r"(?:ов|ев|ёв|ин|ын|ский|цкий|ич|ей|ий|ой|ай)$")  # of men: a nominative
_EITHER = 0.85  # how sure it must be of what may be read in two ways
_MODEL_OVER_CASE = 0.5  # how sure the model must be of what cases contradict


_BOARDS = frozenset(map(hash_string, patterns.BOARDS | {"комитет", "комиссия", "палата"}))


@dataclasses.dataclass(slots=True)
class Claim:
    """A person and a title.

    Attributes:
        rule: "before" (the title the name), "after", "listed" (one of several), "clause",
            "post", "led" or "model".
        model: The model's score for the pair; 0 where it says nothing.
        share: Of how many holders this one is which: (1, 2) is the second of two.
        led: For "led", the body.
    """

    person: Mention
    title: Title
    rule: str
    model: float = 0.0
    is_former: bool = False
    share: tuple[int, int] = (0, 1)
    led: Mention | None = None


class Holders:
    """One document."""

    def __init__(
        self,
        words: Words,
        titles: Titles,
        model: dict[tuple[Mention, int], float],
        genders: dict[Mention, str | None],
    ) -> None:
        self.words = words
        self.titles = titles
        self.model = model
        self.genders = genders
        self.clauses = Clauses(words, titles)
        self.ending = {end: mention for mention, end in titles.people.values()}
        self.claims: list[Claim] = []
        self.taken: set[int] = set()  # heads of titles that someone holds, or plainly no one
        self.by_head: dict[int, Title] = {}

    def find(self) -> list[Claim]:
        every = list(self._flat(self.titles.found))
        self.by_head = {title.head: title for title in every}
        for title in self.titles.found:
            self._before(title)
        for title in reversed(self.titles.found):
            if title.head not in self.taken:
                self._chain(title)
        for title in self.titles.found:
            if title.head not in self.taken:
                self._after(title)
        for title in every:
            if title.head not in self.taken:
                self._clause(title)
        self._led()
        self._members()
        self._by_model()
        return self.claims

    def _flat(self, titles: list[Title]) -> list[Title]:
        return [each for title in titles for each in (title, *self._flat(title.inner))]

    def claim(self, person: Mention, title: Title, rule: str, **more: object) -> None:
        if title.is_planned or self._is_run_for(title):
            self.taken.add(title.head)
            return
        if title.start <= self.words.spans[person][0] < title.end:  # "советник президента Трампа"
            return
        if self.genders.get(person) == "male" and self._is_womans(title):
            return
        score = self.score(person, title)
        self.claims.append(Claim(person, title, rule, score, **more))  # type: ignore[arg-type]
        self.taken.add(title.head)

    def _is_run_for(self, title: Title) -> bool:
        """ "кандидат в президенты"."""
        nominative = title.is_plural and title.case in ("Nom", "Acc", "")
        return nominative and self.words.lower(title.left - 1) in ("в", "во")

    def _is_womans(self, title: Title) -> bool:
        """ "актриса", "директриса": not "глава", which is of both."""
        return is_feminine(self.words.texts[title.head].lower())

    def score(self, person: Mention, title: Title) -> float:
        return self.model.get((person, title.head), 0.0)

    def cases(self, start: int, end: int) -> set[str]:
        words = self.words
        return {words.feature(i, "Case") for i in range(start, end)} - {""}

    def agrees(self, title: Title, start: int, end: int) -> bool:
        """Whether a name stands in the case of a title."""
        start, end = self._without_initials(start, end)
        cases = self.cases(start, end)
        if not title.case or not cases:
            return True
        person = self.titles.people.get(start, (None, 0))[0]
        is_woman = person is not None and self.genders.get(person) == "female"
        is_plain = end - start == 1 and not is_woman and self._possible(start) == {"Nom"}
        if is_plain:
            cases = {"Nom"}
        if title.case in cases:
            return True
        number = "Plur" if title.is_plural else "Sing"
        forms = forms_of(self.words.texts[title.head].lower())
        if not title.is_acting and len(cases) == 1 and end - start > 1:
            (case,) = cases
            if (case, number) in forms:
                return True
        # Names are tagged worst: what the dictionary allows counts too, where tags are at odds.
        possible = [self._possible(i) for i in range(start, end)]
        tags_agree = len(cases) == 1 and end - start > 1
        if tags_agree and not any(len(each) > 4 for each in possible):
            return False
        return all(title.case in each for each in possible)

    def _without_initials(self, start: int, end: int) -> tuple[int, int]:
        """ "Т. В. Орлова" tells its case by its last word alone, "Орлова Т. В." by the first."""
        long = [i for i in range(start, end) if len(self.words.texts[i]) > 2]
        return (long[0], long[-1] + 1) if long else (start, end)

    def _possible(self, i: int) -> set[str]:
        """The cases that a word of a name may stand in, by its form."""
        text = self.words.texts[i].lower()
        if _DECLINED.search(text):
            return {"Nom"}
        found = {case for case, number in forms_of(text) if number != "Plur"}
        return found or {"Nom", "Gen", "Dat", "Acc", "Ins", "Loc"}

    def _before(self, title: Title) -> None:
        """ "губернатор Псковской области Михаил Ведерников"."""
        words = self.words
        at = self._aside(title.end)
        if at not in self.titles.people or self._is_open_to(title):
            return
        person, end = self.titles.people[at]
        if title.is_plural:
            self._share(title, self._row(at), "before")
            return
        superior = next((t for t in title.inner if t.end == title.end and not t.is_plural), None)
        if superior is not None and self._is_superiors(title, superior, at, end):
            self.claim(person, superior, "before")
            self._beyond(title, end)
        elif self._is_anothers(title, at, end):
            if words.lemma(title.head) in patterns.SERVANTS:
                self._beyond(title, end)
        elif self.agrees(title, at, end):
            self.claim(person, title, "before")

    def _beyond(self, title: Title, end: int) -> None:
        """ "советник президента Ивана Котова по спорту Пётр Львов": past the superior's name."""
        title.end = self.titles.extend_right(title, end)
        at = self._aside(title.end)
        if at in self.titles.people:
            person, last = self.titles.people[at]
            if self.agrees(title, at, last):
                self.claim(person, title, "before")

    def _is_anothers(self, title: Title, at: int, end: int) -> bool:
        """ "адвокат Иванова", "дочь капитана Анна": the title is of one, the name of another."""
        words, cases = self.words, self.cases(at, end)
        if title.case == "Gen" and words.lemma(title.left - 1) in patterns.RELATIVES:
            kin = words.feature(title.left - 1, "Case")
            names = all("Nom" in self._possible(i) for i in range(at, end))
            return kin == "Gen" or cases != {"Gen"} or names
        if words.lemma(title.head) not in patterns.SERVANTS or "Gen" not in cases:
            return False
        if title.case == "Gen":  # either's
            return self.score(self.titles.people[at][0], title) < _EITHER
        return title.case != ""

    def _is_open_to(self, title: Title) -> bool:
        """ "на пост главы", "выборы мэра", "улица генерала"."""
        before = title.left - 1
        return title.case == "Gen" and before >= 0 and self.words.lemma(before) in (
            patterns.POSTS | patterns.OPEN | patterns.STREETS
        )

    def _chain(self, title: Title) -> None:
        """ "писатель, поэт и журналист Быков", "начальник штаба генерал Котов": all of one."""
        words = self.words
        at = title.end
        joint = words.lower(at)
        if joint in (",", "и"):
            at += 1
        following = next((t for t in self.titles.found if t.left == at), None)
        if following is None or title.is_plural or following.case != title.case:
            return
        if self._is_open_to(title):
            return
        claims = [c for c in self.claims if c.title is following and c.rule in ("before", "chain")]
        for claim in claims:
            own = self.score(claim.person, title)
            rival = max((s for (p, h), s in self.model.items()
                         if h == title.head and p != claim.person), default=0.0)  # fmt: skip
            if joint in (",", "и") and (own == 0.0 or rival > own):
                continue
            if title.case == "Gen" and words.lemma(title.left - 1) in patterns.RELATIVES:
                continue
            self.claim(claim.person, title, "chain")

    def _is_superiors(self, title: Title, superior: Title, at: int, end: int) -> bool:
        """ "помощник президента Владимира Путина": the name is the president's."""
        person = self.titles.people[at][0]
        if not self.agrees(superior, at, end):
            return False
        if title.case and not self.agrees(title, at, end):
            return True
        following = self._aside(end)
        if following in self.titles.people:
            return True
        return self.score(person, superior) > self.score(person, title)

    def _aside(self, at: int) -> int:
        """Past a remark in brackets and quotes that nothing opened."""
        words = self.words
        if "летн" in words.lower(at):  # "49-летний"
            return at + 1
        if words.lower(at) == "(":
            for i in range(at + 1, min(at + 12, len(words))):
                if words.lower(i) == ")":
                    return i + 1
        return at

    def _row(self, at: int) -> list[tuple[Mention, int, int]]:
        """People named one after another."""
        words, row = self.words, []
        while at in self.titles.people:
            person, end = self.titles.people[at]
            row.append((person, at, end))
            at = self._aside(end)
            if words.lower(at) in (",", "и", "или"):
                joint = words.lower(at)
                at += 1
                if joint != ",":
                    if at in self.titles.people:
                        row.append((self.titles.people[at][0], at, self.titles.people[at][1]))
                    return row
        return row

    def _row_back(self, end: int) -> list[tuple[Mention, int, int]]:
        """People named one after another up to a token."""
        words, row = self.words, []
        joints = 0
        while end in self.ending:
            person = self.ending[end]
            start = words.spans[person][0]
            row.append((person, start, end))
            joint = words.lower(start - 1)
            if joint == "и" and not joints:
                joints += 1
            elif joint != "," or not joints:
                break
            end = start - 1
        return row[::-1]

    def _share(self, title: Title, row: list[tuple[Mention, int, int]], rule: str) -> None:
        if len(row) < 2:
            for person, *_ in row:
                if self.score(person, title) >= _MODEL_OVER_CASE:
                    self.claim(person, title, "model")
            return
        for index, (person, *_) in enumerate(row):
            self.claim(person, title, "listed", share=(index, len(row)))

    def _after(self, title: Title) -> None:
        """ "Герман Греф, глава Сбербанка"."""
        words = self.words
        at, former = self._before_asides(title.left - 1)
        mark = words.lower(at)
        if mark in ("и", "или"):
            self._join(title, at, former)
            return
        if mark not in patterns.DASHES and mark not in (",", "("):
            return
        before = at - 1
        if mark in patterns.DASHES and words.lower(before) == ",":
            before -= 1
        if words.lower(before) == ")":
            opened = next((i for i in range(before, max(before - 12, 0), -1)
                           if words.lower(i) == "("), before)  # fmt: skip
            before = opened - 1
        if before + 1 not in self.ending:
            if mark == ",":
                self._join(title, at, former)
            return
        if mark in patterns.DASHES and self._has_subject(title, before):
            return
        if self._aside(title.end) in self.titles.people and not title.is_plural:
            follower = self.titles.people[self._aside(title.end)]
            if self.agrees(title, words.spans[follower[0]][0], follower[1]):
                return
        person = self.ending[before + 1]
        if any(t.left == title.end and t.head in self.taken for t in self.titles.found):
            return
        row = self._row_back(before + 1)
        if title.is_plural:
            self._share(title, row, "after")
            return
        start, end = words.spans[person]
        agrees = self.agrees(title, start, end) or (mark != "," and title.case == "Nom")
        if not agrees and self.score(person, title) < _MODEL_OVER_CASE:
            return
        if mark in patterns.DASHES and title.case not in ("Nom", "") and not self.agrees(title, start, end):
            return
        self.claim(person, title, "after", is_former=former)

    def _has_subject(self, title: Title, name: int) -> bool:
        """ "… сообщил Иванов — глава города уехал": the title acts in a clause of its own."""
        words = self.words
        return words.dep(title.head).startswith("nsubj") and words.heads[title.head] > title.head

    def _join(self, title: Title, at: int, former: bool) -> None:
        """ "Греф, председатель правления и член совета": the holder of the title before."""
        words = self.words
        before = [c for c in self.claims if c.title.end == at and c.rule in ("after", "joined")]
        if self._aside(title.end) in self.titles.people:
            return
        for claim in before:
            if claim.title.case == title.case and not title.is_plural:
                if words.lower(at) == "," and not self.score(claim.person, title):
                    continue
                self.claim(claim.person, title, "joined", is_former=former or claim.is_former)

    def _before_asides(self, at: int) -> tuple[int, bool]:
        """The token before words such as "ныне", and whether they say that it is over."""
        words, former = self.words, False
        while at > 0:
            lower = words.lower(at)
            if lower in patterns.ASIDES:
                former = former or lower in patterns.FORMER_ASIDES
                at -= 1
                continue
            phrase = next((p for p in (*patterns.FORMER_PHRASES, *patterns.SAME)
                           if tuple(words.lower(i) for i in range(at - len(p) + 1, at + 1)) == p), None)  # fmt: skip
            if phrase is None:
                if lower in ("а", "—", "–", "-") and words.lower(at - 1) in (",", *patterns.ASIDES):
                    at -= 1
                    continue
                return at, former
            former = former or phrase not in patterns.SAME
            at -= len(phrase)
        return at, former

    def _clause(self, title: Title) -> None:
        """ "Котов стал министром", "занял пост министра", "Котов был министром"."""
        words = self.words
        head = title.head if not title.is_acting else title.start
        if title.is_plural:
            return
        over = words.heads[head]
        if words.lower(head) == "главе" and words.lower(head - 1) == "во":
            self._at_head(title)
            return
        if words.lower(title.left - 1) == "качестве":
            verb = next((i for i in words.up(head) if words.pos(i) == "VERB"), head)
            if words.lemma(verb) in patterns.HELD:
                self._told(title, verb, "clause")
            return
        subjects = [i for i in words.children(head) if words.dep(i).startswith("nsubj")]
        if subjects:
            if title.case in ("Nom", "Ins", ""):
                self._told(title, head, "clause", subject=self.clauses.named(subjects[0], head))
            return
        if over == head:
            if title.case == "Ins" and self.clauses.auxiliaries(head):
                self._told(title, head, "clause")
            return
        if words.dep(head) == "conj" and self._joined_clause(title, over):
            return
        lemma = words.lemma(over)
        if title.case == "Ins" and self.clauses.auxiliaries(head):
            self._told(title, head, "clause")
        elif title.case == "Ins" and lemma in patterns.HELD | patterns.BECOME:
            self._told(title, over, "clause")
        elif title.case == "Ins" and lemma in patterns.APPOINT:
            self._told(title, over, "clause", subject=self._appointed(over))
        elif title.case in ("Gen", "") and lemma in patterns.POSTS:
            self._post(title, over)

    def _at_head(self, title: Title) -> None:
        """ "встал во главе министерства", "его поставили во главе министерства"."""
        words = self.words
        inside = range(title.head - 1, title.end)
        verb = next((words.heads[i] for i in inside if words.heads[i] not in inside), title.head)
        if words.lemma(verb) in patterns.AT_HEAD:
            found = self._appointed(verb) or self.clauses.subject(verb)
            self._told(title, verb, "clause", subject=found)

    def _joined_clause(self, title: Title, first: int) -> bool:
        """ "был министром и вице-премьером"."""
        claims = [c for c in self.claims if c.title.head == first and c.rule in ("clause", "post")]
        for claim in claims:
            if claim.title.case == title.case:
                self.claim(claim.person, title, claim.rule, is_former=claim.is_former)
        return bool(claims)

    def _told(
        self, title: Title, verb: int, rule: str, subject: tuple[Mention, str] | None | str = "", 
    ) -> None:
        if not self.clauses.is_told(verb):
            self.taken.add(title.head)
            return
        found = self.clauses.subject(verb) if subject == "" else subject
        if found is None or isinstance(found, str):
            return
        person, known = found
        if known != "name" and title.case not in ("Ins", "Gen") and self.words.lower(title.head - 1) != "во":
            return
        former = self.clauses.is_over(verb, patterns.HELD)
        rule = rule if known == "name" else known
        self.claim(person, title, rule, is_former=former)

    def _appointed(self, verb: int) -> tuple[Mention, str] | None:
        """Whom a verb of appointing makes something: its object, in the passive its subject."""
        words = self.words
        passive = "Voice=Pass" in words.morph(verb)
        objects = [i for i in words.children(verb) if words.dep(i) in ("obj", "nsubj:pass")]
        for i in objects:
            found = self.clauses.named(i, verb)
            if found:
                return found
            if words.pos(i) == "PRON" and words.lemma(i) in ("он", "она"):
                return self.clauses.named(i, verb)
        if objects and not passive:
            return None
        return self.clauses.subject(verb) if passive else None

    def _post(self, title: Title, post: int) -> None:
        words = self.words
        verb = words.heads[post]
        if verb == post:
            return
        lemma = words.lemma(verb)
        leaves = lemma in patterns.LEAVE_POST
        if lemma in patterns.DOINGS:  # "отказался от исполнения обязанностей"
            verb = words.heads[verb]
            lemma = words.lemma(verb)
            leaves = lemma in patterns.LEAVE_POST
        if lemma in patterns.TAKINGS | patterns.LEAVINGS:
            self._nominal(title, verb, leaves=lemma in patterns.LEAVINGS)
            return
        if not leaves and lemma not in patterns.TAKE_POST:
            if words.lower(post - 1) not in ("на", "в") or words.feature(post, "Case") != "Loc":
                return
        if not self.clauses.is_told(verb) and not (leaves and "VerbForm=Inf" in words.morph(verb)):
            self.taken.add(title.head)
            return
        found = self._appointed(verb) if lemma in patterns.APPOINT or leaves else None
        found = found or self.clauses.subject(verb)
        if found is None:
            return
        former = leaves or self.clauses.is_over(verb, patterns.POST_HELD)
        self.claim(found[0], title, "post" if found[1] == "name" else found[1], is_former=former)

    def _nominal(self, title: Title, noun: int, *, leaves: bool) -> None:
        """ "назначение Котова на пост министра", "заявил об уходе с поста министра"."""
        words = self.words
        for child in words.children(noun):
            if child in self.clauses.person_of and words.feature(child, "Case") == "Gen":
                if leaves or not self._is_open(noun):
                    self.claim(self.clauses.person_of[child], title, "post", is_former=leaves)
                return
        verb = words.heads[noun]
        if leaves and verb != noun and self.clauses.is_told(verb):
            found = self.clauses.subject(verb)
            if found is not None and found[1] == "name":
                self.claim(found[0], title, "post", is_former=True)

    def _is_open(self, noun: int) -> bool:
        """Whether an appointment is only spoken of."""
        words = self.words
        over = next(words.up(noun), noun)
        return over != noun and (
            words.lemma(over) in patterns.DOUBT or not self.clauses.is_told(over)
        )

    def _led(self) -> None:
        """ "возглавляет министерство обороны": its head."""
        words = self.words
        opened = self.titles.opening
        for start, (body, end) in opened.items():
            if body.type not in ("ORGANIZATION", "COUNTRY", "STATE_OR_PROVINCE", "CITY", "FACILITY"):
                continue
            root = next((i for i in range(start, end) if not start <= words.heads[i] < end), start)
            verb = words.heads[root]
            if words.lower(verb) == "главе" and words.lower(verb - 1) == "во":
                continue
            if words.lemma(verb) not in patterns.LEAD or words.lemma(root) in patterns.NOT_LED:
                continue
            if words.pos(start - 1) == "ADP" or words.dep(root) not in ("obj", "obl", "nmod") or not self.clauses.is_told(verb):
                continue
            found = self.clauses.subject(verb)
            if found is None:
                continue
            title = Title(start, start, root, end, "Gen")
            former = self.clauses.is_over(verb, patterns.LEAD_HELD)
            self.claims.append(Claim(found[0], title, "led", 0.0, former, led=body))

    def _members(self) -> None:
        """ "вошёл в совет директоров", "введён в состав комитета": a member of it."""
        words = self.words
        for noun, code in enumerate(words.lemmas):
            if code not in _BOARDS or not words.is_noun(noun):
                continue
            start = noun
            while words.is_modifier(start - 1):
                start -= 1
            before = words.lower(start - 1)
            if before != "в" and not (
                before.startswith("состав") and words.lower(start - 2) == "в"
            ):
                continue
            title = Title(start, start, noun, noun + 1, words.feature(noun, "Case"))
            title.end = self.titles.extend_right(title)
            self._join_board(title, start - 1 - (before != "в"))

    def _join_board(self, title: Title, first: int) -> None:
        words = self.words
        inside = range(first, title.end)
        over = (i for at in inside if words.heads[at] not in inside for i in words.up(at))
        verb = next((i for i in over if words.lemma(i) in patterns.JOIN), None)
        if verb is None or not self.clauses.is_told(verb):
            return
        found = self._appointed(verb) or self.clauses.subject(verb)
        if found is not None and found[1] == "name":
            self.claims.append(Claim(found[0], title, "member"))

    def _by_model(self) -> None:
        """What the model says of titles that nobody else holds."""
        best: dict[int, tuple[float, Mention]] = {}
        for (person, head), score in self.model.items():
            title = self.by_head.get(head)
            if title is None or head in self.taken or person not in self.words.spans:
                continue
            if score > best.get(head, (0.0, person))[0]:
                best[head] = (score, person)
        for head, (_, person) in best.items():
            title = self.by_head[head]
            kin = title.case == "Gen" and self.words.lemma(title.left - 1) in patterns.RELATIVES
            said = self.words.lower(title.end) == ":"
            at = title.end if title.end in self.titles.people else None
            other = at is not None and not self.agrees(title, at, self.titles.people[at][1])
            if not (title.is_plural or kin or said or other or self._is_open_to(title)):
                self.claim(person, title, "model")
