"""Which relations stand in the tables by default.

A text names its mentions as [words|TYPE]; a relation is "subject > predicate > object score". The
cuts are the test's own: nothing here depends on the model.
"""

from __future__ import annotations

import datetime as dt
import re

import pytest
import spacy

from extract import schema
from extract.annotations import (
    ENTITIES,
    Entity,
    Mention,
    Person,
    Place,
    Relation,
    TimeValue,
    mention,
    span_of,
)
from extract.trust import OTHER, PATTERN, TOLD, chance, packaged, trusted

MARK = re.compile(r"\[([^|\]]+)\|(\w+)\]")
CUTS = {OTHER: 0.5, PATTERN: 0.5, "WORKPLACE": 0.3, "KNOWS": None}
TULA = Place("Тула", "city", "RU", "RU-TUL", key="geonames:1")
TULA_REGION = Place("Тульская область", "region", "RU", "RU-TUL", key="geonames:2")
VENEV = Place("Венёв", "city", "RU", "RU-TUL", key="geonames:4")
OREL = Place("Орёл", "city", "RU", "RU-ORL", key="geonames:3")
PLACES = {"Туле": TULA, "Тульской области": TULA_REGION, "Орле": OREL, "Венёве": VENEV}


def kept(
    marked: str, *told: str, same: tuple[str, ...] = (), no_one: tuple[str, ...] = ()
) -> list[str]:
    """The relations that are trusted, without their scores.

    Args:
        marked: The text.
        told: The relations.
        same: Words of mentions that are one entity.
        no_one: Words of mentions in which no person was seen.
    """
    text, found, last = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        found.append((len(text), len(text) + len(mark[1]), mark[2]))
        text, last = text + mark[1], mark.end()
    doc = spacy.blank("ru")(text + marked[last:])
    doc.spans[ENTITIES] = [span_of(doc, *border) for border in found]
    by_words = {span.text: mention(span) for span in doc.spans[ENTITIES]}
    for span in doc.spans[ENTITIES]:
        if span.text in no_one:
            span._.person = Person()
        if span.label_ == "DATE":
            begin, end = _interval(span.text)
            span._.time = TimeValue("DATE", span.text, begin, end)
    doc._.entities = [
        Entity(place.key, "CITY", place.name, (by_words[words],), place=place)
        for words, place in PLACES.items()
        if words in by_words
    ]
    if same:
        members = tuple(by_words[words] for words in same)
        doc._.entities.append(Entity("one", members[0].type, same[0], members))
    relations = []
    for one in told:
        subject, predicate, rest = one.split(" > ")
        other, _, score = rest.rpartition(" ")
        triple = by_words[subject], predicate, by_words[other]
        relations.append(Relation(*triple, "model", float(score)))
    return [
        f"{text[r.subject.start : r.subject.end]} > {r.predicate} > "
        f"{text[r.object.start : r.object.end]}"
        for r in trusted(doc, relations, CUTS)
    ]


def _interval(words: str) -> tuple[dt.datetime, dt.datetime]:
    numbers = [int(number) for number in words.split("-")]
    last = dt.datetime(numbers[0], 12, 31) if len(numbers) == 1 else dt.datetime(*numbers)
    return dt.datetime(*numbers, *(1 for _ in range(3 - len(numbers)))), last


