"""Agreements, meetings, cooperation, twin cities and visits, by patterns over trees and words.

Each triple says by which word it was found, about what, whether it is done or only planned,
when and where.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import Mention, Relation
from extract.stages.agreements import arguments, cues, parties
from extract.stages.agreements.arguments import Pair, Sentence
from extract.stages.agreements.cues import Cue
from extract.stages.agreements.patterns import KIND_OF_VERB, KIND_SPELLING, SCORES
from extract.stages.agreements.reading import Reading
from extract.stages.agreements.status import status


@Language.factory(
    "extract_agreements",
    assigns=["doc._.relations"],
    requires=["token.dep", "token.lemma", "doc.spans"],
)
def create_agreements(nlp: Language, name: str) -> Agreements:  # noqa: ARG001
    return Agreements()


class Agreements:
    """Adds the pattern relations of ``schema.PATTERN_RELATIONS`` to ``doc._.relations``."""

    def find(self, doc: Doc) -> list[Relation]:
        """The triples of a document, in the order of the text."""
        reading = Reading(doc)
        names = parties.eligible(reading)
        found: list[Relation] = []
        for index, (start, end) in enumerate(reading.sentences):
            triggers = cues.find(reading, start, end)
            if not triggers:
                continue
            groups = parties.groups(reading, start, end, names)
            sentence = Sentence(reading, start, end, groups)
            found += _distinct(reading, _relations(sentence, triggers, index))
        return found

    def __call__(self, doc: Doc) -> Doc:
        doc._.relations = [*doc._.relations, *self.find(doc)]
        return doc


def _relations(sentence: Sentence, triggers: list[Cue], index: int) -> Iterator[Relation]:
    reading = sentence.reading
    for cue in triggers:
        for pair in arguments.pairs(sentence, cue, reading.mentions):
            yield _relation(reading, cue, pair, index)


def _relation(reading: Reading, cue: Cue, pair: Pair, index: int) -> Relation:
    lemma = reading.lemmas[cue.token]
    kind = None
    if cue.label == "AGREEMENT_WITH":
        kind = KIND_OF_VERB.get(lemma) or KIND_SPELLING.get(lemma, lemma)
    return Relation(
        pair.first.mention,
        cue.label,
        pair.second.mention,
        method="pattern",
        score=SCORES[pair.way],
        cue=(reading.starts[cue.start], reading.end(cue.token)),
        kind=kind,
        status=status(reading, cue),
        sentence=index,
        represents=(pair.first.represents, pair.second.represents),
    )


def _distinct(reading: Reading, relations: Iterator[Relation]) -> list[Relation]:
    """One triple for each predicate and pair of a sentence, the surest."""
    best: dict[tuple[str, frozenset[str]], Relation] = {}
    for relation in relations:
        sides = frozenset(_name(reading, m) for m in (relation.subject, relation.object))
        key = (relation.predicate, sides)
        if len(sides) == 2 and (key not in best or best[key].score < relation.score):
            best[key] = relation
    return list(best.values())


def _name(reading: Reading, mention: Mention) -> str:
    """A mention as far as its repetitions share it: the lemma of its last word."""
    start, end = reading.spans[mention]
    if end - start == 1:
        return reading.text[mention.start : mention.end].lower()[:6]
    return reading.lemmas[end - 1]
