"""From a mention to an entry of the gazetteer: its readings first, then what the article says."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Sequence

from extract.gazetteer import Entry, Gazetteer
from extract.russian.dictionary import reads_as
from extract.stages.places.choosing import (
    called,
    in_time,
    is_common,
    is_double,
    is_no_word,
    rather,
)
from extract.stages.places.context import Context, is_acronym
from extract.stages.places.patterns import (
    AMBIGUOUS,
    CITY,
    FAMOUS,
    HINTS,
    HOME,
    LARGE,
    NEAR_HOME,
    TOWN,
    UNHEARD,
    VILLAGES,
)
from extract.stages.places.readings import Candidate, Name, Readings, decided

KNOWN = 1_000  # people, of a town abroad that is alone in its name, which is no word


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for a mention.

    Attributes:
        entry: None where the gazetteer has nothing.
        ambiguous: The runner-up was as likely.
        inside: The mention names a part of the entry ("север Москвы"), not the entry itself.
        by_adjective: The entry was found by an adjective ("московский").
        kind: Of the place in the entry, where that much is known.
        called: Its name, where the entry has another that the article's is no form of.
    """

    entry: Entry | None
    ambiguous: bool = False
    inside: bool = False
    by_adjective: bool = False
    kind: str = ""
    called: str = ""


