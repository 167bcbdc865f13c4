"""From documents to tables: ids, nesting, entities across documents."""

import datetime as dt

import fake
import pandas as pd
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

import extract
from extract import schema
from extract.annotations import (
    ENTITIES,
    Career,
    Entity,
    Event,
    Mention,
    Participant,
    Person,
    Place,
    Relation,
    TimeValue,
    span_of,
)
from extract.articles import Article
from extract.tables.queries import VIEWS
from extract.tables.rows import rows, stable_id
from extract.trust import chance

BLANK = spacy.blank("xx")
BLANK.add_pipe("sentencizer")
FORUM = (
    "Юрий Петухов, губернатор Новосибирской области, подписал соглашение с Казахстаном "
    "28 ноября 2023 года. Петухов открыл форум в Новосибирске. Правительство России согласно."
)


@pytest.fixture(scope="module")
def nlp():
    return fake.load()


def tables_of(nlp, *texts):
    return extract.tables(nlp.pipe(texts))


def make(text, *mentions, doc_id="x"):
    """A document with mentions, each "TYPE words"; the words stand once in the text."""
    doc = BLANK(text)
    doc._.id = doc_id
    found = []
    for mention in mentions:
        kind, words = mention.split(" ", 1)
        start = text.index(words)
        found.append(Mention(start, start + len(words), kind))
    doc.spans[ENTITIES] = [span_of(doc, m.start, m.end, m.type) for m in found]
    return doc, found


def test_every_table_has_the_declared_columns(nlp):
    for tables in (tables_of(nlp, FORUM), tables_of(nlp)):
        for name, columns in schema.TABLES.items():
            assert tables.arrow(name).schema.names == columns.names
            assert sorted(tables[name].columns) == sorted(columns.names)
            assert tables.arrow(name).schema == columns


def test_offsets_point_at_the_text(nlp):
    tables = tables_of(nlp, FORUM, "Делегация из Казахстана")
    found = tables.sql(
        "SELECT m.text, substring(t.text, m.start + 1, m.end - m.start) AS cut "
        "FROM mentions m JOIN texts t USING (doc_id)"
    )
    assert len(found) > 8
    assert (found["text"] == found["cut"]).all()


@pytest.mark.parametrize(
    "parts, expected",
    [
        (("m", "a.txt", 0, 5, "CITY"), "m78afa49b291ebe8e"),
        (("e", "geonames:1496747"), "ede47ba5f5ba98fd4"),
    ],
)
def test_ids_are_the_same_on_every_machine(parts, expected):
    assert stable_id(*parts) == expected


def test_ids_do_not_depend_on_the_order(nlp):
    texts = [FORUM, "Россия и Казахстан.", "Юрий Иванович Петухов."]
    one, other = tables_of(nlp, *texts), tables_of(nlp, *reversed(texts))
    for name, keys in {
        "documents": ["doc_id"],
        "mentions": ["mention_id"],
        "entities": ["entity_id"],
        "relations": ["relation_id"],
        "events": ["event_id"],
    }.items():
        left, right = (t[name].sort_values(keys, ignore_index=True) for t in (one, other))
        pd.testing.assert_frame_equal(left, right)
        assert not left[keys].duplicated().any()


def test_documents_without_an_id_get_one_from_their_text(nlp):
    ids = list(tables_of(nlp, "Россия.", "Казахстан.", "Россия.").documents["doc_id"])
    assert ids[0].startswith("text-")
    assert ids[2] == ids[0] + "-2"
    assert ids[1] == tables_of(nlp, "Казахстан.").documents["doc_id"][0]


def test_the_article_fills_the_document():
    article = Article("a/b.csv#7", "a/b.csv", "Россия.  Да.", "Заголовок", dt.date(2023, 11, 28),
                      "metadata", "https://example.org", "cp1251", "Анна Котова")  # fmt: skip
    row = rows(BLANK(article.text), article)["documents"][0]
    assert row | {"sha256": None} == {
        "doc_id": "a/b.csv#7", "source": "a/b.csv", "title": "Заголовок",
        "date": dt.date(2023, 11, 28), "date_source": "metadata", "author": "Анна Котова",
        "url": "https://example.org", "n_chars": 12, "n_repeated": 0, "n_sentences": 2, "n_tokens": 4, "encoding": "cp1251",
        "sha256": None,
    }  # fmt: skip
    assert row["sha256"] == article.sha256


