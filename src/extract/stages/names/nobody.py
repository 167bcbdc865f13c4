"""What the entity model takes for a person's name and is none."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from extract.annotations import Mention
from extract.russian.dictionary import known_parses, parses
from extract.russian.spelling import clean
from extract.schema import PLACE_TYPES
from extract.stages.names import things
from extract.stages.names.inflection import readings
from extract.stages.names.lists import is_given_name, is_surname, standing
from extract.stages.names.words import BLANK, CAPITAL, NAMES, is_no_name, nouns_before

_WORD = re.compile(f"{CAPITAL}[а-яё]+")
_BUILDING = re.compile("-(?:хаус|холл|плаза|стрит|сквер|скуэр|тауэр|билдинг|центр)[а-я]{0,2}$")
_CUT_OFF = re.compile(f"{BLANK}?(?:…|\\.\\.\\.)")
_BEGINS = re.compile('(?:^|[.!?…\n\\]•])[ \t\u00a0]*[«"—–-]?[ \t\u00a0]*$')
_HYPHENED = re.compile(f"{CAPITAL}[а-яё]+-([а-яё]+)")
_IN_LOWER_CASE = re.compile("[а-яё-]+")
_SHORTENED = re.compile(f"{CAPITAL}{{2,}}[а-яё]+")
_FORMULA = re.compile(f"{BLANK}?=")
_OPENING = frozenset('«"„“')
_CLOSED = re.compile('[»"”“]')
_QUOTED_BEFORE = re.compile('[«"„“][^«»"„“”\n]{1,40}[»"”“](?:,? и|,| [—–-])? $')
_DOMAIN = re.compile("\\.(?:нет|ру|рф|ком|орг|com|net|ru|org|info|tv|ua|by)\\b")
_LATIN = re.compile("[A-Za-z][A-Za-z .'’-]+")
# Half or double of each changes no row.
_SHORTEST = 4  # letters of a word that the dictionary is believed to know in full: not "Ли"
_REACH = 160  # characters before a name that tell what it names
# "P.S." in letters of either script, "т.е."
_LISTED_BEFORE = re.compile(f"{CAPITAL}[а-яё]+,{BLANK}$")
_LISTED_BEHIND = re.compile(f",{BLANK}{CAPITAL}[а-яё]+[,.;(]")
_BODY = re.compile(  # in any case: "Росстат", "Мособлэнерго"
    "...(?:стат|надзор|пром|строй|инвест|водоканал|автодор|транс|облгаз)(?:а|у|ом|е|)$|...энерго$"
    "|...(?:гейт|футбол|ньюс|медиа)(?:а|у|ом|е|)$"  # "Рашагейт"
)
_LATIN_BEHIND = re.compile("[а-яё]{3,}[A-Z]")  # "победителейApple"
_BODY_BEHIND = re.compile(  # "Anglia Ruskin University"
    " (?:University|College|Institute|School|Group|Records|Foundation|Bank|Company|Times|News)\\b"
)
_IN_VILLAGE = re.compile(
    f"(?:^|[^а-яё])(?:в|из|до|близ|около|возле){BLANK}(?:[а-яё]+{BLANK})?"
    f"(?:деревн[еи]|сел[еа]|пос[её]лк[еа]|город[еа]|станиц[еы]|хутор[еа]){BLANK}$",
    re.IGNORECASE,
)
_HOROSCOPE = re.compile("[Гг]ороскоп|[Зз]одиак")
_SETTLED = ("дерев", "сел", "пос", "город", "станиц", "хутор")
_SHORTHAND = re.compile("(?:[PР]\\.? ?)+[SС]\\.?|[А-ЯЁ]\\. ?[а-яё]\\.?")
_NAMING = frozenset({"NOUN", "ADJF", "PRTF", "NUMR"})
_PERSON = frozenset({"NOUN", "anim"})
_THINGS = frozenset({"Geox", "Orgn", "Abbr"})


def named_words(text: str, people: Iterable[Mention]) -> frozenset[str]:
    """The words of names of several words, in lower case and without their endings."""
    names = (text[one.start : one.end].lower().split() for one in people)
    return frozenset(word[:-1] for words in names if len(words) > 1 for word in words)


def named_places(text: str, mentions: Iterable[Mention]) -> frozenset[str]:
    """The words that name places, in lower case and as they stand."""
    found = (text[one.start : one.end] for one in mentions if one.type in PLACE_TYPES)
    return frozenset(name.lower() for name in found if name.isalpha())


@functools.lru_cache(maxsize=1 << 14)
def nominatives(word: str) -> frozenset[str]:
    """What a name, in lower case and any case form, may be in the nominative."""
    known = {parse.normal_form for parse in known_parses(word)}
    return frozenset(r.nominative for r in readings(word) if r.weight >= 0) | known


def _is_thing_by_form(text: str, one: Mention, word: str) -> bool:
    if _DOMAIN.match(text, one.end):
        return True  # "Зуев.нет"
    return _is_thing_in_full(word) or _is_thing_with_hyphen(word) or _is_phrase(word.lower())


def is_nobody(
    text: str, one: Mention, named: frozenset[str], places: frozenset[str] = frozenset()
) -> bool:
    """Whether a mention cannot name a person.

    It is called after one («подлодка "Юрий Долгорукий"»), is a place or a body that the
    dictionary knows ("Висконсин"), several people ("Фрицы"), no noun ("Покрутил"), or a common
    noun that has its capital from the beginning of a sentence ("Телеведущая", "Либретто"), or
    none ("вице-президент").

    Args:
        text: The article's.
        one: A person's mention.
        named: See ``named_words``.
        places: See ``named_places``.
    """
    word = clean(text[one.start : one.end])
    if is_namesake(text, one) or _is_sign(text, one, word) or _is_village(text, one):
        return True
    lower = word.lower()
    if _IN_LOWER_CASE.fullmatch(word):
        return any(each.tag.grammemes >= _PERSON for each in parses(lower.rpartition("-")[2]))
    if _is_thing_by_form(text, one, word):
        return True
    if not _WORD.fullmatch(word):
        return False
    if _is_thing(lower, text):
        return True
    if {lower[:-1], lower} & named or _is_listed(text, one, lower):
        return False
    if _CUT_OFF.match(text, one.end) and _is_rest(lower):
        return True
    if _is_place(lower, places) and not _is_introduced(text, one):
        return True
    begins = _BEGINS.search(text, max(0, one.start - 8), one.start) is not None
    if begins and _is_feminine_job(lower):
        return True
    return is_no_name(lower) and _is_other_word(lower, begins)


def _is_listed(text: str, one: Mention, lower: str) -> bool:
    """ "Зуев, [Богат], Котов": no noun, and names stand on both sides."""
    if _LISTED_BEHIND.match(text, one.end) is None:
        return False
    if any("NOUN" in parse.tag for parse in known_parses(lower)):
        return False
    return _LISTED_BEFORE.search(text, max(0, one.start - 40), one.start) is not None


def _is_thing(lower: str, text: str) -> bool:
    """A brand, a body, a sign of the zodiac in a horoscope."""
    if things.NEVER_PEOPLE & nominatives(lower):
        return True
    if _BODY.search(lower) and not is_surname(lower):
        return True
    return bool(things.ZODIAC & nominatives(lower)) and _HOROSCOPE.search(text) is not None


def _is_rest(lower: str) -> bool:
    """ "Междун" of "В письме Междун …": no word of any list or dictionary, before dots."""
    known = any(any(standing(reading.nominative)) for reading in readings(lower))
    return not (known or known_parses(lower))


def _is_place(lower: str, places: frozenset[str]) -> bool:
    """Whether a word may be a form of what a place is called; no case changes a first letter."""
    own = nominatives(lower)
    return any(own & nominatives(name) for name in places if name[0] == lower[0])


def _is_thing_in_full(word: str) -> bool:
    """ "Getty Images", "Биг-Бен"."""
    words = word.lower().replace("-", " ").split()
    if len(words) > 1 and all(things.NEVER_PEOPLE & nominatives(each) for each in words):
        return True  # "Скайрим Плейстейшен"
    if len(words) > 1 and _is_one_of(words[0], things.FAMILIES - {"клан", "род"}):
        return True  # "Семейка Крудс"
    if _LATIN.fullmatch(word):
        return len(words) > 1 and not things.LATIN_BODIES.isdisjoint(words)
    return any(" ".join(words[:end]) in things.NEVER_PEOPLE_IN_FULL for end in (2, len(words)))


def _is_thing_with_hyphen(word: str) -> bool:
    """ "Поп-дива", "Рубин-парк", "Кларенс-Хаус", but not "Исмаил-бек"."""
    if _BUILDING.search(word.lower()):
        return True
    match = _HYPHENED.fullmatch(word)
    if match is None or match[1] in things.HONORIFICS or not is_no_name(match[1]):
        return False
    return all("NOUN" in parse.tag for parse in known_parses(match[1]))


def _is_phrase(lower: str) -> bool:
    """ "Железная леди", "Чёрная Кошка": an adjective and a noun, neither of which is a name."""
    words = lower.split()
    if len(words) == 2 and any("PREP" in parse.tag for parse in known_parses(words[0])):
        return any("inan" in parse.tag for parse in known_parses(words[1]))  # "По теме"
    if len(words) != 2 or not all(map(is_no_name, words)):
        return False
    adjective, noun = ([p.tag for p in known_parses(word)] for word in words)
    return all("ADJF" in tag for tag in adjective) and all("NOUN" in tag for tag in noun)


def _is_feminine_job(lower: str) -> bool:
    """ "Музыкантка", "Христианка": a job or a people of men with the ending of women."""
    parse = parses(lower)[0]
    word = parse.normal_form
    if not word.endswith("ка"):
        return False
    if parse.is_known and not (is_no_name(word) and parse.tag.grammemes >= _PERSON):
        return False
    bases = (word[:-2], f"{word[:-2]}ин", f"{word[:-2]}ец")
    known = [each.tag.grammemes for base in bases for each in known_parses(base)]
    return any(tag >= _PERSON | {"nomn"} and not tag & NAMES for tag in known)


def _is_introduced(text: str, one: Mention) -> bool:
    """ "королева [Летисия]", though a town of the article is called so too."""
    nouns = nouns_before(text, one.start, _REACH)
    return nouns is not None and any(parse.tag.grammemes >= _PERSON for parse in parses(nouns[1]))


def _is_other_word(lower: str, begins: bool) -> bool:
    """Whether a word, which is no name by the dictionary, is none by the lists either.

    Args:
        lower: In lower case.
        begins: A sentence begins with it.
    """
    names = [reading.nominative for reading in readings(lower)]
    if any(is_surname(name) or is_given_name(name) for name in names):
        return False
    tags = [parse.tag.grammemes for parse in known_parses(lower)]
    if all(tag & _THINGS for tag in tags) or all("PRTF" in tag for tag in tags):
        return True
    if any(any(standing(name)) for name in names):
        return False
    if len(lower) >= _SHORTEST and not any(tag & _NAMING for tag in tags):
        return True
    return all(
        {"NOUN", "plur"} <= tag or (begins and ("NOUN" in tag or "PRTF" in tag)) for tag in tags
    )


def _is_sign(text: str, one: Mention, word: str) -> bool:
    """ "ССуз", or "Кэф" of "Кэф = 0,7"."""
    if _SHORTENED.fullmatch(word) or _SHORTHAND.fullmatch(word) or _LATIN_BEHIND.match(word):
        return True
    return " " not in word and _FORMULA.match(text, one.end) is not None


def _is_village(text: str, one: Mention) -> bool:
    """ "в деревне [Иттан Вали]"."""
    before = text[max(0, one.start - 40) : one.start].lower()
    if not any(stem in before for stem in _SETTLED) or _IN_VILLAGE.search(before) is None:
        return False
    first = clean(text[one.start : one.end]).partition(" ")[0].lower()
    return not any(is_given_name(each) for each in nominatives(first))


def is_namesake(text: str, one: Mention) -> bool:
    """Whether a thing or a body has the name, by the noun before it."""
    if _LATIN.fullmatch(text, one.start, one.end):
        if _BODY_BEHIND.match(text, one.end):
            return True
        nouns = nouns_before(text, one.start, _REACH)
        return nouns is not None and _is_one_of(nouns[1], things.LATIN_BEARERS)
    if not (text[max(0, one.start - 1) : one.start] in _OPENING and _CLOSED.match(text, one.end)):
        nouns = nouns_before(text, one.start, _REACH)
        if nouns is None or not _is_one_of(nouns[1], things.STREETS):
            return False
        return not is_given_name(clean(text[one.start : one.end]).partition(" ")[0])
    before = text[max(0, one.start - _REACH) : one.start - 1]
    while quoted := _QUOTED_BEFORE.search(before):
        before = before[: quoted.start()]
    nouns = nouns_before(before, len(before), _REACH)
    return nouns is not None and any(_is_one_of(noun, things.NAMESAKES) for noun in nouns if noun)


@functools.lru_cache(maxsize=1 << 13)
def _is_one_of(word: str, lemmas: frozenset[str]) -> bool:
    return any(parse.normal_form.replace("ё", "е") in lemmas for parse in parses(word))
