"""What an article says of where it is: countries, regions, and who stands beside whom."""

from __future__ import annotations

import collections
import functools
import math
from collections.abc import Callable, Sequence

from extract.gazetteer import Entry
from extract.stages.places.mentioned import Name
from extract.stages.places.patterns import (
    ADJACENT,
    BESIDE_TOWN,
    FAMOUS,
    FEW_REGIONS,
    HOME,
    JOINED,
    LARGE,
    NEAR,
    NEAR_HOME,
    NEIGHBOUR,
    PARENT_NAMED,
    SAME_COUNTRY,
    SAME_ENTRY,
    SAME_REGION,
    SEVERAL,
    TOWN,
)
from extract.stages.places.readings import Candidate

NEAR_TOWN = 1.5  # degrees from a town that another is said to lie at; generous


class Context:
    """Points that the article gives to what its mentions may be."""

    def __init__(
        self,
        names: Sequence[Name],
        decided: Sequence[Entry | None],
        around: Callable[[Entry], frozenset[str]],
        likeliest: Sequence[Entry | None],
    ) -> None:
        self._names, self._decided, self._around = names, decided, around
        self._likeliest = likeliest  # decided or not
        entries = [entry for entry in decided if entry is not None]
        self._keys = collections.Counter(entry.key for entry in entries)
        countries = collections.Counter(entry.country for entry in entries if entry.country)
        self._regions = collections.Counter(entry.region for entry in entries if entry.region)
        most = max(countries.values(), default=1)
        self._countries = {code: count / most for code, count in countries.items()}

    def points(self, index: int, entry: Entry) -> float:
        """Points that the article gives to reading mention ``index`` as ``entry``."""
        points = SAME_COUNTRY * self._countries.get(entry.country or "", 0.0)
        own = self._decided[index]
        points += (
            SAME_REGION
            * self._is_of_region(index, entry)
            * (1 + is_acronym(self._names[index].text))
        )
        if self._names[index].beside_at >= 0:
            points += BESIDE_TOWN * self._is_at(index, entry)
        points += PARENT_NAMED * (entry.kind == "district" and entry.parent in self._keys)
        points += SAME_ENTRY * (own is None and entry.key in self._keys)
        return points + NEIGHBOUR * self._is_beside_parent(index, entry)

    def _is_at(self, index: int, entry: Entry) -> bool:
        """ "в [Дзержинске] под Минском": whether it is near the town behind it."""
        at, near = self._names[index].beside_at, index + 1
        if near >= len(self._names) or self._names[near].start != at:
            return False
        town = self._decided[near] or self._likeliest[near]
        if town is None or None in (entry.latitude, entry.longitude, town.latitude, town.longitude):
            return False
        here, there = ((each.latitude or 0.0, each.longitude or 0.0) for each in (entry, town))
        return entry.kind == "city" and math.dist(here, there) < NEAR_TOWN

    def names(self, entry: Entry) -> bool:
        """Whether the article names the very place."""
        return entry.key in self._keys

    def is_in_region(self, index: int, entry: Entry) -> bool:
        """Whether the article names the region of an entry, or another place there."""
        others = self._regions[entry.region] if entry.region else 0
        own = self._decided[index]
        return others > (own is not None and own.region == entry.region)

    def names_more_of(self, entry: Entry) -> bool:
        """Whether the article names the region of an entry, or another place in it."""
        own = self._keys[entry.key] if entry.region else 0
        return bool(entry.region) and self._regions[entry.region or ""] > own

    def _is_of_region(self, index: int, entry: Entry) -> bool:
        """Of towns abroad an article that lists many regions tells by what it names often."""
        is_list = len(self._regions) > 2 * FEW_REGIONS
        is_list = is_list and entry.kind == "city" and entry.country not in HOME
        return self.is_in_region(index, entry) and not (
            is_list and self._regions[entry.region or ""] < SEVERAL
        )

    def names_other_regions(self, index: int) -> bool:
        """Whether other mentions of the article than one name a region, or a place of one."""
        own = self._decided[index]
        return self._regions.total() > (own is not None and own.region is not None)

    def is_told_by_region(self, index: int, entry: Entry) -> bool:
        """The same, where the article names few regions: a list of all states tells nothing."""
        return len(self._regions) <= FEW_REGIONS and self.is_in_region(index, entry)

    def is_all_elsewhere(self, index: int, entry: Entry) -> bool:
        """Whether all regions and larger towns of the article, several, are in other countries."""
        others = {
            other.key: other.country
            for at, other in enumerate(self._decided)
            if at != index and other and other.key != entry.key
            and (other.kind == "region" or (
                other.kind == "city"
                and other.population >= (LARGE if other.country == entry.country else TOWN[True])
            ))
        }  # fmt: skip
        return len(others) >= SEVERAL and entry.country not in others.values()

    def is_of_other(self, index: int, entry: Entry) -> bool:
        """ "Юго-Западный район [Ставрополя]" is none of Moscow's, "Беляевский район [Одесской
        области]" none of Orenburg's.
        """
        if entry.kind not in ("district", "city") or index + 1 >= len(self._names):
            return False
        behind = self._decided[index + 1]
        gap = self._names[index + 1].start - self._names[index].end
        if behind is None and entry.kind == "district":
            behind = self._likeliest[index + 1]
        if behind is None or behind.kind not in ("city", "region"):
            return False
        # "в Твери, Московской области" is a list.
        near = ADJACENT if (entry.kind, behind.kind) == ("district", "city") else 1
        of_city = behind.kind == "city" and entry.kind == "city"  # "Орёл Москва"
        return (
            0 < gap <= near
            and not of_city
            and behind.key not in self._around(entry)
            and behind.region != entry.region
        )

    def is_of_elsewhere(
        self,
        chosen: Candidate,
        others: Sequence[Candidate],
        get: Callable[[str], Entry | None],
    ) -> bool:
        """ "Ленинский округ" in an article on Murmansk, of which Omsk has one, or "Беляевский
        район" of two regions in one on a third.
        """
        district, form = chosen.entry, chosen.match.form
        if district.kind != "district" or " " not in form or district.country not in HOME:
            return False
        city = get(district.parent or "")
        alike = [each.entry for each in others if each.match.form == form]
        is_shared = (city is not None and city.kind == "city") or any(
            each.region != district.region and each.country in HOME for each in alike
        )
        return is_shared and bool(self._larger) and district.region not in self._larger

    @functools.cached_property
    def _larger(self) -> frozenset[str]:
        """Regions by what is larger than a district: of those every region has a Ленинский."""
        entries = (entry for entry in self._decided if entry and entry.kind != "district")
        return frozenset(entry.region for entry in entries if entry.region)

    @functools.cached_property
    def only_region(self) -> str:
        """The region of the article, where it names one and no other; "" otherwise."""
        return next(iter(self._regions)) if len(self._regions) == 1 else ""

    @property
    def only_larger_region(self) -> str:
        """The same, whatever districts it seems to name."""
        return next(iter(self._larger)) if len(self._larger) == 1 else ""

    def is_listed(self, index: int, state: Entry) -> bool:
        """Whether another region of the country stands beside it: "в Орегоне и [Вашингтоне]"."""
        if not self._names[index].is_listed:
            return False
        for near in (index - 1, index + 1):
            if (
                0 <= near < len(self._names)
                and 0 < _gap(self._names[index], self._names[near]) <= JOINED
            ):
                other = self._likeliest[near]
                alike = other is not None and (other.kind, other.country) == (
                    "region",
                    state.country,
                )
                if alike and self._names[near].is_listed:
                    return True
        return False

    def is_near(self, index: int, entry: Entry) -> bool:
        """Whether the article names another place of the country."""
        others = (other for at, other in enumerate(self._decided) if at != index and other)
        return any(other.country == entry.country and other != entry for other in others)

    def _is_beside_parent(self, index: int, entry: Entry) -> bool:
        around = self._around(entry)
        for near in (index - 1, index + 1):
            if 0 <= near < len(self._names) and _gap(self._names[index], self._names[near]) < NEAR:
                other = self._decided[near]
                if self._names[index].text.isupper() and not self._names[near].text.isupper():
                    continue  # "ВАШИНГТОН", where a report begins, is not beside what it tells of
                if other is None or other.key not in around:
                    continue
                if other.kind != "country" or self.is_told_of(index, near):
                    return True
        return False

    def is_beside(self, index: int, entry: Entry) -> bool:
        """Whether its region stands beside a mention: "Женева, штат Нью-Йорк"."""
        return self._is_beside_parent(index, entry)

    def is_told_of(self, index: int, near: int) -> bool:
        """ "в [ливанском] городе [Триполи]"."""
        name, adjective = self._names[index], self._names[near]
        gap = name.start - adjective.end
        return adjective.text.islower() and 0 < gap <= 1 + (len(name.hint) + 3) * bool(name.hint)


def _gap(one: Name, other: Name) -> int:
    return max(one.start - other.end, other.start - one.end)


def is_acronym(text: str) -> bool:
    return text.isupper() and len(text) < 5


def borough(
    ranked: list[tuple[float, Candidate]], index: int, context: Context
) -> Candidate | None:
    """ "Голливуд" is a part of Los Angeles, not a town in Florida; "Черкизово" one of Moscow.

    Of cities abroad the gazetteer has only parts that the world knows.
    """
    first = ranked[0][1].entry
    if first.kind not in ("city", "district"):
        return None
    if first.kind == "city" and first.population >= FAMOUS:
        return None
    for _, each in ranked:
        part = each.entry
        if part.kind == "district" and part.country not in NEAR_HOME:
            is_told = context.is_near(index, part) or not context.is_near(index, first)
            return each if is_told or first.kind == "district" else None
        is_village = first.kind == "city" and first.population < TOWN[True]
        if part.kind == "district" and part.name == first.name and is_village:
            return None if context.names_more_of(first) else each
    return None
