"""When a page says that its article appeared: ten layouts, each in several variants."""

import datetime as dt

import pytest

from extract.articles.html import parse_page

DAY = dt.date(2018, 6, 27)
STORY = (
    "<p>Совет директоров завода «Рассвет» избрал председателем Павла Дёмина. Голосование прошло "
    "12 мая 2017 года, но в силу решение вступило только теперь.</p>"
    "<p>Дёмин руководил заводом с 1998 года. Его предшественник Игорь Лапин ушёл на пенсию.</p>"
    "<p>Следующее собрание акционеров назначено на 30 сентября, сообщили на предприятии.</p>"
)
TOP = "<div class='top'><a href='/'>Заводской вестник</a> <span>Четверг, 9 января 2025 г.</span></div>"
TEASERS = (
    "<div class='others'><div><span class='date'>28.06.2018</span> <a href='/1'>Цех закрыли на ремонт</a></div>"
    "<div><span class='date'>29.06.2018</span> <a href='/2'>Рабочим повысили зарплату</a></div></div>"
)
COMMENTS = (
    "<div id='comments'><div><b>Олег</b> <time datetime='2018-07-01'>1 июля 2018</time>"
    "<p>Давно пора было выбрать нового председателя, старый засиделся.</p></div></div>"
)
FOOT = "<div class='foot'>© Заводской вестник, 2005–2024. Обновлено 10.01.2025</div>"
TITLE = "<h1>На заводе «Рассвет» новый председатель</h1>"


def page(
    above="", below="", after="", head="", around="<div class='material'>{}</div>", teasers=True
):
    article = around.format(f"{above}{TITLE}{below}<div class='text'>{STORY}</div>{after}")
    rest = (TEASERS + COMMENTS) if teasers else ""
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>Вестник</title>{head}</head>"
        f"<body>{TOP}{article}{rest}{FOOT}</body></html>"
    )


def date(html):
    found = parse_page(html)
    return found.date, found.date_source


def linked(data):
    return f'<script type="application/ld+json">{data}</script>'


META = [
    "<meta property='article:published_time' content='2018-06-27T10:00:00+03:00'>",
    "<meta name='mediator_published_time' content='2018-06-27T10:00:00+0300'>",
    "<meta name='DC.Date.Issued' content='2018-06-27'>",
    "<meta name='pubdate' content='Wed, 27 Jun 2018 23:50:00 +0300'>",
    "<meta itemprop='datePublished' content='27.06.2018 10:00'>"
    "<meta itemprop='dateModified' content='2018-06-30'>",
]
LINKED_DATA = [
    linked('{"@type":"NewsArticle","datePublished":"2018-06-27T01:00:00Z","dateModified":"2018-06-30"}'),
    linked('{"@graph":[{"@type":"WebPage"},{"@type":"Article","datePublished":"2018-06-27"}]}'),
    linked('[{"@type":["BlogPosting"],"datePublished":"2018-06-27"}]'),
    linked('[{"@type":"NewsArticle","headline":"Цех закрыли на ремонт","datePublished":"2018-06-28"},'
           '{"@type":"NewsArticle","headline":"На заводе «Рассвет» новый председатель","datePublished":"2018-06-27"}]'),
    linked('{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","datePublished":"2018-06-20"}]}')
    + linked('{"@type":"Report","datePublished":"2018-06-27 10:00"}'),
]  # fmt: skip


@pytest.mark.parametrize("head", [*META, *LINKED_DATA])
def test_in_markup_for_machines(head):
    assert date(page(head=head)) == (DAY, "html")


