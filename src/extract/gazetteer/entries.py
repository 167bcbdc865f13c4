"""What the gazetteer answers with: places, and readings of names."""

from __future__ import annotations

import dataclasses
import math

from extract.annotations import Place

NAME_KINDS = ("name", "alias", "adjective", "former")


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer.

    Attributes:
        key: "geonames:1496747", "wikidata:Q18869" or "name:other:Сибирь".
        name: Canonical Russian name.
        kind: One of ``schema.PLACE_KINDS``.
        country: ISO 3166-1 alpha-2.
        region: ISO 3166-2, of a region and of what lies in it.
        geonames: GeoNames id.
        wikidata: "Q" and digits.
        latitude: WGS 84, degrees.
        longitude: WGS 84, degrees.
        population: People; 0 where unknown, more where a town is known beyond its size.
        parent: Key of the place around it.
        since: First year of a place of the past.
        until: Last year of a place of the past.
        capital: Key of a country's capital.
    """

    key: str
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
    capital: str | None = None

    def place(self, ambiguous: bool = False) -> Place:
        """The entry as an annotation."""
        return Place(
            name=self.name,
            kind=self.kind,
            country_code=self.country,
            region_code=self.region,
            geonames_id=self.geonames,
            wikidata_id=self.wikidata,
            latitude=self.latitude,
            longitude=self.longitude,
            parent=self.parent,
            ambiguous=ambiguous,
            key=self.key,
        )


def key(
    geonames: int | None, wikidata: str | None, kind: str, name: str, region: str | None
) -> str:
    """Its best id, else its name, of what is called "Советский район" with its region."""
    if geonames is not None:
        return f"geonames:{geonames}"
    if wikidata is not None:
        return f"wikidata:{wikidata}"
    is_shared = kind == "district" and name.rpartition(" ")[2].islower()
    where = f":{region}" if is_shared and region else ""
    return f"name:{kind}:{name}{where}"


@dataclasses.dataclass(frozen=True, slots=True)
class Match:
    """A reading of a name.

    Attributes:
        entry: The place.
        how: One of ``NAME_KINDS``: by its canonical name, an alias, an adjective or a name of
            the past.
        form: The folded nominative that was found.
        since: First year of a former name.
        until: Last year of a former name.
    """

    entry: Entry
    how: str
    form: str
    since: int | None = None
    until: int | None = None


# How well known a place is, on the scale of a city's log10 of population: a country as a city of a
# hundred million, a region as one of three, others as one of one, a district as a thousand people.
# With countries at 4 the tables of data/raw and articles dev change in 2 rows, at 16 in 6.
_WEIGHTS = {"country": 8.0, "region": 6.5, "other": 6.0, "district": 3.0}
# On that scale, what another name than the usual one costs. All halved or doubled change 4 and 9
# of 13,906 rows of 140 articles.
_PENALTIES = {"name": 0.0, "alias": 1.0, "adjective": 0.3, "former": 0.7}


def weight(match: Match, folded: str) -> float:
    """How likely a reading of a name is before anything is known about the article.

    Args:
        match: The reading.
        folded: The name as it stands in the text, folded.
    """
    entry = match.entry
    fame = _WEIGHTS.get(entry.kind) or math.log10(entry.population + 10)
    return fame - _PENALTIES[match.how] - 0.6 * (match.form != folded)