@pytest.mark.parametrize(
    ("marked", "told", "expected"),
    [
        # each relation has a cut of its own, and some are never trusted
        ("[Пётр|PERSON] из [думы|ORGANIZATION]", ["Пётр > WORKPLACE > думы 0.3"], [0]),
        ("[Пётр|PERSON] из [думы|ORGANIZATION]", ["Пётр > WORKPLACE > думы 0.29"], []),
        ("[Пётр|PERSON] и [Иван|PERSON]", ["Пётр > RELATIVE > Иван 0.4"], []),
        ("[Пётр|PERSON] и [Иван|PERSON]", ["Пётр > KNOWS > Иван 0.99"], []),
        # another name is no fact
        ("[Дума|ORGANIZATION] ([ГД|ORGANIZATION])", ["Дума > ABBREVIATION > ГД 1.0"], []),
        ("[Дума|ORGANIZATION] ([ГД|ORGANIZATION])", ["Дума > ALTERNATIVE_NAME > ГД 1.0"], []),
        # one has one birthday, and one place of birth; a part of another is none
        (
            "[Пётр|PERSON] [1950|DATE] [1961|DATE]",
            ["Пётр > DATE_OF_BIRTH > 1950 0.7", "Пётр > DATE_OF_BIRTH > 1961 0.8"],
            [1],
        ),
        (
            "[Пётр|PERSON] [1950|DATE] [1950-6-3|DATE]",
            ["Пётр > DATE_OF_BIRTH > 1950 0.7", "Пётр > DATE_OF_BIRTH > 1950-6-3 0.8"],
            [0, 1],
        ),
        (
            "[Пётр|PERSON] в [Туле|CITY] и [Орле|CITY]",
            ["Пётр > PLACE_OF_BIRTH > Туле 0.7", "Пётр > PLACE_OF_BIRTH > Орле 0.6"],
            [0],
        ),
        (
            "[Пётр|PERSON] в [Туле|CITY] [Тульской области|STATE_OR_PROVINCE]",
            ["Пётр > PLACE_OF_BIRTH > Туле 0.7", "Пётр > PLACE_OF_BIRTH > Тульской области 0.6"],
            [0, 1],
        ),
        (
            "[Пётр|PERSON] в [Туле|CITY] и [Венёве|CITY]",
            ["Пётр > PLACE_OF_BIRTH > Туле 0.7", "Пётр > PLACE_OF_BIRTH > Венёве 0.6"],
            [0],
        ),
        # what no gazetteer knows is a part of what stands right behind it
        (
            "[Пётр|PERSON] в [Зуеве|CITY] [Ряжского уезда|DISTRICT]",
            ["Пётр > PLACE_OF_BIRTH > Зуеве 0.7", "Пётр > PLACE_OF_BIRTH > Ряжского уезда 0.6"],
            [0, 1],
        ),
        (
            "[Пётр|PERSON] в [Зуеве|CITY] или [Ряжске|CITY]",
            ["Пётр > PLACE_OF_BIRTH > Зуеве 0.7", "Пётр > PLACE_OF_BIRTH > Ряжске 0.6"],
            [0],
        ),
        # nobody dies on the day of his birth or before it
        (
            "[Пётр|PERSON] [1950|DATE]",
            ["Пётр > DATE_OF_BIRTH > 1950 0.7", "Пётр > DATE_OF_DEATH > 1950 0.6"],
            [0],
        ),
        (
            "[Пётр|PERSON] [1950|DATE] [1940|DATE]",
            ["Пётр > DATE_OF_BIRTH > 1950 0.7", "Пётр > DATE_OF_DEATH > 1940 0.8"],
            [1],
        ),
        (
            "[Пётр|PERSON] [1950|DATE] [2001|DATE]",
            ["Пётр > DATE_OF_BIRTH > 1950 0.7", "Пётр > DATE_OF_DEATH > 2001 0.8"],
            [0, 1],
        ),
        # of what two mentions are to each other the surest
        (
            "[Пётр|PERSON] и [Анна|PERSON]",
            ["Пётр > PARENT_OF > Анна 0.6", "Анна > PARENT_OF > Пётр 0.7"],
            [1],
        ),
        (
            "[Пётр|PERSON] и [Анна|PERSON]",
            ["Пётр > SPOUSE > Анна 0.8", "Пётр > SIBLING > Анна 0.7"],
            [0],
        ),
        # wherever they are named again
        (
            "[Сигма|ORGANIZATION], [Бор|ORGANIZATION]. [СИГМА|ORGANIZATION], [БОР|ORGANIZATION]",
            ["Сигма > OWNER_OF > Бор 0.9", "БОР > OWNER_OF > СИГМА 0.7"],
            [0],
        ),
        (
            "[Сигма|ORGANIZATION], [Бор|ORGANIZATION]. [СИГМА|ORGANIZATION], [БОР|ORGANIZATION]",
            ["Сигма > OWNER_OF > Бор 0.7", "СИГМА > OWNER_OF > БОР 0.9"],
            [0, 1],
        ),
        (
            "[Пётр|PERSON] и [Анна|PERSON]. [ПЁТР|PERSON] и [АННА|PERSON]",
            ["Пётр > SIBLING > Анна 0.9", "АННА > SIBLING > ПЁТР 0.7"],
            [0, 1],
        ),
        (
            "[Пётр|PERSON] и [Анна|PERSON]. [ПЁТР|PERSON] и [АННА|PERSON]",
            ["Пётр > SIBLING > Анна 0.6", "АННА > SPOUSE > ПЁТР 0.7"],
            [1],
        ),
        # but the five stand beside the model's
        (
            "[Тула|CITY] и [Орёл|CITY]",
            ["Тула > LOCATED_IN > Орёл 0.8", "Тула > AGREEMENT_WITH > Орёл 0.7"],
            [0, 1],
        ),
        # one mention of an event has one date, another may have another
        (
            "[форум|EVENT] [1950|DATE] [1961|DATE]",
            ["форум > POINT_IN_TIME > 1950 0.9", "форум > POINT_IN_TIME > 1961 0.7"],
            [0],
        ),
        # many are members of one party
        (
            "[Пётр|PERSON], [Анна|PERSON] из [партии|ORGANIZATION]",
            ["Пётр > MEMBER_OF > партии 0.9", "Анна > MEMBER_OF > партии 0.7"],
            [0, 1],
        ),
    ],
)
def test_trusted(marked, told, expected):
    assert kept(marked, *told) == [told[index].rpartition(" ")[0] for index in expected]


