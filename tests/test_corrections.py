"""What a person knows better stands in every table, whenever and however they are made."""

import datetime as dt
import re
from pathlib import Path

import fake
import pytest

import extract
from extract.runs.errors import RunError
from extract.tables.corrections import CorrectionsError, read
from extract.tables.corrections.read import ACTIONS

TEXTS = {
    "a.txt": "Юрий Петухов, губернатор Новосибирской области, подписал соглашение с Казахстаном.",
    "b.txt": "Петухов открыл форум в Новосибирске 28 ноября 2023 года. Новосибирск ждал.",
    "c.txt": "Россия и Казахстан подписали соглашение.",
    "d.txt": "Правительство России заседало.",
}


def tables(toml, texts=TEXTS, relations="trusted", tmp=None):
    nlp = fake.load()
    docs = []
    for doc_id, text in texts.items():
        doc = nlp(text)
        doc._.id, doc._.date = doc_id, dt.date(2023, 11, 29)
        docs.append(doc)
    if toml is None:
        return extract.tables(docs, relations)
    file = tmp / "corrections.toml"
    file.write_text(toml, encoding="utf-8")
    return extract.tables(docs, relations, corrections=file)


@pytest.fixture
def corrected(tmp_path):
    return lambda toml, **given: tables(toml, tmp=tmp_path, **given)


def column(found, query):
    return list(found.sql(query).iloc[:, 0])


NAMES = "SELECT name FROM entities ORDER BY name"


# Entities.


def test_a_renamed_entity_has_its_name_everywhere(corrected):
    found = corrected('[[rename]]\nentity = "Казахстан"\nname = "Республика Казахстан"')
    assert "Республика Казахстан" in column(found, NAMES)
    assert "Казахстан" not in column(found, NAMES)
    assert column(found, "SELECT DISTINCT object FROM relations WHERE predicate <> 'WORKS_AS'") == [
        "Республика Казахстан"
    ]
    assert column(found, "SELECT name FROM places WHERE country_code = 'KZ'") == [
        "Республика Казахстан"
    ]


def test_the_name_of_a_person_is_corrected_among_participants_and_careers(corrected):
    found = corrected('[[rename]]\nentity = "Петухов (PERSON)"\nname = "Юрий Петров"')
    assert column(found, "SELECT participants FROM events")[0] == ["Юрий Петров (organizer)"]
    assert column(found, "SELECT DISTINCT name FROM careers") == ["Юрий Петров"]


def test_merged_entities_are_one(corrected):
    toml = '[[merge]]\nentities = ["Россия", "Казахстан"]\ninto = "Россия"'
    found, was = corrected(toml), tables(None)
    query = "SELECT n_mentions FROM entities WHERE name IN ('Россия', 'Казахстан')"
    assert column(found, query) == [sum(column(was, query))]
    assert column(found, "SELECT country_code FROM places WHERE name = 'Россия'") == ["RU"]


def test_a_relation_of_what_is_one_now_goes(corrected):
    toml = '[[merge]]\nentities = ["Россия", "Казахстан"]\ninto = "Россия"'
    query = "SELECT count(*) FROM relations WHERE doc_id = 'c.txt'"
    assert (column(tables(None), query), column(corrected(toml), query)) == ([1], [0])


def test_entities_can_be_merged_into_a_new_name(corrected):
    toml = '[[merge]]\nentities = ["Россия (COUNTRY)", "Новосибирск"]\ninto = "Родина"'
    found = corrected(toml)
    assert "Родина" in column(found, NAMES)
    assert not {"Россия", "Новосибирск"} & {*column(found, NAMES)}


def test_what_is_merged_twice_is_one(corrected):
    toml = (
        '[[merge]]\nentities = ["Россия", "Новосибирск"]\ninto = "Родина"\n'
        '[[merge]]\nentities = ["Родина", "Казахстан"]\ninto = "Родина"'
    )
    names = column(corrected(toml), NAMES)
    assert "Родина" in names
    assert not {"Россия", "Новосибирск", "Казахстан"} & {*names}


