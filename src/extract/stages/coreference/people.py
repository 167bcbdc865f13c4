"""Which mentions of an article are one person."""

from __future__ import annotations

import bisect
import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from extract.annotations import Person
from extract.russian.spelling import fold
from extract.stages.coreference.folding import script
from extract.stages.coreference.misspelt import is_misspelt, is_transposed, sounded
from extract.stages.coreference.shorts import initial_fits, is_called, is_short_for
from extract.stages.names.lists import standing
from extract.stages.names.patterns import CONSONANTS, FEMALE, MALE

_OF_TWO = ("-младший", "-старший")
_NUMERAL = re.compile(r" [ivxlх]+$")  # folded, Latin letters or a Russian one for ten


@dataclass(slots=True)
class Individual:
    """A person as far as known, and where the article speaks of them.

    Attributes:
        parts: Of all mentions together.
        members: Indices into the mentions.
        starts: Their first characters, in order.
    """

    parts: Person
    members: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def add(self, index: int, start: int, parts: Person) -> None:
        self.members.append(index)
        bisect.insort(self.starts, start)
        if (
            parts.given_name
            and self.parts.surname
            and fold(parts.given_name) == fold(self.parts.surname)
        ):
            # "Мэй" of "Т. Мэй"; but who is told to be called "Баладжи" has no surname that we know
            lone = not (self.parts.given_name or self.parts.patronymic or parts.surname)
            if lone:
                self.parts = replace(self.parts, surname=None)
            else:
                parts = replace(parts, given_name=None)
        self.parts = joined(self.parts, parts)


def individuals(people: Mapping[int, tuple[int, Person]]) -> list[Individual]:
    """Groups the people of an article.

    Full names come first; initials, lone surnames and lone given names join the person that
    they fit, of several the one last spoken of. Names that contradict each other stay apart.

    Args:
        people: First character and parts of each mention, by its index.
    """
    found: list[Individual] = []
    # A long text has thousands of people; only those with a name in common can be one.
    by_name: dict[str, set[int]] = defaultdict(set)
    order = sorted(people, key=lambda i: (*fullness(people[i][1]), people[i][0], i))
    for index in order:
        start, parts = people[index]
        alike = sorted(set().union(*(by_name[name] for name in _names(parts))))
        fitting = [
            i
            for i in alike
            if fits(found[i].parts, parts) and not _is_introduced_apart(found[i], start, parts)
        ]
        fitting = fitting or [i for i in alike if _is_given_name_of(parts, found[i].parts)]
        fitting = fitting or [i for i in alike if _is_variant(parts, found[i].parts)]
        fitting = fitting or [i for i in alike if _is_slip(parts, found[i].parts)]
        if fitting:
            number = min(fitting, key=lambda i: _distance(found[i], start))
        else:
            number = len(found)
            found.append(Individual(parts))
        found[number].add(index, start, parts)
        for name in _names(found[number].parts):
            by_name[name].add(number)
    return found


def _is_introduced_apart(one: Individual, start: int, parts: Person) -> bool:
    """Whether "Анна Ильинична" stands before the first "Анна Петрова": she is another.

    Who is called by a patronymic alone was named in full before.
    """
    if parts.surname or not parts.patronymic or one.parts.patronymic:
        return False
    return bool(one.parts.surname) and start < one.starts[0]


@functools.lru_cache(maxsize=1 << 12)
def _names(parts: Person) -> frozenset[str]:
    """What people must share to be one (see ``fits``); "" where only a patronymic is known."""
    names = [name for name in (parts.surname, parts.given_name) if name]
    names += [*(parts.surname or "").split("-")[1:], *(parts.given_name or "").split()[:1]]
    folded = {_NUMERAL.sub("", fold(name)) for name in names}
    surname = fold(parts.surname or "")
    # "Трапм" has the letters of "Трамп"
    return frozenset({*folded, sounded(surname), "".join(sorted(surname))} if folded else {""})


def fullness(parts: Person) -> tuple[bool, int, int]:
    """Less for a fuller name: one in Russian letters, of all its parts, of many words."""
    if not parts.surname:
        kind = 3 if parts.patronymic else 4
    elif not parts.given_name:
        kind = 2
    else:
        kind = 1 if parts.given_name.endswith(".") else 0
    # "Николай II" is of two alphabets
    foreign = script(parts.name) not in ("russian", "mixed")
    return foreign, kind, -len(parts.name.split())


def _distance(one: Individual, start: int) -> tuple[bool, int]:
    """The last person spoken of before, else the first after."""
    before = bisect.bisect_right(one.starts, start)
    return (False, start - one.starts[before - 1]) if before else (True, one.starts[0] - start)


def unite(found: list[Individual], pairs: Iterable[tuple[int, int]]) -> None:
    """Makes one individual of those that two mentions belong to, for each pair, in place.

    A man and a woman stay apart, and people of two full names.
    """
    of = {index: one for one in found for index in one.members}
    for pair in pairs:
        left, right = sorted((of[index] for index in pair), key=lambda one: fullness(one.parts)[:2])
        if left is not right and not _are_two(left.parts, right.parts):
            of |= dict.fromkeys(right.members, left)
            left.members += right.members
            left.starts = sorted(left.starts + right.starts)
            left.parts = joined(left.parts, right.parts)
            right.members = []
    found[:] = [one for one in found if one.members]


def fits(one: Person, other: Person) -> bool:
    """Whether two names may be of one person: they share a part, and no part contradicts."""
    if _contradicts(one, other):
        return False
    if not one.surname or not other.surname:
        return _lone_fits(one, other)
    return (
        _surname_fits(one, other)
        and _given_fits(one.given_name, other.given_name)
        and _given_fits(one.patronymic, other.patronymic)
    )


