"""Passages side by side, and what a network says of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor

from extract.stages.agreements.classes import Candidates
from extract.training import precision
from extract.training.ties.network import TieNetwork
from extract.training.ties.passages import Passage

_PADDED = 700  # atoms of a batch, padding counted: by hand


def batches(passages: Sequence[Passage], chance: random.Random) -> Iterator[list[Passage]]:
    """Passages of like length side by side, in random order."""

    def size(passage: Passage) -> int:
        return passage.cut.end - passage.cut.begin

    order = sorted(passages, key=lambda passage: size(passage) + 10 * chance.random())
    found: list[list[Passage]] = [[]]
    for passage in order:
        if found[-1] and (len(found[-1]) + 1) * size(passage) > _PADDED:
            found.append([])
        found[-1].append(passage)
    chance.shuffle(found)
    yield from filter(None, found)


def read(
    network: TieNetwork,
    batch: Sequence[Passage],
    copies: Sequence[int] | None = None,
    hidden: float = 0.0,
) -> tuple[Tensor, Tensor, Tensor]:
    """States and cue scores of some passages, padded, and the encoder's last states."""
    stretches = [passage.stretch(copies[at] if copies else 0) for at, passage in enumerate(batch)]
    longest = max(len(stretch.lower) for stretch in stretches)

    def padded(name: str) -> Tensor:
        rows = [torch.from_numpy(np.asarray(getattr(stretch, name))) for stretch in stretches]
        full = torch.zeros((len(rows), longest, *rows[0].shape[1:]), dtype=rows[0].dtype)
        for at, row in enumerate(rows):
            full[at, : len(row)] = row
        return full

    lower, final = padded("lower"), padded("final")
    seen_last = final
    if hidden:
        shown = torch.rand(lower.shape[:2]) >= hidden
        lower, final = lower * shown.unsqueeze(-1), final * shown.unsqueeze(-1)
    mask = torch.zeros((len(batch), 1, 1, longest), dtype=torch.bool)
    for at, stretch in enumerate(stretches):
        mask[at, :, :, : len(stretch.lower)] = True
    with half():
        states, cues = network.context(
            lower, final, padded("tags"), padded("syntax"), padded("heads"), mask
        )
    return states.float(), cues.float(), seen_last


def score(
    network: TieNetwork, passage: Passage, states: Tensor, ties: Candidates
) -> tuple[Tensor, Tensor]:
    """Scores of the ties of one passage; see ``TieHead.forward``."""
    cut = passage.cut
    mentions = [torch.from_numpy(each) for each in (cut.firsts, cut.lasts, cut.types)]
    inputs = {name: torch.from_numpy(np.ascontiguousarray(v)) for name, v in ties.inputs().items()}
    found: tuple[Tensor, Tensor] = network.ties(states, *mentions, **inputs)
    return found


def half() -> torch.autocast:
    """bfloat16 where the processor has it."""
    return precision.half(torch.device("cuda" if torch.cuda.is_available() else "cpu"))
