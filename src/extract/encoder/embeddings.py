"""Embeddings of subwords, kept in 4 bits, and of what is known of whole words."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from extract.encoder.windows import Window
    from extract.encoder.words import Words

_PIECE = 1 << 12  # atoms whose words are looked up at once: a buffer, some windows of text


def dequantize(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Q4_0 blocks to numbers: an fp16 scale and 32 nibbles, each minus 8 times the scale.

    Args:
        blocks: uint8, (rows, blocks in a row * 18).

    Returns:
        fp32, (rows, blocks in a row * 32).
    """
    rows = blocks.shape[0]
    parts = blocks.reshape(rows, -1, 18)
    scales = np.ascontiguousarray(parts[:, :, :2]).view(np.float16).astype(np.float32)
    nibbles = np.concatenate([parts[:, :, 2:] & 15, parts[:, :, 2:] >> 4], axis=2)
    return ((nibbles.astype(np.float32) - 8) * scales).reshape(rows, -1)


class Adapted:
    """What is known of the words of a text as embeddings; of a long text piece by piece."""

    def __init__(
        self, words: Words, begins: NDArray[np.int64], adapter: NDArray[np.float64]
    ) -> None:
        def adapt(piece: int) -> NDArray[np.float32]:
            vectors, which, states = words.known(begins[piece * _PIECE : (piece + 1) * _PIECE])
            of_vectors, of_states = np.split(adapter[:-1], [vectors.shape[1]])
            # A word that stands often is multiplied once; in double precision: see ``slovnet``.
            exact = (vectors.astype(np.float64) @ of_vectors + adapter[-1])[which]
            exact += states @ of_states
            embedded: NDArray[np.float32] = exact.astype(np.float32)
            return embedded

        self._piece = functools.lru_cache(2)(adapt)  # a window may lie in two

    def rows(self, window: Window) -> NDArray[np.float32]:
        """fp32, (atoms, hidden), of the atoms of a window."""
        first, last = window.first // _PIECE, (window.last - 1) // _PIECE
        pieces = [self._piece(piece) for piece in range(first, last + 1)]
        together = pieces[0] if len(pieces) == 1 else np.concatenate(pieces)
        return together[window.first - first * _PIECE : window.last - first * _PIECE]
