"""Who lives in books, films and games alone: known names, and how articles tell a character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Span

from extract.annotations import Person, offsets
from extract.russian.dictionary import parses
from extract.russian.spelling import fold
from extract.stages.names import patterns
from extract.stages.names.cases import ALIKE
from extract.stages.names.characters import KNOWN
from extract.stages.names.words import BLANK, CAPITAL, WORD, runs
from extract.stages.names.works import is_of_work, listed_before, titled
from extract.syntax.features import feature

_ON_STAGE = re.compile(
    "фильм|сериал|спектакл|экран|премьер|постановк|кино|мюзикл|балет|опер[аеуы]|драм|триллер"
    "|сыгра|игра[ею]т|исполн|озвуч|акт[её]р|актрис|съ[её]м|режисс[её]р|театр"
    "|книг|пьес|роман[аеуо]|комикс|аниме|игр[аыеу](?![а-яё])|разработчик",
    re.IGNORECASE,
)
_ROLE = re.compile(
    f"(?<![а-яё])рол(?:ь|и|ью|ей)(?P<between>(?:{BLANK}[а-яё-]+){{0,5}}){BLANK}$", re.IGNORECASE
)
_GUISE = re.compile(
    f"(?<![а-яё])(?:образ[еау]?|костюме|костюмах|приключения[хм]?|прототип[аоуме]*)"
    f"(?P<between>(?:{BLANK}[а-яё-]+){{0,2}}){BLANK}$",
    re.IGNORECASE,
)
_HERO = re.compile(
    f"(?<![а-яё])(главн[а-яё]+{BLANK}(?:[а-яё]+{BLANK})?геро[а-яё]+|персонаж[а-яё]*,?)"
    f"(?:{BLANK}по{BLANK}имени)?{BLANK}$",
    re.I,
)
_CAST_AS = re.compile(
    f"(?<![а-яё])(?:сыграл[аи]?|сыграет|сыгравш[а-яё]+|озвучил[аи]?|озвучит){BLANK}$", re.I
)
_PLOT = re.compile(
    "(?:фильм|сериал|картин|лент|спектакл|роман|книг|повест|пьес|мульт|драм|комеди)[^.!?\n]{0,80}"
    f"(?:рассказыва|повеству)[^.!?\n]{{0,70}}(?<![а-яё])об?{BLANK}[^.!?\n]{{0,60}}$",
    re.IGNORECASE,
)
_IN_PLOT = re.compile(  # "По сюжету игры [Байек] уходит", "героем игры будет [Байек]"
    f"(?<![А-Яа-яё])По{BLANK}сюжету[^.!?\n]{{0,70}}$"
    f"|(?<![а-яё])главн[а-яё]+{BLANK}геро[а-яё]+{BLANK}"  # but not of a documentary, nor a match
    f"(?:игры|фильма|сериала|романа|книги|мультфильма|комикса|аниме){BLANK}"
    f"(?:будет|станет|явля[ею]тся){BLANK}(?:[а-яё-]+{BLANK}){{0,2}}$"
    f"|Сюжет[^.!?\n]{{0,40}}:{BLANK}?(?:[а-яё-]+{BLANK}){{0,2}}$",
    re.IGNORECASE,
)
_PLAYED = "(?:сыгра|игра[ел]|озвуч|исполн|воплоти)"
_AFTER = re.compile(
    f"{BLANK}?(?:\\(|,{BLANK})(?:(?:его|е[её]|котор(?:ого|ую)){BLANK}(?:роль{BLANK})?{_PLAYED}"
    f"|роль{BLANK}{_PLAYED}|роль{BLANK}(?:{WORD}{BLANK}{WORD}\\)|котор)|в{BLANK}исполнении{BLANK}{CAPITAL})"
    f"|,?{BLANK}(?:сыграет|исполнит|озвучит|играет){BLANK}(?:акт[её]р|актриса)(?![а-яё])"
    f"|\\.{BLANK}(?:Его|Е[её]){BLANK}роль{BLANK}{_PLAYED}"
    f"|{BLANK}?(?:[—–-]|,){BLANK}?(?:эт[ао]{BLANK})?"
    "(?:главн[а-яё]+[  ]геро|персонаж|вымышленн|суперзлоде|супергеро)"
    "|\\)[  ][—–-][  ](?:вымышленн|персонаж|супер(?:злоде|геро))"
)
# "Диана (Галь Гадот)", "Антон Савичев (Поликсинес)": of a role and who plays it the role is one
# word; but "певица Ёлка (Елизавета Иванцив)".
_OPENS, _CLOSES = re.compile(f"{BLANK}\\({WORD}{BLANK}{WORD}\\)"), re.compile("\\)")
_PLAYER = re.compile(f"(?<![а-яё]){WORD}{BLANK}{WORD}{BLANK}\\((?:[а-яё]+{BLANK})?$")
_RANKED = re.compile(  # "Олег Усов (капитан [Ганс Рэй])"
    f"(?<![а-яё]){WORD}{BLANK}{WORD}{BLANK}\\((?:капитан|майор|полковник|лейтенант|сержант|граф"
    f"|инспектор|шериф|детектив|штурмбаннфюрер|князь|корол[а-яё]+|принц|барон){BLANK}(?:СС{BLANK})?$"
)
_CAST = re.compile(
    "фильм|сериал|картин|спектакл|балет|опер[аеуы]|мюзикл|постановк|роль|роли|актёр|актер"
    "|актрис|парти[июя]|премьер|сыгра|труппы",
    re.IGNORECASE,
)
_TITLED = re.compile(f"^(?:Корол|Граф|Княз|Принц|Барон|Доктор|Мистер|Миссис)[а-яё]*{BLANK}")
_ARTIST = re.compile(
    f"(?:пев[еи]ц|рэпер|репер|музыкант|исполнител|артист|солист|диджей|блогер|художни|псевдоним|групп|клоун)"
    f"[а-яё]*{BLANK}$",
    re.IGNORECASE,
)
_PLAYED_BY = re.compile("рол[ьи](?![а-яё])|исполн(?:или|яют|ят)|сыгра(?:ли|ют)|в ролях")
_ROLE_BEHIND = re.compile(f"(?<![А-ЯЁа-яё]){WORD}{BLANK}{WORD}{BLANK}\\(({WORD})\\)")
# Of this and all numbers below half or double changes at most one person of 140 articles (_STEM).
_CAST_SIZE = 3  # roles in brackets that make a cast
_TITLE = 20  # characters of a bracket and a title: "(инспектор "
_WORK = re.compile(  # "сериал «Эй, Арнольд!»"
    f'(?<![а-яё])(?:сериал|фильм|мультфильм|мультсериал)[а-яё]*{BLANK}[«„“"]([^«„“"»”\n]{{2,60}})'
    '[»”“"]',
    re.IGNORECASE,
)
_COMIC = (
    "комикс", "супергеро", "суперзлод", "бэтмен", "супермен", "marvel", "dc comics", "мстител",
    "человек-паук", "мутант",
)  # fmt: skip
_SURELY = 2  # different words that tell of comics
_MAKER = re.compile(
    "акт[её]р|актрис|режисс|продюсер|сценарист|писател|автор|художни|комик(?!с)|пев[еи]ц|музыкант"
    "|композитор|оператор|журналист|блогер|глав[аыу]|президент|директор|создател|исполн|звезд"
    "|рол[иья]|сыгра|игра[ею]т|играл|озвуч|снял|снима|постав|сказал|заяви|рассказ|сообщи|отмети"
    "|словам|министр|основател|премь|поклонник|аниматор|дизайнер|фото",
    re.IGNORECASE,
)
_END = re.compile("[.!?]\\s|\n")
_SENTENCE = 300  # characters of a sentence before a name
_SAID = 40  # characters behind it
_BETWEEN = re.compile(f"(?:{BLANK}\\(роль{BLANK}[^()]{{1,40}}\\))?(?:,{BLANK}|{BLANK}и{BLANK})")
_NAME = re.compile(WORD)
_STEM = 5  # letters that the forms of a name share
_IN_WORK = re.compile(f'{BLANK}(?:в|из){BLANK}(?:[а-яё]+{BLANK}){{0,2}}[«"“„]')
# What every cue before a name has in it.
_STEMS = ("рол", "образ", "костюм", "приключени", "прототип", "геро", "персонаж", "сыгра", "озвуч")
_REACH = 160  # characters on either side that tell of what is played
_BESIDE = 70  # characters before a name that a cue and the words between may take
_NAMING = frozenset({"NOUN", "ADJF", "PRTF"})


class Characters:
    """Tells which mentions are of characters: known ones, and those that the article tells of."""

    def __init__(self, text: str, people: Iterable[tuple[Span, Person]]) -> None:
        """Reads what the article tells of.

        Args:
            text: The article's.
            people: The mentions of its people, and how they were read.
        """
        self._names: set[str] = set()
        self._parts: set[str] = set()
        works = _WORK.findall(text) if "сериал" in text or "фильм" in text else []
        titles = {word[:_STEM] for title in works for word in _NAME.findall(title)}
        people = list(people)
        self._parts |= {
            fold(who.given_name)
            for span, who in people
            if who.given_name and not who.surname and span.text[:_STEM] in titles
        }
        told = [_is_known(text, span, who) or _is_told(text, span, who) for span, who in people]
        lower = text.lower()
        in_cast = _in_cast([span for span, _ in people], told, text)
        for at in (*in_cast, *_in_comic(people, text, lower), *_in_plot(people, text, lower)):
            told[at] = True
        for at in range(1, len(people)):
            told[at] = told[at] or (told[at - 1] and _is_in_latin(people[at - 1 : at + 1], text))
        roles = _roles(text, lower)
        self._roles = roles
        self._parts |= roles
        for (_, who), is_character in zip(people, told, strict=True):
            if is_character:
                self._names.add(fold(who.name))
                parts = (who.surname, who.given_name)
                self._parts |= {fold(part) for part in parts if part}

    def __call__(self, who: Person) -> bool:
        """Whether a name, as it was read, is a character's."""
        name = fold(who.name)
        if " " in name and who.surname and fold(who.surname) in self._roles:
            return True
        return name in self._names or (" " not in name and name in self._parts)


