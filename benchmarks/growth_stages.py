"""How the time of each stage grows with a text that is made to keep it busy.

    python benchmarks/growth_stages.py [--only "list of names"]

Each text has n parts, and is processed at n, 2n and 4n. What is linear takes twice as long for
twice as much. Of a list of names each pair may be a row, so four times as long is right there.
Prints a Markdown table; the last column names the stages that take over 0.1 s and over 2.4 times
as long.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable
from typing import NamedTuple

from spacy.language import Language

from extract.articles import Article
from extract.language import load, process
from extract.tables.rows import rows

LEAST = 0.3  # seconds for n parts
LONGEST = 100_000  # characters of n parts
MOST = 2.4
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


class Text(NamedTuple):
    """A kind of text.

    Attributes:
        parts: n.
        make: The text of n parts.
        is_fixed: Whether n stays as it is, however little time that takes.
    """

    parts: int
    make: Callable[[int], str]
    is_fixed: bool = False


TEXTS: dict[str, Text] = {
    "list of names": Text(
        20, lambda n: f"Во встрече приняли участие {_joined([*map(_person, range(n))])}.", True
    ),
    "agreements in a sentence": Text(
        100, lambda n: f"Область заключила {'соглашение с Казанью, ' * n}."
    ),
    "cues": Text(50, lambda n: f"Делегация {'подписала договор, провела встречу, ' * n}."),
    "places": Text(50, lambda n: f"Делегация посетила {_named(CITIES, n)}."),
    "countries": Text(20, lambda n: f"Соглашение подписали {_named(COUNTRIES, n)}.", True),
    "dates": Text(100, lambda n: "28 ноября 2023 года, " * n),
    "dates of an event": Text(
        50, lambda n: "Форум прошёл " + ", ".join(f"{1 + i % 28} мая {1990 + i}" for i in range(n))
    ),
    "numbers": Text(200, lambda n: " ".join(map(str, range(n)))),
    "no full stop": Text(
        25, lambda n: "делегация области прибыла в Томск и встретилась с губернатором Петровым " * n
    ),
    "one word": Text(10_000, lambda n: "слово" * n),
    "one word of hyphens": Text(2_000, lambda n: "слово-" * n),
    "digits": Text(10_000, lambda n: "12345" * n),
    "nested brackets": Text(1_000, lambda n: "(слово " * n + ")" * n),
    "nested quotes": Text(200, lambda n: "«форум " * n + "»" * n),
    "quotes": Text(200, lambda n: '"форум" ' * n),
    "line breaks": Text(10_000, lambda n: "Форум открылся.\n" + "\n" * n + "Конец."),
    "headings": Text(200, lambda n: "".join(f"О форуме № {i}\n\n" for i in range(n))),
    "short lines": Text(200, lambda n: "Форум в Казани\n" * n),
    "one person": Text(200, lambda n: "Петров приехал. Иван Петров сказал. " * n),
    "people": Text(100, lambda n: "".join(f"{_person(i)} приехал в Томск. " for i in range(n))),
    "pronouns": Text(100, lambda n: "Иван Петров приехал. " + "Там он открыл эту страну. " * n),
    "events": Text(
        100, lambda n: "".join(f"Форум «Наука {i}» прошёл 3 мая в Казани. " for i in range(n))
    ),
    "sessions": Text(100, lambda n: "Открылся форум. На пленарном заседании выступили. " * n),
    "organizations": Text(
        100, lambda n: "".join(f"Директор ООО «Завод {i}» Петров сказал. " for i in range(n))
    ),
    "positions": Text(100, lambda n: f"{'Директор завода, ' * n}Иван Петров приехал."),
    "genitives": Text(
        50, lambda n: f"Министр {'управления департамента министерства ' * n}Петров сказал."
    ),
    "initials": Text(100, lambda n: "А. А. Петров, " * n),
    "full stops": Text(2_000, lambda n: ". " * n),
    "dashes": Text(300, lambda n: "Казань — Томск — " * n),
}


def seconds(nlp: Language, text: str) -> dict[str, float]:
    """Of processor, by stage; "rows" makes the rows of the tables."""
    found: dict[str, float] = {}
    begun: list[tuple[str, float]] = []

    def mark(stage: str) -> None:
        now = time.process_time()
        if begun:
            name, start = begun[-1]
            found[name] = found.get(name, 0) + now - start
        begun.append((stage, now))

    gc.collect()
    gc.freeze()  # as runs do; what is there already is not looked through again and again
    article = Article("text", "text", text)
    doc = process(nlp, article, mark)
    mark("rows")
    rows(doc, article)
    mark("end")
    gc.unfreeze()
    return found


def measure(nlp: Language, text: Text, least: float) -> tuple[int, list[dict[str, float]]]:
    """Characters of n parts, and the seconds by stage at n, 2n and 4n."""
    n = text.parts
    once = seconds(nlp, text.make(n))
    while not text.is_fixed and sum(once.values()) < least and len(text.make(n)) < LONGEST:
        n *= 2
        once = seconds(nlp, text.make(n))
    return len(text.make(n)), [once, *(seconds(nlp, text.make(k * n)) for k in (2, 4))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", choices=TEXTS, nargs="*", help="some texts")
    parser.add_argument("--least", type=float, default=LEAST, help="seconds for n parts")
    chosen = parser.parse_args()
    nlp = load()
    seconds(nlp, "Иван Петров приехал в Казань.")  # what is loaded once
    print("| text | characters | n, s | 2n, s | 4n, s | 4n / 2n | over 2.4 |")
    print("|---|--:|--:|--:|--:|--:|---|")
    for name in chosen.only or TEXTS:
        characters, found = measure(nlp, TEXTS[name], chosen.least)
        totals = [sum(one.values()) for one in found]
        _, double, fourfold = found
        worse = ", ".join(
            f"{stage} {taken / max(double[stage], 1e-3):.1f} ({taken:.1f} s)"
            for stage, taken in fourfold.items()
            if taken > max(0.1, MOST * double[stage])
        )
        cells = " | ".join(f"{total:.2f}" for total in totals)
        print(f"| {name} | {characters:,} | {cells} | {totals[2] / totals[1]:.1f} | {worse} |",
              flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
