"""Readings of words in the light of an article's other names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from extract.stages.names import patterns
from extract.stages.names.foreign import ALONE_SURNAMES
from extract.stages.names.inflection import FROZEN_VOWEL, LISTED_NAME, Reading, readings
from extract.stages.names.patterns import FEMALE, MALE
from extract.stages.names.splitting import Word

# Evidence, in the unit of inflection's weights, and by hand as those: half or double of one changes
# at most 3 of 13,906 rows of 140 articles (_SUPPORT, _FOUND).
_TITLE_GENDER = 2.0  # "госпожа Петрова", the title in the name
_SUPPORT = 2.3  # another form in the article has this nominative
_FOUND = 1.5  # the nominative itself stands in the article
_SETTLED = 4.0  # a name of several words has it: more than a noun beside can ask
_SETTLED_GENDER = 2.0  # and in this gender

Best = dict[tuple[str, str], tuple[float, Reading]]  # by case and gender


class Support:
    """What the forms of all names of an article say for a reading of one of them."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._cases: dict[str, set[str]] = defaultdict(set)
        self._forms: dict[str, set[str]] = defaultdict(set)
        self._best: dict[tuple[str, bool, bool, bool], Best] = {}
        self._settled: dict[str, set[str | None]] = defaultdict(set)
        seen: set[str] = set()
        for word in words:
            if not word.declines:
                continue
            form = word.lower
            self._cases[form].add(word.case or "Nom")
            if form not in seen:
                seen.add(form)
                for reading in readings(form):
                    self._forms[reading.nominative].add(form)

    def settle(self, chosen: Iterable[Reading | None], gender: str | None) -> None:
        """Takes note of how a name of several words was read."""
        for reading in chosen:
            if reading is not None:
                self._settled[reading.nominative].add(gender)

    def only_gender(self, chosen: Iterable[Reading | None]) -> str | None:
        """The gender of all names of several words that have one of these."""
        found = {g for each in chosen if each for g in self._settled.get(each.nominative, ())}
        return found.pop() if len(found) == 1 else None

    def is_shared(self, chosen: Iterable[Reading | None]) -> bool:
        """Whether a man and a woman of several words have the name."""
        names = (self._settled.get(reading.nominative, set()) for reading in chosen if reading)
        return any({MALE, FEMALE} <= genders for genders in names)

    def best(self, form: str, lone: bool, last: bool = False, single: bool = False) -> Best:
        """The best reading of a form in each case and gender, and its worth.

        Args:
            form: A word.
            lone: It is a name by itself, read as the names of several words were.
            last: It stands behind a given name: "Саша Рэй", whose surname is a given name too.
            single: More stands with it, initials at least, so that it is of one person.
        """
        key = form, lone, last, single
        if key in self._best:
            return self._best[key]
        best: Best = {}
        for reading in _fitting(form, lone or last, single):
            score = reading.weight + self._worth(reading, form)
            if last and reading.kind == "given":
                as_surname = FROZEN_VOWEL if len(reading.cases) > 2 else LISTED_NAME
                score -= max(0.0, reading.weight - as_surname)
            genders = self._settled.get(reading.nominative, set()) if lone else set()
            own = (reading.gender,) if reading.gender else (MALE, FEMALE)
            if reading.gender == FEMALE and MALE in genders:
                own = (MALE, FEMALE)  # "Тарбина", which a man of the article is called
            titled = patterns.TITLE_GENDER.get(reading.nominative)
            for gender in own:
                total = score + _TITLE_GENDER * (titled == gender)
                if genders:
                    total += _SETTLED + _SETTLED_GENDER * bool(genders & {gender, None})
                for case in reading.cases:
                    if (case, gender) not in best or total > best[case, gender][0]:
                        best[case, gender] = total, reading
        self._best[key] = best
        return best

    def _worth(self, reading: Reading, form: str) -> float:
        """What the other forms of an article say for a nominative."""
        others = len(self._forms[reading.nominative]) - 1
        if reading.nominative == form:
            still = len(reading.cases) > 2 and len(self._cases[form]) > 1 and reading.weight > 0
            found = still and "Nom" in self._cases[form]
        else:
            found = "Nom" in self._cases.get(reading.nominative, ())
        return _SUPPORT * min(others, 2) / 2 + _FOUND * found


def _fitting(form: str, last: bool, single: bool) -> Iterator[Reading]:
    """The readings of a form but those that nobody has in its place.

    Args:
        form: A word.
        last: No other word of the name stands behind it.
        single: It is of one person.
    """
    rather_surname = last and form.replace("ё", "е") in ALONE_SURNAMES
    for reading in readings(form):
        if single and reading.nominative.endswith(patterns.PLURAL):
            continue  # one person is no family: "Юрий Нарбутовских"
        if rather_surname and reading.kind == "given" and reading.nominative == form:
            continue  # "Флетчер", which begins names of several words, and alone is a surname
        yield reading
