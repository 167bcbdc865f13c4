"""Documents cut into windows and laid side by side, as the network takes them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from extract.encoder.spans import LONGEST
from extract.encoder.subwords import Subwords
from extract.encoder.windows import Window
from extract.training.distillation import Target, target
from extract.training.examples import Example
from extract.training.labels import Labels
from extract.training.pairs import PairInput, pair_input
from extract.training.windows import WINDOW, random_windows, round_up


@dataclass(frozen=True)
class Batch:
    """Windows side by side, padded.

    Attributes:
        ids: int64, (windows, subwords).
        mask: bool, the same shape: where there is a subword.
        owner: int64, the same shape: the atom of each subword, -1 for none.
        features: fp32, (windows, atoms, ``words.SIZE``).
        firsts: int64, (windows, atoms): first subword of each atom.
        lasts: int64, the same: its last.
        atoms: bool, the same: where there is an atom.
        allowed: For each window, the spans that may be entities: int64, first * atoms + last.
        gold: For each window bool, (types, allowed spans).
        pairs: For each window what the pair head takes and its gold.
        targets: For each window what the teacher says of it.
    """

    ids: Tensor
    mask: Tensor
    owner: Tensor
    features: Tensor
    firsts: Tensor
    lasts: Tensor
    atoms: Tensor
    allowed: list[Tensor]
    gold: list[Tensor]
    pairs: list[PairInput | None]
    targets: list[Target | None]

    def to(self, device: torch.device) -> Batch:
        """The batch on a device."""
        return Batch(*(_to(getattr(self, field.name), device) for field in fields(self)))


def _to(value: Any, device: torch.device) -> Any:
    if isinstance(value, list):
        return [_to(each, device) for each in value]
    return None if value is None else value.to(device)


def window_ids(item: Example, window: Window, subwords: Subwords) -> tuple[list[int], list[int]]:
    """Ids of a window with both ends, and where each atom begins (one more than atoms)."""
    ids, edges = [subwords.bos], [1]
    for index in range(window.first, window.last):
        ids.extend(item.ids[index])
        edges.append(len(ids))
    return [*ids, subwords.eos], edges


def owners(edges: Sequence[int]) -> np.ndarray:
    """The atom of each subword of a window, its two ends left out."""
    return np.repeat(np.arange(len(edges) - 1), np.diff(edges))


def collate(parts: Sequence[tuple[Example, Window]], subwords: Subwords, labels: Labels) -> Batch:
    """Pads windows to one batch and lays out their gold."""
    encoded = [window_ids(item, window, subwords) for item, window in parts]
    length = round_up(max(len(ids) for ids, _ in encoded))
    width = round_up(max(len(edges) - 1 for _, edges in encoded))
    ids = [torch.tensor(row) for row, _ in encoded]
    edges = [torch.tensor(row) for _, row in encoded]
    owner = [F.pad(torch.from_numpy(owners(row)), (1, 1), value=-1) for _, row in encoded]
    known = [item.features[window.first : window.last] for item, window in parts]
    inside = [inside_of(item, window) for item, window in parts]
    spans = [
        spans_of(*part, some, len(labels.types)) for part, some in zip(parts, inside, strict=True)
    ]
    may = labels.mask()
    return Batch(
        ids=_padded(ids, length, subwords.pad),
        mask=_padded([row >= 0 for row in ids], length, False),
        owner=_padded(owner, length, -1),
        features=_padded([torch.from_numpy(row.astype(np.float32)) for row in known], width, 0.0),
        firsts=_padded([row[:-1] for row in edges], width, 0),
        lasts=_padded([row[1:] - 1 for row in edges], width, 0),
        atoms=_padded([row[1:] >= 0 for row in edges], width, False),
        allowed=[starts * width + ends for starts, ends, _ in spans],
        gold=[gold for _, _, gold in spans],
        pairs=[pair_input(item, some, may) for (item, _), some in zip(parts, inside, strict=True)],
        targets=[_said(item, window) for item, window in parts],
    )


def _padded(rows: Sequence[Tensor], length: int, value: float) -> Tensor:
    """Rows one under another, filled up to a length."""
    full = rows[0].new_full((len(rows), length, *rows[0].shape[1:]), value)
    for at, row in enumerate(rows):
        full[at, : len(row)] = row
    return full


def inside_of(item: Example, window: Window) -> list[tuple[int, int, int, int]]:
    """Index, first and last atom in the window, and type of its mentions."""
    return [
        (index, first - window.first, last - window.first, type_)
        for index, (first, last, type_) in enumerate(item.mentions)
        if first >= window.first and last < window.last
    ]


def spans_of(
    item: Example, window: Window, inside: Sequence[tuple[int, int, int, int]], types: int
) -> tuple[Tensor, Tensor, Tensor]:
    """First and last atoms of the spans of one line that are no longer than mentions are.

    Returns:
        int64, (spans,) twice; and which of them are mentions: bool, (types, spans).
    """
    size = window.last - window.first
    lines = torch.tensor(item.lines[window.first : window.last])
    band = torch.ones(size, size, dtype=torch.bool).triu().tril(LONGEST - 1)
    starts, ends = (band & (lines.unsqueeze(0) == lines.unsqueeze(1))).nonzero().unbind(1)
    order = torch.full((size, size), -1)
    order[starts, ends] = torch.arange(len(starts))
    gold = torch.zeros((types, len(starts)), dtype=torch.bool)
    for _, first, last, type_ in inside:
        if order[first, last] >= 0:  # not one over several lines
            gold[type_, order[first, last]] = True
    return starts, ends, gold


def _said(item: Example, window: Window) -> Target | None:
    """What the teacher says of a window."""
    return target(item.lesson, window.first, window.last) if item.lesson else None


def epoch(
    items: Sequence[Example],
    subwords: Subwords,
    labels: Labels,
    batch_size: int,
    chance: random.Random,
) -> Iterator[Batch]:
    """One walk over the documents in random windows; windows of like length go together."""
    parts = [
        (item, window)
        for item in items
        for window in random_windows(list(map(len, item.ids)), WINDOW, chance)
    ]
    chance.shuffle(parts)
    pool = batch_size * 16
    batches = []
    for start in range(0, len(parts), pool):
        chunk = sorted(parts[start : start + pool], key=lambda part: part[1].last - part[1].first)
        batches += [chunk[at : at + batch_size] for at in range(0, len(chunk), batch_size)]
    chance.shuffle(batches)
    for batch in batches:
        yield collate(batch, subwords, labels)
