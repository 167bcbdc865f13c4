"""What larger corpora know of a word: its news vector, and its role as a name.

Our own annotated texts are few. navec's vectors come from twelve million news texts, and the
hidden states of slovnet's NER from a million; both are in natasha (MIT), and the encoder takes
them in beside its own word embeddings.
"""

from __future__ import annotations

import functools
import itertools
import re
from array import array
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.encoder import slovnet
from extract.encoder.subwords import Atoms, visible

SIZE = 300 + 64  # navec's dimensions and slovnet's
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f-][^\W\d_]+)*|\d+(?:[.,]\d+)*|\n+|[^\s]")


@functools.cache
def _ner() -> slovnet.Encoder:
    return slovnet.Encoder("ner")


@functools.lru_cache(maxsize=1 << 15)
def _seen(word: str) -> str:
    return visible(word) or word


class Words:
    """The words of a text as slovnet's NER read them.

    Attributes:
        laid: What stands in each row, see ``slovnet.Encoder.lay``; of an empty text there is none.
    """

    def __init__(self, text: str) -> None:
        """Reads.

        Args:
            text: The text.
        """
        self._encoder = _ner()
        starts = array("i")
        lines: list[list[str]] = [[]]
        for match in _WORD.finditer(text):
            word = match[0]
            if word[0] == "\n":
                lines.append([])
            else:
                lines[-1].append(_seen(word))
                starts.append(match.start())
        self._starts = np.array(starts, np.int32)
        if lines := [line for line in lines if line]:
            _, laid = self._encoder.lay(lines)
            self.laid = laid
            self._rows = np.flatnonzero(laid >= 0).astype(np.int32)
            # Of no method: an object in a circle keeps its memory until somebody looks for circles.
            read = functools.partial(self._encoder.piece, laid)
            self._piece = functools.lru_cache(2)(lambda number: read(number)[0])

    def _states(self, rows: NDArray[np.int32]) -> NDArray[np.float64]:
        """States of rows in order."""
        pieces = range(int(rows[0]) // slovnet.PIECE, int(rows[-1]) // slovnet.PIECE + 1)
        cuts = np.searchsorted(rows, [number * slovnet.PIECE for number in (*pieces, pieces.stop)])
        parts = [
            self._piece(number)[rows[first:last] - number * slovnet.PIECE]
            for number, (first, last) in zip(pieces, itertools.pairwise(cuts), strict=True)
        ]
        return np.concatenate(parts)

    def rows(self, begins: NDArray[np.int64]) -> NDArray[np.int32]:
        """Of each atom the row of its word in ``laid``."""
        at = np.searchsorted(self._starts, begins.astype(np.int32), side="right")
        return self._rows[np.maximum(at - 1, 0)]

    def known(self, begins: NDArray[np.int64]) -> Known:
        """What is known of the word around each atom.

        Args:
            begins: (atoms,): where some atoms of the text begin; not of an empty text.
        """
        rows = self.rows(begins)
        distinct, which = np.unique(slovnet.vector_rows(self.laid[rows]), return_inverse=True)
        return Known(self._encoder.vectors(distinct), which, self._states(rows))


class Known(NamedTuple):
    """Vectors of the distinct words of some atoms, which of them each has, and its word's state.

    Attributes:
        vectors: (distinct words, 300).
        which: (atoms,).
        states: (atoms, 64).
    """

    vectors: NDArray[np.float32]
    which: NDArray[np.int64]
    states: NDArray[np.float64]


def features(text: str, parts: Atoms) -> NDArray[np.float64]:
    """What is known of the words of a whole text: (atoms, ``SIZE``)."""
    if not len(parts):
        return np.zeros((0, SIZE))
    vectors, which, states = Words(text).known(parts.starts)
    return np.concatenate([vectors[which], states], 1)
