"""Claims of people to titles: who is said to hold what, by which rule."""

from __future__ import annotations

import dataclasses
import re

from extract.annotations import Entity, Mention
from extract.stages.careers import patterns
from extract.stages.careers.grammar import forms_of, is_feminine
from extract.stages.careers.title import Title
from extract.stages.careers.titles import Titles
from extract.stages.careers.words import Words

_DECLINED = re.compile(r"(?:ов|ев|ёв|ин|ын|ский|цкий|ич|ей|ий|ой|ай)$")  # of men: a nominative


@dataclasses.dataclass(slots=True)
class Claim:
    """A person and a title.

    Attributes:
        rule: How it was found: "before" (the title the name), "after", "chain" (before another
            title), "joined" (after another), "listed" (one title of several), "clause", "post",
            "pronoun" or "silent" (a clause whose subject another names), "led" and "member"
            (no title, but a body), "model".
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


class Claims:
    """The claims of a document as they are found.

    Attributes:
        found: All so far.
        by_head: The same by the nouns of the titles.
        by_end: The same by their ends.
        by_person: The same by the mentions of people.
        rivals: Of each noun whom the model gives it to, and its scores.
        taken: Nouns of the titles that someone holds, or plainly no one.
    """

    def __init__(
        self,
        words: Words,
        titles: Titles,
        model: dict[tuple[Mention, int], float],
        entities: dict[Mention, Entity],
    ) -> None:
        """An empty list.

        Args:
            words: The document.
            titles: Its titles.
            model: The model's scores of people and the nouns of titles.
            entities: Of each mention of a person whom it refers to.
        """
        self.words = words
        self.titles = titles
        self.model = model
        self.entities = entities
        self.found: list[Claim] = []
        self.by_head: dict[int, list[Claim]] = {}
        self.by_end: dict[int, list[Claim]] = {}
        self.by_person: dict[Mention, list[Claim]] = {}
        self.rivals: dict[int, list[tuple[Mention, float]]] = {}
        for (person, head), score in model.items():
            self.rivals.setdefault(head, []).append((person, score))
        self.taken: set[int] = set()

    def add(
        self,
        person: Mention,
        title: Title,
        rule: str,
        *,
        is_former: bool = False,
        share: tuple[int, int] = (0, 1),
    ) -> None:
        """Adds a claim, if the title can be the person's at all."""
        if title.is_planned or self._is_run_for(title):
            self.taken.add(title.head)
            return
        within = title.start <= self.words.spans[person][0] < title.end  # "советник Трампа"
        other = self.gender(person) == "male" and is_feminine(self.words.texts[title.head].lower())
        if not within and not other:
            score = self.score(person, title)
            claim = Claim(person, title, rule, score, is_former, share)
            self.found.append(claim)
            self.by_head.setdefault(title.head, []).append(claim)
            self.by_end.setdefault(title.end, []).append(claim)
            self.by_person.setdefault(person, []).append(claim)
            self.taken.add(title.head)

    def gender(self, person: Mention) -> str | None:
        entity = self.entities.get(person)
        return entity.person.gender if entity and entity.person else None

    def _is_run_for(self, title: Title) -> bool:
        """ "кандидат в президенты"."""
        nominative = title.is_plural and title.case in ("Nom", "Acc", "")
        return nominative and self.words.lower(title.left - 1) in ("в", "во")

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
        is_woman = person is not None and self.gender(person) == "female"
        is_plain = end - start == 1 and not is_woman and self.possible(start) == {"Nom"}
        if is_plain:
            cases = {"Nom"}
        if title.case in cases:
            return True
        if title.case == "Acc" and cases == {"Gen"} and not is_woman and not title.is_plural:
            return True  # of men the same form
        number = "Plur" if title.is_plural else "Sing"
        forms = forms_of(self.words.texts[title.head].lower())
        if not title.is_acting and len(cases) == 1 and end - start > 1:
            (case,) = cases
            if (case, number) in forms:
                return True
        # Names are tagged worst: what the dictionary allows counts too, where tags are at odds.
        is_man = person is None or self.gender(person) != "female"
        possible = [self.possible(i, is_man=is_man) for i in range(start, end)]
        fits = all(title.case in each for each in possible)
        if fits and any(not cases & each for each in possible):
            return True  # "с акимом Архимедом Мухамбетовым", tagged as nominatives
        tags_agree = len(cases) == 1 and end - start > 1
        if tags_agree and not any(len(each) > 4 for each in possible):
            return False
        return fits

    def _without_initials(self, start: int, end: int) -> tuple[int, int]:
        """ "Т. В. Орлова" tells its case by its last word alone, "Орлова Т. В." by the first."""
        long = [i for i in range(start, end) if len(self.words.texts[i]) > 2]
        return (long[0], long[-1] + 1) if long else (start, end)

    def possible(self, i: int, *, is_man: bool = True) -> set[str]:
        """The cases that a word of a name may stand in, by its form."""
        text = self.words.texts[i].lower()
        if is_man and _DECLINED.search(text):
            return {"Nom"}
        found = {case for case, number in forms_of(text) if number != "Plur"}
        return found or {"Nom", "Gen", "Dat", "Acc", "Ins", "Loc"}

    def is_open(self, title: Title) -> bool:
        """ "на пост главы", "выборы мэра", "улица генерала"."""
        before = title.left - 1
        return (
            title.case == "Gen"
            and before >= 0
            and self.words.lemma(before) in (patterns.POSTS | patterns.OPEN | patterns.STREETS)
        )

    def is_of_another(self, title: Title, person: Mention) -> bool:
        """ "Остаётся Котов, директором назначен Львов": the verb says whom it is of."""
        words, verb = self.words, self.words.heads[title.head]
        if words.lemma(title.end) in patterns.MAKES:
            verb = title.end
        if title.case != "Ins" or verb == title.head:
            return False
        own = range(*words.spans[person])
        subjects = [i for i in words.children(verb) if words.dep(i).startswith("nsubj")]
        return any(i not in own and words.pos(i) in ("NOUN", "PROPN") for i in subjects)

    def are_apart(self, title: Title, person: Mention) -> bool:
        """ "тренер похвалил Котова", "директора обвинил Котов": one does it to the other."""
        words, verb = self.words, self.words.heads[title.head]
        start, end = words.spans[person]
        root = next((i for i in range(start, end) if not start <= words.heads[i] < end), start)
        if words.pos(verb) != "VERB" or words.heads[root] != verb:
            return False
        deps = words.dep(title.head), words.dep(root)
        return {"nsubj", "obj"} <= set(deps) or {"nsubj", "iobj"} <= set(deps)

    def is_of_relative(self, title: Title) -> bool:
        """ "дочь капитана", "дочь писателя и режиссёра": the name after it is the daughter's."""
        while title.case == "Gen":
            before = title.left - 1
            if self.words.lemma(before) in patterns.RELATIVES:
                return True
            earlier = self.titles.by_end.get(before)
            if earlier is None or self.words.lower(before) not in ("и", ","):
                return False
            title = earlier
        return False
