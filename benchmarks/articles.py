"""People's positions, events and the five relations on whole articles that were held back.

Runs the pipeline over the part "held" of ``articles_read.jsonl`` (news, releases; nobody tuned
anything to them) and writes what ../shared/tools/score_tables.py counts into docs/quality.md.

Usage: python benchmarks/articles.py
"""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
from pathlib import Path

from articles_read import DATA, read, write
from readme import put

import extract

# Figures of score_tables.py, in the order of the table, and what they are called there.
COUNTED = {
    "people": "people, F1",
    "positions": "positions, F1",
    "workplaces": "where they are held, F1",
    "events": "events, F1",
    "participants": "who takes part in them, F1",
    "events: name right": "of those found: named right",
    "events: kind right": "kind right",
    "events: place right": "place right",
    "events: begin right": "begin right",
    "events: status right": "status right",
    "events: told as held though not": "told as held though not",
    "people: former or not, right": "of positions found: former or not, right",
}


def main() -> None:
    """Writes the table."""
    sys.path.insert(0, str(DATA.parent / "tools"))
    from score_tables import score  # type: ignore[import-not-found]

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        n = write(read("held"), folder)
        extract.run(folder / "articles.jsonl", folder / "out", csv="none")
        with contextlib.redirect_stdout(io.StringIO()):
            figures = score(folder / "gold.jsonl", folder / "out")
    lines = [f"| {n} articles | |", "|---|---|"]
    lines += [f"| {told} | {figures[known]:.3f} |" for known, told in COUNTED.items()]
    put("articles", "\n".join(lines))


if __name__ == "__main__":
    main()
