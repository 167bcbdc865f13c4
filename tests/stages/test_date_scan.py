"""Dates that the grammar finds by itself, and what is no date."""

import datetime as dt
import re

import pytest
import spacy

from extract.annotations import ENTITIES, offsets, register, set_mentions, span_of
from extract.stages.dates import Dates
from extract.stages.dates.evidence import VETOES

ANCHOR = dt.date(2024, 11, 28)  # a Thursday
MARK = re.compile(r"\[([^\]|]+)\|([A-Z_]+)\]")


def document(marked):
    """A document whose mentions are marked in its text: "[2019 год|DATE]"."""
    register()
    mentions, text, at = [], "", 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        mentions.append((len(text), len(text) + len(mark[1]), mark[2]))
        text, at = text + mark[1], mark.end()
    doc = spacy.blank("ru")(text + marked[at:])
    doc._.date = ANCHOR
    set_mentions(doc, [span_of(doc, *mention) for mention in mentions])
    return doc


def told(marked):
    """ "text=value" of the DATE and TIME mentions after the stage, a TIME with its type."""
    doc = Dates()(document(marked))
    found = []
    for span in doc.spans[ENTITIES]:
        if span.label_ in ("DATE", "TIME"):
            start, end = offsets(span)
            value = span._.time.value if span._.time else None
            kind = " TIME" if span.label_ == "TIME" else ""
            found.append(f"{doc.text[start:end]}={value}{kind}")
    return found


FOUND = """
    Протокол подписан 12.03.2020 в Казани. → 12.03.2020=2020-03-12
    Договор № 5 от 12.03.2020г. расторгнут. → от 12.03.2020г.=2020-03-12
    Указ от 2.11.2018 г. отменён. → от 2.11.2018 г.=2018-11-02
    Суд прошёл 17/05/18, подтвердил мэр. → 17/05/18=2018-05-17
    Обновлено: 2023-03-05 14:20. → 2023-03-05 14:20=2023-03-05T14:20 TIME
    Заявки собирают до 20 дек. 2026 г. включительно. → до 20 дек. 2026 г. включительно=../2026-12-20
    МОСКВА, 3 мар — ТАСС. → 3 мар=2024-03-03
    В 05.2021 цех закрыли, акт — 04-2023. → В 05.2021=2021-05; 04-2023=2023-04
    Девятого мая две тысячи пятого года был парад. → Девятого мая две тысячи пятого года=2005-05-09
    Отпуск с 3.07 по 17.07.2023. → с 3.07 по 17.07.2023=2023-07-03/2023-07-17
    Сдать надо до 15.01. → до 15.01=../2024-01-15
    Летом открыли мост. → Летом=2024-SU
    Составлено «29» декабря 2018 г. в Туле. → «29» декабря 2018 г.=2018-12-29
    Побеждал в 2005 году каждый год. → в 2005 году=2005; каждый год=P1Y
    Рейсы отменят 28 сентября, в 6-ти странах. → 28 сентября=2024-09-28
    Первый выйдет летом. Второй — 2 октября. → летом=2024-SU; 2 октября=2024-10-02
    В мае прошёл форум. → В мае=2024-05
    В минувшую среду выпал снег. → В минувшую среду=2024-11-27
    Снег идёт со вчерашнего дня. → со вчерашнего дня=2024-11-27/..
    Ярмарка проходит ежегодно. → ежегодно=P1Y
    Приём ведут по вторникам и средам. → по вторникам и средам={XXXX-WXX-2,XXXX-WXX-3}
    Цены растут третий месяц подряд. → третий месяц подряд=P3M
    В конце XIX в. построили завод. → В конце XIX в.=18
    Прямая линия — завтра в 12.00. → завтра в 12.00=2024-11-29T12:00 TIME
    Прощание — в 13.20 отпевание. → в 13.20=2024-11-28T13:20 TIME
    Пожар начался в 8.40 и потушен. → в 8.40=2024-11-28T08:40 TIME
    5 марта в 10 часов утра начнётся суд. → 5 марта в 10 часов утра=2024-03-05T10:00 TIME
    Заседания прошли 20 июня и 10 августа. → 20 июня=2024-06-20; 10 августа=2024-08-10
    Турнир идёт 5, 6 и 9 мая. → 5, 6 и 9 мая={2024-05-05,2024-05-06,2024-05-09}
    Завод открыт в 2019. В мае его закрыли. → в 2019=2019; В мае=2024-05
    В 1913, не раньше, приняли закон. → В 1913=1913
    Осадков мало (октябрь – апрель). → октябрь – апрель=2024-10/2025-04
    С 30-х гг. тут живут 300 человек. → С 30-х гг.=193/..
"""
NONE = """
    glued: Приказ 23-12/1900, 5-11/2021.
    glued: Адрес: example.ru/news/2019/05/12/mer.
    glued: Хост 10.12.19.15 недоступен.
    numbered: Дело № 12-03-2020 закрыто.
    numbered: Вышла версия 10.2021.
    measured: Доход вырос до 10.12 млн рублей.
    measured: В 2000 км от Москвы.
    decimal: На 10.12 больше.
    impossible: Курс вырос с 63.40 до 65.10.
    street: Дом стоит на ул. 8 Марта.
    street: Он ушёл в парк 9 Мая.
    name: В Мае Ивановой уверены.
    titled: Журнал «В мае» закрыт.
    titled: Агентство «Регион сегодня» закрыто.
    surroundings: Птиц выпустили в среду обитания.
    quantity: В 1900 домах нет света.
    eve: Накануне выборов был митинг.
"""
PLAIN = """
    Цена — 12.50 рубля, счёт 2:1 и 21:15, температура 36.6.
    Звоните: 8 (495) 123-20-19, 8-800-2000-122.
    Тереза Май и Мария Март спорят с компанией «Март».
    Статья 12.15 КоАП и пункт 5.10.2 правил.
    Ему 45 лет, срок — 5 лет, стаж — двадцать лет.
    Состояние окружающей среды и летних лагерей изучают.
    Начальник Генштаба ВС, секретарь СБ и Гас Ван Сент.
    Он недавно приехал, сейчас работает, теперь доволен.
    Ежегодный форум и ночная смена.
    Днём и ночью идут работы.
    Задержан 48-летний ранее судимый.
    Культурная среда сегодня богата.
    Он умер на 75-м году жизни, ей пошёл 30-й год.
"""


