"""Dates that no mention gives: "сегодня", "в эти дни", and what hangs on which noun."""

from __future__ import annotations

import bisect
import calendar
import datetime as dt
import re

from extract.annotations import Mention
from extract.schema import TIME_TYPES
from extract.stages.events.telling import Telling
from extract.stages.events.words import ABOUT, ACCOUNTS, ARRIVES, DAYS, PLANS, POSTPONES, THEN
from extract.syntax.tree import Tree

Interval = tuple[dt.datetime | None, dt.datetime | None]

DAY = dt.timedelta(days=1)
YEAR = dt.timedelta(days=364)  # a year ends where its last day begins
_MONTH = dt.timedelta(days=27)  # the last day of an interval begins where it ends
# With 3 the date of one event of 46 articles is another, with 12 none.
_STAMP = 6  # words of a line that tells when an article appeared
# "ТВЕРЬ, " and what goes on after the day of a line that tells when an article was written.
_PLACE = re.compile(r"(?:[А-ЯЁ][А-ЯЁа-яё -]{2,30}[.,] )?")
_AFTER_DAY = re.compile(r"(?: \d{4})?(?: г(?:\.|ода))?(?:, [^.\n]{2,40})?\. ?(?=[^а-яё])")
_AFTER_PLACE = re.compile(rf"{_AFTER_DAY.pattern}|(?: \d{{4}})?[.,]? ?[–—-] ")
_GLUED = re.compile(r"(?<=[^\W\d]-)\d|[^\W\d]+-\d")
_SEASON = 8  # characters of "сезонов-"
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b")
_NEAR = 2  # days from the border of a month; half or double changes no row of 46 articles


def length(interval: Interval) -> dt.timedelta:
    """A day at least: the hour is no surer than the day."""
    begin, end = interval
    return max(end - begin, dt.timedelta(days=1)) if begin and end else dt.timedelta.max


def is_rough(interval: Interval) -> bool:
    """Whether no day is told, but a month, a season, a year."""
    return length(interval) >= _MONTH


def is_within(inner: Interval, outer: Interval) -> bool:
    """Whether the days of the one are some of the other's."""
    if not (inner[0] and inner[1] and outer[0] and outer[1]):
        return False
    return outer[0] <= inner[0] and inner[1] <= outer[1]


