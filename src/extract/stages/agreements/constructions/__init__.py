"""The constructions, in the order in which they are asked: the first that answers is right."""

from __future__ import annotations

from extract.stages.agreements.constructions import discourse, hosts, mutual, partners, visits
from extract.stages.agreements.constructions.construction import Construction

CONSTRUCTIONS: tuple[Construction, ...] = (
    *partners.ALL,
    *hosts.ALL,
    *mutual.ALL,
    *visits.ALL,
    *discourse.ALL,
)
