"""The readings of a name's words that agree best: with each other, and with the sentence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.stages.names import customs
from extract.stages.names.asked import Asked
from extract.stages.names.cases import ALIKE
from extract.stages.names.inflection import KNOWN_FROZEN, LISTED_NAME, Reading, readings
from extract.stages.names.lists import is_given_name, is_surname, standing
from extract.stages.names.patterns import CASES, FEMALE, MALE
from extract.stages.names.splitting import Word, is_lone
from extract.stages.names.support import Best, Support

# Evidence, in the unit of inflection's weights, and by hand as those: half or double of one changes
# at most 19 of 13,906 rows of 140 articles (_TAG_CASE; _TAG_GENDER 13).
_TAG_CASE = 1.9  # the tagger's case of a word
_TAG_GENDER = 0.6
_NOMINATIVE = 0.4  # names stand in the nominative more often than not
_NO_READING = -4.0
_NO_FORM = -1.5  # a reading that is worth less is none that a name has
_CHILD_OF = 4.0  # "кызы", "оглы"
_UNKNOWN_IN_A = 2.5  # "Файеза Сарраджа", where a genitive is asked for, is no nominative
_GIVEN_FIRST = 1.0  # a given name begins a name of several words
_GIVEN_LAST = 0.8  # or ends it

_LIKE_WOMENS = ("ина", "ова", "ева")
_NOM = frozenset({"Nom"})

Chosen = tuple[Reading | None, ...]


@dataclass(frozen=True, slots=True)
class AgreeingReadings:
    """The best readings of a name as a man's and as a woman's.

    Attributes:
        words: Of the name.
        chosen: Readings by gender.
        lead: How much better the woman's are, without what the sentence says of the gender.
        leaning: What the sentence says, more than 0 for a woman.
    """

    words: tuple[Word, ...]
    chosen: dict[str, Chosen]
    lead: float
    leaning: float
    _forms: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        forms = {
            gender: tuple(
                [
                    reading.nominative if reading else word.lower
                    for word, reading in zip(self.words, chosen, strict=True)
                ]
            )
            for gender, chosen in self.chosen.items()
        }
        object.__setattr__(self, "_forms", forms)

    def forms(self, gender: str) -> tuple[str, ...]:
        """The nominatives of the words, in lower case."""
        return self._forms[gender]


# More than 40 lines: all terms of the sum of a case stand in one place, in the order in which they
# are added.
def agreeing(words: tuple[Word, ...], around: Asked, support: Support) -> AgreeingReadings:
    """The readings that agree best, for a man and for a woman."""
    lowers, several = [word.lower for word in words], len(words) > 1
    tables = _tables(words, lowers, support)
    pairs = list(zip(words, tables, strict=True))
    around_alike = around.cases >= ALIKE
    asked_of = {case: around.of_case(case) for case in CASES}
    best: dict[str, Chosen] = {}
    plain: dict[str, float] = {}
    for gender in (MALE, FEMALE):
        child = _CHILD_OF * _is_child(lowers, gender)
        most = plain[gender] = -math.inf
        for case in CASES:
            is_asked = case in around.cases
            total = _NOMINATIVE * (case == "Nom")
            chosen: list[Reading | None] = []
            alike = around_alike
            for word, table in pairs:
                reading = None
                if table is not None:
                    score, reading = table.get((case, gender)) or _misspelled(
                        table, case, gender, word
                    )
                    if reading is not None:
                        score += _tag_agrees(word, case, gender, reading, alike)
                        alike = alike or ("Nom" not in reading.cases and reading.cases >= ALIKE)
                    total += score
                chosen.append(reading)
            if several:
                total += (
                    _GIVEN_FIRST
                    if is_sure_given(chosen[0])
                    else (_GIVEN_LAST * (is_sure_given(chosen[-1]) and not is_given(chosen[0])))
                )
            total += asked_of[case]
            total += child
            if case == "Nom" and around.cases and not is_asked:
                total -= _UNKNOWN_IN_A * _are_in_a(words, chosen)
            plain[gender] = max(plain[gender], total)
            if gender == around.gender and case in around.agreeing:
                total += around.gender_worth
            if total > most:
                most, best[gender] = total, tuple(chosen)
    may_agree = _may_agree(tables, around) or _is_man_in_a(words, around)
    leaning = around.leaning if may_agree else around.told
    return AgreeingReadings(words, best, plain[FEMALE] - plain[MALE], leaning)


def _tables(words: tuple[Word, ...], lowers: Sequence[str], support: Support) -> list[Best | None]:
    """The readings of each word, None for one that does not decline."""
    first, lone = _first_declined(lowers), is_lone(words)
    given = len(words) == 2 and _is_given_first(*lowers)
    tables = [
        _as_named(support.best(lower, lone, given and at == 1, len(words) > 1), lowers[:at])
        if at >= first and _declines(words, at)
        else None
        for at, lower in enumerate(lowers)
    ]
    if first and tables[-1] is not None and customs.is_eastern(lowers):
        tables[-1] = _as_eastern(tables[-1])
    for at, lower in enumerate(lowers[1:]):
        if (father := tables[at]) is not None and lower in customs.PATRONYMIC_PARTICLES:
            tables[at] = _in_any_case(father)
    return tables


def _in_any_case(best: Best) -> Best:
    """Of "Рамала Шофер оглу" the father's name may stand still."""
    still = best.get(("Nom", MALE))
    if still is None:
        return best
    worse = {
        (case, gender): still
        for case in CASES
        for gender in (MALE, FEMALE)
        if (case, gender) not in best or best[case, gender][0] < still[0]
    }
    return best | worse


