"""Readings of one word of a person's name: which nominative, case and gender it may be.

By pymorphy3's dictionary and natasha's lists of names (MIT); what these lack by its ending.
Some 400 lines: readings of all sources are weighed on one scale, and are read beside it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pymorphy3.analyzer import Parse

from extract.russian.dictionary import analyzer, inflected, is_known, parses, reads_as
from extract.russian.parsing import universal
from extract.stages.names import customs, patterns
from extract.stages.names.foreign import BEARERS
from extract.stages.names.lists import is_given_name, is_mans_surname, is_surname
from extract.stages.names.patterns import CASES, FEMALE, MALE

# How much a reading is worth by where it comes from. How the single numbers were found is not
# known; they order the readings of the cases in tests/stages (test_names, test_name_endings), and
# benchmarks/names.py says what all of them come to. So it is with the other weights of names. Half
# or double of one changes at most 18 of 13,906 rows of 140 articles (SPECIFIC; LISTED_WORD 14).
KNOWN_NAME = 2.2  # a name in pymorphy's dictionary
KNOWN_FROZEN = 1.7  # a name that does not decline, in pymorphy's dictionary
LISTED_NAME = 0.8  # by its ending, and natasha lists the nominative
LISTED_GIVEN = 0.6  # more, for a given name
LISTED_WORD = 2.8  # a common word in the dictionary, and natasha lists it as a surname
KNOWN_WORD = 1.0  # a common word in the dictionary
RULE = 0.0  # by its ending alone
SPECIFIC = 0.4  # for each letter of the ending
FLEEING = -1.0  # by a rare ending
SELDOM = -0.6  # a nominative that few surnames have
FROZEN_VOWEL = 0.9  # "Мугабе", "Дидро": names that do not decline
FROZEN_U = -0.3  # "Роналду": but most forms in -у are datives and accusatives
FROZEN_WOMAN = 0.3  # "Меркель", "Ангелы Кук"
FROZEN_SLAVIC = -0.8  # "Сара Пэйлин": but most women of such names end in -а
GIVEN_AS_SURNAME = 0.2  # "Ильхан Омар": of a woman
FROZEN = -1.6
FROZEN_WOMENS = -1.5  # "Лановой", where no list has it: most forms in -овой are of women
KNOWN_OBLIQUE = -2.5  # "Изабеллу": the dictionary knows it, and as no nominative
FROZEN_LIKE_OBLIQUE = -1.2  # less, for "Труменом", "о Гренелле": a case of more names than that
FROZEN_OBLIQUE = -3.0  # "Петуховым": cannot be a nominative

SHORT = 4  # letters of a word whose end may be no ending: "Блом"
_LOC = frozenset({"Loc"})
_DAT = frozenset({"Dat", "Loc"})
_OF_STEM = ("", "ь", "й", "иа")  # no endings, or with a vowel of the stem
_VOWEL = re.compile(f"[{patterns.VOWELS}]")  # no stem is without: "Джой" is of no "Джая"
_INS = frozenset({"Ins"})
_DECLINED = ("а", "я")
_DECLINED_OF_MEN = patterns.CONSONANTS + "йь"
_NOM = frozenset({"Nom"})
# Of "Стингрей", "Ханной": rather frozen, or of "Ханна", than of "Стингря", "Ханная".
_SELDOM_ENDS = (
    *(f"{of}я" for of in patterns.CONSONANTS),
    *("ная", "тая", "дая", "лая", "рая", "онц"),
)
_OF_WOMEN = ("ова", "ева", "ёва", "ина", "ына")
# What names of one person lack, as second genitives and locatives: "Разу" is no "чаю".
_OF_THINGS = frozenset({"gen2", "loc2", "plur", "neut"})
_GRAMMEMES = {"Name": "given", "Surn": "surname", "Patr": "patronymic"}


class Reading(NamedTuple):
    """One way to read a word.

    Attributes:
        nominative: In lower case.
        cases: UD cases that the form may stand in.
        gender: male, female or None for either.
        kind: given, surname, patronymic or None where no dictionary says.
        weight: See the constants above.
    """

    nominative: str
    cases: frozenset[str]
    gender: str | None
    kind: str | None
    weight: float


@functools.lru_cache(maxsize=1 << 14)
def readings(word: str) -> tuple[Reading, ...]:
    """All readings of a word, in lower case and without marks."""
    known = _known(word)
    given = {r.gender for r in known if r.kind == "given" and r.nominative == word}
    women = {r.gender for r in known if r.kind == "surname"} == {FEMALE}
    frozen = _frozen(word, given.pop() if len(given) == 1 else None, women)
    sexed = {r.nominative for r in known if r.kind == "given" and r.gender}
    ruled = [r for r in _by_ending(word) if r.nominative not in sexed or r.gender]
    foreign = list(_foreign(word, ruled))
    nominatives = {r.nominative for r in (*known, *ruled, *foreign) if r.kind == "given"}
    named = any(r.kind == "surname" and r.nominative.endswith("ея") for r in known)
    if word.endswith("еи") and named:  # "вакцина Гамалеи"
        nominatives |= {word[:-1] + "я"}
    if word.endswith(patterns.OBLIQUE_ENDS) and nominatives and word not in nominatives:
        frozen = [r._replace(weight=r.weight + KNOWN_OBLIQUE) for r in frozen]
    if word.endswith("е") and _is_oblique_of_womans(word, known, foreign):
        worth = KNOWN_OBLIQUE / 2 if is_given_name(word) else KNOWN_OBLIQUE
        frozen = [r if r.kind == "surname" else r._replace(weight=r.weight + worth) for r in frozen]
    if word.endswith("ие") and is_given_name(word[:-1] + "я"):  # "предложили Асие"
        known = [Reading(word[:-1] + "я", _DAT, FEMALE, "given", KNOWN_NAME)]
    if word.endswith("ом") and any(r.kind == "surname" for r in ruled):
        frozen = [  # "Гайко Маасом"
            r if r.kind else r._replace(weight=r.weight + KNOWN_OBLIQUE) for r in frozen
        ]
    ruled = _less_in_ia(word, ruled, nominatives)
    if any(r.nominative == word for r in known):  # "Азия" is of no "Азий"
        ruled = [r for r in ruled if r.kind or not r.nominative.endswith("ий")]
    if still := _still_given(word, known):
        known = [r for r in known if r.kind != "given" or r in still or is_given_name(r.nominative)]
    if foreign:  # "Марго" is a woman
        frozen = [r._replace(weight=r.weight + SELDOM * (r.kind == "given")) for r in frozen]
    ruled = [r for r in ruled if r.nominative == word or not _is_of_other(r)]
    czech = [] if nominatives else _czech(word)  # "Мирны" is of "Мирна"
    iberian = [_iberian(word)] if word in customs.IBERIAN_SURNAMES else []
    if iberian:
        known, ruled = ([r for r in some if r.nominative == word] for some in (known, ruled))
    lacking = [*_of_woman(word, known), *czech, *iberian]
    return _merged([*known, *ruled, *frozen, *foreign, *lacking])


def _iberian(word: str) -> Reading:
    """ "Мадуро Герра", of which the last word may stand still."""
    return Reading(word, frozenset(CASES), None, "surname", KNOWN_FROZEN)


def _is_oblique_of_womans(word: str, known: list[Reading], foreign: list[Reading]) -> bool:
    """ "Фатиме", which nobody is called, but not "Беате"."""
    given = [r for r in (*known, *foreign) if r.kind == "given"]
    return bool(given) and all(r.nominative != word for r in given)


def _czech(word: str) -> list[Reading]:
    """ "Черны", "Новотны": a surname that is an adjective without its last letter."""
    is_adjective = word.endswith("ы") and is_known(f"{word}й")
    return [Reading(word, frozenset(CASES), MALE, None, KNOWN_FROZEN)] if is_adjective else []


def _is_of_other(reading: Reading) -> bool:
    """ "Хэриета" as a man's form of "Хэриет", who is a woman."""
    bearers = BEARERS.get(reading.nominative.replace("ё", "е"))
    return bearers is not None and reading.kind == "given" and reading.gender not in bearers


