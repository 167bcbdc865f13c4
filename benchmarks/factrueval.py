"""People, places and organizations next to natasha's NER, on factRuEval-2016's devset.

Token-level F1: a token is inside or outside an entity of the type, whatever the borders of the
entity. Tokens that are adjectives are left aside: "российский" is a country for one corpus and
no entity for the other. Both systems read the same texts in the same run.

Usage: python benchmarks/factrueval.py [--model MODEL]
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from navec import Navec
from readme import put
from slovnet import NER

from extract.encoder.model import DEFAULT, load
from extract.language import STAGES
from extract.language import load as load_pipeline
from extract.russian.natasha import natasha_file

DEVSET = Path(__file__).parents[2] / "shared/data/factrueval/devset"
OURS = {
    "PERSON": "PER", "ORGANIZATION": "ORG", "COUNTRY": "LOC", "STATE_OR_PROVINCE": "LOC",
    "CITY": "LOC", "DISTRICT": "LOC", "LOCATION": "LOC", "FACILITY": "LOC",
}  # fmt: skip
GOLD = {"Person": "PER", "Org": "ORG", "LocOrg": "LOC", "Location": "LOC"}
Token = tuple[int, int]
Marked = set[tuple[Token, str]]


def gold(path: Path) -> tuple[list[Token], Marked]:
    """Tokens of a document, and which of them lie in an object of which type."""
    tokens = [
        (int(start), int(start) + int(size))
        for _, start, size, *_ in map(str.split, _lines(path.with_suffix(".tokens")))
    ]
    spans = {}
    for line in _lines(path.with_suffix(".spans")):
        number, _, start, size = line.split()[:4]
        spans[number] = (int(start), int(start) + int(size))
    marked: Marked = set()
    for line in _lines(path.with_suffix(".objects")):
        _, kind, *parts = line.partition("#")[0].split()
        if kind in GOLD:
            for part in parts:
                marked |= under(tokens, *spans[part], GOLD[kind])
    return tokens, marked


def _lines(path: Path) -> Iterator[str]:
    return (line for line in path.read_text("utf-8").splitlines() if line.strip())


def under(tokens: Iterable[Token], start: int, end: int, kind: str) -> Marked:
    """The tokens that a mention touches."""
    return {(token, kind) for token in tokens if token[0] < end and start < token[1]}


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default=DEFAULT)
    model = load(parser.parse_args().model, 2)
    navec = Navec.load(natasha_file("emb", "navec_news_v1_1B_250K_300d_100q.tar"))
    ner = NER.load(natasha_file("model", "slovnet_ner_news_v1.tar")).navec(navec)
    nlp = load_pipeline(exclude=set(STAGES) - {"segmentation", "morphology"})
    counts: dict[str, Counter[str]] = {"extract": Counter(), "natasha": Counter()}
    for path in sorted(DEVSET.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        tokens, right = gold(path)
        adjectives = {
            token
            for word in nlp(text)
            if word.pos_ == "ADJ"
            for token, _ in under(tokens, word.idx, word.idx + len(word), "")
        }
        found = {
            "extract": [
                (m.start, m.end, OURS[m.type]) for m in model.read(text)[0] if m.type in OURS
            ],
            "natasha": [(span.start, span.stop, span.type) for span in ner(text).spans],
        }
        for system, mentions in found.items():
            marked = {pair for mention in mentions for pair in under(tokens, *mention)}
            for name, part in (("hits", marked & right), ("found", marked), ("gold", right)):
                counts[system].update(
                    f"{name} {kind}" for token, kind in part if token not in adjectives
                )
    lines = ["| F1 (precision / recall) | PER | LOC | ORG |", "|---|---|---|---|"]
    for system, count in counts.items():
        row = [scores(count, kind) for kind in ("PER", "LOC", "ORG")]
        lines.append(f"| {system} | {' | '.join(row)} |")
    put("factrueval", "\n".join(lines))


def scores(count: Counter[str], kind: str) -> str:
    """F1, precision and recall of a type."""
    hits, found, right = (count[f"{name} {kind}"] for name in ("hits", "found", "gold"))
    return f"{2 * hits / (found + right):.3f} ({hits / found:.3f} / {hits / right:.3f})"


if __name__ == "__main__":
    main()
