"""News of one day: what is told after an event of that day was on that day too."""

import datetime as dt

import pytest
from tests.stages.marked import read

from extract.annotations import TimeValue, span_of
from extract.stages.coreference import Coreference
from extract.stages.events.finding import Finder
from extract.stages.names import Names

TODAY = dt.date(2022, 11, 30)
MET = "Сегодня [[Громов:PER]] встретился с [[Лисиной:PER]]. "


def begins(marked, day=TODAY, dates=()):
    """The days on which events begin, by kind."""
    doc = read(marked)
    doc._.date = day
    for said, year in dates:
        at = doc.text.index(said)
        begin, end = dt.datetime(year, 1, 1), dt.datetime(year, 12, 31)
        span = span_of(doc, at, at + len(said), "DATE")
        span._.time = TimeValue("DATE", str(year), begin, end, "year")
    Names()(doc)
    Coreference()(doc)
    found = Finder(doc).events()
    return {one.kind: one.begin and one.begin.date() for one in found}


SIGNED = "[[Тверь]] и [[Осло]] подписали договор о дружбе."


def test_what_goes_on_being_told_was_on_that_day():
    assert begins(MET + SIGNED) == {"meeting": TODAY, "signing": TODAY}


@pytest.mark.parametrize(
    "told",
    [
        "Ранее [[Тверь]] и [[Осло]] подписали договор о дружбе.",
        "В прошлый раз [[Тверь]] и [[Осло]] подписали договор о дружбе.",
        "[[Тверь]] и [[Осло]] подпишут договор о дружбе.",
    ],
)
def test_what_is_told_of_another_time_was_not(told):
    assert begins(MET + told)["signing"] is None


def test_another_date_leads_away():
    told = "Мост, который построили в [[2019 году:DATE]], открыл [[Белов:PER]]. " + SIGNED
    found = begins(MET + told, dates=[("2019 году", 2019)])
    assert found["signing"] == TODAY
    assert found.get("opening") != TODAY


def test_where_no_event_is_of_the_day_nothing_is_dated_by_it():
    met = "[[Громов:PER]] встретился с [[Лисиной:PER]]. "
    assert begins(met + SIGNED) == {"meeting": None, "signing": None}


def test_an_article_of_no_known_date_dates_nothing():
    assert begins(MET + SIGNED, day=None) == {"meeting": None, "signing": None}
