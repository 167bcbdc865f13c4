"""Texts in which a mention stands as "[mention|TYPE|place]".

The place: name, kind, country and region as far as they are given, "-" for a mention that is
dropped, nothing where it does not matter.
"""

import re

from extract.annotations import ENTITIES, offsets, span_of
from extract.stages.places import Places

MARK = re.compile(r"\[([^|\]]+)\|(\w+)\|([^\]]*)\]")
STAGE = Places()


def told(nlp, marked):
    """What is expected and what is found of each mention."""
    text, gold, last = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        gold.append((len(text), len(text) + len(mark[1]), mark[2], mark[3]))
        text, last = text + mark[1], mark.end()
    doc = nlp(text + marked[last:])
    doc.spans[ENTITIES] = [span_of(doc, *each[:3]) for each in gold]
    found = {offsets(span): span._.place for span in STAGE(doc).spans[ENTITIES]}
    for start, end, _, expected in gold:
        if not expected:
            continue
        place = found.get((start, end))
        values = (place.name, place.kind, place.country_code, place.region_code) if place else ()
        parts = expected.split("/")
        yield expected, "/".join(str(each) for each in values[: len(parts)]) or "-"


def check(nlp, marked):
    for expected, found in told(nlp, marked):
        assert found == expected
