"""The events of an article: what, when, where, who, held or planned.

An event is what a reader would put into a calendar. It is told by a noun that the model marks,
by a verb or a noun of the tables (``verbs``, ``nouns``), or by the cue of a relation; tellings
of one event are joined, and its name is made of the fullest.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import Event, span_of
from extract.schema import EVENT_KINDS
from extract.stages import needs
from extract.stages.events.finding import Finder
from extract.stages.own_words import Words, lemmas


@Language.factory(
    "extract_events",
    default_config={"words": {}},
    assigns=["doc._.events"],
    requires=["token.dep", "token.lemma", "doc.spans"],
)
def create_events(nlp: Language, name: str, words: dict[str, list[str]]) -> Events:  # noqa: ARG001
    """Makes the component.

    Args:
        nlp: The pipeline.
        name: Of the component.
        words: Of the user's own: by the kind of an event (``schema.EVENT_KINDS``) nouns that
            name one.
    """
    return Events(words)


class Events:
    """Sets ``doc._.events``."""

    def __init__(self, words: Words | None = None) -> None:
        """Takes nouns of the user's own, by the kind of event that they name.

        Raises:
            ValueError: There is no such kind, or a word that no lemma can be equal to.
        """
        self.nouns = {
            noun: kind
            for kind, nouns in lemmas(words or {}, EVENT_KINDS, "events").items()
            for noun in nouns
        }

    def find(self, doc: Doc) -> list[Event]:
        """The events of a document, in the order of the text."""
        return Finder(doc, self.nouns).events()

    def __call__(self, doc: Doc) -> Doc:
        needs.check(doc, "extract_events")
        finder = Finder(doc, self.nouns)
        doc._.events = finder.events()
        for place, name in finder.buildings.items():  # which no stage before has marked
            span_of(doc, place.start, place.end, place.type)._.normal = name
        return doc
