"""Words, mentions, cues and pairs as class numbers: what the network of the five relations is fed.

The numbers are those that it was trained with: what stands here changes with the network.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

LABELS = ("AGREEMENT_WITH", "MEETING_WITH", "COOPERATES_WITH", "TWINNED_WITH", "VISITED")
# What a pair is scored for: a visit of the first by the second is one of its own.
OUTCOMES = (*LABELS, "VISITED_BY")
PARTY_TYPES = (
    "PERSON", "ORGANIZATION", "CITY", "COUNTRY", "STATE_OR_PROVINCE", "DISTRICT", "NATIONALITY",
    "FACILITY", "LOCATION",
)  # fmt: skip
TAGGED = (*PARTY_TYPES, "PROFESSION", "EVENT", "DATE", "TIME", "OTHER")
_POS = (
    "NOUN", "PROPN", "VERB", "AUX", "ADJ", "ADV", "ADP", "PRON", "DET", "NUM", "PART", "CCONJ",
    "SCONJ", "PUNCT", "INTJ", "SYM", "X",
)  # fmt: skip
_CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc", "Par", "Voc")
_DEPS = (
    "ROOT", "nsubj", "obj", "iobj", "obl", "nmod", "amod", "appos", "flat", "conj", "cc", "case",
    "acl", "advcl", "ccomp", "xcomp", "csubj", "parataxis", "aux", "cop", "mark", "det", "nummod",
    "advmod", "fixed", "compound", "punct", "discourse", "expl", "list", "orphan", "vocative",
    "dep", "root",
)  # fmt: skip
_FORMS = (
    "Past", "Pres", "Fut", "Imp", "Inf", "Conv", "Part", "PartPass", "PartShort", "PartShortPass",
)  # fmt: skip
_PREPOSITIONS = (
    "с", "со", "между", "в", "во", "из", "у", "к", "ко", "для", "на", "от", "по", "о", "об",
    "при", "до", "за", "через", "под", "против", "среди", "над", "перед", "без",
)  # fmt: skip
_STEPS = np.array([0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96])
FAR = 7  # length of a way that leaves the sentence; ways in a tree count up to 6
BACK, AHEAD = 4, 3  # sentences before and after that of a cue whose mentions it may join

Ints = NDArray[np.int64]
Flags = NDArray[np.float32]

# Sizes of the classes, for the network.
N_TAGS = 2 * len(TAGGED) + 1
N_SYNTAX = (len(_POS) + 1, len(_CASES) + 1, len(_DEPS) + 1, len(_FORMS) + 1)
N_DISTANCES = 2 * (len(_STEPS) + 1)
N_EDGE = (
    N_DISTANCES, BACK + AHEAD + 1, len(_PREPOSITIONS) + 1, len(_CASES) + 1, FAR + 1, FAR + 1,
    len(_DEPS) + 1, len(_DEPS) + 1,
)  # fmt: skip
N_EVIDENCE = 2 * len(LABELS)
N_PAIR = len(OUTCOMES) + 4


def _numbers(names: Sequence[str]) -> dict[str, int]:
    return {name: at + 1 for at, name in enumerate(names)}


POS_OF, CASE_OF, DEP_OF = _numbers(_POS), _numbers(_CASES), _numbers(_DEPS)
FORM_OF, PREPOSITION_OF = _numbers(_FORMS), _numbers(_PREPOSITIONS)
_FORM = re.compile(r"VerbForm=(\w+)")
_TENSE = re.compile(r"Tense=(\w+)")


@functools.lru_cache(maxsize=1 << 12)
def form(morph: str) -> int:
    """The class of a verb's form: tense, infinitive, participle; 0 of what is none."""
    found = _FORM.search(morph)
    if found is None:
        return 0
    name = found.group(1)
    if name == "Fin":
        tense = _TENSE.search(morph)
        name = tense.group(1) if tense else "Imp"
    elif name == "Part":
        name += "Short" * ("Variant=Short" in morph) + "Pass" * ("Voice=Pass" in morph)
    return FORM_OF.get(name, 0)


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
