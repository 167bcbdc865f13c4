"""The bodies that the model says people work for, where no title names one."""

from __future__ import annotations

from extract.annotations import Mention, Relation
from extract.stages.careers import patterns
from extract.stages.careers.bodies import Bodies
from extract.stages.careers.title import Title
from extract.stages.careers.titles import PLACES

_CHAMBERS = ("совет", "дума", "собрание", "хурал", "рада", "парламент", "сенат")
_OF_BODIES = frozenset({"президент", "экс-президент"})  # of clubs and companies too
_EMPLOYED = frozenset({"WORKPLACE", "MEMBER_OF"})
# The scores of the model from which on a body is taken that no title names; of those who
# cannot but hold their position somewhere the lower. Half or double of each changes two rows of 46
# articles at most.
_EMPLOYER, _EMPLOYER_OF_OFFICE = 0.6, 0.4


class Employers:
    """One document.

    Attributes:
        found: Of each person the bodies and places that the model names, with its scores.
    """

    def __init__(self, relations: list[Relation], bodies: Bodies) -> None:
        self.bodies = bodies
        self.found: dict[str, dict[str, tuple[Mention, float]]] = {}
        for relation in relations:
            person = bodies.entity.get(relation.subject)
            key = bodies.key(relation.object)
            if relation.predicate not in _EMPLOYED or person is None or key is None:
                continue
            mine = self.found.setdefault(person.key, {})
            if relation.score > mine.get(key, (None, 0.0))[1]:
                mine[key] = relation.object, relation.score

    def of(
        self, person: str, head: str, title: Title, others: set[str | None], *, alone: bool
    ) -> Mention | None:
        """The one body or place of a person's only title without one.

        Args:
            person: Key of the person.
            head: The position's noun.
            title: The title.
            others: Keys of the bodies of the person's other titles.
            alone: The person has no other title.
        """
        is_office = head in patterns.POSITIONS
        if not alone and not is_office:
            return None  # "депутат Госдумы вице-адмирал Котов": hardly of two bodies
        least = _EMPLOYER_OF_OFFICE if is_office else _EMPLOYER
        others = others | self.bodies.keys_in(title)
        found = [
            body
            for key, (body, score) in self.found.get(person, {}).items()
            if score >= least and key not in others and self._fits(title, body)
        ]
        return self.bodies.known(found[0]) if len(found) == 1 else None

    def _fits(self, title: Title, body: Mention) -> bool:
        """Not «Заря» for "председатель горсовета": a title that says what its body is."""
        words = self.bodies.words
        ruler = self.bodies.ruled(title) and words.lemma(title.head) not in _OF_BODIES
        if ruler and body.type not in PLACES:
            return False  # a premier's parliament, a mayor's council
        nouns = (words.lemma(i) for i in range(title.head + 1, title.end) if words.is_noun(i))
        said = next(nouns, "")
        if said not in patterns.BODIES and not said.endswith(_CHAMBERS):
            return True
        entity = self.bodies.entity.get(body)
        name = (entity.name if entity else "").lower()
        return said[: max(len(said) - 2, 4)] in name