def test_one_entity_can_be_two(corrected):
    toml = '[[split]]\nentity = "Петухов"\ndocuments = ["b*"]\nname = "Петухов (банкир)"'
    found = corrected(toml)
    query = "SELECT doc_id FROM mentions JOIN entities USING (entity_id) WHERE name = '{}'"
    assert column(found, query.format("Петухов (банкир)")) == ["b.txt"]
    assert column(found, query.format("Юрий Петухов")) == ["a.txt"]


def test_a_part_that_was_split_off_can_be_merged_with_another(corrected):
    toml = (
        '[[merge]]\nentities = ["Другой"]\ninto = "Казахстан"\n'
        '[[split]]\nentity = "Петухов"\ndocuments = ["b.txt"]\nname = "Другой"'
    )
    query = (
        "SELECT DISTINCT name FROM mentions JOIN entities USING (entity_id) WHERE text = 'Петухов'"
    )
    assert column(corrected(toml), query) == ["Казахстан"]


def test_a_retyped_entity_has_its_type_in_every_table(corrected):
    found = corrected('[[retype]]\nentity = "Казахстан"\ntype = "ORGANIZATION"')
    assert {*column(found, "SELECT type FROM mentions WHERE normal = 'Казахстан'")} == {
        "ORGANIZATION"
    }
    assert column(found, "SELECT type FROM entities WHERE name = 'Казахстан'") == ["ORGANIZATION"]
    assert column(found, "SELECT name FROM places WHERE name = 'Казахстан'") == []
    assert {*column(found, "SELECT object_type FROM relations WHERE object = 'Казахстан'")} == {
        "ORGANIZATION"
    }


def test_a_dropped_entity_is_nowhere(corrected):
    found = corrected('[[drop]]\nentity = "Казахстан"')
    for query in (
        "SELECT * FROM mentions WHERE normal = 'Казахстан'",
        "SELECT * FROM entities WHERE name = 'Казахстан'",
        "SELECT * FROM relations WHERE 'Казахстан' IN (subject, object)",
        "SELECT * FROM places WHERE name = 'Казахстан'",
    ):
        assert len(found.sql(query)) == 0
        assert len(tables(None).sql(query)) > 0


def test_what_stood_inside_of_a_dropped_entity_stands_by_itself(corrected):
    found = corrected('[[drop]]\nentity = "Правительство России"')
    (row,) = found.sql(
        "SELECT parent_id IS NULL AS alone, depth FROM mentions WHERE text = 'России'"
    ).itertuples()
    assert (row.alone, row.depth) == (True, 0)


def test_a_dropped_person_takes_no_part_and_has_no_career(corrected):
    found = corrected('[[drop]]\nentity = "Петухов"')
    assert list(column(found, "SELECT participants FROM events")[0]) == []
    assert len(found.careers) == len(found.people) == 0


def test_a_place_of_ones_own(corrected):
    found = corrected(
        '[[place]]\nentity = "Правительство России"\nkind = "city"\ncountry_code = "RU"\n'
        'latitude = 55.5\nlongitude = 37.25\nwikidata_id = "Q1"\nparent = "Россия"'
    )
    (row,) = found.sql("FROM places WHERE name = 'Правительство России'").itertuples()
    assert (row.kind, row.latitude, row.wikidata_id) == ("city", 55.5, "Q1")
    assert row.parent_id == column(found, "SELECT entity_id FROM places WHERE name = 'Россия'")[0]
    assert column(found, "SELECT type FROM entities WHERE name = 'Правительство России'") == [
        "CITY"
    ]


def test_an_entity_can_be_named_by_its_id(corrected):
    (one,) = column(tables(None), "SELECT entity_id FROM entities WHERE name = 'Казахстан'")
    assert "КЗ" in column(corrected(f'[[rename]]\nentity = "{one}"\nname = "КЗ"'), NAMES)


@pytest.mark.parametrize(
    ("entity", "is_met"),
    [
        ("казахстан", True), ("Казахстан (COUNTRY)", True), ("Казахстан (CITY)", False),
        ("Петухов", True), ("Юрий Петухов (PERSON)", True), ("Пётр", False),
        ("e0123456789abcdef", False),
    ],
)  # fmt: skip
def test_how_an_entity_is_named(corrected, entity, is_met):
    found = corrected(f'[[rename]]\nentity = "{entity}"\nname = "Новое имя"')
    assert ("Новое имя" in column(found, NAMES)) == is_met
    assert len(found.errors) == (not is_met)


