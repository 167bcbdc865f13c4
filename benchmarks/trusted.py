"""Chooses the cuts of ``extract.trust``, and tells on NEREL's dev split how right the rows are.

A row is right if NEREL has the relation between mentions of the same two entities: a fact that
another sentence tells is as true. NEREL does not have all that is so; what share of the other rows
reads right, and how right rows of other news are, ``trusted_read.json`` has by hand.

The cut of a relation is the lowest above which ``TARGET`` of its rows are right, and ``LEAST`` of
those that score hardly more. Few rows say little: to each relation ``PRIOR`` rows are added that
are as right as those of all relations at the same score, more or less so as the relation is more or
less often right than all. A relation that reaches the target at no cut is not trusted.

Usage: python benchmarks/trusted.py [--write] [--dev FOLDER]

With --write the cuts go into the package. Run it again whenever the model has changed.
"""

from __future__ import annotations

import argparse
import functools
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from readme import put
from spacy.tokens import Doc

import extract
from extract.annotations import Mention, Relation
from extract.brat import Annotated, read_folder
from extract.language import load
from extract.schema import MODEL_RELATIONS, PATTERN_RELATIONS
from extract.trust import OTHER, PATTERN, packaged, trusted

HERE = Path(__file__).parent
DEV = HERE.parents[1] / "shared/data/nerel/dev"
READ = json.loads((HERE / "trusted_read.json").read_text("utf-8"))
CUTS = Path(extract.__file__).parent / "data/trusted.json"
TARGET = 0.88
LEAST, BAND = 0.8, 0.12  # of the rows that score hardly more than the cut so many are right
PRIOR = 6.0  # rows
NEWS = 8.0  # a row of other news counts as so many of NEREL, whose style the model has learned
TOP = 2.0  # no score is so high
PATTERN_CUT = 0.5
STEADY = 4  # a cut and so many steps above it reach the target, that it is no stroke of luck
GRID = [round(float(cut), 2) for cut in np.arange(0.3, 0.96, 0.02)]
ALIASES = ("ALTERNATIVE_NAME", "ABBREVIATION")
MUTUAL = ("SIBLING", "SPOUSE", "RELATIVE", "KNOWS")

Cuts = Mapping[str, float | None]


class Row(NamedTuple):
    """A relation found: how sure it is, how right, and how much it counts."""

    predicate: str
    score: float
    right: float
    weight: float = 1.0


def main() -> None:
    """Writes the table, and the cuts where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--dev", type=Path, default=DEV)
    arguments = parser.parse_args()
    nlp = load()
    gold = read_folder(arguments.dev)
    docs = [nlp(one.text) for one in gold]
    facts = [Facts(doc, one) for doc, one in zip(docs, gold, strict=True)]
    halves = [[i for i in range(len(docs)) if i % 2 == half] for half in (0, 1)]
    cuts = fit([row for one in facts for row in one.rows()], news())
    if arguments.write:
        CUTS.write_text(_shown(cuts), "utf-8")
    counts = []
    for half, other in (halves, reversed(halves)):
        known = fit([row for i in half for row in facts[i].rows()], news())
        counts += [facts[i].count(known) for i in other]
    out_of_fold = np.array(counts).sum(0)
    shipped = np.array([one.count(cuts if arguments.write else packaged()) for one in facts]).sum(0)
    everything = np.array([one.count(None) for one in facts]).sum(0)
    lines = [
        "| rows on NEREL's dev split | rows | in NEREL, by fact | right, with what was read |",
        "|---|---|---|---|",
    ]
    for name, (n, listed, right) in (
        ("all", everything),
        ("trusted, cuts of the other half", out_of_fold),
        ("trusted", shipped),
    ):
        lines.append(f"| {name} | {n:.0f} | {listed / n:.3f} | {right / n:.3f} |")
    put("trusted", "\n".join(lines))


def fit(rows: Sequence[Row], read: Sequence[Row]) -> dict[str, float | None]:
    """The cut of each relation of the model; see the module's text."""
    known = [*rows, *read]
    by_name: dict[str, list[Row]] = defaultdict(list)
    for row in known:
        by_name[row.predicate].append(row)

    @functools.cache
    def pooled(cut: float, end: float) -> float:
        return _share(_between(known, cut, end))

    @functools.cache
    def better(name: str) -> float:
        """How much likelier a relation is right than all are, whatever the score; in log-odds."""
        usual = pooled(0.0, TOP)
        right, weight = _sums(by_name[name])
        return _log_odds((right + PRIOR * usual) / (weight + PRIOR)) - _log_odds(usual)

    def smooth(name: str, cut: float, end: float = TOP) -> float:
        right, weight = _sums(_between(by_name[name], cut, end))
        prior = 1 / (1 + math.exp(-_log_odds(pooled(cut, end)) - better(name)))
        return (right + PRIOR * prior) / (weight + PRIOR)

    cuts: dict[str, float | None] = {}
    for name in (*MODEL_RELATIONS, OTHER):  # the five, and what words tell, are patterns
        good = [
            smooth(name, cut) >= TARGET and smooth(name, cut, cut + BAND) >= LEAST for cut in GRID
        ]
        steady = (cut for at, cut in enumerate(GRID) if all(good[at : at + STEADY + 1]))
        cuts[name] = None if name in ALIASES else next(steady, None)
    return cuts | dict.fromkeys((*PATTERN_RELATIONS, PATTERN), PATTERN_CUT)


