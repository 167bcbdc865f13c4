"""Passages for the first epochs of ``extract train``: written for it, and news read for it.

``ties_practice.txt`` has releases, news and articles written in many manners, in the notation of
``ties_written``; ``ties_practice.jsonl`` has passages of news that a reader went through, by ids
and offsets as ``ties_read``. They widen what the network has seen; the last epochs leave them out.

Usage: python benchmarks/ties_practice.py ties_practice.jsonl
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

from ties_read import NEWS, passages
from ties_written import passage

HERE = Path(__file__)


def main() -> None:
    """Writes the passages."""
    blocks = HERE.with_suffix(".txt").read_text("utf-8").strip().split("\n\n")
    rows = [passage(number, block) for number, block in enumerate(blocks, 1)]
    for row in rows:
        row["id"] = row["id"].replace("own:", "practice:")
    lines = HERE.with_suffix(".jsonl").read_text("utf-8").splitlines()
    with gzip.open(NEWS, "rt", encoding="utf-8") as news:
        texts = {row["id"]: row["text"] for row in map(json.loads, news)}
    rows += passages([json.loads(line) for line in lines], texts)
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    Path(sys.argv[1]).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
