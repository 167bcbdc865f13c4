"""Search: words in any form, phrases, names, filters; over tables from memory and from a run."""

import dataclasses
import datetime as dt
import io
import json
import re
import shutil
import sqlite3

import fake
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from typer.testing import CliRunner

import extract
from extract import cli
from extract.annotations import ENTITIES, span_of
from extract.search import SearchError

ARTICLES = {
    "верфь.txt": (
        dt.date(2023, 11, 27),
        "Новая верфь приняла гостей. Делегация увидела ёлку из стали. Рабочие стали ждать вестей.",
    ),
    "форум.txt": (
        dt.date(2023, 11, 28),
        "Юрий Петухов открыл форум в Новосибирске. Гостям показали новую школу. "
        "Новосибирская область подписала соглашение с Казахстаном.",
    ),
    "совет.txt": (
        dt.date(2024, 2, 1),
        "В Совете Федерации обсудили верфи. Федерация создала совет. Премьер-министр уехал.",
    ),
    "слухи.txt": (None, "По слухам, Юрию Петухову понравилась школа."),
}


@pytest.fixture(scope="module")
def tables():
    nlp = fake.load()
    docs = []
    for name, (day, text) in ARTICLES.items():
        doc = nlp.make_doc(text)
        doc._.id, doc._.date, doc._.title = name, day, name.removesuffix(".txt")
        docs.append(doc)
    return extract.tables(nlp.pipe(docs))


def sentences(found):
    return found.quote.str.split().str[:2].str.join(" ").tolist()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("верфями", ["Новая верфь", "В Совете"]),
        ("ЁЛКА", ["Делегация увидела"]),
        ("елкой", ["Делегация увидела"]),
        ("сталь", ["Делегация увидела", "Рабочие стали"]),
        ("школе", ["По слухам,", "Гостям показали"]),
        ("«совет федерации»", ["В Совете"]),
        ('"Советом Федерации"', ["В Совете"]),
        ('"федерация совета"', []),
        ('"федерация создать совет"', ["Федерация создала"]),
        ('"федерация совет создать"', []),
        ("верфь -гости", ["В Совете"]),
        ('верфь -"совет федерации"', ["Новая верфь"]),
        ("министр", ["Премьер-министр уехал."]),
        ("премьер-министром", ["Премьер-министр уехал."]),
        ("не для школы", ["По слухам,", "Гостям показали"]),
        ("трактор", []),
    ],
)
def test_words_are_found_in_any_form(tables, query, expected):
    assert sorted(sentences(tables.search(query))) == sorted(expected)


def test_sentences_with_all_words_come_first_and_others_say_what_they_lack(tables):
    found = tables.search("новой верфи", limit=3)
    assert sentences(found)[0] == "Новая верфь"
    assert sorted(found.missing) == [[], ["верфи"], ["новой"]]


def test_offsets_are_those_of_the_article(tables):
    found = tables.search("школа стали верфь петухов")
    assert len(found) >= 5
    for row in found.itertuples():
        text = ARTICLES[row.doc_id][1]
        assert text[row.start : row.end] == row.quote
        assert row.hits
        words = {text[start:end] for start, end in row.hits}
        assert words <= {"школа", "школу", "стали", "верфь", "верфи", "Петухов", "Петухову"}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"who": "Петухова"}, ["Юрий Петухов", "По слухам,"]),
        ({"who": "Юрием Петуховым"}, ["Юрий Петухов", "По слухам,"]),
        ({"who": "Новосибирской области", "with_": "Казахстан"}, ["Новосибирская область"]),
        ({"who": "Петухов", "with_": "Казахстан"}, []),
        ({"where": "в Новосибирске"}, ["Юрий Петухов"]),
        ({"where": "Новосибирская область"}, ["Юрий Петухов", "Новосибирская область"]),
        ({"kind": "AGREEMENT_WITH"}, ["Новосибирская область"]),
        ({"kind": "agreement_with", "who": "Казахстана"}, ["Новосибирская область"]),
        ({"kind": "соглашение", "status": "signed"}, ["Новосибирская область"]),
        ({"kind": "AGREEMENT_WITH", "status": "planned"}, []),
        ({"kind": "AGREEMENT_WITH", "who": "Петухов"}, []),
        ({"kind": "AGREEMENT_WITH", "who": "Казахстан", "with_": "с Казахстаном"}, []),
        ({"kind": "forum", "who": "Петухову", "where": "Новосибирск"}, ["Юрий Петухов"]),
        ({"kind": "forum", "since": "2024"}, []),
        ({"since": "2024"}, ["В Совете", "Федерация создала", "Премьер-министр уехал."]),
        ({"query": "верфь", "until": "2023-11"}, ["Новая верфь"]),
        ({"query": "верфь", "since": dt.date(2024, 2, 1)}, ["В Совете"]),
        ({"query": "верфь", "until": "2023-11-26"}, []),
    ],
)
def test_filters(tables, filters, expected):
    assert sorted(sentences(tables.search(**filters))) == sorted(expected)