def _log_odds(share: float) -> float:
    share = min(max(share, 0.01), 0.99)
    return math.log(share / (1 - share))


def _between(rows: Iterable[Row], cut: float, end: float) -> list[Row]:
    return [row for row in rows if cut <= row.score < end]


def _sums(rows: Iterable[Row]) -> tuple[float, float]:
    return sum(r.right * r.weight for r in rows), sum(r.weight for r in rows)


def _share(rows: Sequence[Row]) -> float:
    right, weight = _sums(rows)
    return right / max(weight, 1.0)


def news() -> list[Row]:
    """The rows of news that were read."""
    return [
        Row(name, score, right, NEWS)
        for name, rows in READ["news"].items()
        for score, right in rows
    ]


def _unlisted(predicate: str) -> float:
    """The share that is right of the rows that NEREL does not have."""
    right, read = READ["unlisted"].get(predicate, (0, 0))
    return float((right + 1) / (read + 2))


class Facts:
    """What NEREL says of a document, and which of the document's relations say the same."""

    def __init__(self, doc: Doc, gold: Annotated) -> None:
        self.doc, self.gold = doc, gold
        self.names: dict[tuple[str, str], Mention] = {}
        self.up = {mention: mention for mention in gold.entities}
        self._join()
        self.told = {(r.type, self.first(r.subject), self.first(r.object)) for r in gold.relations}
        held: dict[Mention, list[Mention]] = defaultdict(list)
        for name, person, job in self.told:
            if name == "WORKS_AS":
                held[job].append(person)
        self.told |= {(name, one, o) for name, s, o in self.told for one in held.get(s, ())}

    def _join(self) -> None:
        """One entity: one name, one Wikidata id, or an alias that NEREL annotates."""
        ids: dict[str, Mention] = {}
        for mention in self.gold.entities:
            name = (mention.type, self.name(mention))
            self._merge(mention, self.names.setdefault(name, mention))
            reference = self.gold.references.get(mention, ("NULL", ""))[0]
            if reference != "NULL":
                self._merge(mention, ids.setdefault(reference, mention))
        for relation in self.gold.relations:
            if relation.type in ALIASES and relation.subject.type == relation.object.type:
                self._merge(relation.subject, relation.object)

    def _merge(self, one: Mention, other: Mention) -> None:
        self.up[self.first(one)] = self.first(other)

    def first(self, mention: Mention) -> Mention:
        while self.up[mention] != mention:
            mention = self.up[mention]
        return mention

    def name(self, mention: Mention) -> str:
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        return " ".join(token.lemma_.lower() for token in span if token.is_alpha or token.like_num)

    def entities(self, mention: Mention) -> set[Mention]:
        """The entities that a mention may be of: by its place, or by its name."""
        near = (m for m in self.gold.entities if m.type == mention.type and _alike(m, mention))
        found = {self.first(one) for one in near}
        named = self.names.get((mention.type, self.name(mention)))
        return found | ({self.first(named)} if named else set())

    def has(self, relation: Relation) -> bool:
        name = relation.predicate
        return any(
            (name, one, other) in self.told or (name in MUTUAL and (name, other, one) in self.told)
            for one in self.entities(relation.subject)
            for other in self.entities(relation.object)
        )

    def row(self, relation: Relation) -> Row:
        right = 1.0 if self.has(relation) else _unlisted(relation.predicate)
        return Row(relation.predicate, relation.score, right)

    def rows(self) -> Iterator[Row]:
        """All that is left where nothing is cut."""
        for relation in trusted(self.doc, self.doc._.relations, {OTHER: 0.0}):
            if relation.method == "model":
                yield self.row(relation)

    def count(self, cuts: Cuts | None) -> tuple[int, int, float]:
        """Rows of the model, those that NEREL has, and those that are right; None for all rows."""
        relations: list[Relation] = self.doc._.relations
        if cuts is not None:
            relations = trusted(self.doc, relations, cuts)
        ours = [relation for relation in relations if relation.method == "model"]
        listed = sum(self.has(relation) for relation in ours)
        return len(ours), listed, sum(self.row(relation).right for relation in ours)


def _alike(one: Mention, other: Mention) -> bool:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common * 2 >= max(one.end, other.end) - min(one.start, other.start)


def _shown(cuts: Cuts) -> str:
    about = (
        f"The score from which on a relation is trusted, null where no score is enough: above it "
        f"{TARGET:.0%} of the rows read right, on NEREL's dev split and on news. Made by "
        f"benchmarks/trusted.py. Scores are calibrated."
    )
    return json.dumps({"about": about, "cuts": dict(sorted(cuts.items()))}, indent=1) + "\n"


if __name__ == "__main__":
    main()
