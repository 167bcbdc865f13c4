"""Agreements, meetings, cooperation, twin cities, visits."""

import datetime as dt
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stages.marked import read

from extract.annotations import TimeValue
from extract.schema import PATTERN_RELATIONS, STATUSES
from extract.stages.agreements import Agreements

GOLD = Path(__file__).parents[2].parent / "shared/data/gold/agreements_dev.jsonl"

FOUND = """
[[Россия]] и [[Турция]] подписали соглашение. → AGREEMENT_WITH Россия Турция signed
[[Россия]] подписала договор с [[Турцией]]. → AGREEMENT_WITH Россия Турцией signed
Договор подписан [[Россией]] и [[Турцией]]. → AGREEMENT_WITH Россией Турцией signed
Вступил в силу договор, подписанный [[Россией]] и [[Турцией]]. → AGREEMENT_WITH Россией Турцией in_force
Меморандум между [[Россией]], [[Турцией]] и [[Ираном]] подписан. → AGREEMENT_WITH Россией Турцией signed; AGREEMENT_WITH Россией Ираном signed; AGREEMENT_WITH Турцией Ираном signed
[[Россия]] заключила контракты с [[Турцией]] и [[Ираном]]. → AGREEMENT_WITH Россия Турцией signed; AGREEMENT_WITH Россия Ираном signed
[[Москва:CITY]] и [[Киев:CITY]] не смогли договориться о долге. → AGREEMENT_WITH Москва Киев rejected
[[Россия]] намерена подписать соглашение с [[Турцией]]. → AGREEMENT_WITH Россия Турцией planned
[[Россия]] подпишет соглашение с [[Турцией]]. → AGREEMENT_WITH Россия Турцией planned
[[Россия]] отказалась от подписания соглашения с [[Турцией]]. → AGREEMENT_WITH Россия Турцией rejected
[[Россия]] расторгла договор с [[Турцией]]. → AGREEMENT_WITH Россия Турцией terminated
[[Россия]] обсуждает соглашение с [[Турцией]]. → AGREEMENT_WITH Россия Турцией negotiated
Между [[Россией]] и [[Турцией]] действует договор. → AGREEMENT_WITH Россией Турцией in_force
[[Новосибирскую область:REG]] и [[Казахстан]] связывает ряд соглашений. → AGREEMENT_WITH Новосибирскую область Казахстан in_force
Контракт [[Нолана:PER]] с клубом «[[Акулы:ORG]]» рассчитан на год. → AGREEMENT_WITH Нолана Акулы signed
[[Путин:PER]] встретился с президентом [[Сербии]] [[Вучичем:PER]]. → MEETING_WITH Путин Вучичем held
Президент [[России]] встретился с премьер-министром [[Турции]]. → MEETING_WITH России Турции held
[[Путин:PER]] провёл переговоры с [[Вучичем:PER]]. → MEETING_WITH Путин Вучичем held
[[Путин:PER]] встретится с [[Вучичем:PER]]. → MEETING_WITH Путин Вучичем planned
[[Путин:PER]] отменил встречу с [[Вучичем:PER]]. → MEETING_WITH Путин Вучичем cancelled
После встречи с [[Вучичем:PER]] [[Путин:PER]] улетел. → MEETING_WITH Вучичем Путин held
Президенты [[России]] и [[Сербии]] обсудили газ. → MEETING_WITH России Сербии held
[[Китай]] является партнёром [[России]]. → COOPERATES_WITH Китай России None
[[Китай]] сотрудничает с [[Россией]]. → COOPERATES_WITH Китай Россией None
Форум сотрудничества [[России]] и [[Казахстана]] открылся. → COOPERATES_WITH России Казахстана None
[[Медведева:PER]] завершила сотрудничество с [[Тутберидзе:PER]]. → COOPERATES_WITH Медведева Тутберидзе terminated
Побратимские связи установлены между городами [[Новосибирск:CITY]] и [[Павлодар:CITY]]. → TWINNED_WITH Новосибирск Павлодар None
[[Дюссельдорф:CITY]] — побратим [[Москвы:CITY]]. → TWINNED_WITH Дюссельдорф Москвы None
[[Обама:PER]] прибыл в [[Ирландию]]. → VISITED Обама Ирландию held
[[Обама:PER]] посетит [[Ирландию]]. → VISITED Обама Ирландию planned
[[Обама:PER]] не полетит в [[Ирландию]]. → VISITED Обама Ирландию cancelled
[[Обама:PER]] отменил поездку в [[Ирландию]]. → VISITED Обама Ирландию cancelled
[[Россия]] прекратила действие договора с [[Турцией]]. → AGREEMENT_WITH Россия Турцией terminated
[[Россия]] вышла из договора с [[Турцией]]. → AGREEMENT_WITH Россия Турцией terminated
[[Россия]] отказалась от сотрудничества с [[Турцией]]. → COOPERATES_WITH Россия Турцией terminated
Договор подпишут во время визита [[Обамы:PER]] в [[Ирландию]]. → VISITED Обамы Ирландию planned
Визит [[Обамы:PER]] в [[Ирландию]] завершён. → VISITED Обамы Ирландию held
[[Рязань:CITY]] и [[Брест:CITY]] стали городами-побратимами. → TWINNED_WITH Рязань Брест None
[[Минск:CITY]] является городом-побратимом [[Томска:CITY]]. → TWINNED_WITH Минск Томска None
[[Тула:CITY]] и [[Брест:CITY]] больше не являются побратимами. → TWINNED_WITH Тула Брест terminated
[[Тула:CITY]] и [[Брест:CITY]] подписали договор о побратимстве. → AGREEMENT_WITH Тула Брест signed; TWINNED_WITH Тула Брест None
[[Тула:CITY]] и [[Брест:CITY]] подписали соглашение о дружбе и сотрудничестве. → AGREEMENT_WITH Тула Брест signed
Соглашение о дружбе между [[Тулой:CITY]] и [[Брестом:CITY]] действует. → AGREEMENT_WITH Тулой Брестом in_force
[[Тула:CITY]] и [[Брест:CITY]] подписали дорожную карту. → AGREEMENT_WITH Тула Брест signed
[[Тула:CITY]] подписала с [[Брестом:CITY]] план мероприятий на год. → AGREEMENT_WITH Тула Брестом signed
Документ подписали [[Орлов:PER]] и [[Гусев:PER]]. → AGREEMENT_WITH Орлов Гусев signed
Подписи под протоколом поставили [[Орлов:PER]] и [[Гусев:PER]]. → AGREEMENT_WITH Орлов Гусев signed
ООО «[[Ромашка:ORG]]» заключило контракт с АО «[[Вектор:ORG]]». → AGREEMENT_WITH Ромашка Вектор signed
Контракт между ООО «[[Ромашка:ORG]]» и АО «[[Вектор:ORG]]» расторгнут. → AGREEMENT_WITH Ромашка Вектор terminated
Соглашение, которое подписали [[Тула:CITY]] и [[Брест:CITY]], рассчитано на год. → AGREEMENT_WITH Тула Брест signed
Главы двух городов — [[Тулы:CITY]] и [[Бреста:CITY]] — подписали меморандум. → AGREEMENT_WITH Тулы Бреста signed
[[Тула:CITY]] заключила договоры с двумя городами — [[Брестом:CITY]] и [[Веной:CITY]]. → AGREEMENT_WITH Тула Брестом signed; AGREEMENT_WITH Тула Веной signed
Губернатор [[Орлов:PER]] принял делегацию из [[Китая]]. → MEETING_WITH Орлов Китая held
Делегацию [[Китая]] принял мэр [[Тулы:CITY]]. → MEETING_WITH Китая Тулы held
[[Орлов:PER]] встретился с послом [[Китая]] [[Ли Вэем:PER]]. → MEETING_WITH Орлов Ли Вэем held
[[Орлов:PER]] и [[Гусев:PER]] побеседовали с [[Беловым:PER]]. → MEETING_WITH Орлов Беловым held; MEETING_WITH Гусев Беловым held
[[Орлов:PER]] встретился с гостями из [[Монголии]]. → MEETING_WITH Орлов Монголии held
Делегация из [[Китая]] вернулась из [[Тулы:CITY]]. → VISITED Китая Тулы held
Делегация [[Китая]] гостит в [[Туле:CITY]]. → VISITED Китая Туле held
В [[Тулу:CITY]] приехала делегация из [[Бреста:CITY]]. → VISITED Бреста Тулу held
[[Тулу:CITY]] посетила делегация [[Китая]]. → VISITED Китая Тулу held
[[Орлов:PER]] осмотрел завод «[[Вектор:ORG]]». → VISITED Орлов Вектор held
[[Орлов:PER]] прилетел в Тулу. Он провёл переговоры с [[Гусевым:PER]]. → MEETING_WITH Орлов Гусевым held
Губернатор [[Орлов:PER]] выступил первым. Затем губернатор побеседовал с [[Гусевым:PER]]. → MEETING_WITH Орлов Гусевым held
[[Орлов:PER]] провёл встречу с бизнесом. Участие во встрече приняли [[Гусев:PER]] и [[Белов:PER]]. → MEETING_WITH Орлов Гусев held; MEETING_WITH Орлов Белов held
В Тулу прибыл [[Орлов:PER]]. Им подписано соглашение с [[Китаем]]. → AGREEMENT_WITH Орлов Китаем signed
[[Интерфакс:ORG]] – [[Россия]] и [[Китай]] подписали договор. → AGREEMENT_WITH Россия Китай signed
Побратимами [[Тулы:CITY]], а затем и Твери стали [[Брест:CITY]] и [[Ренн:CITY]]. → TWINNED_WITH Тулы Брест None; TWINNED_WITH Тулы Ренн None
[[Россия]] и [[Китай]] открывают совместный центр. → COOPERATES_WITH Россия Китай None
"""

