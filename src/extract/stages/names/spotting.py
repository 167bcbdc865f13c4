"""Names that stand in plain sight: patronymics and initials tell where a person is named.

What the entity model has cut short or split ("[Левин К.Д]. сообщил", "Хабибуллиной
[Гузель Рашитовны]") is completed, and what it has missed is found.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extract.annotations import Mention
from extract.russian.spelling import clean
from extract.schema import PLACE_TYPES
from extract.stages.lemmatization import parses
from extract.stages.names import customs
from extract.stages.names.inflection import Reading, readings, standing
from extract.stages.names.patterns import FEMALE, GOVERNING, MALE, TITLES

PERSON = "PERSON"

_LETTER = "[^\\W\\d_]"
_CAPITAL = "[А-ЯЁ]"
_MARKS = "[\u0300\u0301\u00ad\u200b]*"
_WORD = f"{_CAPITAL}{_MARKS}(?:{_LETTER}{_MARKS})+(?:[-‑]{_CAPITAL}?(?:{_LETTER}{_MARKS})+)*"
_INITIAL = f"{_CAPITAL}(?:[а-яё])?\\."
_BLANK = "[ \u00a0\u202f]"
# Words and initials one after another, two at least.
_RUN = re.compile(
    f"(?<![^\\W_])(?:{_WORD}{_BLANK}|{_INITIAL}{_BLANK}?(?={_CAPITAL}))+(?:{_WORD}|{_INITIAL})"
)
_PIECE = re.compile(f"(?P<initial>{_INITIAL})|{_WORD}")
_SENTENCE_END = re.compile('(?:^|[.!?…:;\n«„“"—–])\\s*$')
_CUT_INITIAL = re.compile(f"(?<!{_LETTER}){_CAPITAL}$")
_MORE_INITIALS = re.compile(f" ?\\.(?:{_BLANK}?{_CAPITAL}\\.)?")
_BEHIND = re.compile(
    f"(?:{_BLANK}{_WORD})?{_BLANK}(?:{'|'.join(sorted(customs.PATRONYMIC_PARTICLES))})(?!{_LETTER})"
)
_HYPHENED = re.compile(f"[-‑]{_CAPITAL}{_LETTER}+")
_ADJECTIVE = re.compile(f"{_CAPITAL}{_LETTER}+[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)")
_OF_DISTRICT = re.compile(
    f"{_BLANK}(?:(?:меж)?район|город|окруж|гарнизон|суд|прокур|отдел|военком|райсуд|РОВД|УВД)"
)
_CALLED = PLACE_TYPES | {"ORGANIZATION", "FACILITY"}
_INSIDE = "\\w\u00ad\u0301-"  # what shows that a word goes on
_SHORTEST = 4  # letters of a surname that is looked for again
_NEAR = 8  # mentions before a word that may reach it
_WORD_BEFORE = re.compile(f"((?:{_LETTER}|-)+){_BLANK}$")
_TRAILING = re.compile("[\\s!?,;:»”)]+$")

_Slots = frozenset[tuple[str, str]]  # case and gender
_NONE: _Slots = frozenset()
_NAMES = frozenset({"Surn", "Name", "Patr"})


class Piece(NamedTuple):
    """A word or an initial of a run, with its offsets."""

    start: int
    end: int
    text: str

    @property
    def is_initial(self) -> bool:
        return self.text.endswith(".")

    @property
    def lower(self) -> str:
        return self.text.lower()


def repaired(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with people completed and those missing added.

    Args:
        text: The article's.
        mentions: In the order of the text, the longer first.

    Returns:
        The same if nothing is to be mended, else in the same order.
    """
    found = []
    for one, around in _with_surrounding(mentions):
        if one.type != PERSON:
            found.append(_as_person(text, one))
        elif not _is_attribute(text, one, around):
            found.append(_completed(text, one, bool(around)))
    for start, end in spotted(text, found):
        found = _merged(text, found, start, end)
    return sorted(set(found), key=lambda m: (m.start, -m.end, m.type))


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


def _as_person(text: str, one: Mention) -> Mention:
    """A job of one word that can but be a surname: "[Соловьёва] открыла форум"."""
    word = clean(text[one.start : one.end])
    if one.type != "PROFESSION" or not word[:1].isupper() or not word.isalpha():
        return one
    known = [parse for parse in parses(word.lower()) if parse.is_known]
    only = all("Surn" in parse.tag.grammemes for parse in known)
    return Mention(one.start, one.end, PERSON) if known and only else one