def _surname_fits(one: Person, other: Person) -> bool:
    """Equal, or with the same given name part of the other: "Мария Львова-Белова"."""
    left, right = fold(one.surname or ""), fold(other.surname or "")
    if left == right:
        return True
    given = one.given_name and one.given_name == other.given_name and "." not in one.given_name
    if not given or left.endswith(_OF_TWO) or right.endswith(_OF_TWO):
        return False  # "Дональд Трамп" and "Дональд Трамп-младший"
    return left in right.split("-") or right in left.split("-")


def _contradicts(one: Person, other: Person) -> bool:
    return bool(one.gender and other.gender and one.gender != other.gender)


def _are_two(one: Person, other: Person) -> bool:
    """Whether nothing can make one of two people: their gender, or two full names."""
    full = all(
        each.surname and each.given_name and script(each.name) == "russian" for each in (one, other)
    )
    # of "Самина Самун" and "Синдху" a lone word's gender is a guess; "Тихонова" is no "Тихонов"
    akin = fold(one.surname or "")[:3] == fold(other.surname or "")[:3]
    told = akin or all(each.given_name for each in (one, other))
    told = told and script(one.name) == script(other.name)  # "Фрэнсис Рэй (Frances Ray)"
    return (told and _contradicts(one, other)) or (full and not fits(one, other))


def _is_given_name_of(lone: Person, full: Person) -> bool:
    """Whether a word that looks like a surname is the given name of someone else."""
    return (
        not lone.given_name
        and not lone.patronymic
        and bool(lone.surname and full.surname and full.given_name)
        and fold(lone.surname or "") in _called(full.given_name)
        and not _contradicts(lone, full)
    )


def _is_variant(lone: Person, full: Person) -> bool:
    """Whether a lone surname is someone's as others transcribe it: "Кунссберг".

    Of a woman it does not decline, and is taken for a man's.
    """
    if lone.given_name or lone.patronymic or not (lone.surname and full.given_name):
        return False
    one, other = fold(lone.surname), fold(full.surname or "")
    if one == other or sounded(one) != sounded(other):
        return False
    is_guess = (lone.gender, full.gender) == (MALE, FEMALE) and lone.surname[-1] in CONSONANTS
    return is_guess or not _contradicts(lone, full)


def _is_slip(one: Person, full: Person) -> bool:
    """Whether a surname that no list has is someone's, misspelt: "Трапм", "Кофи Ананн".

    Of a lone one two letters must have changed places; a given name of both lets one letter differ.
    """
    surname, other = fold(one.surname or ""), fold(full.surname or "")
    if not (surname and other and full.given_name) or surname == other or _contradicts(one, full):
        return False
    if any(map(_is_listed, {surname, one.surname or ""})):
        return False
    if is_transposed(surname, other):
        return not one.given_name or _given_fits(one.given_name, full.given_name)
    given = fold(one.given_name or "")
    return bool(given) and given in _called(full.given_name) and is_misspelt(surname, other)


def _is_listed(surname: str) -> bool:
    return standing(surname.lower()).surname > 0


def _called(given: str | None) -> set[str]:
    """Given names that someone may go by: all of them, or the first."""
    names = fold(given or "").split()
    return {" ".join(names), *names[:1]}


def _lone_fits(one: Person, other: Person) -> bool:
    """A name without a surname; a lone word may be either part of the other name."""
    if not _given_fits(one.patronymic, other.patronymic):
        return False
    lone, full = (one, other) if not one.surname else (other, one)
    given = fold(lone.given_name or "")
    names = _called(full.given_name) | {fold(full.surname or "")}
    return (bool(given) and given in names) or (
        not full.surname and _numeral_fits(given, fold(full.given_name or ""))
    )


def _numeral_fits(one: str, other: str) -> bool:
    """Whether one is the other without its numeral: "Николай" and "Николай II"."""
    return _NUMERAL.sub("", one) == other or _NUMERAL.sub("", other) == one


def _given_fits(one: str | None, other: str | None) -> bool:
    """Equal, an initial of the other, part of the other, or one of them unknown."""
    if not one or not other:
        return True
    left, right = fold(one).split(), fold(other).split()
    if left == right or (
        len(left) == len(right) == 1
        and (
            is_short_for(*sorted((*left, *right), key=len))
            or is_called(*left, *right)
            or is_misspelt(*left, *right)
        )
    ):
        return True
    if one.endswith(".") or other.endswith("."):
        letters = zip(left, right, strict=False)
        return all(initial_fits(a.rstrip("."), b.rstrip(".")) for a, b in letters)
    return Counter(left) <= Counter(right) or Counter(right) <= Counter(left)


def joined(one: Person, other: Person) -> Person:
    """What two names of one person say together."""
    if one.surname is None and one.given_name and script(other.name) != script(one.name):
        return replace(one, gender=one.gender or other.gender)  # its parts are in other letters
    given = _longer(one.given_name, other.given_name)
    patronymic = _longer(one.patronymic, other.patronymic)
    if patronymic and patronymic.endswith(".") and _is_of_given(patronymic, given):
        patronymic = None
    surname = _longer(one.surname, other.surname)
    if one.given_name and one.surname and not other.given_name:
        surname = one.surname  # "Олег Котов", who is not called "Зуев-Котов"
    return Person(surname, given, patronymic, one.gender or other.gender)


def _is_of_given(initial: str, given: str | None) -> bool:
    """ "Б." of "Н. Б. Джейлан", who is "Нури Бильге Джейлан"."""
    return any(name.startswith(initial[0]) for name in (given or "").split()[1:])


def _longer(one: str | None, other: str | None) -> str | None:
    if not one or not other:
        return one or other
    fuller = one.endswith(".") or one in other.split("-")
    return other if fuller and len(other) > len(one) else one