TIME = [
    {"above": "<time datetime='2018-06-27T10:00'>27 июня</time>"},
    {"below": "<time>27 июня 2018</time>"},
    {"below": "<div class='info'><time datetime='2018-06-27'>среда</time> <a href='/r'>Люди</a></div>"},
    {"below": "<time class='published' datetime='2018-06-27'>27.06.2018</time>"
              "<time class='updated' datetime='2018-06-30'>30.06.2018</time>"},
    {"above": "<time>27.06.2018, 10:00</time>", "around": "<article>{}</article>"},
]  # fmt: skip
CLASSES = [
    {"above": "<span class='date'>27.06.2018</span>"},
    {"below": "<span class='news-date-time'>27.06.2018 10:00</span>"},
    {
        "below": "<div><span class='published'>27 июня 2018 в 10:00</span> <span>Люди</span> 0 комментариев</div>"
    },
    {
        "below": "<p class='meta'><span>Люди</span> <span class='article__date'>27 Июн 2018</span></p>"
    },
    {"above": "<div><a href='/r'>Люди</a> <b class='posted'>2018-06-27</b></div>"},
]
LABELS = [
    {"below": "<div>Опубликовано: 27 июня 2018, 17:40</div>"},
    {"below": "<p>Дата публикации 27.06.2018</p>"},
    {"above": "<div>Размещено 27 июня 2018 г. в 10:00</div>"},
    {"below": "<div>Добавлено: 27.06.2018 | Просмотров: 20</div><div>Обновлено: 30.06.2018</div>"},
    {"below": "<div>27 июня 2018 (информация обновлена 30 июня 2018)</div>"},
]
PLAIN = [
    {"above": "<p>27 июня 2018 года</p>"},
    {"below": "<div>27 Июня 2018</div>"},
    {"below": "<div>среда, 27 июня 2018 г., 10:00 (мск)</div>"},
    {"below": "<p><i>10:00 27 июня 2018</i></p>"},
    {"above": "<div><div>27.06.2018</div></div>", "teasers": False},
    {"below": "<div class='inf'><span>27 июня 2018, 12:40</span> <span>Общество</span></div>"},
    {"below": "<p>Общество <i>27.06.2018</i></p>"},
]
UNDER = [
    {"after": "<p>27 июня 2018 года</p>", "teasers": False},
    {"after": "<div class='date'>27.06.2018</div>"},
    {"after": "<div>Опубликовано: 27.06.2018</div>"},
    {"after": "<div>Дата создания: 27 июня 2018, 10:00</div>"},
    {"after": "<p>Пресс-служба завода</p><p class='pubdate'>27.06.2018</p>", "teasers": False},
]
TABLES = [
    {"around": "<table><tr><td>Меню</td><td>{}</td></tr></table>", "below": "<p>27.06.2018</p>"},
    {"around": "<table><tr><td>27.06.2018</td></tr><tr><td>{}</td></tr></table>"},
    {"around": "<table><tr><td class='date'>27.06.2018</td><td>{}</td></tr></table>"},
    {"around": "<table><tr><td><a href='/'>Новости</a></td></tr><tr><td>{}</td></tr></table>",
     "below": "<font size='1'>Дата: 27 июня 2018</font><br>"},
    {"around": "<center><table width='90%'><tr><td>{}</td></tr></table></center>",
     "below": "<b>27 июня 2018</b><hr>"},
]  # fmt: skip


@pytest.mark.parametrize("parts", [*TIME, *CLASSES, *LABELS, *PLAIN, *UNDER, *TABLES])
def test_as_a_reader_sees_it(parts):
    assert date(page(**parts)) == (DAY, "page")


@pytest.mark.parametrize(
    "head",
    [
        "<link rel='canonical' href='https://example.ru/2018/06/27/zavod/'>",
        "<meta property='og:url' content='https://example.ru/news/20180627/151.html'>",
        "<link rel='canonical' href='https://example.ru/news/2018-06-27-zavod'>",
        "<link rel='canonical' href='/2018/6/27/zavod.html?from=2018/06/30/'>",
        "<meta property='og:url' content='http://example.ru/2018-06-27'>",
    ],
)
def test_in_the_address(head):
    assert date(page(head=head)) == (DAY, "url")


@pytest.mark.parametrize(
    "parts",
    [
        {},  # dates of the day, of teasers, of comments, of the story and of the site are there
        {"below": "<div>Обновлено: 30 июня 2018</div>"},
        {"below": "<div>27 июня</div>"},
        {"below": "<div>Июнь 2018</div>"},
        {"head": "<link rel='canonical' href='https://example.ru/2018/06/zavod-20181506/'>"},
        {"head": "<meta name='date' content='2018'>"},
        {"head": "<meta property='article:modified_time' content='2018-06-30'>"},
        {"below": "<p>27 июня 2018 года завод встал</p>"},
        {"below": "<p>Завод встал и не работает с <b>27 июня 2018 года</b>, жалуются рабочие</p>"},
        {"below": "<time datetime='2018-06-27'></time><time datetime='2018-06-30'></time>"},
        {"below": "<aside><span class='date'>28.06.2018</span><a href='/1'>Цех закрыли</a></aside>"},
        {"head": linked('[{"@type":"NewsArticle","headline":"Цех","datePublished":"2018-06-28"},'
                        '{"@type":"NewsArticle","headline":"Зарплата","datePublished":"2018-06-29"}]')},
        {"above": "<div class='related'><span class='date'>28.06.2018</span><a>Цех закрыли</a></div>"},
    ],
)  # fmt: skip
def test_never_guessed(parts):
    assert date(page(**parts)) == (None, None)


def test_under_a_headline_that_is_only_large():
    html = (
        "<table><tr><td><font size=5>На заводе «Рассвет» новый председатель</font><br>"
        f"<font size=1>27.06.2018</font><br><br>{STORY}</td></tr></table>{FOOT}"
    )
    assert date(html) == (DAY, "page")