def recurring(
    text: str, surnames: Iterable[str], mentions: Sequence[Mention]
) -> list[tuple[int, int]]:
    """Where surnames of people whom the article names in full stand again without a mention.

    Args:
        text: The article's.
        surnames: In the nominative.
        mentions: What is known to stand in it.

    Returns:
        Offsets.
    """
    names = {name.lower() for name in surnames if len(name) >= _SHORTEST and name.isalpha()}
    if not names:
        return []
    stems = "|".join(sorted(re.escape(_stem(name)) for name in names))
    initials = f"(?:{_INITIAL}{_BLANK}?){{0,2}}"
    name = f"(?P<name>(?:{stems})[а-яё]{{0,3}})"
    again = re.compile(f"(?<![{_INSIDE}]){initials}{name}(?![{_INSIDE}])")
    taken = sorted((one.start, one.end) for one in mentions)
    found = []
    for match in again.finditer(text):
        start, end = match.span()
        at = bisect.bisect_left(taken, (end,))
        if any(start < last for _, last in taken[max(0, at - _NEAR) : at]):
            continue
        word = Piece(start, end, match["name"])
        if not _is_no_name(word) and any(r.nominative in names for r in readings(word.lower)):
            found.append((start, end))
    return found


def _stem(name: str) -> str:
    """What all forms of a surname begin with, capitalized."""
    return (name[:-2] if name.endswith(("ий", "ый", "ой", "ая")) else name[:-1]).capitalize()


def _completed(text: str, one: Mention, within: bool) -> Mention:
    """A name without marks behind it, with the dot, hyphen or particle that was cut off.

    Args:
        text: The article's.
        one: A person's mention.
        within: It lies in another mention: "Зворыкин" in "фильм «Зворыкин-Муромец»".
    """
    start, end = one.start, one.end
    if match := _TRAILING.search(text, start + 1, end):
        opened = match.group().strip() in ("»", "”", ")") and text[start:end].count("«(“„")
        end = end if opened else match.start()
    if not within and (match := _HYPHENED.match(text, end)):
        end = match.end()
    if _CUT_INITIAL.search(text, start, end) and (match := _MORE_INITIALS.match(text, end)):
        end = match.end()
    if match := _BEHIND.match(text, end):
        end = match.end()
    return Mention(start, end, one.type)