def _foreign(word: str, ruled: Iterable[Reading]) -> Iterator[Reading]:
    """As a given name that the dictionary lacks: "Кендры", "Дадли", "Меган"."""
    for gender in BEARERS.get(word.replace("ё", "е"), ()):
        declines = word.endswith(_DECLINED) or (gender == MALE and word[-1] in _DECLINED_OF_MEN)
        cases = _NOM if declines else frozenset(CASES)
        yield Reading(word, cases, gender, "given", KNOWN_FROZEN)
    for reading in ruled:
        for gender in BEARERS.get(reading.nominative.replace("ё", "е"), ()):
            declines = reading.nominative.endswith(_DECLINED) or gender == MALE
            if declines and reading.gender in (None, gender):
                yield reading._replace(gender=gender, kind="given", weight=KNOWN_FROZEN)


def _still_given(word: str, known: list[Reading]) -> list[Reading]:
    """ "Амели", which is a form of "Амеля" for the dictionary alone."""
    if not word.endswith("ли"):
        return []
    given = (r for r in known if r.kind == "given" and r.nominative == word)
    return [r for r in given if r.weight == KNOWN_FROZEN]


def _merged(found: Iterable[Reading]) -> tuple[Reading, ...]:
    """Each nominative once; one that declines and one that does not are two."""
    merged: dict[tuple[str, str | None, str | None, bool], Reading] = {}
    for reading in found:
        frozen = len(reading.cases) >= len(CASES) - 1
        key = reading.nominative, reading.gender, reading.kind, frozen
        before = merged.get(key)
        if before is not None:
            reading = reading._replace(
                cases=reading.cases | before.cases, weight=max(reading.weight, before.weight)
            )
        merged[key] = reading
    return tuple(merged.values())


