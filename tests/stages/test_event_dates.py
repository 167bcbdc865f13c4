"""Dates that begin no event: deadlines, times that are counted of, stamps of articles."""

import datetime as dt

import pytest
from tests.stages.test_events import DAY, only, tell

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


DATES = {
    "28 ноября": DAY,
    "29 ноября": DAY + dt.timedelta(days=1),
    "30 ноября": DAY + dt.timedelta(days=2),
    "сегодня": DAY + dt.timedelta(days=2),
    "Сегодня": DAY + dt.timedelta(days=2),
    "завтра": DAY + dt.timedelta(days=3),
    "2 декабря": DAY + dt.timedelta(days=4),
    "3 декабря": DAY + dt.timedelta(days=5),
    "накануне": DAY + dt.timedelta(days=1),
    "Накануне": DAY + dt.timedelta(days=1),
}
YEAR = dt.datetime(2028, 1, 1)
DATES |= dict.fromkeys(
    ("Олимпиады-2028", "COVID-2028", "Евро-2028", "Волга-2028", "мира-2028", "сезона-2028"), YEAR
)
DATES |= {f"{year} года": dt.datetime(year, 1, 1) for year in (1925, 2010, 2017)}
DATES["2013 году"] = dt.datetime(2013, 1, 1)


def days(marked: str, *relations: tuple[str, str, str]) -> dict[str, str | None]:
    """The days of the events, by the words that tell them."""
    doc, events = tell(marked, *relations, dates=DATES)
    return {
        doc.text[start:end]: f"{one.begin:%m-%d}" if one.begin else None
        for one in events
        for start, end in one.namings
    }


