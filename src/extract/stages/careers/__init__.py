"""Careers: who holds which position where, and who held it.

A title is read whole from the text, given to the person whom it stands beside or whose clause
tells of it (``holders``), written in the nominative (``forms``) and told with its body
(``bodies``). What one article says of one position of one person is one career.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import Career, Mention, Relation, entities_of, relations_of
from extract.stages import needs
from extract.stages.careers.holders import holders
from extract.stages.careers.telling import Telling
from extract.stages.careers.titles import Titles
from extract.stages.careers.words import Words


@Language.factory(
    "extract_careers",
    assigns=["doc._.careers"],
    requires=["token.dep", "token.lemma", "doc.spans"],
)
def create_careers(nlp: Language, name: str) -> Careers:  # noqa: ARG001
    return Careers()


class Careers:
    """Sets ``doc._.careers``."""

    def find(self, doc: Doc) -> list[Career]:
        """The positions of the people of a document, in the order of the text."""
        words = Words(doc)
        titles = Titles(words)
        if not titles.people:
            return []
        relations, entities = relations_of(doc), entities_of(doc)
        people = {
            mention: entity
            for entity in entities
            if entity.type == "PERSON"
            for mention in entity.mentions
        }
        claims = holders(words, titles, model(relations, words, titles), people)
        return Telling(words, titles, relations, entities).careers(claims)

    def __call__(self, doc: Doc) -> Doc:
        needs.check(doc, "extract_careers")
        doc._.careers = self.find(doc)
        return doc


def model(
    relations: list[Relation], words: Words, titles: Titles
) -> dict[tuple[Mention, int], float]:
    """The model's score of each pair of a person and a title's noun."""
    found: dict[tuple[Mention, int], float] = {}
    for relation in relations:
        if relation.predicate == "WORKS_AS":
            head = titles.head_of(*words.spans[relation.object])
            if head is not None:
                key = (relation.subject, head)
                found[key] = max(relation.score, found.get(key, 0.0))
    return found