@pytest.mark.parametrize(
    ("days", "n"),
    [
        ({"since": "2024"}, 1),
        ({"since": "2024-01-04"}, 0),
        ({"until": "2023-12-28"}, 1),
        ({"until": "2023-12-27"}, 0),
        ({"since": "2023-12-30", "until": "2024-01-01"}, 1),
    ],
)
def test_an_event_is_found_by_each_of_its_days(days, n):
    doc = fake.load()("Юрий Петухов открыл форум.")
    doc._.date, (event,) = dt.date(2023, 12, 1), doc._.events
    begin, end = dt.datetime(2023, 12, 28), dt.datetime(2024, 1, 3)
    doc._.events = [dataclasses.replace(event, begin=begin, end=end)]
    assert len(extract.tables([doc]).search(kind="forum", **days)) == n


def test_light_words_beside_a_phrase_do_not_count(tables):
    assert tables.search('"совет федерации" и не').missing.tolist() == [[]]


def test_an_answer_says_what_is_told_there_and_in_which_rows(tables):
    (row,) = tables.search(kind="AGREEMENT_WITH").itertuples()
    assert row.relations == [
        "Новосибирская область — AGREEMENT_WITH — Казахстан о сотрудничестве (signed)"
    ]
    assert row.relation_ids == tables.relations.relation_id.tolist()
    assert row.title == "форум"
    assert row.date == dt.datetime(2023, 11, 28)
    (event,) = tables.search(kind="forum").event_ids
    assert event == tables.events.event_id.tolist()


def test_what_was_called_off_stands_apart_from_what_was_held():
    """In the terminal, status by status beside what it is of; and in columns of their own."""
    from extract.search import shown

    nlp = fake.load()
    text = "Новосибирская область подписала соглашение с Казахстаном."
    found = extract.tables(nlp.pipe([text])).search(kind="AGREEMENT_WITH")
    assert found.relation_statuses.tolist() == [["signed"]]
    assert found.event_statuses.tolist() == [[]]
    told = ["А — VISITED — Б (held, 2025-01-16)", "В — VISITED — Г (cancelled)", "Д (давно)"]
    found.at[0, "relations"], found.at[0, "relation_statuses"] = told, ["held", "cancelled", None]
    console = Console(width=150, file=io.StringIO())
    console.print(shown.table(found))
    said = console.file.getvalue()
    assert re.search(r"held +А — VISITED — Б \(2025-01-16\)", said)
    assert re.search(r"cancelled +В — VISITED — Г *\n", said)
    assert "Д (давно)" in said


def test_an_answer_says_who_wrote_the_article(tmp_path):
    known = {"author": "Анна Ким"}
    run = extract.run([("Верфь сдали.", known), ("Верфь ждёт.", {})], tmp_path, load=fake.load)
    found = run.search("верфь").fillna({"author": "никто"})
    written = {"Верфь сдали.": "Анна Ким", "Верфь ждёт.": "никто"}
    assert dict(found[["quote", "author"]].values) == written
    said = CliRunner().invoke(cli.app, ["search", str(tmp_path), "верфь"]).stdout
    assert said.count("Анна Ким") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "nothing to search for"),
        ({"query": "-верфь"}, "nothing to search for"),
        ({"query": "…"}, "nothing to search for"),
        ({"who": "Сидоров"}, "nothing in the tables is called 'Сидоров'"),
        ({"where": "Петухов"}, "no place in the tables is called 'Петухов'"),
        ({"query": "верфь", "kind": "magic"}, "no kind 'magic'; there are AGREEMENT_WITH"),
        ({"query": "верфь", "status": "magic"}, "no status 'magic'; there are held"),
        ({"query": "верфь", "since": "вчера"}, "since is a year, month or day"),
        ({"query": "верфь", "limit": 0}, "limit must be at least 1"),
        ({"query": "верфь", "limit": "3"}, "limit must be at least 1"),
        ({"query": 5}, "query is a text, not 5"),
        ({"who": ["Котов"]}, "who is a text, not"),
        ({"query": "а" * 2000}, "at most 1000 characters"),
        ({"query": "а " * 60 + '"б ' + "в " * 60}, "at most 48 words"),
    ],
)
def test_what_makes_no_sense_is_told(tables, arguments, message):
    with pytest.raises(SearchError, match=message):
        tables.search(**arguments)


@given(st.text(alphabet="верфь школа\"«»“”„-*()^:+NEAROTD'\\;%_\x00\ud800", max_size=40))
def test_any_text_is_a_query(tables, query):
    try:
        tables.search(query)
    except SearchError as error:
        assert "nothing to search for" in str(error)


def test_one_article_does_not_take_all_places():
    nlp = fake.load()
    many = " ".join(f"Верфь номер {n} работает." for n in range(30))
    docs = list(nlp.pipe([many, "Закрыта старая верфь, о которой давно и много говорили у нас."]))
    found = extract.tables(docs).search("верфь", limit=5)
    assert found.doc_id.nunique() == 2


