"""Rows of districts: of the country from GeoNames and ``hand/rural.tsv``, of cities by hand."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from extract.gazetteer import forms, sources
from extract.gazetteer.rows import CITY_REGIONS, FORMER_USSR, WITH_DISTRICTS, Row
from extract.gazetteer.sources import hand, is_russian, listed
from extract.russian.dictionary import analyzer

NEAR = 0.5  # degrees between a part of a city abroad and its middle
_GENERIC = "[Рр]айон|[Уу]лус|[Кк]ожуун|[Аа]дминистративный [Оо]круг"
_DISTRICT = re.compile(rf"[А-ЯЁ][\w\- ]*(?:ский|цкий|ой|ый|ий) (?:{_GENERIC})")
_ADJECTIVE = re.compile(r".*(?:ий|ой|ый)")
_LOCAL = frozenset({"улус", "кожуун"})  # called "район" too


def districts(admin: dict[str, str], parents: dict[str, str]) -> list[Row]:
    """Districts (район, улус, кожуун, округ) of Russia, Belarus, Ukraine and Kazakhstan.

    GeoNames has a Russian name for two of three; the others are in ``hand/rural.tsv``.
    """
    rows = [_by_hand(line, parents) for line in hand("rural")]
    named = {row.geonames for row in rows}
    for unit in sources.subdivisions():
        country = unit["admin"][:2]
        if unit["level"] != 2 or country not in WITH_DISTRICTS or unit["geonames"] in named:
            continue
        names = [name for name in unit["aliases"] if _DISTRICT.fullmatch(name) and is_russian(name)]
        if not names:
            continue
        head, _, generic = names[-1].partition(" ")
        region = admin.get(unit["admin"].rpartition(".")[0])
        row = _district(f"{head} {generic.lower()}", region or country, unit["geonames"], parents)
        row.aliases += names[:-1]
        rows.append(row)
    rows.sort(key=lambda row: row.geonames is not None)
    return list({(row.name, row.region): row for row in rows}.values())


def _by_hand(line: dict[str, str], parents: dict[str, str]) -> Row:
    number = int(line["geonames"]) if line["geonames"] else None
    row = _district(line["name"], line["region"], number, parents)
    row.aliases += listed(line["aliases"])
    return row


def _district(name: str, code: str, number: int | None, parents: dict[str, str]) -> Row:
    """A district of a region, or of a country where GeoNames tells no more."""
    head, _, generic = name.partition(" ")
    is_adjective = _ADJECTIVE.fullmatch(head) is not None
    return Row(
        name=name,
        kind="district",
        country=code[:2],
        region=code if "-" in code else None,
        geonames=number,
        parent=parents.get(code) or parents.get(code[:2]),
        aliases=[f"{head} район"] if is_adjective and generic in _LOCAL else [],
        adjectives=[forms.fold(head)] if is_adjective else [],
    )


def city_districts(towns: list[Row], known: list[Row]) -> list[Row]:
    """Districts of ``hand/districts.tsv``; those of city-regions keep GeoNames' id if it has one.

    Args:
        towns: All cities; entries that GeoNames has for districts of city-regions are taken out.
        known: Districts of ``districts``; those that a row of the table names are taken out.

    Raises:
        ValueError: The table names a city or a district around that is not there.
    """
    largest = _largest(towns)
    rows: dict[tuple[str, str], Row] = {}
    for line in hand("districts"):
        city = largest.get((forms.fold(line["city"]), line["country"]))
        around = rows.get((line["city"], line["within"])) if line["within"] else city
        if city is None or around is None:
            raise ValueError(f"districts.tsv: nothing is around {line['name']} in {line['city']}")
        row = _city_district(line, city)
        if city.region in CITY_REGIONS:
            _take_over(row, [known, towns], city)
        elif city.country not in FORMER_USSR:
            _take_over(row, [towns], city)
        row.parent = around.key
        rows[line["city"], line["name"]] = row
    return list(rows.values())


def _largest(towns: list[Row]) -> dict[tuple[str, str | None], Row]:
    """The largest city of each name, folded, and country."""
    by_size = sorted(towns, key=lambda town: town.population)
    found = {(forms.fold(name), town.country): town for town in by_size for name in town.aliases}
    return found | {(forms.fold(town.name), town.country): town for town in by_size}


def _city_district(line: dict[str, str], city: Row) -> Row:
    """ "Ленинский район Новосибирска", "Хамовники": adjectives need their city to be a name."""
    name, head = line["name"], line["name"].partition(" ")[0]
    is_adjective = _ADJECTIVE.fullmatch(head) is not None and " " in name
    return Row(
        name=f"{name} {genitive(city.name)}" if is_adjective else name,
        kind="district",
        country=city.country,
        region=city.region,
        wikidata=line["wikidata"] or None,
        aliases=listed(line["aliases"]),
        adjectives=_adjectives(name, head, is_adjective, city),
        spoken=[name],
    )


def _adjectives(name: str, head: str, is_adjective: bool, city: Row) -> list[str]:
    """ "ленинский", "голливудский"; what is called after a village at home has none of its own."""
    if is_adjective:
        return [forms.fold(head)]
    return [] if city.country in FORMER_USSR else forms.adjectives(forms.fold(name))


def _take_over(row: Row, tables: Iterable[list[Row]], city: Row) -> None:
    """Ids and positions of GeoNames' own entries, which go."""
    spoken = forms.fold(row.spoken[0])
    names = {spoken, spoken.removesuffix(" район")}
    for found in tables:
        same = [other for other in found if _is_in(other, city)]
        for other in (other for other in same if forms.fold(other.name) in names):
            row.geonames = row.geonames or other.geonames
            row.wikidata = row.wikidata or other.wikidata
            if row.latitude is None:
                row.latitude, row.longitude = other.latitude, other.longitude
            row.population = max(row.population, other.population)
            row.aliases += [name for name in other.aliases if name not in row.aliases]
            found.remove(other)


def _is_in(other: Row, city: Row) -> bool:
    """Whether it lies in the region of a city-region, or beside the middle of another city."""
    if city.region in CITY_REGIONS:
        return other.region == city.region
    places = [(each.latitude or 0.0, each.longitude or 0.0) for each in (other, city)]
    return other.country == city.country and math.dist(*places) < NEAR


def genitive(name: str) -> str:
    """A city's name in the genitive, by the dictionary, each word before the first small one.

    >>> genitive("Набережные Челны"), genitive("Ростов-на-Дону")
    ('Набережных Челнов', 'Ростова-на-Дону')
    """
    first, *rest = re.split(r"(-на-.*)", name)
    words = [_genitive(word) for word in first.split(" ")]
    return "".join([" ".join(words), *rest])


def _genitive(word: str) -> str:
    parses = [parse for parse in analyzer().parse(word) if "nomn" in parse.tag]
    parses.sort(key=lambda parse: "Geox" not in parse.tag)
    form = parses[0].inflect({"gent"}) if parses else None
    if form is None:
        return word
    parts = zip(word.split("-"), form.word.split("-"), strict=True)
    return "-".join(part.capitalize() for _, part in parts)
