"""Nested mentions of all entity types, from our own model.

Types and guidelines: NEREL 1.1 (Loukachevitch et al., 2021).
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.annotations import Mention, set_mentions, set_value, span_of, text_of
from extract.encoder.model import DEFAULT, Found, Model, load
from extract.encoder.reading import Reading
from extract.stages import needs

READING = "extract.reading"  # where a document keeps the encoder's states
# The stages that ask for them.
READERS = ("extract_relations", "extract_agreements", "extract_events")


@Language.factory(
    "extract_entities",
    default_config={"model": DEFAULT, "threads": 1},
    assigns=["doc.spans", "doc.ents", "span._.score"],
    requires=["token.is_sent_start", "doc._.repeats"],
)
def create_entities(nlp: Language, name: str, model: str, threads: int) -> Entities:
    """Makes the component.

    Args:
        nlp: The pipeline.
        name: Of the component.
        model: A model's name or folder.
        threads: Processor threads.
    """
    del name
    return Entities(nlp, model, threads)


class Entities:
    """Sets ``doc.spans["entities"]``, all mentions, and ``doc.ents``, the outermost ones."""

    def __init__(self, nlp: Language, model: str | Path = DEFAULT, threads: int = 1) -> None:
        self.nlp = nlp
        self.model = load(model, threads)

    def find(self, doc: Doc) -> list[Found]:
        """Mentions in the order of the text, those in repeated passages left out."""
        return self._read(doc)[0]

    def _read(self, doc: Doc) -> tuple[list[Found], Reading]:
        found, reading = self.model.read(text_of(doc))
        repeats = sorted(doc._.repeats)
        return [each for each in found if not _is_repeated(repeats, each)], reading

    def __call__(self, doc: Doc) -> Doc:
        """Assigns; keeps the reading where the relations stage will want it."""
        needs.check(doc, "extract_entities")
        found, reading = self._read(doc)
        assign(doc, found)
        if any(name in READERS for name in self.nlp.pipe_names):
            doc.user_data[READING] = reading
        return doc


def reading_of(doc: Doc, model: Model) -> Reading:
    """The encoder's states of a document.

    A document that the entities stage has not read in this run (one that was loaded from disk,
    or whose mentions come from elsewhere) is read here.
    """
    reading: Reading = doc.user_data.get(READING) or model.read(doc.text)[1]
    return reading


def drop_reading(doc: Doc, nlp: Language, reader: str) -> None:
    """Drops the states, which are large, after the last stage that asks for them."""
    last = next((name for name in reversed(nlp.pipe_names) if name in READERS), reader)
    if reader == last:
        doc.user_data.pop(READING, None)


def assign(doc: Doc, mentions: Iterable[Found | Mention]) -> None:
    """Puts mentions into the document: all as spans, the outermost ones as ``doc.ents``.

    Args:
        doc: Tokenized.
        mentions: Sorted by start, the longer first. Those without a score keep what score
            they have in the document.
    """
    spans: list[Span] = []
    for each in mentions:
        span = span_of(doc, each.start, each.end, each.type)
        if isinstance(each, Found):
            name = Mention(each.start, each.end, each.type)
            set_value(doc, name, "score", round(each.score, 4))
        spans.append(span)
    set_mentions(doc, spans)


def _is_repeated(repeats: list[tuple[int, int]], found: Found) -> bool:
    at = bisect.bisect_right(repeats, found.start, key=lambda repeat: repeat[0])
    return at > 0 and found.start < repeats[at - 1][1]
