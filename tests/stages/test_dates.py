import datetime as dt
import itertools
import re
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from extract.annotations import ENTITIES, register, span_of
from extract.stages.dates import Dates, parse
from extract.stages.dates.grammar import CASCADES, reduce
from extract.stages.dates.lexer import LEXER

ANCHOR = dt.date(2023, 11, 28)  # a Tuesday
GOLD = Path(__file__).parents[2] / "../shared/data/gold/dates_dev.tsv"

MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
)  # fmt: skip
DAYS = (
    "первого", "второго", "третьего", "четвёртого", "пятого", "шестого", "седьмого", "восьмого",
    "девятого", "десятого", "одиннадцатого", "двенадцатого", "тринадцатого", "четырнадцатого",
    "пятнадцатого", "шестнадцатого", "семнадцатого", "восемнадцатого", "девятнадцатого",
    "двадцатого", "двадцать первого", "двадцать второго", "двадцать третьего",
    "двадцать четвёртого", "двадцать пятого", "двадцать шестого", "двадцать седьмого",
    "двадцать восьмого", "двадцать девятого", "тридцатого", "тридцать первого",
)  # fmt: skip


def show(value):
    """ "value begin end mod", the borders as dates where they are whole days."""
    if value is None:
        return "nothing"

    def border(moment):
        if moment is None:
            return ".."
        return moment.isoformat()[:16] if "T" in (value.value or "") else f"{moment.date()}"

    parts = [str(value.value)]
    if value.begin is not None or value.end is not None:
        first, last = border(value.begin), border(value.end)
        parts += [first] if first == last else [first, last]
    return " ".join([*parts, value.mod or ""]).strip()


CASES = []  # all expressions of this file, which the rules are tried on


def specification(text):
    """Lines of "expression [tense] → what it is"."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    CASES.extend(line.split("→")[0].split("|")[0].strip() for line in lines)
    return pytest.mark.parametrize(
        ("expression", "expected"), [tuple(map(str.strip, line.split("→"))) for line in lines]
    )


def read(expression, anchor=ANCHOR):
    text, _, tense = expression.partition("|")
    return show(parse(text.strip(), anchor, tense=tense.strip() or None))


@specification("""
    28 ноября 2023 года               → 2023-11-28 2023-11-28
    28 ноября 2023 г.                 → 2023-11-28 2023-11-28
    28-го ноября 2023-го              → 2023-11-28 2023-11-28
    двадцать восьмого ноября две тысячи двадцать третьего года → 2023-11-28 2023-11-28
    28 нояб. 2023                     → 2023-11-28 2023-11-28
    28.11.2023                        → 2023-11-28 2023-11-28
    28.11.23                          → 2023-11-28 2023-11-28
    28/11/2023                        → 2023-11-28 2023-11-28
    28 11 2023                        → 2023-11-28 2023-11-28
    2023-11-28                        → 2023-11-28 2023-11-28
    1.1.70                            → 1970-01-01 1970-01-01
    в среду, 17 мая 2017 года         → 2017-05-17 2017-05-17
    во вторник — 13 сентября 2016 года → 2016-09-13 2016-09-13
    9 мая 1945-го                     → 1945-05-09 1945-05-09
    апрель 2015                       → 2015-04 2015-04-01 2015-04-30
    11.2023                           → 2023-11 2023-11-01 2023-11-30
    в феврале 2024 года               → 2024-02 2024-02-01 2024-02-29
    в 1975г                           → 1975 1975-01-01 1975-12-31
    в 2024-м                          → 2024 2024-01-01 2024-12-31
    1990 года рождения                → 1990 1990-01-01 1990-12-31
    в 410 году                        → 0410 0410-01-01 0410-12-31
    в две тысячи восьмом году         → 2008 2008-01-01 2008-12-31
    в девяносто первом                → 1991 1991-01-01 1991-12-31
    летом 45-го                       → 1945-SU 1945-06-01 1945-08-31
    в сентябре текущего (2006) года   → 2006-09 2006-09-01 2006-09-30
    в третий четверг ноября 2023 года → 2023-11-16 2023-11-16
    в последний день мая 2020 года    → 2020-05-31 2020-05-31
    29 февраля 2024 года              → 2024-02-29 2024-02-29
    от 23.11.2018 г.                  → 2018-11-23 2018-11-23
    8.3.2021                          → 2021-03-08 2021-03-08
    03-2023                           → 2023-03 2023-03-01 2023-03-31
    в мае 45 года                     → 1945-05 1945-05-01 1945-05-31
    во вторник, 28-го                 → 2023-11-28 2023-11-28
    двадцать четвёртое февраля две тысячи двадцать второго → 2022-02-24 2022-02-24