@pytest.mark.parametrize(
    "predicate",
    [
        "AGE_DIED_AT", "AGE_IS", "DATE_DEFUNCT_IN", "DATE_FOUNDED_IN", "DATE_OF_BIRTH",
        "DATE_OF_CREATION", "DATE_OF_DEATH", "HEADQUARTERED_IN", "PLACE_OF_BIRTH", "PLACE_OF_DEATH",
        "END_TIME", "POINT_IN_TIME", "START_TIME",
    ],
)  # fmt: skip
def test_what_a_thing_has_once(predicate):
    told = [f"музей > {predicate} > 1950 0.7", f"музей > {predicate} > 1961 0.8"]
    assert kept("[музей|EVENT] [1950|DATE] [1961|DATE]", *told) == [f"музей > {predicate} > 1961"]


def test_what_a_title_says_holds_of_the_person():
    text = "[глава Тулы|PROFESSION] [Пётр|PERSON] и [Тулы|CITY]"
    works, body = "Пётр > WORKS_AS > глава Тулы 0.9", "глава Тулы > WORKPLACE > Тулы 0.8"
    assert kept(text, works, body) == ["Пётр > WORKS_AS > глава Тулы", "Пётр > WORKPLACE > Тулы"]
    # nobody holds it, as far as can be trusted
    assert kept(text, works.replace("0.9", "0.2"), body) == ["глава Тулы > WORKPLACE > Тулы"]


def test_nobody_knows_which_body_is_whose_where_several_hold_a_title():
    text = "[главы|PROFESSION] [Тулы|CITY] и [Орла|CITY] [Пётр|PERSON] и [Иван|PERSON]"
    told = [
        *(f"{person} > WORKS_AS > главы 0.9" for person in ("Пётр", "Иван")),
        *(f"главы > WORKPLACE > {city} 0.9" for city in ("Тулы", "Орла")),
    ]
    assert kept(text, *told) == ["Пётр > WORKS_AS > главы", "Иван > WORKS_AS > главы"]


def test_nothing_is_related_to_itself():
    text = "[Дума|ORGANIZATION] и [парламент|ORGANIZATION]"
    told = "парламент > PART_OF > Дума 0.9"
    assert kept(text, told) == ["парламент > PART_OF > Дума"]
    assert kept(text, told, same=("Дума", "парламент")) == []


@pytest.mark.parametrize(
    ("marked", "told", "expected"),
    [
        # no one: what the stage "names" saw no parts of a name in
        ("[Кулаков|PERSON] — [крейсер|PROFESSION]", "Кулаков > WORKS_AS > крейсер 0.9", False),
        # a common noun; where it is written as a name it may be one
        (
            "[Средний Запад|LOCATION]: [запад|LOCATION]",
            "Средний Запад > LOCATED_IN > запад 0.9",
            False,
        ),
        ("[Обь|LOCATION], [Север|LOCATION]", "Обь > LOCATED_IN > Север 0.9", True),
        # dates and ages are no things, and are told of them
        ("[Обь|LOCATION], [1950|DATE]", "Обь > POINT_IN_TIME > 1950 0.9", True),
    ],
)
def test_what_stands_for_nothing_has_no_relations(marked, told, expected):
    assert bool(kept(marked, told, no_one=("Кулаков",))) == expected


