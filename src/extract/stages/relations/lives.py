"""Births and deaths as their words tell them: when and where.

The model takes one for the other; the verb that a date or a place hangs on does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from extract.annotations import ENTITIES, Mention, Near, Relation, mention, value
from extract.schema import PLACE_TYPES
from extract.stages.relations.life_words import (
    BIRTH,
    DAY,
    DEATH,
    ENDS,
    IN,
    KINDS,
    NATIVE,
    YEARS,
)

_SCORE = 0.9  # by hand: how many are right was not counted
_DAY = re.compile(DAY)
_YEARS = re.compile(YEARS)
_PREDICATES = {
    ("birth", "DATE"): "DATE_OF_BIRTH", ("death", "DATE"): "DATE_OF_DEATH",
    ("birth", "PLACE"): "PLACE_OF_BIRTH", ("death", "PLACE"): "PLACE_OF_DEATH",
}  # fmt: skip


def mended(doc: Doc, relations: Sequence[Relation]) -> list[Relation]:
    """Relations with the births and deaths that the words tell, without what contradicts them."""
    tellings = _tellings(doc) if doc.has_annotation("DEP") else []
    found = _Lives(doc).find(tellings) if tellings else []
    said = {relation.object: relation.predicate for relation in found}
    told = {_triple(relation) for relation in found}
    lives = {*_PREDICATES.values()}
    others = [
        relation
        for relation in relations
        if _triple(relation) not in told
        and (
            relation.predicate not in lives
            or said.get(relation.object, relation.predicate) == relation.predicate
        )
    ]
    return [*others, *found]


def _triple(relation: Relation) -> tuple[Mention, str, Mention]:
    return relation.subject, relation.predicate, relation.object


class _Lives:
    """A document, its people, dates and places by their tokens."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        spans = sorted(doc.spans[ENTITIES], key=len)  # of nested ones the inner is met first
        self.people = _by_token([span for span in spans if span.label_ == "PERSON"])
        places = [span for span in spans if span.label_ in PLACE_TYPES]
        self.place_tokens = _by_token(places)
        self.said = {
            "DATE": Near([span for span in spans if span.label_ == "DATE"]), "PLACE": Near(places),
        }  # fmt: skip

    def find(self, tellings: Sequence[int]) -> list[Relation]:
        return sorted(self._all(tellings), key=_triple)

    def _all(self, tellings: Sequence[int]) -> Iterator[Relation]:
        for i in tellings if self.people else ():
            token = self.doc[i]
            kind = _kind(token)
            people = [mention(span) for span in self.subjects(token)] if kind else ()
            for person in people:
                for type_, near in self.said.items():
                    for span in near(token.sent.start, token.sent.end):
                        if kind and self.hangs_on(span, token, type_):
                            predicate = _PREDICATES[kind, type_]
                            yield Relation(person, predicate, mention(span), "pattern", _SCORE)

    def subjects(self, token: Token) -> list[Span]:
        """The person who is born or dies, if it is one."""
        if token.lemma_ in NATIVE:
            above = [token.head] if token.dep_ == "appos" else []
            holders = [token, *above, *_children(token, "appos", "flat", "nsubj")]
        elif "Part" in token.morph.get("VerbForm", []):
            holders = [token.head, *_children(token.head, "appos", "flat")]
        else:
            holders = _children(token, "nsubj")
            while not holders and token.dep_ == "conj" and token.head.pos_ == "VERB":
                token = token.head
                holders = _children(token, "nsubj")
            holders += [below for holder in holders for below in _children(holder, "appos", "flat")]
        found = {self.people[holder.i] for holder in holders if holder.i in self.people}
        return list(found) if len(found) == 1 else []

    def hangs_on(self, span: Span, token: Token, type_: str) -> bool:
        if span.sent != token.sent:
            return False
        first, last = sorted((span.root.i, token.i))
        if any(other.text in ENDS for other in self.doc[first + 1 : last]):
            return False
        if type_ == "DATE":
            time = value(self.doc, mention(span), "time")
            short = time is None or time.granularity in ("day", "month", "year")
            is_day = _DAY.search(span.text) and not _YEARS.search(span.text)
            return bool(short and is_day) and _verb(span.root) == token
        above = span.root
        while above.i in self.place_tokens or above.lemma_ in KINDS:
            cases = {child.norm_ for child in _children(above, "case")}
            if _verb(above) == token:
                return token.lemma_ in NATIVE or bool(cases & IN)
            if cases:  # "в деревне под Тулой"
                return False
            named = above.dep_ == "appos" and above.head.lemma_ in KINDS
            if above.head == above or (above.dep_ in ("conj", "appos", "parataxis") and not named):
                return False
            above = above.head
        return False


def _tellings(doc: Doc) -> list[int]:
    """The tokens whose lemma may tell a birth or a death, in order."""
    keys = {doc.vocab.strings[lemma] for lemma in NATIVE | BIRTH | DEATH}
    return [i for i, key in enumerate(doc.to_array("LEMMA").tolist()) if key in keys]


def _verb(token: Token) -> Token:
    """What a token hangs on: the nearer of two verbs, of which the tree may give the first.

    "родилась в Омске и умерла в Париже 5 мая 2010 года": the day hangs on the second.
    """
    between = token.doc[token.head.i + 1 : token.i] if token.head.i < token.i else ()
    nearer = [other for other in between if other.pos_ == "VERB" and other.dep_ == "conj"]
    return nearer[-1] if nearer else token.head


def _kind(token: Token) -> str | None:
    """birth or death; None for what did not happen."""
    if token.lemma_ in NATIVE:
        return "birth"
    kind = "birth" if token.lemma_ in BIRTH else "death" if token.lemma_ in DEATH else None
    past = "Past" in token.morph.get("Tense", [])
    return kind if past and not any(child.norm_ == "не" for child in token.children) else None


def _children(token: Token, *relations: str) -> list[Token]:
    return [child for child in token.children if child.dep_.partition(":")[0] in relations]


def _by_token(spans: Sequence[Span]) -> dict[int, Span]:
    found: dict[int, Span] = {}
    for span in spans:
        for i in range(span.start, span.end):
            found.setdefault(i, span)
    return found
