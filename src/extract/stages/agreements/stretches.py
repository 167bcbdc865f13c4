"""Which sentences the learned decision reads: those around words that may be cues."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from extract.stages.agreements.features import Page

_MARGIN = 1  # sentences read before and after one with a cue, as the network has learned
# Atoms read at once; attention grows with the square. Half or double changes no row of 46 articles.
LONGEST = 400


def portions(page: Page, longest: int = LONGEST) -> Iterator[tuple[int, int]]:
    """A whole page in stretches of whole sentences, as few as go.

    Args:
        page: The document by atoms.
        longest: Atoms; a longer sentence is cut.
    """
    yield from _joined(_sentences(page.sentence), longest)


def around(
    page: Page, cues: NDArray[np.bool_], longest: int = LONGEST
) -> Iterator[tuple[int, int]]:
    """The stretches that hold all sentences near some words.

    Args:
        page: The document by atoms.
        cues: (atoms,): the words.
        longest: Atoms of a stretch.
    """
    wanted: set[int] = set()
    for sentence in np.unique(page.sentence[cues]).tolist():
        wanted.update(range(sentence - _MARGIN, sentence + _MARGIN + 1))
    runs: list[list[tuple[int, int]]] = []
    last = None
    for begin, end in _sentences(page.sentence):
        sentence = int(page.sentence[begin])
        if sentence in wanted:
            if last is None or sentence != last + 1:
                runs.append([])
            runs[-1].append((begin, end))
            last = sentence
    for run in runs:
        yield from _joined(run, longest)


def _sentences(sentence: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Runs of atoms of one sentence."""
    edges = [0, *(np.flatnonzero(np.diff(sentence)) + 1).tolist(), len(sentence)]
    return [(begin, end) for begin, end in itertools.pairwise(edges) if begin < end]


def _joined(sentences: list[tuple[int, int]], longest: int) -> Iterator[tuple[int, int]]:
    """Neighbouring sentences together as long as they fit; those that do not fit in pieces."""
    begin = end = None
    for first, last in sentences:
        if begin is not None and end is not None and last - begin > longest:
            yield begin, end
            begin = None
        begin = first if begin is None else begin
        end = last
        while end - begin > longest:
            yield begin, begin + longest
            begin += longest
    if begin is not None and end is not None and begin < end:
        yield begin, end
