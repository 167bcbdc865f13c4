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
from extract.stages.names import patterns
from extract.stages.names.agreeing import AgreeingReadings, Chosen, agreeing, is_sure_given
from extract.stages.names.asked import Asked, asked
from extract.stages.names.inflection import Reading
from extract.stages.names.listed import with_lists
from extract.stages.names.lists import Standing, standing
from extract.stages.names.patterns import FEMALE, MALE
from extract.stages.names.splitting import Word, is_lone, split
from extract.stages.names.support import Support

# Leads, by hand as inflection's weights: half or double changes 10 of 13,906 rows at most (_CLEAR).
_SURE = 3.0  # such a lead stands, whatever is said of a lone surname
_CLEAR = 0.5  # a smaller lead leaves the gender open
_FORM = 2.0  # a lone form that is of men or of women alone
_TOLD_BY_GIVEN = 2.5  # by a given name that the dictionary knows of one gender alone
_LIKE_WOMANS = 1.8  # by an unknown given name in -а
_CLEAR_WOMAN = 1.15  # the tagger calls two words a woman's: 1.2


@dataclass(frozen=True, slots=True)
class Name:
    """A mention read: its words, their nominatives, and what was understood."""

    words: tuple[Word, ...]
    tail: str
    chosen: Chosen
    gender: str | None
    kin: str | None = None  # see ``Asked``

    @property
    def is_of_kin(self) -> bool:
        """Whether a word for kin before it tells that a lone name is a given one."""
        return self.kin is not None and self.gender in (self.kin, None)

    @property
    def forms(self) -> list[str]:
        """The words in the nominative, capitals kept."""
        return [
            word.text if reading is None else recase(reading.nominative, word.text)
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
    told = with_lists(spans, [words for words, _ in parts], list(map(asked, spans)), text)
    mentions = [(words, one) for (words, _), one in zip(parts, told, strict=True)]
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
    return [
        Name(words, tail, *decided[one], one[1].kin)
        for one, (words, tail) in zip(mentions, parts, strict=True)
    ]


def _leanings(lone: Iterable[_Mention], counts: Counter[_Mention]) -> dict[str, float]:
    """What sentences say of the gender of names of one word, by the word."""
    found: dict[str, float] = defaultdict(float)
    for words, around in lone:
        if around.leaning and words:
            found[words[-1].lower] += around.leaning * counts[words, around]
        elif words and (told := _told_by_form(words[-1].lower)):
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
        total = lead + sum(reads[one].leaning * counts[one] for one in group)
        sure = {_only_given(reads[one]) for one in group}
        if len(sure) == 1 and all(
            _is_given_alike(reads[one]) for one in group
        ):  # "Этери" is a woman, whatever a verb that was read wrong says
            total += {FEMALE: _TOLD_BY_GIVEN, MALE: -_TOLD_BY_GIVEN}.get(next(iter(sure)) or "", 0)
        if not any(reads[one].leaning for one in group):
            total += _LIKE_WOMANS * all(_is_like_womans(reads[one]) for one in group)
        for name in {*_last_forms(reads, group)}:
            said = _heeded(lone.get(name, 0.0), sure)
            # not of "господин Обама и госпожа Обама"
            if bearers[name] == 1 and abs(total) < max(_SURE, 2 * abs(said)):
                total += 2 * said if abs(total) >= _SURE else said
        # where the sentence and the word contradict each other, the word decides on its form
        gender = FEMALE if (total if abs(total) > _CLEAR else lead) > 0 else MALE
        for one in group:
            clear = _is_clear(reads[one], total, gender)
            known = clear and not _is_unclear(one[0])
            decided[one] = reads[one].chosen[gender], gender if known else None
    return decided


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
        keys = {read.forms(gender)[-2:] for gender in (MALE, FEMALE)}
        merged = [one]
        for group in {id(group_of[key]): group_of[key] for key in keys if key in group_of}.values():
            merged += group
            del groups[id(group)]
        groups[id(merged)] = merged
        for other in merged:
            for gender in (MALE, FEMALE):
                group_of[reads[other].forms(gender)[-2:]] = merged
    yield from groups.values()


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
        chosen = read.chosen[gender]
        plural = any(each and each.nominative.endswith(patterns.PLURAL) for each in chosen)
        # of "Анна Ким" and "Олег Ким" a lone "Ким" may be either
        shared = not read.leaning and support.is_shared(chosen)
        clear = _is_clear(read, total, gender)
        open_ = not read.leaning and abs(total) < 1 and _is_of_both(one[0])
        is_known = clear and not (plural or shared or open_ or _is_unclear(one[0]))
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


def _is_clear(read: AgreeingReadings, total: float, gender: str) -> bool:
    if _only_given(read) == gender or _is_form_of(read, gender):
        return True
    # the tagger, which errs in the case of a form that does not change, is no proof of a woman
    alone = gender == FEMALE and read.forms(MALE) == read.forms(FEMALE)
    return abs(total) > (_CLEAR_WOMAN if alone else _CLEAR)


def _is_form_of(read: AgreeingReadings, gender: str) -> bool:
    """Whether the nominative tells it: "Данилова", who were "Данилов" as a man."""
    forms = zip(read.forms(MALE), read.forms(FEMALE), read.chosen[gender], strict=True)
    return any(his != hers and one is not None and one.gender == gender for his, hers, one in forms)


def _only_given(read: AgreeingReadings) -> str | None:
    """The gender in which a name has a given name that the dictionary knows, if one alone."""
    sure = [
        gender
        for gender, chosen in read.chosen.items()
        if any(
            is_sure_given(one) and not (at and _is_surname(one)) for at, one in enumerate(chosen)
        )
    ]
    return sure[0] if len(sure) == 1 else None


def _is_given_alike(read: AgreeingReadings) -> bool:
    """Not "Илона", which is a woman's name and a form of "Илон"."""
    return read.forms(MALE)[:1] == read.forms(FEMALE)[:1]


def _is_like_womans(read: AgreeingReadings) -> bool:
    """ "Суэлла Браверман": of unknown given names those in -а are women's more often than not."""
    his, hers = read.chosen[MALE][0], read.chosen[FEMALE][0]
    return (
        len(read.words) > 1
        and his is not None
        and hers is not None
        and his.nominative == hers.nominative
        and his.nominative.endswith(("а", "я"))
        and his.kind is None
    )


def _is_surname(reading: Reading | None) -> bool:
    """ "Карин" of "Ерлан Карин", which is a woman's given name too."""
    known = standing(reading.nominative) if reading else Standing(0, 0)
    return known.surname >= known.given


def _is_unclear(words: tuple[Word, ...]) -> bool:
    """ "Юрій Мушка": the word that would tell is in another alphabet."""
    return any(word.is_foreign for word in words)
