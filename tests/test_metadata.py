"""Titles and dates: read, never guessed."""

import datetime as dt

import pandas as pd
import pytest

from extract.articles.metadata import date_in_name, front_matter, parse_date, title_and_date

DAY = dt.date(2023, 11, 28)


@pytest.mark.parametrize(
    "value",
    [
        "2023-11-28",
        "2023-11-28T23:59:59+03:00",
        "2023-11-28T00:30:00Z",
        "2023-11-28 09:15",
        "2023/11/28",
        "20231128",
        "20231128T101500Z",
        "28.11.2023",
        "28.11.2023, 10:15",
        "28/11/2023",
        "11/28/2023",
        "28 ноября 2023",
        "28 ноября 2023 года",
        "28 Ноября 2023 г.",
        "Tue, 28 Nov 2023 10:00:00 +0300",
        "28 Nov 2023 10:00:00 +0300",
        dt.date(2023, 11, 28),
        dt.datetime(2023, 11, 28, 10),
        pd.Timestamp("2023-11-28 10:00"),
    ],
)
def test_reads_a_full_date(value):
    assert parse_date(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "вчера",
        "2023",
        "2023-11",
        "28 ноября",
        "ноябрь 2023",
        "28.11.23",
        "03/04/2023",  # the third of April or the fourth of March
        "31.02.2023",
        "2023-02-29",
        "28.11.20231",
        "1701129600",  # its day depends on the zone
        1701129600,
        pd.NaT,
        float("nan"),
        "99 Nov 2023 10:00:00",
    ],
)
def test_reads_no_date_where_there_is_none_or_two(value):
    assert parse_date(value) is None


def test_the_same_number_twice_is_one_date():
    assert parse_date("04/04/2023") == dt.date(2023, 4, 4)


@pytest.mark.parametrize(
    "name",
    ["2023-11-28.txt", "2023-11-28_forum.txt", "news 28.11.2023.txt", "20231128.txt",
     "forum_20231128_2.html", "2023_11_28.txt", "28-11-2023.txt"],
)  # fmt: skip
def test_date_in_a_file_name(name):
    assert date_in_name(name) == DAY


@pytest.mark.parametrize(
    "name",
    ["forum.txt", "2023.txt", "2023-11.txt", "120231128.txt", "20231128123.txt", "20231328.txt",
     "28.11.23.txt", "31.02.2023.txt"],
)  # fmt: skip
def test_no_date_in_a_file_name(name):
    assert date_in_name(name) is None


BODY = "Делегация области прибыла в Оренбург. Программа рассчитана на два дня."


@pytest.mark.parametrize(
    "line",
    [
        "28.11.2023",
        "28.11.2023 10:15",
        "10:15, 28 ноября 2023",
        "28 ноября 2023 года",
        "2023-11-28",
        "Опубликовано: 28.11.2023",
        "Дата публикации: 28 ноября 2023 г.",
        "Новосибирск, 28 ноября 2023 года",
        "НОВОСИБИРСК, 28 ноября 2023 года.",
        "Нижний Новгород, 28 ноября 2023 г.",
        "г. Омск, 28.11.2023",
        "Новосибирск, 28 ноября 2023 года. Открылся форум.",
        "Новосибирск, 28 ноября 2023 — Открылся форум.",
        "НОВОСИБИРСК, 28 ноября 2023. /ТАСС/. Открылся форум.",
        "28.11.2023 10:15 | Новости",
        "28.11.2023 — Открылся форум.",
    ],
)
def test_a_date_line_or_dateline_dates_the_article(line):
    assert title_and_date(f"{line}\n{BODY}")[1] == DAY
    assert title_and_date(f"Делегация едет на форум\n\n{line}\n{BODY}") == (
        "Делегация едет на форум",
        DAY,
    )


@pytest.mark.parametrize(
    "line",
    [
        "22 июня 1941 года началась война.",
        "28 ноября 2023 года в Оренбурге открылся форум.",
        "Форум прошёл 28 ноября 2023 года",
        "Оренбург, 28 ноября. Открылся форум.",
        "Дмитрий Медведев, 12 мая 2010 года",
        "Вирлаб. 18 сентября 2014 года",
        "Оренбург, 31 ноября 2023 года",
        "В Оренбурге 28.11.2023 открылся форум.",
    ],
)
def test_a_date_that_the_text_speaks_of_does_not_date_the_article(line):
    assert title_and_date(f"{line}\n{BODY}")[1] is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Делегация едет на форум\n{BODY}", "Делегация едет на форум"),
        (f"\r\n  Кто едет на форум? \r\n\r\n{BODY}", "Кто едет на форум?"),
        (f"28.11.2023\nДелегация едет на форум\n{BODY}", "Делегация едет на форум"),
        (f"28.11.2023\n{BODY}", None),
        (f"{BODY}\n{BODY}", None),
        ("Делегация едет на форум", None),  # nothing follows: it is the text
        ("Делегация " * 30 + f"\n{BODY}", None),
        ("", None),
    ],
)
def test_a_short_first_line_is_the_title(text, title):
    assert title_and_date(text)[0] == title


def test_front_matter_is_read_and_is_no_part_of_the_text():
    head = 'Title: "Форум: день первый"\r\ndate: 2023-11-28\r\ntags:\r\n  - форум\r\n'
    text = f"---\r\n{head}---\r\nТекст."
    assert front_matter(text) == (
        {"title": "Форум: день первый", "date": "2023-11-28", "tags": ""},
        "Текст.",
    )


@pytest.mark.parametrize(
    "text",
    ["Текст.", "---\nПросто строка\n---\nТекст.", "---\nкто: Петров\nи строка\n---\nТекст.",
     "---\ntitle: Форум\nи нет конца", "---\n\n---\n",
     "Текст.\n---\ntitle: Форум\n---\n"],
)  # fmt: skip
def test_what_is_no_front_matter_stays_in_the_text(text):
    assert front_matter(text) == ({}, text)
