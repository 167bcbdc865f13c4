"""Who goes where: "А посетил Б", "визит А в Б", "делегация А вернулась из Б"."""

from __future__ import annotations

import itertools

from extract.stages.agreements.constructions.construction import Pairs, construction, is_visit
from extract.stages.agreements.frame import Frame
from extract.stages.agreements.words import (
    HOSTS,
    INVITES,
)
from extract.syntax.parties import Party


def _goes(frame: Frame) -> bool:
    return is_visit(frame) and bool(frame.goals) and frame.lemma not in HOSTS


def _pairs(who: list[Party], frame: Frame) -> Pairs:
    visitors = [party for party in who if party not in frame.goals]
    return list(itertools.product(visitors, frame.goals))


@construction(
    "visitor goes",
    0.9,
    lambda frame: _goes(frame) and frame.cue.is_verb,
    "[[Орлов:PER]] прибыл в [[Ирландию]]. → VISITED Орлов Ирландию held",
    "Делегация из [[Китая]] посетила [[Томск:CITY]]. → VISITED Китая Томск held",
    "[[Орлов:PER]] вернулся из [[Китая]]. → VISITED Орлов Китая held",
)
def goes(frame: Frame) -> Pairs:
    return _pairs(frame.subjects, frame)


@construction(
    "visit of",
    0.9,
    lambda frame: _goes(frame) and not frame.cue.is_verb,
    "Визит [[Орлова:PER]] в [[Ирландию]] завершён. → VISITED Орлова Ирландию held",
)
def visit_of(frame: Frame) -> Pairs:
    return _pairs(frame.owners or frame.beneficiaries, frame)


@construction(
    "on a visit",
    0.75,
    lambda frame: _goes(frame) and not frame.cue.is_verb and frame.is_of_verb,
    "[[Орлов:PER]] находится с визитом в [[Минске:CITY]]. → VISITED Орлов Минске held",
    "[[Орлов:PER]] отменил поездку в [[Ирландию]]. → VISITED Орлов Ирландию cancelled",
)
def on_visit(frame: Frame) -> Pairs:
    if frame.tree.deps[frame.cue.token] == "nsubj" and not frame.is_passive:
        return []  # "визит даст повод"
    return _pairs(frame.subjects if frame.verb_lemma not in INVITES else frame.objects, frame)


ALL = (goes, visit_of, on_visit)
