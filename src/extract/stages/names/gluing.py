"""Mentions of people that hold more than one name: a place's, a job's, another person's."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from extract.annotations import Mention
from extract.russian.dictionary import known_parses, parses
from extract.russian.parsing import universal
from extract.russian.spelling import clean
from extract.stages.names import foreign, patterns, things
from extract.stages.names.agreement import given, surname
from extract.stages.names.edges import are_forms_of_one, are_two, is_edge
from extract.stages.names.inflection import readings
from extract.stages.names.lists import is_given_name, is_mans_surname, is_surname
from extract.stages.names.words import BLANK, NAMES, NOUN_BEFORE, WORD, is_no_name

_WORDS = re.compile(WORD)
_INTO = re.compile("(?:^|[^А-ЯЁа-яё])(?:[Вв]о?|[Нн]а|[Ии]з)[  ]$")
_BEGINS = re.compile('(?:^|[.!?…\n]|\n[«"—–-])[ \t\u00a0]*$')
_KIN_BEFORE = re.compile(  # "сын [Байдена]", "сын бывшего вице-президента [Байдена]"
    f"(?<![А-ЯЁа-яё])((?:[Сс]ын|[Дд]оч|[Бб]рат|[Сс]естр|[Жж]ен|[Мм]уж|[Сс]упруг)[а-яё]*){BLANK}"
    f"(?:[а-яё-]+{BLANK}){{0,3}}$"
)
# Letters of a name in capitals beside one that is not. Half or double changes no row.
_LEAST = 4
_OF_PEOPLES = ("ец", "анин", "янин", "анка", "янка")  # "[Кубинец] Гарсия"
_ANIMATE = frozenset({"NOUN", "anim"})
_PLACE = "Geox"


class Others:
    """What all of an article's mentions of people say for one of them."""

    def __init__(self, text: str, people: Iterable[Mention]) -> None:
        people = list(people)
        names = [_stems(text[one.start : one.end]) for one in people]
        self._last = Counter(words[-1] for words in names if len(words) < 3 and words)
        self._pairs = frozenset(words for words in names if len(words) == 2)
        self._firsts: dict[str, set[str]] = defaultdict(set)  # of each last word of two
        for first, last in self._pairs:
            self._firsts[last].add(first)
        self._of_places = frozenset(
            words
            for one, words in zip(people, names, strict=True)
            if len(words) == 2 and _agrees(text, one)
        )

    def is_surname(self, word: str, own: int = 0) -> bool:
        """Whether a word is by itself, or behind a given name, what someone else is called.

        Args:
            word: In any case form.
            own: How many mentions that are asked about end in it.
        """
        return self._last[_stem(word)] > own

    def are_two(self, words: tuple[str, str]) -> bool:
        """Whether two words are the surnames of two whom the article names in full."""
        one, other = map(_stem, words)
        return one in self._firsts and bool(self._firsts.get(other, set()) - {one})

    def has_other_name(self, surname: str, given_name: str) -> bool:
        """Whether the article names someone of a surname without a given name, or with another."""
        last = _stem(surname)
        return self._last[last] > 1 or bool(self._firsts.get(last, set()) - {_stem(given_name)})

    def is_named_as_place(self, words: tuple[str, str]) -> bool:
        """Whether the first of two words, a place's, is the given name of "[Азия] Биби"."""
        return tuple(map(_stem, words)) in self._of_places

    def is_pair(self, words: tuple[str, str]) -> bool:
        """Whether two words are someone's name."""
        return tuple(map(_stem, words)) in self._pairs


