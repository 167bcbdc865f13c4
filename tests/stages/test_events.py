"""Events: mentions joined, when, where, who, held or planned."""

import datetime as dt

import pytest
from tests.stages.marked import read

from extract.annotations import Mention, Relation, TimeValue
from extract.stages.events import Events

DAY = dt.datetime(2022, 11, 28)


def events(marked: str, *relations: tuple[str, str, str], dates: dict[str, dt.datetime] = {}):  # noqa: B006
    """The events of a marked text, and the text; relations name mentions by their words."""
    doc = read(marked)
    for span in doc.spans["entities"]:
        if span.text in dates:
            day = dates[span.text]
            end = day + dt.timedelta(days=1, seconds=-1)
            span._.time = TimeValue("DATE", f"{day:%Y-%m-%d}", day, end, "day")

    def named(words: str) -> Mention:
        return next(s._.mention for s in doc.spans["entities"] if s.text == words)

    doc._.relations = [
        Relation(named(one), predicate, named(other), "model", 0.9)
        for one, predicate, other in relations
    ]
    return doc.text, Events().find(doc)


def words(text: str, mention: Mention | None) -> str | None:
    return text[mention.start : mention.end] if mention else None


def test_a_bare_noun_means_the_event_named_before():
    text, found = events(
        "В Оренбурге открылся [[XVIII форум сотрудничества:EVENT]]. На [[форуме:EVENT]] тесно."
    )
    assert [[words(text, m) for m in event.mentions] for event in found] == [
        ["XVIII форум сотрудничества", "форуме"]
    ]


def test_a_noun_with_a_genitive_of_its_own_is_another_event():
    _, found = events("Идёт [[пленарное заседание:EVENT]]. Прошло [[заседание:EVENT]] совета.")
    assert len(found) == 2


def test_events_of_different_nouns_stay_apart():
    _, found = events("Открылся [[форум:EVENT]]. Закончилась [[выставка:EVENT]].")
    assert len(found) == 2


def test_events_of_different_dates_stay_apart():
    _, found = events(
        "[[Концерт:EVENT]] прошёл [[1 мая:DATE]]. [[концерт:EVENT]] прошёл и [[2 мая:DATE]].",
        ("Концерт", "POINT_IN_TIME", "1 мая"),
        ("концерт", "POINT_IN_TIME", "2 мая"),
        dates={"1 мая": DAY, "2 мая": DAY + dt.timedelta(days=1)},
    )
    assert len(found) == 2


@pytest.mark.parametrize("relations", [[("Форум", "POINT_IN_TIME", "28 ноября")], []])
def test_the_date_comes_from_the_relation_or_the_sentence(relations):
    _, (event,) = events(
        "[[Форум:EVENT]] прошёл [[28 ноября:DATE]].", *relations, dates={"28 ноября": DAY}
    )
    assert event.begin == DAY
    assert event.end == DAY + dt.timedelta(days=1, seconds=-1)


def test_begin_and_end():
    _, (event,) = events(
        "[[Форум:EVENT]] начался [[1 мая:DATE]], закончился [[3 мая:DATE]].",
        ("Форум", "START_TIME", "1 мая"),
        ("Форум", "END_TIME", "3 мая"),
        dates={"1 мая": DAY, "3 мая": DAY + dt.timedelta(days=2)},
    )
    assert (event.begin, event.end.date()) == (DAY, (DAY + dt.timedelta(days=2)).date())


def test_the_place():
    text, (event,) = events("[[Форум:EVENT]] состоялся в [[Оренбурге:CITY]].")
    assert words(text, event.place) == "Оренбурге"


def test_who_took_part_and_who_led():
    text, (event,) = events(
        "На [[форуме:EVENT]] работает [[делегация Новосибирской области:ORG]] "
        "во главе с [[Юрием Петуховым:PER]]."
    )
    assert [(words(text, who), role) for who, role in event.participants] == [
        ("делегация Новосибирской области", "participant"),
        ("Юрием Петуховым", "head of delegation"),
    ]


def test_who_organizes():
    text, (event,) = events(
        "[[Минпромторг:ORG]] провёл [[форум:EVENT]].", ("Минпромторг", "ORGANIZES", "форум")
    )
    assert [(words(text, who), role) for who, role in event.participants] == [
        ("Минпромторг", "organizer")
    ]


@pytest.mark.parametrize(
    "marked",
    ["В рамках [[форума:EVENT]] проводится [[заседание:EVENT]].",
     "Началось [[заседание:EVENT]] [[форума:EVENT]]."],
)  # fmt: skip
def test_what_it_is_a_part_of(marked):
    text, found = events(marked)
    (part,) = [event for event in found if words(text, event.mentions[0]) == "заседание"]
    assert words(text, part.part_of) == "форума"


def test_a_plenary_session_is_a_part_of_the_gathering_named_before():
    text, found = events(
        "В Омске идёт [[форум:EVENT]]. В [[пленарном заседании:EVENT]] участвуют гости."
    )
    (part,) = [event for event in found if "заседани" in words(text, event.mentions[0])]
    assert words(text, part.part_of) == "форум"


@pytest.mark.parametrize(
    ("marked", "n"),
    [("Открылся [[XV форум:EVENT]] сотрудничества. [[Форум:EVENT]] сотрудничества тесен.", 1),
     ("Завершился [[второй саммит:EVENT]]. В Сочи прошёл [[первый саммит:EVENT]].", 2),
     ("Завершился [[саммит:EVENT]]. Следующий [[саммит:EVENT]] будет в Сочи.", 2),
     ("Идёт [[форум:EVENT]] «[[Весна:EVENT]]».", 1)],
)  # fmt: skip
def test_how_many_events(marked, n):
    assert len(events(marked)[1]) == n


def test_a_date_of_a_clause_about_another_is_not_the_events():
    _, (event,) = events(
        "Для [[Токаева:PER]], избранного [[9 июня:DATE]], это [[форум:EVENT]].",
        dates={"9 июня": DAY},
    )
    assert event.begin is None


def test_the_verbs_that_open_and_close_it_give_begin_and_end():
    _, (event,) = events(
        "[[Форум:EVENT]] открылся [[1 мая:DATE]] и завершится [[3 мая:DATE]].",
        dates={"1 мая": DAY, "3 мая": DAY + dt.timedelta(days=2)},
    )
    assert (event.begin, event.end.date()) == (DAY, (DAY + dt.timedelta(days=2)).date())


STATUS = """
[[Форум:EVENT]] прошёл успешно. → held
[[Форум:EVENT]] проходит в городе. → held
[[Форум:EVENT]] состоится весной. → planned
Он примет участие в [[форуме:EVENT]]. → planned
Он принял участие в [[форуме:EVENT]]. → held
[[Форум:EVENT]] отменён. → cancelled
[[Форум:EVENT]] не состоялся. → cancelled
Власти отменили [[форум:EVENT]]. → cancelled
"""


@pytest.mark.parametrize("line", STATUS.strip().splitlines())
def test_status(line):
    marked, _, status = line.partition(" → ")
    _, (event,) = events(marked)
    assert event.status == status


def test_no_mentions_no_events():
    assert events("Шёл дождь.")[1] == []
