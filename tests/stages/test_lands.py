"""Countries and regions in plain sight, and of what one type a word is."""

import functools

import pytest

import extract
from extract.annotations import ENTITIES, set_mentions, span_of
from extract.encoder.model import Found
from extract.stages.entities import without_second_types
from extract.stages.places import Places

IN_SIGHT = """
Якутия ждёт гостей. → Якутия STATE_OR_PROVINCE
Мы были в Хакасии и Тыве. → Хакасии STATE_OR_PROVINCE; Тыве STATE_OR_PROVINCE
Завод подписал с Замбией контракт. → Замбией COUNTRY
Гана и Нигер договорились о границе. → Гана COUNTRY; Нигер COUNTRY
Жители Хакасии и власти Бурятии молчат. → Хакасии STATE_OR_PROVINCE; Бурятии STATE_OR_PROVINCE
Президент Намибии уехал. → Намибии COUNTRY
Он любит Латвию. → Латвию COUNTRY
"""
# Parts of other names, companies, people, adjectives, common nouns.
OUT_OF_SIGHT = """
Самолёт «Якутии» приземлился.
Анна Польша пела.
Журнал Франция Футбол закрыт.
Грузинский повар уехал.
Судан-Экспресс отменили.
Стороны молчат.
Новая Зеландия-2 и Центральная Америка далеко.
Жил в гостинице Украина, ныне отель Россия.
"""


@functools.cache
def nlp():
    return extract.load(only=["segmentation", "morphology", "lemmatization"])


def marked(text):
    doc = nlp()(text)
    set_mentions(doc, [])
    spans = sorted(Places()(doc).spans[ENTITIES], key=lambda span: span.start)
    return [f"{span.text} {span.label_}" for span in spans]


@pytest.mark.parametrize("line", IN_SIGHT.strip().splitlines())
def test_a_country_or_region_in_plain_sight_is_marked(line):
    text, _, expected = line.partition(" → ")
    assert marked(text) == expected.split("; ")


@pytest.mark.parametrize("text", OUT_OF_SIGHT.strip().splitlines())
def test_what_is_no_land_or_a_part_of_a_name_is_not(text):
    assert marked(text) == []


@pytest.mark.parametrize(
    ("name", "types", "kept"),
    [
        ("Якутии", {"COUNTRY": 0.9, "STATE_OR_PROVINCE": 0.4}, "STATE_OR_PROVINCE"),
        ("Ингушетии", {"COUNTRY": 0.5, "STATE_OR_PROVINCE": 0.4}, "STATE_OR_PROVINCE"),
        ("Твери", {"CITY": 0.4, "LOCATION": 0.6}, "CITY"),
        ("Зарбульке", {"CITY": 0.4, "LOCATION": 0.6}, "LOCATION"),
        ("Зарбульке", {"CITY": 0.8, "DISTRICT": 0.6}, "CITY"),
    ],
)
def test_a_word_is_of_one_type_of_places(name, types, kept):
    doc = nlp()(f"Мы были в {name} летом.")
    start = doc.text.index(name)
    set_mentions(doc, [span_of(doc, start, start + len(name), type_) for type_ in types])
    for span in doc.spans[ENTITIES]:
        span._.score = types[span.label_]
    assert [span.label_ for span in Places()(doc).spans[ENTITIES]] == [kept]


BEST = """
ORGANIZATION .5, WORK_OF_ART .8 → WORK_OF_ART
EVENT .6, CRIME .4, PENALTY .5 → EVENT
PERSON .9, ORGANIZATION .9 → PERSON
CITY .4, LOCATION .9 → CITY, LOCATION
COUNTRY .4, NATIONALITY .9 → COUNTRY, NATIONALITY
FAMILY .4, PERSON .9 → FAMILY, PERSON
ДРОН .4, PRODUCT .9 → ДРОН, PRODUCT
"""


@pytest.mark.parametrize("line", BEST.strip().splitlines())
def test_the_words_of_a_mention_are_of_the_surest_type(line):
    told, _, kept = line.partition(" → ")
    pairs = (each.split() for each in told.split(", "))
    found = [Found(3, 8, type_, float(score)) for type_, score in pairs]
    beside = Found(3, 9, "EVENT", 0.1)  # other words
    left = without_second_types([*found, beside])
    assert [each.type for each in left] == [*kept.split(", "), "EVENT"]
