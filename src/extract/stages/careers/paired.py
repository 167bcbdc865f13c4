"""Two titles that a dash makes one: "статс-секретарь – заместитель министра"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.stages.careers import patterns
from extract.stages.careers.bodies import Bodies
from extract.stages.careers.claims import Claim


def paired(bodies: Bodies, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim | None]]:
    """The claims but for those of first halves, which come with their second.

    Args:
        bodies: Of the document.
        claims: Of the document.
    """
    words = bodies.words
    ending = {
        (one.person, one.title.end): one
        for one in claims
        if one.led is None
        and not one.title.is_plural
        and words.lower(one.title.end) in patterns.DASHES
        and not bodies.within(one.title.left, one.title.end)
    }
    firsts: dict[int, Claim] = {}
    for one in claims:
        first = ending.get((one.person, one.title.left - 1))
        office = one.led is None and words.lemma(one.title.head) in patterns.POSITIONS
        if first is not None and office and first.title.case == one.title.case:
            firsts[id(one)] = first
    halves = {id(first) for first in firsts.values()}
    for one in claims:
        if id(one) not in halves:
            yield one, firsts.get(id(one))
