"""Bodies that a pronoun stands for: "фонд «Луч» и его директор Котов", "… её глава Орлова"."""

from __future__ import annotations

from extract.annotations import Mention
from extract.stages.careers import kinds, patterns
from extract.stages.careers.bodies import Bodies
from extract.stages.careers.title import Title
from extract.stages.careers.titles import PLACES, Titles

# Which genders a pronoun may stand for, of nouns and of people.
_GENDERS = {"его": (("Masc", "Neut"), "male"), "ее": (("Fem",), "female")}
_SERVE = patterns.SERVANTS - {"директор", "гендиректор", "представитель", "представительница"}
_AIDES = frozenset({
    "заместитель", "замминистра", "зам", "помощник", "помощница", "пресс-секретарь", "советник",
    "советница",
})  # fmt: skip
_HEADS = patterns.BARE | patterns.POSITIONS


class Pronouns:
    """One document."""

    def __init__(self, titles: Titles, bodies: Bodies) -> None:
        self.words = bodies.words
        self.titles = titles
        self.bodies = bodies

    def body(self, title: Title) -> Mention | None:
        """The body of "его директор": of the sentence, else the one of the sentence before.

        None where a person stands there whom the pronoun may mean.
        """
        words, head = self.words, self.words.lemma(title.head)
        at = title.left if words.lower(title.left) in _GENDERS else title.left - 1
        if title.is_plural or words.lower(at) not in _GENDERS:
            return None
        if (head in _SERVE and head not in kinds.HEADS) or head not in _HEADS:
            return None
        if self.bodies.within(title.head + 1, title.end):
            return None
        sentence = words.sentence(at)
        for first, last in self._sentences(sentence, at):
            nouns, gender = _GENDERS[words.lower(at)]
            if self._people(first, last, gender):
                return None
            found = self._named(first, last, nouns, ruled=head in patterns.RULERS)
            if found:
                alone = len({self.bodies.key(one) for one in found}) == 1
                return found[-1] if last == at or alone else None
        return None

    def superior(self, title: Title) -> str | None:
        """Whose "его пресс-секретарь" is: the key of the one person of the sentences."""
        words = self.words
        at = title.left if words.lower(title.left) in _GENDERS else title.left - 1
        serves = words.lemma(title.head) in _AIDES and title.end == title.head + 1
        if title.is_plural or not serves or words.lower(at) not in _GENDERS:
            return None
        _, gender = _GENDERS[words.lower(at)]
        for first, last in self._sentences(words.sentence(at), at):
            found = self._people(first, last, gender)
            if found:
                return found.pop() if len(found) == 1 else None
        return None

    def _sentences(self, sentence: int, at: int) -> list[tuple[int, int]]:
        """The tokens of a sentence up to one, and those of the sentence before."""
        starts = self.words.sentence_starts
        before = [(starts[sentence - 1], starts[sentence])] if sentence else []
        return [(starts[sentence], at), *before]

    def _people(self, first: int, last: int, gender: str) -> set[str]:
        """The keys of the people between two tokens who may be of a gender."""
        near = (self.titles.people[i][0] for i in range(first, last) if i in self.titles.people)
        found = set()
        for person in near:
            entity = self.bodies.entity.get(person)
            known = entity.person.gender if entity and entity.person else None
            if known in (None, gender):
                found.add(entity.key if entity else "")
        return found

    def _named(
        self, first: int, last: int, genders: tuple[str, ...], *, ruled: bool
    ) -> list[Mention]:
        """The outermost names of bodies between two tokens that are of a gender."""
        found: list[Mention] = []
        reach = first
        for name in self.bodies.within(first, last):
            is_place = name.mention.type in PLACES
            if name.start < reach or self.bodies.is_adjective(name.mention):
                continue
            reach = name.end
            if (ruled or not is_place) and self._gender(name.start, name.end) in genders:
                found.append(name.mention)
        return found

    def _gender(self, start: int, end: int) -> str:
        """Of the noun before a name, "компания" of "компания «Луч»", else of its first."""
        words = self.words
        before = start - 1 - (words.lower(start - 1) in patterns.OPENING)
        if words.pos(before) == "NOUN" and words.lemma(before) in kinds.CALLED:
            return words.feature(before, "Gender")
        noun = next((i for i in range(start, end) if words.is_noun(i)), start)
        foreign = words.texts[noun].isupper() or words.texts[noun][:1].isascii()
        return "" if foreign else words.feature(noun, "Gender")
