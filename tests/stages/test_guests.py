"""Who is meant by guests, a delegation, "они"; who meets whom when they are there."""

from types import SimpleNamespace

import numpy as np
import pytest
from tests.stages.marked import read
from tests.stages.test_agreements import triples
from tests.stages.test_learned import told_by

import extract
from extract.annotations import mention
from extract.stages.agreements.decision import Guess

MEANT = """
В [[Тулу:CITY]] приехала делегация [[Кении]]. С гостями побеседовал мэр [[Орлов:PER]]. → VISITED Кении Тулу held; MEETING_WITH Кении Орлов held
Делегация из [[Кении]] прибыла в [[Тулу:CITY]]. Визитёрам предстоит увидеться с [[Орловым:PER]]. → VISITED Кении Тулу held; MEETING_WITH Кении Орловым planned
В [[Тулу:CITY]] приехали делегаты [[Кении]]. Потом гости отправились в [[Елец:CITY]], где осмотрели «[[Вектор:ORG]]». → VISITED Кении Тулу held; VISITED Кении Елец held; VISITED Кении Вектор held
[[Тулу:CITY]] посетил посол [[Кении]] [[Мбеки:PER]]. Гостя принял [[Орлов:PER]]. → VISITED Мбеки Тулу held; MEETING_WITH Мбеки Орлов held
В [[Тулу:CITY]] прибыли [[Мбеки:PER]] и [[Овамбо:PER]]. С визитёрами говорил [[Орлов:PER]]. → VISITED Мбеки Тулу held; VISITED Овамбо Тулу held; MEETING_WITH Мбеки Орлов held; MEETING_WITH Овамбо Орлов held
Делегация, которую направил [[Елец:CITY]], посетила [[Тулу:CITY]]. → VISITED Елец Тулу held
О приезде в [[Тулу:CITY]] делегации, которую прислала [[Кения]], рассказал [[Орлов:PER]]. → VISITED Кения Тулу held
Делегация, возглавляемая [[Мбеки:PER]], прибыла в [[Тулу:CITY]]. → VISITED Мбеки Тулу held
Посланцы [[Кении]] добрались до [[Тулы:CITY]]. → VISITED Кении Тулы held
Мэр [[Орлов:PER]] встретился с делегацией из провинции [[Шаньдун:REG]]. → MEETING_WITH Орлов Шаньдун held
Делегация из соседней области [[Вац:REG]] посетила [[Тулу:CITY]]. → VISITED Вац Тулу held
[[Орлов:PER]] принял гостей из города [[Шэньян:CITY]]. → MEETING_WITH Орлов Шэньян held
[[Кенийские]] гости побывали в [[Туле:CITY]]. → VISITED Кенийские Туле held
В [[Тулу:CITY]] приехала делегация [[Кении]]. Они осмотрели «[[Вектор:ORG]]». → VISITED Кении Тулу held; VISITED Кении Вектор held
В [[Туле:CITY]] праздник. Город посетил [[Орлов:PER]]. → VISITED Орлов Туле held
"""

# Who is told to do it does, or is to, and not who tells them.
TOLD = """
[[Орлов:PER]] поручил [[Седову:PER]] встретиться с [[Гусевым:PER]]. → MEETING_WITH Седову Гусевым planned
[[Орлов:PER]] убедил министра [[Седова:PER]] посетить [[Перу]]. → VISITED Седова Перу planned
[[Чили]] вынудило [[Перу]] подписать договор с [[Кенией]]. → AGREEMENT_WITH Перу Кенией planned
Оппозиция потребовала от [[Седова:PER]] встретиться с [[Гусевым:PER]]. → MEETING_WITH Седова Гусевым planned
[[Чили]] запретило «[[Заре:ORG]]» заключать договор с «[[Вектором:ORG]]». → AGREEMENT_WITH Заре Вектором rejected
[[Орлов:PER]] попросил встретиться с [[Гусевым:PER]]. → MEETING_WITH Орлов Гусевым planned
[[Орлов:PER]] призвал [[Седова:PER]] встретиться с ним. → MEETING_WITH Орлов Седова planned
"""

UNMEANT = """
С гостями побеседовал мэр [[Орлов:PER]].
Гости посетили [[Тулу:CITY]].
[[Орлов:PER]] посетил город.
"""

