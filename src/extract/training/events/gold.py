"""Annotated events of articles as labels of words.

An annotated event has quotes: stretches of the text that tell it. Which word of a quote tells the
event is not annotated; it is the verb or noun that fits the event's name best:

* its lemma is the noun that leads the name ("встреча"), or the noun made of it is ("подписали":
  "подписание"), or both are of one family ("кончина", "смерть"), or they begin alike;
* the tables of nouns and verbs give it the event's kind;
* the rules take it for a telling, or the model for the root of a mention;
* it is what the others of the quote hang on, and a verb.

Each counts so much as it is seldom wrong; a verb that only speaks of the event or carries its noun
("планируется", "объявила") comes last, of equals the first word is taken, and a noun for
which nothing speaks but its place tells nothing: it is no label. What else in a quote
fits as well ("церемония" of "церемония награждения") and other places of the same words in
the article are neither right nor wrong, as all of events that are optional.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.russian.dictionary import parses
from extract.schema import EVENT_KINDS
from extract.stages.events.deverbal import noun_of
from extract.stages.events.nouns import FAMILY, kind_of
from extract.stages.events.signs import SAYING_OF, Signs
from extract.stages.events.verbs import FRAMES
from extract.stages.events.verdicts import STATUSES
from extract.syntax.tree import Tree

UNKNOWN = -1  # no loss
# What speaks for it that a word tells an event of the gold: by hand, the surest first.
_SAME, _MADE, _LIKE, _KIND, _TOLD, _TOP, _VERB, _SAYS = 5.0, 4.5, 4.0, 3.0, 1.0, 0.5, 0.7, -1.5
_FITS = 3.0  # what fits so well may tell the event too
_LEAST = 0.6  # for what fits worse nothing speaks but its place
_BEGINS = 4  # letters that two words of one root share at least
_SHARE = 0.6  # of the shorter word


@dataclass(frozen=True)
class Labels:
    """What some words of an article tell.

    Attributes:
        words: (words,): tokens.
        tells: (words,): 1, 0, or ``UNKNOWN``.
        kinds: (words,): by number in ``schema.EVENT_KINDS``, or ``UNKNOWN``.
        statuses: (words,): by number in ``STATUSES``, or ``UNKNOWN``.
        events: (words,): by number in the gold, or ``UNKNOWN``.
    """

    words: NDArray[np.int64]
    tells: NDArray[np.int64]
    kinds: NDArray[np.int64]
    statuses: NDArray[np.int64]
    events: NDArray[np.int64]


def labels(tree: Tree, signs: Signs, events: Sequence[Mapping[str, Any]]) -> Labels:
    """The labels of a document's words.

    Args:
        tree: The document.
        signs: Says which words may tell an event.
        events: Annotated, see the module's text.
    """
    words = signs.words()
    at = {word: n for n, word in enumerate(words)}
    tells, kinds, statuses, numbers = (np.full(len(words), UNKNOWN, np.int64) for _ in range(4))
    tells[:] = 0
    heads: dict[int, int] = {}
    for number, event in sorted(
        enumerate(events), key=lambda pair: not pair[1].get("optional", False)
    ):
        fit = _Fit(tree, signs, event)
        for start, end in places(tree.text, event["quotes"]):
            inside = [i for i in words if tree.starts[i] < end and tree.end(i) > start]
            values = [fit.value(i, inside) for i in inside]
            for i, value in zip(inside, values, strict=True):
                if value >= _FITS or (event.get("optional") and value >= max(values)):
                    tells[at[i]] = UNKNOWN
            if inside and max(values) >= _LEAST:
                heads[inside[int(np.argmax(values))]] = number
    called = {tree.lemmas[i] for i in heads}
    for i in words:
        if tree.lemmas[i] in called:
            tells[at[i]] = UNKNOWN
    for i, number in heads.items():
        event = events[number]
        numbers[at[i]] = number
        tells[at[i]] = UNKNOWN if event.get("optional") else 1
        kinds[at[i]] = EVENT_KINDS.index(event["kind"])
        statuses[at[i]] = STATUSES.index(event["status"])
    return Labels(np.array(words, np.int64), tells, kinds, statuses, numbers)


def places(text: str, quotes: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the quotes of an event stand."""
    for quote in quotes:
        for match in re.finditer(re.escape(quote), text):
            yield match.span()


class _Fit:
    """How well words fit one event."""

    def __init__(self, tree: Tree, signs: Signs, event: Mapping[str, Any]) -> None:
        self.tree, self.signs, self.event = tree, signs, event
        self.noun = leading(event["name"])

    def value(self, i: int, inside: Sequence[int]) -> float:
        tree = self.tree
        value = self._by_name(tree.lemmas[i], is_verb=tree.pos[i] in ("VERB", "ADJ"))
        if self.event["kind"] != "other" and self.event["kind"] in self._kinds(i):
            value += _KIND
        marked = any(m.type == "EVENT" and tree.root(m) == i for m in tree.mentions[i])
        value += _TOLD * (i in self.signs.told) + _TOLD * marked
        over = set(tree.up(i)) & set(inside)
        value += _TOP * (not over) + _VERB * (tree.pos[i] in ("VERB", "ADJ"))
        return value + _SAYS * (tree.lemmas[i] in SAYING_OF)

    def _by_name(self, lemma: str, *, is_verb: bool) -> float:
        if lemma == self.noun:
            return _SAME
        made = {noun_of(lemma)} | {frame.noun.split()[0] for frame in FRAMES.get(lemma, ())}
        if is_verb and self.noun in made:
            return _MADE
        if self.noun in FAMILY and FAMILY[self.noun] in {
            FAMILY.get(n or "") for n in (lemma, *made)
        }:
            return _LIKE
        shared = next(
            (n for n, (a, b) in enumerate(zip(lemma, self.noun, strict=False)) if a != b),
            min(len(lemma), len(self.noun)),
        )
        least = max(_BEGINS, _SHARE * min(len(lemma), len(self.noun)))
        return _LIKE if shared >= least else 0.0

    def _kinds(self, i: int) -> set[str]:
        lemma = self.tree.lemmas[i]
        if self.tree.pos[i] in ("VERB", "ADJ"):
            return {frame.kind for frame in FRAMES.get(lemma, ())}
        return {kind_of(lemma, self.signs.kind_of_noun)}


def leading(name: str) -> str:
    """The lemma of the noun that leads a name: the first that can be a nominative."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", name.lower())
    for word in words:
        for parse in parses(word):
            tag = parse.tag
            if tag.POS == "NOUN" and tag.case == "nomn":
                return str(parse.normal_form).replace("ё", "е")
            if tag.POS not in ("NOUN", None):
                break
    return words[0].replace("ё", "е") if words else ""
