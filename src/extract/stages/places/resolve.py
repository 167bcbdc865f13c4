"""From a mention to an entry of the gazetteer: its readings first, then what the article says."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence

from extract.gazetteer import Entry, Gazetteer
from extract.gazetteer.forms import fold
from extract.russian.dictionary import reads_as
from extract.stages.places.choosing import (
    Choice,
    called,
    capital_or_state,
    in_time,
    is_common,
    is_double,
    is_no_word,
    rather,
)
from extract.stages.places.context import Context, borough, is_acronym, placed
from extract.stages.places.mentioned import Name
from extract.stages.places.patterns import (
    AMBIGUOUS,
    CITY,
    FAMOUS,
    HINTS,
    HOME,
    LARGE,
    MUNICIPALITIES,
    NEAR_HOME,
    SIDES,
    TOWN,
    UNHEARD,
    VILLAGES,
)
from extract.stages.places.readings import Candidate, Readings, decided

KNOWN = 1_000  # people, of a town abroad that is alone in its name, which is no word


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
             if not self._is_far_fetched(candidate) or context.is_near(index, candidate.entry)),
            key=lambda pair: -pair[0],
        )  # fmt: skip
        if not ranked:
            return Choice(None)
        if part := borough(ranked, index, context):
            return Choice(part.entry, by_adjective=part.match.how == "adjective")
        best, chosen = rather(ranked)
        if name.type == "CITY" and HINTS.get(name.hint, "city") == "city" and not name.head:
            best, chosen = self._city_of(ranked, best, chosen)
        is_listed = functools.partial(context.is_listed, index)
        best, chosen = capital_or_state(name, ranked, (best, chosen), self._is_capital, is_listed)
        rivals = [
            points for points, other in ranked[1:]
            if other is not chosen and not self._same(other, chosen)
        ]  # fmt: skip
        ambiguous = bool(rivals) and best - rivals[0] < AMBIGUOUS
        if ambiguous and chosen.entry.kind == "district":  # every city has its "Ленинский район"
            return Choice(None)
        rest = [other for _, other in ranked[1:]]
        if (
            self._is_stray(name, chosen, index, context, ambiguous, rest)
            or context.is_of_other(index, chosen.entry)
            or context.is_of_elsewhere(chosen, rest, self.gazetteer.get)
        ):
            return Choice(None)
        if self._is_other_unit(name, chosen.entry) or self._is_guess(chosen, index, context, rest):
            is_near = context.is_near(index, chosen.entry)
            country = self.gazetteer.get(chosen.entry.country or "") if is_near else None
            return Choice(country, inside=country is not None, kind=chosen.entry.kind)
        if self._is_called_after(name, chosen):
            return self._called_after(name, index, chosen.entry, context)
        by_adjective = chosen.match.how == "adjective"
        return Choice(chosen.entry, ambiguous, False, by_adjective, called=called(chosen))

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

    def _is_called_after(self, name: Name, chosen: Candidate) -> bool:
        """ "аэропорт [Борисполь]", "муниципальный район «[Сосногорск]»": no town itself."""
        town = chosen.entry
        is_unit = name.hint in MUNICIPALITIES
        if town.kind != "city" or not (is_unit or name.is_port):
            return False
        if fold(name.text) != chosen.match.form:
            return False
        return town.population < LARGE if is_unit else not name.text.endswith(("и", "е", "у", "ы"))

    def _called_after(self, name: Name, index: int, town: Entry, context: Context) -> Choice:
        kind = "other" if name.is_port else "district"
        is_its = town.population >= LARGE or context.is_in_region(index, town)
        around = town if is_its or not name.is_port else self.gazetteer.get(town.country or "")
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
        if name.is_numbered and town.population < LARGE:
            return True
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
            if (each.entry.country == town.country and each.entry.kind != "country")
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
        first, _, rest = candidate.match.form.partition(" ")
        if rest:  # "Южный округ", of Botswana; not "Ферганская область"
            return entry.kind == "region" and first in SIDES
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
