"""Is an event over, going on, only planned, or off? From verbs, words and the calendar."""

from __future__ import annotations

import datetime as dt

from extract.annotations import Mention
from extract.stages.events.patterns import CANCELLED, HELD, PLANNED
from extract.syntax.tree import Tree


def status(
    reading: Tree, mentions: list[Mention], begin: dt.datetime | None, today: dt.date | None
) -> str:
    """held, planned, cancelled or unknown.

    Args:
        reading: The document.
        mentions: Of the event.
        begin: When it begins.
        today: The date of the article.
    """
    answers = [_said(reading, mention) for mention in mentions]
    said = {answer for answer, _ in answers}
    own = {answer for answer, sure in answers if sure}
    if "cancelled" in said:
        return "cancelled"
    if begin is not None and today is not None:
        return "planned" if begin.date() > today else "held"
    for known in (own, said):
        for answer in ("held", "planned"):
            if answer in known:
                return answer
    return "unknown"


def _said(reading: Tree, mention: Mention) -> tuple[str | None, bool]:
    """What the words around one mention say, and whether they speak of the event itself."""
    root = reading.root(mention)
    verb = next((i for i in (root, *reading.up(root)) if _is_verb(reading, i)), None)
    start, end = reading.spans[mention]
    words = {reading.lemmas[i] for i in (*reading.children[root], reading.heads[root])}
    words |= {reading.lemmas[i] for i in range(start, end)}
    if verb is None:
        answer = "cancelled" if words & CANCELLED else "planned" if words & PLANNED else None
        return answer, True
    own = verb == root or reading.heads[root] == verb or _is_short(reading, root, verb)
    below = reading.children[verb]
    negated = any(reading.lemmas[i] == "не" for i in below)
    lemma = reading.lemmas[verb]
    if words & CANCELLED or (own and (lemma in CANCELLED or (negated and lemma in HELD))):
        return "cancelled", True
    future = any("Tense=Fut" in reading.morph[i] for i in (verb, *below))
    if words & PLANNED or (own and (future or lemma in PLANNED)):
        return "planned", True
    if "VerbForm=Inf" in reading.morph[verb] or negated:
        return None, False
    direct = verb == root or reading.heads[root] == verb
    return ("held" if "Tense=P" in reading.morph[verb] else None), direct


def _is_verb(reading: Tree, i: int) -> bool:
    return reading.pos[i] == "VERB" or reading.is_finite(i)


def _is_short(reading: Tree, root: int, verb: int) -> bool:
    """ "примет участие в заседании", "в одном из событий – заседании": a noun or two between."""
    steps = list(reading.up(root))[:4]
    return verb in steps and all(not _is_verb(reading, i) for i in steps[: steps.index(verb)])
