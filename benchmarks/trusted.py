"""Chooses the cuts of ``extract.trust``, and tells on NEREL's dev split how right the rows are.

A row is right if NEREL has the relation between mentions of the same two entities: a fact that
another sentence tells is as true. NEREL does not have all that is so; what share of the other rows
reads right, and how right rows of other news are, ``trusted_read.json`` has by hand.

From these rows a line is fitted for each relation from its score to the chance that it is right,
held to the line of all relations, since few rows say little. The cut is the lowest where ``TARGET``
of the rows above it are right, and a row at it with the chance ``LEAST``. A relation that reaches
that at no cut is not trusted.

Usage: python benchmarks/trusted.py [--write] [--dev FOLDER]

With --write the cuts go into the package. Run it again whenever the model has changed.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from readme import put
from spacy.tokens import Doc

import extract
from extract.annotations import Mention, Relation
from extract.brat import Annotated, read_folder
from extract.encoder.model import DEFAULT, Model, locate
from extract.language import load
from extract.schema import MODEL_RELATIONS
from extract.trust import OTHER, PATTERN, packaged, trusted

HERE = Path(__file__).parent
DEV = HERE.parents[1] / "shared/data/nerel/dev"
READ = json.loads((HERE / "trusted_read.json").read_text("utf-8"))
CUTS = Path(extract.__file__).parent / "data/trusted.json"
TARGET = 0.91
LEAST = 0.75  # the chance of a row that scores no more than the cut
STIFF, LOOSE = 20.0, 1.0  # how strongly a relation's own line is held to that of all
NEWS = 6.0  # a row of other news counts as so many of NEREL, whose style the model has learned
PATTERN_CUT = 0.5
GRID = [round(float(cut), 2) for cut in np.arange(0.3, 0.96, 0.02)]
ALIASES = ("ALTERNATIVE_NAME", "ABBREVIATION")
MUTUAL = ("SIBLING", "SPOUSE", "RELATIVE", "KNOWS")

Cuts = Mapping[str, float | None]
Numbers = NDArray[np.float64]


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
    scale, shift = logistic(known, np.zeros(2), np.array([1e-3, 1e-3]))
    cuts: dict[str, float | None] = {}
    for name in (*MODEL_RELATIONS, OTHER):  # the cuts of the five come with their network
        own = [row for row in known if row.predicate == name]
        line = logistic(own, np.array([scale, shift]), np.array([STIFF, LOOSE]))
        cuts[name] = None if name in ALIASES else _cut(line, [row.score for row in own])
    five = Model(locate(DEFAULT)).card["ties"]["trusted"]
    return cuts | five | {PATTERN: PATTERN_CUT}


def logistic(rows: Sequence[Row], prior: Numbers, pull: Numbers) -> Numbers:
    """Scale and shift from the log-odds of the score to those of being right.

    Args:
        rows: What is known.
        prior: Where both are without rows.
        pull: How strongly they stay there: the inverse of their variances.
    """
    x = np.array([[_log_odds(row.score), 1.0] for row in rows]).reshape(-1, 2)
    right = np.array([row.right for row in rows])
    weight = np.array([row.weight for row in rows])
    line = prior
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ line)))
        curvature = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(pull)
        line = line + np.linalg.solve(
            curvature, x.T @ (weight * (right - p)) - pull * (line - prior)
        )
    return line


def _cut(line: Numbers, scores: Sequence[float]) -> float | None:
    for cut in GRID:
        above = [score for score in scores if score >= cut] or [cut]
        chances = [_chance(line, score) for score in above]
        if _chance(line, cut) >= LEAST and np.mean(chances) >= TARGET:
            return cut
    return None


def _chance(line: Numbers, score: float) -> float:
    return float(1 / (1 + np.exp(-(line @ (_log_odds(score), 1.0)))))


def _log_odds(share: float) -> float:
    share = min(max(share, 0.01), 0.99)
    return math.log(share / (1 - share))


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
        f'benchmarks/trusted.py. Scores are calibrated. A predicate with "+" is that of rows '
        f"that a construction found too; the cuts of those five come with their network, where "
        f"82% of the rows are in the gold of passages."
    )
    return json.dumps({"about": about, "cuts": dict(sorted(cuts.items()))}, indent=1) + "\n"


if __name__ == "__main__":
    main()
