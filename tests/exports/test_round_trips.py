"""Out of the tables into the formats of other programs, and back without a difference."""

import datetime as dt
import json
import subprocess
import sys

import fake
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import DocBin
from tests.exports import neo4j_format
from typer.testing import CliRunner

import extract
from extract import cli, schema
from extract.annotations import Mention
from extract.exports import FORMATS, AnnotationError, brat_folder, conll, doccano, label_studio
from extract.exports.documents import Document, Known, Tie, documents
from extract.runs.errors import RunError

TEXTS = {
    "a/б.txt": "Юрий Петухов, губернатор Новосибирской области, подписал соглашение с Казахстаном.",
    "😀?*.txt": "😀😀 Юрий\nПетухов\u2028и\tправительство России\r\nоткрыли форум в Новосибирске.",
    ".c#1": "Петухов: «Россия и\x85Казахстан\x0bподписали соглашение» — 28 ноября 2023 года.",
    "=d": "Дождь.",
}
BOTH_WAYS = ("brat", "labelstudio", "doccano")
MENTIONS = (
    'SELECT doc_id, mention_id, start, "end", text, type, normal, entity_id, parent_id, depth, '
    "FROM mentions ORDER BY ALL"
)
RELATIONS = (
    "SELECT doc_id, relation_id, subject_id, subject_mention, predicate, object_id, object_mention "
    "FROM relations ORDER BY ALL"
)
ENTITIES = (
    "SELECT entity_id, type, name, aliases, n_mentions, n_documents, first_date FROM entities "
    "ORDER BY ALL"
)
DOCUMENTS = "SELECT doc_id, source, title, author, date, url, sha256 FROM documents ORDER BY ALL"


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    articles = [
        (text, {"id": doc_id, "title": "Форум\t№ 1", "date": "2023-11-29",
                "author": 'Ян "Я", мл.', "url": "https://e.org/я"})
        for doc_id, text in TEXTS.items()
    ]  # fmt: skip
    return extract.run(articles, tmp_path_factory.mktemp("run") / "out", load=fake.load, csv="none")


def exported(tables, to, folder):
    return extract.export(tables, to, folder / FORMATS[to].place)


@pytest.mark.parametrize("to", BOTH_WAYS)
@pytest.mark.parametrize("query", [MENTIONS, RELATIONS, ENTITIES, DOCUMENTS])
def test_what_goes_out_comes_back(tables, tmp_path, to, query):
    back = extract.import_annotations(exported(tables, to, tmp_path), tmp_path / "back")
    assert back.sql(query).equals(tables.sql(query))
    assert len(back.sql(query))


@pytest.mark.parametrize("to", BOTH_WAYS)
def test_the_words_of_a_mention_stand_at_its_offsets(tables, tmp_path, to):
    back = extract.import_annotations(exported(tables, to, tmp_path), tmp_path / "back")
    texts = dict(zip(back.texts["doc_id"], back.texts["text"], strict=True))
    for row in back.mentions.itertuples():
        assert texts[row.doc_id][row.start : row.end] == row.text


ALPHABET = "аЯ \t\n\r\x0b\x85\u2028\ufeff😀e\u0301|\\\"'<&#\x00"
TYPES = st.sampled_from(["PERSON", "CITY", "DATE"])


@st.composite
def annotated(draw):
    text = draw(st.text(ALPHABET, min_size=1, max_size=30))
    places = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)), TYPES)
    drawn = draw(st.sets(places.filter(lambda one: one[0] < one[1]), max_size=5))
    mentions = [Mention(*one) for one in drawn if text[one[0]] not in "\r\n" != text[one[1] - 1]]
    mentions = [m for m in mentions if text[m.end - 1] not in "\r\n"]
    mentions.sort(key=lambda m: (m.start, -m.end, m.type))
    sides = st.sampled_from(mentions) if mentions else st.nothing()
    ties = st.builds(Tie, sides, st.sampled_from(["KNOWS", "WORKPLACE"]), sides)
    known = {m: Known(draw(st.sampled_from(["а б", None])), "e1", "имя") for m in mentions}
    found = draw(st.lists(ties, max_size=3, unique=True)) if mentions else []
    return Document("d", text, known, tuple(found))