SILENT = """
[[Навальный:PER]] заключил сделку со следствием.
Он договорился с [[Кириллом:PER]].
[[ЦСКА:ORG]] встретился с «[[Реалом:ORG]]» в [[Мадриде:CITY]].
[[Ксения:PER]] встречалась с [[Ильёй Яшиным:PER]].
[[Гугучкин:PER]] сообщил в беседе с [[НСН:ORG]], что развода не будет.
Встречу комментировали [[Слуцкий:PER]] и [[Дементьев:PER]].
[[Организация Договора о коллективной безопасности:ORG]] создана [[Россией]] и [[Арменией]].
[[Россия]] не сотрудничает с [[Турцией]].
[[Россия]] не спешит к сотрудничеству с [[Турцией]].
[[Россия]] прекратила действие закона о поездках на [[Кипр]].
Представители прокуратуры встретились с адвокатами [[Стросс-Кана:PER]].
[[Путин:PER]] обсудил письмо со своей женой [[Людмилой:PER]].
[[Орлова:PER]] и [[Сидорова:PER]] встретились с гостями.
Участие во встрече приняли [[Гусев:PER]] и [[Белов:PER]].
[[Орлов:PER]] напомнил о контракте с [[Турцией]].
С российской стороны в переговорах участвует [[Орлов:PER]].
[[Россия]] и [[Китай]] сделали совместное заявление.
Строят дорогу [[Омск:CITY]] — [[Тара:CITY]]: соглашение о ней подписано весной.
Коридор «[[Омск:CITY]] — [[Тара:CITY]]» откроют: договор заключён весной.
Новый рейс [[Пермь:CITY]] – [[Баку:CITY]] обсудили, контракт подписан.
[[Орлов:PER]] выступил вместе с [[Гусевым:PER]]. Соглашение подписано правительствами двух стран.
[[Орлов:PER]] и [[Гусев:PER]] выступили. Договор заключён министерствами.
[[Орлов:PER]] и [[Гусев:PER]] выступили. Договор о мосте правительства двух стран подписали в мае.
[[Орлов:PER]] и [[Гусев:PER]] выступили. Соглашение о строительстве моста правительства двух стран подписали в мае.
"""