def parting(text: str, one: Mention, others: Others) -> list[Mention]:
    """A person's mention without what is glued to it, or the mentions of two people.

    Args:
        text: The article's.
        one: The mention.
        others: Those of the article.
    """
    words = [match.span() for match in _WORDS.finditer(text, one.start, one.end)]
    if len(words) < 2 or words[0][0] != one.start or words[-1][1] != one.end:
        return [one]
    forms = [clean(text[start:end]) for start, end in words]
    first, last = forms[0].lower(), forms[-1].lower()
    if _is_before_name(text, one, forms, others):
        return [Mention(words[1][0], one.end, one.type)]
    if words[-1][0] - words[-2][1] == 1 and are_two(forms[-2].lower(), last):
        return _cut(one, words, -1)
    if len(words) == 2 and not given(first) and others.are_two((forms[0], forms[1])):
        return _cut(one, words, 1)
    if len(words) == 2 and _is_over_edge(text, one, (first, last), others):
        return _cut(one, words, 1)
    if len(words) == 2:
        return [_one_of_two(text, one, words, others)]
    if _is_of_kin(text, one) and others.is_pair((forms[0], forms[1])):
        return _cut(one, words, 2)
    if others.is_surname(forms[0]) and not given(first) and _is_governed(text, one):
        return _cut(one, words, 1)
    if (
        _begins_name(forms[2:])
        and others.is_pair((forms[0], forms[1]))
        and not given(forms[1].lower())
    ):
        return _cut(one, words, 2)
    return [one]


def _is_before_name(text: str, one: Mention, forms: list[str], others: Others) -> bool:
    """Whether the first word is none of the name: "ДР [Никиты]", "Кубинец [Гарсия]"."""
    if forms[0].isupper() and len(forms[0]) < _LEAST and not forms[1].isupper():
        return True
    first, last = forms[0].lower(), forms[-1].lower()
    named = len(forms) > 2 and _may_be_given(forms[1].lower())
    named = named or (first.endswith(_OF_PEOPLES) and bool(surname(last) or not given(last)))
    if _is_job(first, named) and _BEGINS.search(text, max(0, one.start - 8), one.start):
        return True
    if len(forms) == 3 and _is_place_alone(first) and _may_be_given(forms[1].lower()):
        return True  # "мэр [Лондона] Садик Хан"
    if len(forms) == 2 and _is_hope(text, one, first, last, others):
        return True
    if len(forms) == 2:
        is_work = _is_work(first) and _BEGINS.search(text, max(0, one.start - 8), one.start)
        return bool(is_work) and (is_no_name(first) or others.has_other_name(forms[1], first))
    return _is_heading(text, one, forms) and others.is_pair((forms[1], forms[2]))


def _is_hope(text: str, one: Mention, first: str, last: str, others: Others) -> bool:
    """ "[Надежды] Котова": a common noun and whose it is, who is named by himself too."""
    tags = [parse.tag for parse in known_parses(first)]
    if not any("inan" in tag and "nomn" in tag for tag in tags) or not given(first):
        return False
    if not _BEGINS.search(text, max(0, one.start - 8), one.start):
        return False
    cases = {case for case, _ in surname(last)}
    governed = "Gen" in cases and "Nom" not in cases
    return governed and given(first).isdisjoint(surname(last)) and others.is_surname(last, 1)


def _is_work(word: str) -> bool:
    return any(parse.normal_form in things.WORKS for parse in known_parses(word))


def _one_of_two(text: str, one: Mention, words: list[tuple[int, int]], others: Others) -> Mention:
    """Two words, without the one that is a place's, or the same name again."""
    first, last = (clean(text[start:end]).lower() for start, end in words)
    without_first = Mention(words[1][0], one.end, one.type)
    without_last = Mention(one.start, words[0][1], one.type)
    if _is_place_alone(first) and not _is_place(last):
        return one if others.is_named_as_place((first, last)) else without_first
    if are_forms_of_one(first, last):
        return without_last
    if given(first):
        return one
    if _INTO.search(text, max(0, one.start - 4), one.start) and others.is_surname(last, 1):
        return without_first
    return without_last if _is_place(last) and others.is_surname(first) else one


def _cut(one: Mention, words: list[tuple[int, int]], at: int) -> list[Mention]:
    """Two mentions, the second from word ``at`` on."""
    first, last = words[at - 1], words[at]
    return [Mention(one.start, first[1], one.type), Mention(last[0], one.end, one.type)]


def _is_heading(text: str, one: Mention, forms: list[str]) -> bool:
    """ "[Роман] Джоан Роулинг": a common noun with the capital of a headline, though a name too."""
    if len(forms) != 3 or not _BEGINS.search(text, max(0, one.start - 8), one.start):
        return False
    tags = [parse.tag for parse in known_parses(forms[0].lower())]
    return any("inan" in tag and not tag.grammemes & NAMES for tag in tags)


