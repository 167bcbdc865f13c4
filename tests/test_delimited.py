"""CSV: no cell begins a formula, with whatever separator it is read; values can be had back."""

import csv
import json
import shutil
import unicodedata

import duckdb
import fake
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import extract
from extract import schema
from extract.runs.errors import RunError
from extract.tables import delimited, formulas

FLAT = sorted(schema.TABLES.keys() - schema.BINARY_ONLY)
SIGNS = "=+-@"
STYLES = {"plain": ",", "excel": ";"}


def begins_a_formula(cell):
    """Whether anything but what is not seen stands before a sign, in its wide forms too."""
    seen = "".join(char for char in cell if not is_unseen(char))
    return unicodedata.normalize("NFKC", seen[:1]) in tuple(SIGNS)


def is_unseen(char):
    return unicodedata.category(char) in ("Cc", "Cf", "Zs", "Zl", "Zp")


@pytest.fixture(scope="module")
def tables():
    with duckdb.connect() as con:
        for name in ("errors", "places"):
            con.register("empty", schema.TABLES[name].empty_table())
            con.execute(f"CREATE TABLE {name} AS SELECT * FROM empty")
        yield con


def written(tables, name, rows, file, style):
    """A table of these rows as CSV."""
    tables.execute(f"DELETE FROM {name}")
    tables.register("given", rows)
    tables.execute(f"INSERT INTO {name} BY NAME SELECT * FROM given")
    delimited.write(tables, name, file, style)
    return file


def cells(file, separator):
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return [cell for row in csv.reader(opened, delimiter=separator) for cell in row]


ODD = "=+-@＝＋－＠﹣;;;,,\t\n\r\"' \xa0\xad\u200b\ufeff\u2066\x1baб5"
TEXTS = st.text(st.sampled_from(ODD), max_size=8)
ROWS = st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=3)


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=150, deadline=None)
@given(rows=ROWS)
@example(rows=[("а", 'б;"', "-5"), ("-5", "cmd|' /C calc'!A0", "")])
@example(rows=[("а", 'б;"=1', ";\ufeff＝1"), ('"\n=1', '";"', "\t=1")])
def test_whatever_separates_no_cell_begins_a_formula(tables, tmp_path_factory, style, rows):
    file = tmp_path_factory.mktemp("csv") / "errors.csv"
    frame = pd.DataFrame(rows, columns=["source", "doc_id", "message"])
    written(tables, "errors", frame, file, style)
    for separator in ",;\t":
        assert [cell for cell in cells(file, separator) if begins_a_formula(cell)] == []
    with file.open(encoding="utf-8-sig", newline="") as opened:
        read = list(csv.DictReader(opened, delimiter=STYLES[style]))
    back = [tuple(formulas.unmarked(row[name], STYLES[style]) for name in frame) for row in read]
    assert back == rows


@pytest.mark.parametrize(
    "value, cell",
    [
        ("=1+1", "'=1+1"),
        ("-5", "'-5"),
        ("Омск; -5", "Омск; '-5"),
        ("Омск;\u200b＝А1", "Омск;\u200b'＝А1"),
        ("\ufeff=А1", "\ufeff'=А1"),
        ("\xad+7 383", "\xad'+7 383"),
        ("\x1b\x00@а", "\x1b\x00'@а"),
        ("строка\n=А1", "строка\n'=А1"),
        ('а;"=А1', "а;\"'=А1"),
        ("'=а", "''=а"),
        ("Казань, - сказал он", "Казань, - сказал он"),
        ("а = б; в - г", "а = б; в - г"),
        ("Нью-Йорк", "Нью-Йорк"),
        ("«=»", "«=»"),
        ("'а", "'а"),
    ],
)
def test_where_an_apostrophe_is_put(value, cell):
    assert formulas.marked(value) == cell
    assert formulas.unmarked(cell) == value


def test_between_semicolons_a_comma_is_no_separator_that_a_reader_knows():
    assert formulas.marked("Казань, -5", ";") == "Казань, '-5"
    assert formulas.unmarked("Казань, '-5", ";") == "Казань, -5"


@pytest.mark.parametrize("style, text", [("plain", "-8.25"), ("excel", "-8,25")])
def test_numbers_stay_numbers(tables, tmp_path, style, text):
    rows = pd.DataFrame([{"entity_id": "e", "name": "Лима", "latitude": -8.25, "geonames_id": -7}])
    file = written(tables, "places", rows, tmp_path / "places.csv", style)
    separator = STYLES[style]
    assert text in cells(file, separator)
    decimal = "," if style == "excel" else "."
    (read,) = pd.read_csv(file, sep=separator, decimal=decimal).to_dict("records")
    assert (read["latitude"], read["geonames_id"], read["name"]) == (-8.25, -7, "Лима")


TEXT = "Юрий Петухов, губернатор Новосибирской области, подписал соглашение с Казахстаном."


@pytest.fixture
def source(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/а.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "in"


def run(source, out, **settings):
    return extract.run(source, out, load=fake.load, **settings)


def test_a_run_for_excel(source, tmp_path):
    tables = run(source, tmp_path / "out", csv="excel")
    for name in FLAT:
        data = (tmp_path / f"out/{name}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf" + schema.TABLES[name].names[0].encode() + b";")
    found = pd.read_csv(tmp_path / "out/mentions.csv", sep=";", decimal=",")
    assert list(found["score"]) == list(tables.mentions["score"])
    assert list(found["text"]) == list(tables.mentions["text"])


def test_a_run_without_csv_has_all_the_rest(source, tmp_path):
    tables = run(source, tmp_path / "out", csv="none")
    assert list((tmp_path / "out").glob("*.csv")) == []
    assert len(tables.mentions) == len(pd.read_parquet(tmp_path / "out/mentions.parquet")) > 0
    assert json.loads((tmp_path / "out/run.json").read_text())["settings"]["csv"] == "none"


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A finished run with each style, over the same article."""
    folder = tmp_path_factory.mktemp("styles")
    (folder / "in").mkdir()
    (folder / "in/а.txt").write_text(TEXT, encoding="utf-8")
    for style in delimited.STYLES:
        run(folder / "in", folder / style, csv=style).close()
    return folder


@pytest.mark.parametrize("first", delimited.STYLES)
@pytest.mark.parametrize("second", delimited.STYLES)
def test_a_run_goes_on_whatever_was_chosen(finished, tmp_path, first, second):
    shutil.copytree(finished / first, tmp_path / "out")
    again = run(finished / "in", tmp_path / "out", csv=second)
    assert again.info["shards"] == {"done": 0, "reused": 1}
    kept = first != "none" and second == "none"  # said, and the user's to remove
    names = ", ".join(f"{name}.csv" for name in FLAT)
    old = [f"{names} are of an earlier run and were left as they are"]
    assert again.info["warnings"] == (old if kept else [])
    for name in FLAT if second != "none" else ():
        file = f"{name}.csv"
        assert (tmp_path / "out" / file).read_bytes() == (finished / second / file).read_bytes()


def test_another_style_is_refused_before_anything_is_done(source, tmp_path):
    with pytest.raises(RunError, match="csv='tsv': there are none, plain, excel"):
        run(source, tmp_path / "out", csv="tsv")
    assert not (tmp_path / "out").exists()
