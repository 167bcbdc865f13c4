"""brat in and out, and scores that can be counted by hand."""

import fake
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extract import brat, scoring
from extract.annotations import ENTITIES, Mention, Place, Relation, mention, span_of
from extract.brat import BratError, Triple
from extract.cli import summary

BLANK = spacy.blank("xx")
PERSON, CITY, EVENT = Mention(0, 4, "PERSON"), Mention(5, 11, "CITY"), Mention(12, 17, "EVENT")
TEXT = "Иван Москва форум"


def make(text, mentions, relations=()):
    doc = BLANK(text)
    doc.spans[ENTITIES] = [span_of(doc, m.start, m.end, m.type) for m in mentions]
    doc._.relations = [Relation(s, kind, o, "model", 1.0) for s, kind, o in relations]
    return doc


def gold(mentions, relations=()):
    triples = tuple(Triple(kind, s, o) for s, kind, o in relations)
    return brat.Annotated("x", TEXT, tuple(mentions), triples)


@pytest.mark.parametrize(
    "line, expected",
    [
        ("T1\tPERSON 0 4\tИван", [PERSON]),
        ("T1\tPERSON 0 4\tИван\r", [PERSON]),
        ("T1\tPERSON 0 2;3 4\tИв н", [PERSON]),  # a discontinuous entity is its hull
        ("T1\tPERSON 3 4;0 2\tн Ив", [PERSON]),
        ("T1\tPERSON 0 4\tИван\nT2\tPERSON 0 4\tИван", [PERSON]),
        ("T1\tPERSON 0 4\tИван\nT2\tFAMILY 0 4\tИван", [PERSON, Mention(0, 4, "FAMILY")]),
        ("#1\tAnnotatorNotes T1\tда\nA1\tNegation T1\nE1\tEVENT:T1", []),
        ("", []),
    ],
)
def test_entities(line, expected):
    assert list(brat.parse("x", TEXT, line).entities) == expected


def test_relations_and_references():
    lines = [
        "R1\tWORKS_AS Arg1:T1 Arg2:T2\t",  # before the entities that it names
        "N1\tReference T2 Wikidata:Q649\tМосква",
        "T1\tPERSON 0 4\tИван",
        "T2\tCITY 5 11\tМосква",
        "R2\tWORKS_AS Arg1:T1 Arg2:T2",
    ]
    found = brat.parse("x", TEXT, "\n".join(lines))
    assert found.relations == (Triple("WORKS_AS", PERSON, CITY),)
    assert found.references == {CITY: ("Q649", "Москва")}


@pytest.mark.parametrize(
    "line",
    [
        "T1\tPERSON 0",
        "T1\tPERSON zero 4\tИван",
        "T1\tPERSON 0 99\tИван",
        "T1\tPERSON 4 4\t",
        "T1",
        "R1\tKNOWS Arg1:T1 Arg2:T7",
        "N1\tReference",
    ],
)
def test_a_broken_line_is_named(line):
    with pytest.raises(BratError, match=r"x\.ann, line 1"):
        brat.parse("x", TEXT, line)


def test_offsets_count_line_ends_as_they_are(tmp_path):
    (tmp_path / "a.txt").write_bytes("Да\r\nИван".encode())
    (tmp_path / "a.ann").write_bytes("T1\tPERSON 4 8\tИван\r\n".encode())
    (tmp_path / "b.txt").write_text("без пары", encoding="utf-8")
    (found,) = brat.read_folder(tmp_path)
    (entity,) = found.entities
    assert found.text[entity.start : entity.end] == "Иван"
    assert found.name == "a"


def test_a_folder_without_pairs(tmp_path):
    with pytest.raises(FileNotFoundError, match="no pair"):
        scoring.score(tmp_path, BLANK)


def test_counts():
    doc = make(TEXT, [PERSON, Mention(5, 11, "STATE_OR_PROVINCE")])
    found = scoring.score_docs([(gold([PERSON, CITY, EVENT]), doc)]).entities
    assert found.micro == scoring.Count(right=1, false=1, missed=2)
    assert (found.micro.precision, found.micro.recall) == (1 / 2, 1 / 3)
    assert found.micro.f1 == pytest.approx(0.4)
    assert found.macro_f1 == pytest.approx(1 / 3)  # a type that only was found has no mean to join
    assert list(found.by_type) == ["CITY", "EVENT", "PERSON", "STATE_OR_PROVINCE"]


@pytest.mark.parametrize(
    "found",
    [Mention(0, 4, "FAMILY"), Mention(0, 3, "PERSON"), Mention(0, 5, "PERSON")],
    ids=["type", "end", "blank"],
)
def test_only_the_exact_span_and_type_is_right(found):
    doc = make(TEXT + " да", [found])
    assert scoring.score_docs([(gold([PERSON]), doc)]).entities.micro == scoring.Count(0, 1, 1)


