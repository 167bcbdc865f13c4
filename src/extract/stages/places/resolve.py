"""From a mention to an entry of the gazetteer: its readings first, then what the article says."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence

from extract.gazetteer import Entry, Gazetteer
from extract.gazetteer.forms import fold
from extract.stages.places.choosing import (
    Choice,
    called,
    capital_or_state,
    in_time,
    is_double,
    rather,
)
from extract.stages.places.context import Context, borough, is_acronym
from extract.stages.places.mentioned import Name
from extract.stages.places.patterns import (
    AMBIGUOUS,
    CITY,
    HINTS,
    LARGE,
    MUNICIPALITIES,
    NEAR_HOME,
    UNHEARD,
)
from extract.stages.places.placed import placed
from extract.stages.places.readings import Candidate, Readings, decided
from extract.stages.places.stray import is_far_fetched, is_guess, is_stray, is_weak


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
            None if (is_acronym(name.text) and len(found) > 1) or is_weak(found)
            else decided(found)
            for name, found in zip(names, readings, strict=True)
        ]  # fmt: skip
        likeliest = [found[0].entry if found else None for found in readings]
        context = Context(names, sure, self._ancestors, likeliest)
        choices = [
            self._choose(name, index, found, context)
            for index, (name, found) in enumerate(zip(names, readings, strict=True))
        ]
        for index, choice in enumerate(choices):
            if choice.entry is None or (choice.inside and choice.entry.kind == "country"):
                choices[index] = placed(
                    names, index, choices, context, readings[index], self.gazetteer.get
                )
        return choices

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
            return self._part(name)
        ranked = sorted(
            ((candidate.points + context.points(index, candidate.entry), candidate)
             for candidate in candidates
             if not is_far_fetched(candidate, self._is_capital)
             or context.is_near(index, candidate.entry)),
            key=lambda pair: -pair[0],
        )  # fmt: skip
        if not ranked:
            return Choice(None)
        if part := borough(ranked, index, context):
            return Choice(part.entry, by_adjective=part.match.how == "adjective")
        best, chosen = rather(ranked)
        if name.type == "CITY" and HINTS.get(name.hint, "city") == "city" and not name.head:
            best, chosen = self._city_of(ranked, best, chosen)
        best, chosen = self._well_known(ranked, (best, chosen), index, context)
        is_listed = functools.partial(context.is_listed, index)
        best, chosen = capital_or_state(name, ranked, (best, chosen), self._is_capital, is_listed)
        best, chosen = self._ruled(name, ranked, (best, chosen))
        rivals = [
            points for points, other in ranked[1:]
            if other is not chosen and not self._same(other, chosen)
        ]  # fmt: skip
        ambiguous = bool(rivals) and best - rivals[0] < AMBIGUOUS
        if ambiguous and chosen.entry.kind == "district":  # every city has its "Ленинский район"
            return Choice(None)
        rest = [other for _, other in ranked[1:]]
        if (
            is_stray(name, chosen, index, context, ambiguous, rest, self._is_capital)
            or context.is_of_other(index, chosen.entry)
            or context.is_of_elsewhere(chosen, rest, self.gazetteer.get)
        ):
            return Choice(None)
        if self._is_other_unit(name, chosen.entry) or is_guess(chosen, index, context, rest):
            is_near = context.is_near(index, chosen.entry)
            country = self.gazetteer.get(chosen.entry.country or "") if is_near else None
            kind = "other" if name.is_port else chosen.entry.kind
            return Choice(country, inside=country is not None, kind=kind)
        by_adjective = chosen.match.how == "adjective"
        if by_adjective and (district := self._district_of(name, chosen.entry, context)):
            return Choice(district, by_adjective=True)
        if self._is_called_after(name, chosen):
            return self._called_after(name, index, chosen.entry, context, by_adjective)
        return Choice(chosen.entry, ambiguous, False, by_adjective, called=called(chosen))

    def _well_known(
        self,
        ranked: list[tuple[float, Candidate]],
        best: tuple[float, Candidate],
        index: int,
        context: Context,
    ) -> tuple[float, Candidate]:
        """ "Оксфорд" in an article on the USA, which have small towns of the name."""
        chosen = best[1]
        town = chosen.entry
        if town.kind != "city" or town.population >= UNHEARD or town.country in NEAR_HOME:
            return best
        larger = next(
            (pair for pair in ranked
             if pair[1].entry.kind == "city" and pair[1].match.how == chosen.match.how
             and pair[1].entry.population >= max(LARGE, 5 * town.population)),
            None,
        )  # fmt: skip
        if larger is None or context.is_beside(index, town):
            return best
        return (
            best if context.is_told_by_region(index, town) else (max(best[0], larger[0]), larger[1])
        )

    def _part(self, name: Name) -> Choice:
        """ "столица Киргизии", "север Москвы", "Северная Италия"."""
        if capital := self.readings.capital(name):
            return Choice(capital)
        around = self.readings.around(name)
        kind = "other" if around and name.text[0].isupper() else ""
        return Choice(around, inside=True, kind=kind) if around else Choice(None)

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

    def _ruled(
        self,
        name: Name,
        ranked: list[tuple[float, Candidate]],
        best: tuple[float, Candidate],
    ) -> tuple[float, Candidate]:
        """ "губернатор [Нью-Йорка]" is a state's; "Подгорица" is the capital, not its region."""
        own = best[1].entry
        if name.is_governed and (own.kind, own.country) == ("city", "US"):
            states = (pair for pair in ranked if pair[1].entry.kind == "region")
            return next((pair for pair in states if pair[1].entry.name == own.name), best)
        if (
            own.kind != "region"
            or name.type != "STATE_OR_PROVINCE"
            or name.head
            or name.hint
            or " " in name.text
        ):
            return best
        cities = (pair for pair in ranked if self._is_around(own, pair[1].entry))
        return next((pair for pair in cities if self._is_capital(pair[1].entry)), best)

    def _district_of(self, name: Name, town: Entry, context: Context) -> Entry | None:
        """ "[Сусанинская] больница" of the district that the article names, not of its seat."""
        if town.kind != "city" or town.population >= UNHEARD or context.names(town):
            return None
        return next(
            (each for each in self.gazetteer.adjective(name.text)
             if (each.kind, each.region) == ("district", town.region) and context.names(each)),
            None,
        )  # fmt: skip

    def _is_called_after(self, name: Name, chosen: Candidate) -> bool:
        """ "аэропорт [Борисполь]", "муниципальный район «[Сосногорск]»": no town itself."""
        town = chosen.entry
        is_unit = name.hint in MUNICIPALITIES
        if town.kind not in ("city", "district") or not (is_unit or name.is_port):
            return False
        if fold(name.text) != chosen.match.form or (is_unit and town.kind == "district"):
            return False
        if name.hint == "микрорайон":
            return True
        return town.population < LARGE if is_unit else not name.text.endswith(("и", "е", "у", "ы"))

    def _called_after(
        self, name: Name, index: int, town: Entry, context: Context, by_adjective: bool
    ) -> Choice:
        kind = "other" if name.is_port else "district"
        if by_adjective:  # "аэродром [Чкаловский]", which is not at Оренбург, once Чкалов
            return Choice(None, kind=kind)
        is_its = town.population >= LARGE or context.is_in_region(index, town)
        if town.kind == "district" or not name.is_port:
            around = self.gazetteer.get(town.parent or "")
        else:
            around = town if is_its else self.gazetteer.get(town.country or "")
        return Choice(around, inside=around is not None, kind=kind)

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
            return name.hint == "округ" and not is_acronym(name.text)
        if entry.kind != "city" or entry.country in NEAR_HOME:
            return False
        stands_for_region = self.gazetteer.get(entry.region or "") == entry  # "земля Берлин"
        is_unit = name.hint != "район" and HINTS.get(name.hint) in ("region", "district")
        return is_unit and not stands_for_region

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
