"""Agreements, meetings, cooperation, twin cities and visits, by patterns over trees and words.

Each triple says by which word it was found, about what, whether it is done or only planned,
when and where.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import Mention, Relation
from extract.stages.agreements import arguments, cues, details, filters, open_triples, parties
from extract.stages.agreements.arguments import Pair
from extract.stages.agreements.cues import Cue
from extract.stages.agreements.patterns import KIND_OF_VERB, KIND_SPELLING, SCORES
from extract.stages.agreements.reading import Reading
from extract.stages.agreements.sentence import Sentence
from extract.stages.agreements.status import status

_HEADLINE_REACH = 40  # tokens between a headline and the sentence that repeats it


@Language.factory(
    "extract_agreements",
    default_config={"open_triples": False},
    assigns=["doc._.relations"],
    requires=["token.dep", "token.lemma", "doc.spans"],
)
def create_agreements(nlp: Language, name: str, open_triples: bool) -> Agreements:
    """Makes the component.

    Args:
        nlp: The pipeline.
        name: Of the component.
        open_triples: Add open triples too (see ``open_triples``).
    """
    del nlp, name
    return Agreements(open_triples)


class Agreements:
    """Adds the pattern relations of ``schema.PATTERN_RELATIONS`` to ``doc._.relations``.

    Attributes:
        open_triples: Whether open triples are added too; their predicates are lemmas.
    """

    def __init__(self, open_triples: bool = False) -> None:
        self.open_triples = open_triples

    def find(self, doc: Doc) -> list[Relation]:
        """The triples of a document, in the order of the text."""
        reading = Reading(doc)
        names = parties.eligible(reading)
        found: list[tuple[Sentence, list[Relation]]] = []
        before: list[Relation] = []
        for index, (start, end) in enumerate(reading.sentences):
            triggers = cues.find(reading, start, end)
            relations = []
            if triggers:
                groups = parties.groups(reading, start, end, names)
                sentence = Sentence(reading, start, end, groups)
                relations = _distinct(sentence, _relations(sentence, triggers, index, before))
            if relations:
                found.append((sentence, relations))
            before = relations
        _drop_headlines(found)
        return [relation for _, relations in found for relation in relations]

    def __call__(self, doc: Doc) -> Doc:
        found = self.find(doc)
        if self.open_triples:
            found += self.find_open(doc)
        doc._.relations = [*doc._.relations, *found]
        return doc

    def find_open(self, doc: Doc) -> list[Relation]:
        """The open triples of a document: subject, lemma of the verb, object."""
        reading = Reading(doc)
        names = parties.eligible(reading)
        return [
            relation
            for index, (start, end) in enumerate(reading.sentences)
            for relation in open_triples.find(
                Sentence(reading, start, end, parties.groups(reading, start, end, names)), index
            )
        ]


def _relations(
    sentence: Sentence, triggers: list[Cue], index: int, before: list[Relation]
) -> Iterator[Relation]:
    reading = sentence.reading
    for cue in triggers:
        pairs = arguments.pairs(sentence, cue, reading.mentions)
        pairs = pairs or arguments.continued(sentence, cue, before)
        pairs = [pair for pair in pairs if filters.is_meant(reading, cue, pair)]
        if pairs:
            yield from _described(sentence, cue, pairs, index)


def _described(sentence: Sentence, cue: Cue, pairs: list[Pair], index: int) -> Iterator[Relation]:
    """The relations of a cue with all that the sentence says of them."""
    reading = sentence.reading
    lemma = reading.lemmas[cue.token]
    kind = None
    if cue.label == "AGREEMENT_WITH":
        kind = KIND_OF_VERB.get(lemma) or KIND_SPELLING.get(lemma, lemma)
    topic = None if cue.label in ("VISITED", "TWINNED_WITH") else details.topic(sentence, cue)
    said = status(reading, cue)
    time = details.date(sentence, cue, said)
    for pair in pairs:
        place = details.place(sentence, cue, pair)
        yield Relation(
            pair.first.mention,
            cue.label,
            pair.second.mention,
            method="pattern",
            score=SCORES[pair.way],
            cue=(reading.starts[cue.start], reading.end(cue.token)),
            kind=kind,
            topic=topic,
            status=said,
            begin=time.begin if time else None,
            end=time.end if time else None,
            place=reading.normal(place) if place else None,
            sentence=index,
            represents=(pair.first.represents, pair.second.represents),
        )


def _distinct(sentence: Sentence, relations: Iterator[Relation]) -> list[Relation]:
    """One triple for each predicate and pair of parties of a sentence, the surest.

    "Путин ... с Южной Осетией" and "между Россией и Южной Осетией" are one where the sentence
    calls Путин the president of Россия.
    """
    known = _Names(sentence)
    kept: list[Relation] = []
    for relation in sorted(relations, key=lambda relation: -relation.score):
        if not known.is_one(relation) and not any(known.same(relation, r) for r in kept):
            kept.append(relation)
    kept = [r for r in kept if not (r.predicate == "COOPERATES_WITH" and _is_topic(r, kept))]
    return sorted(kept, key=lambda r: (r.cue or (0, 0), r.subject, r.object))


def _is_topic(relation: Relation, others: list[Relation]) -> bool:
    """ "соглашение о сотрудничестве с Россией" is an agreement, and says no more than that."""
    return any(
        other.predicate == "AGREEMENT_WITH"
        and {other.subject, other.object} == {relation.subject, relation.object}
        and other.topic is not None
        and (other.cue or (0, 0)) < (relation.cue or (0, 0))
        for other in others
    )


def _drop_headlines(found: list[tuple[Sentence, list[Relation]]]) -> None:
    """Drops what a headline says and the sentences below it say more fully."""
    for i, (sentence, relations) in enumerate(found):
        if not sentence.is_headline():
            continue
        for below, fuller in found[i + 1 : i + 3]:
            if below.start - sentence.end > _HEADLINE_REACH:
                break
            known = _Names(sentence, below)
            relations[:] = [r for r in relations if not any(known.same(r, f) for f in fuller)]


class _Names:
    """What a party is called: its own name, and the place or body that it stands for."""

    def __init__(self, *sentences: Sentence) -> None:
        self.reading = sentences[0].reading
        self.aliases: dict[str, set[str]] = {}
        for group in (group for sentence in sentences for group in sentence.groups):
            for party in group.parties:
                names = {self.name(mention) for mention in (party.mention, *party.others)}
                self.aliases.setdefault(self.name(party.mention), set()).update(names)

    def name(self, mention: Mention) -> str:
        return _name(self.reading, mention)

    def known(self, mention: Mention) -> set[str]:
        name = self.name(mention)
        return self.aliases.get(name, {name})

    def is_one(self, relation: Relation) -> bool:
        return self.name(relation.subject) == self.name(relation.object)

    def same(self, relation: Relation, other: Relation) -> bool:
        if relation.predicate != other.predicate:
            return False
        a, b = self.known(relation.subject), self.known(relation.object)
        c, d = self.known(other.subject), self.known(other.object)
        return bool((a & c and b & d) or (a & d and b & c))


def _name(reading: Reading, mention: Mention) -> str:
    """A mention as far as its repetitions share it: the lemma of its last word."""
    start, end = reading.spans[mention]
    if end - start == 1:
        text = reading.text[mention.start : mention.end].lower()
        return reading.lemmas[start] if len(text) == len(reading.words[start]) else text[:6]
    if mention.type == "PERSON":
        return reading.lemmas[end - 1]
    return " ".join(reading.lemmas[start:end])