# Relations.

AGREEMENTS = "SELECT doc_id FROM relations WHERE predicate = 'AGREEMENT_WITH' ORDER BY 1"


@pytest.mark.parametrize(
    "says",
    [
        'subject = "Россия"\npredicate = "AGREEMENT_WITH"\nobject = "Казахстан"',
        'subject = "Казахстан"\nobject = "Россия (COUNTRY)"',  # mutual: either way
        'subject = "Россия"',
        'object = "Казахстан"\ndocuments = ["c.txt"]',
    ],
)
def test_a_dropped_relation_goes_and_no_other(corrected, says):
    assert column(tables(None), AGREEMENTS) == ["a.txt", "c.txt"]
    assert column(corrected(f"[[drop_relation]]\n{says}"), AGREEMENTS) == ["a.txt"]


def test_a_changed_relation(corrected):
    found = corrected(
        '[[change_relation]]\nsubject = "Россия"\nobject = "Казахстан"\nstatus = "planned"\n'
        'topic = "о рыбе"\nnew_predicate = "MEETING_WITH"'
    )
    (row,) = found.sql("FROM relations WHERE doc_id = 'c.txt'").itertuples()
    assert (row.predicate, row.status, row.topic) == ("MEETING_WITH", "planned", "о рыбе")


def test_relations_are_named_by_corrected_names(corrected):
    toml = (
        '[[rename]]\nentity = "Россия"\nname = "РФ"\n'
        '[[drop_relation]]\nsubject = "РФ"\nobject = "Казахстан"'
    )
    assert column(corrected(toml), AGREEMENTS) == ["a.txt"]


# What meets nothing.


def test_what_meets_nothing_is_told(corrected):
    found = corrected(
        '[[drop]]\nentity = "Атлантида"\n[[drop_relation]]\nsubject = "Атлантида"\n'
        '[[drop]]\nentity = "Казахстан"'
    )
    assert [*found.errors["stage"]] == ["corrections"] * 2
    assert [*found.errors["source"]] == ["corrections.toml"] * 2
    assert all("Атлантида" in message for message in found.errors["message"])


def test_a_name_of_a_merge_that_meets_nothing_is_told(corrected):
    found = corrected('[[merge]]\nentities = ["Россия", "Росия"]\ninto = "Россия"')
    (message,) = found.errors["message"]
    assert message == "merge 1 (entities = ['Росия']) meets nothing in these articles"


# Runs.

TOML = (
    '[[merge]]\nentities = ["Россия", "Казахстан"]\ninto = "Союз"\n'
    '[[split]]\nentity = "Петухов"\ndocuments = ["b.txt"]\nname = "Другой"\n'
    '[[drop]]\nentity = "Атлантида"'
)


def run(folder, out, texts=TEXTS, shard_size=1, **given):
    source = folder / "in"
    source.mkdir(exist_ok=True)
    for name, text in texts.items():
        (source / name).write_text(text, encoding="utf-8")
    (folder / "corrections.toml").write_text(TOML, encoding="utf-8")
    given |= {"load": fake.load, "csv": "none", "shard_size": shard_size}
    return extract.run(source, folder / out, **given)


def all_rows(found):
    return {name: found.arrow(name).to_pylist() for name in ("mentions", "entities", "relations", "events", "people", "places", "careers", "errors")}  # fmt: skip


def test_a_resumed_run_is_corrected_without_reading_articles_again(tmp_path):
    was = run(tmp_path, "out")
    found = run(tmp_path, "out", corrections=tmp_path / "corrections.toml")
    assert found.info["shards"] == {"done": 0, "reused": 4}
    assert "Союз" in column(found, NAMES)
    assert any("Атлантида" in warning for warning in found.info["warnings"])
    assert all_rows(run(tmp_path, "out")) == all_rows(was)


def test_corrections_are_the_same_in_every_run(tmp_path):
    file = tmp_path / "corrections.toml"
    first = all_rows(run(tmp_path, "out", corrections=file))
    assert all_rows(run(tmp_path, "again", corrections=file, shard_size=100)) == first
    assert all_rows(run(tmp_path, "out", corrections=file)) == first


