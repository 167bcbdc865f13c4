"""Coreference: gold stands in the text as [mention|type|name of the entity]."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_names import read

from extract.annotations import ENTITIES, Person, Place, Relation, mention, span_of
from extract.stages.coreference import Coreference
from extract.stages.coreference.bodies import abbreviates
from extract.stages.coreference.namesakes import without_bynames
from extract.stages.coreference.people import fits, individuals
from extract.stages.names import Names


def entities(marked):
    doc, names = read(marked)
    Coreference()(doc)
    return doc, names


@pytest.mark.parametrize(
    "marked",
    [
        # surname and initials to the full name
        "[Юрий Петухов|PERSON|Юрий Петухов] приехал. [Петухов|PERSON|Юрий Петухов] выступил.",
        "[Петухов|PERSON|Юрий Петухов] выступил, [Юрием Петуховым|PERSON|Юрий Петухов] довольны.",
        "[Ю. Петухов|PERSON|Юрий Петухов] выступил. [Юрий Петухов|PERSON|Юрий Петухов] ушёл.",
        "[Барак Обама|PERSON|Барак Обама] и его жена. [Барак|PERSON|Барак Обама] ушёл.",
        # the fullest name wins
        "[Анна Петрова|PERSON|Анна Ильинична Петрова] ушла. "
        "Визит [Анны Ильиничны Петровой|PERSON|Анна Ильинична Петрова] окончен.",
        # a lone word that is the given name of someone, and a ruler without the numeral
        "[Уоррен Баффет|PERSON|Уоррен Баффет] ушёл. «Пришёл [Уоррен|PERSON|Уоррен Баффет]».",
        "[Альберт II|PERSON|Альберт II] отрёкся. [Альберт|PERSON|Альберт II] женат.",
        # a part of a double surname, the first of two given names, a short one
        "[Мария Ветрова|PERSON|Мария Ветрова-Белова] и "
        "[Мария Ветрова-Белова|PERSON|Мария Ветрова-Белова].",
        "[Арман|PERSON|Арман Гийом де Рош] пел. [Арман Гийом де Рош|PERSON|Арман Гийом де Рош].",
        "[Влад Орлов|PERSON|Владислав Орлов] и [Владислав Орлов|PERSON|Владислав Орлов].",
        # what contradicts stays apart
        "[Влад Орлов|PERSON|Влад Орлов] пел. [Вадим Орлов|PERSON|Вадим Орлов] ушёл.",
        "[Николай I|PERSON|Николай I] и [Николай II|PERSON|Николай II] правили.",
        "[Али Джабарин|PERSON|Али Омар Джабарин], [Али Омар Джабарин|PERSON|Али Омар Джабарин] и "
        "[Омар Хасан Джабарин|PERSON|Омар Хасан Джабарин] ушли.",
        "[Фидель Кастро|PERSON|Фидель Кастро] болел, [Рауль Кастро|PERSON|Рауль Кастро] правил.",
        "[Анна Петрова|PERSON|Анна Петрова] вышла замуж за [Ивана Петрова|PERSON|Иван Петров].",
        "[А. Петров|PERSON|А. Петров] и [Иван Петров|PERSON|Иван Петров] поспорили.",
        # a patronymic alone is of who was named before, else of another
        "[Ольга Зотова|PERSON|Ольга Зотова] вышла. [Ольга Ильинична|PERSON|Ольга Зотова] поёт.",
        "[Ольга Ильинична|PERSON|Ольга Ильинична] вышла. [Ольга Зотова|PERSON|Ольга Зотова] поёт.",
        # a lone surname is the one last spoken of
        "[Фидель Кастро|PERSON|Фидель Кастро] болел, [Рауль Кастро|PERSON|Рауль Кастро] правил. "
        "[Кастро|PERSON|Рауль Кастро] выступил.",
        # another script, in brackets; the name in Russian letters goes before
        "[Кармен Рохас|PERSON|Кармен Рохас] ([Carmen Teresa Rojas|PERSON|Кармен Рохас]) ушла.",
        "[Юрий Мушка|PERSON|Юрий Мушка] ([Юрій Мушка|PERSON|Юрий Мушка]) сказал.",
        "[Модибо Сидибе|PERSON|Модибо Сидибе] ([Modibo Sidibe|PERSON|Модибо Сидибе]) проиграл.",
    ],
)
def test_people(marked):
    doc, names = entities(marked)
    found = {one: entity.name for entity in doc._.entities for one in entity.mentions}
    assert [found[mention(span)] for span in doc.spans[ENTITIES]] == names


@pytest.mark.parametrize(
    "marked",
    [
        "[Министерство внутренних дел|ORGANIZATION|Министерство внутренних дел] сообщило. "
        "В [МВД|ORGANIZATION|Министерство внутренних дел] подтвердили.",
        "[Минфин|ORGANIZATION|Министерство финансов] против. "
        "Доклад [Министерства финансов|ORGANIZATION|Министерство финансов] готов.",
        "[Госдума|ORGANIZATION|Государственная дума] приняла. "
        "В [Государственной думе|ORGANIZATION|Государственная дума] согласны.",
        "[Комитет защиты журналистов|ORGANIZATION|Комитет защиты журналистов] "
        "([КЗЖ|ORGANIZATION|Комитет защиты журналистов]) выступил.",
        "[Компания «Русал»|ORGANIZATION|Компания «Русал»] выросла. "
        "[«Русал»|ORGANIZATION|Компания «Русал»] доволен, "
        "[Русалу|ORGANIZATION|Компания «Русал»] везёт.",
        "[Театр «Современник»|ORGANIZATION|Театр «Современник»] и "
        "[общество «Современник»|ORGANIZATION|общество «Современник»] спорят.",
        "[Форум сотрудничества|EVENT|Форум сотрудничества] открыт. На "
        "[форуме|EVENT|Форум сотрудничества] шумно.",
        "[Форум мира|EVENT|Форум мира] и [форум труда|EVENT|форум труда] шли рядом. "
        "[Форум|EVENT|форум] закрыт.",
        "[Правительство Омской области|ORGANIZATION|Правительство Омской области] решило. "
        "[Правительство области|ORGANIZATION|Правительство Омской области] и "
        "[правительство|ORGANIZATION|Правительство Омской области] довольны.",
        "[Администрация города|ORGANIZATION|администрация города Тулы] молчит. В "
        "[администрации города Тулы|ORGANIZATION|администрация города Тулы] ждут. "
        "Глава [администрации|ORGANIZATION|администрация города Тулы] против.",
        "[Дума Омской области|ORGANIZATION|Дума Омской области] и "
        "[Дума Томской области|ORGANIZATION|Дума Томской области] спорят. "
        "[Дума области|ORGANIZATION|Дума области] решит.",
        "[Компания|ORGANIZATION|компания] растёт. [Компания|ORGANIZATION|компания] довольна.",
        "[Чемпионат Европы|EVENT|Чемпионат Европы] и [чемпионат мира|EVENT|чемпионат мира] прошли.",
        # known names of one body
        "В [ЕС|ORGANIZATION|Евросоюз] спорят. Лидеры [Евросоюза|ORGANIZATION|Евросоюз] согласны.",
        "[НАТО|ORGANIZATION|Североатлантический альянс] молчит. Члены "
        "[Североатлантического альянса|ORGANIZATION|Североатлантический альянс] против.",
        "[ЦБ|ORGANIZATION|Центробанк] против, [Центробанка|ORGANIZATION|Центробанк] ждут.",
        "[«Спартак»|ORGANIZATION|«Спартак»] ([ЦСКА|ORGANIZATION|ЦСКА]) проиграл.",
    ],
)
def test_bodies(marked):
    doc, names = entities(marked)
    found = {one: entity.name for entity in doc._.entities for one in entity.mentions}
    assert [found[mention(span)] for span in doc.spans[ENTITIES]] == names


@pytest.mark.parametrize(
    ("surname", "left"),
    [
        ("Котов-младший", "Котов"),
        ("Зимин-старший", "Зимин"),
        ("Зимина младшая", "Зимина"),
        ("Старший", "Старший"),
    ],
)
def test_what_tells_namesakes_apart_is_no_part_of_a_surname(surname, left):
    assert without_bynames(Person(surname, "Пётр")).surname == left


@pytest.mark.parametrize(
    ("short", "name", "expected"),
    [
        ("мвд", "министерство внутренних дел", True),
        ("мид", "министерство иностранных дел", True),
        ("минэкономразвития", "министерство экономического развития", True),
        ("мосгордума", "московская городская дума", True),
        ("нато", "организация североатлантического договора", False),
        ("мчс", "министерство связи", False),
        ("ес", "европейский союз", False),
    ],
)
def test_abbreviates(short, name, expected):
    assert abbreviates(short, name) == expected


RUSSIA = Place("Россия", "country", "RU", key="geonames:2017370")


def test_places_with_one_key_are_one():
    doc, _ = read("[Россия|COUNTRY|] и [РФ|COUNTRY|] и [российский|COUNTRY|] и [Тверь|CITY|].")
    for span in list(doc.spans[ENTITIES])[:3]:
        span._.place = RUSSIA
    russia, tver = Coreference().find(doc)
    assert (russia.key, russia.name, russia.place) == (RUSSIA.key, "Россия", RUSSIA)
    assert len(russia.mentions) == 3
    assert (tver.name, len(tver.mentions)) == ("Тверь", 1)


def test_the_models_alias_relation_joins():
    doc, _ = read("[Сергей Шнуров|PERSON|], он [Шнур|PERSON|], запел.")
    one, other = map(mention, doc.spans[ENTITIES])
    doc._.relations = [Relation(one, "ALTERNATIVE_NAME", other, "model", 0.9)]
    (entity,) = Coreference().find(doc)
    assert entity.mentions == (one, other)


def test_an_alias_relation_joins_no_man_and_woman():
    doc, _ = read("[Виктор Тихонов|PERSON|] и внучка [Тихонова|PERSON|].")
    one, other = doc.spans[ENTITIES]
    one._.person, other._.person = (
        Person("Тихонов", gender="male"),
        Person("Тихонова", gender="female"),
    )
    pair = mention(one), "ALTERNATIVE_NAME", mention(other)
    doc._.relations = [Relation(*pair, "model", 0.9)]
    assert len(Coreference().find(doc)) == 2


def test_parts_are_of_the_fuller_name():
    doc, _ = read("[Матильда|PERSON|], она же [Елена Мозговая|PERSON|], ушла.")
    one, other = map(mention, doc.spans[ENTITIES])
    doc._.relations = [Relation(one, "ALTERNATIVE_NAME", other, "model", 0.9)]
    (entity,) = Coreference().find(doc)
    assert entity.person == Person("Мозговая", "Елена", None, "female")


def test_one_place_has_several_names():
    doc, _ = read(
        "[МВД РФ|ORGANIZATION|] и [МВД России|ORGANIZATION|] и [МВД Чечни|ORGANIZATION|]."
    )
    bodies = list(doc.spans[ENTITIES])
    inner = [span_of(doc, 4, 6, "COUNTRY"), span_of(doc, 13, 19, "COUNTRY")]
    inner.append(span_of(doc, 26, 31, "STATE_OR_PROVINCE"))
    doc.spans[ENTITIES] = [*bodies, *inner]
    Names()(doc)
    for span in inner[:2]:
        span._.place = RUSSIA
    found = [entity for entity in Coreference().find(doc) if entity.type == "ORGANIZATION"]
    assert [entity.key for entity in found] == [
        "organization:министерство внутренних дел россия",
        "organization:министерство внутренних дел чечни",
    ]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Президентские выборы|EVENT|] прошли.", False),
        ("Прошли [президентские выборы|EVENT|].", True),
        ("Решил [суд|ORGANIZATION|].", True),
        ("Решил [Верховный суд|ORGANIZATION|].", False),
        ("Пришла [Анна|PERSON|].", True),
        ("Пришла [Анна Петрова|PERSON|].", False),
        ("Пришёл [Николай II|PERSON|].", False),
        ("Пришёл [папа Франциск|PERSON|].", False),
        ("Пришёл [Петров|PERSON|].", False),
    ],
)
def test_what_its_article_alone_tells_apart(marked, expected):
    doc, _ = entities(marked)
    assert [entity.is_local for entity in doc._.entities] == [expected]


def test_parts_are_joined_over_the_mentions():
    doc, _ = read("[Юрий Петухов|PERSON|] выступил. [Ю. С. Петухов|PERSON|] ушёл. "
                  "[Петухову|PERSON|] хлопали.")  # fmt: skip
    (entity,) = Coreference().find(doc)
    assert entity.person == Person("Петухов", "Юрий", "С.", "male")


def test_keys_do_not_depend_on_the_article():
    one, _ = entities("[Юрий Петухов|PERSON|] в [«Русале»|ORGANIZATION|].")
    other, _ = entities("[Компания «Русал»|ORGANIZATION|] наняла [Юрия Петухова|PERSON|].")
    assert {e.key for e in one._.entities} == {e.key for e in other._.entities}
    assert {e.key for e in one._.entities} == {"person:петухов юрий", "organization:русал"}


def test_namesakes_of_one_article_have_keys_of_their_own():
    doc, _ = entities("[Иван Ильич Петров|PERSON|] и [Иван Олегович Петров|PERSON|] поспорили.")
    keys = [entity.key for entity in doc._.entities]
    assert len(keys) == len(set(keys)) == 2


def test_quantities_and_dates_are_no_entities():
    doc, _ = entities("[27 лет|AGE|] и [вчера|DATE|] и [президент|PROFESSION|].")
    assert doc._.entities == []


def test_nested_mentions_stay_apart():
    doc, _ = read("[Министерство обороны России|ORGANIZATION|] сообщило.")
    (body,) = doc.spans[ENTITIES]
    inner = span_of(doc, 21, 27, "COUNTRY")
    doc.spans[ENTITIES] = [body, inner]
    found = Coreference().find(Names()(doc))
    assert [entity.name for entity in found] == ["Министерство обороны России", "Россия"]


people = st.builds(
    Person,
    st.sampled_from([None, "Петров", "Петрова", "Ким"]),
    st.sampled_from([None, "Иван", "И.", "Анна", "А."]),
    st.sampled_from([None, "Ильич", "И.", "Олегович"]),
    st.sampled_from([None, "male", "female"]),
)


@given(people, people)
def test_fitting_is_symmetric(one, other):
    assert fits(one, other) == fits(other, one)


@given(st.lists(people, max_size=8))
def test_every_mention_is_of_one_individual(found):
    numbered = {10 * i: (100 * i, person) for i, person in enumerate(found)}
    members = [index for one in individuals(numbered) for index in one.members]
    assert sorted(members) == sorted(numbered)