def _roles(text: str, lower: str) -> frozenset[str]:
    """Of "в ролях: Анна Котова (Фреда), Пётр Зуев (Стэнтон), Олег Усов (Бетти)", folded."""
    if _PLAYED_BY.search(lower) is None:
        return frozenset()
    found = {fold(match[1]) for match in _ROLE_BEHIND.finditer(text)}
    return frozenset(found) if len(found) >= _CAST_SIZE else frozenset()


def _in_cast(spans: list[Span], told: list[bool], text: str) -> Iterator[int]:
    """Those listed with several characters: "Бран Старк, Тирион Ланнистер и [Давос Сиворт]"."""
    # "[Дамбл] (роль Олега Усова), [Тина] и [Якоб]"
    outside = [at for at, span in enumerate(spans) if not _plays(text, offsets(span)[0])]
    for begin, end in runs([offsets(spans[at]) for at in outside], text, _BETWEEN):
        members = outside[begin:end]
        told_so = "(роль " in text[offsets(spans[members[0]])[1] : offsets(spans[members[-1]])[0]]
        many = 1 if told_so else 2
        if sum(told[at] for at in members) >= many:
            yield from members


def _is_in_latin(pair: list[tuple[Span, Person]], text: str) -> bool:
    """Whether the second of two is the first in Latin letters: "[Рэй] ([Ray])"."""
    (one, _), (other, _) = pair
    between = text[offsets(one)[1] : offsets(other)[0]]
    return between.strip() == "(" and other.text.isascii() and not one.text.isascii()