def test_mentions_nest():
    doc, _ = make("Правительство Новосибирской области России",
                  "ORGANIZATION Правительство Новосибирской области",
                  "STATE_OR_PROVINCE Новосибирской области", "COUNTRY России")  # fmt: skip
    outer, inner, other = rows(doc)["mentions"]
    assert [outer["depth"], inner["depth"], other["depth"]] == [0, 1, 0]
    assert inner["parent_id"] == outer["mention_id"]
    assert outer["parent_id"] is other["parent_id"] is None


def test_of_equal_spans_the_first_type_in_the_alphabet_is_outer():
    doc, _ = make("Москва", "ORGANIZATION Москва", "CITY Москва", "LOCATION Москва")
    found = rows(doc)["mentions"]
    assert [(row["type"], row["depth"]) for row in found] == [
        ("CITY", 0), ("LOCATION", 1), ("ORGANIZATION", 2),
    ]  # fmt: skip
    assert [row["parent_id"] for row in found] == [None, *(row["mention_id"] for row in found[:2])]


@given(
    st.sets(
        st.tuples(st.integers(0, 9), st.integers(1, 6), st.sampled_from(["CITY", "EVENT"])),
        max_size=12,
    )
)
def test_the_parent_is_the_smallest_mention_around(spans):
    doc = BLANK("а б в г д е ж з и к л м н о п р")
    doc._.id = "x"
    doc.spans[ENTITIES] = [
        span_of(doc, 2 * start, 2 * (start + length) - 1, kind) for start, length, kind in spans
    ]
    found = rows(doc)["mentions"]
    assert len(found) == len(spans)
    by_id = {row["mention_id"]: row for row in found}
    for row in found:
        size = row["end"] - row["start"]
        around = [
            other["end"] - other["start"]
            for other in found
            if other["start"] <= row["start"]
            and row["end"] <= other["end"]
            and (other["end"] - other["start"], other["type"]) != (size, row["type"])
            and (other["end"] - other["start"] > size or other["type"] < row["type"])
        ]
        parent = by_id.get(row["parent_id"])
        assert (parent is None) == (not around)
        assert row["depth"] == (parent["depth"] + 1 if parent else 0)
        assert parent is None or parent["end"] - parent["start"] == min(around)


def test_a_mention_that_ends_inside_a_word():
    doc, _ = make("писатель-сатирик", "PROFESSION писатель")
    (row,) = rows(doc)["mentions"]
    assert (row["start"], row["end"], row["text"]) == (0, 8, "писатель")


def test_without_coreference_a_mention_is_known_by_its_normal_form():
    doc, _ = make("в Москве и Москве-2", "CITY Москве")
    doc.spans[ENTITIES][0]._.normal = "Москва"
    found = rows(doc)
    assert found["mentions"][0]["normal"] == "Москва"
    assert found["mentions"][0]["entity_id"] == stable_id("e", "CITY:Москва")
    assert found["parts"][0]["kind"] == "city"


@pytest.mark.parametrize("kind", ["DATE", "TIME", "NUMBER", "MONEY", "PERCENT", "AGE", "ORDINAL"])
def test_values_are_no_entities(kind):
    doc, _ = make("двадцать", f"{kind} двадцать")
    found = rows(doc)
    assert found["mentions"][0]["entity_id"] is None
    assert found["parts"] == []


def test_what_stands_in_a_repeated_passage_does_not_count(nlp):
    lead = "Казахстан подписал соглашение с Россией."
    doc = nlp(f"{lead} Кратко: {lead}")
    kept = extract.tables([doc])
    assert len(doc.spans[ENTITIES]) == 4
    assert list(kept.mentions["start"]) == [49, 81]
    assert list(kept.entities["n_mentions"]) == [1, 1]
    assert len(doc._.relations) == 6
    assert list(kept.relations["subject"]) == ["Казахстан"]
    assert kept.documents["n_repeated"][0] == 41
    saved = spacy.tokens.Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert rows(saved) == rows(doc)


def test_one_triple_found_twice_is_one_row_of_the_surest():
    doc, (person, body) = make("Петухов из Думы", "PERSON Петухов", "ORGANIZATION Думы")
    doc._.relations = [
        Relation(person, "WORKPLACE", body, "model", 0.4),
        Relation(person, "WORKPLACE", body, "pattern", 0.9),
        Relation(person, "WORKPLACE", body, "model", 0.5),
    ]
    (row,) = rows(doc)["relations"]
    assert (row["method"], row["score"]) == ("pattern", 0.9)


