"""What the encoder read of a document, from the stage that had it read to those that ask more."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.encoder.model import Model
from extract.encoder.reading import Reading

READING = "extract.reading"  # where a document keeps the encoder's states
# The stages that ask for them.
_ASKING = ("extract_relations", "extract_agreements", "extract_events")


def keep_reading(doc: Doc, nlp: Language, reading: Reading) -> None:
    """Keeps the states where a stage of the pipeline will ask for them."""
    if any(name in _ASKING for name in nlp.pipe_names):
        doc.user_data[READING] = reading


def reading_of(doc: Doc, model: Model) -> Reading:
    """The encoder's states of a document.

    A document that the entities stage has not read in this run (one that was loaded from disk,
    or whose mentions come from elsewhere) is read here.
    """
    reading: Reading = doc.user_data.get(READING) or model.read(doc.text)[1]
    return reading


def drop_reading(doc: Doc, nlp: Language, stage: str) -> None:
    """Drops the states, which are large, after the last stage that asks for them."""
    last = next((name for name in reversed(nlp.pipe_names) if name in _ASKING), stage)
    if stage == last:
        doc.user_data.pop(READING, None)