BRACKETS = """
Гости приехали на [[форум:EVENT]] (пройдёт [[2 декабря:DATE]] в [[Твери:CITY]]). → форум 12-02
Ректор ждёт врачей на [[конгресс:EVENT]] ([[2 декабря:DATE]], Дом науки; 300 гостей). → конгресс 12-02
[[30 ноября:DATE]] начались съёмки [[фестиваля:EVENT]] ([[2 декабря:DATE]]). → фестиваля 12-02
[[Кубок:EVENT]] «[[Волга:EVENT]]» ([[3 декабря:DATE]], [[Омск:CITY]]) примет лучших. → Кубок 12-03
Мэр рассказал о [[выставке:EVENT]] «Сад» (откроется [[3 декабря:DATE]]). → выставке 12-03
Вторая [[встреча:EVENT]] мэров (первая состоялась [[28 ноября:DATE]]) началась в [[Твери:CITY]]. → встреча None
Новый [[форум:EVENT]] (прошлый был [[28 ноября:DATE]]) открылся в [[Омске:CITY]]. → форум None
[[Концерт:EVENT]] в [[Твери:CITY]] (прежний был [[29 ноября:DATE]]) удался. → Концерт None
Третий [[форум:EVENT]] (второй прошёл [[28 ноября:DATE]]) открылся в [[Омске:CITY]]. → форум None
[[Визит:EVENT]] посла в [[Тверь:CITY]] (указ вышел [[28 ноября:DATE]]) продолжается. → Визит None
[[Фестиваль:EVENT]] (о нём мэр писал [[28 ноября:DATE]]) прошёл в [[Твери:CITY]]. → Фестиваль None
Новая [[выставка:EVENT]] в [[Твери:CITY]] (старая закрылась [[29 ноября:DATE]]) открыта. → выставка None
"""
MOVED = """
Отложенный с [[28 ноября:DATE]] [[форум:EVENT]] пройдёт в [[Твери:CITY]] [[2 декабря:DATE]]. → форум 12-02
[[Визит:EVENT]] посла в [[Омск:CITY]], перенесённый с [[29 ноября:DATE]], состоится [[3 декабря:DATE]]. → Визит 12-03
[[Концерт:EVENT]] в [[Твери:CITY]] перенесли с [[28 ноября:DATE]]. → Концерт None
[[Матч:EVENT]] в [[Омске:CITY]] пройдёт [[2 декабря:DATE]] вместо [[30 ноября:DATE]]. → Матч 12-02
[[Заседание:EVENT]] думы в [[Твери:CITY]] сдвинули с [[30 ноября:DATE]]. → Заседание None
[[Матч:EVENT]] в [[Омске:CITY]], который планировался на [[2 декабря:DATE]], перенесён на [[3 декабря:DATE]]. → Матч 12-03
Назначенный на [[2 декабря:DATE]] [[форум:EVENT]] в [[Твери:CITY]] отложили до [[3 декабря:DATE]]. → форум None
[[Форум:EVENT]] в [[Твери:CITY]] запланирован на [[2 декабря:DATE]]. → Форум 12-02
[[Форум:EVENT]] в [[Твери:CITY]] идёт с [[28 ноября:DATE]]. → Форум 11-28
"""
SIDE_BY_SIDE = """
[[Сегодня:DATE]] и [[завтра:DATE]] в [[Твери:CITY]] проходит [[форум:EVENT]]. → 30–1
[[28 ноября:DATE]] и [[29 ноября:DATE]] [[Тверь:CITY]] принимала [[фестиваль:EVENT]]. → 28–29
[[Выставка:EVENT]] в [[Омске:CITY]] пройдёт [[2 декабря:DATE]] и [[3 декабря:DATE]]. → 2–3
[[Ярмарка:EVENT]] шла в [[Твери:CITY]] [[29 ноября:DATE]] и [[30 ноября:DATE]]. → 29–30
[[Турнир:EVENT]] в [[Твери:CITY]] идёт [[30 ноября:DATE]], [[сегодня:DATE]]. → 30–30
"""
BEFORE_FEASTS = """
[[Иван Кротов:PER]] посетил [[Тверь:CITY]] [[накануне:DATE]] Года семьи. → посетил None
[[Иван Кротов:PER]] встретился с [[Анной Беловой:PER]] накануне саммита. → встретился None
Накануне Дня города [[Иван Кротов:PER]] посетил [[Омск:CITY]]. → посетил None
[[Анна Белова:PER]] прибыла в [[Тверь:CITY]] накануне нового сезона. → прибыла None
В [[Твери:CITY]] [[накануне:DATE]] выборов прошёл [[митинг:EVENT]]. → митинг None
[[Накануне:DATE]] [[Иван Кротов:PER]] посетил [[Тверь:CITY]]. → посетил 11-29
Накануне губернатора [[Ивана Кротова:PER]] арестовали. → арестовали 11-29
"""
OF_OTHERS = """
Мэр открыл [[концерт:EVENT]] в [[Твери:CITY]] для тех, кто болел [[29 ноября:DATE]]. → концерт None
[[Турнир:EVENT]] памяти всех, кто ушёл [[28 ноября:DATE]], готовят в [[Твери:CITY]]. → Турнир None
Мэр поблагодарил [[форум:EVENT]] в [[Твери:CITY]] и тех, кто приехал [[29 ноября:DATE]]. → форум None
Мэр обещал [[выставку:EVENT]] в [[Омске:CITY]] тому, кто [[28 ноября:DATE]] выиграл спор. → выставку None
[[28 ноября:DATE]] мэр уехал; [[концерт:EVENT]] в [[Твери:CITY]] решили провести. → концерт None
Мэр вернулся [[29 ноября:DATE]]; о том, как пройдёт [[фестиваль:EVENT]] в [[Твери:CITY]], он молчит. → фестиваль None
"""
OF_THINGS = """
Прошёл [[концерт:EVENT]] памяти [[Петра Котова:PER]] ([[1925 года:DATE]] рождения). → концерт None
Открыта [[выставка:EVENT]] [[Анны Беловой:PER]] ([[1925 года:DATE]]). → выставка None
В [[Твери:CITY]] начался [[фестиваль:EVENT]] памяти фильма [[1925 года:DATE]]. → фестиваль None
В [[Твери:CITY]] открылась [[выставка:EVENT]] по роману [[1925 года:DATE]]. → выставка None
В [[Омске:CITY]] завершился [[форум:EVENT]] по указу [[2010 года:DATE]]. → форум None
[[Иван Кротов:PER]] встретился с [[Анной Беловой:PER]], которая в [[2013 году:DATE]] ушла. → встретился None
[[Встреча:EVENT]] мэра с [[Петром Котовым:PER]], который ушёл [[28 ноября:DATE]], прошла в [[Твери:CITY]]. → Встреча None
[[Форум:EVENT]] в [[Твери:CITY]], который пройдёт [[2 декабря:DATE]], ждёт гостей. → Форум 12-02
[[Форум:EVENT]] [[2017 года:DATE]] прошёл в [[Твери:CITY]]. → Форум 01-01
"""
NAMES = """
[[Выставка:EVENT]] с девизом [[Олимпиады-2028:DATE]] открылась в [[Твери:CITY]]. → Выставка None
[[Иван Кротов:PER]] посетил [[Тверь:CITY]] из-за [[COVID-2028:DATE]]. → посетил None
[[Анна Белова:PER]] прибыла в [[Омск:CITY]] с командой [[Евро-2028:DATE]]. → прибыла None
[[Заседание:EVENT]] в [[Твери:CITY]] посвятили проекту «[[Волга-2028:DATE]]». → Заседание None
В [[Омске:CITY]] прошла [[пресс-конференция:EVENT]] о кубке [[мира-2028:DATE]]. → пресс-конференция None
В [[Твери:CITY]] начался [[чемпионат:EVENT]] города [[сезона-2028:DATE]]. → чемпионат 01-01
"""
THEN = """
[[Визит:EVENT]] врачей в [[Тверь:CITY]] намечен на [[2 декабря:DATE]]. Тогда же [[больница:ORG]] и [[завод:ORG]] подпишут договор. → договор 12-02
Мост в [[Твери:CITY]] откроют [[3 декабря:DATE]]. Тогда же пройдёт [[фестиваль:EVENT]]. → фестиваль 12-03
[[28 ноября:DATE]] завод купила [[Москва:CITY]]. Тогда же [[Иван Кротов:PER]] посетил [[Тверь:CITY]]. → посетил 11-28
В [[Омск:CITY]] посол прилетел [[29 ноября:DATE]]. [[Форум:EVENT]] начался тогда же. → Форум 11-29
[[Анна Белова:PER]] уехала [[29 ноября:DATE]], тогда же [[Иван Кротов:PER]] посетил [[Тверь:CITY]]. → посетил 11-29
Завод купили [[29 ноября:DATE]]. В то время в [[Твери:CITY]] прошёл [[митинг:EVENT]]. → митинг 11-29
Завод купили [[29 ноября:DATE]]. В то время как мэр спал, в [[Твери:CITY]] прошёл [[митинг:EVENT]]. → митинг None
[[Анна Белова:PER]] уехала [[29 ноября:DATE]]. Тогда [[Иван Кротов:PER]] был мэром, [[Тверь:CITY]] он посетил потом. → посетил None
"""
WHEN = """
С [[29 ноября:DATE]], когда в [[Твери:CITY]] открылась [[выставка:EVENT]], пришли сотни. → выставка 11-29
[[28 ноября:DATE]], когда прошёл [[форум:EVENT]] в [[Омске:CITY]], снег растаял. → форум 11-28
"""
OF_VERBS = """
[[28 ноября:DATE]] [[Кротов:PER]] приехал в [[Тверь:CITY]], а [[29 ноября:DATE]] уехал. → приехал 11-28
[[Анна Белова:PER]] уехала [[28 ноября:DATE]], а [[29 ноября:DATE]] [[Иван Кротов:PER]] посетил [[Тверь:CITY]]. → посетил 11-29
[[29 ноября:DATE]] [[Анна Белова:PER]] посетила [[Омск:CITY]] и вернулась. → посетила 11-29
Мэр помнит [[визит:EVENT]] посла в [[Тверь:CITY]], который прошёл [[28 ноября:DATE]]. → визит 11-28
Мэр сказал, что после [[аварии:EVENT]] турбины в [[Твери:CITY]], которая случилась [[28 ноября:DATE]], станцию закрыли. → аварии 11-28
Мэр узнал, как прошла [[встреча:EVENT]], состоявшаяся [[28 ноября:DATE]] в [[Твери:CITY]]. → встреча 11-28
"""
DATELINES = """
ТВЕРЬ, [[30 ноября:DATE]]. [[Иван Кротов:PER]] посетил [[Омск:CITY]]. → посетил None
Тверь, [[29 ноября:DATE]] – [[Иван Кротов:PER]] посетил [[Омск:CITY]]. → посетил None
[[30 ноября:DATE]], пресс-служба мэрии. [[Форум:EVENT]] пройдёт в [[Твери:CITY]]. → Форум None
МОСКВА. [[30 ноября:DATE]]. В [[Твери:CITY]] открылась [[выставка:EVENT]]. → выставка None
Самое новое/Омск, [[30 ноября:DATE]]. Завершён [[турнир:EVENT]] в [[Твери:CITY]]. → турнир None
[[30 ноября:DATE]] в [[Твери:CITY]] открылась [[выставка:EVENT]]. → выставка 11-30
[[30 ноября:DATE]], в день города, в [[Твери:CITY]] прошёл [[концерт:EVENT]]. Гости рады. → концерт 11-30
[[30 ноября:DATE]], в [[Твери:CITY]], открылась [[выставка:EVENT]]. Мэр рад. → выставка 11-30
[[28 ноября:DATE]]. [[Концерт:EVENT]] в [[Твери:CITY]]. → Концерт None
Тверь [[30 ноября:DATE]] приняла [[форум:EVENT]]. → форум 11-30
"""


