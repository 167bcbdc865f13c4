"""How far a title's phrase goes: genitives, names, quotes, "по" and "при" with their nouns.

Read from the text, since the model cuts long positions short and splits them in two.
"""

from __future__ import annotations

from extract.annotations import Mention
from extract.stages.careers import kinds, patterns
from extract.stages.careers.governed import APOSTROPHE, Cases, Governed, is_unclosed
from extract.stages.careers.grammar import forms_of
from extract.stages.careers.title import Title
from extract.stages.careers.words import Words

_LONGEST = 40  # tokens; of 7,914 positions in NEREL (train, dev) none has over 16
_PLACES = frozenset({"COUNTRY", "STATE_OR_PROVINCE", "CITY", "DISTRICT", "LOCATION"})
_TIMES = kinds.OCCASIONS | patterns.MONTHS
# Of adjectives of places after a title: "митрополита Крутицкого", "герцогине Сассекской".
EPITHETS = tuple(
    f"{root}{ending}"
    for root in ("ск", "цк")
    for ending in ("ий", "ой", "ого", "ому", "им", "ом", "ая", "ую")
)


class Phrases(Governed):
    """One document.

    Attributes:
        people: Of the first token of a person's name the mention and one past its last token.
        opening: The same of other names, the outermost.
        heads: The nouns of all titles.
    """

    def __init__(
        self,
        words: Words,
        people: dict[int, tuple[Mention, int]],
        opening: dict[int, tuple[Mention, int]],
        heads: set[int],
    ) -> None:
        super().__init__(words)
        self.people = people
        self.opening = opening
        self.heads = heads

    def end(self, title: Title, start: int | None = None) -> int:
        """One past the phrase that a title's noun governs.

        Args:
            title: The title.
            start: Where to read on; after its noun without.
        """
        words = self.words
        last = min(words.sentence_end(title.head), title.head + _LONGEST)
        at = title.head + 1 if start is None else start
        if start is None and self._is_epithet(at, title):
            joined = words.lower(at + 1) == "и" and self._is_epithet(at + 2, title)
            at += 3 if joined else 1  # "митрополит Крутицкий и Коломенский"
        cases: Cases = ("Gen",)
        if words.lemma(title.head) in patterns.INSTRUMENTAL:
            cases = ("Gen", "Ins")
        task: Cases = ()
        while at < last:
            after = self._noun_phrase(at, last, cases, title)
            if after == at:
                after = self._honoured(at)
            if after == at:
                joint = self._joint(at, last, title, task)
                if joint is None:
                    return self._in_body(at, last, title)
                named = words.lower(at) in ("в", "во", "на", "из")
                first = at + 1 + (words.lower(at) == "," and words.lower(at + 1) == "и")
                after = self._noun_phrase(first, last, joint, title, named=named)
                if after <= first:
                    break
                task = joint if words.lower(at) == "по" else task
            at, cases = after, ("Gen",)
            if words.lemma(at - 1) in patterns.MANAGING:  # "по управлению маркой"
                cases = ("Gen", "Ins")
        return at

    def _honoured(self, at: int) -> int:
        """ "университета имени Ф. М. Орлова": past whom a body is named after."""
        words = self.words
        first = at + 1 + (words.lower(at + 1) == ".") if words.lower(at) == "им" else at
        named = first > at or words.lower(at - 1) == "имени"
        return self.people[first][1] if named and first in self.people else at

    def _in_body(self, at: int, last: int, title: Title) -> int:
        """ "посланник Союза в рабочей группе Иван Котов": past what a name follows."""
        words = self.words
        near = self.opening.get(at + 1)
        on = words.lower(at) == "на" and near is not None and near[0].type in _PLACES
        if words.lemma(at + 1) in _TIMES or not (on or words.lower(at) in ("в", "во")):
            return at
        end = self._noun_phrase(at + 1, last, ("Loc",), title)
        after = at + 1
        while after < end < last:
            after, task = end, words.lower(end) == "по"
            end = self._noun_phrase(end + task, last, ("Dat",) if task else ("Gen",), title)
        return end if end > at + 1 and end in self.people else at

    def _joint(self, at: int, last: int, title: Title, task: Cases) -> Cases | None:
        """The cases that a phrase goes on with after a conjunction or preposition; None if none."""
        words, word = self.words, self.words.lower(at)
        if word in ("по", "при") or (word == "к" and words.lemma(at - 1) in kinds.TOWARDS):
            return ("Loc",) if word == "при" else ("Dat",)
        if at == title.head + 1 and word in ("и", "или", ","):
            return None
        if word in ("и", "или"):
            other = words.lower(at + 1) in ("по", "при") or self._starts_other(at + 1)
            return None if other else ("Gen", *task)
        care = word in ("за", "над") and words.lemma(at - 1) in kinds.CARES
        if care or (word in ("с", "со") and words.lemma(at - 1) in patterns.TIES):
            return ("Ins",)
        if word == ",":
            return ("Gen", *task) if self._is_listed(at, last, title, task) else None
        if words.texts[at + 1 : at + 2] and words.texts[at + 1].isdigit():
            return None  # "депутатом Сената в 2016 году"
        within = range(title.head, at)
        place = self.opening.get(at + 1)
        if word in ("в", "во", "на") and place is not None and place[0].type in _PLACES:
            after = place[1]  # "глава филиала Сбербанка в Омске Иван Котов"
            if after in self.people or self._starts_other(after):
                return ("Loc",)
        if word in ("в", "во", "на", "от", "из") and (
            title.inner or any(words.lemma(i) in patterns.ENVOYS for i in within)
        ):
            return ("Gen",) if word in ("от", "из") else ("Loc", "Acc")
        has_task = any(words.lower(i) == "по" for i in within)
        of_body = place is not None and place[0].type == "ORGANIZATION"  # "врач из «Медси»"
        whose = word in ("от", "из") and has_task
        return ("Gen",) if whose or (word == "из" and of_body) else None

    def _is_epithet(self, i: int, title: Title) -> bool:
        """ "Папа Римский": an adjective of a place after the title, before the name."""
        words = self.words
        return (
            i < len(words)
            and words.texts[i][:1].isupper()
            and words.pos(i) in ("ADJ", "PROPN")
            and words.texts[i].endswith(EPITHETS)
            and words.feature(i, "Case") == title.case
            and i not in self.people
        )

    def _is_listed(self, comma: int, last: int, title: Title, task: Cases) -> bool:
        """ "министр экономики, торговли и туризма": a comma that a conjunction follows."""
        words, cases = self.words, ("Gen", *task)
        at = comma
        if words.lower(at + 1) == "и":  # "экономики, торговли, и туризма"
            begun = any(words.lower(i) == "," for i in range(title.head, comma))
            end = self._noun_phrase(at + 2, last, cases, title)
            return begun and end > at + 2 and not self._starts_other(at + 2)
        for _ in range(4):
            after = self._noun_phrase(at + 1, last, cases, title)
            if after <= at + 1 or after >= last:
                return False
            if words.lower(after) == "," and words.lower(after + 1) == "и":
                after += 1
            if words.lower(after) == "и":
                return (
                    not self._starts_other(after + 1)
                    and self._noun_phrase(after + 1, last, cases, title) > after + 1
                )
            if words.lower(after) != ",":
                return False
            at = after
        return False

    def _starts_other(self, i: int) -> bool:
        """Whether another title or a person begins at a token."""
        words = self.words
        if i in self.people:
            return True
        for at in range(i, min(i + 4, len(words))):
            if at in self.heads:
                return True
            if not words.is_modifier(at):
                return False
        return False

    def _noun_phrase(
        self, at: int, last: int, cases: Cases, title: Title, *, named: bool = False
    ) -> int:
        """One past a noun with its modifiers in a case, or a name; ``at`` where there is none."""
        for i in range(at, last):
            end = self._end_at(i, at, last, cases, title, named=named)
            if end is not None:
                return min(end, last)
        return at

    def _end_at(
        self, i: int, at: int, last: int, cases: Cases, title: Title, *, named: bool
    ) -> int | None:
        """Where a phrase that began at ``at`` ends, by its token ``i``; None where it goes on."""
        words = self.words
        if i in self.people:
            return at
        end = self._name_end(i, at, cases)
        if end is not None:
            return end
        if words.texts[i] in patterns.OPENING or words.texts[i] == APOSTROPHE:
            return at if named else self._quoted(i, last)
        if i - 1 > at and self._is_of_participle(i - 1, at):
            return None
        if words.lemma(title.head) == "кандидат" and words.lower(i - 1) == "в":
            return i + 1  # "кандидат в президенты"
        own = i not in self.heads or self._governs_title(i, title, cases)
        if words.lower(i) == "им" or not own:  # "им. Орлова"
            return at
        if words.is_noun(i):
            return i + 1 if self._may_stand(i, cases) and not (named and i == at) else at
        return self._beside_noun(i, at, cases)

    def _name_end(self, i: int, at: int, cases: Cases) -> int | None:
        """One past a name that begins at a token and is governed; an adjective alone is none."""
        words, opening = self.words, self.opening.get(i)
        if opening is None:
            return None
        end = opening[1]
        governed = self._is_governed(i, end, cases)
        kinds_of = kinds.CALLED if opening[0].type == "ORGANIZATION" else patterns.KINDS
        if not governed and not (i == at and words.lemma(i - 1) in kinds_of):
            return None
        alone = end == i + 1 and words.is_modifier(i) and not words.is_noun(i)
        return None if alone else end + is_unclosed(words, i, end)

    def _beside_noun(self, i: int, at: int, cases: Cases) -> int | None:
        """The same of what is no noun: a number, a modifier, a joint of two, an acronym."""
        words, text = self.words, self.words.texts[i]
        if text.isdigit():
            if i > at or words.lower(i - 1) == "№":
                return i + 1
            if words.lemma(i + 1) in patterns.MONTHS:
                return at
        if words.lower(i) in ("№", "n") or self._joins_modifiers(i, at):
            return None
        if self._is_of_participle(i, at):
            return None
        if words.is_modifier(i) and self._modifies(i, cases):
            return None
        return i + 1 if text.isupper() and len(text) > 1 else at  # "МИД", "II"

    def _governs_title(self, i: int, title: Title, cases: Cases) -> bool:
        """Whether a title in the genitive is the superior's, not the next in a list."""
        words = self.words
        possible = {case for case, _ in forms_of(words.texts[i].lower())}
        if possible and not possible & set(cases):
            return False
        return words.feature(i, "Case") in ("Gen", "") and (
            words.lemma(title.head) in patterns.SUBORDINATES
            or words.feature(i, "Number") == "Plur"
            or title.is_acting
        )
