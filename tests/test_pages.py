"""Whole pages as Russian sites make them: an article, and all that stands around and in it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from extract.articles import list_sources, read
from extract.articles.html import parse_page
from extract.articles.metadata import front_matter
from extract.articles.model import BrokenFormat
from extract.articles.phrases import is_boilerplate

PAGES = sorted(Path(__file__).parent.glob("pages/*.html"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_gives_its_article_and_nothing_else(path):
    expected, text = front_matter(path.with_suffix(".txt").read_text("utf-8"))
    page = parse_page(path.read_text("utf-8"))
    assert page.text.split("\n") == text.strip().split("\n")
    found = {"title": page.title, "date": str(page.date), "author": page.author, "url": page.url}
    assert found == {"author": None, "url": None, **expected}


def test_there_are_pages():
    assert len(PAGES) >= 10


def test_an_article_has_the_author_of_its_page():
    found = {a.source: a.author for s in list_sources(PAGES[0].parent) for a in read(s)}
    assert found["08_comments.html"] == "Елена Журавлёва"
    assert found["05_share_and_tags.html"] is None


def test_an_article_has_the_date_of_its_page_and_where_it_was_found():
    found = {a.source: a for s in list_sources(PAGES[0].parent) for a in read(s)}
    assert found["05_share_and_tags.html"].date_source == "url"
    assert found["07_hashed_classes.html"].date_source == "html"
    assert found["10_short_item.html"].date_source == "page"


@pytest.mark.parametrize(
    "line",
    [
        "Читайте далее в источнике",
        "Ранее мы писали: Мост закрыли на ремонт",
        "Читайте: Кто отвечает за мосты",
        "Подпишитесь на нашу рассылку",
        "Больше новостей в нашем Telegram-канале",
        "Фото: Илья Зуев / Вестник",
        "Автор: Антон Гречко",
        "Просмотров: 1 284",
        "Примерное время чтения: 2 минуты",
        "Версия для печати",
        "Нашли ошибку? Выделите её и нажмите Ctrl+Enter",
        "При перепечатке материалов ссылка на сайт обязательна",
        "Реклама. ООО «Ромашка», ИНН 0000000000",
        "© Заводской вестник, 2024",
    ],
)
def test_what_sites_add_to_articles(line):
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Фотографии того дня хранятся в музее.",
        "Ранее сообщалось, что мост закрыли на ремонт.",
        "Читатели выбрали лучшую книгу года.",
        "Подписываются такие соглашения раз в пять лет.",
        "Возврат долга отложили до осени.",
        "Рейтинг губернатора вырос до 54 процентов.",
        "Голосование продлится три дня.",
        "Темой встречи стала торговля.",
        "Регистрация участников начнётся в девять утра.",
        "Печать на документе оказалась поддельной.",
        "Реклама алкоголя запрещена с 2013 года.",
        "Нравится ли вам новый парк, спросили горожан.",
        "Использование газа в котельных выросло вдвое.",
        "Автор проекта — архитектор Лев Титов.",
    ],
)
def test_what_articles_say_themselves(line):
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<article>" * 20_000 + "текст", "nested too deeply"),
        ("<main>" * 101 + "текст", "nested too deeply"),
        ("<section class=share>" * 500 + "текст", "nested too deeply"),
        (f"<div {' '.join(f'a{n}=1' for n in range(20_000))}>текст", "more than 1,000 attributes"),
        (f"<p title='>' {' '.join(f'a{n}' for n in range(1_001))}>текст", "1,000 attributes"),
    ],
)
def test_a_page_that_would_keep_a_reader_busy_is_refused(html, reason):
    with pytest.raises(BrokenFormat, match=reason):
        parse_page(html)


@pytest.mark.parametrize(
    "html",
    [
        "<div/>" * 20_000 + "<p>текст",
        f"<div class='{'a ' * 20_000}'>текст",
        f"<img src='data:image/png;base64,{'A/B=' * 20_000}'>текст",
        f'<script type="application/ld+json">[{",".join(["[]"] * 20_000)}]</script>текст',
        f'<script type="application/ld+json">{"[" * 20_000}</script>текст',
        "<a href='/n'>ссылка</a> " * 6_000 + "текст",
    ],
)
def test_a_page_that_is_only_odd_is_read(html):
    assert parse_page(html).text.endswith(("текст", "ссылка текст"))


_WATCH = """
import sys
def watch(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
        sys.exit(f"{event} {args}")
    if event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
        sys.exit(f"wrote {args}")
sys.dont_write_bytecode = True
sys.addaudithook(watch)
from pathlib import Path
from extract.articles.html import parse_page
for path in sys.argv[1:]:
    parse_page(Path(path).read_text("utf-8"))
"""


def test_nothing_is_fetched_written_or_said(tmp_path):
    result = subprocess.run(
        [sys.executable, "-c", _WATCH, *map(str, PAGES)],
        capture_output=True,
        text=True,
        env={**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)},
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []
