"""Titles and dates: read, never guessed."""

import datetime as dt

import pandas as pd
import pytest

from extract.articles.metadata import (
    date_in_name,
    date_in_url,
    front_matter,
    known_year,
    parse_date,
    title_and_date,
)

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
        "0001-01-01T00:00:00",  # programs' "none"
        "9999-12-31",
        dt.date.max,
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
        "13:34 28 ноября 2023",
        "Губернатор, 13:34 28 ноября 2023",
        "28 ноября 2023 года — версия для печати",
        "28 ноября 2023 (информация обновлена 1 декабря 2023)",
        "Опубликовано: 28 ноября 2023, 17:40",
        "Вторник, 28 ноября 2023 г., 10:15 (мск)",
        "28 ноя 2023 | Просмотров: 1 284",
        "Добавлено 28.11.2023 в 10:15",
        "Салехард. 28 ноября 2023 года. ИНТЕРФАКС – Открылся форум.",
        "ОМСК, 28 ноя 2023 — РИА Новости. Открылся форум.",
    ],
)
def test_a_date_line_or_dateline_dates_the_article(line):
    assert title_and_date(f"{line}\n{BODY}")[1] == DAY
    assert title_and_date(f"Делегация едет на форум\n\n{line}\n{BODY}") == (
        "Делегация едет на форум",
        DAY,
        "first_line",
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
        "28 ноября 2023 года — день, когда открылся форум",
        "Обновлено: 28 ноября 2023",
        "© Вестник, 28.11.2023",
        "Анна Петрова, 28 ноября 2023 года",
        "Салехард. 28 ноября. ИНТЕРФАКС – Открылся форум.",
    ],
)
def test_a_date_that_the_text_speaks_of_does_not_date_the_article(line):
    assert title_and_date(f"{line}\n{BODY}")[1] is None


@pytest.mark.parametrize(
    "line",
    ["28.11.2023", "28 ноября 2023 года", "Опубликовано: 28.11.2023, 10:15", "10:15 28 ноября 2023",
     "Дата публикации: 28 ноября 2023 года", "г. Омск, 28.11.2023"],
)  # fmt: skip
def test_a_date_under_the_text_dates_the_article(line):
    assert title_and_date(f"Делегация едет на форум\n{BODY}\n{line}")[1:] == (DAY, "last_line")
    assert title_and_date(f"{BODY}\n{line}\nПресс-служба\n")[1:] == (DAY, "last_line")


MENU = "\n".join(
    ["Новости", "Губернатор", "Документы", "Контакты", "Поиск по сайту", "Карта сайта"]
)


@pytest.mark.parametrize(
    "line",
    [
        "28 ноября 2023 года — версия для печати",
        "Общество, 13:34 28 ноября 2023",
        "28.11.2023 17:40",
    ],
)
def test_a_date_above_the_text_stands_below_the_menu_of_a_site(line):
    assert title_and_date(f"{MENU}\n{line}\n\n{BODY}")[1:] == (DAY, "first_line")


@pytest.mark.parametrize(
    "frame",
    [
        f"{MENU}\n28 ноября 2023, вторник",  # today's, in the header of the page
        f"28 ноября 2023\n{MENU}".replace("28", "Курс валют на 28"),
        f"{MENU}\n28.11.2023\nВ области открыли мост\n27.11.2023\nОткрыт каток",  # of other news
    ],
)
def test_a_date_in_the_frame_of_a_site_does_not_date_the_article(frame):
    assert title_and_date(f"{frame}\n\n{BODY}")[1:] == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n28.11.2023\n{BODY}",  # a chronicle
        f"{BODY}\nФорум пройдёт 28.11.2023",
        f"{BODY}\n© Вестник, 28.11.2023",
        f"{BODY}\n28.11.2023\n29.11.2023",
        f"28.11.2023\n29.11.2023\n{BODY}",
    ],
)
def test_dates_between_paragraphs_or_of_two_days_do_not(text):
    assert title_and_date(text)[1:] == (None, None)


@pytest.mark.parametrize(
    "line",
    [
        "Салехард. 28 ноября. ИНТЕРФАКС – Открылся форум.",
        "Омск, 28 ноября. /ТАСС/. Открылся форум.",
        "НИЖНИЙ НОВГОРОД, 28 ноя — РИА Новости. Открылся форум.",
        "Москва. 28 ноября. INTERFAX.RU - Открылся форум.",
        "Казань, 28 ноября, ИА REGNUM. Открылся форум.",
    ],
)
def test_a_dateline_without_a_year_needs_one_from_elsewhere(line):
    assert title_and_date(f"{line}\n{BODY}", 2023)[1:] == (DAY, "first_line")
    assert title_and_date(f"Форум открылся\n{line}\n{BODY}", 2023)[1:] == (DAY, "first_line")
    assert title_and_date(f"{line}\n{BODY}")[1:] == (None, None)


@pytest.mark.parametrize(
    ("date", "url", "name", "year"),
    [
        ("2023", None, "", 2023),
        (2023, None, "", 2023),
        ("2023-11", None, "forum_2019.txt", 2023),
        (None, "https://example.ru/2023/11/forum", "", 2023),
        (None, None, "forum_2023.txt", 2023),
        (None, None, "2022-2023.txt", None),
        ("23", "https://example.ru/a2023/", "forum20231.txt", None),
    ],
)
def test_the_year_of_an_article_without_a_day(date, url, name, year):
    assert known_year(date, url, name) == year


@pytest.mark.parametrize(
    "url",
    ["https://a.ru/2023/11/28/forum", "https://a.ru/news/20231128/1.html", "/2023-11-28-forum",
     "https://a.ru/n/2023/11/28", "https://a.ru/2023_11_28.html"],
)  # fmt: skip
def test_date_in_an_address(url):
    assert date_in_url(url) == DAY


@pytest.mark.parametrize(
    "url",
    [None, "", "https://a.ru/2023/11/forum", "https://a.ru/?from=2023/11/28", "https://20231128.ru/1",
     "https://a.ru/1120231128", "https://a.ru/2023/31/12/", "https://a.ru/2023/11-28/"],
)  # fmt: skip
def test_no_date_in_an_address(url):
    assert date_in_url(url) is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            f"Примерное время чтения: 2 минуты\nДелегация едет на форум\n{BODY}",
            "Делегация едет на форум",
        ),
        (
            f"Делегация едет на форум\nВремя чтения 3 мин.\n28.11.2023\n{BODY}",
            "Делегация едет на форум",
        ),
        (f"Примерное время чтения 2 минуты\n{BODY}\n{BODY}", None),
        (f"95\nДелегация едет на форум\n{BODY}", "Делегация едет на форум"),
        (f"Просмотров: 1 284\nДелегация едет на форум\n{BODY}", "Делегация едет на форум"),
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
