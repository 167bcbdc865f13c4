"""What a stage needs of a document, looked for before it works.

spaCy checks a pipeline when it is put together, not when stages are disabled afterwards
(``nlp.select_pipes``) or when a document comes from elsewhere: without a look a stage would read
empty annotations and find nothing, silently.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import ENTITIES

# Attributes of mentions are not asked for: a document may have no mention to carry them.
_IS_THERE: dict[str, Callable[[Doc], bool]] = {
    "token.is_sent_start": lambda doc: doc.has_annotation("SENT_START"),
    "token.pos": lambda doc: doc.has_annotation("POS"),
    "token.dep": lambda doc: doc.has_annotation("DEP"),
    "token.lemma": lambda doc: doc.has_annotation("LEMMA"),
    "doc.spans": lambda doc: ENTITIES in doc.spans,
}


@functools.cache  # spaCy takes longer to find a factory than we to look at the document
def _needed(factory: str) -> tuple[str, ...]:
    return tuple(one for one in Language.get_factory_meta(factory).requires if one in _IS_THERE)


def check(doc: Doc, factory: str) -> None:
    """Makes sure that a document has what a stage declares in ``requires``.

    Args:
        doc: About to be processed; an empty one lacks nothing.
        factory: Name of the stage's factory, such as "extract_names".

    Raises:
        ValueError: Something is missing; the message says what.
    """
    for needed in _needed(factory) if len(doc) else ():
        if not _IS_THERE[needed](doc):
            raise ValueError(
                f"{factory} needs {needed}, which no stage has assigned to this document:"
                f" enable the stage that does, or disable {factory} too"
            )
