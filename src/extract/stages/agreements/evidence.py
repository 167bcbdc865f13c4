"""What the constructions find in a document, before anybody decides what of it is told."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from extract.annotations import Mention, TimeValue
from extract.stages.agreements import details
from extract.stages.agreements.constructions import CONSTRUCTIONS
from extract.stages.agreements.constructions.construction import Construction, Pairs
from extract.stages.agreements.cues import Cue, Lexicon, relative
from extract.stages.agreements.discourse import Before, carried_on
from extract.stages.agreements.frame import Frame
from extract.stages.agreements.vetoes import is_explained
from extract.stages.agreements.words import (
    KIND_SPELLING,
)
from extract.syntax.parties import Party
from extract.syntax.sentence import Sentence
from extract.syntax.text import Text

# Of one sentence: what yields more is a list, not so many agreements. Half or double changes no
# row of 46 articles.
MOST_PAIRS = 200


@dataclasses.dataclass(frozen=True, slots=True)
class Evidence:
    """One pair of parties that a construction found.

    Attributes:
        first: The first party; of a mutual relation the one that stands first.
        second: The other one.
        label: The relation.
        rule: Name of the construction.
        score: How sure the construction is.
        cue: Character offsets of the cue.
        status: One of ``schema.STATUSES``, None where the relation has none.
        kind: Lemma of the cue noun, for agreements.
        topic: What it is about.
        time: When.
        place: Where.
        sentence: Index of the sentence of the cue.
        represents: For each side the body that a person acts for.
    """

    first: Mention
    second: Mention
    label: str
    rule: str
    score: float
    cue: tuple[int, int]
    status: str | None = None
    kind: str | None = None
    topic: str | None = None
    time: TimeValue | None = None
    place: Mention | None = None
    sentence: int = 0
    represents: tuple[Mention | None, Mention | None] = (None, None)


class TooManyPairsError(ValueError):
    """A sentence yields more pairs than anybody would read."""


def find(
    text: Text, lexicon: Lexicon, constructions: Iterable[Construction] = CONSTRUCTIONS
) -> Iterator[tuple[Sentence, list[Evidence] | TooManyPairsError]]:
    """The evidence of each sentence that has any.

    Args:
        text: The document.
        lexicon: The cue words.
        constructions: In the order in which they are asked.
    """
    constructions = tuple(constructions)
    before = Before()
    for index, (start, end) in enumerate(text.tree.sentences):
        cues = lexicon.find(text.tree, start, end)
        if not cues or not text.may_name(index):
            continue
        sentence = text.sentence(index)
        found: list[Evidence] = []
        try:
            for cue in cues:
                said = _of_cue(Frame(text, sentence, cue), index, constructions, before)
                if not said and (clause := relative(text.tree, cue)):
                    said = _of_cue(Frame(text, sentence, clause), index, constructions, before)
                found += said
                if len(found) > MOST_PAIRS:
                    raise TooManyPairsError(f"sentence {index}: more than {MOST_PAIRS} pairs")
        except TooManyPairsError as error:
            yield sentence, error
            continue
        if found:
            yield sentence, found


def _of_cue(
    frame: Frame, index: int, constructions: tuple[Construction, ...], before: Before
) -> list[Evidence]:
    for construction in constructions:
        if construction.reads(frame) and (pairs := _meant(frame, index, construction.find(frame))):
            before.add(frame, index, pairs)
            return list(describe(frame, construction.name, construction.score, index, pairs))
    rule, score, pairs = carried_on(frame, index, before)
    before.add(frame, index, pairs)
    pairs = _meant(frame, index, pairs)
    return list(describe(frame, rule, score, index, pairs))


def _meant(frame: Frame, index: int, pairs: Pairs) -> Pairs:
    """The pairs of two who can be parties, as far as the kind has no veto."""
    if len(pairs) > MOST_PAIRS:
        raise TooManyPairsError(f"sentence {index}: more than {MOST_PAIRS} pairs")
    kind = frame.cue.kind
    return [
        (one, other)
        for one, other in pairs
        if not _overlap(one, other)
        and not is_explained(frame.tree.text, one.mention, other.mention)
        and kind.can_join(one, other)
        and not any(veto(frame.tree, frame.cue, one, other) for veto in kind.vetoes)
    ]


def _overlap(one: Party, other: Party) -> bool:
    first, second = one.mention, other.mention
    return first.start < second.end and second.start < first.end


def describe(frame: Frame, rule: str, score: float, index: int, pairs: Pairs) -> Iterator[Evidence]:
    """The pairs of a cue with all that the sentence says of them.

    Args:
        frame: The cue in its sentence.
        rule: Name of the construction.
        score: How sure it is.
        index: Of the sentence.
        pairs: The parties.
    """
    if not pairs:
        return
    tree, cue, sentence = frame.tree, frame.cue, frame.sentence
    status = cue.kind.status(tree, cue)
    topic, time = details.topic(sentence, cue), details.date(sentence, cue, status)
    for one, other in pairs:
        yield Evidence(
            one.mention,
            other.mention,
            cue.label,
            rule,
            score,
            (tree.starts[cue.start], tree.end(cue.token)),
            status,
            _kind(frame, cue),
            topic,
            time,
            details.place(sentence, cue, one, other),
            index,
            (one.represents, other.represents),
        )


def _kind(frame: Frame, cue: Cue) -> str | None:
    if not cue.kind.is_named or not cue.is_known:
        return None
    return cue.kind.verb_kind if cue.is_verb else KIND_SPELLING.get(frame.lemma, frame.lemma)
