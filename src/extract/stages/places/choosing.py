"""Choices between readings that need no article: times, doubles, words that are names too."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import math
import re
from collections.abc import Callable

from extract.gazetteer import Entry
from extract.gazetteer.forms import fold
from extract.russian.dictionary import is_known, known_parses, parses
from extract.stages.places.mentioned import Name
from extract.stages.places.patterns import (
    DOUBLE,
    HINTS,
    HOME,
    IN_ITS_TIME,
    LARGE,
    NEAR_HOME,
    OUT_OF_ITS_TIME,
    STEM,
    TOWN,
)
from extract.stages.places.readings import Candidate

TINY = 100_000  # people, of a country that is called like its town
_PROPER = re.compile("Geox|Name|Surn|Patr|Orgn")


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
        around: The place that it lies in, as the words beside it say, where the gazetteer lacks it.
        namesakes: Where the article is, of a name that several towns have, none of them chosen.
    """

    entry: Entry | None
    ambiguous: bool = False
    inside: bool = False
    by_adjective: bool = False
    kind: str = ""
    called: str = ""
    around: Entry | None = None
    namesakes: str = ""


@functools.lru_cache(maxsize=20_000)
def is_common(form: str) -> bool:
    """Whether the dictionary knows all words, and none as a place's or a person's."""
    for word in form.split(" "):
        tags = [str(parse.tag) for parse in parses(word)]
        if not is_known(word) or any(_PROPER.search(tag) for tag in tags):
            return False
    return True


def rather(ranked: list[tuple[float, Candidate]]) -> tuple[float, Candidate]:
    """ "Вайоминг" is the state, not a town in another, whatever the type of the mention.

    "Буинск" is the town of the name, not a village.
    """
    town = ranked[0][1].entry
    for points, other in ranked[1:]:
        if _is_city_state(town, other.entry):
            return points, other
    if town.kind == "city" and town.country in HOME and town.population < TOWN[True]:
        for points, other in ranked[1:]:
            larger = other.entry
            alike = (larger.kind, larger.country, larger.name) == ("city", town.country, town.name)
            if alike and larger.population > 10 * town.population:
                return points, other
    if town.kind == "city" and town.country not in NEAR_HOME and town.population < LARGE:
        for points, other in ranked[1:]:
            region = other.entry
            is_country = region.kind == "country" and other.match.how == "name"
            if is_country and region.name == town.name and region.country != town.country:
                return points, other  # "Пуэрто-Рико", which a town of Argentina is called like
            alike = region.country == town.country and region.region != town.region
            if region.kind == "region" and alike and region.name == town.name:
                return points, other
    return ranked[0]


def _is_city_state(city: Entry, country: Entry) -> bool:
    """ "Монако", which is little more than its town."""
    kinds = (city.kind, country.kind) == ("city", "country")
    alike = (city.name, city.country) == (country.name, country.country)
    is_all = country.population < TINY or city.population > 0.9 * country.population  # "Гонконг"
    return kinds and alike and is_all


def capital_or_state(
    name: Name,
    ranked: list[tuple[float, Candidate]],
    best: tuple[float, Candidate],
    is_capital: Callable[[Entry], bool],
    is_listed: Callable[[Entry], bool],
) -> tuple[float, Candidate]:
    """ "Вашингтон": the state where "штат" or another state stands beside it, else the capital.

    Only of a capital that lies in another region than that of its name.
    """
    states = [pair for pair in ranked if _is_called_so(pair[1], "region")]
    if not states:
        return best
    for capital in ranked:
        city = capital[1]
        if not _is_called_so(city, "city"):
            continue
        state = next((pair for pair in states if _is_elsewhere(pair[1], city)), None)
        if state is None or best[1].entry not in (city.entry, state[1].entry):
            continue
        if is_capital(city.entry):
            is_state = HINTS.get(name.hint) == "region" or is_listed(state[1].entry)
            return state if is_state else capital
    return best


def _is_called_so(one: Candidate, kind: str) -> bool:
    return one.entry.kind == kind and one.match.how == "name"


def _is_elsewhere(state: Candidate, city: Candidate) -> bool:
    """Whether a region has a city's name and country, and the city does not lie in it."""
    region = state.entry
    alike = (state.match.form, region.country) == (city.match.form, city.entry.country)
    return alike and region.region != city.entry.region


def is_double(one: Entry, other: Entry) -> bool:
    """Two entries of one town: GeoNames has Озёрск twice, a kilometre apart."""
    if (one.kind, one.name, one.country) != (other.kind, other.name, other.country):
        return False
    places = [(each.latitude or 0.0, each.longitude or 0.0) for each in (one, other)]
    return one.latitude is not None and math.dist(*places) < DOUBLE


@functools.lru_cache(maxsize=20_000)
def is_no_word(form: str) -> bool:
    """ "Давос": the dictionary has it as nothing but a place."""
    is_known = any("Geox" not in parse.tag.grammemes for parse in known_parses(form))
    return len(form) > STEM and not is_known


def in_time(candidate: Candidate, date: dt.date | None) -> Candidate:
    match = candidate.match
    since = match.since or match.entry.since
    until = match.until or match.entry.until
    if date is None:
        cost = OUT_OF_ITS_TIME * (match.until is not None)  # news is of today
        return Candidate(match, candidate.points - cost) if cost else candidate
    if since is None and until is None:
        return candidate
    if (since or 0) <= date.year <= (until or date.year):
        return Candidate(match, candidate.points + IN_ITS_TIME)
    return Candidate(match, candidate.points - OUT_OF_ITS_TIME)


def called(chosen: Candidate) -> str:
    """ "Собинский район", which the gazetteer has by the name of its former seat, Ставрово."""
    form, name = chosen.match.form, chosen.entry.name
    noun = " район"
    if chosen.match.how != "alias" or not (form.endswith(noun) and name.endswith(noun)):
        return ""
    return "" if fold(name)[:STEM] == form[:STEM] else form.capitalize()