def _is_of_kin(text: str, one: Mention) -> bool:
    """ "сын [Джо Байдена] [Хантер]": whose he is, and who."""
    match = _KIN_BEFORE.search(text, max(0, one.start - 60), one.start)
    return match is not None and any(
        parse.normal_form in patterns.KIN for parse in parses(match[1].lower())
    )


def _is_governed(text: str, one: Mention) -> bool:
    """ "адвокат [Биби] [Саиф уль-Малук]": whose he is, and who."""
    match = NOUN_BEFORE.search(text, max(0, one.start - 30), one.start)
    return match is not None and any(
        parse.normal_form in patterns.GOVERNING for parse in parses(match[1].lower())
    )


def _is_over_edge(text: str, one: Mention, words: tuple[str, str], others: Others) -> bool:
    """ "после поздравления [Зуева] [Котов] ответил": the genitive of one, and who did it."""
    first, last = words
    known = is_mans_surname(first) or others.is_surname(first)
    known = known and (is_surname(last) or others.is_surname(last, 1))
    return known and is_edge(text, one.start, first, last)


def _agrees(text: str, one: Mention) -> bool:
    """Whether a place's word before a name is of the person: "оправдал Азию Биби".

    It is where it stands in a case of the name that is no genitive ("глава [Германии] Меркель"),
    or in that of a noun for the person before it: "христианке Азии Биби".
    """
    first, last = (clean(word).lower() for word in _WORDS.findall(text, one.start, one.end))
    if not _is_place_alone(first):
        return False
    tags = [parse.tag for parse in known_parses(first) if "sing" in parse.tag.grammemes]
    own = set(map(_case, tags))
    cases = {
        case
        for each in readings(last)
        if each.kind or (each.nominative == last and last[-1] not in "ую")
        for case in each.cases
    }
    if not own & cases:
        return False  # "отдал Чехословакию Гитлеру"
    before = NOUN_BEFORE.search(text, max(0, one.start - 30), one.start)
    nouns = [parse.tag for parse in known_parses(before[1].lower())] if before else []
    if any("PREP" in tag for tag in nouns):
        return False  # "в Азию Биби"
    genders = {tag.gender for tag in tags}
    beside = {_case(tag) for tag in nouns if "anim" in tag and tag.gender in genders}
    return "Gen" not in own or bool(beside & own & cases)


def _case(tag: Any) -> str:
    return next((each[5:] for each in universal(tag)[1] if each.startswith("Case=")), "")


def _begins_name(words: list[str]) -> bool:
    return len(words) > 1 or any(given(word.lower()) for word in words)


def _is_job(word: str, named: bool) -> bool:
    """ "[Христианке] Асии Биби": a common noun that tells who someone is.

    Args:
        word: In lower case.
        named: A given name and another word stand behind it, so it is no surname.
    """
    if not is_no_name(word):
        return False
    if not named and any(is_surname(each.normal_form) for each in parses(word)):
        return False
    known = known_parses(word)
    return all(
        parse.tag.grammemes >= _ANIMATE and parse.normal_form not in patterns.GOVERNING
        for parse in known
    )


def _may_be_given(word: str) -> bool:
    return any(is_given_name(each.nominative) for each in readings(word))


def _is_place(word: str) -> bool:
    known = [parse.tag for parse in known_parses(word)]
    return bool(known) and all(_PLACE in tag for tag in known)


@functools.lru_cache(maxsize=1 << 13)
def _is_place_alone(word: str) -> bool:
    """ "[отдал] Чехословакию [Гитлеру]"."""
    if not _is_place(word):
        return False
    names = {parse.normal_form for parse in parses(word)}
    named = any(is_given_name(name) or is_surname(name) for name in names)
    return not named and word not in foreign.BEARERS


def _stems(name: str) -> tuple[str, ...]:
    return tuple(map(_stem, _WORDS.findall(name)))


@functools.lru_cache(maxsize=1 << 13)
def _stem(word: str) -> str:
    """A word without the ending of a case, as far as one letter can tell."""
    word = clean(word).lower()
    for ending in ("ой", "ым", "ом", "ем", "ей"):
        if word.endswith(ending) and len(word) > 5:
            return word[:-2]
    return word[:-1] if word[-1] in "аяуюыиейь" else word
