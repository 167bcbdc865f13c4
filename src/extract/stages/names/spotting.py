"""Names that stand in plain sight: patronymics and initials tell where a person is named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extract.annotations import Mention, Near
from extract.russian.dictionary import parses, reads_as
from extract.russian.spelling import clean
from extract.schema import PLACE_TYPES
from extract.stages.names.agreement import (
    any_name,
    given,
    given_or_unknown,
    is_patronymic,
    patronymic,
    surname,
)
from extract.stages.names.edges import is_edge
from extract.stages.names.patterns import GOVERNING, LORDS, TITLES
from extract.stages.names.words import BLANK, CAPITAL, INITIAL, LETTER, WORD, Piece, is_no_name

PERSON = "PERSON"

# Words and initials one after another, two at least. What must not stand before the first is looked
# for behind its capital, which ``re`` finds sooner.
_RUN = re.compile(
    f"{CAPITAL}(?<![^\\W_].)"
    f"(?:{WORD.removeprefix(CAPITAL)}{BLANK}|{INITIAL.removeprefix(CAPITAL)}{BLANK}?(?={CAPITAL}))"
    f"(?:{WORD}{BLANK}|{INITIAL}{BLANK}?(?={CAPITAL}))*(?:{WORD}|{INITIAL})"
)
_PIECE = re.compile(f"(?P<initial>{INITIAL})|{WORD}")
_SENTENCE_END = re.compile('(?:^|[.!?…:;\n«„“"—–])\\s*$')
_PREPOSITIONS = frozenset({"по", "до", "за", "про", "для", "при"})  # "По теме" of a heading
_JOINERS = frozenset({"або", "та", "чи"})  # "[Або] Котов, або Зуев" of Ukrainian
_FIRMS = frozenset({"компани", "лимитед", "холдингс", "групп", "корпорейшн"})
_OF_LAND = re.compile("[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую)$")
_AND_LAND = re.compile(f"{BLANK}{CAPITAL}[а-яё-]+,?{BLANK}и{BLANK}$")  # "Тверской и [Кашинский]"
_WORD_BEFORE = re.compile(f"((?:{LETTER}|-)+){BLANK}$")


def spotted(text: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Names that patronymics, initials or their order give away, as offsets.

    Args:
        text: The article's.
        mentions: What is known to stand in it.

    Returns:
        Those that no mention of a person holds whole.
    """
    found: list[tuple[int, int]] = []
    near = Near(mentions)
    for match in _RUN.finditer(text):
        run = Run(text, _pieces(text, match), near(*match.span()))
        done = 0
        for at in range(len(run.pieces)):
            name = _named(run, at, done) if at >= done else None
            if name is not None:
                found.append((run.pieces[name[0]].start, run.pieces[name[1]].end))
                done = name[1] + 1
    return [(start, end) for start, end in found if not _is_known(near(start, end), start, end)]


def _named(run: Run, at: int, done: int) -> _Found:
    for rule in RULES:
        name = rule(run, at, done)
        if name is not None:
            return name
    return None


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
            or piece.lower in TITLES | _PREPOSITIONS
            or self._is_of_other(first, last)
            or self._is_governed(first)
        )

    def is_of_body(self, piece: Piece) -> bool:
        """Whether a word stands in the name of an organization."""
        return any(
            one.type == "ORGANIZATION" and one.start <= piece.start and piece.end <= one.end
            for one in self.mentions
        )

    def is_of_place(self, piece: Piece) -> bool:
        """Whether a word is a place, by the dictionary and the mentions."""
        return _is_place(piece) and any(
            one.type in PLACE_TYPES and one.start <= piece.start and piece.end <= one.end
            for one in self.mentions
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
        """ "внучка Шаймиева Камиля": the grandfather's and hers; "патриарх Московский Кирилл"."""
        piece = self.pieces[first]
        end = piece.start
        if land := _AND_LAND.search(self.text, max(0, end - 30), end):
            end = land.start() + 1
        match = _WORD_BEFORE.search(self.text, max(0, end - 25), end)
        if match is None:
            return False
        before = {parse.normal_form for parse in parses(clean(match[1]).lower())}
        is_land = _OF_LAND.search(piece.lower) is not None
        return not before.isdisjoint(GOVERNING) or (is_land and not before.isdisjoint(LORDS))


def _is_place(piece: Piece) -> bool:
    return any("Geox" in parse.tag.grammemes for parse in parses(piece.lower))


_Found = tuple[int, int] | None  # first and last piece


def with_patronymic(run: Run, at: int, done: int) -> _Found:
    """ "Хабибуллиной Гузель Рашитовны", "Гузель Рашитовны Хабибуллиной"."""
    pieces = run.pieces
    if at < done + 1 or not is_patronymic(pieces[at].lower):
        return None
    agreed = patronymic(pieces[at].lower) & given_or_unknown(pieces[at - 1])
    if not agreed:
        return None
    if at + 1 < len(pieces) and surname(pieces[at + 1].lower) & agreed:
        return at - 1, at + 1
    before = at - 2
    if before >= done and surname(pieces[before].lower) & agreed and run.may_begin(before, at):
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
    if before and before.lower in _FIRMS:
        return None
    if before and run.is_of_body(before) and not reads_as(before.lower, "Surn"):
        return None  # "Вест Финанс Б.В.", where the letters are a legal form
    if before and run.is_of_place(before):
        before = None  # "послом во Франции А.Ю. Мешковым"
    behind = pieces[at + 2] if at + 2 < len(pieces) else None
    if behind and (behind.is_initial or (before and is_no_name(behind.lower))):
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
    agreed = given(last)
    if not (agreed and agreed & surname(first)) or given(first):
        return None
    behind = pieces[at + 1].lower if at + 1 < len(pieces) else ""
    if behind and (is_patronymic(behind) or surname(behind)):
        return None
    return (before, at) if run.may_begin(before, at) else None


def parted(run: Run, at: int, done: int) -> _Found:
    """ "[Хиллари] Клинтон", "[Ивана] [Котова]": a name of which the model marks a part."""
    pieces, before = run.pieces, at - 1
    if before < done or pieces[at].is_initial or pieces[before].is_initial:
        return None
    first, last = pieces[before], pieces[at]
    marked = {one.type for one in run.mentions if one.end == first.end or one.start == last.start}
    if PERSON not in marked or _is_plain_adjective(last.lower) or first.lower in _JOINERS:
        return None
    both = {(first.start, first.end), (last.start, last.end)} <= {
        (one.start, one.end) for one in run.mentions if one.type == PERSON
    }
    agreed = given(first.lower) & surname(last.lower)
    two = is_edge(run.text, first.start, first.lower, last.lower)  # "ответ [Зуева] [Котов]"
    if both and not two and not given(last.lower) and run.may_begin(before, at):
        agreed |= any_name(first.lower) & any_name(last.lower)  # "[Имрана] [Хана]"
    if not agreed:
        return None
    inside = [one for one in run.mentions if one.start < last.end and first.start < one.end]
    return (before, at) if all(one.type == PERSON for one in inside) else None


RULES = (with_patronymic, with_initials, surname_first, parted)


def _is_plain_adjective(word: str) -> bool:
    """ "Президентскую" of "вручает Харпер Ли Президентскую медаль"."""
    return is_no_name(word) and all("ADJF" in parse.tag for parse in parses(word))


def _is_common_word(text: str, piece: Piece) -> bool:
    """Whether a word has its capital from the beginning of a sentence alone."""
    begins = _SENTENCE_END.search(text, max(0, piece.start - 8), piece.start)
    return begins is not None and is_no_name(piece.lower)
