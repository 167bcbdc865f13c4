"""When an event is: the dates that relations give it, and those of its own clause."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from extract.annotations import Mention, Relation, TimeValue
from extract.schema import TIME_TYPES
from extract.stages.events.spoken import DAY, Interval, Spoken, is_within, length
from extract.stages.events.telling import Telling
from extract.stages.events.words import CLOSES, OPENS, TERMS, WHICH, WORKS
from extract.syntax.tree import Tree

_GRAINS = ("second", "minute", "hour", "day", "week", "month", "season", "quarter", "year")
# Half or double of each changes no row of 46 articles, but that with _FAR at 2 24 dates are lost.
_BESIDE = 4  # characters between an event and a date right after it
_TOPIC = 6  # tokens between the noun of what is agreed on and its date
_YEAR = dt.timedelta(days=366)  # the longest
_FAR = 5  # steps in the tree between an event and its date
# Over these edges a clause ends: "сообщил 5 мая, что подпишут".
_BORDERS = frozenset({"ccomp", "parataxis", "advcl", "acl"})


class Dates(Spoken):
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
        self.roots: set[int] = set()

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
            own = steps <= _FAR and not self.is_apart(root, token)
            own = own and not self.is_term(token) and not self.is_of_topic(telling, time)
            own = own and (root in tree.up(token) or not self.is_about(root))
            inside = inside and not (telling.is_verb and self.is_term(token))
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
            day = self.said(telling)
            day = day if day[0] else self.only(telling)
            return day if day[0] or not deadlines else (None, self.finest(deadlines)[1])
        least = min(near)[0]
        return self.finest([time for steps, _, time in sorted(near) if steps == least])

    def own(self, telling: Telling, time: Mention | None) -> Mention | None:
        """A date, unless it is that of the programme, or of the results, of the event."""
        if time is None:
            return None
        token = self.tree.root(time)
        if self.is_stamp(telling, time):
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

    def is_of_clause(self, telling: Telling, time: int) -> bool:
        """Whether the verb of a date is the event's own or stands over it in one clause."""
        tree = self.tree
        first = next((i for i in tree.up(time) if i in self.roots), None)
        if first is not None and first not in (telling.root, *tree.up(telling.root)):
            return False
        verb = next((i for i in tree.up(time) if tree.pos[i] == "VERB" or tree.is_finite(i)), None)
        if verb is None:
            return True
        relative = any(tree.lemmas[i] == "который" for i in tree.children[verb])
        if relative and telling.root not in (verb, tree.heads[verb]):
            return False  # "карту, по которой в 2024 году будут работать, подписали"
        if not telling.is_verb:
            return not self.is_said(telling.root, verb)
        if self.is_joint(telling.root, verb):
            return True
        node = telling.root
        while node != verb:
            if tree.deps[node] in _BORDERS or tree.heads[node] == node:
                return False
            node = tree.heads[node]
        return True

    def is_said(self, event: int, verb: int) -> bool:
        """ "сообщил 5 мая, что форум состоится": the day of the words, not of the event."""
        tree = self.tree
        node = event
        while node != verb and tree.heads[node] != node:
            if tree.deps[node] == "ccomp":
                return True
            node = tree.heads[node]
        return False

    def is_joint(self, verb: int, other: int) -> bool:
        """ "похитил и убил в мае": two verbs of one subject without a comma."""
        tree = self.tree
        if tree.deps[other] != "conj" or tree.heads[other] != verb:
            return False
        own = any(tree.deps[i] == "nsubj" for i in tree.children[other])
        return not own and "," not in tree.words[verb:other]

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
        if self.is_term(token) or self.is_deadline(token):
            return None, None
        value = self.value(dates[0]) if len(roots) == 1 else None
        if value is None or value.timex_type != "DATE" or telling.root not in roots:
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
        return self.tree.time(time) if time is not None else None

    def is_apart(self, event: int, time: int) -> bool:
        """Whether a date is of a clause about another: "для Х, избранного 9 июня, это форум"."""
        tree = self.tree
        if event > time and self.is_aside(event, time):
            return True
        above = {event, *tree.up(event)}
        for clause in tree.up(time):
            if clause in above:
                return False
            if tree.deps[clause] == "acl" and tree.heads[clause] != event:
                before = event > clause or tree.pos[event] == "VERB"
                return before or not self.agrees(clause, event)
        return False

    def is_aside(self, event: int, time: int) -> bool:
        """Whether a date stands in a clause with "который" that ends before the event."""
        tree = self.tree
        start, _ = tree.sentences[tree.sentence_of[time]]
        which = next((i for i in range(time, start, -1) if tree.lemmas[i] in WHICH), None)
        if which is None or "," not in tree.words[max(start, which - 2) : which]:
            return False
        ends = [i for i in range(time, event) if tree.words[i] == ","]
        return bool(ends) and any(tree.is_finite(i) for i in range(which, ends[0]))

    def agrees(self, clause: int, noun: int) -> bool:
        """Whether a participle or the "который" of a clause may speak of a noun."""
        tree = self.tree
        word = clause
        if not tree.is_participle(clause):
            word = next((i for i in tree.children[clause] if tree.lemmas[i] in WHICH), clause)
        elif tree.cases[clause] != tree.cases[noun]:
            return False
        return all(
            values[0] == values[1]
            for values in zip(_gender(tree, word), _gender(tree, noun), strict=True)
            if all(values)
        )

    def distance(self, one: int, other: int) -> int:
        """Steps between two tokens of a tree."""
        above = {token: steps for steps, token in enumerate([one, *self.tree.up(one)])}
        for steps, token in enumerate([other, *self.tree.up(other)]):
            if token in above:
                return steps + above[token]
        return _FAR + 1


def _gender(tree: Tree, i: int) -> tuple[str, str]:
    morph = tree.morph[i]
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
