"""Rows of the gazetteer, kind by kind, from what the sources say.

The order of trust: our own tables in ``hand/``, then the source that was measured best for the
field (names: CLDR and GeoNames' Russian translations; ids: GeoNames, Natural Earth).
"""

from __future__ import annotations

import collections
import dataclasses
import math
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extract.gazetteer import forms, sources
from extract.gazetteer.sources import hand, is_russian, listed

WITH_DISTRICTS = frozenset({"RU", "UA", "BY", "KZ"})
FORMER_USSR = WITH_DISTRICTS | {"AM", "AZ", "EE", "GE", "KG", "LT", "LV", "MD", "TJ", "TM", "UZ"}
SMALLEST = 0  # people, of a city outside the former USSR
KNOWN = 15_000  # people, of a foreign city that adjectives are made from
INITIALED = 50_000  # people, of a city whose name is written with an initial
INITIALS = frozenset({"Нижний", "Нижняя", "Великий", "Великие", "Верхняя", "Набережные", "Старый"})
LATIN = 50_000  # people, of a city that is known by its name in Latin script too
# First-level units that are cities: the city's entry stands for both.
CITY_REGIONS = frozenset({
    "RU-MOW", "RU-SPE", "UA-30", "UA-40", "BY-HM", "KZ-71", "KZ-75", "KZ-79", "AT-9", "DE-BE",
    "DE-HH", "DE-HB", "CN-BJ", "CN-SH", "CN-TJ", "CN-CQ", "AZ-BA", "AM-ER", "GE-TB", "KG-GB",
    "KG-GO", "UZ-TK", "TJ-DU", "TM-S", "KR-11", "KR-26", "JP-13", "CZ-10", "HU-BU", "RO-B",
    "BE-BRU", "ES-CE", "ES-ML", "TR-34", "TR-06", "VN-HN", "VN-SG", "TH-10", "MD-CU", "MD-BA",
    "MN-1", "KP-01", "GB-LND", "BG-22", "CO-DC", "VE-A", "IN-CH",
})  # fmt: skip
_UKRAINIAN = re.compile(r"ський\b")
_GENERIC_REGION = re.compile(r"\s*(?:\(.*\)|,.*)$")


@dataclasses.dataclass
class Row:
    """An entry on its way into the file; names are written forms, the canonical one apart."""

    name: str
    kind: str
    country: str | None = None
    region: str | None = None
    geonames: int | None = None
    wikidata: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    parent: str | None = None
    since: int | None = None
    until: int | None = None
    aliases: list[str] = dataclasses.field(default_factory=list)
    adjectives: list[str] = dataclasses.field(default_factory=list)
    capital: int | None = None
    former: list[tuple[str, int | None, int | None]] = dataclasses.field(default_factory=list)
    spoken: list[str] = dataclasses.field(default_factory=list)  # as usual as the canonical name

    @property
    def key(self) -> str:
        if self.geonames:
            return f"geonames:{self.geonames}"
        return f"wikidata:{self.wikidata}" if self.wikidata else f"name:{self.kind}:{self.name}"


def countries() -> list[Row]:
    geonames, earth = sources.geonames_countries(), sources.natural_earth_countries()
    ours = {row["code"]: row for row in hand("countries")}
    rows = []
    for code, babel in sources.babel_countries().items():
        if code not in geonames:
            continue
        own, natural = ours.get(code, {}), earth.get(code, {})
        names = [own.get("name") or babel, *listed(own.get("aliases", "")), babel]
        if natural.get("name"):
            names.append(natural["name"][:1].upper() + natural["name"][1:])
        stated = listed(own.get("adjectives", ""))
        rows.append(
            Row(
                name=names[0],
                kind="country",
                country=code,
                geonames=geonames[code]["geonameid"],
                wikidata=own.get("wikidata") or natural.get("wikidata"),
                latitude=natural.get("latitude"),
                longitude=natural.get("longitude"),
                population=geonames[code]["population"],
                aliases=[*names[1:], geonames[code]["name"]],
                adjectives=stated or forms.adjectives(forms.fold(names[0])),
            )
        )
    return rows