""")
def test_absolute(expression, expected):
    found = read(expression)
    value, *borders = expected.split()
    assert found == " ".join([value, *dict.fromkeys(borders)])


@specification("""
    28 ноября                 → XXXX-11-28
    в апреле                  → XXXX-04
    15 числа                  → XXXX-XX-15
    осенью                    → XXXX-FA
    в пятницу                 → XXXX-WXX-5
    вчера                     → XXXX-XX-XX
    в прошлом году            → XXXX
    в мае прошлого года       → XXXX-05
    на прошлой неделе         → XXXX-WXX
    в третьем квартале        → XXXX-Q3
    с 5 по 21 августа         → XXXX-08-05/XXXX-08-21
    28 ноября в 14:30         → XXXX-11-28T14:30
    в 15:30                   → T15:30
    завтра утром              → XXXX-XX-XXTMO
    за последние пять лет     → P5Y
    в девяностые              → XX9X
    в 91-м                    → XX91
    29 февраля                → XXXX-02-29
    накануне 9 мая            → XXXX-05-08
""")
def test_without_an_anchor_the_value_is_partial(expression, expected):
    assert read(expression, anchor=None) == expected


@specification("""
    28 ноября             → 2023-11-28 2023-11-28
    20 января             → 2023-01-20 2023-01-20
    20 января | past      → 2023-01-20 2023-01-20
    20 января | future    → 2024-01-20 2024-01-20
    1 января              → 2024-01-01 2024-01-01
    5 декабря | past      → 2022-12-05 2022-12-05
    30 ноября | past      → 2023-11-30 2023-11-30
    5 декабря | future    → 2023-12-05 2023-12-05
    в понедельник, 27 ноября → 2023-11-27 2023-11-27
    в пятницу, 10 мая     → 2024-05-10 2024-05-10
    29 февраля | past     → 2020-02-29 2020-02-29
    в апреле | past       → 2023-04 2023-04-01 2023-04-30
    в апреле | future     → 2024-04 2024-04-01 2024-04-30
    в ноябре | past       → 2023-11 2023-11-01 2023-11-30
    в пятницу             → 2023-11-24 2023-11-24
    в пятницу | past      → 2023-11-24 2023-11-24
    в пятницу | future    → 2023-12-01 2023-12-01
    в минувшую пятницу    → 2023-11-24 2023-11-24
    в следующую пятницу   → 2023-12-08 2023-12-08
    в прошлую среду       → 2023-11-22 2023-11-22
    в прошлый понедельник → 2023-11-20 2023-11-20
    в минувший понедельник → 2023-11-27 2023-11-27
    в эту среду           → 2023-11-29 2023-11-29
    в ближайший четверг   → 2023-11-30 2023-11-30
    в следующее воскресенье → 2023-12-10 2023-12-10
    в позапрошлую среду   → 2023-11-15 2023-11-15
    в минувшие выходные   → 2023-W47-WE 2023-11-25 2023-11-26
    прошлым летом         → 2023-SU 2023-06-01 2023-08-31
    прошлой зимой         → 2022-WI 2022-12-01 2023-02-28
    в прошлом октябре     → 2023-10 2023-10-01 2023-10-31
    15 числа прошлого месяца → 2023-10-15 2023-10-15
    до Нового года        → ../2024-01-01 .. 2024-01-01
""")
def test_partial_dates_take_the_year_from_anchor_and_tense(expression, expected):
    found = read(expression)
    value, *borders = expected.split()
    assert found == " ".join([value, *dict.fromkeys(borders)])


@specification("""
    сегодня                        → 2023-11-28
    позавчера                      → 2023-11-26
    послезавтра                    → 2023-11-30
    накануне                       → 2023-11-27
    накануне Нового года           → 2023-12-31
    за три дня до Нового года      → 2023-12-29
    через неделю после 5 мая 2020 года → 2020-05-12
    на прошлой неделе              → 2023-W47
    на следующей неделе            → 2023-W49
    в прошлом месяце               → 2023-10
    в позапрошлом году             → 2021
    в третьем квартале прошлого года → 2022-Q3
    в мае прошлого года            → 2022-05
    3 марта следующего года        → 2024-03-03
    26 октября с.г.                → 2023-10-26
    год назад                      → 2022
    35 лет назад                   → 1988
    три дня назад                  → 2023-11-25
    две недели назад               → 2023-W46
    через два месяца               → 2024-01
    полгода назад                  → 2023-05
    через год и три месяца         → 2025-02
    лет пять назад                 → 2018
    2–3 года назад                 → 2020/2021
    вчера, 7 мая 2013 года         → 2013-05-07
    более 10 лет назад, 20 сентября 2000 года → 2000-09-20
    в этот день 99 лет назад       → 1924-11-28
    прошлогодний                   → 2022
    недавно                        → PAST_REF
    несколько дней назад           → PAST_REF
    в настоящее время              → PRESENT_REF
    в ближайшее время              → FUTURE_REF
    год спустя                     → XXXX
    через три года после войны     → P3Y
    через 2 часа                   → 2023-11-28
    полчаса назад                  → 2023-11-28
    через пол года                 → 2024-05
    пол века назад                 → 1973
    года через два                 → 2025
    год с половиной назад          → 2022-05
    этим летом                     → 2023-SU
    об этом вчера                  → 2023-11-27
