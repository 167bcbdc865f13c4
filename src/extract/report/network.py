"""The network: who is tied to whom, and where each stands in the picture."""

from __future__ import annotations

from collections import Counter
from typing import Any

from extract.report.chunks import Chunks, Query, Row, dumps
from extract.report.layout import positions
from extract.schema.sql import sql_words

_NODES = 300  # more cannot be read in one picture; everybody's own ties are on the card
_EDGES = 4000  # 13 of each node: generous, since nobody can tell them apart
_TYPES = frozenset({"PERSON", "ORGANIZATION", "COUNTRY", "STATE_OR_PROVINCE"})
_WIDTH, _HEIGHT = 1500, 1000  # of the picture

_TIES = f"""
    SELECT edge.source, edge.target, edge.predicate, edge.weight, edge.n_documents,
           strftime(edge.first_date, '%Y-%m'), strftime(edge.last_date, '%Y-%m')
    FROM network_edges edge
    JOIN entities one ON one.entity_id = edge.source AND one.type IN ({sql_words(_TYPES)})
    JOIN entities other ON other.entity_id = edge.target AND other.type IN ({sql_words(_TYPES)})
    ORDER BY edge.weight DESC, edge.source, edge.target, edge.predicate
"""
_NAMES = f"""
    SELECT entity_id, name, type, n_mentions FROM entities WHERE type IN ({sql_words(_TYPES)})
"""


def write(chunks: Chunks, query: Query) -> None:
    """Writes the best tied entities with their positions, and the ties among them."""
    chunks.keys["network"] = [""]
    chunks.write("network/0", dumps(_network(query)))


def _network(query: Query) -> dict[str, list[Any]]:
    ties = [*query(_TIES)]
    weights: Counter[str] = Counter()
    for source, target, _, weight, *_ in ties:
        weights[source] += weight
        weights[target] += weight
    best = sorted(weights, key=lambda entity_id: (-weights[entity_id], entity_id))[:_NODES]
    number = {entity_id: at for at, entity_id in enumerate(best)}
    kept = [tie for tie in ties if tie[0] in number and tie[1] in number][:_EDGES]
    edges = [(number[source], number[target], *rest) for source, target, *rest in kept]
    places = positions(len(best), [(one, other, weight) for one, other, _, weight, *_ in edges])
    names: dict[str, Row] = {row[0]: row for row in query(_NAMES) if row[0] in number}
    nodes = [
        [*names[entity_id], round(float(x) * _WIDTH), round(float(y) * _HEIGHT)]
        for entity_id, (x, y) in zip(best, places, strict=True)
    ]
    return {"nodes": nodes, "edges": edges}
