"""What the present tense tells in an article of no known date: a plan as well as the past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from extract.schema import TIME_TYPES
from extract.stages.events.telling import Telling
from extract.syntax.tree import Tree

_FINE = frozenset({"day", "hour", "minute", "second"})
_ANNOUNCES = frozenset({"приглашать", "пригласить", "ждать", "предстоять"})


def answer(tree: Tree, tellings: Iterable[Telling], begin: dt.datetime | None) -> str | None:
    """ "14 сентября открывается ярмарка": planned where the text looks ahead, else unknown.

    Args:
        tree: The document.
        tellings: Of the event.
        begin: When it begins, if that is known.

    Returns:
        None where the present tense tells of what has been.
    """
    verbs = {verb for one in tellings if (verb := _verb(tree, one)) is not None}
    tenses = " ".join(tree.morph[verb] for verb in verbs)
    if "Tense=Pres" not in tenses or "Tense=Past" in tenses:
        return None
    if not any(_has_day(tree, verb) for verb in verbs):
        return None
    last = _last_past(tree)
    if begin is not None and last is not None:
        return "planned" if begin > last else None
    return "planned" if _looks_ahead(tree) else "unknown"


def _verb(tree: Tree, telling: Telling) -> int | None:
    """The finite verb that tells an event, or over its noun."""
    over = (telling.root, *tree.up(telling.root))
    return next((i for i in over if tree.is_finite(i)), None)


def _has_day(tree: Tree, verb: int) -> bool:
    """Whether the clause has a day of the calendar: no year alone, no "в среду" of the news."""
    start, end = tree.sentences[tree.sentence_of[verb]]
    return any(
        time.granularity in _FINE and tree.words[i].isdigit()
        for i in range(start, end)
        if verb in tree.up(i)
        for mention in tree.mentions[i]
        if mention.type in TIME_TYPES and (time := tree.time(mention)) is not None
    )


def _last_past(tree: Tree) -> dt.datetime | None:
    """The latest date that a verb of the past has."""
    begins = [
        time.begin
        for mention in tree.spans
        if mention.type in TIME_TYPES and (time := tree.time(mention)) is not None and time.begin
        for verb in (next((i for i in tree.up(tree.root(mention)) if tree.is_finite(i)), None),)
        if verb is not None and "Tense=Past" in tree.morph[verb]
    ]
    return max(begins, default=None)


def _looks_ahead(tree: Tree) -> bool:
    """Whether the text speaks of what will be, or invites."""
    future = any("Tense=Fut" in morph for morph in tree.morph)
    return future or not _ANNOUNCES.isdisjoint(tree.lemmas)
