"""Hosts and guests: "А принял Б", "гостей из Б принимали в А"."""

from __future__ import annotations

from extract.schema import PLACE_TYPES
from extract.stages.agreements.constructions.construction import (
    Pairs,
    construction,
    cross,
    is_mutual,
    is_visit,
)
from extract.stages.agreements.frame import Frame
from extract.stages.agreements.words import (
    HOSTS,
)
from extract.syntax.parties import Party


def _is_host_verb(frame: Frame) -> bool:
    return frame.cue.is_verb and frame.lemma in HOSTS


def _is_visitor(party: Party) -> bool:
    return party.mention.type == "PERSON" or bool(party.titles)


def _is_bare_place(party: Party) -> bool:
    return party.mention.type in PLACE_TYPES and not party.titles


def _guests(frame: Frame) -> list[Party]:
    """Whom the host receives: people and delegations, not "принял закон России"."""
    return [party for party in frame.objects if _is_visitor(party)]


@construction(
    "host and guest",
    0.85,
    lambda frame: is_mutual(frame) and _is_host_verb(frame),
    "Губернатор [[Орлов:PER]] принял посла [[Китая]]. → MEETING_WITH Орлов Китая held",
    "[[Гусева:PER]] принял президент [[Сербии]]. → MEETING_WITH Гусева Сербии held",
)
def host_guest(frame: Frame) -> Pairs:
    hosts = [party for party in frame.subjects if not _is_bare_place(party)]
    return cross(hosts, _guests(frame))


@construction(
    "guest received by",
    0.85,
    lambda frame: is_mutual(frame) and _is_host_verb(frame) and bool(frame.agents),
    "[[Гусев:PER]] был принят президентом [[Сербии]]. → MEETING_WITH Гусев Сербии held",
)
def received(frame: Frame) -> Pairs:
    return cross(frame.subjects, frame.agents)


@construction(
    "place receives",
    0.75,
    lambda frame: is_visit(frame) and _is_host_verb(frame),
    "[[Саратов:CITY]] принимал делегацию из [[Китая]]. → VISITED Китая Саратов held",
)
def place_receives(frame: Frame) -> Pairs:
    hosts = [party for party in frame.subjects if _is_bare_place(party)]
    guests = _guests(frame)
    return [(guest, host) for host in hosts for guest in guests if guest != host]


def _no_host(frame: Frame) -> bool:
    return _is_host_verb(frame) and not frame.subjects


@construction(
    "received inside",
    0.75,
    lambda frame: is_mutual(frame) and _no_host(frame),
    "В [[Минздраве:ORG]] приняли посла [[Китая]]. → MEETING_WITH Минздраве Китая held",
)
def received_inside(frame: Frame) -> Pairs:
    hosts = [party for party in frame.inside if not _is_bare_place(party)]
    return cross(hosts, _guests(frame))


@construction(
    "awaited in",
    0.75,
    lambda frame: is_visit(frame) and _no_host(frame),
    "В [[Саратове:CITY]] ждут делегацию из [[Китая]]. → VISITED Китая Саратове planned",
)
def awaited(frame: Frame) -> Pairs:
    hosts = [party for party in frame.inside if _is_bare_place(party)]
    return [(guest, host) for host in hosts for guest in _guests(frame) if guest != host]


ALL = (host_guest, received, place_receives, received_inside, awaited)
