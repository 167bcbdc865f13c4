"""The five relations on texts that they were not learned on: each fold by a model of the others.

``extract train --passages ... -o FOLDER`` leaves them in FOLDER/folds. Counted as
../shared/tools/score_relations.py does: relations with a score of 0.5 and more, a pair once a text.

Usage: python benchmarks/ties.py FOLDER
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

from readme import put

import extract

SHARED = Path(__file__).parents[2] / "shared"
CORPORA = ("news", "press", "retold", "written")
sys.path.insert(0, str(SHARED / "tools"))
import score_relations  # noqa: E402


def main() -> None:
    """Writes the table into the pages."""
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    status: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for fold in sorted(Path(sys.argv[1], "folds").iterdir()):
        score_relations.NLP = extract.load(model=fold / "model")
        names = set((fold / "ids.txt").read_text("utf-8").split())
        for corpus in CORPORA:
            lines = (SHARED / f"data/relations/{corpus}.jsonl").read_text("utf-8").splitlines()
            rows = [json.loads(line) for line in lines]
            own = [row for row in rows if names & {row.get("id"), row.get("source")}]
            by_label, told, _ = score_relations.score(own)
            for label, found in by_label.items():
                for name in (corpus, label):
                    counts[name] = [a + b for a, b in zip(counts[name], found, strict=True)]
            status[corpus] = [a + b for a, b in zip(status[corpus], told, strict=True)]
    table = "| | precision | recall | F1 | status right | told as done though not |\n"
    table += "|---|---|---|---|---|---|\n"
    for name in (*CORPORA, *score_relations.LABELS):
        right, false, missed = counts[name]
        said = ""
        if name in status:
            good, all_of, done = status[name]
            said = f"{good / all_of:.3f} | {done} of {all_of}"
        table += (
            f"| {name} | {right / (right + false):.3f} | {right / (right + missed):.3f} "
            f"| {score_relations.f1(right, false, missed):.3f} | {said or ' | '} |\n"
        )
    put("ties", table)


if __name__ == "__main__":
    main()
