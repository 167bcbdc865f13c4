"""Words, mentions, cues and pairs as class numbers: what the network of the five relations is fed.

The numbers are those that it was trained with: what stands here changes with the network.
"""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from extract.syntax.classes import CASES, DEPS, FORMS, POS, PREPOSITIONS

LABELS = ("AGREEMENT_WITH", "MEETING_WITH", "COOPERATES_WITH", "TWINNED_WITH", "VISITED")
# What a pair is scored for: a visit of the first by the second is one of its own.
OUTCOMES = (*LABELS, "VISITED_BY")
PARTY_TYPES = (
    "PERSON", "ORGANIZATION", "CITY", "COUNTRY", "STATE_OR_PROVINCE", "DISTRICT", "NATIONALITY",
    "FACILITY", "LOCATION",
)  # fmt: skip
TAGGED = (*PARTY_TYPES, "PROFESSION", "EVENT", "DATE", "TIME", "OTHER")
_STEPS = np.array([0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96])
FAR = 7  # length of a way that leaves the sentence; ways in a tree count up to 6
# Sentences before and after that of a cue whose mentions it may join, as the network has learned.
BACK, AHEAD = 4, 3

Ints = NDArray[np.int64]
Flags = NDArray[np.float32]

# Sizes of the classes, for the network.
N_TAGS = 2 * len(TAGGED) + 1
N_SYNTAX = (len(POS) + 1, len(CASES) + 1, len(DEPS) + 1, len(FORMS) + 1)
N_DISTANCES = 2 * (len(_STEPS) + 1)
N_EDGE = (
    N_DISTANCES, BACK + AHEAD + 1, len(PREPOSITIONS) + 1, len(CASES) + 1, FAR + 1, FAR + 1,
    len(DEPS) + 1, len(DEPS) + 1,
)  # fmt: skip
N_EVIDENCE = 2 * len(LABELS)
N_PAIR = len(OUTCOMES) + 4


def distance(gap: Ints) -> Ints:
    """Classes of signed distances in atoms."""
    size = len(_STEPS) + 1
    after, before = np.searchsorted(_STEPS, gap), size + np.searchsorted(_STEPS, -gap)
    return np.where(gap >= 0, after, before)


@dataclasses.dataclass(frozen=True)
class Candidates:
    """The ties of a stretch: for each a cue and two mentions, by number.

    Attributes:
        cues: (cues,): atoms of the stretch.
        edges: (cues, mentions, features).
        told: (cues, mentions, ``N_EVIDENCE``): what the constructions say.
        near: bool, (cues, mentions): whom the cue may join.
        cue, first, second: (ties,).
        gap: (ties,): distance of the two.
        facts: (ties, ``N_PAIR``).
    """

    cues: Ints
    edges: Ints
    told: Flags
    near: NDArray[np.bool_]
    cue: Ints
    first: Ints
    second: Ints
    gap: Ints
    facts: Flags

    def inputs(self) -> dict[str, NDArray[np.generic]]:
        """What the network takes, by name."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
