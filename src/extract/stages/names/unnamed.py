"""Mentions that name no single person, though names stand in them: "братья [Миранчуки]".

Unlike those of ``nobody`` they stay mentions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span, Token

from extract.annotations import Person, offsets
from extract.russian.dictionary import known_parses, parses
from extract.stages.names import patterns, things
from extract.stages.names.eponyms import (
    FROZEN,
    is_eponym,
    is_eponym_in_full,
    is_in_title,
    is_of_two,
    is_one_of,
    noun_before,
    of_animals,
)
from extract.stages.names.fiction import Characters
from extract.stages.names.lists import is_given_name, is_surname
from extract.stages.names.many import is_of_many
from extract.stages.names.titled import is_title
from extract.stages.names.tracks import Tracks
from extract.stages.names.words import BLANK, WORD, is_no_name
from extract.syntax.features import feature

_ADJECTIVE = re.compile("[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)$")
_NEAR = 4  # words from an adjective to its noun; half or double changes no row, nor of those below
_PLURAL = re.compile("(?P<stem>.{3,}?)(?:[иы]|ов|ев|ей|ам|ям|ами|ями|ах|ях)$")
_OF_SEVERAL = re.compile("(?:[оеё]в|[иы]н|ск|цк)(?:ы|ых|ыми|ие|их|ими)$")
_STREETS = re.compile(
    "(?:улиц|пересечени|перекр[её]ст|проспект|переул|шоссе|бульвар|набережн)[^.!?\n]{0,80}"
    f"(?:(?:^|[ \u00a0])(?:между|от|до|и|с)|,){BLANK}$"
    f"|(?:пересечении|перекр[её]стке){BLANK}$"
)
_IN_NAME_OF = re.compile(
    f"(?:(?<![Пп]о )(?<![Оо]т )(?<![а-яё])имени|(?<![а-яё])им\\.)(?:{BLANK}*[а-яё.]+){{0,3}}"
    f"(?:{BLANK}(?:{things.HONOURS})){{0,4}}(?:{BLANK}[а-яё.-]+){{0,3}}"
    f"(?:{BLANK}*{WORD}{BLANK}и)?{BLANK}*$"
)
_STREET_BEFORE = re.compile(f"(?<![А-ЯЁа-яё])(?:ул|пл|просп|пр|пр-т|пер|бульв|наб)\\.{BLANK}?$")
_CHURCH_STEMS = ("церк", "храм", "собор", "монаст", "часовн", "костёл", "костел")
_CHURCH_REACH = 70  # characters before a saint's name that its church stands in
_CHURCH = re.compile(
    f"(?<![а-яё])(?:{'|'.join(_CHURCH_STEMS)})[а-яё]*"
    f"(?:{BLANK}(?:во{BLANK}имя|в{BLANK}честь|имени))?"
    f"(?:{BLANK}(?:свят|апостол|велик|мучени|преподобн|благоверн|княз|праведн|архангел|пророк"
    f"|равноапостол|чудотвор|перво)[а-яё]*|{BLANK}св\\.)*"
    f"(?:{BLANK}{WORD}{BLANK}и)?{BLANK}$",
    re.IGNORECASE,
)
_GIVEN_AND = re.compile(f"(?<![^  \n]){WORD}{BLANK}и{BLANK}$")
_BODY_BEFORE = re.compile(f"(?<![А-ЯЁ])(?:ИА|ООО|АО|ОАО|ЗАО|ПАО|ТОО){BLANK}$")
_ELLIPSIS = re.compile(f"{BLANK}?(?:…|\\.\\.\\.)")
_POPULAR = re.compile(  # "самыми популярными именами были [Мари] и Элиас"
    "(?:популярн|распростран[её]нн|редк|част|модн|любим)[а-яё]*[  ](?:[а-яё]+[  ]){0,2}"
    "(?:им[её]н(?:а|ами|ах)?|имя|именем)(?![а-яё])[^.!?\n]{0,70}$",
    re.IGNORECASE,
)
_OF_TYPE = re.compile(f'(?<![а-яё])(?:тип|класс)(?:а|ов){BLANK}[«„“"]?$')
_LONGEST_BODY = 6  # characters of "ООО", with the blank and what stands before
_REACH = 110  # characters before a name that tell what it names


class Unnamed:
    """Tells which mentions name no single person, by what else the article names."""

    def __init__(self, text: str, people: Sequence[tuple[Span, Person]]) -> None:
        """Reads the article's names.

        Args:
            text: The article's.
            people: The mentions of its people, and how they were read.
        """
        self.text = text
        self._named = {(who.given_name or "", (who.surname or "").lower()) for _, who in people}
        full = (who.surname for _, who in people if who.surname and who.given_name)
        self._stems = frozenset(re.sub("[аяйьо]$", "", name.lower()) for name in full)
        self._is_character = Characters(text, people)
        self._is_track = Tracks(text)
        self._animals = of_animals([span for span, _ in people], text)
        self._families = frozenset(self._family(span) for span, _ in people) - {None}

    def __call__(self, span: Span, who: Person) -> bool:
        """Whether a mention is of a thing, of several people, or tells what bears a name.

        Args:
            span: A person's mention.
            who: How it was read.
        """
        start, end = offsets(span)
        before = self.text[max(0, start - _REACH) : start]
        if _is_bearer(before) or _is_in_name_of(before) or is_title(self.text, before, end):
            return True
        if is_of_many(self.text, end, before):
            return True
        if _is_of_type(span, who, before) or ("им" in before and _POPULAR.search(before)):
            return True
        if self._is_cut_off(span, who, end):
            return True
        if who.name.lower() in things.NEVER_PEOPLE_IN_FULL or start in self._animals:
            return True  # "Биг Бена"
        if self._is_character(who) or _is_saint_of_church(before):
            return True
        if self._is_track(start, end):
            return True
        if is_of_two(span, before) or is_in_title(self.text, start, end):
            return True
        if len(span) > 1:
            return (
                _is_one_of_several(span, who, before)
                or _is_whole_street(span, who, before)
                or is_eponym_in_full(span, who)
            )
        return (
            _is_attribute(span)
            or self._is_family(span, who)
            or (_is_of_kin(span) and not (who.given_name and who.surname))
            or _is_street(span, before)
            or is_eponym(span, who)
            or _is_band(span, who)
        )

    def _is_cut_off(self, span: Span, who: Person, end: int) -> bool:
        """ "Поздравляю [Джо Тобе] …", where another line names "Джо Тобенс"."""
        if _ELLIPSIS.match(self.text, end) is None:
            return False
        word, given = span[-1].text.lower(), who.given_name or ""
        if is_surname(word) or is_given_name(word) or known_parses(word):
            return False
        return any(
            name.startswith(word)
            and name.removeprefix(word) not in ("", "а", "я")
            and (own.startswith(given) or given.startswith(own))
            for own, name in self._named
        )

    def _is_family(self, span: Span, who: Person) -> bool:
        if who.surname and who.surname.lower().endswith(patterns.PLURAL):
            return True
        if _are_kin(span) or _is_plural(span, who) or _is_of_family(span):
            return True
        match = _PLURAL.fullmatch(span.text.lower())
        return match is not None and match["stem"] in self._families

    def _family(self, span: Span) -> str | None:
        """ "братьям [Миранчук]ам", or "дело [Скрипал]ей" where "Сергей Скрипаль" is named."""
        match = _PLURAL.fullmatch(span.text.lower()) if len(span) == 1 else None
        if match is None:
            return None
        if _is_of_family(span):
            return match["stem"]
        noun = span[0].head
        beside = noun.i == span.start - 1 and noun.pos_ == "NOUN"
        plural = feature(noun, "Number") == "Plur"
        if beside and plural and is_one_of(noun.text, things.KIN):
            return match["stem"]
        if feature(span[0], "Number") != "Plur":
            return None
        several = beside and (plural or is_one_of(noun.text, things.FAMILIES))
        return match["stem"] if several or match["stem"] in self._stems else None


def _are_kin(span: Span) -> bool:
    """ "отец и сын [Агаларовы]"."""
    if span.start < 3 or _OF_SEVERAL.search(span.text) is None:
        return False
    one, joiner, other = span.doc[span.start - 3 : span.start]
    return joiner.text == "и" and all(
        is_one_of(noun.text, things.KIN_OF_ONE) for noun in (one, other)
    )


def _is_plural(span: Span, who: Person) -> bool:
    """ "дело [Скрипалей]", "до [Бушей]", read as a woman's surname; "[Клинтоны]"."""
    token = span[0]
    if feature(token, "Number") != "Plur" or not who.surname:
        return False
    if token.text.endswith("ей"):
        return feature(token, "Case") in ("Gen", "Acc") and who.gender != patterns.MALE
    return token.text.endswith("ы") and who.surname == span.text


