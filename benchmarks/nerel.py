"""Entities and relations on NEREL's dev split, by type, as ``extract score`` counts them.

Usage: python benchmarks/nerel.py [--model MODEL]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from readme import put

from extract.language import load
from extract.scoring import Score, score

DEV = Path(__file__).parents[2] / "shared/data/nerel/dev"


def main() -> None:
    """Writes the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model")
    nlp = load(model=parser.parse_args().model)
    scores = score(DEV, nlp)
    given = scores.relations_given_entities or Score({})
    lines = ["| | precision | recall | micro-F1 | macro-F1 |", "|---|---|---|---|---|"]
    for name, part in (
        ("entities", scores.entities),
        ("relations, gold entities given", given),
        ("relations, end to end", scores.relations),
    ):
        micro = part.micro
        lines.append(
            f"| {name} | {micro.precision:.3f} | {micro.recall:.3f} | {micro.f1:.3f} "
            f"| {part.macro_f1:.3f} |"
        )
    put("nerel", "\n".join(lines))
    put("nerel entities", by_type(scores.entities))
    put("nerel relations", by_type(given))


def by_type(part: Score) -> str:
    """A table of types, the best first."""
    rows = sorted(part.by_type.items(), key=lambda row: -row[1].f1)
    lines = ["| type | gold | precision | recall | F1 |", "|---|---|---|---|---|"]
    lines += [
        f"| {name} | {count.gold} | {count.precision:.3f} | {count.recall:.3f} | {count.f1:.3f} |"
        for name, count in rows
        if count.gold
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