def regions(root: Path, folder: Path, parents: dict[str, str]) -> tuple[list[Row], dict[str, str]]:
    """First-level regions, and ISO codes by GeoNames' admin codes ("RU.53")."""
    cldr, iso, translated = (
        sources.cldr_regions(root),
        sources.iso_regions(),
        sources.geonames_russian(root),
    )
    wikidata = sources.region_wikidata(folder)
    ours = {row["code"]: row for row in hand("regions")}
    units = {unit["iso"]: unit for unit in sources.subdivisions() if unit["iso"]}
    admin = {unit["admin"]: unit["iso"] for unit in units.values() if unit["level"] == 1}
    rows = []
    taken: set[tuple[str, str]] = set()
    for code in sorted({*iso, *ours, *units, *cldr}, key=lambda code: (code not in iso, code)):
        if code in CITY_REGIONS or code[:2] not in parents:
            continue
        unit, own, position = units.get(code, {}), ours.get(code, {}), iso.get(code, {})
        found = [
            own.get("name", ""),
            cldr.get(code, ""),
            position.get("russian", ""),
            translated.get(unit.get("admin", ""), ""),
            translated.get(str(unit.get("geonames")), ""),
        ]
        names = [_GENERIC_REGION.sub("", name) or name for name in found if name]
        names = [own["name"], *names[1:]] if own else names
        if not names or not (own or is_russian(names[0][:1].upper() + names[0][1:])):
            continue
        names = [name[:1].upper() + name[1:] for name in names]
        in_force = code in iso or code in ours
        if not in_force and (code[:2], names[0]) in taken:  # a withdrawn code of the same region
            continue
        taken.add((code[:2], names[0]))
        stated = listed(own.get("adjectives", ""))
        rows.append(
            Row(
                name=names[0],
                kind="region",
                country=code[:2],
                region=code if in_force else None,
                geonames=unit.get("geonames"),
                wikidata=own.get("wikidata") or wikidata.get(code),
                latitude=position.get("latitude"),
                longitude=position.get("longitude"),
                parent=parents[code[:2]],
                aliases=[*names[1:], *listed(own.get("aliases", "")), *_english(unit)],
                adjectives=stated or _region_adjectives(names[0]),
            )
        )
    return rows, admin


def _english(unit: dict[str, Any]) -> list[str]:
    return [name for name in (unit.get("name"),) if name and re.fullmatch("[A-Za-z -]+", name)]


def _region_adjectives(name: str) -> list[str]:
    first, _, rest = forms.fold(name).partition(" ")
    if rest:
        masculine = forms.masculine(first)
        return [masculine] if masculine else []
    return forms.adjectives(first)


def cities(root: Path, folder: Path, admin: dict[str, str], parents: dict[str, str]) -> list[Row]:
    """Cities with a Russian name; each source's alternate spellings become aliases."""
    translated, earth = sources.geonames_russian(root), sources.natural_earth_places(folder)
    translated |= {row["geonames"]: row["name"] for row in hand("russian")}
    rows = []
    for identifier, city in sources.geonames_cities().items():
        country = city["countrycode"]
        cyrillic = [name for name in city["alternatenames"] if is_russian(name)]
        natural = _agreed(earth.get(int(identifier)), city, cyrillic)
        known = [name for name in (translated.get(identifier, ""), natural) if is_russian(name)]
        small = city["population"] < SMALLEST and country not in FORMER_USSR
        if not (known or cyrillic) or (small and not known):
            continue
        name = known[0] if known else _most_russian(cyrillic, city["name"])
        name = _UKRAINIAN.sub("ский", name)
        code = f"{country}.{city['admin1code']}"
        region = admin.get(code) if country != "GB" else None
        rows.append(
            Row(
                name=name,
                kind="city",
                country=country,
                region=region,
                geonames=int(identifier),
                wikidata=_wikidata(earth.get(int(identifier)), city),
                latitude=city["latitude"],
                longitude=city["longitude"],
                population=city["population"],
                parent=parents.get(region or "") or parents.get(country),
                aliases=[*known[1:], *cyrillic, *_latin(city), *_shortened(name, city)],
                adjectives=forms.adjectives(forms.fold(name)) if _is_known(city) else [],
            )
        )
    return [*rows, *_earth_only(earth, rows, parents)]


def _is_known(city: dict[str, Any]) -> bool:
    """Whether adjectives of a city are to be expected in a Russian text."""
    return city["countrycode"] in FORMER_USSR or city["population"] >= KNOWN


def _latin(city: dict[str, Any]) -> list[str]:
    """Names in Latin script ("New York" in a Russian text), of larger cities."""
    if city["population"] < LATIN:
        return []
    name = city["name"]
    return [name, name.removesuffix(" City")]


def _shortened(name: str, city: dict[str, Any]) -> list[str]:
    """ "Н. Новгород", "Ростов н/Д": cities of the former USSR as they are written short."""
    if city["countrycode"] not in FORMER_USSR:
        return []
    if river := re.fullmatch(r"(.+)-на-([А-ЯЁ]).*", name):
        return [f"{river[1]} н/{river[2]}", f"{river[1]}-н/{river[2]}"]
    first, _, rest = name.partition(" ")
    initialed = first in INITIALS and rest and city["population"] >= INITIALED
    return [f"{first[0]}. {rest}"] if initialed else []