def _is_of_family(span: Span) -> bool:
    """ "семьи [Уэйнов]", which the tagger takes for one man; "глава семьи [Котов]" is one."""
    if not span.start or not is_one_of(span.doc[span.start - 1].text, things.FAMILIES):
        return False
    if span.text.endswith(("ян", "янц")) and feature(span[0], "Number") == "Plur":
        return True  # "члены семьи [Аветисян]"
    return span.text.endswith(("ов", "ев", "ёв", "ей", "их", "ых")) and not is_surname(span.text)


def _is_one_of_several(span: Span, who: Person, before: str) -> bool:
    """ "Сергей и [Юлия Скрипали]", whose surname is in the plural."""
    plural = feature(span[-1], "Number") == "Plur"
    ends = span.text.endswith(("ы", "и")) and (who.surname or "").endswith(("ы", "и"))
    return plural and ends and _GIVEN_AND.search(before) is not None


def _is_attribute(span: Span) -> bool:
    """A word that says what a thing or a person is: "[Ленинской] премии", "[Неизвестный] врач"."""
    token = span[-1]
    if _is_before_noun(token):
        return True
    head = token.head
    if token.dep_ != "amod" or head.pos_ != "NOUN" or not head.text.islower():
        return False
    lower = token.text.lower()
    if head.i == token.i + 1 and any("ADJF" in parse.tag for parse in parses(lower)):
        return True
    return 0 < head.i - token.i < _NEAR and _ADJECTIVE.search(lower) is not None