def spotted(text: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Names that patronymics, initials or their order give away, as offsets.

    Args:
        text: The article's.
        mentions: What is known to stand in it.

    Returns:
        Those that no mention of a person holds whole.
    """
    found: list[tuple[int, int]] = []
    for match in _RUN.finditer(text):
        near = [one for one in mentions if one.start < match.end() and match.start() < one.end]
        run = Run(text, _pieces(text, match), near)
        done = 0
        for at in range(len(run.pieces)):
            name = next(filter(None, (rule(run, at, done) for rule in RULES if at >= done)), None)
            if name is not None:
                found.append((run.pieces[name[0]].start, run.pieces[name[1]].end))
                done = name[1] + 1
    return [(start, end) for start, end in found if not _is_known(mentions, start, end)]


def _is_known(mentions: Sequence[Mention], start: int, end: int) -> bool:
    """Whether a person's mention holds a name, or the title of a work does."""
    return any(
        one.start <= start and end <= one.end
        for one in mentions
        if one.type in (PERSON, "WORK_OF_ART")
    )


def _pieces(text: str, run: re.Match[str]) -> list[Piece]:
    return [
        Piece(match.start(), match.end(), clean(match.group()))
        for match in _PIECE.finditer(text, run.start(), run.end())
    ]


class Run(NamedTuple):
    """Capitalized words and initials one after another, and the mentions on them."""

    text: str
    pieces: list[Piece]
    mentions: list[Mention]

    def may_begin(self, first: int, last: int) -> bool:
        """Whether a surname may stand before the rest of a name: no one and nothing else's."""
        piece = self.pieces[first]
        return not (
            _is_common_word(self.text, piece)
            or piece.lower in TITLES
            or self._is_of_other(first, last)
            or self._is_governed(first)
        )

    def _is_of_other(self, first: int, last: int) -> bool:
        """ "Папа [Римский] Франциск", "адвокат [Сантоса] Фернандо Осуна", "в Ростов Иван"."""
        piece, start, end = self.pieces[first], self.pieces[first].start, self.pieces[last].end
        for one in self.mentions:
            outside = one.start < start or one.end > end
            on_first = one.start < piece.end and piece.start < one.end
            inside = one.start <= start and end <= one.end
            if outside and not inside and (on_first or one.type == PERSON):
                return True
            if on_first and one.type in PLACE_TYPES and _is_place(piece):
                return True
        return False

    def _is_governed(self, first: int) -> bool:
        """ "внучка Шаймиева Камиля": the grandfather's and hers."""
        match = _WORD_BEFORE.search(
            self.text, max(0, self.pieces[first].start - 25), self.pieces[first].start
        )
        return match is not None and any(
            parse.normal_form in GOVERNING for parse in parses(clean(match[1]).lower())
        )


def _is_place(piece: Piece) -> bool:
    return any("Geox" in parse.tag.grammemes for parse in parses(piece.lower))


_Found = tuple[int, int] | None  # first and last piece


def with_patronymic(run: Run, at: int, done: int) -> _Found:
    """ "Хабибуллиной Гузель Рашитовны", "Гузель Рашитовны Хабибуллиной"."""
    pieces = run.pieces
    if at < done + 1 or not _is_patronymic(pieces[at].lower):
        return None
    agreed = _patronymic(pieces[at].lower) & _given_or_unknown(pieces[at - 1])
    if not agreed:
        return None
    if at + 1 < len(pieces) and _surname(pieces[at + 1].lower) & agreed:
        return at - 1, at + 1
    before = at - 2
    if before >= done and _surname(pieces[before].lower) & agreed and run.may_begin(before, at):
        return before, at
    return at - 1, at


def with_initials(run: Run, at: int, done: int) -> _Found:
    """ "Левин К.Д." and "К.Д. Левин"."""
    pieces = run.pieces
    if not (at + 1 < len(pieces) and pieces[at].is_initial and pieces[at + 1].is_initial):
        return None
    before = pieces[at - 1] if at > done else None
    if before and (before.is_initial or _is_common_word(run.text, before)):
        before = None
    behind = pieces[at + 2] if at + 2 < len(pieces) else None
    if behind and (behind.is_initial or (before and _is_no_name(behind))):
        behind = None
    if before and behind and at + 3 < len(pieces) and pieces[at + 3].is_initial:
        behind = None  # "Левин К.Д. Титов А.Б."
    if behind:
        return at, at + 2
    return (at - 1, at + 1) if before else None


def surname_first(run: Run, at: int, done: int) -> _Found:
    """ "Громов Пётр", where both agree and the lists leave no doubt."""
    pieces, before = run.pieces, at - 1
    if before < done or pieces[at].is_initial or pieces[before].is_initial:
        return None
    first, last = pieces[before].lower, pieces[at].lower
    if not (_given(last) & _surname(first)) or _given(first):
        return None
    behind = pieces[at + 1].lower if at + 1 < len(pieces) else ""
    if behind and (_is_patronymic(behind) or _surname(behind)):
        return None
    return (before, at) if run.may_begin(before, at) else None


RULES = (with_patronymic, with_initials, surname_first)


def _given(word: str) -> _Slots:
    """Cases and genders that a word may stand in as a given name."""
    if _is_patronymic(word):
        return _NONE
    return _slots(
        reading
        for reading in readings(word)
        if reading.kind == "given" and standing(reading.nominative).given > 2
    )


def _given_or_unknown(piece: Piece) -> _Slots:
    """The same; before a patronymic a word that no dictionary knows is a given name too."""
    if "-" in piece.text:  # "Касым-Жомарт": the last part declines
        return _slots(readings(piece.lower.rpartition("-")[2]))
    if _is_no_name(piece) or _is_patronymic(piece.lower):
        return _NONE
    return _given(piece.lower) or _slots(readings(piece.lower))


def _patronymic(word: str) -> _Slots:
    return _slots(
        reading for reading in readings(word) if reading.nominative.endswith(("ич", "на"))
    )


def _is_patronymic(word: str) -> bool:
    return customs.PATRONYMIC.search(word) is not None


def _surname(word: str) -> _Slots:
    """The same as a surname, by the dictionary or by its ending."""
    if _is_patronymic(word):
        return _NONE
    return _slots(
        reading
        for reading in readings(word)
        if standing(reading.nominative).surname > 1
        and standing(reading.nominative).surname > standing(reading.nominative).given
    )


def _slots(found: Iterable[Reading]) -> _Slots:
    return frozenset(
        (case, gender)
        for reading in found
        for case in reading.cases
        for gender in ([reading.gender] if reading.gender else [MALE, FEMALE])
    )


def _is_common_word(text: str, piece: Piece) -> bool:
    """Whether a word has its capital from the beginning of a sentence alone."""
    begins = _SENTENCE_END.search(text, max(0, piece.start - 8), piece.start)
    return begins is not None and _is_no_name(piece)


def _is_no_name(piece: Piece) -> bool:
    """Whether the dictionary knows a word, and none of its readings names a person."""
    known = [parse for parse in parses(piece.lower) if parse.is_known]
    return bool(known) and not any(parse.tag.grammemes & _NAMES for parse in known)


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
