"""Near-copies: articles that were edited, extended or cut, found by their runs of words.

An article's sketch is the smallest hashes of its runs of three words. Of two articles the hashes
below the lower of both ends are the same fair sample of both, so sketches tell what share of one
article stands in the other (bottom-k sampling: Broder, "On the resemblance and containment of
documents", 1997).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Marks = npt.NDArray[np.uint64]

# By hand; benchmarks/copies.py says what all of them come to.
_RUN = 3  # words
_STEM = 6  # letters of a word that count: what follows is mostly an ending
_LEAST = 128  # hashes kept of an article, if it has so many
_SHARE = 8  # of a long one every eighth is kept
_WORD = re.compile(r"\w+")
_FEWEST = 16  # runs of words, for a text to be compared at all

# benchmarks/copies.py says which copies are found so, and how few others.
COPIED = 0.5  # of one of both articles has to stand in the other
_KEPT = 0.2  # of either: a digest is no copy of each of its items
_TRIED = 8  # articles that share most with one


class Copy(NamedTuple):
    """What an article is a copy of.

    Attributes:
        original: Index of the other article, which comes before.
        similarity: Share of the article's runs of words that stand in the other, 0 to 1.
    """

    original: int
    similarity: float


def sketch(text: str) -> Marks:
    """The sketch of a text: hashes in order; none for one that is too short."""
    found = _WORD.finditer(text.casefold().replace("ё", "е"))
    words = (word[0][:_STEM] for word in found)
    hashes = np.fromiter((zlib.crc32(word.encode()) for word in words), np.uint64)
    if len(hashes) < _FEWEST + _RUN - 1:
        return np.empty(0, np.uint64)
    runs = np.zeros(len(hashes) - _RUN + 1, np.uint64)
    for at in range(_RUN):
        runs = _mixed(runs + hashes[at : len(runs) + at])
    runs = np.unique(runs).astype("<u8")
    return runs[: max(_LEAST, len(runs) // _SHARE)]


def _mixed(values: Marks) -> Marks:
    """Every bit of each value depends on all others (the last step of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def copies(sketches: Sequence[Marks]) -> dict[int, Copy]:
    """The near-copies among articles.

    Each hash leads to the first article that has it, so that every article is compared with a
    few others, however many share a phrase: the work grows with the number of articles.

    Args:
        sketches: In the order in which the first of two articles is the original.
    """
    found: dict[int, Copy] = {}
    for article, leaders in enumerate(_leaders(sketches)):
        originals, shared = np.unique(leaders[leaders < article], return_counts=True)
        tried = originals[np.lexsort((originals, -shared))][:_TRIED]
        roots = {found[o].original if o in found else int(o) for o in tried.tolist()}
        best = max(
            (Copy(root, share) for root in roots if (share := _copied(sketches, article, root))),
            key=lambda copy: (copy.similarity, -copy.original),
            default=None,
        )
        if best is not None:
            found[article] = best
    return found


def _leaders(sketches: Sequence[Marks]) -> list[npt.NDArray[np.int64]]:
    """For each article's hashes the first article that has them."""
    sizes = [len(marks) for marks in sketches]
    if not sum(sizes):
        return [np.empty(0, np.int64)] * len(sizes)
    articles = np.repeat(np.arange(len(sizes)), sizes)
    _, first, inverse = np.unique(np.concatenate(sketches), return_index=True, return_inverse=True)
    leaders = articles[first][inverse]
    return np.split(leaders, np.cumsum(sizes)[:-1])


def _copied(sketches: Sequence[Marks], article: int, original: int) -> float:
    """What share of an article stands in another one; 0 where neither is a copy."""
    one, other = sketches[article], sketches[original]
    end = min(_end(one), _end(other))
    one, other = one[one <= end], other[other <= end]
    if not len(one) or not len(other):
        return 0.0
    shared = len(np.intersect1d(one, other, assume_unique=True))
    shares = shared / len(one), shared / len(other)
    return shares[0] if max(shares) >= COPIED and min(shares) >= _KEPT else 0.0


def _end(marks: Marks) -> np.uint64:
    """The hash up to which none of an article was left out."""
    return marks[-1] if len(marks) >= _LEAST else np.uint64(2**64 - 1)
