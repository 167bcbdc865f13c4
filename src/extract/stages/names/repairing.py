"""People's mentions that the entity model has cut short ("[Левин К.Д]."), split or missed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.annotations import Mention
from extract.russian.dictionary import known_parses, parses
from extract.russian.spelling import clean
from extract.schema import PLACE_TYPES
from extract.stages.names import customs
from extract.stages.names.agreement import given, surname
from extract.stages.names.begun import begin, nicknamed
from extract.stages.names.gluing import Others, parting
from extract.stages.names.lists import is_surname
from extract.stages.names.nobody import is_namesake, is_nobody, named_places, named_words
from extract.stages.names.spotting import PERSON, spotted
from extract.stages.names.words import BLANK, CAPITAL, LETTER, WORD, is_no_name

_CUT_INITIAL = re.compile(f"(?<!{LETTER}){CAPITAL}$")
_MORE_INITIALS = re.compile(f" ?\\.(?:{BLANK}?{CAPITAL}\\.)?")
_BEHIND = re.compile(
    f"(?:{BLANK}{WORD})?{BLANK}(?:{'|'.join(sorted(customs.PATRONYMIC_PARTICLES))})(?!{LETTER})"
)
_ENDS_IN_PARTICLE = re.compile(
    f"{WORD}{BLANK}{WORD}{BLANK}(?:{'|'.join(sorted(customs.PATRONYMIC_PARTICLES - {'заде'}))})$"
)
_SURNAME_BEHIND = re.compile(f"{BLANK}{CAPITAL}[а-яё]{{3,}}(?!{LETTER})")
_ONE_SYLLABLE = re.compile(f"{BLANK}[УЕЯЮ](?={BLANK}?(?:[\n.,;:!?)»]|$))")  # "[И-Хуа] У"
_HYPHENED = re.compile(f"[-‑]{CAPITAL}{LETTER}+")
_ADJECTIVE = re.compile(f"{CAPITAL}{LETTER}+[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)")
_OF_DISTRICT = re.compile(
    f"{BLANK}(?:(?:меж)?район|город|окруж|гарнизон|суд|прокур|отдел|военком|райсуд|РОВД|УВД)"
)
_FIRST = re.compile(f"([а-яё]+){BLANK}(?={LETTER})")
_VERBS = frozenset({"VERB", "GRND", "INFN"})
_CALLED = PLACE_TYPES | {"ORGANIZATION", "FACILITY"}
_GLUED_BEFORE = re.compile(
    "(?:(?:[СКВ]|За|От|Для|Про|Об|Под|При|Против|Без|Перед|После"
    f"|[a-zа-яёіїй]|[Аа]бо|[Тт]а|із|зі|and|und|feat\\.?){BLANK}+|[а-яё]{{3,}})(?={CAPITAL}{LETTER}{{2}})"
)
_KIN_BEFORE = re.compile(  # "Сёстры [Анна] и Ольга Котовы"; "Братья Котовы" are none of them
    "(?:Брать|С[её]стр|Супруг|Близнец|Двойняшк)(?:[яеыи]|ев|ов|ам|ям|ами|ями)"
    f"{BLANK}(?={WORD}{BLANK}и{BLANK}{CAPITAL})"
)
_TWO_GLUED = re.compile(f"({CAPITAL}[а-яё]{{4,}})({CAPITAL}[а-яё]{{2,}})")
_GLUED_BEHIND = re.compile(f"(?<=[а-яё]{{4}}){CAPITAL}[а-яё]{{2,}}$")
_OF_SEE = re.compile(
    f"{CAPITAL}[а-яё]+(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую){BLANK}(?={CAPITAL}[а-яё]+$)"
)
_BISHOP = re.compile(
    "(?:митрополит|архиепископ|епископ|патриарх|принц|герцог|граф(?:ин|ов)|князь|княгин)[а-яё]*"
    f"(?:{BLANK}{CAPITAL}[а-яё-]+,?{BLANK}и)?{BLANK}$",
    re.IGNORECASE,
)
_LATIN_BEHIND = re.compile("(?<=[а-яё]{3})[A-Z][A-Za-z]*$")
_ELIDED = re.compile("(?<![А-ЯЁа-яё])[ДдОо]['’`ʼ]$")
_NOUN_BEHIND = re.compile(f"{BLANK}([а-яё]{{3,}})")
_LONG_WORD = re.compile(f"{CAPITAL}[а-яё]{{10,}}$")
# Letters of a surname and of a verb that are one word by mistake. Half or double changes no row.
_LEAST = 5
_LAST_WORD = re.compile(f"{BLANK}({CAPITAL}[а-яё]+)$")
_TOLD_TO = frozenset({"VERB", "impr", "plur"})
_FUNCTION_WORDS = frozenset({"да", "но", "как", "что", "если", "когда", "почему"})
_TRAILING = re.compile("[\\s!?,;:»”)]+$")


def repaired(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with people completed and those missing added.

    Args:
        text: The article's.
        mentions: In the order of the text, the longer first.

    Returns:
        The same if nothing is to be mended, else in the same order.
    """
    found = []
    named = named_words(text, (one for one in mentions if one.type == PERSON))
    places = named_places(text, mentions)
    others = Others(text, (one for one in mentions if one.type == PERSON))
    for one, around in _with_surrounding(mentions):
        if one.type != PERSON:
            found.append(_as_person(text, _trimmed(text, one)))
        elif not _is_attribute(text, one, around):
            whole = _completed(text, one, bool(around))
            parts = parting(text, whole, others) if whole.start < whole.end else []
            found += [each for each in parts if not is_nobody(text, each, named, places)]
    for start, end in (*spotted(text, found), *_with_nicknames(text, found)):
        if not is_namesake(text, Mention(start, end, PERSON)):
            found = _merged(text, found, start, end)
    return _without_halves(text, sorted(set(found), key=lambda m: (m.start, -m.end, m.type)))