def test_copies_are_found_once():
    nlp = fake.load()
    text = "Новая верфь приняла много гостей, а потом ещё и делегацию соседей с юга."
    tables = extract.tables(nlp.pipe([text, text]))
    assert len(tables.search("верфь")) == 1


def test_a_name_that_the_dictionary_does_not_know_is_found_in_every_case():
    """Its forms have no lemma in common that anybody could guess; the run knows the nominative."""
    doc = fake.load()("Встретили Ли Мяна. Делегация Ли Мянами не названа.")
    spans = [span_of(doc, 10, 17, "PERSON"), span_of(doc, 29, 38, "PERSON")]
    for span in spans:
        span._.normal = "Ли Мяновей"
    doc.spans[ENTITIES] = spans
    tables = extract.tables([doc])
    for form in ("Мяна", "Мянами", "Мяновей", '"Ли Мянами"'):
        assert len(tables.search(form)) == 2


@pytest.fixture
def run(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    for name, (_, text) in ARTICLES.items():
        (source / name).write_text(text, encoding="utf-8")
    extract.run(source, tmp_path / "out [1]?", load=fake.load)
    return tmp_path / "out [1]?"


def count(file, table):
    with sqlite3.connect(file) as sql:
        return sql.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_the_index_lies_beside_the_tables_and_follows_them(run):
    index = run / "search.sqlite"
    assert len(extract.open(run).search("верфь")) == 2
    first = index.stat().st_mtime_ns
    assert len(extract.open(run).search("школа")) == 2
    assert index.stat().st_mtime_ns == first
    (run.parent / "in/ещё.txt").write_text("Верфь продана.", encoding="utf-8")
    tables = extract.run(run.parent / "in", run, load=fake.load)
    assert tables.info["warnings"] == []
    assert len(tables.search("верфь")) == 3


def test_the_tables_alone_are_searched(run):
    shutil.rmtree(run / ".extract")
    shutil.rmtree(run / "shards")
    assert len(extract.open(run).search("верфь")) == 2
    assert (run / "search.sqlite").exists()


@pytest.mark.parametrize("damage", [b"", b"no database at all", None])
def test_a_damaged_index_is_made_anew(run, damage):
    extract.open(run).search("верфь")
    index = run / "search.sqlite"
    index.write_bytes(index.read_bytes()[:5000] if damage is None else damage)
    assert len(extract.open(run).search("верфь")) == 2


def test_a_build_that_was_killed_goes_on(run, monkeypatch):
    from extract.search import article, build

    monkeypatch.setattr(build, "_BATCH", 1)
    add, added = article.Article.add, []

    def dying(self):
        if len(added) == 2:
            raise KeyboardInterrupt
        added.append(self.document[1])
        add(self)

    monkeypatch.setattr(article.Article, "add", dying)
    with pytest.raises(KeyboardInterrupt):
        extract.open(run).search("верфь")
    assert not (run / "search.sqlite").exists()
    assert count(run / ".extract/search.sqlite", "documents") == 2

    def adding(self):
        added.append(self.document[1])
        add(self)

    monkeypatch.setattr(article.Article, "add", adding)
    assert len(extract.open(run).search("верфь")) == 2
    assert sorted(added) == sorted(ARTICLES)
    assert count(run / "search.sqlite", "sentences") == 10


def test_a_folder_that_cannot_be_written_to_is_searched(run, monkeypatch):
    from extract.search import index

    monkeypatch.setattr(index.os, "access", lambda *_: False)  # root may write anywhere
    assert len(extract.open(run).search("верфь")) == 2
    assert not (run / "search.sqlite").exists()


def test_the_command_prints_a_table_or_json(run):
    def call(*arguments):
        return CliRunner().invoke(cli.app, ["search", str(run), *arguments])

    shown = call("школе")
    assert shown.exit_code == 0
    assert "форум.txt:42-70" in shown.stdout
    (line,) = call("--who", "Казахстана", "--kind", "AGREEMENT_WITH", "--json").stdout.splitlines()
    answer = json.loads(line)
    assert answer["relations"] == [
        "Новосибирская область — AGREEMENT_WITH — Казахстан о сотрудничестве (signed)"
    ]
    assert ARTICLES[answer["doc_id"]][1][answer["start"] : answer["end"]] == answer["quote"]
    assert "nothing was found" in call("трактор").stderr
    assert call("--who", "Сидоров").exit_code == 2
    assert call().exit_code == 2


def test_an_article_cannot_command_the_terminal(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    (source / "злая\x1b[31m.txt").write_text("Верфь \x1b]0;x\x07 \u202eстоит.", encoding="utf-8")
    extract.run(source, tmp_path / "out", load=fake.load)
    for as_json in ([], ["--json"]):
        done = CliRunner().invoke(cli.app, ["search", str(tmp_path / "out"), "верфь", *as_json])
        assert not set("\x1b\x07\u202e") & set(done.stdout)
        assert "\\u001b" in done.stdout