""")
def test_relative(expression, expected):
    assert read(expression).split()[0] == expected


@specification("""
    потушили через час      | past → PT1H
    прошли через два месяца | past → P2M
""")
def test_what_came_later_than_nothing_known_is_a_length(expression, expected):
    assert read(expression).split()[0] == expected


def test_hours_are_counted_from_a_moment():
    value = parse("через 2 часа", dt.datetime(2023, 11, 28, 23, 30))
    assert show(value) == "2023-11-29T01:30 2023-11-29T01:30"


@specification("""
    в тот же день      → 2020-05-09
    на следующий день  → 2020-05-10
    за день до этого   → 2020-05-08
    того же года       → 2020
    8 декабря того же года → 2020-12-08
    годом ранее        → 2019
    год спустя         → 2021
    через год | past   → 2021
    через год | future → 2024
    год назад          → 2022
    вчера              → 2023-11-27
    спустя неделю      → 2020-W20
    через два дня после этого → 2020-05-11
    днём ранее         → 2020-05-08
""")
def test_reference(expression, expected):
    text, _, tense = map(str.strip, expression.partition("|"))
    reference = dt.date(2020, 5, 9)
    assert parse(text, ANCHOR, tense=tense or None, reference=reference).value == expected


@specification("""
    с 2018 по 2023 год              → 2018/2023 2018-01-01 2023-12-31
    2018-2023 годы                  → 2018/2023 2018-01-01 2023-12-31
    1989-90                         → 1989/1990 1989-01-01 1990-12-31
    2016/17                         → 2016/2017 2016-01-01 2017-12-31
    26–28 ноября                    → 2023-11-26/2023-11-28 2023-11-26 2023-11-28
    с 27 ноября по 3 декабря        → 2023-11-27/2023-12-03 2023-11-27 2023-12-03
    с 28 по 3 декабря               → 2023-11-28/2023-12-03 2023-11-28 2023-12-03
    с 27 декабря по 8 января | past → 2022-12-27/2023-01-08 2022-12-27 2023-01-08
    с ноября по март 2020 года      → 2019-11/2020-03 2019-11-01 2020-03-31
    с января по сентябрь            → 2023-01/2023-09 2023-01-01 2023-09-30
    в августе-сентябре 1998 г       → 1998-08/1998-09 1998-08-01 1998-09-30
    10.05.2020-15.05.2020           → 2020-05-10/2020-05-15 2020-05-10 2020-05-15
    с мая 2003 года по 27 ноября 2005 года → 2003-05/2005-11-27 2003-05-01 2005-11-27
    с 29 февраля по 3 марта 2024 года → 2024-02-29/2024-03-03 2024-02-29 2024-03-03
    с понедельника по пятницу       → 2023-11-20/2023-11-24 2023-11-20 2023-11-24
    в первом — третьем кварталах    → 2023-Q1/2023-Q3 2023-01-01 2023-09-30
    в 2018 и 2019 годах             → 2018/2019 2018-01-01 2019-12-31
    в 2018 и 2020 годах             → {2018,2020} 2018-01-01 2020-12-31
    5, 6 и 9 мая                    → {2023-05-05,2023-05-06,2023-05-09} 2023-05-05 2023-05-09
    20 июня и 10 августа            → {2023-06-20,2023-08-10} 2023-06-20 2023-08-10
    в ноябре или декабре этого года → [2023-11,2023-12] 2023-11-01 2023-12-31
    между 1990 и 1995 годами        → 1990/1995 1990-01-01 1995-12-31
    с 1994 года                     → 1994/.. 1994-01-01 ..
    до 31 декабря 2015 года         → ../2015-12-31 .. 2015-12-31
    до 2030 года                    → ../2030 .. 2030-12-31
    после 1991 года                 → 1991/.. 1991-01-01 .. AFTER
    не позднее 1 декабря            → ../2023-12-01 .. 2023-12-01 ON_OR_BEFORE
    с 2006 года по настоящее время  → 2006/.. 2006-01-01 ..
    от 16.04.2014                   → 2014-04-16 2014-04-16
    за 9 месяцев 2023 года          → 2023-01/2023-09 2023-01-01 2023-09-30
    последние три дня мая           → 2023-05-29/2023-05-31 2023-05-29 2023-05-31
    в новогодние праздники 2018 года → 2018-01-01/2018-01-08 2018-01-01 2018-01-08
    24 декабря 2023 года — 8 января 2024 года → 2023-12-24/2024-01-08 2023-12-24 2024-01-08
    01.12–05.12.2024                → 2024-12-01/2024-12-05 2024-12-01 2024-12-05
    01.2020–06.2020                 → 2020-01/2020-06 2020-01-01 2020-06-30
    с 4 на 5 января 2020 года       → 2020-01-04/2020-01-05 2020-01-04 2020-01-05
    5 по 21 августа                 → 2023-08-05/2023-08-21 2023-08-05 2023-08-21
    по 31 мая 2020 года включительно → ../2020-05-31 .. 2020-05-31
    со вчерашнего дня               → 2023-11-27/.. 2023-11-27 ..
    по сегодняшний день             → ../2023-11-28 .. 2023-11-28
    до пятницы                      → ../2023-12-01 .. 2023-12-01
    до пятницы | past               → ../2023-11-24 .. 2023-11-24
    перед 9 мая                     → 2023-05-09 2023-05-09 BEFORE
