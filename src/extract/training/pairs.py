"""Pairs of mentions as the pair head takes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from extract.encoder.pairs import distances, joinable, surfaces

if TYPE_CHECKING:
    from extract.training.examples import Example


@dataclass(frozen=True)
class PairInput:
    """Pairs of mentions of a window that some relation may join; see ``PairHead.forward``.

    Attributes:
        allowed: bool, (pairs, relations): what their types permit.
        gold: bool, (pairs, relations).
    """

    firsts: Tensor
    lasts: Tensor
    types: Tensor
    subjects: Tensor
    objects: Tensor
    distance: Tensor
    surface: Tensor
    allowed: Tensor
    gold: Tensor

    def inputs(self) -> tuple[Tensor, ...]:
        """What ``PairHead.forward`` takes after the states."""
        return (
            self.firsts, self.lasts, self.types, self.subjects, self.objects, self.distance,
            self.surface,
        )  # fmt: skip

    def told(self, scores: Tensor) -> Tensor:
        """Where a relation beats the threshold and may stand: bool, (pairs, relations)."""
        return (scores[:, :-1] > scores[:, -1:]) & self.allowed

    def triples(self, cells: Tensor, numbers: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """Subject, relation and object of each true cell.

        Args:
            cells: bool, (pairs, relations).
            numbers: By which the mentions of the window are known in the document.
        """
        subjects, objects = self.subjects.tolist(), self.objects.tolist()
        for pair, relation in cells.nonzero().tolist():
            yield numbers[subjects[pair]], relation, numbers[objects[pair]]

    def to(self, device: torch.device) -> PairInput:
        """The same on a device."""
        return PairInput(*(getattr(self, field.name).to(device) for field in fields(self)))


def pair_input(
    item: Example,
    inside: Sequence[tuple[int, int, int, int]],
    mask: np.ndarray,
) -> PairInput | None:
    """What the pair head takes for the mentions inside a window; None where no
    relation may join any two.

    Args:
        item: The document.
        inside: (index in the document, first atom, last atom, type), atoms of the window.
        mask: See ``Labels.mask``.
    """
    if len(inside) < 2:
        return None
    first = np.array([row[1] for row in inside])
    last = np.array([row[2] for row in inside])
    place = {row[0]: at for at, row in enumerate(inside)}
    types = np.array([row[3] for row in inside])
    gold = np.zeros((len(inside), len(inside), mask.shape[-1]), bool)
    for subject, relation, object_ in item.relations:
        if subject in place and object_ in place:
            gold[place[subject], place[object_], relation] = True
    texts = [item.text[slice(*item.borders[row[0]][:2])] for row in inside]
    alike = surfaces(texts)
    pairs = joinable(mask, types, first, last, alike)
    if not len(pairs[0]):
        return None
    arrays = (
        first, last, types, *pairs, distances(first, last)[pairs], alike[pairs],
        mask[types[pairs[0]], types[pairs[1]]], gold[pairs],
    )  # fmt: skip
    return PairInput(*map(torch.from_numpy, arrays))