def lines(text):
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize("line", lines(FOUND))
def test_a_date_in_plain_sight_is_a_mention(line):
    text, _, expected = line.partition(" → ")
    assert told(text) == expected.split("; ")


@pytest.mark.parametrize("line", [line.partition(": ")[2] for line in lines(NONE)] + lines(PLAIN))
def test_what_is_no_date_is_none(line):
    assert told(line) == []


def test_no_veto_is_without_a_case(monkeypatch):
    """Each is taken out, and its cases are read without it."""
    needed = set()
    for line in lines(NONE):
        name, _, text = line.partition(": ")
        with monkeypatch.context() as patched:
            patched.setitem(VETOES, name, lambda *_: False)
            if told(text):
                needed.add(name)
    assert needed == set(VETOES)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # what the model has stays as it is
        ("Мост открыли [в 2019 году|DATE].", ["в 2019 году=2019"]),
        ("Пришли [2019|DATE] год.", ["2019=2019"]),
        ("Он был мэром [с 2019 года и до мая|DATE].", ["с 2019 года и до мая=2019/.."]),
        # one interval, one time
        (
            "[24 декабря 2023 года|DATE] — [8 января 2024 года|DATE] музей закрыт.",
            ["24 декабря 2023 года — 8 января 2024 года=2023-12-24/2024-01-08"],
        ),
        (
            "[5 марта|DATE] [в 10 часов утра|TIME] начнётся суд.",
            ["5 марта в 10 часов утра=2024-03-05T10:00 TIME"],
        ),
        # cut short
        (
            "Подписано первого марта две тысячи [двадцать первого года|DATE].",
            ["первого марта две тысячи двадцать первого года=2021-03-01"],
        ),
        ("Чемпион Еврокубка-[2019|DATE]/20 не назван.", ["2019/20=2019/2020"]),
        ("Сезон-2018/19 прерван.", ["2018/19=2018/2019"]),
        (
            "Лига чемпионов-[2015|DATE]/16 и кубок-2016/17.",
            ["2015/16=2015/2016", "2016/17=2016/2017"],
        ),
        (
            "Турнир «Север-2020/21» идёт, розыгрыш-2020/21 тоже.",
            ["2020/21=2020/2021", "2020/21=2020/2021"],
        ),
        ("Дело-2019/2 и закон 2019-2020/3.", []),
        # when something was, and until when something else is
        (
            "Вторую пустили [в октябре 2012 года|DATE] [до конца 2018 года|DATE].",
            ["в октябре 2012 года=2012-10", "до конца 2018 года=../2018"],
        ),
        ("Её открыли в 2014 году до 2020 года.", ["в 2014 году=2014", "до 2020 года=../2020"]),
        ("Льгота действует до [31.12.2026|DATE].", ["до 31.12.2026=../2026-12-31"]),
        # a list stays apart
        ("В [1958|DATE], 1962 и [1970 годах|DATE].", ["1958=1958", "1962=1962", "1970 годах=1970"]),
        # figures that the model took for a number; a number that it took for a date
        ("Компания открыта [10.2021|NUMBER].", ["10.2021=2021-10"]),
        ("Пункт [01-02-03|DATE] инструкции.", []),
        # a part of a name is none
        ("Фильм [Карнавальной ночью летом|WORK_OF_ART].", []),
        ("Идут [выборы 2021 года|EVENT].", ["2021 года=2021"]),
    ],
)
def test_the_model_and_the_scan_are_joined(marked, expected):
    assert told(marked) == expected


