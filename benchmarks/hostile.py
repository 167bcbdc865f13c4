"""Texts that are made to keep what reads them busy, each of n parts: a registry.

A text is a function of n: ``@hostile("name", read, kind)``. The kinds are "html" and "text", which
the readers of articles read, and "stages", which go through the whole pipeline.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import NamedTuple

from spacy.language import Language

from extract.articles import Article
from extract.articles.html import parse_page
from extract.articles.metadata import front_matter, title_and_date
from extract.garbage import settle
from extract.language import load, process
from extract.tables.rows import rows

Mark = Callable[[str], object]  # is told the name of each stage before it begins
Make = Callable[[int], str]

PROSE = "Делегация области прибыла в Оренбург на форум, сообщила пресс-служба губернатора. "
PARAGRAPH = f"<p>{PROSE * 3}</p>"


class Hostile(NamedTuple):
    """A kind of hostile text.

    Attributes:
        kind: "html", "text" or "stages".
        make: The text of n parts.
        read: What reads it.
        parts: n, to begin with.
        is_fixed: Whether n stays as it is, however little time that takes.
    """

    kind: str
    make: Make
    read: Callable[[str, Mark], object]
    parts: int = 100
    is_fixed: bool = False

    @property
    def ratio(self) -> float:
        """Of the time at 4n to that at 2n what is right: of a list each pair may be a row."""
        return 4.5 if self.is_fixed else 2.4


HOSTILE: dict[str, Hostile] = {}


def hostile(name: str, kind: str, read: Callable[[str], object]) -> Callable[[Make], Make]:
    """Registers what makes a text for one of the readers."""

    def marked(text: str, mark: Mark) -> None:
        mark("read")
        read(text)

    def register(make: Make) -> Make:
        HOSTILE[name] = Hostile(kind, make, marked)
        return make

    return register


def page(name: str, pattern: str) -> None:
    """Registers a page that is a pattern n times, and a paragraph."""
    hostile(name, "html", parse_page)(lambda n: pattern * n + PARAGRAPH)


@functools.cache
def _pipeline() -> Language:
    nlp = load()
    settle()  # as runs do; what is there already is not looked through again and again
    return nlp


def _through(text: str, mark: Mark) -> None:
    """The text through all stages, and to its rows."""
    article = Article("text", "text", text)
    doc = process(_pipeline(), article, mark)
    mark("rows")
    rows(doc, article)


def staged(name: str, parts: int, make: Make, is_fixed: bool = False) -> None:
    """Registers a text for the pipeline."""
    HOSTILE[name] = Hostile("stages", make, _through, parts, is_fixed)


page("nested <article>", "<article>")
page("nested <article> with text", f"<article>{PROSE}")
page("nested <main>", "<main>")
page("nested <section class=share>", "<section class=share>")
page("<div> 90 deep", f"{'<div>' * 90}{PROSE}{'</div>' * 90}")
page("<div/>", "<div/>")
page("nested lists", "<ul><li>")
page("nested tables", "<table><tr><td>")
page("<b><p>", "<b><p>")
page("unclosed comments", "<!--")
page("unclosed quotes", "<a href='")
page("less-than signs", "<")
page("paragraphs", PARAGRAPH)
page("lines", f"{PROSE}<br>")
page("links", "<a href='/n'>Читайте также</a> ")
page("headings", "<h1>Форум открылся</h1>")
page("asides", "<h3>Читайте также</h3><ul><li><a href='/n'>Форум</a></ul>")
page("dates", "<span class='date'>28.11.2023</span> ")
page("times in links", "<a href='/n'><time>28 ноября 2023</time></a>")
page("authors", "<span class='author'>Анна Петрова</span>")
page("table of numbers", "<table><tr><td>Форум</td><td>1</td></tr></table>")
page("empty elements", "<span></span>")
page("buttons in text", "форум<button>да</button>")
page("meta elements", "<meta name='date' content='2023'>")
page("microdata", "<span itemprop='datePublished'>2023-11-28</span>")


@hostile("a tag with attributes", "html", parse_page)
def attributes(n: int) -> str:
    return f"<div {' '.join(f'a{number}=1' for number in range(n))}>{PARAGRAPH}"


@hostile("tags with attributes", "html", parse_page)
def many_attributes(n: int) -> str:
    tag = f"<div {' '.join(f'a{number}=1' for number in range(500))}>{PROSE}</div>"
    return tag * (n // 100) + PARAGRAPH


ARTICLE = '{"@type":"NewsArticle","headline":"Форум"}'


def _linked_data(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>{PARAGRAPH}'


@hostile("JSON-LD [[],[],…]", "html", parse_page)
def flat_lists(n: int) -> str:
    return _linked_data(f"[{','.join(['[]'] * n)}]")


@hostile("JSON-LD [[[…]]]", "html", parse_page)
def nested_lists(n: int) -> str:
    return _linked_data("[" * n + "]" * n)


@hostile("JSON-LD of articles", "html", parse_page)
def linked_articles(n: int) -> str:
    return _linked_data(f"[{','.join([ARTICLE] * n)}]")


@hostile("JSON-LD @graph in @graph", "html", parse_page)
def nested_graphs(n: int) -> str:
    return _linked_data('{"@graph":' * n + "1" + "}" * n)


@hostile("text: empty lines", "text", title_and_date)
def empty_lines(n: int) -> str:
    return "\n" * n


@hostile("text: dates", "text", title_and_date)
def date_lines(n: int) -> str:
    return "28 ноября 2023, " * n


@hostile("text: front matter", "text", front_matter)
def keys(n: int) -> str:
    return "---\n" + "дата: завтра\n" * n


# --- through the pipeline -----------------------------------------------------------------------

GIVEN = ("Иван", "Пётр", "Сергей", "Андрей", "Алексей", "Дмитрий", "Николай", "Юрий", "Олег")
SURNAMES = ("Иванов", "Петров", "Сидоров", "Кузнецов", "Смирнов", "Попов", "Соколов", "Лебедев")
CITIES = ("Казань", "Москва", "Томск", "Омск", "Пермь", "Самара", "Уфа", "Тюмень", "Курган")
COUNTRIES = ("Россия", "Казахстан", "Китай", "Индия", "Турция", "Иран", "Сербия", "Франция")


def _person(i: int) -> str:
    return f"{GIVEN[i % len(GIVEN)]} {SURNAMES[(i // len(GIVEN) + i) % len(SURNAMES)]}"


def _joined(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} и {names[-1]}"


def _named(names: tuple[str, ...], n: int) -> str:
    return _joined([names[i % len(names)] for i in range(n)])


staged(
    "list of names",
    20,
    lambda n: f"Во встрече приняли участие {_joined([*map(_person, range(n))])}.",
    True,
)
staged(
    "agreements in a sentence", 100, lambda n: f"Область заключила {'соглашение с Казанью, ' * n}."
)
staged("cues", 50, lambda n: f"Делегация {'подписала договор, провела встречу, ' * n}.")
staged("places", 50, lambda n: f"Делегация посетила {_named(CITIES, n)}.")
staged("countries", 20, lambda n: f"Соглашение подписали {_named(COUNTRIES, n)}.", True)
staged("dates", 100, lambda n: "28 ноября 2023 года, " * n)
staged(
    "dates of an event",
    50,
    lambda n: "Форум прошёл " + ", ".join(f"{1 + i % 28} мая {1990 + i}" for i in range(n)),
)
staged("numbers", 200, lambda n: " ".join(map(str, range(n))))
staged(
    "no full stop",
    25,
    lambda n: "делегация области прибыла в Томск и встретилась с губернатором Петровым " * n,
)
staged("one word", 10_000, lambda n: "слово" * n)
staged("one word of hyphens", 2_000, lambda n: "слово-" * n)
staged("digits", 10_000, lambda n: "12345" * n)
staged("nested brackets", 1_000, lambda n: "(слово " * n + ")" * n)
staged("nested quotes", 200, lambda n: "«форум " * n + "»" * n)
staged("quotes", 200, lambda n: '"форум" ' * n)
staged("line breaks", 10_000, lambda n: "Форум открылся.\n" + "\n" * n + "Конец.")
staged("headings", 200, lambda n: "".join(f"О форуме № {i}\n\n" for i in range(n)))
staged("short lines", 200, lambda n: "Форум в Казани\n" * n)
staged("one person", 200, lambda n: "Петров приехал. Иван Петров сказал. " * n)
staged("people", 100, lambda n: "".join(f"{_person(i)} приехал в Томск. " for i in range(n)))
staged("pronouns", 100, lambda n: "Иван Петров приехал. " + "Там он открыл эту страну. " * n)
staged(
    "events", 100, lambda n: "".join(f"Форум «Наука {i}» прошёл 3 мая в Казани. " for i in range(n))
)
staged("sessions", 100, lambda n: "Открылся форум. На пленарном заседании выступили. " * n)
staged(
    "organizations",
    100,
    lambda n: "".join(f"Директор ООО «Завод {i}» Петров сказал. " for i in range(n)),
)
staged("positions", 100, lambda n: f"{'Директор завода, ' * n}Иван Петров приехал.")
staged(
    "genitives",
    50,
    lambda n: f"Министр {'управления департамента министерства ' * n}Петров сказал.",
)
staged("initials", 100, lambda n: "А. А. Петров, " * n)
staged("full stops", 2_000, lambda n: ". " * n)
staged("dashes", 300, lambda n: "Казань — Томск — " * n)
