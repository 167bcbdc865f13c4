"""The events of an article: what, when, where, who, held or planned.

An event is what a reader would put into a calendar. It is told by a noun that the model marks,
by a verb or a noun of the tables (``verbs``, ``nouns``), or by the cue of a relation; tellings
of one event are joined, and its name is made of the fullest.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import Event, span_of
from extract.stages import needs
from extract.stages.events.finding import Finder


@Language.factory(
    "extract_events",
    assigns=["doc._.events"],
    requires=["token.dep", "token.lemma", "doc.spans"],
)
def create_events(nlp: Language, name: str) -> Events:  # noqa: ARG001
    return Events()


class Events:
    """Sets ``doc._.events``."""

    def find(self, doc: Doc) -> list[Event]:
        """The events of a document, in the order of the text."""
        return Finder(doc).events()

    def __call__(self, doc: Doc) -> Doc:
        needs.check(doc, "extract_events")
        finder = Finder(doc)
        doc._.events = finder.events()
        for place, name in finder.buildings.items():  # which no stage before has marked
            span_of(doc, place.start, place.end, place.type)._.normal = name
        return doc
