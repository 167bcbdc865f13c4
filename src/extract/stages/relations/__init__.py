"""Relations between mentions, from the encoder's reading of the text; births and deaths by words.

Source of the relation types: NEREL 1.1; which types a relation may join is learned from it.
"""

from __future__ import annotations

import bisect
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import ENTITIES, Mention, Relation, mention, text_of
from extract.encoder.model import DEFAULT, load
from extract.stages import needs
from extract.stages.readings import drop_reading, reading_of
from extract.stages.relations import lives


@Language.factory(
    "extract_relations",
    default_config={"model": DEFAULT, "threads": 1},
    assigns=["doc._.relations"],
    requires=["doc.spans"],
)
def create_relations(nlp: Language, name: str, model: str, threads: int) -> Relations:
    """Makes the component.

    Args:
        nlp: The pipeline.
        name: Of the component.
        model: A model's name or folder.
        threads: Processor threads.
    """
    return Relations(model, threads, nlp, name)


class Relations:
    """Adds the model's relations to ``doc._.relations``."""

    def __init__(
        self,
        model: str | Path = DEFAULT,
        threads: int = 1,
        nlp: Language | None = None,
        name: str = "extract_relations",
    ) -> None:
        self.model = load(model, threads)
        self.nlp, self.name = nlp, name

    def find(self, doc: Doc) -> list[Relation]:
        """Relations between the mentions in ``doc.spans["entities"]``."""
        reading = reading_of(doc, self.model)
        spans = list(doc.spans[ENTITIES])
        mentions = list(map(mention, spans))
        starts = [sent.start for sent in doc.sents]
        places = [bisect.bisect_right(starts, span.start) - 1 for span in spans]
        borders = [(each.start, each.end, each.type) for each in mentions]
        found = [
            Relation(
                mentions[link.subject],
                link.relation,
                mentions[link.object],
                method="model",
                score=round(link.score, 4),
                sentence=max(places[link.subject], places[link.object]),
            )
            for link in self.model.relate(text_of(doc), reading, borders)
        ]
        return lives.mended(doc, _without_superiors(found))

    def __call__(self, doc: Doc) -> Doc:
        needs.check(doc, "extract_relations")
        doc._.relations = [*doc._.relations, *self.find(doc)]
        if self.nlp is not None:
            drop_reading(doc, self.nlp, self.name)
        return doc


def _without_superiors(found: list[Relation]) -> list[Relation]:
    """Leaves out a position within a wider one of the same person: the governor's, of his deputy.

    In NEREL's train texts a person holds both 13 times in 3,578.
    """
    held: dict[Mention, list[Mention]] = {}
    for relation in found:
        if relation.predicate == "WORKS_AS":
            held.setdefault(relation.subject, []).append(relation.object)

    def is_superior(relation: Relation) -> bool:
        inner = relation.object
        return relation.predicate == "WORKS_AS" and any(
            outer != inner and outer.start <= inner.start and inner.end <= outer.end
            for outer in held[relation.subject]
        )

    return [relation for relation in found if not is_superior(relation)]
