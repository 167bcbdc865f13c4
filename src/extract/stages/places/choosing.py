"""Choices between readings that need no article: times, doubles, words that are names too."""

from __future__ import annotations

import datetime as dt
import functools
import math
import re

from extract.gazetteer import Entry
from extract.gazetteer.forms import fold
from extract.russian.dictionary import is_known, known_parses, parses
from extract.stages.places.patterns import (
    DOUBLE,
    HOME,
    IN_ITS_TIME,
    LARGE,
    NEAR_HOME,
    OUT_OF_ITS_TIME,
    STEM,
    TOWN,
)
from extract.stages.places.readings import Candidate

_PROPER = re.compile("Geox|Name|Surn|Patr|Orgn")


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
    if town.kind == "city" and town.country in HOME and town.population < TOWN[True]:
        for points, other in ranked[1:]:
            larger = other.entry
            alike = (larger.kind, larger.country, larger.name) == ("city", town.country, town.name)
            if alike and larger.population > 10 * town.population:
                return points, other
    if town.kind == "city" and town.country not in NEAR_HOME and town.population < LARGE:
        for points, other in ranked[1:]:
            region = other.entry
            alike = region.country == town.country and region.region != town.region
            if region.kind == "region" and alike and region.name == town.name:
                return points, other
    return ranked[0]


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
