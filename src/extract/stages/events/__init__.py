"""The events of an article: what, when, where, who, held or planned.

An event is what a reader would put into a calendar. It is told by a noun that the model marks,
by a verb or a noun of the tables (``verbs``, ``nouns``), by the cue of a relation, or by any
other word that the learned judge (``judge``) is sure of; tellings of one event are joined, its
name is made of the fullest, and the judge says whether it stands.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import Event, span_of
from extract.encoder.model import DEFAULT, Model, load
from extract.schema import EVENT_KINDS
from extract.stages import needs
from extract.stages.events.finding import Finder
from extract.stages.events.judge import judge_of
from extract.stages.own_words import Words, lemmas
from extract.stages.readings import drop_reading, reading_of


@Language.factory(
    "extract_events",
    default_config={"model": DEFAULT, "threads": 1, "words": {}},
    assigns=["doc._.events"],
    requires=["token.dep", "token.lemma", "doc.spans"],
)
def create_events(
    nlp: Language, name: str, model: str | None, threads: int, words: dict[str, list[str]]
) -> Events:
    """Makes the component.

    Args:
        nlp: The pipeline.
        name: Of the component.
        model: A model's name or folder; one that knows no events, or None, leaves them to the
            rules.
        threads: Processor threads.
        words: Of the user's own: by the kind of an event (``schema.EVENT_KINDS``) nouns that
            name one.
    """
    del name
    return Events(words, None if model is None else load(model, threads), nlp)


class Events:
    """Sets ``doc._.events``."""

    def __init__(
        self,
        words: Words | None = None,
        encoder: Model | None = None,
        nlp: Language | None = None,
    ) -> None:
        """Takes nouns of the user's own, by the kind of event that they name.

        Args:
            words: See above.
            encoder: The model that read the documents, where it judges events; None leaves them
                to the rules.
            nlp: The pipeline.

        Raises:
            ValueError: There is no such kind, or a word that no lemma can be equal to.
        """
        self.nouns = {
            noun: kind
            for kind, nouns in lemmas(words or {}, EVENT_KINDS, "events").items()
            for noun in nouns
        }
        self.encoder, self.nlp = encoder, nlp
        self.judge = None if encoder is None else judge_of(encoder)

    def find(self, doc: Doc) -> list[Event]:
        """The events of a document, in the order of the text."""
        return self._finder(doc).events()

    def _finder(self, doc: Doc) -> Finder:
        if self.judge is None or self.encoder is None:
            return Finder(doc, self.nouns)
        return Finder(doc, self.nouns, self.judge, reading_of(doc, self.encoder))

    def __call__(self, doc: Doc) -> Doc:
        needs.check(doc, "extract_events")
        finder = self._finder(doc)
        if self.nlp is not None:
            drop_reading(doc, self.nlp, "extract_events")
        doc._.events = finder.events()
        for place, name in finder.buildings.items():  # which no stage before has marked
            span_of(doc, place.start, place.end, place.type)._.normal = name
        return doc
