"""Builds ``data/gazetteer.zip`` from open sources: ``python -m extract.gazetteer.build``.

Needs the extra ``gazetteer`` of the package, the Debian packages libgeonames-common and
unicode-cldr-core (installed, or unpacked below ``--root``), and a folder with
natural_earth_places.tsv and regions_wikidata.tsv. Licences are in ``data/SOURCES.md``.
"""

from __future__ import annotations

import argparse
import collections
import io
import re
import unicodedata
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from extract.gazetteer import FILE, NAME_KINDS, forms, sources
from extract.gazetteer.cities import cities
from extract.gazetteer.districts import city_districts, districts
from extract.gazetteer.rows import (
    CITY_REGIONS,
    FORMER_USSR,
    Row,
    add_fame,
    add_hand_names,
    countries,
    others,
    regions,
)

_SUFFIXES = (("область", "обл."), ("республика", "респ."), ("автономный округ", "АО"))


# Capitals that GeoNames has under other names among its cities.
_CAPITALS = {"Nur-Sultan": "Astana", "Ulaanbaatar": "Ulan Bator"}


def add_capitals(tops: list[Row], towns: list[Row]) -> None:
    """Capitals by GeoNames' names: the largest city of that name in the country."""
    geonames = sources.geonames_cities()
    largest: dict[tuple[str, str], Row] = {}
    for town in sorted(towns, key=lambda town: town.population):
        name = geonames.get(str(town.geonames), {}).get("name", town.name)
        largest[town.country or "", _unmarked(name)] = town
    for code, country in sources.geonames_countries().items():
        name = _CAPITALS.get(country["capital"], country["capital"])
        capital = largest.get((code, _unmarked(name)))
        for top in tops:
            if top.country == code and capital is not None:
                top.capital = capital.geonames


def _unmarked(name: str) -> str:
    """Folded, without accents: "Bogotá" is "Bogota" where GeoNames has it as a capital."""
    return "".join(
        each for each in unicodedata.normalize("NFKD", forms.fold(name))
        if not unicodedata.combining(each)
    )  # fmt: skip


def _without_doubles(parts: list[Row], tops: list[Row], towns: list[Row]) -> list[Row]:
    """Regions that are no countries (Тайвань), without ids that are their city's (Доха)."""
    names = {forms.fold(top.name) for top in tops if top.country not in ("GE",)}
    ids = {town.wikidata for town in towns}
    for part in parts:
        if part.wikidata in ids:
            part.wikidata = None
    return [
        part for part in parts if part.country in FORMER_USSR or forms.fold(part.name) not in names
    ]


def add_city_parents(towns: list[Row]) -> None:
    """What lies in a city-region lies in its city."""
    towns = [town for town in towns if town.region in CITY_REGIONS]
    heads = {town.region: town for town in sorted(towns, key=lambda town: town.population)}
    for town in towns:
        if town is not heads[town.region]:
            town.parent = heads[town.region].key


def mend_parents(rows: list[Row]) -> None:
    """The country where the region has no entry of its own."""
    keys = {row.key for row in rows}
    tops = {row.country: row.key for row in rows if row.kind == "country"}
    for row in rows:
        if row.kind != "country" and row.parent not in keys:
            row.parent = tops.get(row.country)


def collect(root: Path, folder: Path) -> list[Row]:
    """All entries, parents before children, the most populous of a kind first."""
    tops = countries()
    parents = {row.country or "": row.key for row in tops}
    parts, admin = regions(root, folder, parents)
    parents |= {row.region: row.key for row in parts if row.region}
    towns = cities(root, folder, admin, parents)
    add_hand_names(towns)
    add_fame(towns)
    add_capitals(tops, towns)
    parts = _without_doubles(parts, tops, towns)
    add_city_parents(towns)
    rural = districts(admin, parents)
    urban = city_districts(towns, rural)
    rows = [*tops, *parts, *others(parents), *towns, *rural, *urban]
    mend_parents(rows)
    unique: dict[str, Row] = {}
    for row in rows:  # GeoNames has some places both as a region and as a city
        unique.setdefault(row.key, row)
    order = {kind: number for number, kind in enumerate(("country", "region", "other", "city"))}
    return sorted(
        unique.values(), key=lambda row: (order.get(row.kind, 9), -row.population, row.key)
    )