def _known(word: str) -> list[Reading]:
    """The dictionary's."""
    found = []
    nominatives: dict[tuple[str, str | None, str | None], str | None] = {}
    for parse in parses(word) if is_known(word) else ():
        tag = parse.tag
        if not (cases := _cases_of_name(str(tag))):
            continue
        key = parse.normal_form, tag.POS, tag.gender
        if key not in nominatives:
            nominatives[key] = _nominative(parse)
        if (nominative := nominatives[key]) is not None:
            found.append(_known_reading(tag, nominative, cases, word))
    return found


@functools.lru_cache(maxsize=1 << 12)  # by its name: tags are compared in Python
def _cases_of_name(name: str) -> frozenset[str]:
    """The cases of a tag that nouns and adjectives of one man or woman may have; else none."""
    tag = analyzer().TagClass(name)
    if tag.POS not in ("NOUN", "ADJF") or tag.grammemes & _OF_THINGS:
        return frozenset()
    return frozenset(each[5:] for each in universal(tag)[1] if each.startswith("Case="))


def _known_reading(tag: Any, nominative: str, cases: frozenset[str], word: str) -> Reading:
    kind = next((kind for mark, kind in _GRAMMEMES.items() if mark in tag.grammemes), None)
    gender = _gender(nominative, kind, tag.gender)
    noun = kind is None and tag.POS == "NOUN" and nominative.endswith(("а", "я"))
    if noun or tag.grammemes & {"ms-f", "GNdr"}:
        gender = None  # "Степан Прожога": a noun in -а becomes the name of men too
    form = _yo(nominative, word)
    if kind:
        weight = KNOWN_FROZEN if "Fixd" in tag.grammemes else KNOWN_NAME
        if form in customs.SELDOM or (kind == "given" and _is_twin_of_womans(form)):
            weight = RULE
    elif is_surname(form) and not _is_stressed_twin(form) and not is_mans_surname(form):
        kind, weight = "surname", LISTED_WORD
    else:
        weight = RULE if "Poss" in tag.grammemes else KNOWN_WORD
    if form.endswith(("овый", "евый")):  # "Мешковым" is of "Мешков"
        weight = SELDOM if _is_stressed_twin(form) else min(weight, KNOWN_WORD)
    return Reading(form, cases, gender, kind, weight)