""")
def test_ranges_and_lists(expression, expected):
    assert read(expression) == expected


@specification("""
    осенью 2012 года                 → 2012-FA 2012-09-01 2012-11-30
    зимой 2015/16 года               → 2015-WI 2015-12-01 2016-02-29
    в I квартале 2023 г.             → 2023-Q1 2023-01-01 2023-03-31
    во II полугодии 2023 года        → 2023-H2 2023-07-01 2023-12-31
    во второй половине 2020 года     → 2020-H2 2020-07-01 2020-12-31
    в первой половине мая 2024 года  → 2024-05-01/2024-05-15 2024-05-01 2024-05-15
    в последней трети июня 2024 года → 2024-06-21/2024-06-30 2024-06-21 2024-06-30
    в первой трети 2024 года         → 2024-01/2024-04 2024-01-01 2024-04-30
    в 1 году нашей эры               → 0001 0001-01-01 0001-12-31
    в первой декаде мая 2020 года    → 2020-05-01/2020-05-10 2020-05-01 2020-05-10
    в 1960-е годы                    → 196 1960-01-01 1969-12-31
    девяностые годы                  → 199 1990-01-01 1999-12-31
    в нулевых                        → 200 2000-01-01 2009-12-31
    70-х годов прошлого века         → 197 1970-01-01 1979-12-31
    в 1970–80-х годах                → 197/198 1970-01-01 1989-12-31
    к 1780-м годам                   → 178 1780-01-01 1789-12-31 ON_OR_BEFORE
    на рубеже XIX и XX веков         → 18/19 1801-01-01 2000-12-31
    в конце XIX — начале XX века     → 18/19 1801-01-01 2000-12-31
    в последней четверти XX века     → 1976/2000 1976-01-01 2000-12-31
    в начале 1990-х                  → 199 1990-01-01 1999-12-31 START
    в середине 1980-х                → 198 1980-01-01 1989-12-31 MID
    в конце 80-х — начале 90-х       → 198/199 1980-01-01 1999-12-31
    во второй половине девяностых    → 1995/1999 1995-01-01 1999-12-31
    в XIX веке                       → 18 1801-01-01 1900-12-31
    ХХ-го века                       → 19 1901-01-01 2000-12-31
    в девятнадцатом веке             → 18 1801-01-01 1900-12-31
    XVIII–XIX вв.                    → 17/18 1701-01-01 1900-12-31
    в первой половине XX века        → 1901/1950 1901-01-01 1950-12-31
    в прошлом веке                   → 19 1901-01-01 2000-12-31
    в третьем тысячелетии            → 2 2001-01-01 3000-12-31
    в конце июля                     → 2023-07 2023-07-01 2023-07-31 END
    к концу года                     → 2023 2023-01-01 2023-12-31 END
    около 1900 года                  → 1900 1900-01-01 1900-12-31 APPROX
    больше года назад                → 2022 2022-01-01 2022-12-31 BEFORE
    в 44 году до н. э.               → -0043
    15 марта 44 года до н. э.        → -0043-03-15
    в V веке до нашей эры            → -0499/-0400
    в 79 году н. э.                  → 0079 0079-01-01 0079-12-31
    в 12000 году                     → Y12000