def entry_table(rows: list[Row]) -> pa.Table:
    positions = {row.key: number for number, row in enumerate(rows)}
    parents = [positions.get(row.parent or "") for row in rows]
    columns = {
        "name": pa.array([row.name for row in rows]),
        "kind": pa.array([row.kind for row in rows]).dictionary_encode(),
        "country": pa.array([row.country for row in rows]).dictionary_encode(),
        "region": pa.array([row.region for row in rows]).dictionary_encode(),
        "geonames": pa.array([row.geonames for row in rows], pa.int32()),
        "wikidata": pa.array(
            [int(row.wikidata[1:]) if row.wikidata else None for row in rows], pa.int32()
        ),
        "latitude": pa.array([row.latitude for row in rows], pa.float32()),
        "longitude": pa.array([row.longitude for row in rows], pa.float32()),
        "population": pa.array([row.population for row in rows], pa.int32()),
        "parent": pa.array(parents, pa.int32()),
        "since": pa.array([row.since for row in rows], pa.int16()),
        "until": pa.array([row.until for row in rows], pa.int16()),
        "capital": pa.array([row.capital for row in rows], pa.int32()),
    }
    return pa.table(columns)


def name_table(rows: list[Row]) -> pa.Table:
    """Folded names, sorted, each with what it names: 8 × row + how (``NAME_KINDS``)."""
    found: dict[str, dict[int, int]] = collections.defaultdict(dict)
    years: dict[tuple[str, int], tuple[int | None, int | None]] = {}
    for number, row in enumerate(rows):
        groups = (
            [row.name, *row.spoken],
            _variants(row),
            row.adjectives,
            [name for name, *_ in row.former],
        )
        for how, names in enumerate(groups):
            for name in names:
                found[forms.fold(name)].setdefault(number, how)
        for name, since, until in row.former:
            for adjective in forms.adjectives(forms.fold(name)):
                found[adjective].setdefault(number, NAME_KINDS.index("adjective"))
            found[forms.fold(name)][number] = NAME_KINDS.index("former")
            years[forms.fold(name), number] = (since, until)
    names = sorted(name for name in found if name)
    meaning = [[8 * number + how for number, how in found[name].items()] for name in names]
    spans = [[years.get((name, row), (None, None)) for row in found[name]] for name in names]
    return pa.table(
        {
            "name": pa.array(names),
            "meaning": pa.array(meaning, pa.list_(pa.int32())),
            "since": pa.array([_years(span, 0) for span in spans], pa.list_(pa.int16())),
            "until": pa.array([_years(span, 1) for span in spans], pa.list_(pa.int16())),
        }
    )


def _years(spans: list[tuple[int | None, int | None]], side: int) -> list[int | None] | None:
    """First (0) or last (1) years of the former names among the meanings; None for none."""
    years = [span[side] for span in spans]
    return years if any(year is not None for year in years) else None


def _variants(row: Row) -> list[str]:
    found = list(row.aliases)
    for name in (row.name, *row.aliases):
        lowered = name.lower()
        found += [re.sub(long, short, lowered) for long, short in _SUFFIXES if long in lowered]
        if row.kind == "region" and re.match("Республика |Штат |Провинция ", name):
            found.append(name.partition(" ")[2])
    return found


def write(rows: list[Row], path: Path) -> None:
    """Writes the two tables as Parquet into one zip, stored: they are compressed already."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, table in (("entries", entry_table(rows)), ("names", name_table(rows))):
            buffer = io.BytesIO()
            pq.write_table(table, buffer, compression="zstd", compression_level=19)
            member = zipfile.ZipInfo(f"{name}.parquet")  # its date is fixed: same input, same file
            archive.writestr(member, buffer.getvalue())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--root", type=Path, default=Path("/"), help="of the Debian packages")
    parser.add_argument("--tables", type=Path, default=Path("../shared/data/gazetteer"))
    parser.add_argument("--out", type=Path, default=FILE)
    arguments = parser.parse_args()
    rows = collect(arguments.root, arguments.tables)
    write(rows, arguments.out)
    counts = collections.Counter(row.kind for row in rows)
    size = arguments.out.stat().st_size / 1e6
    print(f"{arguments.out}: {size:.1f} MB;", dict(counts))


if __name__ == "__main__":
    main()
