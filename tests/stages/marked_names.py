"""Texts in which gold stands as [mention|type|name]."""

from __future__ import annotations

import re

from spacy.vocab import Vocab

from extract.annotations import ENTITIES, Mention, register, span_of
from extract.stages.lemmatization import Lemmatization
from extract.stages.morphology import Morphology
from extract.stages.names import Names
from extract.stages.segmentation import Segmentation, Tokenizer

register()
MARK = re.compile(r"\[([^|\]]+)\|(\w+)\|([^\]]*)\]")
vocab = Vocab()
tokenizer = Tokenizer(vocab)
BASE = (Segmentation(), Morphology(vocab), Lemmatization(vocab))


def read(marked):
    """The document without marks, and the nominative expected of each mention."""
    text, gold, last = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        gold.append((Mention(len(text), len(text) + len(mark[1]), mark[2]), mark[3]))
        text, last = text + mark[1], mark.end()
    doc = tokenizer(text + marked[last:])
    for stage in BASE:
        doc = stage(doc)
    doc.spans[ENTITIES] = [span_of(doc, one.start, one.end, one.type) for one, _ in gold]
    return Names()(doc), [normal for _, normal in gold]
