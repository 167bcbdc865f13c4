"""Mentions put into a document, by whatever stage finds them."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Span

from extract.annotations import Mention, set_mentions, set_value, span_of
from extract.encoder.model import Found

LAST = "extract_own_types"  # the stage that puts in what the others shall not see
ASIDE = "extract.aside"  # where a document keeps it


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


def lay_aside(doc: Doc, found: Sequence[Found]) -> None:
    """Keeps mentions with their scores for the stage that puts them in last."""
    aside = doc.user_data[ASIDE] = [Mention(each.start, each.end, each.type) for each in found]
    for one, each in zip(aside, found, strict=True):
        set_value(doc, one, "score", round(each.score, 4))


def laid_aside(doc: Doc) -> list[Mention]:
    """The mentions that were laid aside, in the order of the text."""
    found: list[Mention] = doc.user_data.get(ASIDE, [])
    return found


def is_repeated(repeats: Sequence[tuple[int, int]], start: int) -> bool:
    """Whether a character lies in a passage that stands in the text before.

    Args:
        repeats: The passages, sorted (see ``doc._.repeats``).
        start: Of the character.
    """
    at = bisect.bisect_right(repeats, start, key=lambda repeat: repeat[0])
    return at > 0 and start < repeats[at - 1][1]
