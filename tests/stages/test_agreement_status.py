"""What is denied, doubted, planned, put off or a condition is never told as done."""

import datetime as dt

import pytest
from tests.stages.marked import read
from tests.stages.marked_statuses import STATUSES

from extract.annotations import TimeValue
from extract.stages.agreements import Agreements

DONE = {"signed", "held", "in_force"}

NOT_DONE = """
[[Тверь:CITY]] опровергла подписание договора с [[Оснабрюком:CITY]].
[[Тверь:CITY]] опровергла, что подписала договор с [[Оснабрюком:CITY]].
[[Норвегия]] отложила подписание протокола с [[Швецией]] до осени.
Подписание протокола между [[Норвегией]] и [[Швецией]] отложено.
[[Финляндия]] заблокировала подписание соглашения с [[Швецией]].
[[Дания]] исключила заключение сделки с [[Исландией]].
[[Дания]] сомневается в заключении сделки с [[Исландией]].
[[Чили]] рассчитывает на подписание соглашения с [[Перу]].
[[Чили]] надеется подписать соглашение с [[Перу]] весной.
[[Чили]] якобы подписало соглашение с [[Перу]].
По слухам, [[Чили]] подписало соглашение с [[Перу]].
Слухи о подписании соглашения между [[Чили]] и [[Перу]] не подтвердились.
Сообщения о сделке [[Газнефти:ORG]] с [[Уралбанком:ORG]] не подтвердились.
Если [[Чили]] подпишет соглашение с [[Перу]], пошлины отменят.
В случае подписания соглашения между [[Чили]] и [[Перу]] пошлины отменят.
[[Чили]] отрицает, что заключило контракт с [[Перу]].
[[Газнефть:ORG]] назвала фейком сообщение о контракте с [[Уралбанком:ORG]].
[[Орлов:PER]] отрицал встречу с [[Гусевым:PER]].
[[Орлов:PER]] опроверг сообщения о встрече с [[Гусевым:PER]].
Встреча [[Орлова:PER]] с [[Гусевым:PER]] отложена.
Встреча [[Орлова:PER]] с [[Гусевым:PER]] перенесена на март.
Встреча [[Орлова:PER]] с [[Гусевым:PER]] не состоялась.
[[Орлов:PER]] отказался от встречи с [[Гусевым:PER]].
[[Орлов:PER]] якобы встречался с [[Гусевым:PER]] в марте.
Встретился ли [[Орлов:PER]] с [[Гусевым:PER]], неизвестно.
[[Орлов:PER]] рассчитывает встретиться с [[Гусевым:PER]].
[[Орлов:PER]] не исключил встречи с [[Гусевым:PER]].
[[Орлов:PER]] опроверг, что посетил [[Ирландию]].
[[Орлов:PER]] отложил визит в [[Ирландию]].
Визит [[Орлова:PER]] в [[Ирландию]] отменён.
По слухам, [[Орлов:PER]] посетил [[Ирландию]].
Поездка [[Орлова:PER]] в [[Ирландию]] сорвалась.
[[Орлова:PER]] пригласили посетить [[Ирландию]].
Никакого договора с [[Перу]] [[Чили]] не подписывало.
[[Чили]] предложило [[Перу]] договор о рыбе.
Подписал ли [[Китай]] договор с [[Кореей]]?
[[Китай]] ждёт подписания договора с [[Кореей]].
Министр усомнился, что [[Китай]] подписал договор с [[Кореей]].
[[Китай]] отозвал подпись под договором с [[Кореей]].
Парламент запретил [[Китаю]] подписывать договор с [[Кореей]].
"""

DONE_INDEED = """
[[Чили]] подтвердило подписание соглашения с [[Перу]]. → signed
[[Газнефть:ORG]] опровергла расторжение контракта с [[Уралбанком:ORG]]. → in_force
После отложенного визита [[Орлов:PER]] встретился с [[Гусевым:PER]]. → held
[[Орлов:PER]] посетил [[Ирландию]]. → held
"""

TODAY = dt.date(2024, 3, 12)
DATED = """
[[14 марта:DATE]] [[Орлов:PER]] встречается с [[Гусевым:PER]]. → planned
[[14 марта:DATE]] в Казани переговоры [[Орлова:PER]] с [[Гусевым:PER]]. → planned
В Казани [[20 марта:DATE]] проходит встреча [[Орлова:PER]] с [[Гусевым:PER]]. → planned
[[Орлов:PER]] рассказал о встрече [[15 марта:DATE]] с [[Гусевым:PER]]. → planned
Подписание договора [[Тулы:CITY]] с [[Брестом:CITY]] – [[19 марта:DATE]]. → planned
В Казани [[11 марта:DATE]] проходит встреча [[Орлова:PER]] с [[Гусевым:PER]]. → held
[[Орлов:PER]] встретился с [[Гусевым:PER]], а [[14 марта:DATE]] улетит домой. → held
Выставка откроется [[20 марта:DATE]]; [[Орлов:PER]] и [[Гусев:PER]] обсудили её. → held
[[Тула:CITY]] и [[Брест:CITY]] подписали договор, завод откроют [[20 марта:DATE]]. → signed
[[Орлов:PER]] гостит в [[Кении]] до [[20 марта:DATE]]. → held
"""


def statuses(marked):
    return {relation.status for relation in Agreements().find(read(marked))}


@pytest.mark.parametrize("marked", NOT_DONE.strip().splitlines())
def test_never_told_as_done(marked):
    assert not statuses(marked) & DONE


@pytest.mark.parametrize("line", DONE_INDEED.strip().splitlines())
def test_told_as_done(line):
    marked, _, expected = line.partition(" → ")
    assert statuses(marked) == {expected}


CASES = [
    (marked, status) for status, lines in STATUSES.items() for marked in lines.strip().splitlines()
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_status(marked, expected):
    assert {str(status) for status in statuses(marked)} == {expected}


@pytest.mark.parametrize("line", DATED.strip().splitlines())
def test_a_day_after_that_of_the_article_is_to_come(line):
    marked, _, expected = line.partition(" → ")
    doc = read(marked)
    doc._.date = TODAY
    for span in doc.spans["entities"]:
        if span.label_ == "DATE":
            begin = dt.datetime(2024, 3, int(span.text[:2]))
            span._.time = TimeValue("DATE", begin.date().isoformat(), begin, begin, "day", TODAY)
    assert {relation.status for relation in Agreements().find(doc)} == {expected}
