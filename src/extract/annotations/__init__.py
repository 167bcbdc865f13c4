"""What the stages add to a spaCy Doc, and where it is kept.

``doc.spans["entities"]`` holds every mention, inner and outer, as spaCy spans; all else hangs
on those spans and on the document as ``._.`` attributes. The values are plain dataclasses
that survive ``doc.to_bytes``, ``DocBin`` and ``nlp.pipe(n_process=2)``.

Offsets are character offsets into ``doc.text``.
"""

from . import messages as messages  # registers itself
from .attributes import register
from .near import Near, outer_first
from .spans import (
    ENTITIES,
    LONGEST_SENTENCE,
    entities_of,
    mention,
    names_nothing,
    offsets,
    relations_of,
    set_mentions,
    set_value,
    span_of,
    text_of,
    value,
)
from .values import (
    Amount,
    Career,
    Entity,
    Event,
    Mention,
    Participant,
    Person,
    Place,
    Relation,
    TimeValue,
)

__all__ = [
    "ENTITIES",
    "LONGEST_SENTENCE",
    "Amount",
    "Career",
    "Entity",
    "Event",
    "Mention",
    "Near",
    "Participant",
    "Person",
    "Place",
    "Relation",
    "TimeValue",
    "entities_of",
    "mention",
    "names_nothing",
    "offsets",
    "outer_first",
    "register",
    "relations_of",
    "set_mentions",
    "set_value",
    "span_of",
    "text_of",
    "value",
]

register()
