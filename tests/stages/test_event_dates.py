"""Dates that begin no event: deadlines, times that are counted of, stamps of articles."""

import datetime as dt

import pytest
from tests.stages.test_events import DAY, only

DEADLINES = """
К [[28 ноября:DATE]] в [[Омске:CITY]] пройдёт [[выставка:EVENT]].
[[Иван Кротов:PER]] посетил [[Тверь:CITY]] до [[28 ноября:DATE]].
[[Форум:EVENT]] в [[Твери:CITY]] должен завершиться к [[28 ноября:DATE]].
"""
COUNTED = """
По итогам [[28 ноября:DATE]] «[[Маяк:ORG]]» и «[[Луч:ORG]]» подписали договор.
По результатам [[28 ноября:DATE]] в [[Твери:CITY]] прошла [[выставка:EVENT]].
По состоянию на [[28 ноября:DATE]] «[[Маяк:ORG]]» заключил договор с «[[Лучом:ORG]]».
По данным на [[28 ноября:DATE]] «[[Маяк:ORG]]» купил завод «[[Луч:ORG]]».
По сравнению с [[28 ноября:DATE]] в [[Твери:CITY]] состоялся [[фестиваль:EVENT]].
"""


@pytest.mark.parametrize("marked", DEADLINES.strip().splitlines())
def test_a_deadline_is_an_end_and_no_begin(marked):
    event = only(marked, dates={"28 ноября": DAY})
    assert (event.begin, event.end) == (None, DAY + dt.timedelta(days=1, seconds=-1))


@pytest.mark.parametrize("marked", COUNTED.strip().splitlines())
def test_the_time_that_is_counted_is_not_the_events(marked):
    assert only(marked, dates={"28 ноября": DAY}).begin is None


def test_a_deadline_beside_a_day_leaves_the_day():
    marked = "[[28 ноября:DATE]] в [[Омске:CITY]] открыли школу до [[2 декабря:DATE]]."
    dates = {"28 ноября": DAY, "2 декабря": DAY + dt.timedelta(days=4)}
    assert only(marked, dates=dates).begin == DAY


STAMPS = """
13:34 [[28 ноября:DATE]]/[[Форум:EVENT]] состоится в [[Твери:CITY]]. → None
Губернатор, [[28 ноября:DATE]], 9:05/[[Форум:EVENT]] состоится в [[Твери:CITY]]. → None
[[28 ноября:DATE]] 2022 года 18:00 Новости/[[Форум:EVENT]] пройдёт в [[Твери:CITY]]. → None
[[28 ноября:DATE]]/[[Форум:EVENT]] пройдёт в [[Твери:CITY]]. → 2022-11-28
В 18:00 [[28 ноября:DATE]] [[Форум:EVENT]] пройдёт в [[Твери:CITY]]. → 2022-11-28
"""


@pytest.mark.parametrize("line", STAMPS.strip().splitlines())
def test_the_line_that_tells_when_an_article_appeared_dates_no_event(line):
    marked, _, day = line.partition(" → ")
    relation = ("Форум", "POINT_IN_TIME", "28 ноября")
    event = only(marked.replace("/", "\n"), relation, dates={"28 ноября": DAY})
    assert str(event.begin and event.begin.date()) == day