def _with_surrounding(
    mentions: Sequence[Mention],
) -> Iterator[tuple[Mention, list[Mention]]]:
    """Each mention with those that it lies in."""
    open_: list[Mention] = []
    for one in mentions:
        open_ = [other for other in open_ if other.end > one.start]
        yield one, [other for other in open_ if one.end <= other.end]
        open_.append(one)


def _is_attribute(text: str, one: Mention, around: list[Mention]) -> bool:
    """Whether a body is called after its district, not after a person: "[Ленинский] суд"."""
    return (
        _ADJECTIVE.fullmatch(text, one.start, one.end) is not None
        and _OF_DISTRICT.match(text, one.end) is not None
        and any(other.type in _CALLED and one.end < other.end for other in around)
    )


def _without_halves(text: str, mentions: list[Mention]) -> list[Mention]:
    """Without the second of a double surname beside the whole: "Римского-[Корсакова]"."""
    people = {one.end: one for one in reversed(mentions) if one.type == PERSON}
    return [
        one
        for one in mentions
        if one.type != PERSON
        or text[one.start - 1 : one.start] not in ("-", "‑")
        or people[one.end].start >= one.start
    ]


def _as_person(text: str, one: Mention) -> Mention:
    """A job of one word that can but be a surname: "[Соловьёва] открыла форум"."""
    if one.type != "PROFESSION":
        return one
    word = clean(text[one.start : one.end])
    if not word[:1].isupper() or not word.isalpha():
        return one
    known = known_parses(word.lower())
    only = all("Surn" in parse.tag.grammemes for parse in known)
    return Mention(one.start, one.end, PERSON) if known and only else one


def _trimmed(text: str, one: Mention) -> Mention:
    """A body without the verb that was taken into it: "[связавшее правительство Тувы]"."""
    match = _FIRST.match(text, one.start, one.end) if one.type == "ORGANIZATION" else None
    if match is None or not _is_verb(match[1]):
        return one
    return Mention(match.end(), one.end, one.type)


def _is_verb(word: str) -> bool:
    """Whether a word is a verb, or a participle of the past that does something, and no more."""
    known = [parse.tag for parse in known_parses(clean(word))]
    return bool(known) and all(
        tag.POS in _VERBS or (tag.POS == "PRTF" and {"actv", "past"} <= tag.grammemes)
        for tag in known
    )


def _completed(text: str, one: Mention, within: bool) -> Mention:
    """A name without marks behind it, with the dot, hyphen or particle that was cut off.

    Args:
        text: The article's.
        one: A person's mention.
        within: It lies in another mention: "Зворыкин" in "фильм «Зворыкин-Муромец»".
    """
    start, end = one.start, one.end
    if not text[end - 1].isalpha() and (match := _TRAILING.search(text, start + 1, end)):
        opened = match.group().strip() in ("»", "”", ")") and text[start:end].count("«(“„")
        end = end if opened else match.start()
    start, end = _unglued(text, start, end)
    end = _without_verb(text, start, end)
    if match := _OF_SEE.match(text, start, end):
        start = match.end() if _BISHOP.search(text, max(0, start - 60), start) else start
    if not within and (match := _HYPHENED.match(text, end)):
        end = match.end()
    is_cut = not text[end - 1].islower() and _CUT_INITIAL.search(text, start, end)
    if is_cut and (match := _MORE_INITIALS.match(text, end)):
        end = match.end()
    if match := _BEHIND.match(text, end):
        end = match.end()
    if _ENDS_IN_PARTICLE.search(text, start, end) and (match := _SURNAME_BEHIND.match(text, end)):
        end = match.end()  # "Рамал Шофер оглу [Юсифов]"
    if "-" in text[start:end] and (match := _ONE_SYLLABLE.match(text, end)):
        end = match.end()
    return Mention(start if within else begin(text, start), end, one.type)