def triples(marked: str) -> list[str]:
    doc = read(marked)
    return [
        f"{r.predicate} {doc.text[r.subject.start : r.subject.end]}"
        f" {doc.text[r.object.start : r.object.end]} {r.status}"
        for r in Agreements().find(doc)
    ]


@pytest.mark.parametrize("line", FOUND.strip().splitlines())
def test_found(line):
    marked, _, expected = line.partition(" → ")
    assert sorted(triples(marked)) == sorted(expected.split("; "))


@pytest.mark.parametrize("marked", SILENT.strip().splitlines())
def test_no_relation(marked):
    assert triples(marked) == []


def only(marked: str):
    doc = read(marked)
    (relation,) = Agreements().find(doc)
    return doc, relation


def test_the_adjective_of_two_countries():
    doc = read("Стороны одобрили российско-турецкое соглашение.")
    at = doc.text.index("российско")
    from extract.annotations import Mention
    from extract.stages.mentions import assign

    assign(doc, [Mention(at, at + 9, "COUNTRY"), Mention(at + 10, at + 18, "COUNTRY")])
    (relation,) = Agreements().find(doc)
    sides = [doc.text[side.start : side.end] for side in (relation.subject, relation.object)]
    assert sides == ["российско", "турецкое"]


def test_kind_topic_cue_and_sentence():
    doc, relation = only(
        "Шёл дождь. [[Россия]] и [[Турция]] подписали соглашение о взаимной отмене виз."
    )
    assert relation.kind == "соглашение"
    assert relation.topic == "о взаимной отмене виз"
    assert doc.text[slice(*relation.cue)] == "соглашение"
    assert relation.sentence == 1
    assert relation.method == "pattern"


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("о мирном договоре и", "о мирном договоре"),
        ("о туризме Министры довольны", "о туризме"),
        ("о туризме\nГостей встретили", "о туризме"),
        ("о туризме, сообщила мэрия", "о туризме"),
        ("о поставках рыбы и леса в порты", "о поставках рыбы и леса в порты"),
        ("о кафедре «Право и мир»", "о кафедре «Право и мир»"),
        ("о коридоре «Запад – Восток».", "о коридоре «Запад – Восток»"),
        ("о дороге «Москва — Тула, вторая очередь».", "о дороге «Москва — Тула, вторая очередь»"),
        ("о строительстве дороги Омск — Тара.", "о строительстве дороги Омск — Тара"),
        ("о рейсах Пермь – Баку в мае", "о рейсах Пермь – Баку в мае"),
        ("о туризме — главное событие года", "о туризме"),
        ("о фонде «Наследие", "о фонде"),
    ],
)
def test_a_topic_ends_where_its_phrase_ends(said, topic):
    _, relation = only(f"[[Россия]] и [[Турция]] подписали соглашение {said}")
    assert relation.topic == topic


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        (
            "Соглашение о её строительстве [[Россия]] и [[Турция]] подписали в мае.",
            "о её строительстве",
        ),
        ("Договор о дружбе [[Тула:CITY]] и [[Брест:CITY]] заключили в мае.", "о дружбе"),
        ("Меморандум о поставках [[Чили]] и [[Перу]] уже подписали.", "о поставках"),
        ("Соглашение о мосте между [[Тулой:CITY]] и [[Брестом:CITY]] подписано.", "о мосте"),
        ("Договор о границе [[Чили]] и [[Перу]] подписали весной.", "о границе"),
    ],
)
def test_a_topic_is_over_where_the_clause_goes_on(said, topic):
    _, relation = only(said)
    assert relation.topic == topic