def test_contradictions_are_those_of_the_entity():
    text = "[Пётр Ильин|PERSON] [1950|DATE]. [Ильин|PERSON] [1961|DATE]"
    told = ["Пётр Ильин > DATE_OF_BIRTH > 1950 0.7", "Ильин > DATE_OF_BIRTH > 1961 0.8"]
    assert len(kept(text, *told)) == 2
    assert kept(text, *told, same=("Пётр Ильин", "Ильин")) == ["Ильин > DATE_OF_BIRTH > 1961"]


def test_what_words_tell_has_a_cut_of_its_own():
    doc = spacy.blank("ru")("Пётр и Иван")
    doc.spans[ENTITIES] = [span_of(doc, 0, 4, "PERSON"), span_of(doc, 7, 11, "PERSON")]
    one, other = map(mention, doc.spans[ENTITIES])
    for method, n in (("model", 0), ("pattern", 1)):
        assert len(trusted(doc, [Relation(one, "KNOWS", other, method, 0.9)], CUTS)) == n


def test_an_embassy_is_not_where_its_country_is():
    doc = spacy.blank("ru")("посольство Чехии и правительство Чехии")
    doc.spans[ENTITIES] = [
        span_of(doc, 0, 16, "ORGANIZATION"), span_of(doc, 11, 16, "COUNTRY"),
        span_of(doc, 19, 38, "ORGANIZATION"), span_of(doc, 33, 38, "COUNTRY"),
    ]  # fmt: skip
    for token in doc:
        token.lemma_, token.pos_ = token.lower_, "NOUN"
    embassy, abroad, government, country = map(mention, doc.spans[ENTITIES])
    relations = [
        Relation(embassy, "HEADQUARTERED_IN", abroad, "model", 0.9),
        Relation(government, "HEADQUARTERED_IN", country, "model", 0.9),
    ]
    assert trusted(doc, relations, CUTS) == relations[1:]


def test_every_relation_has_a_cut():
    told = {label + TOLD for label in schema.PATTERN_RELATIONS}
    assert packaged().keys() == {*schema.RELATION_TYPES, OTHER, PATTERN, *told}


@pytest.mark.parametrize(("method", "kept"), [("model", False), ("both", True)])
def test_what_a_construction_found_too_is_trusted_sooner(method, kept):
    doc = spacy.blank("ru")("Иван и Пётр")
    doc.spans[ENTITIES] = [span_of(doc, 0, 4, "PERSON"), span_of(doc, 7, 11, "PERSON")]
    first, second = map(mention, doc.spans[ENTITIES])
    cuts = {"MEETING_WITH": 0.7, "MEETING_WITH" + TOLD: 0.5, OTHER: 0.8}
    told = [Relation(first, "MEETING_WITH", second, method, 0.6)]
    assert bool(trusted(doc, told, cuts)) == kept


@pytest.mark.parametrize(
    ("score", "line", "right"),
    [
        (0.5, (1.0, 0.0), 0.5),
        (0.8, (1.0, 0.0), 0.8),
        (0.8, (0.5, 0.0), 0.6667),  # too sure of itself: odds of 4 to 1 are 2 to 1
        (0.5, (1.0, -1.0986), 0.25),  # one in four is right where it says one in two
        (1.0, (1.0, 0.0), 0.99),
    ],
)
def test_a_score_becomes_the_chance_that_a_row_is_right(score, line, right):
    one, other = Mention(0, 6, "PERSON"), Mention(7, 11, "ORGANIZATION")
    lines = {"WORKPLACE": line}
    assert chance(Relation(one, "WORKPLACE", other, "model", score), lines) == right
    assert chance(Relation(one, "WORKPLACE", other, "pattern", score), lines) == score
    assert chance(Relation(one, "KNOWS", other, "model", score), lines) == score


def test_surer_relations_are_likelier_right():
    one, other = Mention(0, 6, "PERSON"), Mention(7, 11, "ORGANIZATION")
    for name in schema.MODEL_RELATIONS:
        found = [chance(Relation(one, name, other, "model", at / 10)) for at in range(1, 10)]
        assert found == sorted(found)
        assert found[0] < found[-1]
