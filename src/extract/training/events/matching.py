"""Which events that were found are annotated ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extract.annotations import Event
from extract.training.events.gold import places
from extract.training.naming import alike

RIGHT, WRONG, OPTIONAL = 1, 0, -1
_LONGEST = 200  # characters of a naming; generous


def matched(text: str, events: Sequence[Event], gold: Sequence[Mapping[str, Any]]) -> list[int]:
    """Of each event ``RIGHT``, ``WRONG`` or ``OPTIONAL``.

    One event answers one annotated event, with which it shares some of the text; the likest
    names, then the longest common text, choose. What is found twice is wrong once.
    """
    spots = [list(places(text, event["quotes"])) for event in gold]
    ways = []
    for n, event in enumerate(events):
        start, end = event.text
        for m, spans in enumerate(spots):
            common = max((min(end, y) - max(start, x) for x, y in spans), default=0)
            if common > 0 and end - start <= _LONGEST:
                ways.append((alike(event.name, gold[m]["name"]), common, -n, -m))
    found: dict[int, int] = {}
    for _, _, n, m in sorted(ways, reverse=True):
        if -n not in found and -m not in found.values():
            found[-n] = -m
    return [
        WRONG if n not in found else OPTIONAL if gold[found[n]].get("optional") else RIGHT
        for n in range(len(events))
    ]
