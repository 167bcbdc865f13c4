"""Neo4j's files in a graph database that runs in the process and speaks Cypher too.

Neo4j itself cannot be installed from a package index. Ladybug (MIT, formerly Kùzu) can: ``pip
install ladybug``; it reads the rows with a parser and types of its own.
"""

import csv

import fake
import pytest

import extract

ladybug = pytest.importorskip("ladybug", reason="ladybug is not installed")

TYPES = {"int": "INT64", "float": "DOUBLE", "date": "DATE", "localdatetime": "TIMESTAMP"}
TEXTS = [
    ("Юрий Петухов, губернатор Новосибирской области, подписал соглашение с Казахстаном.",
     {"title": 'Форум, "встреча"', "author": "Ян", "date": "2023-11-29"}),
    ("Петухов: «Россия и Казахстан подписали соглашение» — 28 ноября 2023 года.", {}),
]  # fmt: skip


def columns(file):
    """Names and types of the database for the columns of a file, but for those that are keys."""
    header = next(csv.reader(file.open(encoding="utf-8", newline="")))
    for field in header:
        name, _, kind = field.partition(":")
        if not kind.startswith(("START_ID", "END_ID")):
            yield name or kind.lower(), TYPES.get(kind, "STRING")


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    return extract.run(TEXTS, tmp_path_factory.mktemp("run") / "out", load=fake.load)


@pytest.fixture(scope="module")
def graph(tables, tmp_path_factory):
    folder = extract.export(tables, "neo4j", tmp_path_factory.mktemp("neo4j"))
    connection = ladybug.Connection(ladybug.Database(str(folder / "graph.lbug")))
    for table, name in (("Entity", "entities"), ("Article", "articles")):
        known = list(columns(folder / f"{name}.csv"))
        declared = ", ".join(f"`{column}` {kind}" for column, kind in known)
        connection.execute(f"CREATE NODE TABLE {table} ({declared}, PRIMARY KEY (`{known[0][0]}`))")
    for table, name, sides in (
        ("TOLD", "relations", "FROM Entity TO Entity"),
        ("MENTIONS", "mentions", "FROM Article TO Entity"),
    ):
        declared = "".join(f", `{one}` {kind}" for one, kind in columns(folder / f"{name}.csv"))
        connection.execute(f"CREATE REL TABLE {table} ({sides}{declared})")
    for table, name in (
        ("Entity", "entities"), ("Article", "articles"), ("TOLD", "relations"),
        ("MENTIONS", "mentions"),
    ):  # fmt: skip
        connection.execute(f"COPY {table} FROM '{folder / name}.csv' (HEADER = true)")
    return connection


def rows(graph, query):
    return graph.execute(query).get_all()


def test_every_row_becomes_a_node_or_an_edge(graph, tables):
    assert rows(graph, "MATCH (n:Entity) RETURN count(*)") == [[len(tables.entities)]]
    assert rows(graph, "MATCH (n:Article) RETURN count(*)") == [[len(TEXTS)]]
    assert rows(graph, "MATCH ()-[r:TOLD]->() RETURN count(*)") == [[len(tables.relations)]]
    times = int(tables.mentions.entity_id.notna().sum())
    assert rows(graph, "MATCH ()-[r:MENTIONS]->() RETURN sum(r.times)") == [[times]]


def test_who_agreed_with_whom(graph):
    found = rows(
        graph,
        "MATCH (a:Entity)-[r:TOLD {type: 'AGREEMENT_WITH'}]->(b:Entity) "
        "RETURN DISTINCT a.name, b.name ORDER BY a.name",
    )
    assert ["Новосибирская область", "Казахстан"] in found


def test_dates_numbers_and_quotes_are_what_they_were(graph):
    found = rows(graph, "MATCH (a:Article) WHERE a.author = 'Ян' RETURN a.title, a.date")
    assert [(title, str(date)) for title, date in found] == [('Форум, "встреча"', "2023-11-29")]
    (found,) = rows(
        graph, "MATCH (e:Entity) WHERE e.kind = 'region' RETURN e.latitude, e.documents"
    )
    assert found == [55.0, 1]