def test_the_rule_of_a_triple():
    doc, (person, body) = make("Петухов из Думы", "PERSON Петухов", "ORGANIZATION Думы")
    doc._.relations = [
        Relation(person, "MEETING_WITH", body, "pattern", 0.9, rule="subject and с"),
        Relation(person, "WORKPLACE", body, "model", 0.8),
    ]
    assert {row["rule"] for row in rows(doc)["relations"]} == {"subject and с", None}


def test_what_a_stage_left_out_is_a_row_of_errors():
    doc, _ = make("Петухов", "PERSON Петухов")
    doc._.notes = [("agreements", "sentence 0: more than 200 pairs")]
    (row,) = rows(doc)["errors"]
    assert (row["stage"], row["error"]) == ("agreements", "LeftOut")
    assert "200" in row["message"]


def test_a_triple_and_its_quote():
    doc, (person, body, region) = make(
        "Начало. Иван Петров подписал соглашение. За Новосибирскую область. Думу не спросили.",
        "PERSON Иван Петров", "ORGANIZATION Думу", "STATE_OR_PROVINCE Новосибирскую область",
    )  # fmt: skip
    start = doc.text.index("соглашение")
    doc._.relations = [
        Relation(person, "AGREEMENT_WITH", body, "pattern", 1.0, (start, start + 10), "соглашение",
                 "о мире", "signed", dt.datetime(2023, 1, 1), dt.datetime(2023, 12, 31), "Омск",
                 represents=(region, None)),
        Relation(person, "KNOWS", region, "model", 1.0),
    ]  # fmt: skip
    knows, agreement = sorted(rows(doc)["relations"], key=lambda row: row["predicate"] != "KNOWS")
    assert agreement["cue"] == doc.text[agreement["cue_start"] : agreement["cue_end"]]
    assert [agreement[name] for name in ("kind", "topic", "status", "place")] == [
        "соглашение", "о мире", "signed", "Омск",
    ]  # fmt: skip
    assert (agreement["begin"].date(), agreement["end"].date()) == (
        dt.date(2023, 1, 1), dt.date(2023, 12, 31),
    )  # fmt: skip
    assert (knows["subject_type"], knows["object_type"]) == ("PERSON", "STATE_OR_PROVINCE")
    assert (agreement["subject_for"], agreement["object_for"]) == ("Новосибирскую область", None)
    assert agreement["sentence"] == 1
    assert agreement["quote"] == "Иван Петров подписал соглашение. … Думу не спросили."
    assert knows["quote"] == "Иван Петров подписал соглашение. За Новосибирскую область."
    assert knows["quote"] in doc.text


def test_dates():
    doc, _ = make("Встреча 28 ноября и вчера", "DATE 28 ноября", "DATE вчера")
    moment = dt.datetime(2023, 11, 28, tzinfo=dt.UTC)
    time = TimeValue("DATE", "2023-11-28", moment, moment, "day", dt.date(2023, 12, 1))
    doc.spans[ENTITIES][0]._.time = time
    first, second = extract.tables([doc]).dates.to_dict("records")
    assert first["begin"] == first["end"] == pd.Timestamp(2023, 11, 28)
    assert first["anchor"] == pd.Timestamp(2023, 12, 1)
    assert (first["value"], first["granularity"]) == ("2023-11-28", "day")
    assert second["text"] == "вчера"
    assert pd.isna(second["value"])
    assert pd.isna(second["begin"])


def test_events_with_their_parts_and_participants():
    doc, (forum, session, person, city) = make(
        "Форум и сессия, Петров, Омск", "EVENT Форум", "EVENT сессия", "PERSON Петров", "CITY Омск"
    )
    doc._.events = [
        Event((forum,), "форум", place=city, status="held", text=(0, 5), namings=((0, 5),)),
        Event((session,), "сессия", part_of=(0, 5), status="planned", text=(8, 14), kind="session",
              participants=(Participant(person, "organizer"), Participant(city),
                            Participant(city, name="делегация Омска"))),
    ]  # fmt: skip
    whole, part = rows(doc)["events"]
    assert part["part_of"] == whole["event_id"]
    assert whole["part_of"] is None
    assert whole["place"] == "Омск"
    assert part["participants"] == ["Петров (organizer)", "Омск", "делегация Омска"]
    assert (part["text_start"], part["text_end"], part["kind"]) == (8, 14, "session")
    assert part["mention_id"] == rows(doc)["mentions"][1]["mention_id"]


