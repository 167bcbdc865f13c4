"""The labels of a corpus."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from extract.encoder.pairs import mask


@dataclass(frozen=True)
class Labels:
    """The types and relations of a corpus, and which types a relation joins.

    Attributes:
        types: Entity types, sorted.
        relations: Relation types, sorted.
        allowed: (subject type, relation, object type) seen in training.
    """

    types: tuple[str, ...]
    relations: tuple[str, ...]
    allowed: frozenset[tuple[str, str, str]]

    def mask(self) -> np.ndarray:
        """bool, (types, types, relations)."""
        return mask(self.types, self.relations, self.allowed)
