"""Fits a regression of named features to mentions that were read by hand.

    python -m extract.training.verdicts {places,people} READ.jsonl ARTICLES.jsonl … MODEL

READ is ``benchmarks/places_read.jsonl`` or ``people_read.jsonl``: of each mention the id of its
article, its first character and one past its last, its type and the verdict. ARTICLES hold the
texts; ``places.json`` or ``people.json`` of the folder MODEL is written anew.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from extract import language
from extract.annotations import Mention
from extract.stages.coreference import Coreference, doubtful
from extract.stages.places import Places, unknown
from extract.training.linear import Features, Seen, fit

AFTER = ["relations", "coreference", "careers", "agreements", "events"]


class Asked(NamedTuple):
    """A decision that is learned so.

    Attributes:
        said: Of a document, mentions of one thing and what is said of them.
        right: The verdict that says yes.
        exclude: Stages that do not run before.
        file: Of a model folder.
        name: Of the regression in the file.
    """

    said: Callable[[Doc], Iterator[tuple[Sequence[Mention], Features]]]
    right: str
    exclude: Sequence[str]
    file: str
    name: str


def asked(what: str) -> Asked:
    """ "places": whether a name that the gazetteer lacks is a place's; "people": whether a word
    that no list is sure of is a person's.
    """
    if what == "places":
        return Asked(
            lambda doc: (([one], said) for one, said in Places().unknown(doc)),
            "place", ["places", *AFTER], unknown.FILE, "unknown",
        )  # fmt: skip
    return Asked(Coreference().doubted, "person", AFTER, doubtful.FILE, "people")


def seen(nlp: Language, what: Asked, read: Path, articles: Sequence[Path]) -> Iterator[Seen]:
    """What is said of the mentions that were read.

    Args:
        nlp: Its stages go as far as what is asked.
        what: The decision.
        read: The verdicts.
        articles: Where their texts stand.
    """
    wanted: dict[str, dict[Mention, bool]] = defaultdict(dict)
    for line in _lines(read):
        one = Mention(line["start"], line["end"], line["type"])
        wanted[line["id"]][one] = line["verdict"] == what.right
    for path in articles:
        for line in _lines(path):
            if known := wanted.pop(str(line.get("id")), None):
                for mentions, said in what.said(nlp(line["text"])):
                    verdicts = [known[one] for one in mentions if one in known]
                    if verdicts:
                        yield Seen(said, verdicts[0])


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main() -> None:
    """Fits the weights and writes them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=["places", "people"])
    parser.add_argument("read", type=Path)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("model", type=Path)
    given = parser.parse_args()
    what = asked(given.what)
    rows = list(seen(language.load(exclude=what.exclude), what, given.read, given.articles))
    text = json.dumps({what.name: fit(rows)}, ensure_ascii=False, indent=0, sort_keys=True)
    (given.model / what.file).write_text(text + "\n", "utf-8")
    print(f"{len(rows)} read, {sum(row.is_right for row in rows)} of them right")


if __name__ == "__main__":
    main()
