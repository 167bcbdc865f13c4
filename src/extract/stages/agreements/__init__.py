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
from extract.encoder.model import DEFAULT, Model, load
from extract.stages import needs
from extract.stages.agreements import open_triples
from extract.stages.agreements.constructions import CONSTRUCTIONS
from extract.stages.agreements.constructions.construction import Construction
from extract.stages.agreements.cues import Cue, Lexicon
from extract.stages.agreements.decision import Decision
from extract.stages.agreements.evidence import Evidence, TooManyPairsError, find
from extract.stages.agreements.kinds import KINDS, PARTY_TYPES, Kind, wider
from extract.stages.agreements.learned import decided
from extract.stages.agreements.repeats import distinct
from extract.stages.readings import drop_reading, reading_of
from extract.syntax.text import Text
from extract.syntax.tree import Tree

__all__ = [
    "CONSTRUCTIONS", "KINDS", "Agreements", "Construction", "Cue", "Evidence", "Kind",
    "create_agreements", "cue_candidates", "evidence",
]  # fmt: skip

_LEXICON = Lexicon(KINDS)


@Language.factory(
    "extract_agreements",
    default_config={"open_triples": False, "model": DEFAULT, "threads": 1, "words": {}},
    assigns=["doc._.relations"],
    requires=["token.dep", "token.lemma", "doc.spans"],
)
def create_agreements(
    nlp: Language,
    name: str,
    open_triples: bool,
    model: str | None,
    threads: int,
    words: dict[str, dict[str, list[str]]],
) -> Agreements:
    """Makes the component.

    Args:
        nlp: The pipeline.
        name: Of the component.
        open_triples: Add open triples too (see ``open_triples``).
        model: A model's name or folder; one that does not know these relations, or None, leaves
            them to the constructions.
        threads: Processor threads.
        words: Cues of the user's own: by the relation's name its nouns, verbs and so on (see
            ``kinds.wider``).
    """
    del name
    encoder = None if model is None else load(model, threads)
    return Agreements(open_triples, wider(words), encoder=encoder, nlp=nlp)


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
        decision: Says how likely each pair is; None where the constructions say so alone.
    """

    def __init__(
        self,
        open_triples: bool = False,
        kinds: Iterable[Kind] = KINDS,
        constructions: Iterable[Construction] = CONSTRUCTIONS,
        encoder: Model | None = None,
        nlp: Language | None = None,
    ) -> None:
        self.open_triples = open_triples
        self.kinds = tuple(kinds)
        self.lexicon = Lexicon(self.kinds)
        self.constructions = tuple(constructions)
        self.encoder, self.nlp = encoder, nlp
        knows = encoder is not None and "ties" in encoder.card
        self.decision = Decision(encoder) if encoder is not None and knows else None

    def find(self, doc: Doc) -> list[Relation]:
        """The triples of a document, in the order of the text."""
        return self._read(doc)[0]

    def __call__(self, doc: Doc) -> Doc:
        needs.check(doc, "extract_agreements")
        found, notes = self._read(doc)
        if self.open_triples:
            found += self.find_open(doc)
        doc._.relations = [*doc._.relations, *found]
        if notes:
            doc._.notes = [*doc._.notes, *notes]
        if self.nlp is not None:
            drop_reading(doc, self.nlp, "extract_agreements")
        return doc

    def _read(self, doc: Doc) -> tuple[list[Relation], list[tuple[str, str]]]:
        """The triples, and what was left out: stage and message."""
        text = Text(doc, PARTY_TYPES)
        said: list[tuple[int, list[Evidence]]] = []
        notes: list[tuple[str, str]] = []
        for sentence, found in find(text, self.lexicon, self.constructions):
            if isinstance(found, TooManyPairsError):
                notes.append(("agreements", str(found)))
            else:
                said.append((text.tree.sentence_of[sentence.start], found))
        told = [one for _, found in said for one in found]
        if self.decision is not None and self.encoder is not None:
            reading = reading_of(doc, self.encoder)
            said = decided(doc, text, reading, told, self.decision, self.kinds)
        return [
            _relation(text, one, self.decision is not None) for one in distinct(text, said)
        ], notes

    def find_open(self, doc: Doc) -> list[Relation]:
        """The open triples of a document: subject, lemma of the verb, object."""
        text = Text(doc)
        return [
            relation
            for index in range(len(text))
            for relation in open_triples.find(text.sentence(index), index)
        ]


def _relation(text: Text, found: Evidence, is_decided: bool) -> Relation:
    method = "model" if not found.rule else "both" if is_decided else "pattern"
    return Relation(
        found.first,
        found.label,
        found.second,
        method=method,
        score=found.score,
        cue=found.cue,
        kind=found.kind,
        topic=found.topic,
        status=found.status,
        begin=found.time.begin if found.time else None,
        end=found.time.end if found.time else None,
        place=text.tree.normal(found.place) if found.place else None,
        sentence=found.sentence,
        represents=found.represents,
        rule=found.rule or None,
    )
