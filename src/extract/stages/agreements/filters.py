"""Meetings and cooperation that are none: sport, interviews, love, and what is denied."""

from __future__ import annotations

from extract.stages.agreements.arguments import Pair
from extract.stages.agreements.cues import Cue
from extract.stages.agreements.patterns import (
    FAMILY,
    INTERVIEWS,
    LIGHT,
    LOVE,
    PRESS,
    SPORT,
    STATEMENT_VERBS,
    TERMINATED,
)
from extract.stages.agreements.reading import Reading
from extract.stages.lemmatization import parses


def is_meant(reading: Reading, cue: Cue, pair: Pair) -> bool:
    """Whether a pair of a cue is a relation between the two at all."""
    if cue.label == "MEETING_WITH":
        return not (
            _is_match(reading, cue, pair)
            or _is_interview(reading, cue, pair)
            or _is_private(reading, cue, pair)
        )
    if cue.label == "COOPERATES_WITH":
        return not _is_denied(reading, cue)
    return True


def _sentence(reading: Reading, cue: Cue) -> str:
    start, end = reading.sentences[reading.sentence_of[cue.token]]
    return reading.text[reading.starts[start] : reading.end(end - 1)]


def _is_match(reading: Reading, cue: Cue, pair: Pair) -> bool:
    """Two teams that meet: neither is a person, and the sentence speaks of sport."""
    types = {pair.first.mention.type, pair.second.mention.type}
    if "PERSON" in types:
        return False
    return (types == {"ORGANIZATION"} and cue.is_verb) or bool(
        SPORT.search(_sentence(reading, cue))
    )


def _is_interview(reading: Reading, cue: Cue, pair: Pair) -> bool:
    """ "в беседе с НСН сообщил": somebody speaks to the press."""
    bodies = [m for m in (pair.first.mention, pair.second.mention) if m.type == "ORGANIZATION"]
    if not bodies:
        return False
    says = cue.verb is not None and reading.lemmas[cue.verb] in STATEMENT_VERBS
    return (says and reading.lemmas[cue.token] in INTERVIEWS) or any(
        PRESS.search(reading.text[m.start : m.end]) for m in bodies
    )


def _is_private(reading: Reading, cue: Cue, pair: Pair) -> bool:
    """ "встречаться" of lovers, and talk with one's own family."""
    mentions = (pair.first.mention, pair.second.mention)
    for i in range(cue.token + 1, min(cue.token + 8, len(reading.words) - 1)):
        if reading.lemmas[i] == "свой" and reading.lemmas[i + 1] in FAMILY:
            return True
    if reading.lemmas[cue.token] != "встречаться" or any(m.type != "PERSON" for m in mentions):
        return False
    begins = reading.lemmas[reading.heads[cue.token]] in ("стать", "начать")
    return (
        begins
        or bool(LOVE.search(_sentence(reading, cue)))
        or any(_is_given_name(reading.text[m.start : m.end]) for m in mentions)
    )


def _is_given_name(name: str) -> bool:
    return " " not in name and "Name" in parses(name.lower())[0].tag


def _is_denied(reading: Reading, cue: Cue) -> bool:
    if cue.verb is None:
        return False
    lemma = reading.lemmas[cue.verb]
    negated = any(reading.lemmas[i] == "не" for i in reading.children[cue.verb])
    # "не спешил к сотрудничеству"; who does not boast of it ("не афишировал") still has it.
    aimed = any(reading.lemmas[i] == "к" for i in reading.children[cue.token])
    told = cue.is_verb or lemma in LIGHT or aimed
    return negated and told and lemma not in TERMINATED