def check(line: str) -> None:
    marked, _, wanted = line.partition(" → ")
    naming, day = wanted.split()
    found = days(marked.replace("/", "\n"))
    told = [value for words, value in found.items() if naming in words]
    assert told, (naming, found)
    assert [str(value) for value in told] == [day] * len(told)


@pytest.mark.parametrize("line", BRACKETS.strip().splitlines())
def test_a_date_in_brackets_is_of_the_noun_before_unless_they_tell_of_another(line):
    check(line)


@pytest.mark.parametrize("line", SIDE_BY_SIDE.strip().splitlines())
def test_two_days_side_by_side_are_one_time(line):
    marked, _, wanted = line.partition(" → ")
    (event,) = tell(marked, dates=DATES)[1]
    assert f"{event.begin.day}–{event.end.day}" == wanted


@pytest.mark.parametrize("line", MOVED.strip().splitlines())
def test_the_day_that_an_event_was_moved_from_is_not_its_own(line):
    check(line)


@pytest.mark.parametrize("line", BEFORE_FEASTS.strip().splitlines())
def test_what_was_before_a_feast_was_not_the_day_before_the_article(line):
    check(line)


@pytest.mark.parametrize("line", OF_OTHERS.strip().splitlines())
def test_the_day_of_another_happening_is_not_the_events(line):
    check(line)


@pytest.mark.parametrize("line", OF_THINGS.strip().splitlines())
def test_the_year_of_a_thing_or_a_person_is_not_the_events(line):
    check(line)


@pytest.mark.parametrize("line", NAMES.strip().splitlines())
def test_a_year_in_a_name_dates_what_is_called_so_alone(line):
    check(line)


@pytest.mark.parametrize("line", THEN.strip().splitlines())
def test_then_means_the_time_named_just_before(line):
    check(line)


@pytest.mark.parametrize("line", WHEN.strip().splitlines())
def test_when_means_the_time_before_its_comma(line):
    check(line)


@pytest.mark.parametrize("line", OF_VERBS.strip().splitlines())
def test_a_date_is_of_the_verb_or_noun_beside_it(line):
    check(line)


@pytest.mark.parametrize("line", DATELINES.strip().splitlines())
def test_the_day_at_a_lines_head_when_it_was_written_dates_no_event(line):
    check(line)