def _plays(text: str, start: int) -> bool:
    """Whether a name stands in "(роль [Олега Усова])"."""
    return text[max(0, start - 6) : start] == "(роль "


def _in_comic(people: list[tuple[Span, Person]], text: str, lower: str) -> Iterator[int]:
    """In an article on comics, who is told of without a job in the making of films and books."""
    if sum(stem in lower for stem in _COMIC) < _SURELY:
        return
    real: set[str] = set()
    for span, who in people:
        start, end = offsets(span)
        begin = max(text.rfind(mark, 0, start) for mark in ("\n", ". ", "! ", "? ")) + 1
        stop = _END.search(text, end, end + _SAID)
        behind = stop.start() if stop else end + _SAID
        if _MAKER.search(text, max(begin, start - _SENTENCE), behind):
            real |= {fold(part) for part in (who.surname, who.given_name) if part}
    for at, (_, who) in enumerate(people):
        if real.isdisjoint(fold(part) for part in (who.surname, who.given_name) if part):
            yield at


def _in_plot(people: list[tuple[Span, Person]], text: str, lower: str) -> Iterator[int]:
    """Those whom a plot names first; the singer of a clip was named before."""
    cue = "сюжет" in lower or "геро" in lower or "персонаж" in lower
    if not cue or _ON_STAGE.search(text) is None:
        return
    named: set[str] = set()
    for at, (span, who) in enumerate(people):
        parts = {fold(part) for part in (who.surname, who.given_name) if part}
        start, _ = offsets(span)
        before = text[max(0, start - _REACH) : start]
        if parts.isdisjoint(named) and (_IN_PLOT.search(before) or listed_before(before)):
            yield at
        named |= parts


