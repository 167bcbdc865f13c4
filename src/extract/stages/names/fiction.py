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
from extract.stages.names.words import BLANK, CAPITAL, WORD, runs
from extract.syntax.features import feature

# Of several words in the nominative, folded; none is a living person's name.
_KNOWN = """
    анна каренина, родион раскольников, соня мармеладова, наташа ростова, андрей болконский,
    пьер безухов, евгений онегин, григорий мелехов, остап бендер, киса воробьянинов,
    павел чичиков, илья обломов, илья муромец, добрыня никитич, алеша попович, дед мороз,
    иван дурак, кощей бессмертный, баба яга, василиса прекрасная, дядя степа, дядя федор,
    робин гуд, дон кихот, дон жуан,
    санчо панса, шерлок холмс, доктор ватсон, джон ватсон, эркюль пуаро,
    мисс марпл, жюль мегрэ, джеймс бонд, итан хант, индиана джонс, джон рэмбо, джон уик,
    рокки бальбоа, форрест гамп, тайлер дерден, ганнибал лектер, хан соло, люк скайуокер,
    дарт вейдер, энакин скайуокер, оби ван кеноби, падме амидала, мастер йода, джек воробей,
    гарри поттер, гермиона грейнджер, рон уизли, альбус дамблдор, северус снегг, драко малфой,
    ньют саламандер, фродо бэггинс, бильбо бэггинс, джон сноу, арья старк, нед старк, санса старк,
    бран старк, робб старк, эддард старк, серсея ланнистер, тирион ланнистер, джейме ланнистер,
    дейенерис таргариен, дейнерис таргариен, питер паркер, тони старк, брюс уэйн, кларк кент,
    питер пэн, винни пух, микки маус, минни маус, дональд дак, скрудж макдак, белоснежка,
    лара крофт, нико беллик, макс пейн, супер марио, барт симпсон, гомер симпсон, доктор кто,
    доктор хаус, доктор айболит, верка сердючка, эллен рипли, сара коннор, джон коннор,
    белла свон, эдвард каллен, китнисс эвердин, кристиан грей, анастейша стил, джей гэтсби,
    холден колфилд, робинзон крузо, том сойер, гекльберри финн, граф монте кристо, жан вальжан,
    эсмеральда, квазимодо, остин пауэрс, мэри поппинс, карлсон, буратино, чебурашка, незнайка,
    мальвина, барби, бэтмен, супермен, человек паук, йода, гэндальф, саурон, голлум, фродо,
    волдеморт, бэмби, робокоп, санта клаус, санта, эдди брок, оливер квинн, дина лэнс, дэмиен уэйн,
    харли квинн, ривер сонг, клара освальд, рик санчез, декстер морган, василий буслаев,
    каренин, алексей каренин, король лир, гумберт гумберт, дездемона, мефистофель,
    мюнхгаузен, барон мюнхгаузен, гулливер, айвенго, зорро, тарзан, маугли, бармалей, мойдодыр,
    карабас барабас, золушка, рапунцель, симба, муфаса, дамбо, губка боб, спанч боб, штирлиц,
    глеб жеглов, володя шарапов, григорий печорин, владимир ленский, пьер безухов,
    железный человек, капитан америка, чудо женщина, джек ричер, марти макфлай, вито корлеоне,
    майкл корлеоне, дон корлеоне, тони монтана, тони сопрано, уолтер уайт, джесси пинкман,
    шелдон купер, дейл купер, лора палмер, лекс лютор, наруто узумаки, лайт ягами, пикачу,
    натали пэкетт, геральт, геральт из ривии, джон константин, капитан немо, капитан флинт,
    дамблдор, гермиона, дракула, франкенштейн, годзилла, кинг конг, пеннивайз, шрек, терминатор,
    дэдпул, танос, халк, росомаха, фредди крюгер, гуинплен, гаргантюа,
    зевс, посейдон, аид, афродита, деметра, гефест, геракл, прометей, персей, ахилл, ахиллес,
    одиссей, орфей, эдип, нептун, купидон, вишну, кришна, ганеша, хануман, шива, перун, велес,
    сварог, осирис, исида, анубис, гильгамеш, тристан, изольда, садко, снегурочка, кощей,
    вяйнямёйнен, идоменей, сизиф, минотавр, медуза горгона, локи, галадриэль,
    гэндальф, супермен, аквамен, вольдеморт, волан де морт, мориарти, отелло, йоду"""
KNOWN = frozenset(name.strip() for name in _KNOWN.split(","))

_ON_STAGE = re.compile(
    "фильм|сериал|спектакл|экран|премьер|постановк|кино|мюзикл|балет|опер[аеуы]|драм|триллер"
    "|сыгра|игра[ею]т|исполн|озвуч|акт[её]р|актрис|съ[её]м|режисс[её]р|театр"
    "|книг|роман[аеуо]|комикс|аниме|игр[аыеу](?![а-яё])|разработчик",
    re.IGNORECASE,
)
_ROLE = re.compile(
    f"(?<![а-яё])рол(?:ь|и|ью|ей)(?P<between>(?:{BLANK}[а-яё-]+){{0,3}}){BLANK}$", re.IGNORECASE
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
    f"|(?<![а-яё])персонаж[а-яё]+[^.!?\n]{{0,80}},{BLANK}в{BLANK}том{BLANK}числе{BLANK}$",
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
_CAST = re.compile(
    "фильм|сериал|картин|спектакл|балет|опер[аеуы]|мюзикл|постановк|роль|роли|актёр|актер"
    "|актрис|парти[июя]|премьер|сыгра|труппы",
    re.IGNORECASE,
)
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
_BETWEEN = re.compile(f",{BLANK}|{BLANK}и{BLANK}")
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
        told = [_is_known(who) or _is_told(text, span, who) for span, who in people]
        lower = text.lower()
        in_cast = _in_cast([span for span, _ in people], told, text)
        for at in (*in_cast, *_in_comic(people, text, lower), *_in_plot(people, text, lower)):
            told[at] = True
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
    for begin, end in runs([offsets(span) for span in spans], text, _BETWEEN):
        if sum(told[begin:end]) > 1:
            yield from range(begin, end)


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
        if parts.isdisjoint(named) and _IN_PLOT.search(text, max(0, start - _REACH), start):
            yield at
        named |= parts


def _is_known(who: Person) -> bool:
    return fold(who.name).replace("-", " ").replace("ё", "е") in KNOWN


def _is_told(text: str, span: Span, who: Person) -> bool:
    start, end = offsets(span)
    if _AFTER.match(text, end):
        return _ON_STAGE.search(text) is not None
    before = text[max(0, start - _REACH) : start]
    if ("рассказыва" in before or "повеству" in before) and _PLOT.search(before):
        return not who.surname
    if _is_role(text, start, end, before):
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
    if not all(map(_is_naming, role["between"].split())):
        return False
    if len(span) > 1 and tail[: role.start()].endswith("("):
        return False  # "Ньют (роль [Эдди Редмэйна])", who plays it
    return role.re is _GUISE or _ON_STAGE.search(before + text[end : end + _REACH]) is not None


def _is_role(text: str, start: int, end: int, before: str) -> bool:
    """Whether brackets tell that a name is of a role."""
    is_word = " " not in text[start:end]
    if "(" in before[-_TITLE:] and _PLAYER.search(before):
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
    return parses(word.lower())[0].tag.POS in _NAMING
