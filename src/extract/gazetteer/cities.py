"""Cities of the gazetteer, from what the sources say of them.

Where sources differ in a name, a position that agrees tells who is meant, and spelling which name
is Russian.
"""

from __future__ import annotations

import collections
import difflib
import math
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extract.gazetteer import forms, sources
from extract.gazetteer.rows import FORMER_USSR, Row
from extract.gazetteer.sources import hand, is_russian
from extract.russian.dictionary import is_known, reads_as

# Natural Earth gives the people of the port of Nakhodka to a village on Yamal.
WRONG = frozenset({1498053})
# GeoNames has districts of Donetsk, Makiivka, Horlivka, Luhansk and Mariupol as towns.
BOROUGHS = frozenset({
    697302, *range(13561142, 13561148), 13561149, 13561150, *range(13607653, 13607663),
    *range(13607719, 13607726),
})  # fmt: skip
SMALLEST = 0  # people, of a city outside the former USSR
# By hand, those below too: fewer names that are also words, against fewer cities.
KNOWN = 15_000  # people, of a foreign city that adjectives are made from
INITIALED = 50_000  # people, of a city whose name is written with an initial
INITIALS = frozenset({"Нижний", "Нижняя", "Великий", "Великие", "Верхняя", "Набережные", "Старый"})
LATIN = 50_000  # people, of a city that is known by its name in Latin script too
_BETTER = 0.15  # how much more a spelling must be like a name to take another's place
_LATIN_OF = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщыэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya".split(),  # noqa: SIM905
        strict=True,
    )
)
# Ukrainian endings, and what they are in Russian: "Русская Поляна", "Шацк".
_UKRAINIAN = (
    (re.compile(r"(?<=[Рр]у)ськ"), "сськ"), (re.compile(r"(?<=[сц])ький\b"), "кий"),
    (re.compile(r"(?<=[сц])ька\b"), "кая"), (re.compile(r"(?<=[сц])ьк"), "к"),
)  # fmt: skip
# Neuter adjectives of Ukrainian, without which "Фрунзе" and "Гуляйполе" would be some.
_NEUTER = re.compile(
    r"(?i)\b(\w+(?:(?<=[сцьои])к|[бвгджзйклмнпрстфхцчшщьяаио]н|ист|аст|ат|ут|ов|ев|ив)|"
    r"нов|стар|добр|довг|жовт|золот|ярк|друг|мал|зелен|хорош)е\b"
)
_OF_PEOPLE = ("ов", "ев", "ин")  # "Сватове" and "Чаплине" are nouns


def cities(root: Path, folder: Path, admin: dict[str, str], parents: dict[str, str]) -> list[Row]:
    """Cities with a Russian name; each source's alternate spellings become aliases."""
    translated, earth = sources.geonames_russian(root), sources.natural_earth_places(folder)
    ours = {row["geonames"]: row["name"] for row in hand("russian")}
    rows = []
    for identifier, city in sources.geonames_cities().items():
        if int(identifier) in BOROUGHS:
            continue
        country = city["countrycode"]
        cyrillic = [name for name in city["alternatenames"] if is_russian(name)]
        natural = _agreed(earth.get(int(identifier)), city, cyrillic)
        given = (ours.get(identifier, ""), translated.get(identifier, ""), natural)
        known = [name for name in given if is_russian(name)]
        small = city["population"] < SMALLEST and country not in FORMER_USSR
        if not (known or cyrillic) or (small and not known):
            continue
        name = known[0] if known else _most_russian(cyrillic, city["name"])
        # "Краснослободск", which GeoNames has by its Mokshan name too
        if country == "RU" and identifier not in ours:
            name = _closest([name, *cyrillic], city["name"])
        name = _russian_of(name) if country == "UA" else _UKRAINIAN[1][0].sub("кий", name)
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
                aliases=[*known, *cyrillic, *_latin(city), *_shortened(name, city)],
                adjectives=forms.adjectives(forms.fold(name)) if _is_known(city) else [],
            )
        )
    return [*rows, *_earth_only(earth, rows, parents)]


def _russian_of(name: str) -> str:
    """A place of Ukraine as Russian texts have it.

    >>> [_russian_of(name) for name in ("Сватове", "Водяне", "Рава-Руська")]
    ['Сватово', 'Водяное', 'Рава-Русская']
    """
    for ending, russian in _UKRAINIAN:
        name = ending.sub(russian, name)
    return _NEUTER.sub(lambda word: _neuter(word[1]), name)


def _neuter(stem: str) -> str:
    ending = "ее" if stem[-1] in "шщжч" else "ое"
    lowered = stem.lower()
    is_month = lowered.endswith("нев")  # "Жовтневе"
    is_adjective = is_month or (is_known(lowered + ending) and not reads_as(lowered, "Surn"))
    return stem + ("о" if lowered.endswith(_OF_PEOPLE) and not is_adjective else ending)


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
    known = {row.geonames for row in rows} | WRONG
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


def _closest(names: list[str], original: str) -> str:
    """The spelling that sounds most like a name in Latin script; the first unless one is better."""
    latin = "".join(
        each for each in unicodedata.normalize("NFD", original.lower()) if each.isalpha()
    )

    def likeness(name: str) -> float:
        spelled = "".join(_LATIN_OF.get(each, "") for each in name.lower())
        return difflib.SequenceMatcher(None, spelled, latin).ratio()

    best = max(names, key=likeness)
    return best if likeness(best) > likeness(names[0]) + _BETTER else names[0]


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
