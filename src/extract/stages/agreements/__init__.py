"""Agreements, meetings, cooperation, twin cities and visits, by constructions over trees and words.

Each triple says by which word and which construction it was found, about what, whether it is
done or only planned, when and where. The constructions find evidence (``evidence``); what of it
is told is decided apart (``Agreements.find``).
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import Relation
from extract.stages.agreements import open_triples
from extract.stages.agreements.constructions import CONSTRUCTIONS
from extract.stages.agreements.constructions.construction import Construction
from extract.stages.agreements.cues import Cue, Lexicon
from extract.stages.agreements.evidence import Evidence, TooManyPairsError, find
from extract.stages.agreements.kinds import KINDS, PARTY_TYPES, Kind
from extract.stages.agreements.repeats import distinct
from extract.syntax.sentence import Sentence
from extract.syntax.text import Text
from extract.syntax.tree import Tree

__all__ = [
    "CONSTRUCTIONS", "KINDS", "Agreements", "Construction", "Cue", "Evidence", "Kind",
    "create_agreements", "cue_candidates", "evidence",
]  # fmt: skip

_LEXICON = Lexicon(KINDS)


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


def evidence(doc: Doc) -> list[Evidence]:
    """All that the constructions find in a document, repetitions and all, in order."""
    found = find(Text(doc, PARTY_TYPES), _LEXICON)
    return [one for _, said in found if isinstance(said, list) for one in said]


def cue_candidates(tree: Tree, start: int, end: int) -> list[Cue]:
    """The words between two tokens that may name a relation, in order."""
    return _LEXICON.find(tree, start, end)


class Agreements:
    """Adds the relations of ``kinds.KINDS`` to ``doc._.relations``.

    Attributes:
        open_triples: Whether open triples are added too; their predicates are lemmas.
        lexicon: The cue words of the kinds of relations that it finds.
        constructions: In the order in which they are asked.
    """

    def __init__(
        self,
        open_triples: bool = False,
        kinds: Iterable[Kind] = KINDS,
        constructions: Iterable[Construction] = CONSTRUCTIONS,
    ) -> None:
        self.open_triples = open_triples
        self.lexicon = Lexicon(kinds)
        self.constructions = tuple(constructions)

    def find(self, doc: Doc) -> list[Relation]:
        """The triples of a document, in the order of the text."""
        return self._read(doc)[0]

    def __call__(self, doc: Doc) -> Doc:
        found, notes = self._read(doc)
        if self.open_triples:
            found += self.find_open(doc)
        doc._.relations = [*doc._.relations, *found]
        if notes:
            doc._.notes = [*doc._.notes, *notes]
        return doc

    def _read(self, doc: Doc) -> tuple[list[Relation], list[tuple[str, str]]]:
        """The triples, and what was left out: stage and message."""
        text = Text(doc, PARTY_TYPES)
        said: list[tuple[Sentence, list[Evidence]]] = []
        notes: list[tuple[str, str]] = []
        for sentence, found in find(text, self.lexicon, self.constructions):
            if isinstance(found, TooManyPairsError):
                notes.append(("agreements", str(found)))
            else:
                said.append((sentence, found))
        return [_relation(text, one) for one in distinct(said)], notes

    def find_open(self, doc: Doc) -> list[Relation]:
        """The open triples of a document: subject, lemma of the verb, object."""
        text = Text(doc)
        return [
            relation
            for index in range(len(text))
            for relation in open_triples.find(text.sentence(index), index)
        ]


def _relation(text: Text, found: Evidence) -> Relation:
    return Relation(
        found.first,
        found.label,
        found.second,
        method="pattern",
        score=found.score,
        cue=found.cue,
        kind=found.kind,
        topic=found.topic,
        status=found.status,
        date=found.date,
        place=text.tree.normal(found.place) if found.place else None,
        sentence=found.sentence,
        represents=found.represents,
        rule=found.rule,
    )
