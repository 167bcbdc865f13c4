"""Passages that a text gives twice."""

from __future__ import annotations

import re

from extract.russian.spelling import clean

_BLANK = re.compile(r"\s+")
_CUT = re.compile(r"\s*(\[\s*)?(…|\.\.\.)(\s*\])?\s*$")
# With half of it three, with double four of 325 texts have other repeats.
_SHORTEST_REPEAT = 40  # characters; shorter sentences may recur by chance
# Characters before a cut; shorter ones do not tell what was cut. Half or double changes nothing.
_SHORTEST_HEAD = 20


def repeats(text: str, sents: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Passages that stand again elsewhere in the text, so that nothing counts twice.

    Of a lead that is given once cut short ("… во главе с первым […]") and once in full, the
    cut copy is the repeat, with the sentences before its cut that recur; of equal sentences,
    the later one.

    Args:
        text: The text.
        sents: Its sentences, as offsets.

    Returns:
        Offsets of sentences, neighbours joined.
    """
    bodies = [_squeeze(text[start:end]) for start, end in sents]
    cut = _cut_copies(bodies)
    repeated = set(cut)
    first: dict[str, int] = {}
    for index, body in enumerate(bodies):
        if index not in repeated and len(body) > _SHORTEST_REPEAT:
            repeated.update({index} if body in first else ())
            first.setdefault(body, index)
    return _join([sents[index] for index in sorted(repeated)], text)


def _cut_copies(bodies: list[str]) -> set[int]:
    """Indices of sentences that are cut and given again later, and those before the cut."""
    begin_alike: dict[str, list[int]] = {}
    for index, body in enumerate(bodies):
        begin_alike.setdefault(body[:_SHORTEST_HEAD], []).append(index)
    found: set[int] = set()
    for index, body in enumerate(bodies):
        head = _CUT.sub("", body)
        if head == body or len(head) < _SHORTEST_HEAD:
            continue
        for full in begin_alike[head[:_SHORTEST_HEAD]]:
            if full > index and bodies[full].startswith(head) and bodies[full] != body:
                found.update(range(index - _equal_before(bodies, index, full), index + 1))
                break
    return found


def _equal_before(bodies: list[str], left: int, right: int) -> int:
    """How many sentences before two places are the same, the passages kept apart."""
    count = 0
    while (
        count < left
        and right - count - 1 > left
        and (bodies[left - count - 1] == bodies[right - count - 1])
    ):
        count += 1
    return count


def _squeeze(text: str) -> str:
    return _BLANK.sub(" ", clean(text))


def _join(ranges: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in ranges:
        if joined and text[joined[-1][1] : start].isspace():
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined
