"""Documents with their mentions marked in the text: "[[Россия]] и [[Путин:PER]]"."""

from __future__ import annotations

import functools
import re

import spacy
from spacy.tokens import Doc

import extract
from extract.annotations import Mention
from extract.stages.mentions import assign

MARK = re.compile(r"\[\[([^\]:]+)(?::(\w+))?\]\]")
TYPES = {
    None: "COUNTRY", "PER": "PERSON", "ORG": "ORGANIZATION", "CITY": "CITY", "DATE": "DATE",
    "REG": "STATE_OR_PROVINCE", "DIST": "DISTRICT", "JOB": "PROFESSION", "NAT": "NATIONALITY", "EVENT": "EVENT",
    "FAC": "FACILITY",
}  # fmt: skip
MODEL_STAGES = ("entities", "relations")


@functools.cache
def pipeline() -> spacy.language.Language:
    """All that comes before, with neither the model nor what is tested."""
    return extract.load(
        exclude=(
            *MODEL_STAGES,
            "names",
            "places",
            "coreference",
            "careers",
            "dates",
            "agreements",
            "events",
        )
    )


def read(marked: str) -> Doc:
    """A parsed document with the marked mentions."""
    mentions, text, at = [], "", 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        start = len(text)
        text += mark.group(1)
        mentions.append(Mention(start, len(text), TYPES[mark.group(2)]))
        at = mark.end()
    doc = pipeline()(text + marked[at:])
    assign(doc, mentions)
    return doc