def _gender(nominative: str, kind: str | None, tagged: str | None) -> str | None:
    """Of who bears a name: the dictionary's, but for given names that it has wrong."""
    if kind == "given":
        if nominative in customs.GIVEN_OF_EITHER:
            return None
        if nominative in customs.GIVEN_OF_MEN:
            return MALE
        if nominative in customs.GIVEN_OF_WOMEN:
            return FEMALE
    return {"masc": MALE, "femn": FEMALE}.get(tagged or "")


def _nominative(parse: Parse) -> str | None:
    """In the gender of the form: "Петрова", where the lemma is "Петров"."""
    if {"nomn", "sing"} <= parse.tag.grammemes:
        return str(parse.word)
    gender = {parse.tag.gender} if parse.tag.gender else set()
    form = inflected(parse, frozenset({"nomn", "sing"} | gender))
    return str(form.word) if form else None


def _is_stressed_twin(form: str) -> bool:
    """ "толстый", which shares its oblique forms with "Толстой", "мостовый" with "Мостовой"."""
    twin = form[:-2] + "ой"
    if form.endswith("ский"):  # "Донской", but not the forms of "Высоцкая"
        return any("Surn" in each.tag and each.normal_form == twin for each in parses(twin))
    return form.endswith("ый") and any(
        "Surn" in parse.tag.grammemes or (parse.is_known and parse.normal_form == twin)
        for parse in parses(twin)
    )


def _is_twin_of_womans(form: str) -> bool:
    """ "Асий", which the dictionary makes of "Асия", and nobody bears."""
    twin = form[:-2] + "ия"
    return form.endswith("ий") and is_given_name(twin) and not is_given_name(form)


def _yo(nominative: str, word: str) -> str:
    """ё only where the text writes it."""
    return nominative if "ё" in word else nominative.replace("ё", "е")


_Rule = tuple[int, float, str, str, frozenset[str], str]


def _rules() -> tuple[dict[str, list[_Rule]], int]:
    """All rules by what their endings end in for sure, each with its place; the longest such."""
    found: dict[str, list[_Rule]] = {}
    place = 0
    for rules, weight in ((patterns.ENDINGS, RULE), (patterns.FLEEING, FLEEING)):
        for ending, base, cases, gender in rules:
            rule = (place, weight, ending, base, frozenset(cases), gender)
            found.setdefault(_sure(ending), []).append(rule)
            place += 1
    return found, max(map(len, found))


def _sure(ending: str) -> str:
    """What a word of an ending ends in, letter by letter."""
    return ending[1:] if ending[0] in _CLASSES else ending


def _by_ending(word: str) -> list[Reading]:
    seldom = 2 * SELDOM if word.endswith("ия") else 0.0  # "Нелия" is rather a nominative
    rules: list[_Rule] = []
    for length in range(1, min(len(word), _LONGEST) + 1):
        rules += _RULES.get(word[-length:], ())
    return [
        _ruled(stem + base, cases, gender, weight + seldom + SPECIFIC * len(ending))
        for _, weight, ending, base, cases, gender in sorted(rules)
        if (stem := _stem(word, ending)) is not None
        and len(stem + base) > 1
        and _VOWEL.search(stem + base if base in _OF_STEM else stem)
        and not patterns.UNSPELLABLE.search(stem[-2:] + base)
    ]


