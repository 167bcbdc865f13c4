"""Whose is which: "Соглашение связало Омск и Павлодар. Мэры Котов и Львов подписали его"."""

from __future__ import annotations

import bisect

from extract.annotations import Mention
from extract.stages.careers.bodies import Bodies
from extract.stages.careers.title import Title

_JOINED = ("и", ",")
# A row of places without a preposition, or behind one that says what lies between them.
_BETWEEN = frozenset({"между", "городов", "города", "регионов", "стран"})


class Respective:
    """One document."""

    def __init__(self, bodies: Bodies) -> None:
        self.words = bodies.words
        self.bodies = bodies

    def place(self, title: Title, share: tuple[int, int]) -> Mention | None:
        """The place of one of several holders, where as many are told in a row before them.

        Args:
            title: A title without a place.
            share: Of how many holders this one is which.
        """
        index, count = share
        kind = self.bodies.ruled(title)
        if kind is None or count < 2 or title.end > title.head + 1:
            return None
        sentence = self.words.sentence(title.head)
        for at in (sentence, sentence - 1):
            rows = self._rows(at, title.left, kind) if at >= 0 else []
            if rows:
                row = rows[-1]
                return row[index] if len(row) == count and len(rows) == 1 else None
        return None

    def _rows(self, sentence: int, before: int, kind: str) -> list[list[Mention]]:
        """The rows of places of a kind that a sentence names up to a token."""
        words, bodies = self.words, self.bodies
        starts = words.sentence_starts
        end = min(before, starts[sentence + 1] if sentence + 1 < len(starts) else before)
        first, last = (bisect.bisect_left(bodies.starts, edge) for edge in (starts[sentence], end))
        rows: list[list[Mention]] = []
        reach = -1
        for name in bodies.names[first:last]:
            entity = bodies.entity.get(name.mention)
            if entity is None or not bodies.is_kind(entity, kind) or name.start < reach:
                continue
            if rows and name.start == reach + 1 and words.lower(reach) in _JOINED:
                rows[-1].append(name.mention)
            elif words.pos(name.start - 1) != "ADP" or words.lower(name.start - 1) in _BETWEEN:
                rows.append([name.mention])
            reach = name.end
        return [row for row in rows if len(row) > 1]
