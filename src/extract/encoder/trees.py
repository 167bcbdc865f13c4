"""Heads of words made trees."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]
Ints = npt.NDArray[np.int64]


def tree(scores: Floats) -> Ints:
    """The best heads, made a tree with one root.

    Slovnet takes each word's best head by itself, which now and then leaves several roots or
    none, or a cycle; those words are tied to the best root.

    Args:
        scores: (words, words + 1): score of each head for each word, column 0 the root.

    Returns:
        Heads counted from 1, 0 for the root.
    """
    heads: Ints = scores.argmax(axis=1)
    heads[heads == np.arange(1, len(heads) + 1)] = 0
    roots = np.flatnonzero(heads == 0)
    candidates = roots if len(roots) else np.arange(len(heads))
    root = candidates[scores[candidates, 0].argmax()]
    heads[roots] = root + 1
    heads[root] = 0
    if _is_cyclic(heads):
        for word in _unrooted(heads):
            heads[word] = root + 1
    return heads


def _is_cyclic(heads: Ints) -> bool:
    """Whether some word never comes to the root, however far it goes up."""
    above = np.concatenate(([0], heads))
    for _ in range(len(heads).bit_length()):
        above = above[above]  # twice as far each time
    return bool(above.any())


def _unrooted(heads: Ints) -> list[int]:
    """One word of each cycle."""
    found = []
    state = np.zeros(len(heads), dtype=np.int8)  # 1 on the current path, 2 done
    chain = heads.tolist()
    for start in range(len(chain)):
        path, word = [], start
        while word >= 0 and not state[word]:
            state[word] = 1
            path.append(word)
            word = chain[word] - 1
        if word >= 0 and state[word] == 1:
            found.append(word)
        state[path] = 2
    return found