def _ruled(nominative: str, cases: frozenset[str], gender: str, weight: float) -> Reading:
    kind = "surname" if is_surname(nominative) else "given" if is_given_name(nominative) else None
    if kind:
        weight = max(weight, LISTED_NAME)
    if kind == "given":
        weight += LISTED_GIVEN
        if nominative.endswith("ия"):
            weight, gender = KNOWN_FROZEN, FEMALE
        if nominative.endswith("ь") and gender == FEMALE and _is_known_womans(nominative):
            weight = KNOWN_FROZEN  # "Гузели"
    if nominative.endswith(("к", "ц")) and _is_short_twin(nominative):
        weight = SELDOM
    if kind is None and nominative.endswith(_SELDOM_ENDS) and not is_known(nominative):
        weight += 2 * SELDOM
    if nominative.endswith(("овый", "евый")):
        weight += SELDOM  # "Лановой" and "Мостовой" are usual
    if gender == "any" and cases == _INS and nominative.endswith(_OF_WOMEN):
        gender = FEMALE  # "Скурыдиной": hardly of a man called "Скурыдина"
    if nominative.endswith("ь") and gender == FEMALE and kind != "given":
        weight += 2 * SELDOM  # women's surnames in -ь do not decline
    return Reading(nominative, cases, None if gender == "any" else gender, kind, weight)


def _is_known_womans(nominative: str) -> bool:
    """A given name of women that does not decline for the dictionary."""
    return reads_as(nominative, "Name", "femn", "Fixd")


def _less_in_ia(word: str, ruled: list[Reading], known: set[str]) -> list[Reading]:
    """ "Марии" is rather of "Мария" than of "Мариа"."""
    if len(word) <= SHORT or not word.endswith("ии") or word[:-1] + "я" not in known:
        return ruled
    return [
        r._replace(weight=r.weight + KNOWN_OBLIQUE) if r.nominative.endswith("иа") else r
        for r in ruled
    ]


def _is_short_twin(nominative: str) -> bool:
    """ "Назарк", "Антонц", which the list has beside "Назарок", "Антонец", and nobody bears."""
    stem, last = nominative[:-1], nominative[-1]
    is_long = len(_VOWEL.findall(stem)) > 1 and stem[-1] in patterns.CONSONANTS
    return is_long and is_surname(stem + ("ок" if last == "к" else "ец"))


# Ends of genitives, "Римши", more often than of names that do not decline.
_AFTER_A = tuple(f"{letter}и" for letter in patterns.HUSHING + patterns.BEFORE_I)

_CLASSES = {
    "C": patterns.CONSONANTS,
    "G": patterns.BEFORE_I,
    "H": patterns.HUSHING,
    "V": patterns.VOWELS,
}


_RULES, _LONGEST = _rules()


def _stem(word: str, ending: str) -> str | None:
    """What is left of a word without its ending; None if it does not end so."""
    letters = _CLASSES.get(ending[0])
    if letters is None:
        return word[: -len(ending)] if word.endswith(ending) else None
    stem = word[: -len(ending) + 1]
    return stem if word.endswith(ending[1:]) and stem[-1:] and stem[-1] in letters else None


def _frozen(word: str, given: str | None, women: bool) -> list[Reading]:
    """The form as it stands: a nominative, or a name that does not decline.

    Args:
        word: In lower case.
        given: The gender of those who bear it as a given name, where the dictionary has one.
        women: The dictionary has it as a form of women's surnames alone.
    """
    if word.endswith(patterns.OBLIQUE):
        return [Reading(word, frozenset(CASES), None, None, FROZEN_OBLIQUE)]
    kind = "surname" if is_surname(word) else "given" if is_given_name(word) else None
    weight = LISTED_NAME if kind else RULE
    if word.endswith(patterns.FROZEN_U):
        return [Reading(word, frozenset(CASES), None, kind, KNOWN_FROZEN)]
    if word.endswith(patterns.OBLIQUE_OF_WOMEN) and women:
        return [Reading(word, frozenset(CASES), MALE, kind, FROZEN_OBLIQUE)]
    if kind == "given" and given:
        as_given = Reading(word, frozenset({"Nom"}), given, kind, weight)
        return [as_given, *_standing_still(word, None, GIVEN_AS_SURNAME)]
    return _standing_still(word, kind, weight)


