"""Rows of the gazetteer, kind by kind, from what the sources say.

The order of trust: our own tables in ``hand/``, then the source that was measured best for the
field (names: CLDR and GeoNames' Russian translations; ids: GeoNames, Natural Earth).
"""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

from extract.gazetteer import forms, sources
from extract.gazetteer.entries import key
from extract.gazetteer.sources import hand, is_russian, listed

WITH_DISTRICTS = frozenset({"RU", "UA", "BY", "KZ"})
FORMER_USSR = WITH_DISTRICTS | {"AM", "AZ", "EE", "GE", "KG", "LT", "LV", "MD", "TJ", "TM", "UZ"}
# First-level units that are cities: the city's entry stands for both.
CITY_REGIONS = frozenset({
    "RU-MOW", "RU-SPE", "UA-30", "UA-40", "BY-HM", "KZ-71", "KZ-75", "KZ-79", "AT-9", "DE-BE",
    "DE-HH", "DE-HB", "CN-BJ", "CN-SH", "CN-TJ", "CN-CQ", "AZ-BA", "AM-ER", "GE-TB", "KG-GB",
    "KG-GO", "UZ-TK", "TJ-DU", "TM-S", "KR-11", "KR-26", "JP-13", "CZ-10", "HU-BU", "RO-B",
    "BE-BRU", "ES-CE", "ES-ML", "TR-34", "TR-06", "VN-HN", "VN-SG", "TH-10", "MD-CU", "MD-BA",
    "MN-1", "KP-01", "GB-LND", "BG-22", "CO-DC", "VE-A", "IN-CH",
})  # fmt: skip
FAME = 500_000  # people that a town known beyond its size counts as
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
        return key(self.geonames, self.wikidata, self.kind, self.name, self.region)


def countries() -> list[Row]:
    geonames, earth = sources.geonames_countries(), sources.natural_earth_countries()
    ours = {row["code"]: row for row in hand("countries")}
    rows = []
    for code, short in sources.babel_countries().items():
        if code not in geonames:
            continue
        babel = short.replace("о-ва", "острова")
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
    said = _RegionSources(root, folder)
    rows: list[Row] = []
    taken: set[tuple[str, str]] = set()
    for code in said.codes():
        if code in CITY_REGIONS or code[:2] not in parents:
            continue
        row = said.row(code, parents[code[:2]])
        if row is None or (row.region is None and (code[:2], row.name) in taken):
            continue  # the latter has a withdrawn code of the same region
        taken.add((code[:2], row.name))
        rows.append(row)
    return rows, said.admin


class _RegionSources:
    """What the sources say of regions, by ISO code.

    Attributes:
        admin: ISO codes by GeoNames' admin codes.
    """

    def __init__(self, root: Path, folder: Path) -> None:
        self._cldr, self._iso = sources.cldr_regions(root), sources.iso_regions()
        self._translated = sources.geonames_russian(root)
        self._wikidata = sources.region_wikidata(folder)
        self._ours = {row["code"]: row for row in hand("regions")}
        self._units = {unit["iso"]: unit for unit in sources.subdivisions() if unit["iso"]}
        units = self._units.values()
        self.admin: dict[str, str] = {u["admin"]: u["iso"] for u in units if u["level"] == 1}

    def codes(self) -> list[str]:
        """All codes, those in force first."""
        known = {*self._iso, *self._ours, *self._units, *self._cldr}
        return sorted(known, key=lambda code: (code not in self._iso, code))

    def row(self, code: str, parent: str) -> Row | None:
        """A region; None where nobody tells its Russian name."""
        unit, own = self._units.get(code, {}), self._ours.get(code, {})
        position = self._iso.get(code, {})
        names = self._names(code)
        if not names or not (own or is_russian(names[0])):
            return None
        stated = listed(own.get("adjectives", ""))
        return Row(
            name=names[0],
            kind="region",
            country=code[:2],
            region=code if code in self._iso or code in self._ours else None,
            geonames=unit.get("geonames"),
            wikidata=own.get("wikidata") or self._wikidata.get(code),
            latitude=position.get("latitude"),
            longitude=position.get("longitude"),
            parent=parent,
            aliases=[*names[1:], *listed(own.get("aliases", "")), *_english(unit)],
            adjectives=stated or _region_adjectives(names[0]),
        )

    def _names(self, code: str) -> list[str]:
        """Its names, ours first."""
        unit, own = self._units.get(code, {}), self._ours.get(code, {})
        found = [
            own.get("name", ""),
            self._cldr.get(code, ""),
            self._iso.get(code, {}).get("russian", ""),
            self._translated.get(unit.get("admin", ""), ""),
            self._translated.get(str(unit.get("geonames")), ""),
        ]
        names = [_GENERIC_REGION.sub("", name) or name for name in found if name]
        names = [own["name"], *names[1:]] if own else names
        return [name[:1].upper() + name[1:].replace(" Острова", " острова") for name in names]


def _english(unit: dict[str, Any]) -> list[str]:
    return [name for name in (unit.get("name"),) if name and re.fullmatch("[A-Za-z -]+", name)]


def _region_adjectives(name: str) -> list[str]:
    first, _, rest = forms.fold(name).partition(" ")
    if rest:
        masculine = forms.masculine(first)
        return [masculine] if masculine else []
    return forms.adjectives(first)


def others(parents: dict[str, str]) -> list[Row]:
    """Geographical and historical names of ``hand/other.tsv``.

    An alias behind "=" is as usual as the name: "Атлантика".
    """
    return [
        Row(
            name=row["name"],
            kind=row["kind"],
            country=row["country"] or None,
            wikidata=row["wikidata"] or None,
            latitude=_degrees(row["latitude"]),
            longitude=_degrees(row["longitude"]),
            parent=parents.get(row["country"]),
            since=_year(row["since"]),
            until=_year(row["until"]),
            aliases=[name for name in listed(row["aliases"]) if name[0] != "="],
            adjectives=listed(row["adjectives"] or ""),
            spoken=[name[1:] for name in listed(row["aliases"]) if name[0] == "="],
        )
        for row in hand("other")
    ]


def add_hand_names(rows: list[Row]) -> None:
    """Aliases, adjectives and former names of cities, from ``hand/``.

    Raises:
        ValueError: A name of the hand tables fits no city.
    """
    largest: dict[tuple[str, str], Row] = {}
    by_size = sorted(rows, key=lambda row: row.population)
    named = [(name, row) for row in by_size for name in row.aliases]
    named += [(row.name, row) for row in by_size]  # "Ставрополь" is no alias of Тольятти
    for name, row in named:
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


def add_fame(rows: list[Row]) -> None:
    """Towns of ``hand/famous.tsv`` weigh like large ones, their namesakes do not.

    Raises:
        ValueError: The table names a town that is not there.
    """
    known = {row.geonames: row for row in rows}
    for line in hand("famous"):
        town = known.get(int(line["geonames"]))
        if town is None or town.name != line["name"]:
            raise ValueError(f"famous.tsv: no town {line['geonames']} {line['name']}")
        town.population = max(town.population, FAME)


def _degrees(cell: str | None) -> float | None:
    return float(cell) if cell else None


def _year(cell: str | None) -> int | None:
    return int(cell) if cell else None