@given(annotated())
@settings(max_examples=60)
def test_any_text_survives_each_format(tmp_path_factory, document):
    folder = tmp_path_factory.mktemp("any")
    (folder / "d.txt").write_bytes(document.text.encode())
    (folder / "d.ann").write_bytes(brat_folder.annotation_lines(document).encode())
    (folder / "t.json").write_text(json.dumps([label_studio.task(document)]), encoding="utf-8")
    (folder / "t.jsonl").write_text(json.dumps(doccano.line(document)[0]), encoding="utf-8")
    for read, place in (
        (brat_folder.read, folder), (label_studio.read, folder / "t.json"),
        (doccano.read, folder / "t.jsonl"),
    ):  # fmt: skip
        (back,) = read(place)
        assert (back.text, back.mentions, {*back.ties}) == (
            document.text, document.mentions, {*document.ties}
        )  # fmt: skip


@pytest.mark.parametrize("to", BOTH_WAYS)
def test_with_the_run_before_every_table_comes_back(tmp_path, to):
    (tmp_path / "run").mkdir()
    was = extract.run(
        [(text, {"id": doc_id}) for doc_id, text in TEXTS.items()], tmp_path / "run", load=fake.load
    )
    place = exported(was, to, tmp_path)
    back = extract.import_annotations(place, tmp_path / "back", run=tmp_path / "run")
    for name in schema.TABLES.keys() - {"documents"}:  # which has the number of sentences
        query = f"FROM {name} ORDER BY ALL"
        assert back.sql(query).equals(was.sql(query)), name


# What people correct.


def correct(file, old, new):
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new).encode())


def test_a_mention_added_in_brat_has_the_entity_of_its_words(tables, tmp_path):
    folder = exported(tables, "brat", tmp_path)
    (folder / "new.txt").write_text("Казахстаном гордятся.", encoding="utf-8")
    (folder / "new.ann").write_text("T1\tCOUNTRY 0 11\tКазахстаном\n", encoding="utf-8")
    back = extract.import_annotations(folder, tmp_path / "back")
    (row,) = back.sql("FROM mentions WHERE doc_id = 'new.txt'").itertuples()
    known = tables.sql("FROM mentions WHERE text = 'Казахстаном'")
    assert (row.normal, row.entity_id) == ("Казахстан", known["entity_id"][0])


def test_a_type_corrected_in_brat(tables, tmp_path):
    folder = exported(tables, "brat", tmp_path)
    correct(folder / f"{brat_folder.file_name('a/б.txt')}.ann", "COUNTRY", "ORGANIZATION")
    back = extract.import_annotations(folder, tmp_path / "back")
    assert list(back.sql("FROM mentions WHERE text = 'Казахстаном'")["type"]) == ["ORGANIZATION"]


def test_a_normal_form_corrected_in_a_note(tables, tmp_path):
    folder = exported(tables, "brat", tmp_path)
    file = folder / f"{brat_folder.file_name('a/б.txt')}.ann"
    (note,) = (
        line
        for line in file.read_text().split("\n")
        if line[:1] == "#" and line.endswith("\tКазахстан")
    )
    correct(file, note, note.replace("Казахстан", "КЗ"))
    back = extract.import_annotations(folder, tmp_path / "back")
    assert list(back.sql("FROM mentions WHERE text = 'Казахстаном'")["normal"]) == ["КЗ"]


def task(regions, text="😀 Юрий Петухов", **fields):
    result = [{"id": str(at), "type": "labels", "value": one} for at, one in enumerate(regions)]
    return {"id": 7, "data": {"text": text}, "annotations": [{"result": result, **fields}]}


def read_tasks(folder, *tasks):
    file = folder / "export.json"
    file.write_text(json.dumps(tasks), encoding="utf-8")
    return list(label_studio.read(file))


def test_offsets_of_an_old_label_studio_are_utf_16(tmp_path):
    (document,) = read_tasks(
        tmp_path, task([{"start": 3, "end": 7, "text": "Юрий", "labels": ["PERSON"]}])
    )
    assert [*document.mentions] == [Mention(2, 6, "PERSON")]
    assert document.doc_id == "task-7"


def test_a_cancelled_annotation_does_not_count(tmp_path):
    one = task([{"start": 2, "end": 6, "text": "Юрий", "labels": ["PERSON"]}], was_cancelled=True)
    assert read_tasks(tmp_path, one)[0].mentions == {}


@pytest.mark.parametrize(
    "region",
    [
        {"start": 0, "end": 99, "labels": ["PERSON"]},
        {"start": 2, "end": 6, "text": "Пётр", "labels": ["PERSON"]},
        {"start": "x", "end": 6, "labels": ["PERSON"]},
        {"labels": ["PERSON"]},
    ],
)
def test_a_region_that_is_not_of_the_text_is_told(tmp_path, region):
    with pytest.raises(AnnotationError, match="task 1"):
        read_tasks(tmp_path, task([region]))


