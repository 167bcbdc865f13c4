"""Sentences of too many words, cut into parts: what is that long is a list or has no full stops."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from extract.annotations import LONGEST_SENTENCE

_MARKS = (";", ",")  # after which a part may end, the better first

Offsets = tuple[int, int]


def first_tokens(doc: Doc, found: list[Offsets]) -> list[int]:
    """The first token of each sentence.

    Args:
        doc: Tokenized.
        found: Sentences as character offsets, in order.
    """
    starts = np.array([start for start, _ in found], dtype=np.uint64)
    firsts: list[int] = np.searchsorted(_ends(doc), starts, side="right").tolist()
    return firsts


def cut(doc: Doc, found: list[Offsets]) -> list[Offsets]:
    """Sentences as character offsets, those of more than ``LONGEST_SENTENCE`` tokens in parts."""
    firsts = [*first_tokens(doc, found), len(doc)]
    parts: list[Offsets] = []
    for (start, end), (first, stop) in zip(found, itertools.pairwise(firsts), strict=True):
        if stop - first > LONGEST_SENTENCE:
            parts += _parts(doc, first, int(np.searchsorted(_ends(doc), end)) + 1)
        else:
            parts.append((start, end))
    return parts


def _ends(doc: Doc) -> npt.NDArray[np.uint64]:
    """The character after each token."""
    ends: npt.NDArray[np.uint64] = doc.to_array("IDX") + doc.to_array("LENGTH")
    return ends


def _parts(doc: Doc, first: int, stop: int) -> Iterator[Offsets]:
    """The tokens of a long sentence in parts, as character offsets."""
    while first < stop:
        last = _last(doc, first, stop)
        words = [i for i in range(first, last) if not doc[i].is_space]
        if words:
            yield doc[words[0]].idx, doc[words[-1]].idx + len(doc[words[-1]])
        first = last


def _last(doc: Doc, first: int, stop: int) -> int:
    """Where the part that begins with a token ends: after a mark, and not too soon."""
    limit = first + LONGEST_SENTENCE
    if limit >= stop:
        return stop
    for mark in _MARKS:
        for i in range(limit, first + LONGEST_SENTENCE // 2, -1):
            if doc[i - 1].text == mark:
                return i
    return limit
