"""Two who agree, meet or work together: "договор А с Б", "А и Б встретились"."""

from __future__ import annotations

from extract.stages.agreements.constructions.construction import (
    Pairs,
    construction,
    cross,
    each,
    is_mutual,
)
from extract.stages.agreements.frame import Frame
from extract.stages.agreements.status_words import (
    LINKS,
)
from extract.stages.agreements.words import (
    HOSTS,
    WORK,
)


def _is_told(frame: Frame) -> bool:
    """A mutual cue that is neither the host's verb nor an adverb."""
    return is_mutual(frame) and not frame.cue.is_adverb and not _is_host(frame)


def _is_host(frame: Frame) -> bool:
    return frame.cue.is_verb and frame.lemma in HOSTS


def _has_others(frame: Frame) -> bool:
    return _is_told(frame) and bool(frame.with_)


def _is_alone(frame: Frame) -> bool:
    return _is_told(frame) and not (frame.with_ or frame.has_unnamed_other)


@construction(
    "between",
    0.95,
    _is_told,
    "Меморандум между [[Россией]] и [[Турцией]] подписан. → AGREEMENT_WITH Россией Турцией signed",
    "Вести переговоры между двумя странами согласились [[Россия]] и [[Турция]]. →",
)
def between(frame: Frame) -> Pairs:
    return each(frame.between)


@construction(
    "genitive and с",
    0.9,
    lambda frame: _has_others(frame) and frame.lemma != "саммит",  # "на саммите БРИКС"
    "Встреча [[Орлова:PER]] с [[Гусевым:PER]] завершена. → MEETING_WITH Орлова Гусевым held",
)
def genitive_with(frame: Frame) -> Pairs:
    return cross(frame.owners, frame.with_)


@construction(
    "agent and с",
    0.85,
    _has_others,
    "Договор с [[Турцией]] подписан [[Россией]]. → AGREEMENT_WITH Турцией Россией signed",
)
def agent_with(frame: Frame) -> Pairs:
    return cross(frame.agents, frame.with_)


@construction(
    "object and с",
    0.85,
    lambda frame: _has_others(frame) and frame.lemma == "породнить",
    "Мэр предложил породнить [[Рязань:CITY]] с [[Брестом:CITY]]. → "
    "TWINNED_WITH Рязань Брестом planned",
)
def object_with(frame: Frame) -> Pairs:
    return cross(frame.objects, frame.with_)


@construction(
    "subject and с",
    0.85,
    lambda frame: _has_others(frame) and frame.lemma != "породнить",
    "[[Россия]] подписала договор с [[Турцией]]. → AGREEMENT_WITH Россия Турцией signed",
    "[[Орлов:PER]] побеседовал с [[Гусевым:PER]]. → MEETING_WITH Орлов Гусевым held",
    "[[Орлов:PER]] прилетел утром. Он встретился с [[Гусевым:PER]]. → "
    "MEETING_WITH Орлов Гусевым held",
)
def subject_with(frame: Frame) -> Pairs:
    sides = frame.holders or ([] if frame.is_only_told else frame.subjects)
    pairs = cross(sides, frame.with_)
    return pairs + frame.gapped if pairs else []


@construction(
    "with participants",
    0.8,
    lambda frame: _is_told(frame) and bool(frame.participants),
    "Прошла встреча с участием [[Орлова:PER]] и [[Гусева:PER]]. → MEETING_WITH Орлова Гусева held",
)
def participants(frame: Frame) -> Pairs:
    """ "встреча с участием А и Б", "встреча А с участием Б"."""
    hosts = frame.owners or frame.subjects
    if hosts or frame.sentence.subject_word(frame.cue.verb) is not None:
        return cross(hosts, frame.participants)
    return each(frame.participants)


@construction(
    "linked",
    0.8,
    lambda frame: _is_alone(frame) and frame.verb_lemma in LINKS,
    "[[Томскую область:REG]] и [[Казахстан]] связывает ряд соглашений. → "
    "AGREEMENT_WITH Томскую область Казахстан in_force",
)
def linked(frame: Frame) -> Pairs:
    return each(frame.linked)


@construction(
    "genitives",
    0.9,
    _is_alone,
    "Встреча [[Орлова:PER]] и [[Гусева:PER]] прошла вчера. → MEETING_WITH Орлова Гусева held",
)
def genitives(frame: Frame) -> Pairs:
    return each(frame.owners)


