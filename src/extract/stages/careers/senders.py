"""Whose people come, sign, speak and work: "делегация завода во главе с директором Котовым"."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator

from extract.annotations import Mention
from extract.stages.careers import kinds, patterns
from extract.stages.careers.bodies import Bodies
from extract.stages.careers.title import Title

_EMPLOYERS = frozenset({"ORGANIZATION", "FACILITY"})
_BETWEEN = 3  # tokens between whom one signs for and the title: "подписал", "выступил сам"
_LONG = 12  # tokens of a name; double changes no row of 584 articles
_LIST = 60  # tokens of a list of those who came; half changes no row of 2,031 articles


class Senders:
    """One document."""

    def __init__(self, bodies: Bodies) -> None:
        self.words = bodies.words
        self.bodies = bodies
        self.colons = [i for i, text in enumerate(self.words.texts) if text == ":"]

    def signs(self, title: Title) -> Mention | None:
        """ "от Омска – мэр Котов", "со стороны завода подписал директор Котов"."""
        words, first = self.words, title.left
        sits = words.lemma(title.head) in kinds.SITTING  # "от «Зари» депутат Котов": of a party
        if title.end > title.head + 1 or title.is_plural or sits:
            return None
        for name in reversed(self.bodies.within(max(first - _LONG, 0), first)):
            between = [words.lower(i) for i in range(name.end, first)]
            near = len(between) <= _BETWEEN and "," not in between and "." not in between
            sent = words.lower(name.start - 1) in ("от", "стороны")
            if near and sent and self._is_of(title, name.mention):
                return name.mention
        return None

    def body(self, title: Title) -> Mention | None:
        """ "делегация Омска во главе с мэром", "завод представляли директор и инженер"."""
        words, at = self.words, title.left - 1
        inside = self.bodies.within(title.head + 1, title.end)
        told = bool(inside) or self.bodies.general_place(title) is not None
        if told or title.is_plural:
            return None
        led = words.lower(at) in ("с", "со") and words.lower(at - 1) == "главе"
        led = led and words.lower(at - 2) == "во"
        end = at - 2 if led else self._colon(at)
        if end:
            bodies = self._ending(end, led=led)
        else:
            bodies = self._worked_in(title) if title.case == "Ins" else self._represented(title)
        return next((body for body in bodies if self._is_of(title, body)), None)

    def _colon(self, at: int) -> int | None:
        """Where the list that a title stands in begins: its colon."""
        words = self.words
        before = bisect.bisect_right(self.colons, at)
        colon = self.colons[before - 1] if before else -1
        if colon < max(at - _LIST, words.sentence_starts[words.sentence(at)]):
            return None
        verbs = (i for i in range(colon + 1, at + 1) if words.pos(i) in ("VERB", "AUX"))
        return colon if all(map(words.is_modifier, verbs)) else None

    def _ending(self, end: int, *, led: bool) -> Iterator[Mention]:
        """The names of bodies that end before a token, the outermost first."""
        least = end - (self.words.lower(end - 1) in patterns.CLOSING)
        for name in self.bodies.within(max(end - _LONG, 0), end):
            body = name.mention
            is_body = not (self.bodies.is_adjective(body) or self.bodies.is_gathered(body))
            if name.end >= least and is_body and (led or self._gathers(name.start)):
                yield body

    def _gathers(self, start: int) -> bool:
        """ "гости из мэрии: глава Котов": a body before a colon, and whose people are named."""
        near = range(max(start - _BETWEEN, 0), start)
        return any(self.words.lemma(i) in kinds.GROUPS for i in near)

    def _represented(self, title: Title) -> Iterator[Mention]:
        """The object of "представляли", whose subject a title is, or one of them."""
        words = self.words
        over = itertools.islice(itertools.chain([title.head], words.up(title.head)), _LIST)
        noun = next((i for i in over if words.dep(i) not in ("conj", "appos")), title.head)
        verb = words.heads[noun]
        subject = words.dep(noun).startswith("nsubj")
        if not subject or words.lemma(verb) != "представлять" or self._serves(title):
            return
        for thing in words.children(verb):
            last = thing + 2 if words.lemma(thing) in kinds.CALLED else thing  # "банк «Луч»"
            if words.dep(thing) == "obj":
                for name in self.bodies.within(max(thing - _BETWEEN, 0), thing + _LONG):
                    if name.start <= last and thing < name.end:
                        yield name.mention

    def _worked_in(self, title: Title) -> Iterator[Mention]:
        """ "служил в «Заре» юнгой", "работает слесарем на заводе «Маяк»"."""
        words, verb = self.words, self.words.heads[title.head]
        between = range(*sorted((verb, title.head)))
        if words.lemma(verb) not in patterns.WORK or any(words.lower(i) in ",:" for i in between):
            return
        for place in words.children(verb):
            first = min(words.children(place), default=place)
            last = place + 2 if words.lemma(place) in kinds.CALLED else place
            if words.lower(first) in ("в", "во", "на"):
                for name in self.bodies.within(first + 1, place + _LONG):
                    if name.start <= last and place < name.end:
                        yield name.mention

    def _serves(self, title: Title) -> bool:
        """ "банк в суде представлял адвокат"."""
        return self.words.lemma(title.head) in patterns.SERVANTS - kinds.HEADS

    def _is_of(self, title: Title, body: Mention) -> bool:
        """Whether a title may be of a body by its kind: a mayor of a city, a director of none."""
        kind, entity = self.bodies.ruled(title), self.bodies.entity.get(body)
        chamber = kinds.SITTING.get(self.words.lemma(title.head))
        if chamber is not None:
            return bool(chamber.match(self.words.written(*self.words.spans[body]).lower()))
        if kind is None:
            return body.type in _EMPLOYERS
        return entity is not None and self.bodies.is_kind(entity, kind)
