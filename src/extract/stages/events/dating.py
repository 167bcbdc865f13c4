"""When an event is: the dates that relations give it, and those that stand beside it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from extract.annotations import Mention, Relation, TimeValue
from extract.schema import TIME_TYPES
from extract.stages.events.patterns import CLOSES, OPENS, WHICH
from extract.syntax.tree import Tree

Interval = tuple[dt.datetime | None, dt.datetime | None]

_GRAINS = ("second", "minute", "hour", "day", "week", "month", "season", "quarter", "year")
_DAY = dt.timedelta(days=1)
_FAR = 5  # steps in the tree between an event and its date


class Dates:
    """The dates of a document, by event mention."""

    def __init__(self, reading: Tree, relations: Iterable[Relation]) -> None:
        self.reading = reading
        self.points: dict[Mention, list[Mention]] = defaultdict(list)
        self.starts: dict[Mention, Mention] = {}
        self.ends: dict[Mention, Mention] = {}
        self.taken: set[Mention] = set()
        for relation in sorted(relations, key=lambda relation: -relation.score):
            event, time = relation.subject, relation.object
            if event.type != "EVENT" or time.type not in TIME_TYPES:
                continue
            if relation.predicate == "POINT_IN_TIME":
                self.points[event].append(time)
                self.taken.add(time)
            elif relation.predicate == "START_TIME":
                self.starts.setdefault(event, time)
            elif relation.predicate == "END_TIME":
                self.ends.setdefault(event, time)
        self.by_sentence: dict[int, list[Mention]] = defaultdict(list)
        self.events_by_sentence: dict[int, list[Mention]] = defaultdict(list)
        for mention, (start, _) in reading.spans.items():
            if mention.type in TIME_TYPES:
                self.by_sentence[reading.sentence_of[start]].append(mention)
            elif mention.type == "EVENT":
                self.events_by_sentence[reading.sentence_of[start]].append(mention)

    def told(self, event: Mention) -> Interval:
        """What the relations say of one mention, or the verbs that open and close it."""
        begin = self.value(self.starts.get(event))
        end = self.value(self.ends.get(event))
        first, last = begin.begin if begin else None, end.end if end else None
        if (first or last) and not (first and last and last < first):
            return first, last
        first, last = self.opened(event)
        if first and last and first < last:
            return first, last
        return self.finest(self.points.get(event, ()))

    def told_of_all(self, events: list[Mention]) -> Interval:
        """What is told of the first mention that has a date, made finer by what others say."""
        best: Interval = (None, None)
        for event in events:
            begin, end = self.told(event)
            if not (best[0] or best[1]):
                best = begin, end
            elif begin and end and best[0] and best[1]:
                within = best[0] <= begin and end <= best[1]
                if within and end - begin < best[1] - best[0] > _DAY:
                    best = begin, end
        return best

    def opened(self, event: Mention) -> Interval:
        """ "форум открылся 14 июня и завершится завтра"."""
        reading = self.reading
        root = reading.root(event)
        verb = reading.heads[root]
        if reading.deps[root] != "nsubj":
            return None, None
        verbs = [verb, *(i for i in reading.children[verb] if reading.deps[i] == "conj")]
        first, last = (
            self.finest(
                time
                for time in self.by_sentence[reading.sentence_of[root]]
                if reading.lemmas[(governor := reading.heads[reading.root(time)])] in lemmas
                and governor in verbs
            )
            for lemmas in (OPENS, CLOSES)
        )
        return first[0], last[1]

    def beside(self, event: Mention) -> Interval:
        """The date nearest in the tree to a mention, in its sentence."""
        reading = self.reading
        root = reading.root(event)
        near = []
        for time in self.by_sentence[reading.sentence_of[root]]:
            steps = self.distance(root, reading.root(time))
            inside = event.start <= time.start and time.end <= event.end
            if (steps <= _FAR and not self.is_apart(root, reading.root(time))) or inside:
                value = self.value(time)
                if value is not None and value.begin and value.timex_type in ("DATE", "TIME"):
                    near.append((0 if inside else steps, abs(time.start - event.start), time))
        if not near:
            return self.only(event)
        least = min(near)[0]
        return self.finest([time for steps, _, time in sorted(near) if steps == least])

    def only(self, event: Mention) -> Interval:
        """The only date of a sentence, where the event is its only one too."""
        reading = self.reading
        index = reading.sentence_of[reading.spans[event][0]]
        dates = [time for time in self.by_sentence[index] if time.type == "DATE"]
        roots = {
            reading.root(mention)
            for mention in self.events_by_sentence[index]
            if reading.pos[reading.root(mention)] in ("NOUN", "PROPN")
        }
        if len(dates) != 1 or self.is_apart(reading.root(event), reading.root(dates[0])):
            return None, None
        value = self.value(dates[0]) if len(roots) == 1 else None
        if value is None or value.timex_type != "DATE" or reading.root(event) not in roots:
            return None, None
        return value.begin, value.end

    def finest(self, times: Iterable[Mention]) -> Interval:
        """Of several dates of one event the one that says most."""
        values = [
            value for time in times if (value := self.value(time)) is not None and value.begin
        ]
        best = min(values, key=_grain, default=None)
        return (best.begin, best.end) if best else (None, None)

    def value(self, time: Mention | None) -> TimeValue | None:
        return self.reading.time(time) if time is not None else None

    def is_apart(self, event: int, time: int) -> bool:
        """Whether a date is of a clause about another: "для Х, избранного 9 июня, это форум"."""
        reading = self.reading
        above = {event, *reading.up(event)}
        for clause in reading.up(time):
            if clause in above:
                return False
            if reading.deps[clause] == "acl" and reading.heads[clause] != event:
                return not self.agrees(clause, event)
        return False

    def agrees(self, clause: int, noun: int) -> bool:
        """Whether a participle or the "который" of a clause may speak of a noun."""
        reading = self.reading
        word = clause
        if not reading.is_participle(clause):
            word = next((i for i in reading.children[clause] if reading.lemmas[i] in WHICH), clause)
        elif reading.cases[clause] != reading.cases[noun]:
            return False
        return all(
            values[0] == values[1]
            for values in zip(_gender(reading, word), _gender(reading, noun), strict=True)
            if all(values)
        )

    def distance(self, one: int, other: int) -> int:
        """Steps between two tokens of a tree."""
        above = {token: steps for steps, token in enumerate([one, *self.reading.up(one)])}
        for steps, token in enumerate([other, *self.reading.up(other)]):
            if token in above:
                return steps + above[token]
        return _FAR + 1


def _gender(reading: Tree, i: int) -> tuple[str, str]:
    morph = reading.morph[i]
    number = next((n for n in ("Sing", "Plur") if f"Number={n}" in morph), "")
    gender = next((g for g in ("Masc", "Fem", "Neut") if f"Gender={g}" in morph), "")
    return number, "" if number == "Plur" else gender


def _grain(value: TimeValue) -> int:
    grain = value.granularity
    return _GRAINS.index(grain) if grain in _GRAINS else len(_GRAINS)


def conflict(one: Interval, other: Interval) -> bool:
    """Whether two dates cannot be of one event."""
    if not (one[0] and one[1] and other[0] and other[1]):
        return False
    return one[1] < other[0] or other[1] < one[0]
