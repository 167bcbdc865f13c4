"""Passages written for ``extract train``: parties, cues and statuses in the manner of releases.

``ties_written.txt`` has them, apart by empty lines. Behind the text of each stand its relations,
one a line: ``> V Орши=Светланой Бондарь|Коврова|приехала|held``: the relation's first
letter ("?" before it where readers may differ), who, with whom, the cue, the status. Several
parties stand with ";" between them, each joined with each of the other side; with "+" and nothing
after it each is joined with each of them. Behind "=" stands another mention that will do, behind
"~" the number of the occurrence that is meant.

Usage: python benchmarks/ties_written.py ties_written.jsonl
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

WRITTEN = Path(__file__).with_suffix(".txt")
LABELS = {
    "A": "AGREEMENT_WITH", "M": "MEETING_WITH", "C": "COOPERATES_WITH", "T": "TWINNED_WITH",
    "V": "VISITED",
}  # fmt: skip
Span = dict[str, Any]
Party = list[Span]  # the mention, and others that will do


def passage(number: int, block: str) -> dict[str, Any]:
    """A passage as the training reads it.

    Args:
        number: Its place in the file.
        block: Its text and its relations.

    Raises:
        ValueError: The text has no such words.
    """
    lines = block.split("\n")
    text = "\n".join(line for line in lines if not line.startswith("> "))
    found: dict[str, list[Span]] = {"relations": [], "optional_relations": []}
    for line in lines:
        if line.startswith("> "):
            kind = "optional_relations" if line.startswith("> ?") else "relations"
            found[kind] += relations(text, line.lstrip("> ?"))
    return {"id": f"own:{number:03}", "text": text, **found}


def relations(text: str, line: str) -> Iterator[Span]:
    """The relations that a line tells."""
    one, other, cue, status = (part.strip() for part in line[1:].split("|"))
    pairs: Iterator[tuple[Party, Party]]
    if other:
        pairs = itertools.product(parties(text, one, ";"), parties(text, other, ";"))
    else:
        pairs = itertools.combinations(parties(text, one, "+"), 2)
    for (first, *firsts), (second, *seconds) in pairs:
        yield {
            "label": LABELS[line[0]], "a": first, "b": second, "a_alt": firsts, "b_alt": seconds,
            "cue": span(text, cue), "status": status or None,
        }  # fmt: skip


def parties(text: str, names: str, between: str) -> list[Party]:
    return [[span(text, name) for name in party.split("=")] for party in names.split(between)]


def span(text: str, name: str) -> Span:
    """The place of some words in a text."""
    words, _, number = name.strip().partition("~")
    start = -1
    for _ in range(int(number or 1)):
        start = text.find(words, start + 1)
        if start < 0:
            raise ValueError(f"{name!r} does not stand in {text!r}")
    return {"start": start, "end": start + len(words), "text": words}


def main() -> None:
    """Writes the passages."""
    blocks = WRITTEN.read_text("utf-8").strip().split("\n\n")
    rows = [passage(number, block) for number, block in enumerate(blocks, 1)]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    Path(sys.argv[1]).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