def test_corrections_in_memory_are_those_of_a_run(tmp_path, corrected):
    in_run = all_rows(run(tmp_path, "out", corrections=tmp_path / "corrections.toml"))
    in_memory = all_rows(corrected(TOML))
    ids = {name: sorted(str(row.get("entity_id")) for row in rows) for name, rows in in_run.items()}
    assert ids == {
        name: sorted(str(row.get("entity_id")) for row in rows) for name, rows in in_memory.items()
    }


# The file.


def test_a_table_says_the_same(tmp_path):
    (tmp_path / "c.toml").write_text(
        '[[merge]]\nentities = ["А", "Б (PERSON)"]\ninto = "А"\n[[drop]]\nentity = "В"\n'
        '[[place]]\nentity = "Г"\nkind = "city"\nlatitude = 55.5\n',
        encoding="utf-8",
    )
    (tmp_path / "c.csv").write_text(
        "action;entity;entities;into;kind;latitude\nmerge;;\"А; Б (PERSON)\";А;;\ndrop;В;;;;\n"
        "place;Г;;;city;55,5\n", encoding="utf-8",
    )  # fmt: skip
    assert read(tmp_path / "c.csv").list == read(tmp_path / "c.toml").list


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("[[", "cannot be read"),
        ('[[mrege]]\na = "б"', "did you mean merge"),
        ('[drop]\nentity = "А"', r"write \[\[drop\]\]"),
        ('[[drop]]\nentity = ""', "entity does not take ''"),
        ('[[drop]]\nname = "А"', "no 'name'"),
        ('[[rename]]\nentity = "А"', "rename 1: name is missing"),
        ('[[merge]]\nentities = "А"\ninto = "Б"', "entities does not take 'А'"),
        ('[[merge]]\nentities = []\ninto = "Б"', "entities does not take"),
        ('[[place]]\nentity = "А"\nkind = "town"', "kind is one of country"),
        ('[[place]]\nentity = "А"\nkind = "city"\nlatitude = "1"', "latitude does not take '1'"),
        ('[[place]]\nentity = "А"\nkind = "city"\nlatitude = 91', "latitude does not take 91"),
        ('[[place]]\nentity = "А"\nkind = "city"\nlongitude = -inf', "longitude does not take"),
        ('[[place]]\nentity = "А"\nkind = "city"\ngeonames_id = nan', "geonames_id does not take"),
        ('[[change_relation]]\nsubject = "А"\nstatus = "done"', "status is one of held"),
        ('[[change_relation]]\nsubject = "А"', "it changes nothing"),
        ('[[drop_relation]]\npredicate = "VISITED"', "names no subject"),
        ('[[retype]]\nentity = "А"\ntype = "Facility"', "'Facility' is written FACILITY"),
        ('[[retype]]\nentity = "А"\ntype = "два слова"', "'два слова' is no type"),
        ("[[drop]]\nentity = 1", "entity does not take 1"),
        ("drop = [1]", "it says nothing"),
    ],
)
def test_a_file_that_says_something_else_is_refused(tmp_path, toml, said):
    file = tmp_path / "c.toml"
    file.write_text(toml, encoding="utf-8")
    with pytest.raises(CorrectionsError, match=said):
        read(file)
    with pytest.raises(RunError, match=said):
        extract.run(["а"], tmp_path / "out", load=fake.load, corrections=file)


def test_a_file_that_is_not_there_is_told_before_any_article_is_read(tmp_path):
    with pytest.raises(FileNotFoundError):
        extract.run(["а"], tmp_path / "out", load=fake.load, corrections=tmp_path / "no.toml")


DOCS = Path(__file__).parents[1] / "docs/corrections.md"


@pytest.mark.skipif(not DOCS.exists(), reason="there are no docs")
def test_the_examples_of_the_documentation_can_be_read(tmp_path):
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", DOCS.read_text("utf-8"), re.S | re.M)
    found = set()
    for number, (kind, text) in enumerate(blocks):
        file = tmp_path / f"{number}.{kind or 'csv'}"
        file.write_text(text, encoding="utf-8")
        found |= {one.action for one in read(file).list}
    assert found == {*ACTIONS}
