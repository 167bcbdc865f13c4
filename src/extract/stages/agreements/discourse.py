"""Parties that only a sentence before names: what was told there goes on here."""

from __future__ import annotations

from extract.stages.agreements.constructions.construction import Pairs, cross, is_mutual
from extract.stages.agreements.frame import Frame
from extract.stages.agreements.words import (
    GOES_ON,
)
from extract.syntax.parties import Party

# Half or double changes one row of 46 articles.
_FAR = 2  # sentences between a meeting and those who took part in it
_ALONE = 2  # who took part in a meeting whose host nobody names met one another only as two


class Before:
    """Who did what in the sentences before.

    Attributes:
        hosts: Of each relation the sentence and who told it there: the first sides of its pairs,
            or the subjects where it had no counterpart yet.
    """

    def __init__(self) -> None:
        self.hosts: dict[str, tuple[int, list[Party], bool]] = {}

    def add(self, frame: Frame, index: int, pairs: Pairs) -> None:
        """Keeps what a cue told."""
        if frame.takes_part:
            return
        if pairs:
            first = list(dict.fromkeys(one for one, _ in pairs))
            if frame.cue.label == "VISITED":
                frame.text.came(frame.cue.token, first)
            first = first if frame.cue.label == "VISITED" else first[:1]
            self.hosts[frame.cue.label] = (index, first, True)
        elif frame.is_shared and frame.subjects:
            self.hosts[frame.cue.label] = (index, frame.subjects, False)

    def of(self, label: str, index: int, far: int) -> tuple[list[Party], bool]:
        """Who told a relation in the last sentences, and whether with somebody named."""
        at, parties, paired = self.hosts.get(label, (-100, [], False))
        return (parties, paired) if index - at <= far else ([], False)


def carried_on(frame: Frame, index: int, before: Before) -> tuple[str, float, Pairs]:
    """The rule, its score and the pairs of a cue that no construction of one sentence reads."""
    if not is_mutual(frame) or frame.cue.is_verb:
        return "", 0.0, []
    if frame.takes_part:
        return "took part", 0.7, _took_part(frame, index, before)
    if found := _goes_on(frame, index, before):
        return "goes on", 0.6, found
    return "guest before", 0.6, _guest_before(frame, index, before)


def _took_part(frame: Frame, index: int, before: Before) -> Pairs:
    """ "А провёл встречу. Участие приняли Б и В": А with each, not the guests with another."""
    hosts, _ = before.of(frame.cue.label, index, _FAR)
    return cross(hosts, [guest for guest in frame.subjects if guest not in hosts])


def _goes_on(frame: Frame, index: int, before: Before) -> Pairs:
    """ "А и Б связывает ряд соглашений. В их числе – соглашения с В": А is a party here too."""
    tree, sentence = frame.tree, frame.sentence
    said = tree.said(tree.starts[sentence.start], tree.starts[frame.cue.token])
    hosts, paired = before.of(frame.cue.label, index, 1)
    if not (hosts and paired and GOES_ON.search(said)):
        return []
    return cross(hosts, frame.with_)


def _guest_before(frame: Frame, index: int, before: Before) -> Pairs:
    """ "А прилетел в Минск. Состоялась встреча с Б": who came is who met."""
    if frame.cue.label != "MEETING_WITH":
        return []
    if frame.sentence.subject_word(frame.cue.verb) is not None:
        return []  # somebody else, whom nobody names
    guests, _ = before.of("VISITED", index, _FAR)
    return cross(guests, frame.with_) if len(guests) <= _ALONE else []
