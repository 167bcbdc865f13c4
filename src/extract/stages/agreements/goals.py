"""Where a visit goes: "посетил завод", "прибыл в Минск", "вернулась из Китая"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.schema import PLACE_TYPES
from extract.stages.agreements.words import (
    VISIT_OBJECT,
    VISIT_STAY,
)
from extract.syntax.parties import Group, Party

if TYPE_CHECKING:
    from extract.stages.agreements.frame import Frame

_GOALS = PLACE_TYPES | {"FACILITY", "ORGANIZATION"}


def find(frame: Frame) -> list[Party]:
    """Where a visit goes."""
    found: list[Party] = []
    ends: list[int] = []
    for group in frame.groups:
        if group.parties[0].mention.type not in _GOALS or (ends and ends[-1] + 1 == group.start):
            continue
        if _is_goal(frame, group) and _reaches(frame, group):
            found += group.parties
            ends.append(group.end)
    return found or _meant(frame)


def _meant(frame: Frame) -> list[Party]:
    """ "посетил город", "прибыл в регион": the place named before."""
    tree, cue = frame.tree, frame.cue
    for i in tree.children[cue.token]:
        if any(tree.deps[t] not in ("case", "det") for t in tree.children[i]):
            continue
        prep = "".join(tree.lemmas[t] for t in tree.children[i] if tree.deps[t] == "case")
        into = prep in ("в", "на") and tree.cases[i] == ("Loc" if _stays(frame) else "Acc")
        whom = not prep and tree.deps[i] in ("obj", "nsubj") and tree.cases[i] in ("Nom", "Acc")
        whom = whom and frame.sentence.subject_of(cue.token) != i
        fits = whom if frame.lemma in VISIT_OBJECT else into
        if fits and (place := frame.text.place(i)):
            return [Party(place)]
    return []


def _stays(frame: Frame) -> bool:
    return frame.lemma in VISIT_STAY


def _is_goal(frame: Frame, group: Group) -> bool:
    cue = frame.cue
    prep, case = frame.sentence.shared(group)
    place = group.parties[0].mention.type in PLACE_TYPES
    into = prep in ("в", "на") and (case in ("Acc", "") or not _is_locative(frame, group))
    stay = prep in ("в", "на") and case in ("Loc", "")
    if frame.lemma in VISIT_OBJECT:
        fits = not prep and (case in ("Acc", "Nom", "") or (case == "Gen" and place))
        fits = fits and (group.start > cue.token or frame.sentence.hangs_on(group) == cue.token)
        return fits and frame.sentence.subject_of(cue.token) not in group.heads
    if frame.lemma == "посещение":
        return not prep and case == "Gen"
    if frame.lemma in ("добраться", "добираться"):
        return prep == "до"
    if frame.lemma in ("вернуться", "возвращаться"):
        return prep == "из"
    if frame.lemma in VISIT_STAY or (not cue.is_verb and frame.verb_lemma in VISIT_STAY):
        return (stay or into) and (place or frame.lemma != "находиться")
    if not cue.is_verb:
        return into or stay or (prep == "по" and case == "Dat" and place)
    return into


def _is_locative(frame: Frame, group: Group) -> bool:
    """ "в Казани"; the tagger is not sure of "в Шушары", "на Уралмаш"."""
    word = frame.tree.words[group.end - 1]
    return frame.sentence.shared(group)[1] not in ("Nom", "Loc") or word[-1:] in "еихю"


def _reaches(frame: Frame, group: Group) -> bool:
    tree, cue = frame.tree, frame.cue
    above = frame.sentence.governor(group)
    over = tree.heads[cue.token] if tree.deps[cue.token] != "conj" else cue.token
    if above == cue.token or (above == over and cue.is_verb):
        return True
    if not cue.is_verb and above == cue.verb and _is_manner(frame):
        return True
    after = max([cue.token + 1, *(g.end for g in _owner_groups(frame) if g.end <= group.start)])
    first, last = (after, group.start) if group.start > cue.token else (group.end, cue.token)
    near = last - first <= (4 if cue.is_verb or group.start > cue.token else 2)
    return (
        near
        and not any(tree.words[i] in ",:()" for i in range(first, last))
        and not frame.sentence.is_blocked(first, last)
    )


def _owner_groups(frame: Frame) -> list[Group]:
    return [g for g in frame.groups if any(party in g.parties for party in frame.owners)]


def _is_manner(frame: Frame) -> bool:
    """ "прибыл с визитом"."""
    return any(frame.tree.lemmas[i] == "с" for i in frame.tree.children[frame.cue.token])
