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
from extract.stages.careers.claims import Claims
from extract.stages.careers.contradicted import without_contradicted
from extract.stages.careers.holders import holders
from extract.stages.careers.telling import Telling
from extract.stages.careers.titles import Titles
from extract.stages.careers.words import Words
from extract.stages.own_words import Words as OwnWords
from extract.stages.own_words import lemmas


@Language.factory(
    "extract_careers",
    default_config={"words": {}},
    assigns=["doc._.careers", "doc._.relations"],
    requires=["token.dep", "token.lemma", "doc.spans"],
)
def create_careers(nlp: Language, name: str, words: dict[str, list[str]]) -> Careers:  # noqa: ARG001
    """Makes the component.

    Args:
        nlp: The pipeline.
        name: Of the component.
        words: Of the user's own: "positions", nouns that are one wherever they stand.
    """
    return Careers(words)


class Careers:
    """Sets ``doc._.careers``, and takes from ``doc._.relations`` what cases contradict."""

    def __init__(self, words: OwnWords | None = None) -> None:
        """Takes "positions" of the user's own.

        Raises:
            ValueError: There is no such list, or a word that no lemma can be equal to.
        """
        self.positions = lemmas(words or {}, ["positions"], "careers").get("positions", frozenset())

    def find(self, doc: Doc) -> list[Career]:
        """The positions of the people of a document, in the order of the text."""
        return self._read(doc)[0]

    def __call__(self, doc: Doc) -> Doc:
        needs.check(doc, "extract_careers")
        doc._.careers, doc._.relations = self._read(doc)
        return doc

    def _read(self, doc: Doc) -> tuple[list[Career], list[Relation]]:
        """The positions, and the relations but for those that they contradict."""
        words, titles, claims = read_claims(doc, self.positions)
        relations = relations_of(doc, words.spans.keys())
        if not titles.people:
            return [], list(relations)
        told = Telling(words, titles, relations, entities_of(doc, words.spans.keys()))
        careers = told.careers(claims.found)
        return careers, without_contradicted(relations, claims)


def read_claims(doc: Doc, positions: frozenset[str] = frozenset()) -> tuple[Words, Titles, Claims]:
    """Who is said to hold which title in a document, and what it was read with.

    Args:
        doc: The document.
        positions: Nouns that are one wherever they stand, beside our own.
    """
    words = Words(doc)
    titles = Titles(words, positions)
    people = {
        mention: entity
        for entity in entities_of(doc, words.spans.keys())
        if entity.type == "PERSON"
        for mention in entity.mentions
    }
    relations = relations_of(doc, words.spans.keys()) if titles.people else []
    said = model(relations, words, titles)
    return words, titles, holders(words, titles, said, people)


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
