"""Is an event over, going on, only planned, or off? From verbs, words and the calendar."""

from __future__ import annotations

import datetime as dt

from extract.annotations import Mention
from extract.stages.agreements.reading import Reading
from extract.stages.events.patterns import CANCELLED, HELD, PLANNED


def status(
    reading: Reading, mentions: list[Mention], begin: dt.datetime | None, today: dt.date | None
) -> str:
    """held, planned, cancelled or unknown.

    Args:
        reading: The document.
        mentions: Of the event.
        begin: When it begins.
        today: The date of the article.
    """
    said = [_said(reading, mention) for mention in mentions]
    if "cancelled" in said:
        return "cancelled"
    if begin is not None and today is not None:
        return "planned" if begin.date() > today else "held"
    for answer in ("held", "planned"):
        if answer in said:
            return answer
    return "unknown"


def _said(reading: Reading, mention: Mention) -> str | None:
    """What the words around one mention say."""
    root = reading.root(mention)
    verb = next((i for i in (root, *reading.up(root)) if _is_verb(reading, i)), None)
    start, end = reading.spans[mention]
    words = {reading.lemmas[i] for i in (*reading.children[root], reading.heads[root])}
    words |= {reading.lemmas[i] for i in range(start, end)}
    if verb is None:
        return "cancelled" if words & CANCELLED else "planned" if words & PLANNED else None
    own = verb == root or reading.heads[root] == verb or _is_short(reading, root, verb)
    below = reading.children[verb]
    negated = any(reading.lemmas[i] == "не" for i in below)
    lemma = reading.lemmas[verb]
    if words & CANCELLED or (own and (lemma in CANCELLED or (negated and lemma in HELD))):
        return "cancelled"
    future = any("Tense=Fut" in reading.morph[i] for i in (verb, *below))
    if words & PLANNED or (own and (future or lemma in PLANNED)):
        return "planned"
    if "VerbForm=Inf" in reading.morph[verb] or negated:
        return None
    return "held" if "Tense=P" in reading.morph[verb] else None


def _is_verb(reading: Reading, i: int) -> bool:
    return reading.pos[i] == "VERB" or reading.is_finite(i)


def _is_short(reading: Reading, root: int, verb: int) -> bool:
    """ "примет участие в заседании", "в одном из событий – заседании": a noun or two between."""
    steps = list(reading.up(root))[:4]
    return verb in steps and all(not _is_verb(reading, i) for i in steps[: steps.index(verb)])
