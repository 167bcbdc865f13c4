"""Whole articles that were read by hand: people's positions, events and the five relations.

``articles_read.jsonl`` has 2,983 articles: news of ../shared/data/unlabelled, NEREL's train split,
releases and news of ../shared/data/relations (``press``, ``retold``), annotated by the rules of
../shared/data/articles/GUIDELINES.md, the first 800 each by one reader in two passes, the others
by one reader in one pass with a look back; these lack organizations. The articles are not ours:
a quote is its offsets. ``part`` is "learn", "held" or "nerel"; what is held was never trained on,
and nobody looked at what was wrong in it; what a model learned of NEREL's beside the others made it
no better on what is held (docs/model.md).

    python benchmarks/articles_read.py learn FOLDER

writes the articles (articles.jsonl, a source of ``extract run``) and their gold (gold.jsonl, for
../shared/tools/score_tables.py) into a folder.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "shared/data"
Row = dict[str, Any]


def texts() -> dict[str, Row]:
    """The articles that may have been read, by id."""
    found = {}
    with gzip.open(DATA / "unlabelled/news.jsonl.gz", "rt", encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            name = article["id"].replace("/", "__")
            found[name] = {"id": name, "text": article["text"]}
    for path in sorted((DATA / "nerel/train").glob("*.txt")):
        name = f"nerel__{path.stem}"
        found[name] = {"id": name, "text": path.read_bytes().decode("utf-8")}
    for part in ("press", "retold"):
        with (DATA / f"relations/{part}.jsonl").open(encoding="utf-8") as lines:
            for article in map(json.loads, lines):
                known = {key: article[key] for key in ("id", "date", "text")}
                found[article["id"]] = known
    return found


def read(part: str) -> Iterator[tuple[Row, Row]]:
    """The articles of a part, each with its gold, quotes as text."""
    known = texts()
    with (HERE / "articles_read.jsonl").open(encoding="utf-8") as lines:
        for gold in map(json.loads, lines):
            if gold.pop("part") == part:
                article = known[gold["doc"]]
                yield article, quoted(gold, article["text"])


def quoted(gold: Row, text: str) -> Row:
    """With quotes in place of their offsets."""
    for event in gold["events"]:
        event["quotes"] = [text[start:end] for start, end in event["quotes"]]
    for relation in gold["relations"]:
        if relation.get("quote"):
            start, end = relation["quote"]
            relation["quote"] = text[start:end]
    return gold


def write(pairs: Iterable[tuple[Row, Row]], folder: Path) -> int:
    """Writes articles and their gold into a folder; says how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    known = list(pairs)
    for at, name in enumerate(("articles.jsonl", "gold.jsonl")):
        lines = (json.dumps(pair[at], ensure_ascii=False) + "\n" for pair in known)
        (folder / name).write_text("".join(lines), "utf-8")
    return len(known)


def main() -> None:
    """Writes the articles of a part and their gold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("part", choices=["learn", "held", "nerel"])
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    write(read(asked.part), asked.folder)


if __name__ == "__main__":
    main()