def test_an_event_in_a_building_has_its_name_and_no_row_of_places():
    doc, (forum, hall) = make("Форум в Манеже", "EVENT Форум", "FACILITY Манеже")
    doc._.events = [Event((forum,), "форум", place=hall, text=(0, 5), namings=((0, 5),))]
    (row,) = rows(doc)["events"]
    assert (row["place"], row["place_id"]) == ("Манеже", None)


def test_an_event_stands_where_it_is_told_outside_of_repeats():
    doc, _ = make("Форум открылся. Анонс: форум, сессия", "EVENT форум")
    doc._.repeats = [(0, 14)]
    doc._.events = [Event((), "форум", text=(0, 5), namings=((0, 5), (23, 28)))]
    (row,) = rows(doc)["events"]
    assert (row["text_start"], row["text_end"]) == (23, 28)
    doc._.repeats = [(0, 14), (16, 36)]
    assert rows(doc)["events"] == []


def test_an_event_told_by_a_verb_has_offsets_and_no_mention():
    doc, (russia, serbia) = make("Россия и Сербия подписали", "COUNTRY Россия", "COUNTRY Сербия")
    relation = Relation(russia, "AGREEMENT_WITH", serbia, "pattern", 0.9)
    doc._.relations = [relation]
    doc._.events = [Event((), "подписание", text=(16, 25), namings=((16, 25),), relation=relation)]
    (row,) = rows(doc)["events"]
    assert (row["text_start"], row["text_end"], row["mention_id"]) == (16, 25, None)
    assert row["relation_id"] == rows(doc)["relations"][0]["relation_id"]
    assert row["n_mentions"] == 1


def test_a_copy_keeps_its_rows_and_is_not_counted(nlp):
    docs = list(nlp.pipe([FORUM, FORUM, "Россия."]))
    for doc, name in zip(docs, ("b.txt", "a.txt", "c.txt"), strict=True):
        doc._.id = name
    tables = extract.tables(docs)
    copies = tables.documents.set_index("doc_id")["duplicate_of"].dropna()
    assert copies.to_dict() == {"b.txt": "a.txt"}
    assert set(tables.mentions["doc_id"]) == {"a.txt", "b.txt", "c.txt"}
    russia = tables.entities.set_index("name").loc["Россия"]
    assert (russia["n_mentions"], russia["n_documents"]) == (2, 2)


def test_one_person_in_two_articles(nlp):
    tables = tables_of(nlp, "Юрий Петухов приехал.", "Юрия Петухова, Петухова ждут.")
    (person,) = tables.people.to_dict("records")
    assert (person["name"], person["surname"], person["given_name"], person["gender"]) == (
        "Юрий Петухов", "Петухов", "Юрий", "male",
    )  # fmt: skip
    assert tables.entities["n_documents"][0] == 2


def test_namesakes_with_different_patronymics_are_two(nlp):
    tables = tables_of(
        nlp, "Юрий Иванович Петухов.", "Юрий Петрович Петухов.", "Юрий Петухов.",
        "Юрий Иванович Петухов и губернатор.",
    )  # fmt: skip
    people = tables.people.set_index("name")
    assert people["patronymic"].dropna().to_dict() == {
        "Юрий Иванович Петухов": "Иванович", "Юрий Петрович Петухов": "Петрович",
    }  # fmt: skip
    assert len(people) == 3  # he whose patronymic is not known is neither
    assert people.loc["Юрий Иванович Петухов", "positions"] == ["губернатор"]
    known = set(tables.entities["entity_id"])
    assert set(tables.mentions["entity_id"].dropna()) <= known
    assert set(tables.relations["subject_id"]) <= known
    assert set(tables.careers["entity_id"]) <= known


