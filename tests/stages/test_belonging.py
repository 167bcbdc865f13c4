"""Who takes part in an event and where it is, where no rule says so by itself."""

import numpy as np
import pytest
from tests.stages.test_events import tell, who, words

from extract.stages.events.weights import Scorer, packaged

THERE = """
[[Выставка:EVENT]] мёда открылась вчера. Её показали в [[Твери:CITY]]. → Твери
[[Иван Кротов:PER]] прибыл в [[Тверь:CITY]]. Ранее [[Иван Кротов:PER]] встретился с [[Анной Беловой:PER]]. → Тверь, None
[[Иван Кротов:PER]] встретился с [[Анной Беловой:PER]]. Ранее [[Иван Кротов:PER]] прибыл в [[Тверь:CITY]]. → None, Тверь
[[Казань:CITY]], [[12 мая:DATE]] — [[Иван Кротов:PER]] купил завод «[[Маяк:ORG]]». → None
[[Иван Кротов:PER]] посетил аэропорт и [[Омск:CITY]]. → None
"""


@pytest.mark.parametrize("line", THERE.strip().splitlines())
def test_the_place_stands_elsewhere(line):
    marked, _, place = line.partition(" → ")
    doc, found = tell(marked)
    assert [str(words(doc, event.place)) for event in found] == place.split(", ")


def test_a_score_is_the_sum_of_own_weights_and_of_hidden_units():
    table = np.array([[1.0, 2.0], [0.5, -4.0]])
    scorer = Scorer(["one", "two"], table, np.array([0.25, 0.0]), np.array([10.0]), 0.0)
    said = [["one"], ["two"], ["one", "two"], ["unknown"], []]
    assert scorer(said).tolist() == [21.25, 0.75, 1.75, 0.25, 0.25]


def test_a_feature_that_is_said_twice_counts_once():
    scorer = Scorer(["one"], np.array([[1.0, 0.0]]), np.zeros(2), np.zeros(1), 0.0)
    assert scorer([["one", "one"]]).tolist() == [1.0]


def test_nothing_is_scored_where_nobody_is_named():
    assert packaged()["who"]([]).tolist() == []


COMMON = """
Областное [[правительство:ORG]] подписало договор с [[Анной Беловой:PER]]. → Анной Беловой
В [[форуме:EVENT]] участвовали [[полиция:ORG]] и [[Иван Кротов:PER]]. → Иван Кротов
[[Иван Кротов:PER]] и [[кабинет министров:ORG]] подписали договор. → Иван Кротов
С [[Иваном Кротовым:PER]] встретилась [[региональная администрация:ORG]]. → Иваном Кротовым
С [[министерством труда:ORG]] встретился [[Иван Кротов:PER]]. → министерством труда, Иван Кротов
[[Иван Кротов:PER]] и [[управление дорог и мостов:ORG]] подписали договор. → Иван Кротов, управление дорог и мостов
[[Министерство труда:ORG]] встретилось с [[Иваном Кротовым:PER]]. → Министерство труда, Иваном Кротовым
В [[Тверь:CITY]] прибыла [[омская делегация:ORG]]. → омская делегация
"""


@pytest.mark.parametrize("line", COMMON.strip().splitlines())
def test_a_body_without_a_name_takes_no_part(line):
    marked, _, names = line.partition(" → ")
    assert set(who(marked)) == set(names.split(", "))


ASIDE = """
[[Турнир:EVENT]] имени борца [[Ивана Кротова:PER]] в [[Твери:CITY]] открыла [[Анна Белова:PER]]. → Анна Белова
[[Открытие:EVENT]] памятника [[Ивану Кротову:PER]] в [[Омске:CITY]] посетила [[Анна Белова:PER]]. → Анна Белова
[[Концерт:EVENT]] памяти [[Ивана Кротова:PER]] в [[Твери:CITY]] дала [[Анна Белова:PER]]. → Анна Белова
В [[Омске:CITY]] [[арестован:EVENT]] сын мэра [[Ивана Кротова:PER]]. → –
[[Форум:EVENT]] прошёл в [[Твери:CITY]], сообщил [[Иван Кротов:PER]]. → –
По словам [[Ивана Кротова:PER]], [[форум:EVENT]] в [[Твери:CITY]] пройдёт. → –
По мнению [[Анны Беловой:PER]], [[выставка:EVENT]] в [[Омске:CITY]] удалась. → –
[[Форум:EVENT]] прошёл в [[Твери:CITY]]. [[Иван Кротов:PER]] заявил, что он доволен. → –
На [[форуме:EVENT]] в [[Твери:CITY]] [[Иван Кротов:PER]] рассказал о налогах. → Иван Кротов
На [[форуме:EVENT]] [[Анна Белова:PER]] отметила труд врачей. → Анна Белова
[[Иван Кротов:PER]], сын [[Петра Кротова:PER]], встретился с [[Анной Беловой:PER]]. → Иван Кротов, Анной Беловой
"""


@pytest.mark.parametrize("line", ASIDE.strip().splitlines())
def test_who_is_honoured_or_tells_of_it_takes_no_part(line):
    marked, _, names = line.partition(" → ")
    doc, events = tell(marked)
    assert events
    found = {words(doc, one.mention) for event in events for one in event.participants}
    assert found == set(names.split(", ")) - {"–"}
