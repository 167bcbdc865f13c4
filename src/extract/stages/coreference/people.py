"""Which mentions of an article are one person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extract.annotations import Person
from extract.stages.coreference.folding import fold


@dataclass(slots=True)
class Individual:
    """A person as far as known, and where the article speaks of them.

    Attributes:
        parts: Of all mentions together.
        members: Indices into the mentions.
        starts: Their first characters.
    """

    parts: Person
    members: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def add(self, index: int, start: int, parts: Person) -> None:
        self.members.append(index)
        self.starts.append(start)
        self.parts = joined(self.parts, parts)


def individuals(people: Mapping[int, tuple[int, Person]]) -> list[Individual]:
    """Groups the people of an article.

    Full names come first; initials, lone surnames and lone given names join the person that
    they fit, of several the one last spoken of. Names that contradict each other stay apart.

    Args:
        people: First character and parts of each mention, by its index.
    """
    found: list[Individual] = []
    order = sorted(people, key=lambda i: (fullness(people[i][1]), people[i][0], i))
    for index in order:
        start, parts = people[index]
        fitting = [one for one in found if fits(one.parts, parts)]
        if fitting:
            one = min(fitting, key=lambda one: _distance(one, start))
        else:
            one = Individual(parts)
            found.append(one)
        one.add(index, start, parts)
    return found


def fullness(parts: Person) -> int:
    """0 for a full name, more for less."""
    if not parts.surname:
        return 3 if parts.patronymic else 4
    if not parts.given_name:
        return 2
    return 1 if parts.given_name.endswith(".") else 0


def _distance(one: Individual, start: int) -> tuple[bool, int]:
    """The last person spoken of before, else the first after."""
    before = [start - at for at in one.starts if at <= start]
    return (False, min(before)) if before else (True, min(one.starts) - start)


def unite(found: list[Individual], one: int, other: int) -> None:
    """Makes one individual of those that two mentions belong to, in place."""
    left = next(each for each in found if one in each.members)
    right = next(each for each in found if other in each.members)
    if left is not right:
        left.members += right.members
        left.starts += right.starts
        left.parts = joined(left.parts, right.parts)
        found.remove(right)


def fits(one: Person, other: Person) -> bool:
    """Whether two names may be of one person: they share a part, and no part contradicts."""
    if one.gender and other.gender and one.gender != other.gender:
        return False
    if not one.surname or not other.surname:
        return _lone_fits(one, other)
    return (
        fold(one.surname) == fold(other.surname)
        and _given_fits(one.given_name, other.given_name)
        and _given_fits(one.patronymic, other.patronymic)
    )


def _lone_fits(one: Person, other: Person) -> bool:
    """A name without a surname; a lone word may be either part of the other name."""
    if not _given_fits(one.patronymic, other.patronymic):
        return False
    lone, full = (one, other) if not one.surname else (other, one)
    given = fold(lone.given_name or "")
    names = {fold(name) for name in (full.given_name, full.surname) if name}
    return given in names or (not full.given_name and not full.patronymic and given in names)


def _given_fits(one: str | None, other: str | None) -> bool:
    """Equal, an initial of the other, part of the other, or one of them unknown."""
    if not one or not other:
        return True
    left, right = fold(one).split(), fold(other).split()
    if one.endswith(".") or other.endswith("."):
        letters = zip(left, right, strict=False)
        return all(_initial_fits(a.rstrip("."), b.rstrip(".")) for a, b in letters)
    return set(left) <= set(right) or set(right) <= set(left)


def _initial_fits(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def joined(one: Person, other: Person) -> Person:
    """What two names of one person say together."""
    return Person(
        _longer(one.surname, other.surname),
        _longer(one.given_name, other.given_name),
        _longer(one.patronymic, other.patronymic),
        one.gender or other.gender,
    )


def _longer(one: str | None, other: str | None) -> str | None:
    if not one or not other:
        return one or other
    return other if one.endswith(".") and len(other) > len(one) else one


def keys(found: Sequence[Individual], names: Sequence[str]) -> Iterator[str]:
    """Identity of each individual across documents: surname and given name.

    Args:
        found: The people of one article.
        names: The name that each goes by.
    """
    seen: dict[str, int] = {}
    for one, name in zip(found, names, strict=True):
        parts = one.parts
        who = f"{parts.surname} {parts.given_name or ''}" if parts.surname else name
        key = "person:" + fold(who)
        seen[key] = seen.get(key, 0) + 1
        # Namesakes of one article, who contradict each other in what the key leaves out.
        yield key if seen[key] == 1 else f"{key}#{fold(parts.patronymic or str(seen[key]))}"