PEOPLE = (
    "Орлов",
    "Гусев",
    "Белов",
    "Жуков",
    "Попов",
    "Козлов",
    "Волков",
    "Зайцев",
    "Бобров",
    "Быков",
    "Комаров",
    "Щукин",
)


def crowd(count):
    names = (f"[[{PEOPLE[i % 12]} {'АБВГД'[i // 12]}. И.:PER]]" for i in range(count))
    return ", ".join(names)


def test_a_list_of_ten_meets_each_with_each():
    assert len(triples(f"{crowd(9)} и [[Котов:PER]] встретились.")) == 45


def test_more_than_200_pairs_are_told_in_notes():
    doc = Agreements()(read(f"{crowd(28)} и [[Котов:PER]] встретились."))
    assert doc._.relations == []
    assert doc._.notes == [("agreements", "sentence 0: more than 200 pairs")]


@pytest.mark.parametrize(
    "make",
    [
        lambda size: f"Во встрече приняли участие {crowd(size)}.",
        lambda size: "[[Тула:CITY]] заключила " + "соглашение с [[Казанью:CITY]], " * size,
    ],
)
def test_the_work_grows_with_the_sentence(make):
    spent = []
    for size in (28, 56):
        doc = read(make(size))
        times = []
        for _ in range(5):
            began = time.process_time()
            Agreements().find(doc)
            times.append(time.process_time() - began)
        spent.append(min(times))
    assert spent[1] <= 4.5 * spent[0]


def test_the_body_that_a_person_acts_for():
    doc, relation = only(
        "Президент [[России]] [[Владимир Путин:PER]] подписал договор с [[Турцией]]."
    )
    body = relation.represents[0]
    assert doc.text[body.start : body.end] == "России"
    assert relation.represents[1] is None


def test_where_it_was_signed():
    _, relation = only("Договор был подписан [[Медведевым:PER]] и [[Обамой:PER]] в [[Праге:CITY]].")
    assert relation.place == "Праге"  # no stage gave it a nominative


TODAY = dt.date(2023, 11, 28)


