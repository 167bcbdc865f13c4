"""Tags and trees, read off the states of slovnet's models (see ``slovnet``).

Tags and heads are the best of many, which a last bit seldom changes: they are computed in single
precision, in half the time, and those who ask are told which of them are too near to the second
best.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from extract.encoder.slovnet import Bools, Floats, Ints, Network
from extract.encoder.trees import tree

_NEAR = 1e-4  # scores, of some tens, that another processor may sum the other way round


class Tagger:
    """Morphological tags: an index into ``tags``, which are "UPOS|Feature=Value|…"."""

    def __init__(self, network: Network) -> None:
        self.tags: list[str] = network.labels
        head = network.model.head.proj
        self._weight, self._bias = network.numbers(head.weight), network.numbers(head.bias)

    def __call__(self, states: Floats) -> tuple[Ints, Bools]:
        """Tag index of each row, never padding, index 0; and whether it is sure."""
        scores = (states @ self._weight + self._bias)[:, 1:]
        tags: Ints = scores.argmax(axis=1) + 1
        return tags, _stands_out(scores)


def _stands_out(scores: Floats) -> Bools:
    """Whether the best of each row is so on any processor."""
    found: Bools = (scores > scores.max(axis=1, keepdims=True) - _NEAR).sum(axis=1) == 1
    return found


class _Pair:
    """The weights by which two words are scored together."""

    def __init__(self, network: Network, head: Any) -> None:
        layers = [
            (network.numbers(layer.proj.weight), network.numbers(layer.proj.bias))
            for layer in (head.head, head.tail)
        ]
        self.above, self.below = layers
        self.kernel, self.root = network.numbers(head.kernel), network.numbers(head.root)


class Parser:
    """Dependency heads and relations, a relation being an index into ``relations``."""

    def __init__(self, network: Network) -> None:
        self.relations: list[str] = network.labels
        self._head = _Pair(network, network.model.head)
        self._rel = _Pair(network, network.model.rel)

    def __call__(self, states: Floats, starts: Ints, lengths: Ints) -> tuple[Ints, Ints, Bools]:
        """Parses the sentences of a document.

        Args:
            states: As ``Encoder`` gives them, with a border before each sentence.
            starts: Row of each sentence's first word.
            lengths: Words of each sentence.

        Returns:
            For each row its head within the sentence, counted from 1 with 0 for the root, its
            relation, and whether both are sure; at borders anything. The heads of a sentence
            form a tree.
        """
        heads = np.zeros(len(states), np.int64)
        governors, sure = np.arange(len(states)), np.ones(len(states), np.bool_)
        left, right = self._heads(states, starts)
        for start, end in zip(starts.tolist(), (starts + lengths).tolist(), strict=True):
            scores = left[start:end] @ right[start - 1 : end].T
            heads[start:end], sure[start:end] = tree(scores), _stands_out(scores)
            governors[start:end] = heads[start:end] + (start - 1)
        relations = self._relations(states, starts, governors)
        return heads, relations.argmax(axis=1) + 1, sure & _stands_out(relations)

    def _heads(self, states: Floats, starts: Ints) -> tuple[Floats, Floats]:
        """What is multiplied to score heads: of words, and of heads, borders being roots."""
        head = self._head
        left: Floats = _feed(head.above, states) @ head.kernel
        return left, _feed(head.below, _rooted(states, starts, head.root))

    def _relations(self, states: Floats, starts: Ints, governors: Ints) -> Floats:
        """Scores of each relation but padding."""
        rel = self._rel
        above = _feed(rel.above, _rooted(states, starts, rel.root))[governors]
        left = (above @ rel.kernel).reshape(len(states), len(self.relations), -1)
        scores: Floats = (left @ _feed(rel.below, states)[:, :, None])[:, 1:, 0]
        return scores


def _rooted(states: Floats, starts: Ints, root: Floats) -> Floats:
    """States of words, with the root's at the border before each sentence."""
    rooted = states.copy()
    rooted[starts - 1] = root
    return rooted


def _feed(layer: tuple[Floats, Floats], x: Floats) -> Floats:
    weight, bias = layer
    output: Floats = np.maximum(x @ weight + bias, 0)
    return output