def people_with(*patronymics):
    """The people of articles that each name Юрий Петухов, with a patronymic of their own."""
    docs = []
    for number, patronymic in enumerate(patronymics):
        doc, mentions = make("Петухов", "PERSON Петухов", doc_id=str(number))
        person = Person("Петухов", "Юрий", patronymic, "male")
        doc._.entities = [Entity("PERSON:Петухов", "PERSON", "Петухов", tuple(mentions), person)]
        docs.append(doc)
    return extract.tables(docs).people


@pytest.mark.parametrize("other", ["И.", "Иванович", None])
def test_one_patronymic_or_an_initial_contradicts_nothing(other):
    assert list(people_with("Иванович", other)["patronymic"]) == ["Иванович"]


@pytest.mark.parametrize("other", ["Семенович", "СЕМЁНОВИЧ", "С"])
def test_one_patronymic_in_another_spelling_is_one_person(other):
    assert len(people_with("Семёнович", other)) == 1
    assert len(people_with("Семёнович", other, "Савельевич")) > 1


def test_careers_are_told_by_article():
    doc, (person, body) = make(
        "Травников, глава Думы", "PERSON Травников", "ORGANIZATION Думы", doc_id="a.txt"
    )
    doc._.date = dt.date(2023, 11, 28)
    doc._.careers = [
        Career(person, "глава Думы", body, "Дума", score=0.9),
        Career(person, "мэр Бердска", former=True, score=0.8),
        Career(person, "слесарь", score=0.2),
    ]
    tables = extract.tables([doc])
    ids = tables.entities.set_index("name")["entity_id"]
    head, mayor = tables.careers.to_dict("records")
    assert head == {
        "entity_id": ids["Травников"], "name": "Травников", "position": "глава Думы",
        "organization_id": ids["Думы"], "organization": "Дума", "former": False,
        "doc_id": "a.txt", "date": pd.Timestamp("2023-11-28"), "score": 0.9,
    }  # fmt: skip
    assert (mayor["position"], mayor["former"]) == ("мэр Бердска", True)
    assert pd.isna(mayor["organization"])
    (found,) = tables.people.to_dict("records")
    assert found["positions"] == ["глава Думы", "мэр Бердска (в прошлом)"]
    assert found["organizations"] == ["Думы"]  # by the entity's name over all articles


RUMOUR = "По слухам, Юрий Петухов ушёл из Правительства России. Он губернатор."


def test_relations_are_those_that_can_be_trusted_or_all(nlp):
    told = tables_of(nlp, RUMOUR)
    all_told = extract.tables(nlp.pipe([RUMOUR]), relations="all")
    assert list(told.relations["predicate"]) == ["WORKS_AS"]
    assert sorted(all_told.relations["predicate"]) == ["WORKPLACE", "WORKS_AS"]
    for tables in (told, all_told):
        assert tables.people["positions"][0] == ["губернатор"]
        assert tables.people["organizations"][0] == []
        assert list(tables.sql("FROM network_edges")["predicate"]) == ["WORKS_AS"]
    with pytest.raises(ValueError, match="trusted, all"):
        extract.tables([], relations="some")


def test_the_row_of_a_title_is_that_of_its_holder():
    doc, (job, region, person) = make(
        "глава Коми Иванов", "PROFESSION глава Коми", "STATE_OR_PROVINCE Коми", "PERSON Иванов"
    )
    doc._.relations = [
        works_as := Relation(person, "WORKS_AS", job, "model", 0.9),
        workplace := Relation(job, "WORKPLACE", region, "model", 0.8),
    ]
    columns = ["subject", "predicate", "object", "score"]
    rows_of = extract.tables([doc]).relations[columns].to_numpy().tolist()
    assert sorted(rows_of) == [
        ["Иванов", "WORKPLACE", "Коми", chance(workplace)],
        ["Иванов", "WORKS_AS", "глава Коми", chance(works_as)],
    ]
    everything = extract.tables([doc], relations="all").relations
    assert sorted(everything["subject"]) == ["Иванов", "Иванов", "глава Коми"]


def test_a_bare_common_noun_is_no_employer_and_no_node():
    doc, (person, bare, body) = make(
        "Иванов из правительства и Думы", "PERSON Иванов", "ORGANIZATION правительства",
        "ORGANIZATION Думы",
    )  # fmt: skip
    doc._.relations = [Relation(person, "WORKPLACE", other, "model", 1.0) for other in (bare, body)]
    doc._.careers = [
        Career(person, "советник", bare, "правительство"), Career(person, "депутат", body, "Думы")
    ]  # fmt: skip
    tables = extract.tables([doc])
    assert tables.people["organizations"][0] == ["Думы"]
    assert set(tables.sql("FROM network_nodes")["name"]) == {"Иванов", "Думы"}
    assert list(tables.sql("FROM network_edges")["target_name"]) == ["Думы"]


