"""When an event is: the dates that relations give it, and those of its own clause."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from extract.annotations import Mention, Relation, TimeValue
from extract.schema import TIME_TYPES
from extract.stages.events.clauses import FAR, Clauses
from extract.stages.events.spoken import DAY, Interval, is_within, length
from extract.stages.events.telling import Telling
from extract.stages.events.words import CLOSES, OPENS, TERMS, WORKS
from extract.syntax.tree import Tree

_GRAINS = ("second", "minute", "hour", "day", "week", "month", "season", "quarter", "year")
# Half or double of each changes no row of 46 articles, but that with FAR at 2 24 dates are lost.
_BESIDE = 4  # characters between an event and a date right after it
_TOPIC = 6  # tokens between the noun of what is agreed on and its date
_YEAR = dt.timedelta(days=366)  # the longest


class Dates(Clauses):
    """The dates of a document, by event."""

    def __init__(self, tree: Tree, relations: Iterable[Relation]) -> None:
        super().__init__(tree)
        self.points: dict[Mention, list[Mention]] = defaultdict(list)
        self.starts: dict[Mention, Mention] = {}
        self.ends: dict[Mention, Mention] = {}
        for relation in sorted(relations, key=lambda relation: -relation.score):
            event, time = relation.subject, relation.object
            if event.type != "EVENT" or time.type not in TIME_TYPES:
                continue
            if relation.predicate == "POINT_IN_TIME":
                self.points[event].append(time)
            elif relation.predicate == "START_TIME":
                self.starts.setdefault(event, time)
            elif relation.predicate == "END_TIME":
                self.ends.setdefault(event, time)
        self.by_sentence: dict[int, list[Mention]] = defaultdict(list)
        for mention, (start, _) in tree.spans.items():
            if mention.type in TIME_TYPES:
                self.by_sentence[tree.sentence_of[start]].append(mention)
        self.nouns_by_sentence: dict[int, set[int]] = defaultdict(set)

    def know(self, tellings: Iterable[Telling]) -> None:
        """Which nouns tell events: a date alone in a sentence is of the only one."""
        for telling in tellings:
            self.roots.add(telling.root)
            if not telling.is_verb:
                self.nouns_by_sentence[self.tree.sentence_of[telling.root]].add(telling.root)

    def told(self, telling: Telling) -> Interval:
        """What the relations say of one mention, or the verbs that open and close it."""
        event = telling.mention
        begin = self.value(self.own(telling, self.starts.get(event))) if event else None
        end = self.value(self.own(telling, self.ends.get(event))) if event else None
        first, last = begin.begin if begin else None, end.end if end else None
        if (first or last) and not (first and last and last < first):
            return first, last
        first, last = self.opened(telling.root)
        if first and last and first < last:
            return first, last
        if event is None:
            return None, None
        inside = (  # "чемпионат 2014 года"
            time
            for time in self.by_sentence[self.tree.sentence_of[telling.root]]
            if event.start <= time.start and time.end <= event.end
        )
        points = [time for time in self.points.get(event, ()) if self.own(telling, time)]
        return self.finest(points or inside)

    def told_of_all(self, tellings: list[Telling]) -> Interval:
        """What is told of the first that has a date, made finer by what others say."""
        best: Interval = (None, None)
        for telling in tellings:
            begin, end = self.told(telling)
            if not (best[0] or best[1]) or (
                is_within((begin, end), best) and length((begin, end)) < length(best)
            ):
                best = begin, end
        return best

    def opened(self, root: int) -> Interval:
        """ "форум открылся 14 июня и завершится завтра"."""
        tree = self.tree
        verb = tree.heads[root]
        if tree.deps[root] != "nsubj":
            return None, None
        verbs = [verb, *(i for i in tree.children[verb] if tree.deps[i] == "conj")]
        first, last = (
            self.finest(
                time
                for time in self.by_sentence[tree.sentence_of[root]]
                if tree.lemmas[(governor := tree.heads[tree.root(time)])] in lemmas
                and governor in verbs
            )
            for lemmas in (OPENS, CLOSES)
        )
        return first[0], last[1]

    def beside(self, telling: Telling) -> Interval:
        """The date nearest in the tree, in the clause of the event."""
        tree, root = self.tree, telling.root
        near, deadlines = [], []
        for time in self.by_sentence[tree.sentence_of[root]]:
            token = tree.root(time)
            steps = self.distance(root, token)
            inside = telling.start <= time.start and time.end <= telling.end
            inside = inside or self.is_own(root, token)
            own = steps <= FAR and not self.is_apart(root, token)
            own = own and not self.is_other(telling, time)
            own = own and not self.is_term(token) and not self.is_of_topic(telling, time)
            own = own and (root in tree.up(token) or not self.is_about(root))
            inside = inside and not (telling.is_verb and self.is_term(token))
            inside = inside and not self.is_of_noun(telling, time)
            if inside or (own and self.is_of_clause(telling, token)):
                value = self.value(time)
                if value is None or not value.begin or value.timex_type not in ("DATE", "TIME"):
                    continue
                if self.is_deadline(token):
                    deadlines.append(time)
                else:
                    near.append((0 if inside else steps, abs(time.start - telling.start), time))
        if not near and (before := self.arrival(telling)) is not None:
            return self.beside(dataclasses.replace(telling, root=before))
        if not near:
            ways = (self.said, self.when, self.then, self.only)
            day = next((day for way in ways if (day := way(telling))[0]), (None, None))
            return day if day[0] or not deadlines else (None, self.finest(deadlines)[1])
        least = min(near)[0]
        return self.finest([time for steps, _, time in sorted(near) if steps == least])

    def when(self, telling: Telling) -> Interval:
        """ "с апреля 2010 года, когда открыли завод": the time that "когда" means."""
        tree = self.tree
        verb = next((i for i in (telling.root, *tree.up(telling.root)) if tree.is_finite(i)), 0)
        for i in tree.children[verb]:
            if tree.lemmas[i] == "когда" and tree.words[i - 1] == ",":
                times = self.by_sentence[tree.sentence_of[verb]]
                return self.finest(time for time in times if tree.spans[time][1] == i - 1)
        return None, None

    def then(self, telling: Telling) -> Interval:
        """ "визит намечен на май, тогда же подпишут соглашение": the time named just before."""
        tree, root = self.tree, telling.root
        verb = next((i for i in (root, *tree.up(root)) if tree.is_finite(i)), root)
        inner = {verb, *(i for i in tree.children[verb] if "VerbForm=Inf" in tree.morph[i])}
        sentence = tree.sentence_of[root]
        for i in range(*tree.sentences[sentence]):
            if self._is_then(i) and tree.heads[i] in inner:
                before = [
                    time
                    for time in (*self.by_sentence[sentence - 1], *self.by_sentence[sentence])
                    if time.end <= tree.starts[i] and not self.is_foreign(root, tree.root(time))
                ]
                return self.finest(sorted(before)[-1:])
        return None, None

    def _is_then(self, i: int) -> bool:
        """ "тогда же", "в то время", not "в то время как"."""
        after = self.tree.lemmas[i : i + 2]
        if after[:1] == ["время"]:
            return self.tree.lemmas[i - 2 : i] == ["в", "тот"] and after[1:] != ["как"]
        return after == ["тогда", "же"]

    def own(self, telling: Telling, time: Mention | None) -> Mention | None:
        """A date, unless it is that of the programme, or of the results, of the event."""
        if time is None:
            return None
        tree, root, token = self.tree, telling.root, self.tree.root(time)
        aside = root > token and self.is_aside(root, token)
        if aside or self.is_beyond(root, time) or self.is_other(telling, time):
            return None
        verb = next(filter(tree.is_finite, tree.up(token)), None)
        said = verb is not None and verb in tree.up(root) and self.is_said(root, verb)
        if said or self.is_stamp(telling, time):
            return None
        if self.is_of_topic(telling, time) or self.is_term(token) or self.is_deadline(token):
            return None
        if not self.is_about(telling.root):
            return time
        return time if 0 <= time.start - telling.end <= _BESIDE else None

    def is_of_topic(self, telling: Telling, time: Mention) -> bool:
        """ "соглашение о поставках угля в 2022 году", "план на период с 2021 по 2025 год"."""
        tree = self.tree
        if telling.kind not in ("signing", "deal"):
            return False
        value = self.value(time)
        if value is None or not (value.begin and value.end) or value.end - value.begin <= DAY:
            return False
        first, token = tree.spans[time][0], tree.root(time)
        if value.end - value.begin > _YEAR or tree.lemmas[tree.heads[token]] in TERMS:
            return True
        return any(
            tree.lemmas[i] in WORKS and tree.lemmas[i - 1] in ("о", "об", "по")
            for i in range(max(first - _TOPIC, telling.root + 1, 1), first)
        )

    def only(self, telling: Telling) -> Interval:
        """The only date of a sentence, where the event is its only one too."""
        tree = self.tree
        index = tree.sentence_of[telling.root]
        dates = [time for time in self.by_sentence[index] if time.type == "DATE"]
        roots = self.nouns_by_sentence[index]
        if len(dates) != 1 or telling.is_verb or self.is_about(telling.root):
            return None, None
        token = tree.root(dates[0])
        if self.is_apart(telling.root, token) or self.is_said(telling.root, tree.heads[token]):
            return None, None
        if self.is_term(token) or self.is_deadline(token) or self.is_other(telling, dates[0]):
            return None, None
        value = self.value(dates[0]) if len(roots) == 1 else None
        if value is None or value.timex_type != "DATE" or telling.root not in roots:
            return None, None
        return value.begin, value.end

    def finest(self, times: Iterable[Mention]) -> Interval:
        """Of several dates of one event the one that says most."""
        values = [
            (value, time)
            for time in times
            if (value := self.value(time)) is not None and value.begin
        ]
        if not values:
            return None, None
        best, time = min(values, key=lambda each: _grain(each[0]))
        return self.with_next(time, (best.begin, best.end))

    def with_next(self, time: Mention, days: Interval) -> Interval:
        """ "сегодня и завтра": the days that stand side by side are one time."""
        tree = self.tree
        begin, end = days
        for other in self.by_sentence[tree.sentence_of[tree.root(time)]]:
            first, second = sorted((time, other))
            value = self.value(other)
            if value is None or not (begin and end and value.begin and value.end):
                continue
            if tree.text[first.end : second.start].strip() != "и" or value.granularity != "day":
                continue
            if DAY <= abs(value.begin - begin) < 2 * DAY and end - begin < DAY:
                begin, end = min(begin, value.begin), max(end, value.end)
        return begin, end

    def value(self, time: Mention | None) -> TimeValue | None:
        return self.tree.time(time) if time is not None else None


def _grain(value: TimeValue) -> int:
    grain = value.granularity
    return _GRAINS.index(grain) if grain in _GRAINS else len(_GRAINS)


def conflict(one: Interval, other: Interval) -> bool:
    """Whether two dates cannot be of one event."""
    if not (one[0] and one[1] and other[0] and other[1]):
        return False
    return one[1] < other[0] or other[1] < one[0]