def _of_woman(word: str, known: list[Reading]) -> list[Reading]:
    """A surname that the dictionary has of men alone, as a woman's: "Ковальчук"."""
    surnames = {r.gender for r in known if r.kind == "surname" and r.nominative == word}
    if surnames != {MALE} or _gender_by_ending(word) or word[-1] not in patterns.CONSONANTS + "йь":
        return []
    return [Reading(word, frozenset(CASES), FEMALE, "surname", KNOWN_FROZEN)]


def _standing_still(word: str, kind: str | None, weight: float) -> list[Reading]:
    gender = _gender_by_ending(word)
    if kind is None and word.endswith(patterns.OBLIQUE_OF_WOMEN):
        weight, gender = FROZEN_WOMENS, MALE
    nominative = weight + FROZEN_U if word[-1] in "ую" else weight
    as_instrumental = kind is None and len(word) > SHORT and word.endswith(("ом", "ем"))
    if as_instrumental:
        nominative += FROZEN_LIKE_OBLIQUE
    found = [Reading(word, frozenset({"Nom"}), gender, kind, nominative)]
    every = frozenset(CASES)
    if word.endswith(("ин", "ын")):
        slavic = FROZEN_SLAVIC if kind is None else 2 * FROZEN_SLAVIC
        found.append(Reading(word, every, FEMALE, kind, slavic))
    if word.endswith(("ии", "ьи")):
        found.append(Reading(word, every, gender, kind, FROZEN))
    elif word[-1] in "ую" or word.endswith("ого"):
        found.append(Reading(word, every, gender, kind, FROZEN_U + weight))
    elif kind is None and word.endswith(_AFTER_A) and not word.endswith(patterns.FROZEN_SKI):
        worth = 2 * FROZEN_VOWEL * word.endswith(patterns.FROZEN_CHI)
        found.append(Reading(word, every, gender, kind, weight + worth))
    elif kind is None and word[-1] == "е" and word[-2:-1] in f"{patterns.CONSONANTS}аеу":
        worth = _frozen_in_vowel(word) + weight
        found.append(Reading(word, every - {"Loc"}, gender, kind, worth))
        found.append(Reading(word, _LOC, gender, kind, worth + FROZEN_LIKE_OBLIQUE))
    elif word[-1] in "оиеэё" or word.endswith(("их", "ых")) or word.endswith(patterns.FROZEN_A):
        found.append(Reading(word, every, gender, kind, _frozen_in_vowel(word) + weight))
    else:
        if word[-1] in patterns.CONSONANTS + "йь" and gender != MALE:
            worth = FROZEN_WOMAN + weight / 2 + as_instrumental * FROZEN_LIKE_OBLIQUE
            found.append(Reading(word, every - {"Nom"}, FEMALE, kind, worth))
        still = _NOM if word.endswith(_OF_WOMEN[:3]) else every  # "Усова" always declines
        found.append(Reading(word, still, gender, kind, FROZEN))
    return found


def _frozen_in_vowel(word: str) -> float:
    """Of "Дидро", but not of "Шульге", where "Шульга" is in the list."""
    return 0.0 if word[-1] == "е" and is_surname(f"{word[:-1]}а") else FROZEN_VOWEL


def _gender_by_ending(word: str) -> str | None:
    """Gender of a nominative, where its ending tells; not of "Джон Сина"."""
    if len(word) <= SHORT:
        return None
    if word.endswith(("ов", "ев", "ёв", "ин", "ын", "ский", "цкий")):
        return MALE
    if word.endswith(("ова", "ева", "ёва", "ина", "ына", "ская", "цкая", "вна", "чна")):
        return FEMALE
    return None