def test_a_position_in_capitals_is_the_same_position():
    docs = []
    for number, position in enumerate(["Председатель", "председатель", "ректор"]):
        doc, (person,) = make(f"Иванов {number}", "PERSON Иванов", doc_id=str(number))
        doc._.careers = [Career(person, position)]
        docs.append(doc)
    assert extract.tables(docs).people["positions"][0] == ["председатель", "ректор"]


def test_a_copy_of_an_article_tells_of_no_other_career():
    docs = []
    for number in range(2):
        doc, (person,) = make("Иванов", "PERSON Иванов", doc_id=str(number))
        doc._.careers = [Career(person, "ректор")]
        docs.append(doc)
    tables = extract.tables(docs)
    assert len(tables.careers) == 2
    assert tables.people["positions"][0] == ["ректор"]


def test_places_know_the_place_around_them_if_an_article_mentions_it(nlp):
    places = tables_of(nlp, "Новосибирск. Новосибирская область.").places.set_index("name")
    city, region = places.loc["Новосибирск"], places.loc["Новосибирская область"]
    assert city["parent_id"] == region["entity_id"]
    assert pd.isna(region["parent_id"])  # Россия, which no article mentions
    assert (city["kind"], city["region_code"], city["geonames_id"]) == ("city", "RU-NVS", 1496747)


def test_one_place_under_two_types_is_one_entity():
    place = Place("Москва", "city", key="geonames:1")
    docs = []
    for kind in ("CITY", "CITY", "LOCATION"):
        doc, mentions = make("Москва", f"{kind} Москва", doc_id=f"{len(docs)}")
        doc._.entities = [
            Entity(f"{kind}:geonames:1", kind, "Москва", tuple(mentions), None, place)
        ]
        docs.append(doc)
    tables = extract.tables(docs)
    assert list(tables.entities["type"]) == ["CITY"]
    assert list(tables.cities["name"]) == ["Москва"]
    assert len(tables.regions) == 0


def test_aliases_are_the_other_names_the_commonest_first():
    doc, mentions = make(
        "РФ и Россия, РФ-2, Отчизна",
        "COUNTRY РФ",
        "COUNTRY Россия",
        "COUNTRY РФ-2",
        "COUNTRY Отчизна",
    )
    for span in doc.spans[ENTITIES]:
        span._.normal = span.text.removesuffix("-2")
    doc._.entities = [Entity("COUNTRY:Россия", "COUNTRY", "Россия", tuple(mentions))]
    assert extract.tables([doc]).entities["aliases"][0] == ["РФ", "Отчизна"]


def test_first_and_last_date():
    docs = []
    for day in (5, 3, None):
        doc, _ = make("Москва", "CITY Москва", doc_id=str(day))
        doc._.date = dt.date(2023, 1, day) if day else None
        docs.append(doc)
    # Their text is one, so only the first in the alphabet counts.
    (entity,) = extract.tables(docs).entities.to_dict("records")
    assert entity["first_date"] == entity["last_date"] == pd.Timestamp(2023, 1, 3)


def test_frames_have_useful_types(nlp):
    tables = tables_of(nlp, FORUM)
    assert isinstance(tables.events["participants"][0], list)
    assert tables.places["geonames_id"].dtype == "Int64"
    assert tables.places["ambiguous"].dtype == "boolean"
    assert tables.dates["begin"].dtype.kind == "M"


def test_tables_by_name(nlp):
    tables = tables_of(nlp, FORUM)
    assert set(tables) == {*schema.TABLES, *VIEWS}
    assert tables["people"] is tables.people
    assert "people" in dir(tables)
    assert tables.sql("SELECT count(*) AS n FROM people")["n"][0] == 1
    assert repr(tables).startswith("Tables(documents=1, ")
    with pytest.raises(AttributeError, match="persons"):
        _ = tables.persons
    with pytest.raises(KeyError):
        tables["persons"]


def test_the_function_keeps_its_name_when_the_module_is_imported():
    import extract.tables

    assert callable(extract.tables)