APART = """
MEETING_WITH С визитёрами *беседовали* [[Орлова:PER]] и [[Гусева:PER]].
MEETING_WITH [[Орлов:PER]] и [[Гусев:PER]] *встретились* с журналистами.
MEETING_WITH [[Орлов:PER]] и [[Гусев:PER]] провели *переговоры* с инвесторами.
MEETING_WITH На декабрь намечены *саммиты* [[БРИКС:ORG]] и [[ШОС:ORG]].
AGREEMENT_WITH *Соглашение* с [[Осакой:CITY]] подписано в мае, позже к ним присоединился [[Кёльн:CITY]].
AGREEMENT_WITH *Договор* с [[Тверью:CITY]] заключён, о нём уже пожалел [[Омск:CITY]].
AGREEMENT_WITH *Меморандум* с [[Чили]] уже действует, а переговоры ведёт [[Перу]].
COOPERATES_WITH [[Турция]] наравне с [[Сербией]] – стратегический *партнёр* соседей.
COOPERATES_WITH [[Казахстан]], наряду с соседней [[Киргизией]], *сотрудничает* с банком.
MEETING_WITH [[Венгрия]] наряду с [[Сербией]] ведёт *переговоры* о транзите.
AGREEMENT_WITH Холдинг «[[Луч:ORG]]» наравне с банком «[[Заря:ORG]]» подписал *соглашение*.
AGREEMENT_WITH [[Орлов:PER]], который служит артистом [[Ленкома:ORG]], подписал *контракт*.
AGREEMENT_WITH [[Гусев:PER]] стал директором [[Газнефти:ORG]] и подписал *соглашение*.
AGREEMENT_WITH [[Белова:PER]], работающая тренером «[[Спартака:ORG]]», продлила *договор*.
COOPERATES_WITH [[Орлов:PER]] назначен главой [[Уралбанка:ORG]], где наладит *сотрудничество*.
VISITED [[Орлова:PER]] обсудила *визит* премьера в [[Ирландию]].
VISITED [[Тула:CITY]] одобрила *поездку* делегации в [[Перу]].
VISITED [[Орлова:PER]] раскритиковала *визит* главы кабинета в [[Ирландию]].
MEETING_WITH [[Орлов:PER]] анонсировал *встречу* президента с [[Гусевым:PER]].
MEETING_WITH Депутат [[Орлов:PER]] осудил *переговоры* властей с [[Гусевым:PER]].
AGREEMENT_WITH [[Орлов:PER]] показал *договор* администрации с фирмой «[[Вектор:ORG]]».
AGREEMENT_WITH «[[Заря:ORG]]» опубликовала *соглашение* ведомства с «[[Вектором:ORG]]».
COOPERATES_WITH «[[Заря:ORG]]» рассказала о *сотрудничестве* завода с «[[Вектором:ORG]]».
MEETING_WITH [[Орлов:PER]] поручил министру *встретиться* с [[Гусевым:PER]].
MEETING_WITH [[Орлов:PER]] потребовал от чиновников *встретиться* с [[Гусевым:PER]].
AGREEMENT_WITH [[Чили]] разрешило заводу заключить *договор* с [[Перу]].
VISITED [[Орлова:PER]] уговорила брата *посетить* [[Перу]].
AGREEMENT_WITH *Контракт* с [[Чили]] заключён, а с [[Перу]] обсуждается.
MEETING_WITH Министр провёл *переговоры* с [[Орловым:PER]] и с [[Гусевым:PER]].
AGREEMENT_WITH Мэр обсудил экспорт с [[Брестом:CITY]], а с [[Тулой:CITY]] подписал *договор*.
AGREEMENT_WITH [[Чили]] *договорилась* с соседями, с [[Перу]] переговоры продолжаются.
MEETING_WITH [[Орлов:PER]] *обсудил* экспорт, а с [[Гусевым:PER]] стороны заключили договор.
VISITED Гостям предстоит увидеться с [[Орловым:PER]] и *побывать* в «[[Векторе:ORG]]».
VISITED Посол собирался поговорить с [[Орловым:PER]] и *посетить* [[Тулу:CITY]].
"""


@pytest.mark.parametrize("line", MEANT.strip().splitlines())
def test_a_noun_means_who_came_before(line):
    marked, _, expected = line.partition(" → ")
    assert sorted(triples(marked)) == sorted(expected.split("; "))


@pytest.mark.parametrize("line", TOLD.strip().splitlines())
def test_who_is_told_to_do_it(line):
    marked, _, expected = line.partition(" → ")
    assert triples(marked) == [expected]


@pytest.mark.parametrize("marked", UNMEANT.strip().splitlines())
def test_nobody_is_meant_where_nobody_was_named(marked):
    assert triples(marked) == []


@pytest.mark.parametrize("line", APART.strip().splitlines())
def test_two_who_each_meet_another_are_no_pair_whoever_found_them(line):
    label, _, marked = line.partition(" ")
    doc = read(marked.replace("*", ""))
    first, second = sorted(mention(span) for span in doc.spans["entities"])
    at_cue = next(token.i for token in doc if token.text == marked.split("*")[1])
    guess = Guess(label, first, second, 0.9, at_cue, np.zeros(0, np.float32))
    decision = SimpleNamespace(find=lambda *_: [guess])
    assert told_by(doc, [], decision) == []


def test_whom_a_person_acts_for_is_told_once():
    doc = extract.load(exclude=("events",))(
        "Губернатор Томской области Владимир Орлов выступил первым. "
        "Позднее Владимир Орлов встретился с послом Кении Джоном Мбеки."
    )
    (one,) = (each for each in doc._.relations if each.predicate == "MEETING_WITH")
    told = [body and doc.text[body.start : body.end] for body in one.represents]
    assert told == ["Томской области", "Кении"]
