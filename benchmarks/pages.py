"""How much of an article's text is found on a page, and how little else, against other libraries.

    python benchmarks/pages.py [../shared/data] [--only extract]

181 pages of the press (scrapinghub's article-extraction-benchmark): mean over pages of F1 on 4-word
shingles, the headline left out as in the gold. Settings were chosen on half A (by the hash of the
page's id). The frames are ours, tests/pages: right where all of the article is found and no word
more. Libraries that are not installed are left out. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import hashlib
import importlib.util
import json
import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from lxml.html import fromstring
from readme import ROOT, put

from extract.articles.encodings import decode
from extract.articles.html import declared_encoding, parse_page
from extract.articles.metadata import front_matter
from extract.articles.model import ReadError

Shingles = collections.Counter[tuple[str, ...]]


class Pages(NamedTuple):
    """Pages and the text of the article on each, by the page's id."""

    html: dict[str, str]
    text: dict[str, str]


def ours(html: str) -> str:
    try:
        return parse_page(html).text
    except ReadError:
        return ""


def trafilatura(*, favor_precision: bool = False, fast: bool = False) -> Callable[[str], str]:
    def find(html: str) -> str:
        from trafilatura import extract

        text = extract(html, include_comments=False, favor_precision=favor_precision, fast=fast)
        return text or ""

    return find


def readability(html: str) -> str:
    from readability import Document

    return str(fromstring(Document(html).summary()).text_content())


def resiliparse(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=True, alt_texts=False, links=False))


METHODS: dict[str, tuple[str, Callable[[str], str]]] = {
    "extract": ("extract", ours),
    "trafilatura": ("trafilatura", trafilatura()),
    "trafilatura, favor_precision": ("trafilatura", trafilatura(favor_precision=True)),
    "trafilatura, fast": ("trafilatura", trafilatura(fast=True)),
    "trafilatura, favor_precision, fast": (
        "trafilatura",
        trafilatura(favor_precision=True, fast=True),
    ),
    "readability-lxml": ("readability", readability),
    "resiliparse": ("resiliparse", resiliparse),
}


def press(folder: Path) -> Pages:
    gold = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    html = {}
    for name in gold:
        data = gzip.decompress((folder / "pages" / f"{name}.html.gz").read_bytes())
        html[name] = decode(data, declared_encoding(data))[0]
    return Pages(html, {name: page["articleBody"] for name, page in gold.items()})


def frames() -> Pages:
    paths = sorted((ROOT / "tests/pages").glob("*.html"))
    gold = {path: front_matter(path.with_suffix(".txt").read_text("utf-8"))[1] for path in paths}
    return Pages(
        {path.stem: path.read_text("utf-8") for path in paths},
        {path.stem: text for path, text in gold.items()},
    )


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def shingles(text: str) -> Shingles:
    found = words(text)
    return collections.Counter(tuple(found[n : n + 4]) for n in range(max(1, len(found) - 3)))


def f1(gold: str, found: str) -> float:
    right, told = shingles(gold), shingles(found)
    return 2 * (right & told).total() / (right.total() + told.total())


def without_headline(html: str, text: str) -> str:
    """The text less the page's headline, if that is its first line: the gold has none."""
    first, _, rest = text.strip().partition("\n")
    titles = re.findall(r"<h1[\s>].*?</h1>", html, re.IGNORECASE | re.DOTALL)
    return rest if any(words(first) == words(_plain(title)) for title in titles) else text


def _plain(title: str) -> str:
    return str(fromstring(title).text_content())


def is_right(gold: str, found: str) -> bool:
    """All of the paragraphs are there, and no word that the article does not have."""
    whole = " ".join(found.split())
    more = collections.Counter(words(found)) - collections.Counter(words(gold))
    return not more and all(line in whole for line in gold.strip().split("\n")[1:])


def row(method: Callable[[str], str], pages: Pages, own: Pages) -> list[str]:
    halves: dict[int, list[float]] = {0: [], 1: []}
    method(next(iter(pages.html.values())))  # what is loaded once
    seconds = 0.0
    for name, html in pages.html.items():
        start = time.process_time()
        text = method(html)
        seconds += time.process_time() - start
        half = hashlib.sha256(name.encode()).digest()[0] % 2
        halves[half].append(f1(pages.text[name], without_headline(html, text)))
    right = sum(is_right(own.text[name], method(html)) for name, html in own.html.items())
    scores = [halves[0], halves[1], halves[0] + halves[1]]
    cells = [f"{statistics.mean(score):.3f}" for score in scores]
    return [*cells, f"{right}/{len(own.html)}", f"{1000 * seconds / len(pages.html):.0f}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", nargs="?", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--only", help="one of the methods")
    chosen = parser.parse_args()
    pages, own = press(chosen.data / "html"), frames()
    table = [
        "| method | F1, half A | half B | all | Russian frames | ms a page |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for name, (module, method) in METHODS.items():
        if chosen.only in (None, name) and importlib.util.find_spec(module):
            table.append(f"| {name} | {' | '.join(row(method, pages, own))} |")
    put("pages", "\n".join(table))


if __name__ == "__main__":
    main()
