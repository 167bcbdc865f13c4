"""Named queries over the tables."""

import datetime as dt

import duckdb
import pytest
from tests import fake

import extract
from extract.tables import views

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


@pytest.mark.parametrize("name", views.VIEWS)
def test_every_view_has_rows(tables, name):
    assert len(views.frame(tables, name))


def test_the_register_names_both_parties(tables):
    row = views.frame(tables, "agreement_register").iloc[0]
    assert {row["party"], row["other_party"]} == {"Россия", "Казахстан"}
    assert (row["kind"], row["status"]) == ("соглашение", "signed")


def test_the_calendar_has_forums_with_their_status(tables):
    rows = views.frame(tables, "event_calendar")
    assert set(rows["name"]) == {"форум"}
    assert set(rows["status"]) == {"held"}


def test_a_mutual_tie_is_one_edge(tables):
    rows = views.frame(tables, "network_edges")
    rows = rows[rows["predicate"] == "AGREEMENT_WITH"]
    assert len(rows) == 1
    assert rows.iloc[0]["weight"] == 1


def test_an_unknown_view_says_what_there_is(tables):
    with pytest.raises(KeyError, match="event_calendar"):
        views.frame(tables, "нет")


def test_views_can_be_made_in_a_database(tables):
    connection = duckdb.connect()
    for name in ("documents", "events", "relations", "entities", "people"):
        connection.register(f"{name}_rows", tables.arrow(name))
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM {name}_rows")
    views.create(connection)
    for name in views.VIEWS:
        connection.execute(f"SELECT count(*) FROM {name}").fetchone()
