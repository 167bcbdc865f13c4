"""How the time of a reader grows with the length of a text that is made to keep it busy.

    python benchmarks/growth.py [--only html]

Each generator makes a text of n parts; each is read at n, 2n and 4n. What is linear takes twice
as long for twice as much; what is refused, with a reason, costs next to nothing. Prints a Markdown
table. A generator is a function of n in a registry: ``@hostile("name", "text", title_and_date)``.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable
from typing import NamedTuple

from extract.articles import ReadError
from extract.articles.html import parse_page
from extract.articles.metadata import front_matter, title_and_date

PROSE = "Делегация области прибыла в Оренбург на форум, сообщила пресс-служба губернатора. "
PARAGRAPH = f"<p>{PROSE * 3}</p>"
LEAST = 0.1  # seconds


class Hostile(NamedTuple):
    """A kind of hostile text.

    Attributes:
        kind: What it is a text of: "html", "text".
        make: The text of n parts.
        read: What reads it.
    """

    kind: str
    make: Callable[[int], str]
    read: Callable[[str], object]


HOSTILE: dict[str, Hostile] = {}


def hostile(
    name: str, kind: str, read: Callable[[str], object]
) -> Callable[[Callable[[int], str]], Callable[[int], str]]:
    """Registers a generator."""

    def register(make: Callable[[int], str]) -> Callable[[int], str]:
        HOSTILE[name] = Hostile(kind, make, read)
        return make

    return register


def page(name: str, pattern: str) -> None:
    """Registers a page that is a pattern n times, and a paragraph."""
    hostile(name, "html", parse_page)(lambda n: pattern * n + PARAGRAPH)


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


class Growth(NamedTuple):
    """What reading a kind of text took.

    Attributes:
        characters: Of the text of n parts.
        seconds: Of processor at n, 2n and 4n parts.
        outcome: "read", or why the longest was refused.
    """

    characters: int
    seconds: tuple[float, float, float]
    outcome: str

    @property
    def ratio(self) -> float | None:
        """Of the time at 4n to that at 2n; None of texts that take no time worth measuring."""
        _, double, fourfold = self.seconds
        return fourfold / double if fourfold > LEAST else None


def measure(text: Hostile, least: float, longest: int = 1_000_000) -> Growth:
    """Reads a kind of text at three lengths.

    Args:
        text: The kind.
        least: Seconds that n parts should take at the least: n is doubled until they do.
        longest: Characters beyond which n is not doubled any more.
    """
    parts = 100
    _read(text, text.make(1))  # what is loaded once
    made = text.make(parts)
    seconds, outcome = _read(text, made)
    while seconds < least and len(made) < longest:
        parts *= 2
        made = text.make(parts)
        seconds, outcome = _read(text, made)
    double, _ = _read(text, text.make(2 * parts))
    fourfold, outcome = _read(text, text.make(4 * parts))
    return Growth(len(made), (seconds, double, fourfold), outcome)


def _read(text: Hostile, made: str) -> tuple[float, str]:
    """Seconds of the processor, and what came of it."""
    gc.collect()
    start, outcome = time.process_time(), "read"
    try:
        text.read(made)
    except ReadError as error:
        outcome = f"refused: {error}"
    return time.process_time() - start, outcome


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", help="one kind of texts: html, text")
    parser.add_argument("--least", type=float, default=LEAST, help="seconds for n parts")
    chosen = parser.parse_args()
    print("| hostile text | characters | n, s | 2n, s | 4n, s | 4n / 2n | |")
    print("|---|--:|--:|--:|--:|--:|---|")
    for name, text in HOSTILE.items():
        if chosen.only in (None, text.kind):
            growth = measure(text, chosen.least)
            cells = " | ".join(f"{second:.2f}" for second in growth.seconds)
            ratio = f"{growth.ratio:.1f}" if growth.ratio else ""
            shown = name.replace("<", "&lt;")
            row = f"| {shown} | {growth.characters:,} | {cells} | {ratio} | {growth.outcome} |"
            print(row, flush=True)


if __name__ == "__main__":
    main()
