"""From a page to the article in it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.articles.html import declared_encoding, parse_page
from extract.articles.model import BrokenFormat, EmptyText

LEAD = "Делегация области прибыла в Оренбург на форум, сообщила пресс-служба губернатора."
MORE = "Программа рассчитана на два дня, участников ждут панельные сессии и пленарное заседание."


def text(html):
    return parse_page(html).text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>раз</p><p>два</p>", "раз\nдва"),
        ("<p>раз<br>два<br/>три", "раз\nдва\nтри"),
        ("<p>р<b>а</b>з <i>два</i>\n   три", "раз два три"),
        ("<ul><li>раз<li>два</ul>три", "раз\nдва\nтри"),
        ("<h2>раз</h2>два", "раз\nдва"),
        ("<div>раз<div>два</div>три</div>", "раз\nдва\nтри"),
        ("<table><tr><td>раз<td>два</table>", "раз\nдва"),
        ("<pre>раз\nдва</pre>", "раз\nдва"),
        ("&laquo;раз&raquo; &mdash; два &amp; три &#8470;4", "«раз» — два & три №4"),
        ("раз&nbsp;два&thinsp;три", "раз два три"),
        ("раз <!-- два --> три", "раз три"),
        ("без тегов", "без тегов"),
        ("раз<script>два</script><style>p{}</style><noscript>три</noscript>", "раз"),
        ("<div hidden>раз</div><div style='display: none'>два</div>три", "три"),
        ("<template>раз</template>два", "два"),
        ("ещё <b>не закрыт <i>и этот <p>раз</b> два", "ещё не закрыт и этот\nраз два"),
        ("<p>А&#769;тлас и Ёж", "А\u0301тлас и Ёж"),
    ],
)
def test_visible_text_with_a_line_for_each_paragraph(html, expected):
    assert text(html) == expected


@pytest.mark.parametrize(
    "around",
    [
        "<div itemprop='articleBody'>{}</div>",
        "<article>{}</article>",
        "<main>{}</main>",
        "<div role='main'>{}</div>",
        "<div class='news-detail'>{}</div>",
        "<table><tr><td><p>Меню</p></td><td>{}</td></tr></table>",
        "<article><p>Короткий анонс</p></article><article>{}</article>",
        "<article>{}<div class='share-buttons'>Поделиться</div></article>",
        "<article>{}<div id='comments'><p>Первый!</p></div></article>",
        "<article>{}<div class='comments-area'>" + "<p>Первый!</p>" * 90 + "</div></article>",
        "<article><p>Анонс</p></article><article><div><div>{}</div></div></article>",
        "<article>{}<section class='related news'><a>Другая новость</a></section></article>",
    ],
)
def test_only_the_article_is_kept(around):
    page = (
        "<html><body><header><h1>Портал</h1><p>Главные новости</p></header><nav><a>Власть</a></nav>"
        + around.format(f"<p>{LEAD}</p><p>{MORE}</p>")
        + "<aside><p>Реклама</p></aside><form>Подписка</form><footer><p>Контакты</p></footer>"
    )
    assert text(page) == f"{LEAD}\n{MORE}"


def test_many_comments_do_not_drown_a_news_item():
    comments = "<div class='comments-area'>" + "<p>Первый!</p>" * 1000 + "</div>"
    days = [f"На {n}-й день форума {MORE[0].lower()}{MORE[1:]}" for n in range(1, 5)]
    page = f"<article><p>{LEAD}</p><p>{'</p><p>'.join(days)}</p>{comments}</article>"
    assert text(page) == "\n".join([LEAD, *days])


def test_the_headline_is_the_first_line_wherever_it_stands():
    body = f"<p>{LEAD}</p><p>{MORE}</p>"
    expected = f"Форум открылся\n{LEAD}\n{MORE}"
    assert text(f"<article><header><h1>Форум открылся</h1></header>{body}</article>") == expected
    assert text(f"<h1>Форум открылся</h1><article>{body}</article>") == expected
    assert text(f"<div><h1>Форум открылся</h1></div><div>{body}</div>") == expected


def test_paragraphs_spread_over_blocks_are_all_kept():
    assert text(f"<div><p>{LEAD}</p></div><div><p>{MORE}</p></div>") == f"{LEAD}\n{MORE}"


def test_a_class_name_does_not_cost_the_article_itself():
    assert text(f"<body class='comments-open'><div class='tags-page'><p>{LEAD}</div>") == LEAD


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("<meta property='article:published_time' content='2023-11-28T23:30:00+07:00'>", 28),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2023-11-27"}'
         "</script>", 27),
        ('<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":["Article"],'
         '"datePublished":"2023-11-26"}]}</script>', 26),
        ("<script type='application/ld+json'>{broken</script><meta name=pubdate "
         "content='Sat, 25 Nov 2023 10:00:00 +0300'>", 25),
        ("<meta itemprop='datePublished' content='2023-11-24'>", 24),
        (f"<article><time datetime='2023-11-23T10:00'>вчера</time><p>{MORE}</article>", 23),
        (f"<article><time datetime='2023-11'>ноябрь</time><p>{MORE}</article>", None),
        ("<footer><time datetime='2023-11-22'>22 ноября</time></footer>", None),
        ("<meta property='article:published_time' content='2023-02-31'>", None),
    ],
)  # fmt: skip
def test_date_of_publication(head, date):
    assert parse_page(f"{head}<p>{LEAD}").date == (dt.date(2023, 11, date) if date else None)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<meta property='og:title' content='Форум &laquo;Сибирь&raquo;'><title>нет</title>",
         "Форум «Сибирь»"),
        ("<title>Портал</title><h1> Форум\n открылся </h1>", "Форум открылся"),
        ("<title>Форум открылся</title>", "Форум открылся"),
        ('<script type="application/ld+json">{"@type":"Article","headline":"Форум"}</script>',
         "Форум"),
        ("", None),
    ],
)  # fmt: skip
def test_title(head, title):
    assert parse_page(f"{head}<p>{LEAD}").title == title


def test_canonical_address():
    assert (
        parse_page(f"<link rel=canonical href='https://a.ru/1'><p>{LEAD}").url == "https://a.ru/1"
    )
    assert parse_page(f"<p>{LEAD}").url is None


@pytest.mark.parametrize(
    "html",
    ["", "<html><head><title>Форум</title></head></html>", "<nav>меню</nav>", "<p>&nbsp;</p>",
     "<script>1</script>", "<frameset><frame></frameset>"],
)  # fmt: skip
def test_a_page_without_text_is_reported(html):
    with pytest.raises(EmptyText, match="no text"):
        parse_page(html)


def test_a_page_nested_without_end_is_reported():
    with pytest.raises(BrokenFormat, match="nested too deeply"):
        parse_page("<div>" * 100_000 + "текст")


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b"<meta charset=windows-1251>", "windows-1251"),
        (b'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=koi8-r">', "koi8-r"),
        (b'<?xml version="1.0" encoding="utf-8"?>', "utf-8"),
        (b"<meta name=description>", None),
    ],
)
def test_declared_encoding(head, encoding):
    assert declared_encoding(head) == encoding


@given(st.text(max_size=200))
def test_any_garbage_gives_text_or_a_reason(html):
    try:
        page = parse_page(html)
    except EmptyText:
        return
    assert page.text.strip() and all(line.strip() for line in page.text.split("\n"))