@construction(
    "agents",
    0.9,
    _is_alone,
    "Договор подписан [[Россией]] и [[Турцией]]. → AGREEMENT_WITH Россией Турцией signed",
)
def agents(frame: Frame) -> Pairs:
    return each(frame.agents)


@construction(
    "adjective of two",
    0.85,
    _is_alone,
    "Одобрено [[российско]]-[[турецкое]] соглашение. → AGREEMENT_WITH российско турецкое signed",
    "[[Германо]]-[[польский]] договор подписан [[Орловым:PER]] и [[Вайсом:PER]]. → "
    "AGREEMENT_WITH Германо польский signed",
)
def halves(frame: Frame) -> Pairs:
    return each(frame.halves)


@construction(
    "subject and agent",
    0.85,
    lambda frame: _is_told(frame) and not frame.with_ and frame.is_offered,
    "[[Орлов:PER]] отверг предложенную [[Китаем]] сделку. → AGREEMENT_WITH Орлов Китаем rejected",
)
def subject_agent(frame: Frame) -> Pairs:
    return cross(frame.subjects, frame.agents) if frame.agents else []


@construction(
    "subjects",
    0.8,
    lambda frame: _is_alone(frame) and (frame.cue.is_verb or frame.is_shared or frame.is_joint),
    "[[Россия]] и [[Турция]] подписали соглашение. → AGREEMENT_WITH Россия Турция signed",
    "Главы [[Перми:CITY]] и [[Бреста:CITY]] обсудили туризм. → MEETING_WITH Перми Бреста held",
)
def subjects(frame: Frame) -> Pairs:
    return each(frame.subjects)


@construction(
    "at the table of",
    0.6,
    lambda frame: _is_alone(frame) and frame.cue.label == "MEETING_WITH" and frame.is_direct,
    "[[Орлов:PER]] провёл встречу у [[Гусева:PER]]. → MEETING_WITH Орлов Гусева held",
)
def at(frame: Frame) -> Pairs:
    """ "А был на встрече у Б"."""
    hosts = [party for group in frame.after("у") for party in group.parties]
    return cross(frame.subjects, hosts) if hosts and not frame.cue.is_verb else []


@construction(
    "given",
    0.6,
    lambda frame: (
        _is_alone(frame) and frame.cue.label == "COOPERATES_WITH" and not frame.cue.is_verb
    ),
    "[[Китай]] предложил [[России]] сотрудничество. → COOPERATES_WITH Китай России planned",
)
def given(frame: Frame) -> Pairs:
    """ "А предложил Б сотрудничество"."""
    to = frame.sentence.objects(frame.cue.verb, ("Dat",))
    return cross(frame.subjects, to)


@construction(
    "under an agreement",
    0.65,
    lambda frame: _is_alone(frame) and frame.cue.kind.is_named and frame.is_condition,
    "По контракту [[Орлов:PER]] передаст [[Турции]] станки. → AGREEMENT_WITH Орлов Турции in_force",
)
def under(frame: Frame) -> Pairs:
    """ "по договору А передаст Б": who gives what it provides for, and to whom."""
    return cross(frame.subjects, frame.sentence.objects(frame.cue.verb, ("Dat",)))


@construction(
    "together",
    0.7,
    lambda frame: frame.cue.is_adverb and frame.verb_lemma in WORK,
    "[[Томск:CITY]] и [[Омск:CITY]] вместе построят мост. → COOPERATES_WITH Томск Омск planned",
    "[[Газнефть:ORG]] совместно с [[Уралбанком:ORG]] построит завод. → "
    "COOPERATES_WITH Газнефть Уралбанком planned",
)
def together(frame: Frame) -> Pairs:
    beside = [
        party
        for group in frame.groups
        if group.prep == "с" and frame.cue.token < group.start <= frame.cue.token + 4
        for party in group.parties
    ]
    subjects = [party for party in frame.subjects if party not in beside]
    return cross(subjects, beside) if beside else each(subjects)


ALL = (
    between, genitive_with, agent_with, object_with, participants, subject_with, linked,
    halves, genitives, agents, subject_agent, subjects, at, given, under, together,
)  # fmt: skip
