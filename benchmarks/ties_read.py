"""Passages of news whose agreements, meetings and visits were read by hand, for ``extract train``.

``ties_read.jsonl`` has what the model found in 700 articles of news with a score of 0.25 and more,
by the article's id and offsets, and of 300 rows how a reader judged them: right, wrong or open,
and the same of the status. After these come 176 passages of other articles, where the model was
unsure or found nothing near a cue word, with all that a reader finds in them. The articles
themselves are not ours; they stand in ../shared.

``ties_told.jsonl`` has every telling in 330 more articles, in the same notation; the model in the
package has not learned from it: with it agreements are found worse (docs/model.md). Some of these
articles stand in the other files too: there its passages should take their place.

Usage: python benchmarks/ties_read.py ties_read.jsonl [ties_told]
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NEWS = HERE.parents[1] / "shared/data/unlabelled/news.jsonl.gz"
Row = dict[str, Any]


def passages(rows: list[Row], texts: dict[str, str]) -> Iterator[Row]:
    """The passages around the judged rows, with what is right in them; the rest is open."""
    of_article = defaultdict(list)
    for row in rows:
        of_article[row["id"]].append(row)
    for name, told in of_article.items():
        for start, end in _joined(row["passage"] for row in told if "passage" in row):
            relations: dict[str, list[Row]] = {"relations": [], "optional_relations": []}
            for row in told:
                if "label" not in row:
                    continue
                spans = [row["a"], row["b"], row["cue"]]
                within = all(start <= first and last <= end for first, last in spans)
                if within and (kind := _kind(row)):
                    relations[kind].append(_relation(row, texts[name], start))
            text = texts[name][start:end]
            yield {"id": f"read:{name}:{start}", "source": name, "text": text, **relations}


def _kind(row: Row) -> str | None:
    verdict = row.get("verdict", "open")
    if verdict == "wrong":
        return None
    sure = verdict == "right" and row["status_verdict"] == "right"
    return "relations" if sure else "optional_relations"


def _relation(row: Row, text: str, start: int) -> Row:
    def span(offsets: list[int]) -> Row:
        first, last = offsets
        return {"start": first - start, "end": last - start, "text": text[first:last]}

    sides = {name: span(row[name]) for name in ("a", "b", "cue")}
    others = {name: [span(one) for one in row.get(name, ())] for name in ("a_alt", "b_alt")}
    return {"label": row["label"], "status": row["status"], **sides, **others}


def _joined(spans: Iterator[list[int]]) -> list[list[int]]:
    """Overlapping spans as one."""
    found: list[list[int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1][1] = max(found[-1][1], end)
        else:
            found.append([start, end])
    return found


def main() -> None:
    """Writes the passages."""
    name = sys.argv[2] if len(sys.argv) > 2 else "ties_read"
    lines = (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()
    with gzip.open(NEWS, "rt", encoding="utf-8") as news:
        texts = {row["id"]: row["text"] for row in map(json.loads, news)}
    found = passages([json.loads(line) for line in lines], texts)
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found)
    Path(sys.argv[1]).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
