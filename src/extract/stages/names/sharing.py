"""Given names that share a surname in the plural: "Сергей и Юлия Скрипали" are two people."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping

from extract.annotations import Mention, Person
from extract.russian.dictionary import reads_as
from extract.stages.names.agreement import given
from extract.stages.names.lists import is_surname
from extract.stages.names.patterns import BEFORE_I, CONSONANTS, FEMALE, HUSHING, VOWELS
from extract.stages.names.words import BLANK, WORD

_JOINED = re.compile(f"{BLANK}и{BLANK}|,{BLANK}")
_AND = re.compile(f"({WORD}){BLANK}и{BLANK}$")
_KIN = (
    "(?:дет(?:и|ей|ям|ьми|ях)|сынов(?:ья|ей|ьям|ьями|ьях)|дочер(?:и|ей|ям|ями|ьми|ях)"
    "|брать(?:я|ев|ям|ями|ях)|с[её]ст[её]?р(?:ы|ам|ами|ах)?|близнец(?:ы|ов|ам|ами|ах)"
    "|двойняш(?:ки|ек|кам|ками|ках)|супруг(?:и|ов|ам|ами|ах)|(?:внук|племянник)(?:и|ов|ам|ами|ах)"
    "|брат и сестра|муж и жена|отец и сын|мать и дочь|отец и дочь|мать и сын)"
)
_KIN_BEHIND = re.compile(f"(?: \\([^()]{{1,40}}\\))?(?:,| [—–-]){BLANK}{_KIN}(?![а-яё])")
_KIN_BEFORE = re.compile(
    f"(?<![а-яё]){_KIN}(?:{BLANK}[А-ЯЁа-яё-]+){{0,4}}[:,]?{BLANK}$", re.IGNORECASE
)
# Surnames that have a plural: of two one would read "Котовы".
_SLAVIC = re.compile("(?:[оеё]ва?|[иы]на?|[сц]кий|[сц]кая)$")
_ADJECTIVAL = re.compile(
    "(?P<stem>.+(?:[сц]к))(?P<end>ие|их|им|ими)$|(?P<own>.+(?:[оеё]в|[иы]н))(?P<tail>ы|ых|ым|ыми)$"
)
# Ending of the plural, ending of the singular, what the stem must end in.
_HARD = "".join(set(CONSONANTS) - set(BEFORE_I + HUSHING))
_NOMINATIVE = (("ы", "", _HARD), ("и", "", BEFORE_I + HUSHING), ("и", "ь", CONSONANTS),
               ("и", "й", VOWELS), ("ы", "а", _HARD), ("и", "а", BEFORE_I + HUSHING))  # fmt: skip
_OBLIQUE = (
    *((end, "", CONSONANTS) for end in ("ов", "ам", "ами", "ах")),
    *((end, "ь", CONSONANTS) for end in ("ей", "ям", "ями", "ях")),
    *((end, "й", VOWELS) for end in ("ев", "ям", "ями", "ях")),
    ("ей", "", HUSHING),
)
_ADJECTIVAL_NOMINATIVE = frozenset({"ие", "ы"})

People = Mapping[Mention, tuple[Person, str]]


def shared(people: People, text: str) -> dict[Mention, tuple[Person, str]]:
    """The people, those who share a surname each with it in the singular.

    Args:
        people: Parts and nominative of each mention, in the order of the text.
        text: The article's.
    """
    found = dict(people)
    order = list(people)
    surnames = {who.surname.lower() for who, _ in people.values() if who.surname}
    for at, one in enumerate(order):
        who, _ = people[one]
        if not (who.given_name and who.surname) or "." in who.given_name:
            continue
        words = text[one.start : one.end].split()
        if len(words) < 2 or not _before_and(text, one):
            continue
        is_nominative = words[0] == who.given_name.split()[0]
        others = list(_before(order[:at], people, one, text))
        first = others[-1].start if others else one.start
        # "братья Алексей и Антон Миранчуки": no list need know the surname
        known = None if _KIN_BEFORE.search(text, max(0, first - 80), first) else surnames
        shares = others or _ADJECTIVAL.fullmatch(words[-1]) or given(_before_and(text, one).lower())
        if not shares or _singular(words[-1], who.gender, is_nominative, known) is None:
            kin = _kin_before(order[:at], people, one, text)
            found |= {kin: _as_kin(people[kin][0], who)} if kin is not None else {}
            continue
        for each in (one, *others):
            person = people[each][0]
            surname = _singular(words[-1], person.gender, is_nominative, known)
            person = dataclasses.replace(person, surname=surname)
            found[each] = person, person.name
    return found


def _kin_before(order: list[Mention], people: People, one: Mention, text: str) -> Mention | None:
    """ "[Хоббер] и Дилан Рэнн, дети …": who has the surname too, though it is in no plural."""
    surname = people[one][0].surname or ""
    if not order or not text[: one.end].endswith(surname) or _SLAVIC.search(surname):
        return None
    other = order[-1]
    who = people[other][0]
    if who.patronymic or (who.given_name and who.surname) or " " in who.name:
        return None
    if _JOINED.fullmatch(text, other.end, one.start) is None:
        return None
    before = _KIN_BEFORE.search(text, max(0, other.start - 80), other.start)
    return other if before or _KIN_BEHIND.match(text, one.end) else None


def _as_kin(lone: Person, full: Person) -> tuple[Person, str]:
    given = lone.given_name or lone.surname
    person = dataclasses.replace(lone, given_name=given, surname=full.surname)
    return person, person.name


def _before_and(text: str, one: Mention) -> str:
    """ "Сергей" of "Сергей и [Юлия Скрипали]"."""
    before = text[max(0, one.start - 30) : one.start]
    match = _AND.search(before) if before[-2:-1] == "и" else None
    return match[1] if match else ""


def _before(order: list[Mention], people: People, one: Mention, text: str) -> Iterator[Mention]:
    """Those of one given name that stand before, joined by commas and "и"."""
    for other in reversed(order):
        who, _ = people[other]
        if not who.given_name or who.surname or who.patronymic:
            return
        if not _JOINED.fullmatch(text, other.end, one.start):
            return
        yield other
        one = other


def _singular(
    form: str, gender: str | None, nominative: bool, known: set[str] | None
) -> str | None:
    """The surname of one of several people; None where the form may be no plural.

    Args:
        form: As it stands.
        gender: Of who bears it.
        nominative: It stands in the nominative.
        known: Surnames that need be in no list; None for all, where the form is sure to be one.
    """
    if match := _ADJECTIVAL.fullmatch(form):
        if ((match["end"] or match["tail"]) in _ADJECTIVAL_NOMINATIVE) is not nominative:
            return None
        if match["stem"]:
            return match["stem"] + ("ая" if gender == FEMALE else "ий")
        return match["own"] + ("а" if gender == FEMALE else "")
    names = [
        form.removesuffix(ending) + base
        for ending, base, stems in (_NOMINATIVE if nominative else _OBLIQUE)
        if form.endswith(ending) and form.removesuffix(ending)[-1:] in {*stems}
    ]
    listed = (each for each in names if each.lower() in (known or ()) or _is_surname(each.lower()))
    return next(listed, names[0] if names and known is None else None)


def _is_surname(word: str) -> bool:
    return is_surname(word) or reads_as(word, "Surn", "nomn", "sing")