def _is_known(text: str, span: Span, who: Person) -> bool:
    name = fold(who.name).replace("-", " ").replace("ё", "е")
    if name in KNOWN:
        return True
    return " " not in name and titled(text, offsets(span)[0], name) in KNOWN


def _is_told(text: str, span: Span, who: Person) -> bool:
    start, end = offsets(span)
    if _AFTER.match(text, end):
        return _ON_STAGE.search(text) is not None
    before = text[max(0, start - _REACH) : start]
    if ("рассказыва" in before or "повеству" in before) and _PLOT.search(before):
        return not who.surname
    if _is_role(text, start, end, before) or is_of_work(text, span, who, before, end):
        return True
    tail = before[-_BESIDE:].lower()
    if not any(stem in tail for stem in _STEMS):
        return False
    declined = who.name != " ".join(span.text.split())
    if _CAST_AS.search(tail):
        return declined and who.gender != patterns.FEMALE
    if _HERO.search(tail):
        agree = tail.rstrip().endswith("по имени") or _agree(span)
        return span.start > 0 and agree and _ON_STAGE.search(text) is not None
    role = _ROLE.search(tail) or _GUISE.search(tail)
    if role is None or not (declined or _is_frozen(span)):
        return False
    between = role["between"].split()
    if not all(map(_is_naming, between)) or "и" in (*between[:1], *between[-1:]):
        return False
    if len(span) > 1 and tail[: role.start()].endswith("("):
        return False  # "Ньют (роль [Эдди Редмэйна])", who plays it
    return role.re is _GUISE or _ON_STAGE.search(before + text[end : end + _REACH]) is not None


def _is_role(text: str, start: int, end: int, before: str) -> bool:
    """Whether brackets tell that a name is of a role."""
    is_word = " " not in _TITLED.sub("", text[start:end])
    if "(" in before[-2 * _TITLE :] and _RANKED.search(before):
        told = _CLOSES.match(text, end) is not None
    elif "(" in before[-_TITLE:] and _PLAYER.search(before):
        if _IN_WORK.match(text, end):
            return True  # "Джозеф Моул (Бенджен Старк в «Игре престолов»)"
        told = is_word and _CLOSES.match(text, end) is not None
    else:
        told = is_word and _OPENS.match(text, end) is not None and not _ARTIST.search(before)
    return told and _CAST.search(before + text[end : end + _REACH]) is not None


def _agree(span: Span) -> bool:
    """Whether a name stands in the case of the noun before it: "главного героя Романа"."""
    noun = span[0].doc[span.start - 1]
    noun = noun.nbor(-1) if noun.text == "," and noun.i else noun
    case, own = feature(noun, "Case"), feature(span[0], "Case")
    return bool(case) and (case == own or {case, own} == ALIKE)


def _is_frozen(span: Span) -> bool:
    return span.text[-1] in "иоуэюе" or feature(span[0], "Case") == "Gen"


def _is_naming(word: str) -> bool:
    return word == "и" or parses(word.lower())[0].tag.POS in _NAMING