def _may_agree(tables: Sequence[Best | None], around: Asked) -> bool:
    """Whether a name may stand in a case in which its sentence tells the gender.

    Of "жена Нелия" nothing is told by her husband: she is named in no genitive.
    """
    if around.gender is None or tables[-1] is None:
        return True
    scores = [tables[-1].get((case, around.gender)) for case in around.agreeing]
    return any(found is not None and found[0] > _NO_FORM for found in scores)


def _is_man_in_a(words: tuple[Word, ...], around: Asked) -> bool:
    """ "Тарбина сказал": a man whose surname looks like a woman's, and is in no list.

    Of one that is, "Зуева", the verb is rather another's: "Зуева задержал патруль".
    """
    word = words[-1]
    return (
        around.gender == word.gender == MALE
        and around.agreeing == _NOM
        and word.case == "Nom"
        and word.lower.endswith(_LIKE_WOMENS)
        and not is_surname(word.lower)
    )


def _is_given_first(first: str, last: str) -> bool:
    """ "Саша Рэй", "Ерлан Карин": whether the second word is the surname, if either is."""
    if any(reading.kind == "given" for reading in readings(first)):
        return True
    known = standing(last)
    return known.surname >= known.given > 0 and standing(first).surname < 2


def _misspelled(table: Best, case: str, gender: str, word: Word) -> tuple[float, Reading | None]:
    """The reading of a form in another case than that of the words beside it.

    A man's surname that looks like a woman's, and that no list has without its ending, stands
    as it is: "Роберт Палестрина".
    """
    others = [found for (_, of), found in table.items() if of == gender]
    _, best = max(others, key=lambda one: one[0], default=(0.0, None))
    if case == "Nom" and best and best.kind is None and word.lower.endswith(_LIKE_WOMENS):
        best = best._replace(nominative=word.lower, cases=_NOM, weight=0.0)
    return _NO_READING, best


def _first_declined(words: Sequence[str]) -> int:
    """Of "Ким Чен Ын" and "Си Цзиньпин" the last word alone may decline."""
    if len(words) > 1 and customs.is_burmese(words):
        return 1
    if len(words) == 2 and customs.is_mongolian_father(words[0]) and not standing(words[0]).given:
        return 1
    return len(words) - 1 if customs.is_eastern(words) else 0


def _declines(words: Sequence[Word], at: int) -> bool:
    """Of double names the first may stand still; of "[Абдель] Фаттах ас-[Сиси]" both do."""
    word, following = words[at], words[at + 1 : at + 2]
    if following and following[0].gap == "-" and is_given_name(word.lower):
        other = {one.nominative for one in readings(word.lower) if one.kind == "given"}
        if other <= {word.lower}:
            return False  # "Касым-Жомартом"
    if word.lower in customs.SERVANT_OF and at + 1 < len(words):
        return False
    is_nisba = word.gap == "-" and word.lower.endswith("и")
    return word.declines and not (is_nisba and words[at - 1].lower in customs.FAMILY)


def _as_named(best: Best, before: Sequence[str]) -> Best:
    """Of "Абдель Фаттаха" the last word is no nominative: no name of God ends so."""
    if not before or before[-1] not in customs.SERVANT_OF:
        return best
    return _without(best, "а")


def _as_eastern(best: Best) -> Best:
    """Without what is no Chinese syllable ("Юэ Цинхуня"), and as no name of the lists ("Сона")."""
    found: Best = {}
    for (case, gender), (score, reading) in _without(best, ("ня", "ню")).items():
        if reading.kind:
            score -= max(0.0, reading.weight - LISTED_NAME)
        plain = reading._replace(kind=None, gender=None)
        # "Бинбин" ends like a Russian man's name alone
        genders = (MALE, FEMALE) if case == "Nom" else (gender,)
        for each in genders:
            if (case, each) not in found or score > found[case, each][0]:
                found[case, each] = score, plain
    return found


def _without(best: Best, ending: str | tuple[str, ...]) -> Best:
    return {at: found for at, found in best.items() if not found[1].nominative.endswith(ending)}


def _are_in_a(words: Sequence[Word], chosen: Sequence[Reading | None]) -> bool:
    """Whether several words, which no list knows, end in -а as they stand."""
    unknown = [
        reading.nominative == word.lower and word.lower.endswith("а")
        for word, reading in zip(words, chosen, strict=True)
        if reading is not None and reading.kind is None
    ]
    return len(unknown) > 1 and all(unknown)


def _is_child(words: Sequence[str], gender: str) -> bool:
    """Whether a particle says "daughter of" or "son of"."""
    particles = customs.FEMALE_PARTICLES if gender == FEMALE else customs.MALE_PARTICLES
    return not particles.isdisjoint(words)


def is_sure_given(reading: Reading | None) -> bool:
    return reading is not None and reading.kind == "given" and reading.weight >= KNOWN_FROZEN


def is_given(reading: Reading | None) -> bool:
    return reading is not None and reading.kind == "given"


def _tag_agrees(word: Word, case: str, gender: str, reading: Reading, alike: bool) -> float:
    """What the tagger says for a reading.

    Args:
        word: Of the name.
        case: That it is read in.
        gender: That it is read in.
        reading: The word's.
        alike: Genitive and accusative are one form of the words around.
    """
    told = word.case
    same = told == case or (case in ALIKE and told in ALIKE and (alike or reading.cases >= ALIKE))
    return _TAG_CASE * same + _TAG_GENDER * (word.gender == gender)
