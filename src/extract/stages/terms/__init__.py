"""Terms of a user's own dictionary, matched by lemma: ``load(terms="terms.csv")``.

A term is mentioned in any of its forms and has the type, the normal form and the id that the
dictionary gives. It takes the place of what the entity model has found on the same words, or
across their border; within each other both stand.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import (
    ENTITIES,
    Mention,
    mention,
    outer_first,
    set_mentions,
    set_value,
    span_of,
    text_of,
)
from extract.stages import needs
from extract.stages.terms.matching import Match, Matcher
from extract.stages.terms.reading import Term, TermsError, read, written

__all__ = ["Term", "Terms", "TermsError", "read"]

_FILE = "terms.csv"


@Language.factory(
    "extract_terms",
    default_config={"path": None},
    assigns=["doc.spans", "doc.ents", "span._.term", "span._.external_id"],
    requires=["token.lemma", "token.is_sent_start"],
)
def create_terms(nlp: Language, name: str, path: str | None) -> Terms:  # noqa: ARG001
    """Makes the component.

    Args:
        nlp: The pipeline.
        name: Of the component.
        path: The dictionary (see ``reading.read``); None for one that is loaded later.

    Raises:
        TermsError: The dictionary is not right; the message says where.
        FileNotFoundError: There is none.
    """
    return Terms(nlp.tokenizer, read(path) if path is not None else ())


class Terms:
    """Adds terms to ``doc.spans["entities"]`` and ``doc.ents``.

    Attributes:
        terms: The dictionary.
    """

    def __init__(self, tokenizer: Callable[[str], Doc], terms: tuple[Term, ...] = ()) -> None:
        self.tokenizer = tokenizer
        self.set(terms)

    def set(self, terms: tuple[Term, ...]) -> None:
        """Takes another dictionary."""
        self.terms = terms
        self.matcher = Matcher(terms, self.tokenizer)

    def find(self, doc: Doc) -> list[Match]:
        """Terms in the order of the text, the longer first; none crosses another."""
        return self.matcher(doc, text_of(doc))

    def __call__(self, doc: Doc) -> Doc:
        needs.check(doc, "extract_terms")
        found = self.find(doc)
        spans = [span for span in doc.spans.get(ENTITIES, ()) if _stands(mention(span), found)]
        for match in found:
            one = Mention(match.start, match.end, match.term.type)
            spans.append(span_of(doc, match.start, match.end, match.term.type))
            set_value(doc, one, "score", 1.0)
            set_value(doc, one, "term", match.term.normal)
            if match.term.id is not None:
                set_value(doc, one, "external_id", match.term.id)
        set_mentions(doc, sorted(spans, key=lambda span: outer_first(mention(span))))
        return doc

    # A saved pipeline carries its dictionary.
    def to_bytes(self, **_: Any) -> bytes:
        return written(self.terms).encode("utf-8")

    def from_bytes(self, data: bytes, **_: Any) -> Terms:
        self.set(read(_FILE, data))
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        Path(path).mkdir(exist_ok=True)
        (Path(path) / _FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> Terms:
        self.set(read(Path(path) / _FILE))
        return self


def _stands(one: Mention, found: list[Match]) -> bool:
    """Whether a mention neither has the words of a term nor crosses its border."""
    return not any(
        (match.start, match.end) == (one.start, one.end)
        or match.start < one.start < match.end < one.end
        or one.start < match.start < one.end < match.end
        for match in _near(one, found)
    )


def _near(one: Mention, found: list[Match]) -> Iterator[Match]:
    """The terms that may overlap a mention."""
    longest = max((match.end - match.start for match in found), default=0)
    at = bisect.bisect_left(found, one.start - longest, key=lambda match: match.start)
    while at < len(found) and found[at].start < one.end:
        yield found[at]
        at += 1