""")
def test_seasons_decades_centuries_eras(expression, expected):
    assert read(expression) == expected


@specification("""
    два года                  → P2Y
    27 лет                    → P27Y
    четырём годам             → P4Y
    полтора часа              → PT1.5H
    два с половиной года      → P2.5Y
    на 3 года и 8 месяцев     → P3Y8M
    23 тысячи 226 дней, 16 часов и 23 минуты → P23226DT16H23M
    полгода                   → P6M
    четверть века             → P25Y
    несколько лет             → PXY
    десять суток              → P10D
    в течение недели          → P1W
    2-3 года                  → P2Y/P3Y
    от 8 до 20 лет            → P8Y/P20Y
    до 15 лет                 → P15Y EQUAL_OR_LESS
    более 20 лет              → P20Y MORE_THAN
    почти неделю              → P1W LESS_THAN
    не менее двух лет         → P2Y EQUAL_OR_MORE
    лет 30                    → P30Y APPROX
    20 с лишним лет           → P20Y MORE_THAN
    два месяца с небольшим    → P2M MORE_THAN
    год с половиной           → P1.5Y
    пол дня                   → PT12H
    9.58 секунды              → PT9.58S
    2 часа 45 минут           → PT2H45M
    на полтора часа позже     → PT1.5H
    несколько тысяч лет       → PXY
    десять последних лет      → P10Y 2013-11-28 2023-11-28
    несколько последних лет   → PXY .. 2023-11-28
    третий месяц подряд       → P3M
    два года подряд           → P2Y
    несколько дней подряд     → PXD
    пятилетний                → P5Y
    двадцатипятилетний        → P25Y
    30-дневный                → P30D
    шестичасовой              → PT6H
    за последние пять лет     → P5Y 2018-11-28 2023-11-28
    в ближайшие два месяца    → P2M 2023-11-28 2024-01-28
    в последние годы          → PXY .. 2023-11-28
    в ближайшие дни           → PXD 2023-11-28 ..
    ежегодно                  → P1Y
    каждые два года           → P2Y
    в сутки                   → P1D
    каждый вторник            → XXXX-WXX-2
    по средам                 → XXXX-WXX-3
    по выходным               → XXXX-WXX-WE
    ежегодно 9 мая            → XXXX-05-09
    в конце января каждого года → XXXX-01
    каждое утро               → XXXX-XX-XXTMO
    по понедельникам и четвергам → {XXXX-WXX-1,XXXX-WXX-4}
    с 1 по 10 января ежегодно → XXXX-01-01/XXXX-01-10
    раз в две недели          → P2W
    каждую первую среду месяца → P1M
    в будние дни              → XXXX-WXX-1/XXXX-WXX-5
    ежедневно по будням       → XXXX-WXX-1/XXXX-WXX-5
    каждый второй день        → P2D
""")
def test_durations_and_sets(expression, expected):
    assert read(expression) == expected


@specification("""
    в 15:30                          → 2023-11-28T15:30
    в 10 часов утра                  → 2023-11-28T10:00
    в 9 вечера                       → 2023-11-28T21:00
    в 3 часа ночи                    → 2023-11-28T03:00
    в час дня                        → 2023-11-28T13:00
    в половине десятого утра         → 2023-11-28T09:30
    в 23:59                          → 2023-11-28T23:59
    без двадцати восемь вечера       → 2023-11-28T19:40
    в 14 часов 30 минут              → 2023-11-28T14:30
    в полдень                        → 2023-11-28T12:00
    в 23.20 мск                      → 2023-11-28T23:20
    в 10.25 по местному времени      → 2023-11-28T10:25
    29 марта 2013 года в 0:43 мск    → 2013-03-29T00:43
    2023-11-28T14:30:15              → 2023-11-28T14:30:15
    накануне вечером в 20:34         → 2023-11-27T20:34
    с 22:00 до 6:00                  → 2023-11-28T22:00/2023-11-29T06:00
    с 22:00 до 6:00 5 мая 2020 года  → 2020-05-04T22:00/2020-05-05T06:00
    с 10 до 18 часов                 → 2023-11-28T10:00/2023-11-28T18:00
    в среду с 11:00                  → 2023-11-22T11:00/..
    вечером 28 ноября                → 2023-11-28TEV
    прошлой ночью                    → 2023-11-28TNI
    около часа ночи                  → 2023-11-28T01:00
    между 10 и 18 часами             → 2023-11-28T10:00/2023-11-28T18:00
    с 11:00 в среду                  → 2023-11-22T11:00/..
    вечером в новогодние праздники 2018 года → 2018-01-01TEV/2018-01-08TEV
    в ночь с 15 на 16 июля 2017 года → 2017-07-16TNI
