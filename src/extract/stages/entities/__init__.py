"""Mentions of people, places, organizations, dates and events.

A first version over natasha's news model and word lists.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from extract.annotations import ENTITIES, Mention, span_of
from extract.encoder import slovnet
from extract.stages.entities.patterns import COUNTRIES, DATE, EVENT_WORDS, REGION_WORDS
from extract.stages.segmentation import plain


@functools.cache
def _models() -> tuple[slovnet.Encoder, slovnet.Recognizer]:
    encoder = slovnet.Encoder("ner")
    return encoder, slovnet.Recognizer(encoder.networks[0])


@Language.factory(
    "extract_entities",
    assigns=["doc.spans", "doc.ents", "span._.score"],
    requires=["token.lemma", "token.is_sent_start", "doc._.repeats"],
)
def create_entities(nlp: Language, name: str) -> Entities:  # noqa: ARG001
    return Entities()


class Entities:
    """Sets ``doc.spans["entities"]``, all mentions, and ``doc.ents``, the outermost ones."""

    def find(self, doc: Doc) -> list[Mention]:
        """Mentions in the order of the text, those in repeated passages left out."""
        found = {*_names(doc), *_dates(doc), *_events(doc)}
        return sorted(m for m in found if not _is_repeated(doc, m))

    def __call__(self, doc: Doc) -> Doc:
        assign(doc, self.find(doc))
        return doc


def assign(doc: Doc, mentions: Iterable[Mention]) -> None:
    """Puts mentions into the document: all as spans, the outermost ones as ``doc.ents``."""
    spans = [span_of(doc, mention.start, mention.end, mention.type) for mention in mentions]
    doc.spans[ENTITIES] = spans
    doc.ents = filter_spans(Span(doc, span.start, span.end, span.label_) for span in spans)


def _is_repeated(doc: Doc, mention: Mention) -> bool:
    return any(start <= mention.start < end for start, end in doc._.repeats)


def _names(doc: Doc) -> Iterator[Mention]:
    encoder, recognizer = _models()
    sents = [[token for token in sent if not token.is_space][:1000] for sent in doc.sents]
    sents = [sent for sent in sents if sent]
    if not sents:
        return
    starts, (states,) = encoder([[plain(token.text) for token in sent] for sent in sents])
    for start, sent in zip(starts, sents, strict=True):
        tags = recognizer(states[start : start + len(sent)])
        for first, last, kind in _bio(tags):
            span = doc[sent[first].i : sent[last].i + 1]
            yield Mention(span.start_char, span.end_char, _type(span, kind))


def _bio(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    start = 0
    for index, tag in enumerate([*tags, "O"]):
        if not tag.startswith("I"):
            if index and tags[index - 1] not in ("O", "<pad>"):
                yield start, index - 1, tags[index - 1][2:]
            start = index


def _type(span: Span, kind: str) -> str:
    if kind != "LOC":
        return {"PER": "PERSON", "ORG": "ORGANIZATION"}[kind]
    lemmas = {token.lemma_.lower() for token in span}
    if lemmas & COUNTRIES:
        return "COUNTRY"
    if lemmas & REGION_WORDS or span.root.pos_ == "ADJ":
        return "STATE_OR_PROVINCE"
    return "CITY" if len(span) == 1 else "LOCATION"


def _dates(doc: Doc) -> Iterator[Mention]:
    for match in DATE.finditer(doc.text):
        yield Mention(match.start(), match.end(), "DATE")


def _events(doc: Doc) -> Iterator[Mention]:
    for token in doc:
        if token.lemma_ in EVENT_WORDS:
            yield Mention(token.idx, token.idx + len(token), "EVENT")
