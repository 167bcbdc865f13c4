"""Which words of a stretch of text join whom: the learned part of the five relations at run time.

A model folder that knows them has three files more:

    gate.npy     fp32, (hidden + 1,): from a state to how likely its word is a cue
    cues.onnx    layers above the encoder's states, and the cues among the atoms
    ties.onnx    scores of cues with two mentions each, and the status

The encoder's states serve entities and NEREL's relations unchanged; the layers here go on from
the highest, told of the lowest that knows words too, and read only the sentences around words
that may be cues.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from extract.encoder.sessions import session


class Stretch(NamedTuple):
    """Some sentences as the network reads them.

    Attributes:
        lower: fp32, (atoms, hidden): the encoder's states where words begin.
        final: fp32, (atoms, hidden): its last states.
        tags: int64, (atoms, 2): the mentions over each atom.
        syntax: int64, (atoms, 4): part of speech, case, relation to the head, form.
        heads: int64, (atoms,): the atom that each hangs on.
    """

    lower: NDArray[np.float32]
    final: NDArray[np.float32]
    tags: NDArray[np.int64]
    syntax: NDArray[np.int64]
    heads: NDArray[np.int64]


class Ties:
    """The network of the five relations."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Opens its files.

        Args:
            folder: Of the model.
            threads: Processor threads.

        Raises:
            FileNotFoundError: The model does not know the five relations.
        """
        self._cues: ort.InferenceSession = session(folder / "cues.onnx", threads)
        self._ties: ort.InferenceSession = session(folder / "ties.onnx", threads)

    def read(self, stretch: Stretch) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """States of the atoms of a stretch, and the log-odds that each is a cue of each label."""
        states, cues = self._cues.run(None, stretch._asdict())
        return states, cues

    def judge(
        self, states: NDArray[np.float32], inputs: Mapping[str, NDArray[np.generic]]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Scores of ties.

        Args:
            states: From ``read``.
            inputs: firsts, lasts, types: int64, (mentions,), in atoms of the stretch; and what
                ``Candidates.inputs`` gives.

        Returns:
            Log-odds (ties, outcomes) and scores (ties, statuses).
        """
        outcomes, statuses = self._ties.run(None, {"states": states, **inputs})
        return outcomes, statuses