@pytest.mark.parametrize("content", ["{", "[[[", '"а"', "[1]", "{}"])
def test_what_is_no_export_is_told(tmp_path, content):
    file = tmp_path / "export.json"
    file.write_text(content)
    with pytest.raises(AnnotationError):
        extract.import_annotations(file, tmp_path / "back")


def test_nothing_is_imported_over_files_of_others(tables, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("Мама")
    with pytest.raises(RunError, match="not the folder of a run"):
        extract.import_annotations(exported(tables, "brat", tmp_path), tmp_path / "mine")


# One way.


def test_of_two_mentions_in_one_token_conll_tags_the_first():
    mentions = {Mention(0, 8, "PROFESSION"): Known(), Mention(9, 16, "PERSON"): Known()}
    document = Document("a.txt", "писатель-сатирик приехал", mentions)
    tagged = [line.split("\t") for line in conll.lines(document, 1) if line]
    assert [columns[-1] for columns in tagged] == ["O", "B-PROFESSION", "O"]


def test_conll_tags_the_outermost_and_what_stands_inside(tables, tmp_path):
    lines = exported(tables, "conll", tmp_path).read_text(encoding="utf-8").splitlines()
    tagged = [line.split("\t") for line in lines if line]
    assert {len(line) for line in tagged} == {5}
    at = next(n for n, line in enumerate(tagged) if line[0] == "правительство")
    assert [(line[0], *line[3:]) for line in tagged[at : at + 2]] == [
        ("правительство", "B-ORGANIZATION", "O"), ("России", "I-ORGANIZATION", "B-COUNTRY"),
    ]  # fmt: skip
    assert sum(line[0] == "-DOCSTART-" for line in tagged) == len(TEXTS)


def test_a_docbin_has_all_mentions_and_relations(tables, tmp_path):
    file = exported(tables, "spacy", tmp_path)
    docs = list(DocBin().from_disk(file).get_docs(spacy.blank("ru").vocab))
    assert [doc.text for doc in docs] == list(TEXTS.values())
    for doc, document in zip(docs, documents(tables), strict=True):
        assert len(doc.spans["entities"]) == len(document.mentions)
        assert [tuple(one["offsets"]) for one in doc.user_data["mentions"]] == [
            (m.start, m.end, m.type) for m in document.mentions
        ]
    assert docs[0].user_data["relations"][0]["predicate"] == "WORKS_AS"
    assert docs[0].ents[0].text == "Юрий Петухов"


def test_neo4j_takes_the_files_and_has_the_graph_of_the_tables(tables, tmp_path):
    graph = neo4j_format.read(exported(tables, "neo4j", tmp_path))
    names = {key[1]: node["name"] for key, node in graph.nodes.items() if key[0] == "Entity"}
    assert names == dict(tables.entities[["entity_id", "name"]].values)
    labels = {tuple(node["LABEL"]) for node in graph.nodes.values()}
    assert labels == {("Article",), *(("Entity", kind) for kind in tables.entities.type)}
    told = [(one["START_ID"][1], one["TYPE"], one["END_ID"][1]) for one in graph.relationships]
    known = tables.relations[["subject_id", "predicate", "object_id"]].dropna()
    assert sorted(one for one in told if one[1] != "MENTIONS") == sorted(map(tuple, known.values))
    times = sum(one["times"] for one in graph.relationships if one["TYPE"] == "MENTIONS")
    assert times == tables.mentions.entity_id.notna().sum()


def test_neo4j_keeps_types_and_text_as_they_are(tables, tmp_path):
    graph = neo4j_format.read(exported(tables, "neo4j", tmp_path))
    article = graph.nodes["Article", "a/б.txt"]
    assert (article["title"], article["author"]) == ("Форум № 1", 'Ян "Я", мл.')
    assert article["date"] == dt.date(2023, 11, 29)
    (city,) = (node for node in graph.nodes.values() if node.get("name") == "Новосибирск")
    assert (city["latitude"], city["mentions"]) == (55.04, 1)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("entities.csv", "mentions:int", "mentions:number", "no type"),
        ("entities.csv", ":LABEL", "name", "called"),
        ("relations.csv", ":TYPE", "type", "columns"),
        ("relations.csv", ":START_ID(Entity)", ":START_ID(Article)", "no node"),
        ("articles.csv", "2023-11-29", "вчера", "Invalid isoformat"),
        ("articles.csv", "Форум № 1", '"Форум\n№ 1"', "several lines"),
        ("articles.csv", "=d", "a/б.txt", "twice"),
    ],
)
def test_the_check_of_neo4j_sees_what_is_wrong(tables, tmp_path, file, old, new, said):
    folder = exported(tables, "neo4j", tmp_path)
    correct(folder / file, old, new)
    with pytest.raises(neo4j_format.Refused, match=said):
        neo4j_format.read(folder)