@pytest.mark.parametrize(
    ("marked", "day"),
    [
        ("[[28 ноября:DATE]] [[Россия]] и [[Чили]] подписали договор.", 28),
        ("[[Россия]] и [[Чили]] подписали договор [[28 ноября:DATE]].", 28),
        ("[[Россия]] и [[Чили]] подпишут договор [[29 ноября:DATE]].", 29),
        ("[[29 ноября:DATE]] [[Россия]] подпишет договор с [[Чили]].", 29),
        ("[[Россия]] подписала договор с [[Чили]].", None),
        # the day of the article is when it was said
        ("[[28 ноября:DATE]] стало известно, что [[Россия]] подпишет договор с [[Чили]].", None),
        ("[[28 ноября:DATE]] мэр сообщил, что [[Пермь:CITY]] подписала договор с [[Омском:CITY]].",
         None),
        ("[[Пермь:CITY]] намерена заключить контракт с [[Омском:CITY]], сообщили [[28 ноября:DATE]].",
         None),
        # what else happened, and when
        ("Визит [[Тарасова:PER]] в [[Астану:CITY]] стал первым после того, как [[11 ноября:DATE]] "
         "парламент избрал его премьером.", None),
        ("Визит [[Тарасова:PER]] в [[Баку:CITY]] — первый с тех пор, как [[12 ноября:DATE]] он "
         "победил на выборах.", None),
        ("Поездка [[Лапина:PER]] в [[Тверь:CITY]] состоялась, хотя [[13 ноября:DATE]] он болел.",
         None),
        ("[[14 ноября:DATE]] [[Лапин:PER]] посетил [[Тверь:CITY]], где открыл завод.", 14),
        ("[[Пермь:CITY]] подписала договор с [[Омском:CITY]], о котором стороны спорили до "
         "[[15 ноября:DATE]].", None),
    ],
)  # fmt: skip
def test_when_it_was_or_will_be(marked, day):
    doc = read(marked)
    doc._.date = TODAY
    for span in doc.spans["entities"]:
        if span.label_ == "DATE":
            begin = dt.datetime(2023, 11, int(span.text[:2]))
            end = begin.replace(hour=23, minute=59, second=59)
            span._.time = TimeValue("DATE", begin.date().isoformat(), begin, end, "day", TODAY)
    (relation,) = Agreements().find(doc)
    assert (relation.begin.day if relation.begin else None) == day
    assert (relation.end is None) == (day is None)


def test_the_other_party_stands_in_the_sentence_before():
    found = triples(
        "[[Новосибирскую область:REG]] и [[Казахстан]] связывает ряд соглашений. "
        "В их числе – соглашения о сотрудничестве с [[Павлодарской:REG]] и "
        "[[Карагандинской областями:REG]]."
    )
    assert "AGREEMENT_WITH Новосибирскую область Павлодарской in_force" in found
    assert "AGREEMENT_WITH Новосибирскую область Карагандинской областями in_force" in found
    assert len(found) == 3


def test_a_headline_says_no_more_than_the_sentence_below():
    found = triples(
        "[[Путин:PER]] встретился с [[Вучичем:PER]]\n\n"
        "Президент [[России]] [[Владимир Путин:PER]] встретился с "
        "[[Александром Вучичем:PER]] во вторник."
    )
    assert found == ["MEETING_WITH Владимир Путин Александром Вучичем held"]


def test_relations_of_other_stages_stay():
    doc = read("[[Россия]] и [[Турция]] подписали соглашение.")
    doc._.relations = ["earlier"]
    assert len(Agreements()(doc)._.relations) == 2


NAMES = st.sampled_from(
    ["[[Россия]]", "[[Путин:PER]]", "[[НАТО:ORG]]", "с [[Турцией]]", "между [[Ираном]]", "и", ","]
)
WORDS = st.sampled_from(
    sorted(
        {
            *[
                "подписал",
                "соглашение",
                "встреча",
                "в",
                "на",
                "визит",
                "не",
                "будет",
                "что",
                "о",
                "партнёр",
                ".",
            ]
        }
    )
)


@settings(max_examples=60, deadline=None)
@given(st.lists(NAMES | WORDS, min_size=1, max_size=14))
def test_whatever_the_words_the_triples_are_well_formed(words):
    doc = read(" ".join(words))
    mentions = {span._.mention for span in doc.spans["entities"]}
    for relation in Agreements().find(doc):
        assert relation.predicate in PATTERN_RELATIONS
        assert {relation.subject, relation.object} <= mentions
        assert relation.subject != relation.object
        assert relation.status is None or relation.status in STATUSES
        assert 0 < relation.score <= 1
        start, end = relation.cue
        assert 0 <= start < end <= len(doc.text)


@pytest.mark.skipif(not GOLD.exists(), reason=f"needs {GOLD}")
def test_the_gold_speaks_our_language():
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    labels = {relation["label"] for row in rows for relation in row["relations"]}
    statuses = {relation["status"] for row in rows for relation in row["relations"]}
    assert labels <= set(PATTERN_RELATIONS)
    assert statuses - {None} <= set(STATUSES)
