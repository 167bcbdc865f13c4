"""Parties that stand in another sentence, and headlines without a verb."""

from __future__ import annotations

from extract.stages.agreements.constructions.construction import (
    Pairs,
    construction,
    each,
    is_mutual,
)
from extract.stages.agreements.frame import Frame

_FEW = 3  # more than these in a headline are no pair


def _is_verbless(frame: Frame) -> bool:
    sentence = frame.sentence
    return (
        is_mutual(frame)
        and frame.cue.verb is None
        and not sentence.is_blocked(sentence.start, sentence.end - 1)
    )


@construction(
    "headline",
    0.7,
    _is_verbless,
    "[[Тула:CITY]] и [[Витебск:CITY]]: соглашение о туризме → AGREEMENT_WITH Тула Витебск signed",
)
def headline(frame: Frame) -> Pairs:
    """ "А и Б: встреча", "Встреча: А, Б"."""
    tree, sentence = frame.tree, frame.sentence
    colons = [i for i in range(sentence.start, sentence.end) if tree.words[i] == ":"]
    if len(colons) != 1:
        return []
    (colon,) = colons
    left = frame.cue.token > colon
    named = [
        party
        for group in frame.groups
        if (group.end <= colon if left else group.start > colon) and not group.prep
        for party in group.parties
    ]
    return each(named) if len(named) <= _FEW else []


@construction(
    "listed after colon",
    0.75,
    lambda frame: is_mutual(frame) and frame.is_shared and not frame.subjects,
    "Под протоколом поставили подписи: [[Орлов:PER]], [[Гусев:PER]]. → "
    "AGREEMENT_WITH Орлов Гусев signed",
)
def listed(frame: Frame) -> Pairs:
    """ "соглашение подписали: А, Б и В"."""
    colon = next(
        (i for i in range(frame.cue.token, frame.sentence.end) if frame.tree.words[i] == ":"), None
    )
    if colon is None or frame.cue.verb is None or frame.cue.verb > colon:
        return []
    after = [g for g in frame.groups if colon < g.start <= colon + 2 and not g.prep]
    return each(after[0].parties) if after else []


ALL = (headline, listed)