def test_followthemoney_links_are_between_entities_of_the_file(tables, tmp_path):
    file = exported(tables, "followthemoney", tmp_path)
    entities = [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]
    known = {one["id"]: one["schema"] for one in entities}
    assert len(known) == len(entities)
    links = [one["properties"] for one in entities if one["schema"] == "UnknownLink"]
    assert {known[link[side][0]] for link in links for side in ("subject", "object")} == {"Address"}
    assert known[links[0]["proof"][0]] == "Article"
    articles = [one["properties"] for one in entities if one["schema"] == "Article"]
    assert {one["author"][0] for one in articles} == {'Ян "Я", мл.'}


@pytest.mark.parametrize("to", FORMATS)
def test_the_same_tables_make_the_same_files(tables, tmp_path, to):
    one, other = (
        exported(tables, to, tmp_path / name)
        for name in ("a", "b")
        if not (tmp_path / name).mkdir()
    )
    files = sorted(one.rglob("*")) if one.is_dir() else [one]
    assert files
    for file in files:
        again = other / file.relative_to(one) if one.is_dir() else other
        assert file.read_bytes() == again.read_bytes()


def test_an_unknown_format_is_refused(tables, tmp_path):
    with pytest.raises(TypeError, match=r"export\(\) takes tables: extract.open\('out'\)"):
        extract.export("out", "brat", tmp_path / "x")
    with pytest.raises(ValueError, match="there are brat, labelstudio"):
        extract.export(tables, "docx", tmp_path / "x")


# The command line.


def command(*arguments):
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


def test_the_commands(tables, tmp_path):
    extract.run(
        [(text, {"id": doc_id}) for doc_id, text in TEXTS.items()], tmp_path / "run", load=fake.load
    )
    export = ("export", tmp_path / "run", "--to", "brat", "-o", tmp_path / "brat")
    done = subprocess.run(
        [sys.executable, "-m", "extract", *map(str, export)], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout.strip()) == (0, str(tmp_path / "brat"))
    done = command("import", tmp_path / "brat", "-o", tmp_path / "back", "--run", tmp_path / "run")
    assert done.stdout.startswith("4 documents, 13 mentions")
    assert extract.open(tmp_path / "back").sql(MENTIONS).equals(tables.sql(MENTIONS))


@pytest.mark.parametrize("to", FORMATS)
def test_what_people_may_have_corrected_is_written_over_on_demand_alone(tables, tmp_path, to):
    place = exported(tables, to, tmp_path)
    file = place / "documents.jsonl" if place.is_dir() else place
    file.write_text("corrected", "utf-8")
    done = command("export", tables._folder, "--to", to, "-o", place)
    assert done.exit_code == 2
    assert "is there already and may have been corrected; --force" in " ".join(done.stderr.split())
    assert file.read_text("utf-8") == "corrected"
    assert command("export", tables._folder, "--to", to, "-o", place, "--force").exit_code == 0
    if place.is_file() or to == "brat":
        assert file.read_bytes() != b"corrected"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "нет", "--to", "brat"), "there is no finished run in нет"),
        (("import", "нет", "-o", "x"), "there is no нет"),
    ],
)
def test_what_cannot_be_done_is_told(arguments, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = command(*arguments)
    assert (done.exit_code, done.stderr.strip()) == (2, f"extract: {said}")


def test_who_has_a_normal_form_and_no_entity_had_none(tmp_path):
    folder = tmp_path / "corrected"
    folder.mkdir()
    (folder / "a.txt").write_text("Столица и Омск ждут.", "utf-8")
    told = "T1\tCITY 0 7\tСтолица\n#1\tAnnotatorNotes T1\tстолица\nT2\tCITY 10 14\tОмск\n"
    (folder / "a.ann").write_text(told, "utf-8")
    mentions = extract.import_annotations(folder, tmp_path / "out").mentions
    known = dict(zip(mentions.text, mentions.entity_id.notna(), strict=True))
    assert known == {"Столица": False, "Омск": True}
