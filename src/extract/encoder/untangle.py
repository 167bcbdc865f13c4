"""Mentions of one type that contradict each other: the surer one stays."""

from __future__ import annotations

from collections.abc import Sequence

from extract.encoder.found import Found

_STRETCH = 256  # characters


def untangle(found: Sequence[Found], flat: frozenset[str]) -> list[Found]:
    """Leaves out what contradicts a surer mention of the same type.

    Args:
        found: Mentions.
        flat: Types that do not nest in themselves; of two overlapping mentions of such a type
            the surer one stays. Mentions of the other types may nest, but never cross.

    Returns:
        Mentions sorted by start, the longer first.
    """
    mentions: list[Found] = []
    near: dict[tuple[str, int], list[Found]] = {}  # those kept, by type and stretch of text
    for each in sorted(found, key=lambda mention: (-mention.score, mention)):
        stretches = range(each.start // _STRETCH, each.end // _STRETCH + 1)
        if not any(
            each.start < other.end
            and other.start < each.end
            and (each.type in flat or not _nested(each, other))
            for stretch in stretches
            for other in near.get((each.type, stretch), ())
        ):
            mentions.append(each)
            for stretch in stretches:
                near.setdefault((each.type, stretch), []).append(each)
    return sorted(mentions, key=lambda mention: (mention.start, -mention.end, mention.type))


def _nested(one: Found, other: Found) -> bool:
    return (one.start <= other.start and other.end <= one.end) or (
        other.start <= one.start and one.end <= other.end
    )
