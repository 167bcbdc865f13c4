"""Names of people in quotes that are a work's or a vessel's."""

from __future__ import annotations

import re

from extract.russian.dictionary import parses
from extract.stages.names.words import BLANK

_QUOTED = re.compile(f'[«"„“`]([А-ЯЁ][^«"„“»”`.!?,:;\n]{{1,40}}){BLANK}$')
_IN_WORK = re.compile(  # "фильм «Когда [Гарри] встретил [Салли]»"
    "(?<![а-яё])(?:фильм|кинофильм|сериал|мультфильм|роман|повест|песн|спектакл|пьес|альбом|мюзикл"
    f'|комеди|драм|триллер|сингл|балет)[а-яё]*{BLANK}[«„“"][^«„“"»”\n]{{2,60}}{BLANK}$'
)
_VESSEL = re.compile(  # "крейсер проекта 955 «[Юрий Зуев]»", "лодки «Орёл» и «[Юрий Зуев]»"
    "(?<![а-яё])(?:подводн[а-яё]+ лод|подлод|субмарин|крейсер|ракетонос|атомоход|фрегат|корвет"
    "|эсмин|авианос|теплоход|пароход|ледокол|танкер|лайнер|корабл|судн|катер(?!и)|сухогруз"
    "|паром|АПЛ|БДК|БПК|самол[её]т|лесовоз|траулер|барж|яхт(?!с)|шхун)"
    '[^.!?\n]{0,100}[«"„“`]$',
    re.IGNORECASE,
)
_QUOTES = frozenset('«„“"`')
_MAKER = re.compile("режисс|создател|продюсер|сценарист|съ[её]мк|сезон|сери[яийю]|эпизод|экранизац")
_BEFORE_QUOTE = re.compile(f'([а-яё]+){BLANK}[«"„“`]$')
_CLOSED = re.compile('[»"”“`]')
_NICKNAME = re.compile("(?:прозвищ|кличк|псевдоним|позывн)[а-яё]*[  :—–-]*$")
_VERBS = frozenset({"VERB", "INFN", "GRND", "PRTS", "ADJS", "PRED"})


def is_title(text: str, before: str, end: int) -> bool:
    """ "«Адмирал [Кузнецов]»", "«Одиннадцать друзей [Оушена]»", "с борта «[Ильи Муромца]»".

    Args:
        text: The article's.
        before: What stands before a name.
        end: One past the name.
    """
    if any(quote in before for quote in _QUOTES) and _IN_WORK.search(before):
        return True
    if _CLOSED.match(text, end) is None:
        return False
    quoted = before[-1:] in _QUOTES and _NICKNAME.search(before, 0, len(before) - 1) is None
    if quoted and _VESSEL.search(before):
        return True
    if (noun := _BEFORE_QUOTE.search(before)) is not None:
        if _MAKER.match(noun[1]):
            return True  # "режиссёр «[Люка Кейджа]»"
        return all("inan" in parse.tag for parse in parses(noun[1]) if "NOUN" in parse.tag) and (
            _NICKNAME.search(before, 0, noun.end(1)) is None
        )
    match = _QUOTED.search(before)
    if match is None:
        return False
    if _NICKNAME.search(before, 0, match.start()):
        return False
    words = match[1].split()
    return bool(words) and not any(map(_may_be_verb, words))


def _may_be_verb(word: str) -> bool:
    return parses(word.lower().strip(","))[0].tag.POS in _VERBS