""")
def test_times(expression, expected):
    assert read(expression).split()[0] == expected


def test_a_night_begins_the_evening_before():
    value = parse("в ночь на 5 мая 2020 года")
    assert (value.begin, value.end) == (dt.datetime(2020, 5, 4, 22), dt.datetime(2020, 5, 5, 5, 59))


@pytest.mark.parametrize(
    "expression",
    ["31 февраля", "31 февраля 2023 года", "32.13.2023", "29 февраля 2023", "31 апреля", "25:70",
     "5 квартал 2020 года", "в 0 году", "с 30 февраля по 3 марта", "с 2020 по 2018 год",
     "31.12.9999 в 24:00"],
)  # fmt: skip
def test_an_impossible_date_is_a_value_of_none(expression):
    value = parse(expression, ANCHOR)
    assert (value.value, value.begin, value.end) == (None, None, None)


@pytest.mark.parametrize("text", ["", "Иванов", "на 17", "эпоха", "в день рождения", "№ 5"])
def test_what_is_no_date_has_no_value(text):
    assert parse(text, ANCHOR) is None


def test_only_relative_and_completed_dates_have_an_anchor():
    assert parse("вчера", ANCHOR).anchor == ANCHOR
    assert parse("28 ноября", ANCHOR).anchor == ANCHOR
    assert parse("28 ноября 2023 года", ANCHOR).anchor is None


days = st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31))


@given(days)
def test_a_day_is_the_same_in_all_writings(day):
    month = MONTHS[day.month - 1]
    for text in (
        f"{day.day} {month} {day.year} года",
        f"{day.day}-го {month.upper()} {day.year}г.",
        f"{DAYS[day.day - 1]} {month} {day.year}-го",
        f"{day.day}\u00a0{month}  {day.year}",
        f"{day:%d.%m.%Y}",
        f"{day.isoformat()}",
        f"с {day.day}  {month} {day.year}",
    ):
        value = parse(text, ANCHOR)
        assert value.begin.date() == day, text
        assert day.isoformat() in value.value, text


@given(days, st.integers(1, 400))
def test_a_range_keeps_its_borders(first, length):
    last = first + dt.timedelta(length)
    begin, end = (f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in (first, last))
    for text in (
        f"с {begin} по {end} года",
        f"{begin} — {end}",
        f"{first:%d.%m.%Y}-{last:%d.%m.%Y}",
    ):
        value = parse(text)
        assert (value.begin.date(), value.end.date()) == (first, last), text


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 500))
def test_days_ago_and_ahead(anchor, count):
    assert parse(f"{count} дней назад", anchor).begin.date() == anchor - dt.timedelta(count)
    assert parse(f"через {count} дней", anchor).begin.date() == anchor + dt.timedelta(count)


@given(st.dates(), st.sampled_from(["past", "future"]), st.integers(1, 28), st.integers(1, 12))
def test_tense_decides_the_side(anchor, tense, day, month):
    value = parse(f"{day} {MONTHS[month - 1]}", anchor, tense=tense)
    if 1 < anchor.year < 9999:
        days = (value.begin.date() - anchor).days
        if abs(days) > 3:  # nearer ones are not a year off
            assert (days < 0) == (tense == "past")
        assert abs(value.begin.date() - anchor) <= dt.timedelta(366)


@given(days)
def test_without_an_anchor_nothing_is_guessed(day):
    value = parse(f"{day.day} {MONTHS[day.month - 1]}")
    assert value.value == f"XXXX-{day:%m-%d}"
    assert (value.begin, value.end, value.anchor) == (None, None, None)


WORDS = (
    "в с по до на за через назад 5 28 2020 1990-х XIX прошлого года году лет дня мая ноября "
    "пятницу утром век начале половине второй последние каждый и , — / . 10:30 часов около не "
    "более того же следующий двадцать тысяч ночь квартал до н. э. войны 99999999999 0 31 февраля "
    "первые неделе сегодня накануне спустя полтора с.г. выходные зимой Нового года 1.2.3"
)
words = st.sampled_from(WORDS.split())


@given(
    st.text() | st.lists(words, max_size=9).map(" ".join),
    st.none() | st.dates() | st.datetimes(),
    st.sampled_from([None, "past", "present", "future"]),
    st.none() | st.dates(),
)
def test_any_text_is_read_and_begins_before_it_ends(text, anchor, tense, reference):
    value = parse(text, anchor, tense=tense, reference=reference)
    assert value == parse(text, anchor, tense=tense, reference=reference)
    if value is not None and value.begin is not None and value.end is not None:
        assert value.begin <= value.end
    if value is not None and value.value is None:
        assert value.begin is None
        assert value.end is None


# ---------------------------------------------------------------------------------------------
# the rules


def test_a_reading_tells_which_rules_fired():
    value, rules = parse("до 5 мая 2020 года", explain=True)
    assert value == parse("до 5 мая 2020 года")
    assert rules == [
        "counted: NUM UNIT BIRTH?",
        "day_of_month: NUM MONTH",
        "adjacent: POINT POINT",
        "until: (TO|BY) IN? POINT",
    ]
    assert parse("Иванов", explain=True) == (None, [])


def test_every_rule_has_a_name_of_its_own():
    names = [rule.name for cascade in CASCADES for rule in cascade.rules]
    assert len(names) == len(set(names))


def made(case):
    """What the grammar makes of a case; a rule may fail on what another one leaves."""
    try:
        return reduce(LEXER.items(case))
    except AttributeError:
        return None


def test_no_rule_is_without_a_case():
    """Each is taken out, and the cases that it fires on are read without it."""
    fires = {}
    for case in dict.fromkeys(CASES):
        for name in parse(case, explain=True).rules:
            fires.setdefault(name, set()).add(case)
    idle = []
    for cascade in CASCADES:
        for index, rule in enumerate(list(cascade.rules)):
            cases = sorted(fires.get(rule.name, ()))
            whole = [made(case) for case in cases]
            del cascade.rules[index]
            try:
                if whole == [made(case) for case in cases]:
                    idle.append(rule.name)
            finally:
                cascade.rules.insert(index, rule)
    assert idle == []


# ---------------------------------------------------------------------------------------------
# the component


def document(marked, verb=(), date=ANCHOR):
    """A document whose mentions stand in [brackets]; verb: (word, features) heads its sentence."""
    register()
    pieces = re.split(r"[\[\]]", marked)
    starts = list(itertools.accumulate(map(len, pieces), initial=0))
    mentions = [(starts[i], starts[i + 1]) for i in range(1, len(pieces), 2)]
    text = "".join(pieces)
    blank = spacy.blank("ru")(text)
    tokens = [token.text for token in blank]
    heads, deps, morphs = list(range(len(tokens))), [""] * len(tokens), [""] * len(tokens)
    if verb:
        root = tokens.index(verb[0])
        heads, deps = [root] * len(tokens), ["dep"] * len(tokens)
        deps[root], morphs[root] = "ROOT", verb[1]
    doc = Doc(
        blank.vocab,
        tokens,
        [bool(token.whitespace_) for token in blank],
        heads=heads if verb else None,
        deps=deps if verb else None,
        morphs=morphs,
        pos=["VERB" if verb and token == verb[0] else "X" for token in tokens],
        sent_starts=None if verb else [not i or tokens[i - 1] == "." for i in range(len(tokens))],
    )
    doc._.date = date
    doc.spans[ENTITIES] = [span_of(doc, *mention, "DATE") for mention in mentions]
    return doc


def values(doc):
    return [value.value for _, value in Dates().find(doc)]


@pytest.mark.parametrize(
    ("marked", "verb", "value"),
    [
        ("Матч прошёл [20 января].", ("прошёл", "Tense=Past"), "2023-01-20"),
        ("Матч пройдёт [20 января].", ("пройдёт", "Tense=Fut"), "2024-01-20"),
        ("Суд состоится [в пятницу].", ("состоится", "Tense=Fut"), "2023-12-01"),
        ("Матч перенесли [на пятницу].", ("перенесли", "Tense=Past"), "2023-12-01"),
        ("Вступит приказ [от 10 декабря].", ("Вступит", "Tense=Fut"), "2022-12-10"),
    ],
)
def test_the_verb_tells_the_tense(marked, verb, value):
    assert values(document(marked, verb)) == [value]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Он умер [9 мая 1945 года]. [В тот же день] был мир.", ["1945-05-09", "1945-05-09"]),
        ("Был [в 1990 году]. [Годом ранее] не был.", ["1990", "1989"]),
        ("Взрыв [5 мая 2020 года] на складе, [в 15:30].", ["2020-05-05", "2020-05-05T15:30"]),
        ("Взрыв [5 мая 2020 года]. Вышел [в 15:30].", ["2020-05-05", "2023-11-28T15:30"]),
        (
            "Сбор [11 мая 2017 года]. [В этот день 9 лет назад] был мир. [В тот же день] пели.",
            ["2017-05-11", "2008-05-11", "2017-05-11"],
        ),
        ("Болел COVID-[19].", ["2019"]),
        ("Умер [на 17].", []),
    ],
)
def test_mentions_refer_to_those_before_them(marked, expected):
    assert values(document(marked)) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Пожар [26 мая 2013 года]. [31 мая] стихло.", ["2013-05-26", "2013-05-31"]),
        ("Суд шёл [15 декабря 2020 года]. [18 января] отложен.", ["2020-12-15", "2021-01-18"]),
        ("Ещё [5 марта] ждали. Вышел [12 марта 2016 года].", ["2016-03-05", "2016-03-12"]),
        ("Указ [3 мая 2020 года]. Закрыт [с 5 по 7 мая].", ["2020-05-03", "2020-05-05/2020-05-07"]),
        (
            "Сбор [3 мая 2019 года]. [9 мая] пели. [В тот же день] ушли.",
            ["2019-05-03", "2019-05-09", "2019-05-09"],
        ),
        # a year away, a later year, no day in full
        ("Указ [3 марта 2020 года]. Уехал [8 ноября].", ["2020-03-03", "XXXX-11-08"]),
        ("Указ [3 июня 2020 года]. Уехал [20 ноября].", ["2020-06-03", "XXXX-11-20"]),
        ("Родился [5 мая 1950 года]. [12 июня 2019] пел.", ["1950-05-05", "2019-06-12"]),
        (
            "Умер [5 мая 1950 года]. [12 мая] пел. Ушёл [в 2019 году].",
            ["1950-05-05", "XXXX-05-12", "2019"],
        ),
        ("Суд [18 июня] отказал [в 2018 году].", ["XXXX-06-18", "2018"]),
    ],
)
def test_a_day_without_a_year_is_of_the_days_around_it_where_the_article_has_no_date(
    marked, expected
):
    assert values(document(marked, date=None)) == expected


def test_the_date_of_an_article_comes_first():
    assert values(document("Пожар [26 мая 2013 года]. [31 мая] стихло."))[1] == "2023-05-31"


def test_only_dates_and_times_get_a_value():
    doc = document("Ему [27 лет], он был [вчера].")
    first, second = doc.spans[ENTITIES]
    doc.spans[ENTITIES] = [span_of(doc, *first._.offsets, "AGE"), second]
    doc = Dates()(doc)
    assert [span._.time and span._.time.value for span in doc.spans[ENTITIES]] == [
        None,
        "2023-11-27",
    ]


def test_twice_is_as_good_as_once():
    doc = Dates()(document("Он умер [9 мая 1945 года]. [В тот же день] был мир."))
    once = [span._.time for span in doc.spans[ENTITIES]]
    assert [span._.time for span in Dates()(doc).spans[ENTITIES]] == once


def test_a_document_without_mentions_is_left_alone():
    register()
    assert Dates().find(spacy.blank("ru")("Ничего.")) == []


@pytest.mark.skipif(not GOLD.exists(), reason="needs ../shared/data/gold")
def test_gold():
    lines = [line.split("\t") for line in GOLD.read_text(encoding="utf-8").splitlines()]
    names = lines[0]
    rows = [dict(zip(names, line, strict=True)) for line in lines[1:]]
    wrong = []
    for row in rows:
        value = parse(row["expression"], dt.date.fromisoformat(row["anchor"]))
        found = [
            ".." if moment is None else moment.isoformat()[: len(border)]
            for moment, border in ((value.begin, row["iso_start"]), (value.end, row["iso_end"]))
        ]
        accepted = {row["timex_value"], *row["accept"].split(";")}
        if found != [row["iso_start"], row["iso_end"]] or value.value not in accepted:
            wrong.append((row["expression"], value))
    assert wrong == []