def test_mentions_nest_and_have_scores():
    doc = Dates()(document("[Выборы 2021 года|EVENT] прошли 12.03.2021, [Иван Рогов|PERSON] рад."))
    spans = [(*offsets(span), span.label_) for span in doc.spans[ENTITIES]]
    assert spans == sorted(spans, key=lambda span: (span[0], -span[1]))
    assert [span.label_ for span in doc.spans[ENTITIES]] == ["EVENT", "DATE", "DATE", "PERSON"]
    assert [span.label_ for span in doc.ents] == ["EVENT", "DATE", "PERSON"]
    assert all(0 < span._.score < 1 for span in doc.spans[ENTITIES] if span.label_ == "DATE")


def test_passages_that_repeat_are_left_out():
    doc = document("Мост открыли 12.03.2020. Мост открыли 12.03.2020.")
    doc._.repeats = [(25, 49)]
    assert [span._.offsets for span in Dates()(doc).spans[ENTITIES]] == [(13, 23)]


def test_without_the_scan_only_the_mentions_are_read():
    doc = Dates(scan=False)(document("В мае [2019 года|DATE] и 12.03.2020."))
    assert [span.text for span in doc.spans[ENTITIES]] == ["2019 года"]


@pytest.mark.parametrize(
    "text",
    [
        "Форум прошёл 12 ма\u0301рта 2020 го\u00adда.",
        "Форум прошёл 12 мaртa 2020\u00a0года.",
        "Форум прошёл 12  марта\t2020 года.",
    ],
)
def test_offsets_are_those_of_the_source(text):
    doc = Dates()(document(text))
    (span,) = doc.spans[ENTITIES]
    start, end = offsets(span)
    assert doc.text[start:end] == text[len("Форум прошёл ") : -1]
    assert span._.time.value == "2020-03-12"


TWO_APART = """
    В 14:20 водитель 1975 года | В 14:20 | 1975 года
    около 09:30 женщина 1981 года | около 09:30 | 1981 года
    в 2010 году. Весной 2011 года | в 2010 году | Весной 2011 года
    6-7 часов. До утра | 6-7 часов | До утра
"""
ONE = """
    Вечером минувшей среды, 20 ноября | Вечером минувшей среды | 20 ноября
    15 декабря 2020 года, 22:56 | 15 декабря 2020 года | 22:56
    в три часа ночи в субботу | в три часа ночи | в субботу
    сегодня ночью, около двух часов | сегодня | около двух часов
"""


def within(line):
    """The DATE and TIME mentions of a text, where the model marks it and two parts of it."""
    outer, *inner = (part.strip() for part in line.split("|"))
    text = f"Полиция сообщила: {outer} рождения."
    doc = document(text)
    spots = [(text.index(part), len(part)) for part in (outer, *inner)]
    set_mentions(doc, [span_of(doc, at, at + size, "TIME") for at, size in spots])
    return [doc.text[slice(*offsets(span))] for span in Dates()(doc).spans[ENTITIES]], outer


@pytest.mark.parametrize("line", lines(TWO_APART))
def test_two_dates_with_other_words_between_are_not_one(line):
    found, outer = within(line)
    assert found
    assert outer not in found


@pytest.mark.parametrize("line", lines(ONE))
def test_two_parts_of_a_date_are_one(line):
    found, outer = within(line)
    assert outer in found
