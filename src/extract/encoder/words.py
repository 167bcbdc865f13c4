"""What larger corpora know of a word: its news vector, and its role as a name.

Our own annotated texts are few. navec's vectors come from twelve million news texts, and the
hidden states of slovnet's NER from a million; both are in natasha (MIT), and the encoder takes
them in beside its own word embeddings.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extract.encoder import slovnet
from extract.encoder.subwords import Atom, visible

SIZE = 300 + 64  # navec's dimensions and slovnet's
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f-][^\W\d_]+)*|\d+(?:[.,]\d+)*|\n+|[^\s]")


@functools.cache
def _ner() -> slovnet.Encoder:
    return slovnet.Encoder("ner")


def features(text: str, parts: Sequence[Atom]) -> NDArray[np.float32]:
    """Features of the word around each atom.

    Args:
        text: The text.
        parts: Its atoms.

    Returns:
        (atoms, ``SIZE``).
    """
    if not parts:
        return np.zeros((0, SIZE), np.float32)
    found = [(match.start(), match[0]) for match in _WORD.finditer(text)]
    lines = [
        list(group)
        for is_break, group in itertools.groupby(found, lambda word: word[1][0] == "\n")
        if not is_break
    ]
    words = [[visible(word) or word for _, word in line] for line in lines]
    starts = np.array([start for line in lines for start, _ in line])
    encoder = _ner()
    first_rows, (states,) = encoder(words)
    rows = np.concatenate(
        [np.arange(row, row + len(line)) for row, line in zip(first_rows, words, strict=True)]
    )
    codes = np.array([encoder.vectors.row(word) for line in words for word in line])
    distinct, which = np.unique(codes, return_inverse=True)
    known = np.concatenate([encoder.vectors(distinct)[which], states[rows]], 1)
    places = np.searchsorted(starts, [atom.start for atom in parts], side="right") - 1
    return known[np.maximum(places, 0)].astype(np.float32)
