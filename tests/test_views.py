"""Named queries over the tables."""

import datetime as dt

import pytest
from tests import fake

import extract
from extract.tables.queries import VIEWS, meaning

TEXTS = (
    "Юрий Петухов, губернатор, приехал на форум 28 ноября 2023 года. "
    "Россия и Казахстан подписали соглашение.",
    "Петухов открыл форум. Правительство России рассказало о нём.",
)


@pytest.fixture(scope="module")
def tables():
    nlp = fake.load()
    docs = [nlp(text) for text in TEXTS]
    for number, doc in enumerate(docs):
        doc._.id = f"{number}.txt"
        doc._.date = dt.date(2023, 11, 28 + number)
    return extract.tables(docs)


# The two articles name no region or city.
@pytest.mark.parametrize("name", [name for name in VIEWS if name not in ("regions", "cities")])
def test_every_view_has_rows(tables, name):
    assert len(tables[name])


def test_the_register_names_both_parties(tables):
    row = tables["agreement_register"].iloc[0]
    assert {row["party"], row["other_party"]} == {"Россия", "Казахстан"}
    assert (row["kind"], row["status"]) == ("соглашение", "signed")


def test_the_calendar_has_forums_with_their_status(tables):
    rows = tables["event_calendar"]
    assert set(rows["name"]) == {"форум"}
    assert set(rows["status"]) == {"held"}


def test_a_mutual_tie_is_one_edge(tables):
    rows = tables["network_edges"]
    rows = rows[rows["predicate"] == "AGREEMENT_WITH"]
    assert len(rows) == 1
    assert rows.iloc[0]["weight"] == 1


def test_an_unknown_view_says_what_there_is(tables):
    with pytest.raises(KeyError, match="event_calendar"):
        tables["нет"]


def test_frames_go_into_a_dictionary(tables):
    frames = dict(tables)
    assert len(frames) == len(tables) == len(tables.names)
    assert "event_calendar" in tables
    assert "нет" not in tables
    assert list(frames["event_calendar"].columns) == list(tables.event_calendar.columns)


def test_a_query_takes_values_by_place_and_by_name(tables):
    query = "SELECT object FROM relations WHERE predicate = "
    by_place = tables.sql(query + "?", ["AGREEMENT_WITH"])
    by_name = tables.sql(query + "$relation", {"relation": "AGREEMENT_WITH"})
    assert list(by_place["object"]) == list(by_name["object"]) == ["Казахстан"]


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_says_what_a_row_is(tables, name):
    told = tables.sql("SELECT comment FROM duckdb_views() WHERE view_name = ?", [name])
    assert list(told["comment"]) == [meaning(name)]


def test_every_column_says_in_the_database_what_it_means(tables):
    silent = tables.sql("""
        SELECT table_name, column_name FROM duckdb_columns()
        WHERE comment IS NULL AND table_name IN (SELECT table_name FROM duckdb_tables()
        WHERE comment IS NOT NULL)
    """)
    assert len(tables.sql("SELECT table_name FROM duckdb_tables() WHERE comment IS NOT NULL")) > 10
    assert silent.empty, silent
