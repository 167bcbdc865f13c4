"""How likely a name that the gazetteer lacks is a place's: fitted to mentions read by hand.

    python -m extract.training.places READ.jsonl ARTICLES.jsonl … MODEL

READ is ``benchmarks/places_read.jsonl``: of each mention the id of its article, its first character
and one past its last, its type and whether it is a place. ARTICLES hold the texts; ``places.json``
of the folder MODEL is written anew.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language

from extract import language
from extract.annotations import Mention
from extract.stages.places import Places
from extract.stages.places.unknown import FILE
from extract.training.linear import Seen, fit

AFTER_NAMES = ["places", "relations", "coreference", "careers", "agreements", "events"]


def seen(nlp: Language, read: Path, articles: Sequence[Path]) -> Iterator[Seen]:
    """What is said of the mentions that were read.

    Args:
        nlp: Its stages go as far as names.
        read: The verdicts.
        articles: Where their texts stand.
    """
    wanted: dict[str, dict[Mention, bool]] = defaultdict(dict)
    for line in _lines(read):
        one = Mention(line["start"], line["end"], line["type"])
        wanted[line["id"]][one] = line["verdict"] == "place"
    stage = Places()
    for path in articles:
        for line in _lines(path):
            if known := wanted.pop(str(line.get("id")), None):
                for one, said in stage.unknown(nlp(line["text"])):
                    if one in known:
                        yield Seen(said, known[one])


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main() -> None:
    """Fits the weights and writes them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("read", type=Path)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("model", type=Path)
    asked = parser.parse_args()
    nlp = language.load(exclude=AFTER_NAMES)
    rows = list(seen(nlp, asked.read, asked.articles))
    text = json.dumps({"unknown": fit(rows)}, ensure_ascii=False, indent=0, sort_keys=True)
    (asked.model / FILE).write_text(text + "\n", "utf-8")
    print(f"{len(rows)} mentions, {sum(row.is_right for row in rows)} of them places")


if __name__ == "__main__":
    main()
