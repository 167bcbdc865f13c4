"""What whole articles that were read by hand teach of their events."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from extract.annotations import Mention
from extract.stages.events.belonging import TASKS, Belonging, Ruled
from extract.stages.events.candidates import Candidate
from extract.stages.events.finding import Finder
from extract.stages.events.noun_tellings import Nouns
from extract.stages.events.telling import Telling
from extract.stages.events.verb_tellings import Verbs
from extract.stages.events.verbs import Frame
from extract.training.naming import words

Gold = Mapping[str, Any]
# Words that say of which kind a thing is, and not which one.
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        """республика город г область край район страна компания корпорация госкорпорация банк
        группа холдинг предприятие завод агентство информагентство газета издание портал партия
        фонд центр поселок село деревня остров округ ооо оао ао пао зао""",
    )
)
_DELEGATIONS = re.compile(r"\bделегаци\w+ ?", re.IGNORECASE)
_KEEPS = ("в", "на", "из", "от", "к")
_QUOTES = 3  # of an event more are not read


@dataclasses.dataclass(frozen=True, slots=True)
class Lesson:
    """An event and its candidates.

    Attributes:
        article: Its number.
        said: Of each candidate what is said of it; of a place the last is none.
        right: Of each whether it belongs to the event.
        missed: How many belong to it that are no candidates.
    """

    article: int
    said: list[list[str]]
    right: list[bool]
    missed: int = 0


def lessons(articles: Iterable[tuple[Sequence[Finder], Sequence[Gold]]]) -> dict[str, list[Lesson]]:
    """Of each task of ``Belonging`` the lessons of some articles.

    Args:
        articles: Of each those who find its events (the rules, and a judge who has not seen it:
            each tells an event by other words), and the annotated ones.
    """
    found: dict[str, list[Lesson]] = {task: [] for task in TASKS}
    for number, (finders, events) in enumerate(articles):
        for finder in finders:
            for task, lesson in _of_article(finder, number, events):
                found[task].append(lesson)
    return found


def _of_article(
    finder: Finder, number: int, events: Sequence[Gold]
) -> Iterator[tuple[str, Lesson]]:
    """The events that are found, and what the quotes tell of those that are not."""
    found = [finder.ruled(group) for group in finder.told(finder.tellings())]
    matched = dict(_matched(found, finder.doc.text, events))
    missed = [n for n in range(len(events)) if n not in matched.values()]
    quoted = {n: group for n in missed if (group := _quoted(finder, events[n]))}
    more = [finder.ruled(group) for group in quoted.values()]
    belonging = finder.belonging([*found, *more])
    names = _Names(finder)
    for n, at in [*matched.items(), *enumerate(quoted, len(found))]:
        for task in TASKS:
            yield task, _lesson(belonging, names, n, task, number, _wanted(task, events[at]))


def _lesson(
    belonging: Belonging, names: _Names, n: int, task: str, number: int, wanted: list[str]
) -> Lesson:
    candidates = belonging.find(n, task)
    hits = [{what for what in wanted if names.fit(one, what)} for one in candidates]
    said, right = [one.said for one in candidates], [bool(hit) for hit in hits]
    if task != "who":
        said.append(belonging.candidates.nothing(belonging.events[n].tellings, candidates))
        right.append(not any(right))
    return Lesson(number, said, right, len(set(wanted) - set().union(*hits)))


def _quoted(finder: Finder, event: Gold) -> list[Telling]:
    """What the quotes of an event tell: each the word that its others hang on."""
    tree = finder.tree
    told: dict[int, Telling] = {}
    nouns = Nouns(tree, finder.arguments, finder.kind_of_noun, frozenset())
    verbs = Verbs(tree, finder.arguments)
    for quote in event["quotes"][:_QUOTES]:
        first = max(tree.text.find(quote), 0)
        start, end = (bisect.bisect_left(tree.starts, at) for at in (first, first + len(quote)))
        words = [i for i in range(start, end) if tree.pos[i] in ("NOUN", "PROPN", "VERB")]
        root = min(words, key=lambda i: (len([*tree.up(i)]), i), default=None)
        if root is None:
            continue
        telling = Telling(root, tree.starts[root], tree.end(root), event["kind"])
        if tree.pos[root] == "VERB":
            told[root] = _of_verb(verbs, telling)
        else:
            told[root] = nouns.described(telling)
    return [*told.values()]


def _of_verb(verbs: Verbs, telling: Telling) -> Telling:
    """With what its verb governs."""
    verb, both = telling.root, verbs.direct(telling.root) is not None
    frame = Frame(telling.kind, "", ("",) if both else None, subject=not both, keeps=_KEEPS)
    subject, object_ = verbs.sides(verb, frame)
    others, kept = verbs.under(verb, object_, "с"), verbs.kept(verb, frame)
    return dataclasses.replace(
        telling, frame=frame, subject=subject, object=object_, others=(*others,), kept=(*kept,)
    )


def _wanted(task: str, event: Gold) -> list[str]:
    if task == "who":
        return list(event.get("participants", ()))
    return [event["place"]] if event.get("place") else []


def _matched(
    found: Sequence[Ruled], text: str, events: Sequence[Gold]
) -> Iterator[tuple[int, int]]:
    """The numbers of events that were found, and of those of the gold, by their common text."""
    options = []
    for i, event in enumerate(events):
        quotes = [
            hit.span() for quote in event["quotes"] for hit in re.finditer(re.escape(quote), text)
        ]
        for n, ruled in enumerate(found):
            kind = ruled.tellings[0].kind == event["kind"]
            if common := max((_common(one, quotes) for one in ruled.tellings), default=0):
                options.append((kind, common, -n, -i))
    taken: set[tuple[str, int]] = set()
    for _, _, n, i in sorted(options, reverse=True):
        if not {("found", -n), ("gold", -i)} & taken:
            taken |= {("found", -n), ("gold", -i)}
            yield -n, -i


def _common(one: Telling, quotes: Sequence[tuple[int, int]]) -> int:
    """Characters that a telling shares with the quote that it shares most with."""
    return max((min(one.end, end) - max(one.start, start) for start, end in quotes), default=0)


class _Names:
    """What the candidates of a document are called."""

    def __init__(self, finder: Finder) -> None:
        self.finder = finder
        self.called: dict[str, set[str]] = {}
        for entity in finder.entities:
            said = {finder.tree.said(one.start, one.end) for one in entity.mentions}
            normal = {finder.tree.normal(one) for one in entity.mentions}
            self.called[entity.key] = {entity.name, *said, *normal}

    def fit(self, candidate: Candidate, wanted: str) -> bool:
        """Whether a candidate is what the gold names."""
        names = self.called.get(candidate.key, set()) | {self.name(candidate.mention)}
        person = candidate.mention.type == "PERSON"
        if _DELEGATIONS.search(called := self.name(candidate.mention)):
            # Some readers name who has come, some only for whom: it is the delegation that comes.
            names.add(_DELEGATIONS.sub("", called))
        return any(_is_same(name, wanted, person) for name in names)

    def name(self, mention: Mention) -> str:
        return self.finder.buildings.get(mention) or self.finder.tree.normal(mention)


def _is_same(name: str, wanted: str, person: bool) -> bool:
    """The same words but for words of kind; of people one may be called by fewer names."""
    one, other = frozenset(words(name)), frozenset(words(wanted))
    if person and one and other:
        return one <= other or other <= one
    return bool(one) and (one == other or one - _EMPTY == other - _EMPTY != frozenset())