def _is_before_noun(token: Token) -> bool:
    """ "клип [Мамин] суп": an adjective that is no name, and the noun that it agrees with."""
    if token.i + 1 >= len(token.doc) or not is_no_name(token.text.lower()):
        return False
    noun = token.nbor()
    if not noun.text.islower() or noun.pos_ != "NOUN":
        return False
    own = [parse.tag for parse in parses(token.text.lower()) if "ADJF" in parse.tag]
    nouns = [parse.tag for parse in parses(noun.text.lower()) if "NOUN" in parse.tag]
    return any(
        (tag.case, tag.number) == (other.case, other.number) and tag.gender in (None, other.gender)
        for tag in own
        for other in nouns
    )


def _is_of_type(span: Span, who: Person, before: str) -> bool:
    """ "авианосцы типа [Дж. Р. Форд]", in the nominative: "люди типа Котова" are like him."""
    named = bool(who.surname) and span.text.endswith(who.surname or "")
    return named and span.text[-1] not in FROZEN and _OF_TYPE.search(before) is not None


def _is_street(span: Span, before: str) -> bool:
    """ "на пересечении [Рогожникова] и Мира", "по улице Мира от [Тенистой]"."""
    if _STREET_BEFORE.search(before):
        return True
    if _STREETS.search(before) is None:
        return False
    return feature(span[0], "Case") not in ("", "Nom")


def _is_whole_street(span: Span, who: Person, before: str) -> bool:
    """ "на ул. [Олега Котова]", "на улице [Олега Котова]", in the genitive."""
    if _STREET_BEFORE.search(before):
        return True
    noun = span.doc[span.start - 1] if span.start else None
    if noun is None or not is_one_of(noun.text, things.STREETS) or not who.surname:
        return False
    return span[0].text not in (who.given_name or "").split()


def _is_band(span: Span, who: Person) -> bool:
    """ "вокалист [Нирваны]", but not "вокалиста [Зуева]"."""
    noun = span.doc[span.start - 1] if span.start else None
    if noun is None or not is_one_of(noun.text, things.BANDSMEN):
        return False
    if feature(span[0], "Case") != "Gen":
        return False
    told = feature(noun, "Case") != "Gen" or feature(span[0], "Gender") == "Fem"
    return told or is_no_name((who.surname or "").lower())


def _is_saint_of_church(before: str) -> bool:
    """ "церкви святых Бориса и [Глеба]", "храм [Петра] и Павла"."""
    tail = before[-_CHURCH_REACH:].lower()
    if not any(stem in tail for stem in _CHURCH_STEMS):
        return False
    return _CHURCH.search(before, max(0, len(before) - _CHURCH_REACH)) is not None


def _is_of_kin(span: Span) -> bool:
    """ "братья [Брукс]", "бунт братьев [Кличко]"."""
    noun = span.doc[span.start - 1] if span.start else None
    return (
        noun is not None and is_one_of(noun.text, things.KIN) and feature(noun, "Number") == "Plur"
    )


def _is_in_name_of(before: str) -> bool:
    return ("имени" in before or "им." in before) and _IN_NAME_OF.search(before) is not None


def _is_bearer(before: str) -> bool:
    """Whether a storm, a vessel or an animal has the name: "ураган [Катрина]"."""
    if _BODY_BEFORE.search(before, max(0, len(before) - _LONGEST_BODY)):
        return True
    noun = noun_before(before)
    return noun is not None and is_one_of(noun, things.NAMED_THINGS)
