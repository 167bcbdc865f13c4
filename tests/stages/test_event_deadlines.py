"""Dates by which something is over, or of which something is counted: no day of an event."""

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