def _unglued(text: str, start: int, end: int) -> tuple[int, int]:
    """ "Аризоной" of "С Аризоной", "Анна Орлова" of "певицаАнна ОрловаЧитайте"."""
    if match := _GLUED_BEFORE.match(text, start, end) or _KIN_BEFORE.match(text, start):
        start = match.end()
    if (match := _TWO_GLUED.match(text, start, end)) and _is_glued(*match.groups()):
        start = match.end(1)
    if match := _LATIN_BEHIND.search(text, start, end):
        return start, match.start()  # "Василию ЛивановуImage"
    if match := _ELIDED.search(text, max(0, start - 2), start):
        start = match.start()  # "д’[Аннунцио]"
    match = _GLUED_BEHIND.search(text, start, end)
    if match and (is_no_name(match[0].lower()) or _is_given_in_full(match[0].lower())):
        return start, match.start()
    match = _LONG_WORD.search(text, start, end)
    if match and not known_parses(match[0].lower()):
        end = match.start() + _length_of_surname(match[0].lower())
    return start, end


def _is_glued(word: str, name: str) -> bool:
    """ "Твери" and "Валерия" of "экс-мэр ТвериВалерий"."""
    is_word = bool(known_parses(word.lower())) and not given(word.lower())
    return is_word and bool(given(name.lower()))


def _is_given_in_full(word: str) -> bool:
    """ "Мария" of "Мария ЛянкинаМария"."""
    return any(slot[0] == "Nom" for slot in given(word))


def _length_of_surname(word: str) -> int:
    """ "Попова" of "поповарекомендовала": as far as a surname goes, where a verb follows."""
    for at in range(_LEAST, len(word) - _LEAST):
        verb = [parse.tag.POS for parse in known_parses(word[at:])]
        if verb and verb[0] == "VERB" and surname(word[:at]):
            return at
    return len(word)


def _without_verb(text: str, start: int, end: int) -> int:
    """ "Анны Котовой" of "Анны Котовой Подписывайтесь": one past the name."""
    match = _LAST_WORD.search(text, start, end)
    if match is None or match.start() == start:
        return end
    word = clean(match[1]).lower()
    if _is_of_noun(word, text, end):
        return match.start()
    known = [parse.tag.grammemes for parse in known_parses(word)]
    told = all("VERB" in tag for tag in known) and any(tag >= _TOLD_TO for tag in known)
    return match.start() if told or word in _FUNCTION_WORDS else end


def _is_of_noun(word: str, text: str, end: int) -> bool:
    """ "Президентскую" of "Харпер Ли Президентскую медаль"."""
    noun = _NOUN_BEHIND.match(text, end)
    if noun is None:
        return False
    adjectives = {str(p.tag.case) for p in known_parses(word) if "ADJF" in p.tag}
    if not adjectives or not is_no_name(word):
        return False
    if any(is_surname(parse.normal_form) for parse in parses(word)):
        return False
    return any("NOUN" in p.tag and p.tag.case in adjectives for p in known_parses(noun[1]))


def _with_nicknames(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """ "Олег «Гром» [Котов]", offsets of each."""
    for one in mentions:
        if one.type == PERSON and (start := nicknamed(text, one.start, one.end)) < one.start:
            yield start, one.end


def _merged(text: str, mentions: list[Mention], start: int, end: int) -> list[Mention]:
    """The mentions with a name in place of what stood on its words."""
    kept = []
    for one in mentions:
        if one.end <= start or end <= one.start:
            kept.append(one)
        elif one.type == PERSON:
            start, end = min(start, one.start), max(end, one.end)
        elif one.start < start or end < one.end or one.type == "ORDINAL":
            kept.append(_cut(text, one, start) if one.type == "PROFESSION" else one)
    return [*kept, Mention(start, end, PERSON)]


def _cut(text: str, one: Mention, start: int) -> Mention:
    """ "депутата" of "депутата Ивана Котова"."""
    if one.start >= start:
        return one
    return Mention(one.start, one.start + len(text[one.start : start].rstrip()), one.type)