class Spoken:
    """What a document says of days without naming them."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def is_term(self, time: int) -> bool:
        """ "соглашение на 2020–2023 годы", "план на год": for how long, not when."""
        tree = self.tree
        noun = tree.pos[tree.heads[time]] in ("NOUN", "PROPN")
        long = noun and any(tree.lemmas[i] == "на" for i in tree.children[time])
        return long or self.is_counted(time)

    def is_counted(self, time: int) -> bool:
        """ "по итогам 2012 года"; of "по сравнению с" the tree makes a preposition."""
        tree = self.tree
        first = min((i for i in tree.children[time] if tree.deps[i] == "case"), default=time)
        return not ACCOUNTS.isdisjoint({tree.lemmas[tree.heads[time]], *tree.lemmas[first:time]})

    def is_deadline(self, time: int) -> bool:
        """ "к 2030 году", "до декабря": it is over by then."""
        tree = self.tree
        below = tree.children[time]
        return any(tree.deps[i] == "case" and tree.lemmas[i] in ("к", "до") for i in below)

    def is_eve(self, time: int) -> bool:
        """ "накануне Года семьи": before it, and no day before the article."""
        tree, after = self.tree, time + 1
        if tree.lemmas[time] != "накануне" or after == len(tree.words):
            return False
        noun = tree.heads[after] if tree.pos[after] == "ADJ" else after
        named = tree.pos[noun] in ("NOUN", "PROPN") and tree.cases[after] == "Gen"
        return named and "Animacy=Anim" not in tree.morph[noun]

    def is_former(self, time: int) -> bool:
        """ "отложенный с мая форум", "вместо 5 мая": when it was to be at first."""
        tree = self.tree
        cases = self.cases(time)
        over = tree.lemmas[tree.heads[time]]
        if "на" in cases and over in PLANS - POSTPONES and self.is_moved(time):
            return True
        near = {tree.lemmas[tree.heads[time]], tree.lemmas[max(cases.get("с", 0) - 1, 0)]}
        return "вместо" in cases or ("с" in cases and not POSTPONES.isdisjoint(near))

    def is_moved(self, time: int) -> bool:
        """ "назначенный на май матч перенесли на июнь": whether a sentence moves something."""
        tree = self.tree
        return any(
            tree.lemmas[i] in POSTPONES
            and any(not {"на", "до"}.isdisjoint(self.cases(t)) for t in tree.children[i])
            for i in range(*tree.sentences[tree.sentence_of[time]])
        )

    def cases(self, i: int) -> dict[str, int]:
        """The prepositions over a token."""
        tree = self.tree
        return {tree.lemmas[t]: t for t in tree.children[i] if tree.deps[t] == "case"}

    def is_of_name(self, telling: Telling, time: Mention) -> bool:
        """ "Олимпиада-2028": the year is of what is called so, not of the words around it."""
        text = self.tree.text
        glued = _GLUED.match(text, time.start) is not None
        glued = glued and "сезон" not in text[max(0, time.start - _SEASON) : time.end].lower()
        inside = telling.start <= time.start and time.end <= telling.end
        return glued and (telling.is_verb or not inside)

    def is_dateline(self, time: Mention) -> bool:
        """ "ТВЕРЬ, 5 мая. ", "05.05.2023, пресс-служба. ": when a text was written."""
        tree, today = self.tree, self.tree.doc._.date
        text, value = tree.text, tree.time(time)
        if today is None or value is None or value.begin is None:
            return False
        if not dt.timedelta() <= today - value.begin.date() <= DAY:
            return False  # "5 мая. Концерт." is of a list
        place = _PLACE.fullmatch(text, text.rfind("\n", 0, time.start) + 1, time.start)
        if place is None:
            return False
        after = (_AFTER_PLACE if place[0] else _AFTER_DAY).match(text, time.end)
        if after is None:
            return False
        last = bisect.bisect_left(tree.starts, after.end())
        return "VERB" not in tree.pos[tree.spans[time][1] : last]  # "5 мая, утром, прошёл форум."

    def is_stamp(self, telling: Telling, time: Mention) -> bool:
        """ "13:34 24 апреля 2014" in a line above: when it was published."""
        text = self.tree.text
        first, last = text.rfind("\n", 0, time.start) + 1, text.find("\n", time.end)
        line = text[first : last if last >= 0 else len(text)]
        apart = not first <= telling.start <= first + len(line)
        return apart and len(line.split()) <= _STAMP and _CLOCK.search(line) is not None

    def arrival(self, telling: Telling) -> int | None:
        """ "5 мая приехал в Тверь, где встретился с ...": the verb over "где"."""
        tree, verb = self.tree, telling.root
        where = any(tree.lemmas[i] == "где" for i in tree.children[verb])
        if not (telling.is_verb and where and tree.deps[verb] == "acl"):
            return None
        over = tree.heads[tree.heads[verb]]
        same = ("Tense=Past" in tree.morph[verb]) == ("Tense=Past" in tree.morph[over])
        return over if tree.lemmas[over] in ARRIVES and same else None

    def is_about(self, root: int) -> bool:
        """ "программа форума", "итоги форума": what is told there is not told of the event."""
        tree = self.tree
        return tree.cases[root] == "Gen" and tree.lemmas[tree.heads[root]] in ABOUT

    def said(self, telling: Telling) -> Interval:
        """ "сегодня" and "в эти дни", counted from the day of the article."""
        tree, today = self.tree, self.tree.doc._.date
        if today is None or self.is_about(telling.root):
            return None, None
        verb = telling.root
        if not telling.is_verb and tree.deps[verb] in ("nsubj", "obj", "obl"):
            verb = tree.heads[verb]
        children = list(tree.children[verb])
        over = tree.heads[verb]
        if tree.deps[verb] == "conj" and THEN & set(tree.lemmas[over:verb]):
            children += tree.children[over]
        for i in children:
            days = DAYS.get(tree.lemmas[i])
            marked = any(mention.type in TIME_TYPES for mention in tree.mentions[i])
            alone = not tree.children[i] and not self.is_eve(i)  # "накануне форума"
            if days is not None and not marked and alone:
                return self.day(today, days)
            these = any(tree.lemmas[t] == "этот" for t in tree.children[i])
            if these and tree.lemmas[i] == "день":
                return self.month(verb, today)
        return None, None

    def day(self, today: dt.date, days: int) -> Interval:
        """A day near the article's; none where Python's calendar ends."""
        try:
            day = dt.datetime.combine(today, dt.time()) + days * DAY
        except OverflowError:
            return None, None
        return day, day

    def month(self, verb: int, today: dt.date) -> Interval:
        """The month of what goes on "в эти дни"; at its borders it may be another."""
        first = dt.datetime.combine(today.replace(day=1), dt.time())
        last = first.replace(day=calendar.monthrange(today.year, today.month)[1])
        going = "Tense=Pres" in self.tree.morph[verb]
        if not going or not _NEAR < today.day <= last.day - _NEAR:
            return None, None
        return first, last
