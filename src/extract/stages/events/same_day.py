"""News of one day: where one event was on the day of the article, so were others without a date."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

from extract.annotations import Event
from extract.stages.events.dating import Dates
from extract.stages.events.telling import Telling
from extract.stages.events.words import PREVIOUS


class SameDay:
    """Dates the events of one document by its day.

    "Сегодня министры встретились в Твери. Они подписали меморандум": what was told of that day
    goes on being told, unless a word or another date leads away from it.
    """

    def __init__(self, dates: Dates) -> None:
        self.dates, self.tree = dates, dates.tree

    def dated(
        self, events: Mapping[int, Event], groups: Sequence[Sequence[Telling]]
    ) -> dict[int, Event]:
        """The events, by root.

        Args:
            events: By the roots of their tellings.
            groups: Of each the tellings, the fullest first; of more events than these.
        """
        today = self.tree.doc._.date
        held = [one for one in events.values() if one.begin and one.status == "held"]
        of_today = sum(one.begin.date() == today for one in held if one.begin)
        if today is None or 2 * of_today <= len(held):
            return dict(events)
        day = dt.datetime.combine(today, dt.time())
        found = dict(events)
        for group in groups:
            one = events.get(group[0].root)
            if one is None or one.begin or one.end or one.status != "held":
                continue
            if self.goes_on(group[0]) and not any(map(self.leads_away, group)):
                found[group[0].root] = dataclasses.replace(one, begin=day, end=day)
        return found

    def goes_on(self, telling: Telling) -> bool:
        """Whether a verb of the past tells it."""
        tree = self.tree
        verb = next((i for i in (telling.root, *tree.up(telling.root)) if tree.is_finite(i)), None)
        return verb is not None and "Tense=Past" in tree.morph[verb]

    def leads_away(self, telling: Telling) -> bool:
        """ "Ранее подписали", "в 2019 году подписали": another time is told of."""
        tree, today = self.tree, self.tree.doc._.date
        sentence = tree.sentence_of[telling.root]
        if not PREVIOUS.isdisjoint(tree.lemmas[slice(*tree.sentences[sentence])]):
            return True
        values = map(self.dates.value, self.dates.by_sentence.get(sentence, ()))
        begins = (value.begin.date() for value in values if value is not None and value.begin)
        return any(begin != today for begin in begins)
