"""What a construction is: a name, the cues it reads, an example, and whom it pairs."""

from __future__ import annotations

import dataclasses
import importlib
import itertools
from collections.abc import Callable, Iterable

from extract.stages.agreements.frame import Frame
from extract.syntax.parties import Party

Pairs = list[tuple[Party, Party]]


@dataclasses.dataclass(frozen=True)
class Construction:
    """One way to say that two are parties of what a cue names.

    Attributes:
        name: The ``rule`` of the relations that it finds.
        score: How sure such a relation is.
        reads: Whether it is asked about a cue at all.
        find: The pairs, [] where it is not this construction.
        examples: Sentences with their parties marked and, after "→", what this one finds there.
    """

    name: str
    score: float
    reads: Callable[[Frame], bool]
    find: Callable[[Frame], Pairs]
    examples: tuple[str, ...]

    def __reduce__(self) -> tuple[Callable[[str, str], Construction], tuple[str, str]]:
        return _of_module, (self.find.__module__, self.find.__name__)


def _of_module(module: str, name: str) -> Construction:
    """A construction by the function that it was made of, which it stands in the place of."""
    found: Construction = getattr(importlib.import_module(module), name)
    return found


def construction(
    name: str, score: float, reads: Callable[[Frame], bool], *examples: str
) -> Callable[[Callable[[Frame], Pairs]], Construction]:
    """Makes a construction of a function that finds its pairs."""
    return lambda find: Construction(name, score, reads, find, examples)


def each(parties: Iterable[Party]) -> Pairs:
    """Each with each."""
    return list(itertools.combinations(parties, 2))


def cross(ones: Iterable[Party], others: Iterable[Party]) -> Pairs:
    """Each of the one side with each of the other, in the order of the text."""
    others = list(others)
    pairs = [(one, other) for one in ones if one not in others for other in others]
    return [(b, a) if b.mention < a.mention else (a, b) for a, b in pairs]


def is_mutual(frame: Frame) -> bool:
    """A cue of what two do with one another, and no word for one of them."""
    kind = frame.cue.kind
    return kind.is_mutual and frame.lemma not in kind.partners


def is_partner(frame: Frame) -> bool:
    """A cue that names a party: "партнёр"."""
    return frame.lemma in frame.cue.kind.partners


def is_visit(frame: Frame) -> bool:
    """A cue of going somewhere."""
    return not frame.cue.kind.is_mutual