def _earth_only(
    earth: dict[int, dict[str, Any]], rows: list[Row], parents: dict[str, str]
) -> Iterable[Row]:
    """Natural Earth's places that are not in GeoNames' list; the nearest tells the region."""
    known = {row.geonames for row in rows}
    neighbours = collections.defaultdict(list)
    for row in rows:
        neighbours[row.country].append(row)
    for identifier, place in earth.items():
        if identifier in known or not is_russian(place["name"]):
            continue
        near = min(
            neighbours[place["country"]], key=lambda row: _distance(row, place), default=None
        )
        region = near.region if near is not None and _distance(near, place) < 2 else None
        yield Row(
            name=place["name"],
            kind="city",
            country=place["country"],
            region=region,
            geonames=identifier,
            wikidata=place["wikidata"] or None,
            latitude=place["latitude"],
            longitude=place["longitude"],
            population=place["population"],
            parent=parents.get(region or "") or parents.get(place["country"]),
            adjectives=forms.adjectives(forms.fold(place["name"])),
        )


def _distance(row: Row, place: dict[str, Any]) -> float:
    """In degrees of latitude, near enough to find the nearest."""
    east = (row.longitude or 0.0) - place["longitude"]
    shrunk = east * math.cos(math.radians(place["latitude"]))
    return math.hypot((row.latitude or 0.0) - place["latitude"], shrunk)


def _near(place: dict[str, Any], city: dict[str, Any]) -> bool:
    return all(abs(place[axis] - city[axis]) < 0.5 for axis in ("latitude", "longitude"))


def _wikidata(place: dict[str, Any] | None, city: dict[str, Any]) -> str | None:
    return place["wikidata"] or None if place and _near(place, city) else None


def _agreed(place: dict[str, Any] | None, city: dict[str, Any], cyrillic: list[str]) -> str:
    """Natural Earth's name where the position agrees, and the name with GeoNames' if it has any."""
    if not place or not _near(place, city):
        return ""
    spellings = {forms.fold(name) for name in cyrillic}
    return place["name"] if not spellings or forms.fold(place["name"]) in spellings else ""


def _most_russian(names: list[str], original: str) -> str:
    """The most Russian of Cyrillic spellings that no source says the language of.

    Bulgarian writes ъ between consonants, Serbian no ы, э, ё or hyphen for the original's space.
    """

    def score(name: str) -> tuple[int, int, str]:
        points = 2 * bool(re.search("[ыэё]", name)) - 3 * bool(re.search("ъ[^еёюя]|йо", name))
        points += ("-" in name) == bool(re.search("[ -]", original))
        points += not re.search("(?i)град$|ая$", original) and name.count(" ") == 0
        return (points, -len(name), name)

    return max(names, key=score)


def others(parents: dict[str, str]) -> list[Row]:
    """Geographical and historical names of ``hand/other.tsv``."""
    return [
        Row(
            name=row["name"],
            kind=row["kind"],
            country=row["country"] or None,
            wikidata=row["wikidata"] or None,
            parent=parents.get(row["country"]),
            since=_year(row["since"]),
            until=_year(row["until"]),
            aliases=listed(row["aliases"]),
            adjectives=listed(row["adjectives"] or ""),
        )
        for row in hand("other")
    ]


def add_hand_names(rows: list[Row]) -> None:
    """Aliases, adjectives and former names of cities, from ``hand/``.

    Raises:
        ValueError: A name of the hand tables fits no city.
    """
    largest: dict[tuple[str, str], Row] = {}
    for row in sorted(rows, key=lambda row: row.population):
        for name in (*row.aliases, row.name):
            largest[forms.fold(name), row.country or ""] = row
    for table in ("cities", "former"):
        for line in hand(table):
            city = largest.get((forms.fold(line["name"]), line["country"]))
            if city is None:
                raise ValueError(f"{table}.tsv: no city {line['name']} in {line['country']}")
            if table == "cities":
                city.aliases += [city.name, *listed(line["aliases"])]
                city.name = line["name"]
                city.adjectives = listed(line["adjectives"]) or city.adjectives
                city.wikidata = line["wikidata"] or city.wikidata
            else:
                city.former.append((line["former"], _year(line["since"]), _year(line["until"])))


def _year(cell: str | None) -> int | None:
    return int(cell) if cell else None
