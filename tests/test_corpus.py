"""What a finished run holds, in each of its formats."""

import csv
import datetime as dt
import json

import duckdb
import fake
import openpyxl
import pyarrow.parquet as pq
import pytest

import extract
from extract import schema
from extract.tables import excel, formulas, resolve
from extract.tables import folder as table_files
from extract.tables.queries import VIEWS
from extract.tables.rows import arrow

TEXT = (
    "Юрий Петухов, губернатор Новосибирской области, подписал соглашение с Казахстаном. "
    "Петухов открыл форум в Новосибирске 28 ноября 2023 года."
)
EVIL = ("=1+1", "+7 (383) 222", "-а", "@a", "\tа", "\r=а", "\n=а", "'=а", "''-а", "'а", "а=", "-5",
        "+3,5", "'-5", "", " =а", "«=»")  # fmt: skip
FLAT = sorted(schema.TABLES.keys() - schema.BINARY_ONLY)


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    source = tmp_path_factory.mktemp("in")
    (source / "a.txt").write_text(TEXT, encoding="utf-8")
    (source / "=b;c.txt").write_text("Россия;\n\n«Казахстан»", encoding="utf-8")
    (source / "empty.txt").write_text("", encoding="utf-8")
    target = tmp_path_factory.mktemp("run") / "it's"
    extract.run(source, target, load=fake.load, xlsx=True, headers="en")
    return target


def build(folder, **rows):
    """A run of one shard with these rows."""
    shard = folder / "shard"
    shard.mkdir(parents=True)
    for name, table in arrow(rows).items():
        pq.write_table(table, shard / f"{name}.parquet")
    (folder / "out").mkdir()
    table_files.build([shard], folder / "out", xlsx=True, headers="en")
    return folder / "out"


def read_csv(file):
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


back = formulas.unmarked


@pytest.mark.parametrize("name", schema.TABLES)
def test_parquet_has_the_declared_columns(out, name):
    assert pq.read_table(out / f"{name}.parquet").schema.equals(schema.TABLES[name])


@pytest.mark.parametrize("name", schema.TABLES)
def test_every_format_says_the_same(out, name):
    table = pq.read_table(out / f"{name}.parquet")
    tables = extract.open(out)
    assert tables.arrow(name).equals(table)
    with duckdb.connect(str(out / "extract.duckdb"), read_only=True) as con:
        assert con.sql(f"SELECT * FROM {name}").fetchall() == [
            tuple(row.values()) for row in table.to_pylist()
        ]
    if name in schema.BINARY_ONLY:
        assert not (out / f"{name}.csv").exists()
        return
    rows = read_csv(out / f"{name}.csv")
    assert len(rows) == table.num_rows
    for row, expected in zip(rows, table.to_pylist(), strict=True):
        assert list(row) == schema.TABLES[name].names
        for column, cell in row.items():
            assert back(cell) == flat(expected[column])


def flat(value):
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("name", FLAT)
def test_the_workbook_says_the_same(out, name):
    sheet = openpyxl.load_workbook(out / "tables.xlsx")[name]
    header, *rows = sheet.iter_rows(values_only=True)
    table = pq.read_table(out / f"{name}.parquet").to_pylist()
    assert {*header} >= {*schema.TABLES[name].names}
    assert len(rows) == len(table)
    for row, expected in zip(rows, table, strict=True):
        cells = dict(zip(header, row, strict=True))
        for cell, value in ((cells[column], value) for column, value in expected.items()):
            value = "; ".join(value) if isinstance(value, list) else value
            same_day = isinstance(value, dt.date) and cell == dt.datetime(*value.timetuple()[:6])
            assert (cell or None) == (value or None) or same_day


def test_views(out):
    tables = extract.open(out)
    assert list(tables.regions["name"]) == ["Новосибирская область"]
    assert list(tables.cities["name"]) == ["Новосибирск"]
    assert list(tables.sql("SELECT name FROM regions")["name"]) == ["Новосибирская область"]


def test_the_database_can_be_opened_by_anyone(out):
    with duckdb.connect(str(out / "extract.duckdb"), read_only=True) as con:
        names = {name for (name,) in con.sql("SHOW TABLES").fetchall()}
        regions = con.sql("SELECT name FROM regions").fetchall()
    inner = {"trusted", "trusted_relations"}
    assert names == {*schema.TABLES, *VIEWS, *inner}
    assert regions == [("Новосибирская область",)]


def test_offsets_can_be_checked_with_sql(out):
    wrong = extract.open(out).sql(
        "SELECT * FROM mentions JOIN texts t USING (doc_id) "
        "WHERE substring(t.text, mentions.start + 1, mentions.end - mentions.start) "
        "<> mentions.text"
    )
    assert len(wrong) == 0