def test_nested_and_equal_spans_count_each():
    inner, outer = Mention(5, 11, "CITY"), Mention(5, 11, "ORGANIZATION")
    doc = make(TEXT, [inner, outer, Mention(0, 11, "PERSON")])
    assert scoring.score_docs([(gold([inner, outer]), doc)]).entities.micro == scoring.Count(2, 1)


@pytest.mark.parametrize(
    "found, right",
    [
        ((PERSON, "PARTICIPANT_IN", EVENT), True),
        ((EVENT, "PARTICIPANT_IN", PERSON), False),
        ((PERSON, "ORGANIZES", EVENT), False),
        ((Mention(0, 3, "PERSON"), "PARTICIPANT_IN", EVENT), False),
        ((Mention(0, 4, "FAMILY"), "PARTICIPANT_IN", EVENT), False),
    ],
)
def test_a_relation_is_right_with_both_its_entities(found, right):
    annotated = gold([PERSON, EVENT], [(PERSON, "PARTICIPANT_IN", EVENT)])
    micro = scoring.score_docs([(annotated, make(TEXT, [PERSON, EVENT], [found]))]).relations.micro
    assert micro == (scoring.Count(1) if right else scoring.Count(0, 1, 1))


def test_symmetric_relations_count_in_either_order():
    annotated = gold([PERSON, CITY], [(PERSON, "MEETING_WITH", CITY)])
    doc = make(TEXT, [PERSON, CITY], [(CITY, "MEETING_WITH", PERSON)])
    assert scoring.score_docs([(annotated, doc)]).relations.micro == scoring.Count(1)


def test_pattern_relations_count_only_where_they_are_annotated():
    doc = make(TEXT, [PERSON, CITY], [(PERSON, "VISITED", CITY)])
    assert scoring.score_docs([(gold([PERSON, CITY]), doc)]).relations.micro == scoring.Count()
    annotated = gold([PERSON, CITY], [(PERSON, "VISITED", CITY)])
    assert scoring.score_docs([(annotated, doc)]).relations.micro == scoring.Count(1)


def test_relations_with_gold_entities_given():
    annotated = gold([PERSON, EVENT], [(PERSON, "PARTICIPANT_IN", EVENT)])

    def find(doc):
        first, *_, last = doc.spans[ENTITIES]
        return [Relation(mention(first), "PARTICIPANT_IN", mention(last), "model", 1.0)]

    doc = make(TEXT, [CITY])
    found = scoring.score_docs([(annotated, doc)], find)
    assert found.relations.micro == scoring.Count(0, 0, 1)
    assert found.relations_given_entities.micro == scoring.Count(1)
    assert [mention(span) for span in doc.spans[ENTITIES]] == [CITY]
    assert scoring.score_docs([(annotated, doc)]).relations_given_entities is None


def test_a_pipeline_is_scored_on_a_folder(tmp_path):
    text = "Юрий Петухов в Казахстане, Казахстан."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tPERSON 0 12\tЮрий Петухов\n", encoding="utf-8")
    found = scoring.score(tmp_path, fake.load())
    assert found.documents == 1
    assert found.entities.micro == scoring.Count(1, 2)
    assert found.to_dict()["entities"]["by_type"]["PERSON"]["f1"] == 1
    assert summary.scores(found)


SPANS = st.sets(
    st.tuples(st.integers(0, 11), st.integers(1, 8), st.sampled_from(["CITY", "EVENT"])), max_size=8
)


@given(SPANS, st.data())
def test_what_is_written_is_read_again(spans, data):
    text = "а бв\nг-д\r\nе\nжз и"
    mentions = [Mention(a, min(a + n, len(text)), kind) for a, n, kind in sorted(spans)]
    mentions = [m for m in mentions if text[m.start : m.end].strip() == text[m.start : m.end]]
    relations = []
    if mentions:
        pairs = st.tuples(st.sampled_from(mentions), st.sampled_from(mentions))
        relations = [(s, "KNOWS", o) for s, o in data.draw(st.lists(pairs, max_size=4))]
    doc = make(text, mentions, relations)
    found = brat.parse("x", text, brat.to_brat(doc))
    assert sorted(found.entities) == sorted(set(mentions))
    assert set(found.relations) == {Triple(kind, s, o) for s, kind, o in relations}


def test_the_lines_of_brat():
    doc = make("в Москве\nи Думе", [Mention(2, 8, "CITY"), Mention(2, 15, "ORGANIZATION")],
               [(Mention(2, 8, "CITY"), "PART_OF", Mention(2, 15, "ORGANIZATION")),
                (Mention(2, 8, "CITY"), "подписать", Mention(2, 15, "ORGANIZATION"))])  # fmt: skip
    doc.spans[ENTITIES][0]._.place = Place("Москва", "city", wikidata_id="Q649")
    assert brat.to_brat(doc) == (
        "T1\tCITY 2 8\tМоскве\n"
        "T2\tORGANIZATION 2 8;9 15\tМоскве и Думе\n"
        "R1\tPART_OF Arg1:T1 Arg2:T2\t\n"
        "N1\tReference T1 Wikidata:Q649\tМосква\n"
    )
