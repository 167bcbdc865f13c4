"""A cue that names a party: "А — партнёр Б", "побратимами А стали Б и В"."""

from __future__ import annotations

from extract.stages.agreements.constructions.construction import (
    Pairs,
    construction,
    cross,
    each,
    is_partner,
)
from extract.stages.agreements.frame import Frame
from extract.stages.agreements.words import (
    COPULAS,
    HAVE,
)
from extract.syntax.parties import Party

_DASHES = frozenset("–—-:")


def _owners(frame: Frame) -> list[Party]:
    """Whose partner it is."""
    return frame.owners or frame.beneficiaries or frame.havers


def _subjects(frame: Frame) -> list[Party]:
    """Who is one: the subject of the noun, or of the verb that makes it one."""
    tree, cue = frame.tree, frame.cue
    own = next((i for i in tree.children[cue.token] if tree.deps[i] == "nsubj"), None)
    named = frame.sentence.named(own, cue.token) if own is not None else []
    if named:
        return named
    if cue.verb is None:
        return _apposed(frame)
    return (frame.subjects or frame.objects) if frame.verb_lemma in COPULAS else []


def _apposed(frame: Frame) -> list[Party]:
    """ "А и Б – города-побратимы", "А, побратим Б": the names that the noun is said of."""
    tree, cue = frame.tree, frame.cue
    group = frame.sentence.group_at.get(tree.heads[cue.token])
    if group is None or group.end > cue.start:
        return []
    between = {tree.words[i] for i in range(group.end, cue.start)}
    return group.parties if between & {"–", "—", "-", ","} else []


def _named_after(frame: Frame, last: int) -> list[Party]:
    """The names in apposition to the noun or to its genitive: "побратим Москвы Дюссельдорф"."""
    case = frame.tree.cases[frame.cue.token]
    return [
        party
        for group in frame.groups
        if group.case in (case, "") and not group.prep and last <= group.start <= last + 2
        for party in group.parties
    ]


def _listed(frame: Frame, last: int) -> list[Party]:
    """The names after a colon or dash: "побратимы Твери: Бергамо, Оснабрюк и Хапыранда"."""
    for i in range(last, min(last + 12, frame.sentence.end)):
        if _announces(frame, i):
            return [
                party
                for group in frame.groups
                if group.start > i and not group.prep
                for party in group.parties
                if frame.sentence.is_list_of(i + 1, group)
            ]
        comma = frame.tree.words[i] == "," and not _announces(frame, i + 2)
        if frame.tree.is_finite(i) or comma:
            return []
    return []


def _announces(frame: Frame, i: int) -> bool:
    """A dash or colon, ", среди которых", ", это"."""
    tree = frame.tree
    if i >= frame.sentence.end:
        return False
    which = tree.lemmas[i] == "который" and tree.lemmas[i - 1] in ("среди", "из")
    return which or (tree.words[i] in _DASHES and tree.words[i] != "-")


def _end_of(frame: Frame, parties: list[Party]) -> int:
    after = [g for g in frame.groups if g.start > frame.cue.token]
    last = [g.end for g in after if any(p in g.parties for p in parties)]
    return max([frame.cue.token + 1, *last])


@construction(
    "partner of",
    0.85,
    is_partner,
    "[[Китай]] является партнёром [[России]]. → COOPERATES_WITH Китай России None",
    "[[Дюссельдорф:CITY]] — побратим [[Москвы:CITY]]. → TWINNED_WITH Дюссельдорф Москвы None",
    "Побратимом [[Твери:CITY]] стал [[Оснабрюк:CITY]]. → TWINNED_WITH Твери Оснабрюк None",
)
def partner_of(frame: Frame) -> Pairs:
    owners = _owners(frame)
    others = [p for p in _subjects(frame) if p not in owners]
    return cross(others, owners) if owners else []


@construction(
    "partner named",
    0.85,
    is_partner,
    "Город-побратим [[Твери:CITY]] [[Оснабрюк:CITY]] прислал ноты. → "
    "TWINNED_WITH Твери Оснабрюк None",
)
def partner_named(frame: Frame) -> Pairs:
    owners = _owners(frame)
    if not owners:
        return []
    return cross(
        [p for p in _named_after(frame, _end_of(frame, owners)) if p not in owners], owners
    )


@construction(
    "partners listed",
    0.8,
    is_partner,
    "Побратимы [[Твери:CITY]]: [[Бергамо:CITY]], [[Оснабрюк:CITY]]. → "
    "TWINNED_WITH Твери Бергамо None; TWINNED_WITH Твери Оснабрюк None",
    "Подписанты — [[Газнефть:ORG]] и [[Уралбанк:ORG]]. → AGREEMENT_WITH Газнефть Уралбанк signed",
    "У [[Твери:CITY]] пять побратимов, среди которых [[Бергамо:CITY]]. → "
    "TWINNED_WITH Твери Бергамо None",
    "Среди побратимов [[Твери:CITY]] — [[Оснабрюк:CITY]]. → TWINNED_WITH Твери Оснабрюк None",
)
def partners_listed(frame: Frame) -> Pairs:
    owners = _owners(frame)
    whose = owners or (frame.subjects if frame.verb_lemma in HAVE else [])
    listed = [p for p in _listed(frame, _end_of(frame, owners)) if p not in whose]
    if frame.lemma == "подписант":
        return each(listed)
    return cross(listed, whose)


@construction(
    "partner with",
    0.8,
    is_partner,
    "[[Тверь:CITY]] стала побратимом с [[Оснабрюком:CITY]]. → TWINNED_WITH Тверь Оснабрюком None",
)
def partner_with(frame: Frame) -> Pairs:
    return cross(_subjects(frame), frame.with_) if frame.with_ else []


@construction(
    "partners both",
    0.85,
    is_partner,
    "[[Тверь:CITY]] и [[Оснабрюк:CITY]] — города-побратимы. → TWINNED_WITH Тверь Оснабрюк None",
    "[[Тверь:CITY]] и [[Оснабрюк:CITY]] стали побратимами. → TWINNED_WITH Тверь Оснабрюк None",
)
def partners_both(frame: Frame) -> Pairs:
    both = _subjects(frame) or (frame.owners if frame.is_plural else [])
    first = frame.tree.starts[frame.cue.token]
    # "партнёрами являются А и Б": of somebody whom another clause names
    return each(both) if frame.owners or all(p.mention.start < first for p in both) else []


ALL = (partner_of, partners_listed, partner_named, partner_with, partners_both)