def test_nothing_in_the_tables_depends_on_the_time(out, tmp_path):
    again = tmp_path / "again"
    source = json.loads((out / "run.json").read_text())["settings"]["source"]
    extract.run(source, again, load=fake.load)
    for name in schema.TABLES:
        one, other = (folder / f"{name}.parquet" for folder in (out, again))
        assert one.read_bytes() == other.read_bytes()
    for name in FLAT:
        assert (out / f"{name}.csv").read_bytes() == (again / f"{name}.csv").read_bytes()


@pytest.mark.parametrize("text", EVIL)
def test_no_cell_is_a_formula_and_all_can_be_had_back(tmp_path, text):
    out = build(tmp_path, errors=[{"source": "x", "message": text}])
    (row,) = read_csv(out / "errors.csv")
    assert back(row["message"]) == text
    cell = openpyxl.load_workbook(out / "tables.xlsx")["errors"]["E2"]
    assert cell.data_type != "f"
    assert (cell.value or "") == text.replace("\r", "\n") or cell.value == text


def test_a_list_has_no_formula_in_any_of_its_values(tmp_path):
    events = [
        {"event_id": "v", "participants": ["=а", "+б", "в"]},
        {"event_id": "w", "participants": []},
    ]
    out = build(tmp_path, events=events)
    rows = read_csv(out / "events.csv")
    assert [row["participants"] for row in rows] == ["'=а; '+б; в", ""]
    column = schema.TABLES["events"].names.index("participants") + 1
    cell = openpyxl.load_workbook(out / "tables.xlsx")["events"].cell(2, column)
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=а; '+б; в", "s", True)


@pytest.mark.parametrize("text", ["=1", " =1", "\ufeff=1", "＝1", "\u200b－1", "\t@а", "\xa0+1"])
def test_excel_keeps_as_text_what_looks_like_a_formula(errors, tmp_path, text):
    errors.execute("INSERT INTO errors (message) VALUES (?)", [text])
    excel.write(errors, tmp_path / "x.xlsx", headers="en")
    cell = openpyxl.load_workbook(tmp_path / "x.xlsx")["errors"]["E2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


@pytest.fixture
def errors():
    with duckdb.connect() as con:
        for name, columns in schema.TABLES.items():
            empty = columns.empty_table()
            con.register("empty", empty)
            con.execute(f"CREATE TABLE {name} AS SELECT * FROM empty")
        con.execute("CREATE VIEW trusted_relations AS FROM relations")
        resolve.views(con)
        yield con


def test_a_table_longer_than_a_sheet_goes_on_in_another(errors, tmp_path):
    errors.execute("INSERT INTO errors (source) SELECT n::TEXT FROM range(5) r(n)")
    warnings = excel.write(errors, tmp_path / "x.xlsx", max_rows=3, headers="en")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    sheets = [book[name] for name in ("errors", "errors_2", "errors_3")]
    assert [cell.value for sheet in sheets for cell in sheet["A"]] == [
        "source", "0", "1", "source", "2", "3", "source", "4",
    ]  # fmt: skip
    assert warnings == ["tables.xlsx: errors is longer than a sheet and goes on in 3 sheets"]


def test_a_cell_that_excel_cannot_hold_is_cut_and_said_so(errors, tmp_path):
    errors.execute("INSERT INTO errors (message) VALUES (repeat('а', 40000)), (repeat('б', 32767))")
    (warning,) = excel.write(errors, tmp_path / "x.xlsx", headers="en")
    assert "1 cell(s) of errors" in warning
    _, long, fits = openpyxl.load_workbook(tmp_path / "x.xlsx")["errors"]["E"]
    assert long.value == "а" * 32_766 + "…"
    assert fits.value == "б" * 32_767


def test_control_characters(errors, tmp_path):
    errors.execute("INSERT INTO errors (message) VALUES (chr(1) || 'а')")
    (warning,) = excel.write(errors, tmp_path / "x.xlsx", headers="en")
    assert "control characters" in warning
    assert openpyxl.load_workbook(tmp_path / "x.xlsx")["errors"]["E2"].value == "\ufffdа"


def test_days_before_excel_are_text(errors, tmp_path):
    errors.execute(
        "INSERT INTO documents (doc_id, date) VALUES ('a', '1812-09-07'), ('b', '2023-11-28')"
    )
    excel.write(errors, tmp_path / "x.xlsx", headers="en")
    column = schema.TABLES["documents"].names.index("date") + 1
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["documents"]
    assert sheet.cell(2, column).value == "1812-09-07"
    assert sheet.cell(3, column).value == dt.datetime(2023, 11, 28)


def test_warnings_are_kept_with_the_run(tmp_path):
    text = "Россия " * 6_000
    tables = extract.run([(text, {"title": text})], tmp_path / "out", load=fake.load, xlsx=True)
    assert "were cut" in json.loads((tmp_path / "out/run.json").read_text())["warnings"][0]
    assert len(tables.documents["title"][0]) > 40_000


def test_frames_outlive_the_database(out):
    tables = extract.open(out)
    people = tables.people
    tables.close()
    assert len(people) == 1
