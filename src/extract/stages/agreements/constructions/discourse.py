"""Parties that stand in another sentence, and headlines without a verb."""

from __future__ import annotations

from extract.stages.agreements.constructions.construction import (
    Pairs,
    construction,
    each,
    is_mutual,
)
from extract.stages.agreements.frame import Frame
from extract.stages.agreements.status_words import (
    SIGNED,
)
from extract.syntax.parties import Party

_SIDES = frozenset({"", "с", "между", "у", "к"})
# More than these in a headline are no pair. Half or double changes no row of 46 articles.
_FEW = 3


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


def _stands_beside(frame: Frame) -> bool:
    """A paper that its verb speaks of, or twins, with nobody else on the other side."""
    paper = frame.cue.kind.is_named and not frame.cue.is_verb and frame.verb_lemma in SIGNED
    other = frame.has_unnamed_other or frame.is_condition or frame.with_
    return is_mutual(frame) and paper and not other


@construction(
    "only two",
    0.6,
    _stands_beside,
    "Туризм: соглашение подписано, [[Тула:CITY]] ждёт гостей, [[Витебск:CITY]] тоже. → "
    "AGREEMENT_WITH Тула Витебск signed",
)
def only_two(frame: Frame) -> Pairs:
    """The only two of one sort in a sentence that may be its parties at all."""
    named: dict[str, Party] = {}
    for group in frame.sentence.groups:
        if group.prep in _SIDES and group.case != "Loc":
            for party in group.parties:
                named.setdefault(frame.tree.normal(party.mention), party)
    parties = list(named.values())
    return each(parties) if len(parties) == 2 and parties[0].sort == parties[1].sort else []


ALL = (headline, listed, only_two)