class Resolver:
    """Chooses entries of a gazetteer for the place mentions of an article."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.readings = Readings(gazetteer)
        self._ancestors = functools.lru_cache(maxsize=50_000)(self._keys_around)

    def __reduce__(self) -> tuple[type[Resolver], tuple[Gazetteer]]:
        return Resolver, (self.gazetteer,)  # without what it remembers

    def __call__(self, names: Sequence[Name], date: dt.date | None = None) -> list[Choice]:
        """One choice for each name, in their order.

        Args:
            names: The place mentions of one article.
            date: The article's, where known: it decides between names of different times.
        """
        readings = [self.readings(name) for name in names]
        readings = self._with_towns(names, readings)
        readings = [[in_time(candidate, date) for candidate in found] for found in readings]
        sure = [
            None if is_acronym(name.text) and len(found) > 1 else decided(found)
            for name, found in zip(names, readings, strict=True)
        ]
        context = Context(names, sure, self._ancestors)
        return [
            self._choose(name, index, found, context)
            for index, (name, found) in enumerate(zip(names, readings, strict=True))
        ]

    def _with_towns(
        self, names: Sequence[Name], readings: list[list[Candidate]]
    ) -> list[list[Candidate]]:
        """Readings of what is called LOCATION here and CITY elsewhere, in a country of the article.

        "Вестерос" of a tale is no town in Sweden.
        """
        first = [
            (name.type, found[0].entry)
            for name, found in zip(names, readings, strict=True)
            if found
        ]
        lands = NEAR_HOME | {entry.country for kind, entry in first if kind == "COUNTRY"}
        towns = {
            entry.key for kind, entry in first
            if (kind, entry.kind) == ("CITY", "city") and entry.country in lands
        }  # fmt: skip
        return [
            self.readings.as_town(name, towns) if name.type == "LOCATION" and not found else found
            for name, found in zip(names, readings, strict=True)
        ]

    def _choose(
        self, name: Name, index: int, candidates: list[Candidate], context: Context
    ) -> Choice:
        if not candidates:
            if capital := self.readings.capital(name):
                return Choice(capital)
            around = self.readings.around(name)
            return Choice(around, inside=True) if around else Choice(None)
        ranked = sorted(
            ((candidate.points + context.points(index, candidate.entry), candidate)
             for candidate in candidates
             if not self._is_far_fetched(candidate) or context.is_near(index, candidate.entry)),
            key=lambda pair: -pair[0],
        )  # fmt: skip
        if not ranked:
            return Choice(None)
        if borough := self._borough(ranked, index, context):
            return Choice(borough.entry, by_adjective=borough.match.how == "adjective")
        best, chosen = rather(ranked)
        if name.type == "CITY" and HINTS.get(name.hint, "city") == "city" and not name.head:
            best, chosen = self._city_of(ranked, best, chosen)
        rivals = [
            points for points, other in ranked[1:]
            if other is not chosen and not self._same(other, chosen)
        ]  # fmt: skip
        ambiguous = bool(rivals) and best - rivals[0] < AMBIGUOUS
        if ambiguous and chosen.entry.kind == "district":  # every city has its "Ленинский район"
            return Choice(None)
        rest = [other for _, other in ranked[1:]]
        if self._is_stray(name, chosen, index, context, ambiguous, rest) or context.is_of_other(
            index, chosen.entry
        ):
            return Choice(None)
        if self._is_other_unit(name, chosen.entry) or self._is_guess(chosen, index, context, rest):
            is_near = context.is_near(index, chosen.entry)
            country = self.gazetteer.get(chosen.entry.country or "") if is_near else None
            return Choice(country, inside=country is not None, kind=chosen.entry.kind)
        by_adjective = chosen.match.how == "adjective"
        return Choice(chosen.entry, ambiguous, False, by_adjective, called=called(chosen))

    def _borough(
        self, ranked: list[tuple[float, Candidate]], index: int, context: Context
    ) -> Candidate | None:
        """ "Голливуд" is a part of Los Angeles, not a town in Florida; "Черкизово" one of Moscow.

        Of cities abroad the gazetteer has only parts that the world knows.
        """
        first = ranked[0][1].entry
        if first.kind not in ("city", "district") or first.population >= FAMOUS:
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

    def _city_of(
        self, ranked: list[tuple[float, Candidate]], best: float, chosen: Candidate
    ) -> tuple[float, Candidate]:
        """ "Венеция" as a city, rather than the province around it."""
        region = chosen.entry
        by_alias = region.kind == "region" and chosen.match.how == "alias"
        for points, other in ranked:
            city = other.entry
            is_its = by_alias and other.match.how == "name" and city.region == region.region
            is_its = is_its and city.kind == "city"  # "Вашингтон" as a name of its district
            if (is_its or self._is_around(region, city)) and city.population >= CITY[True]:
                return max(best, points), other
        return best, chosen

    def _is_around(self, region: Entry, city: Entry) -> bool:
        """Whether a region is called after its city."""
        alike = (region.country, region.name) == (city.country, city.name)
        if not alike or (region.kind, city.kind) != ("region", "city"):
            return False
        return region.region == city.region or not self.gazetteer.has_cities(region)

    def _is_other_unit(self, name: Name, entry: Entry) -> bool:
        """ "провинция [Панджаб]", "округ [Шекхупура]": no city abroad that is called alike.

        Nor is "округ [Колумбия]" the country.
        """
        if entry.kind == "country":
            return name.hint == "округ"
        if entry.kind != "city" or entry.country in NEAR_HOME:
            return False
        stands_for_region = self.gazetteer.get(entry.region or "") == entry  # "земля Берлин"
        is_unit = name.hint != "район" and HINTS.get(name.hint) in ("region", "district")
        return is_unit and not stands_for_region

    def _is_stray(
        self,
        name: Name,
        chosen: Candidate,
        index: int,
        context: Context,
        ambiguous: bool,
        others: list[Candidate],
    ) -> bool:
        """A town that nothing in the article speaks for: "Броды" in India, "Октябрьский" of the
        Bashkirs in an article on the Donbas.
        """
        town = chosen.entry
        if town.kind == "region" and len(name.text) == 2 and name.text.isupper():
            return not context.is_in_region(index, town)  # "МО" is a municipality too
        if town.kind == "city" and name.hint in VILLAGES and town.population >= LARGE / 2:
            return True  # "посёлок Октябрьский" is no city of a hundred thousand
        if town.kind != "city" or town.population >= FAMOUS:
            return False
        if town.country in HOME:
            is_small = town.population < LARGE * 2 and not context.is_in_region(index, town)
            by_adjective = chosen.match.how == "adjective" and town.population < UNHEARD
            least = CITY[True] if name.hint in VILLAGES else TOWN[True]
            return is_small and (
                ambiguous
                or context.is_all_elsewhere(index, town)
                # "[Симская] школа", "деревня [Лукино]"
                or (
                    context.names_other_regions(index) and (by_adjective or town.population < least)
                )
            )
        if chosen.match.how == "alias" and name.type != "CITY" and town.population < KNOWN * 2:
            return not context.is_told_by_region(index, town)
        if context.is_near(index, town) or self._is_capital(town):
            return False
        is_only = (
            not others
            and chosen.match.how == "name"
            and name.hint not in VILLAGES
            and town.population >= KNOWN
            and is_no_word(chosen.match.form)
        )
        is_unheard = town.population < UNHEARD / 2 and not is_only
        # "Катерина", which a town in Greece is called like
        return ambiguous or is_unheard or reads_as(chosen.match.form, "Name")

    def _is_guess(
        self, chosen: Candidate, index: int, context: Context, others: list[Candidate]
    ) -> bool:
        """A small town abroad with namesakes in its country, the article naming no region."""
        town = chosen.entry
        if town.kind != "city" or town.population >= UNHEARD or town.country in NEAR_HOME:
            return False
        namesakes = [
            each.entry
            for each in others
            if each.entry.country == town.country
            or (each.entry.kind == "city" and each.entry.population > 3 * town.population)
        ]
        return bool(namesakes) and not context.is_told_by_region(index, town)

    def _is_far_fetched(self, candidate: Candidate) -> bool:
        """A little known foreign place that is called like a common word: "Южный", "Лира"."""
        entry = candidate.entry
        if entry.country is None or entry.country in HOME:
            return False
        if entry.kind in ("country", "other", "district"):  # abroad only those that all know
            return False
        if " " in candidate.match.form:  # "Ферганская область"
            return False
        is_known = entry.population >= FAMOUS or self._is_capital(entry)
        return not (entry.kind == "city" and is_known) and is_common(candidate.match.form)

    def _is_capital(self, city: Entry) -> bool:
        country = self.gazetteer.get(city.country or "")
        return country is not None and country.capital == city.key

    def _same(self, one: Candidate, other: Candidate) -> bool:
        """A city and its own region or district are two readings of one place name."""
        return (
            other.entry.key in self._ancestors(one.entry)
            or other.entry.parent == one.entry.key
            or self._is_around(one.entry, other.entry)
            or is_double(one.entry, other.entry)
        )

    def _keys_around(self, entry: Entry) -> frozenset[str]:
        return frozenset(around.key for around in self.gazetteer.ancestors(entry))
