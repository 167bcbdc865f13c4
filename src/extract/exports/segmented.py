"""Documents as spaCy has them: with our tokens and sentences, and no model."""

from __future__ import annotations

import functools

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import ENTITIES, set_mentions, span_of
from extract.exports.documents import Document
from extract.language import LONGEST_TEXT
from extract.stages.segmentation import TOKENIZER


@functools.cache
def _pipeline() -> Language:
    nlp = spacy.blank("ru", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.max_length = LONGEST_TEXT
    nlp.add_pipe("extract_segmentation")
    return nlp


def segmented(document: Document) -> Doc:
    """A document with tokens, sentences and mentions, in ``doc.spans`` and ``doc.ents``."""
    doc = _pipeline()(document.text)
    doc._.id, doc._.title, doc._.date = document.doc_id, document.title, document.date
    doc._.repeats = []  # what is annotated there was meant
    set_mentions(doc, [span_of(doc, m.start, m.end, m.type) for m in document.mentions])
    for span, known in zip(doc.spans[ENTITIES], document.mentions.values(), strict=True):
        span._.normal, span._.score = known.normal, known.score
    return doc
