"""What ``encoder.words`` knows of words, computed on the device for all documents at once."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor


class Features(NamedTuple):
    """Vectors of distinct words, and slovnet's states of all rows, fp16."""

    vectors: Tensor
    states: Tensor


def features(arrays: dict[str, np.ndarray], device: torch.device, kinds: Sequence[str]) -> Features:
    """What ``encoder.words`` computes, for all documents at once."""
    put = functools.partial(torch.tensor, device=device)
    parts = put(arrays["parts"])
    indexes = put(arrays["vectors"].astype(np.int64))
    chunks = torch.arange(indexes.shape[1], device=device) * (len(parts) // indexes.shape[1])
    vectors = parts[indexes + chunks].flatten(1)
    laid, shapes = put(arrays["laid"].astype(np.int64)), put(arrays["shapes"].astype(np.int64))
    states = [_states(arrays, kind, vectors, shapes, laid) for kind in kinds]
    return Features(vectors.half(), torch.cat(states, -1))


def _states(
    arrays: dict[str, np.ndarray], kind: str, vectors: Tensor, shapes: Tensor, laid: Tensor
) -> Tensor:
    """As ``slovnet._run``, piece by piece to spare memory."""

    def get(name: str) -> Tensor:
        return torch.from_numpy(arrays[f"{kind}.{name}"]).float().to(vectors.device)

    table = vectors @ get("word") + get("shape")[shapes.clamp(min=0)]
    table[shapes < 0] = 0
    table = table.unflatten(1, (3, -1))
    found, piece, reach = [], 1 << 16, 3
    for start in range(0, len(laid), piece):
        low = max(0, start - reach)
        rows = laid[low : start + piece + reach]
        x = _shifted(table[rows])
        inside = (shapes[rows] >= 0).float()[:, None]
        depth = 0
        while True:
            bias, scale, shift = get(f"norm{depth}")
            x = ((x + bias).relu() * scale + shift) * inside
            depth += 1
            if f"{kind}.kernel{depth}" not in arrays:
                break
            x = _shifted((x @ get(f"kernel{depth}")).unflatten(1, (3, -1)))
        found.append(x[start - low :][:piece].half())
    return torch.cat(found)


def _shifted(table: Tensor) -> Tensor:
    """The sum of what each row says to the one behind it, to itself, and to the one before."""
    x = table[:, 1].clone()
    x[1:] += table[:-1, 0]
    x[:-1] += table[1:, 2]
    return x
