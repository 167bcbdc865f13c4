"""How the time of what reads a text grows with texts that are made to keep it busy (``hostile``).

    python benchmarks/growth.py [--kind html] [--only "list of names"]

Each text has n parts, and is read at n, 2n and 4n. What is linear takes twice as long for twice as
much; what is refused, with a reason, costs next to nothing. Of a list of names each pair may be a
row, so four times as long is right there. Prints a Markdown table; the last column names the
stages that take over 0.1 s and grow faster than is right, or says why the longest was refused.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import time
from typing import NamedTuple

from hostile import HOSTILE, Hostile

from extract.articles import ReadError
from extract.garbage import settle

LEAST = 0.2  # seconds for n parts: n is doubled until they take so long
NOTHING = 0.1  # seconds that are not worth comparing
LONGEST = {"html": 1_000_000, "text": 1_000_000, "stages": 100_000}  # characters of n parts


class Times(NamedTuple):
    """What reading a text took.

    Attributes:
        stages: Seconds of the processor, by stage.
        refused: Why it was refused; "" where it was read.
    """

    stages: dict[str, float]
    refused: str = ""

    @property
    def seconds(self) -> float:
        return sum(self.stages.values())


def read(text: Hostile, parts: int) -> Times:
    """Reads a text of so many parts."""
    made = text.make(parts)
    begun: list[tuple[str, float]] = []
    refused = ""
    gc.collect()
    try:
        text.read(made, lambda stage: begun.append((stage, time.process_time())))
    except ReadError as error:
        refused = f"refused: {error}"
    begun.append(("", time.process_time()))
    stages: dict[str, float] = {}
    for (stage, start), (_, end) in itertools.pairwise(begun):
        stages[stage] = stages.get(stage, 0) + end - start
    return Times(stages, refused)


def measure(text: Hostile, least: float) -> tuple[int, list[Times]]:
    """Characters of n parts, and what n, 2n and 4n took."""
    n = text.parts
    read(text, 1)  # what is loaded once
    settle()  # and looked through for garbage once, as in a run
    once = read(text, n)
    while not text.is_fixed and once.seconds < least and len(text.make(n)) < LONGEST[text.kind]:
        n *= 2
        once = read(text, n)
    return len(text.make(n)), [once, _again(text, 2 * n), _again(text, 4 * n)]


def _again(text: Hostile, parts: int) -> Times:
    """Short times are taken twice: what one of them loads for the first time, it loads once."""
    taken = read(text, parts)
    return (
        min(taken, read(text, parts), key=lambda one: one.seconds) if taken.seconds < 1 else taken
    )


def worse(text: Hostile, double: Times, fourfold: Times) -> str:
    """The stages that grow faster than is right."""
    return ", ".join(
        f"{stage} {taken / max(double.stages.get(stage, 0), 1e-3):.1f} ({taken:.1f} s)"
        for stage, taken in fourfold.stages.items()
        if taken > max(NOTHING, text.ratio * double.stages.get(stage, 0))
    )


def row(name: str, text: Hostile, least: float) -> str:
    """A row of the table."""
    characters, times = measure(text, least)
    _, double, fourfold = times
    grown = fourfold.seconds / double.seconds if fourfold.seconds > NOTHING else None
    cells = (
        name.replace("<", "&lt;"),
        f"{characters:,}",
        *(f"{one.seconds:.2f}" for one in times),
        f"{grown:.1f}" if grown else "",
        fourfold.refused or worse(text, double, fourfold),
    )
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kind", choices=LONGEST, nargs="*", help="some kinds of texts")
    parser.add_argument("--only", choices=HOSTILE, nargs="*", help="some texts")
    parser.add_argument("--least", type=float, default=LEAST, help="seconds for n parts")
    chosen = parser.parse_args()
    print("| hostile text | characters | n, s | 2n, s | 4n, s | 4n / 2n | |")
    print("|---|--:|--:|--:|--:|--:|---|")
    for name, text in HOSTILE.items():
        if text.kind in (chosen.kind or LONGEST) and name in (chosen.only or HOSTILE):
            print(row(name, text, chosen.least), flush=True)


if __name__ == "__main__":
    main()
