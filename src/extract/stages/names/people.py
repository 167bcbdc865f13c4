"""Names of people: nominative, parts and gender, by what the whole article says.

Every word of a name has several readings (see ``inflection``); the words of one name agree in
case and gender, with each other and with the sentence (see ``asked``); and the forms of one
name in an article have one nominative (see ``support``) and one gender. The readings that fit
all this best are taken.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from extract.russian.parsing import recase
from extract.stages.names import latin, patterns
from extract.stages.names.agreeing import AgreeingReadings, Chosen, agreeing
from extract.stages.names.asked import Asked, asked
from extract.stages.names.clear import (
    CLEAR,
    ends_like_mans,
    is_clear,
    is_given_alike,
    is_like_womans,
    is_unclear,
    only_given,
    told_by_surname,
)
from extract.stages.names.listed import with_genders, with_lists
from extract.stages.names.patterns import FEMALE, MALE
from extract.stages.names.splitting import Word, is_lone, split
from extract.stages.names.support import Support
from extract.stages.names.telling import told

# Leads, by hand as inflection's weights: half or double changes 10 of 13,906 rows at most (CLEAR).
_SURE = 3.0  # such a lead stands, whatever is said of a lone surname
_FORM = 2.0  # a lone form that is of men or of women alone
_TOLD_BY_GIVEN = 2.5  # by a given name that the dictionary knows of one gender alone
_LIKE_WOMANS = 1.8  # by an unknown given name in -а


@dataclass(frozen=True, slots=True)
class Name:
    """A mention read: its words, their nominatives, and what was understood."""

    words: tuple[Word, ...]
    tail: str
    chosen: Chosen
    gender: str | None
    around: Asked

    @property
    def is_of_kin(self) -> bool:
        """Whether a word for kin before it tells that a lone name is a given one."""
        return self.around.kin is not None and self.gender in (self.around.kin, None)

    @property
    def forms(self) -> list[str]:
        """The words in the nominative, capitals kept."""
        return [
            word.text if reading is None else word.as_written(recase(reading.nominative, word.text))
            for word, reading in zip(self.words, self.chosen, strict=True)
        ]


_Mention = tuple[tuple[Word, ...], Asked]


def read_names(spans: Sequence[Span], text: str) -> list[Name]:
    """Reads the names of people of one article, each in the light of the others.

    Args:
        spans: The mentions.
        text: The whole article's.
    """
    parts = [split(span, text) for span in spans]
    around = with_lists(spans, [words for words, _ in parts], list(map(asked, spans)), text)
    mentions = [
        (words, one._replace(told=behind))
        for (words, _), one, behind in zip(parts, around, told(spans), strict=True)
    ]
    support = Support(word for words, _ in parts for word in words)
    counts = Counter(mentions)
    full = {one: agreeing(*one, support) for one in counts if not is_lone(one[0])}
    lone = [one for one in counts if one not in full]
    # Names of several words first: they tell how to read the lone ones.
    decided = _decided(full, counts, _leanings(lone, counts))
    for one in full:
        support.settle(*decided[one])
    reads = {one: agreeing(*one, support) for one in lone}
    decided |= _decided_lone(reads, support)
    words = [words for words, _ in parts]
    genders = with_genders(spans, words, [decided[one][1] for one in mentions], text)
    return [
        Name(words, tail, decided[one][0], gender, one[1])
        for one, (words, tail), gender in zip(mentions, parts, genders, strict=True)
    ]


def _leanings(lone: Iterable[_Mention], counts: Counter[_Mention]) -> dict[str, float]:
    """What sentences say of the gender of names of one word, by the word."""
    found: dict[str, float] = defaultdict(float)
    for words, around in lone:
        if around.leaning and words:
            found[words[-1].lower] += around.leaning * counts[words, around]
        if words and (told := _told_by_form(words[-1].lower)):
            name, leaning = told
            found[name] += leaning
    return found


def _told_by_form(word: str) -> tuple[str, float] | None:
    """The nominative that a form alone tells, and its gender: "Усовым" is of no woman."""
    for suffix, ending, leaning in patterns.TELLING:
        if word.endswith(suffix):
            return word.removesuffix(suffix) + ending, leaning * _FORM
    return None


_Decided = dict[_Mention, tuple[Chosen, str | None]]


def _decided(
    reads: dict[_Mention, AgreeingReadings], counts: Counter[_Mention], lone: dict[str, float]
) -> _Decided:
    """Readings and gender of each name: the forms of one name have one gender."""
    groups = list(_groups(reads))
    bearers = Counter(name for group in groups for name in {*_last_forms(reads, group)})
    decided: _Decided = {}
    for group in groups:
        lead = _mean([reads[one].lead for one in group])
        leaning = sum(reads[one].leaning * counts[one] for one in group)
        leaning += _TOLD_BY_GIVEN * sum({_of_custom(words) for words, _ in group})
        total = lead + leaning
        sure = {only_given(reads[one]) for one in group}
        behind = sum(one[1].said * counts[one] for one in group)
        if _is_told_else(behind, sure) and abs(lead) < 2 * abs(
            behind
        ):  # not "встречу с [Петром], которая"
            total = leaning  # "Робин Рэй — певица"
        elif len(sure) == 1 and all(
            is_given_alike(reads[one]) for one in group
        ):  # "Этери" is a woman, whatever a verb that was read wrong says
            total += {FEMALE: _TOLD_BY_GIVEN, MALE: -_TOLD_BY_GIVEN}.get(next(iter(sure)) or "", 0)
            if not leaning and sure == {FEMALE} and all(ends_like_mans(one[0]) for one in group):
                total = _TOLD_BY_GIVEN  # "Катрин Денев"
        if not any(reads[one].leaning for one in group):
            total += _LIKE_WOMANS * all(is_like_womans(reads[one]) for one in group)
        for name in {*_last_forms(reads, group)}:
            said = _heeded(lone.get(name, 0.0), sure)
            # not of "господин Обама и госпожа Обама"
            if bearers[name] == 1 and abs(total) < max(_SURE, 2 * abs(said)):
                total += 2 * said if abs(total) >= _SURE else said
        # where the sentence and the word contradict each other, the word decides on its form
        gender = FEMALE if (total if abs(total) > CLEAR else lead) > 0 else MALE
        oblique = any(one[1].is_oblique for one in group)
        for one in group:
            clear = is_clear(reads[one], total, gender, oblique)
            told = abs(leaning) > CLEAR or only_given(reads[one]) == gender
            known = clear and (told or not is_unclear(one[0]))
            sex = gender if known else told_by_surname(reads[one])
            decided[one] = reads[one].chosen[gender], sex
    return decided


def _of_custom(words: tuple[Word, ...]) -> int:
    """What a given name in Latin letters says: 1 for a woman, -1 for a man.

    "Нино Катамадзе" is a woman of Georgia, "Нино Рота" is not.
    """
    if words[0].lower == "нино" and patterns.GEORGIAN.search(words[-1].lower):
        return 1
    return {FEMALE: 1, MALE: -1}.get(latin.GENDER.get(words[0].lower, ""), 0)


def _is_told_else(behind: float, sure: set[str | None]) -> bool:
    """Whether the words behind a name tell surely what its given name does not."""
    return abs(behind) >= _TOLD_BY_GIVEN and (MALE if behind > 0 else FEMALE) in sure


def _heeded(said: float, sure: set[str | None]) -> float:
    """ "Этери Тутберидзе" is a woman, whatever is said of a lone "Тутберидзе"."""
    return 0.0 if (FEMALE if said < 0 else MALE) in sure else said


def _mean(leads: Sequence[float]) -> float:
    """Of all, the clearer the weightier."""
    return sum(lead * abs(lead) for lead in leads) / (sum(map(abs, leads)) or 1.0)


def _groups(reads: dict[_Mention, AgreeingReadings]) -> Iterator[list[_Mention]]:
    """Names of several words that may be forms of one."""
    group_of: dict[tuple[str, ...], list[_Mention]] = {}
    groups: dict[int, list[_Mention]] = {}
    for one, read in reads.items():
        start = _last_two(one[0])
        keys = {read.forms(gender)[start:] for gender in (MALE, FEMALE)}
        merged = [one]
        for group in {id(group_of[key]): group_of[key] for key in keys if key in group_of}.values():
            merged += group
            del groups[id(group)]
        groups[id(merged)] = merged
        for other in merged:
            for gender in (MALE, FEMALE):
                group_of[reads[other].forms(gender)[_last_two(other[0]) :]] = merged
    yield from groups.values()


def _last_two(words: tuple[Word, ...]) -> int:
    """Where the last two words begin, hyphenated ones together: "Эндрю Паркер-Боулз"."""
    at = len(words) - 1
    while at > 0 and words[at].gap == "-":
        at -= 1
    return max(at - 1, 0)


def _last_forms(
    reads: dict[_Mention, AgreeingReadings], group: Iterable[_Mention]
) -> Iterator[str]:
    for one in group:
        yield from (reads[one].forms(gender)[-1] for gender in (MALE, FEMALE))


def _decided_lone(reads: dict[_Mention, AgreeingReadings], support: Support) -> _Decided:
    """The same of names of one word, each by its own sentence where two people share it."""
    decided: _Decided = {}
    for one, read in reads.items():
        total = read.lead + read.leaning
        gender = FEMALE if total > 0 else MALE
        if (
            not read.leaning
            and abs(total) < _SURE
            and (known := support.only_gender(read.chosen[gender]))
            # "Колосенка" is no "Тамара Колосенок": of women it does not decline
            and ((gender, known) != (MALE, FEMALE) or read.forms(MALE) == read.forms(FEMALE))
        ):
            gender, total = known, _SURE
        by_surname = told_by_surname(read) if not read.leaning and abs(total) < 1 else None
        if by_surname is not None:
            gender, total = by_surname, _SURE
        chosen = read.chosen[gender]
        plural = any(each and each.nominative.endswith(patterns.PLURAL) for each in chosen)
        # of "Анна Ким" and "Олег Ким" a lone "Ким" may be either
        shared = not read.leaning and support.is_shared(chosen)
        clear = is_clear(read, total, gender, one[1].is_oblique)
        open_ = not read.leaning and abs(total) < 1 and _is_of_both(one[0])
        unclear = is_unclear(one[0]) and not read.leaning
        is_known = clear and not (plural or shared or open_ or unclear)
        decided[one] = chosen, gender if is_known else None
    return _without_quarrels(_alike(decided), reads)


def _is_of_both(words: tuple[Word, ...]) -> bool:
    """ "Нетребко", "Кириенко О. П.": a man's or a woman's."""
    return any(word.lower.endswith(patterns.OF_BOTH) for word in words)


def _alike(decided: _Decided) -> _Decided:
    """One form of a man's lone name has one nominative: of "Усова" and "Усов" the one it is of."""
    declined: dict[str, _Mention] = {}
    for one, (chosen, gender) in decided.items():
        if gender == MALE and len(one[0]) == 1 and chosen[0] is not None:
            form = one[0][0].lower
            if chosen[0].nominative != form and chosen[0].gender in (MALE, None):
                declined[form] = one
    return {
        one: decided[declined[one[0][0].lower]]
        if gender == MALE and len(one[0]) == 1 and one[0][0].lower in declined
        and chosen[0] is not None and chosen[0].nominative == one[0][0].lower
        else (chosen, gender)
        for one, (chosen, gender) in decided.items()
    }  # fmt: skip


def _without_quarrels(decided: _Decided, reads: dict[_Mention, AgreeingReadings]) -> _Decided:
    """One form of a lone name, which tells no gender, is of no man here and of a woman there.

    Sure of a gender is what its sentence tells of, or declines as men's names alone do.
    """
    guessed: dict[str, list[_Mention]] = defaultdict(list)
    told: dict[str, set[str | None]] = defaultdict(set)
    for one, read in reads.items():
        gender = decided[one][1]
        form = one[0][-1].lower if one[0] else ""
        name = "".join(read.forms(gender or MALE)[-1:])
        if one[1].leaning or name != form:
            told[name].add(gender)
        elif read.forms(MALE) == read.forms(FEMALE):
            guessed[form].append(one)
    for name, mentions in guessed.items():
        genders = {*told[name]} or {decided[one][1] for one in mentions}
        gender = genders.pop() if len(genders) == 1 else None
        for one in mentions if told[name] or gender is None else ():
            decided[one] = reads[one].chosen[gender or MALE], gender
    return decided
