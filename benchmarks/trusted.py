"""Chooses the cuts of ``extract.trust``, and tells on NEREL's dev split how right the rows are.

A row is right if NEREL has the relation between mentions of the same two entities: a fact that
another sentence tells is as true. NEREL does not have all that is so; what share of the other rows
reads right, and how right rows of other news are, ``trusted_read.json`` has by hand.

From these rows a line is fitted for each relation from its score to the chance that it is right,
held to the line of all relations, since few rows say little. The cut is the lowest where ``TARGET``
of the rows above it are right, and a row at it with the chance ``LEAST``. A relation that reaches
that at no cut is not trusted.

The score of a row is the chance that it is in NEREL, by a line of its relation too (see
``trust.chance``). How far these are off is told for the rows of one half by the lines of the other.

Usage: python benchmarks/trusted.py [--write] [--dev FOLDER]

With --write the cuts go into the package. Run it again whenever the model has changed.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from readme import put
from spacy.tokens import Doc

import extract
from extract.annotations import Mention, Relation, span_of
from extract.brat import Annotated, read_folder
from extract.encoder.model import DEFAULT, Model, locate
from extract.language import load
from extract.schema import ALIAS_RELATIONS, MODEL_RELATIONS
from extract.trust import OTHER, PATTERN, chance, log_odds, packaged, trusted

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
MUTUAL = ("SIBLING", "SPOUSE", "RELATIVE", "KNOWS")

Cuts = Mapping[str, float | None]
Lines = Mapping[str, tuple[float, float]]
Numbers = NDArray[np.float64]


class Row(NamedTuple):
    """A relation found: how sure it is, how right, and how much it counts."""

    predicate: str
    score: float
    right: float
    weight: float = 1.0


class Told(NamedTuple):
    """A row of the table: its score, whether NEREL has it, and how right it is, as was read."""

    score: float
    listed: float
    right: float


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
    if arguments.write:
        CUTS.write_text(_shown(*_fitted(facts)), "utf-8")
    out_of_fold: list[Told] = []
    everything: list[Told] = []
    for half, other in (halves, reversed(halves)):
        cuts, lines = _fitted([facts[i] for i in half])
        for i in other:
            out_of_fold += facts[i].shown(cuts, lines)
            everything += facts[i].shown(None, lines)
    table = [
        "| rows on NEREL's dev split | rows | in NEREL, by fact | error of their scores "
        "| right, with what was read |",
        "|---|---|---|---|---|",
    ]
    for name, rows in (
        ("all, scores by the other half", everything),
        ("trusted, cuts and scores by the other half", out_of_fold),
        ("trusted", [row for one in facts for row in one.shown(packaged(), None)]),
    ):
        _, listed, right = np.array(rows).mean(0)
        error = calibration_error(rows)
        table.append(f"| {name} | {len(rows)} | {listed:.3f} | {error:.3f} | {right:.3f} |")
    put("trusted", "\n".join(table))


def _fitted(facts: Sequence[Facts]) -> tuple[Cuts, Lines]:
    rows = [row for one in facts for row in one.rows()]
    return fit(rows, news()), fit_lines([row for one in facts for row in one.listed()])


def calibration_error(rows: Sequence[Told]) -> float:
    """How far scores are from the share that is in NEREL, on average over ten equal parts."""
    order = sorted(rows, key=lambda row: row.score)
    parts = np.array_split(np.array(order), 10)
    return sum(abs(float((part[:, 0] - part[:, 1]).sum())) for part in parts) / len(rows)


def fit_lines(rows: Sequence[Row]) -> Lines:
    """Of each relation of the model the line from its score to the chance that it is listed."""
    lines = {}
    for name, line in _own_lines(rows).items():
        if name == OTHER:
            continue  # what is of none of the model's keeps its score
        scale, shift = line.round(4).tolist()
        lines[name] = scale, shift
    return lines


def fit(rows: Sequence[Row], read: Sequence[Row]) -> dict[str, float | None]:
    """The cut of each relation of the model; see the module's text."""
    known = [*rows, *read]
    cuts: dict[str, float | None] = {}
    for name, line in _own_lines(known).items():  # the cuts of the five come with their network
        scores = [row.score for row in known if row.predicate == name]
        cuts[name] = None if name in ALIAS_RELATIONS else _cut(line, scores)
    five: dict[str, float | None] = Model(locate(DEFAULT)).card["ties"]["trusted"]
    return cuts | five | {PATTERN: PATTERN_CUT}


def _own_lines(rows: Sequence[Row]) -> dict[str, Numbers]:
    """Of each relation its line, held to that of all."""
    common = logistic(rows, np.zeros(2), np.array([1e-3, 1e-3]))
    return {
        name: logistic(
            [row for row in rows if row.predicate == name], common, np.array([STIFF, LOOSE])
        )
        for name in (*MODEL_RELATIONS, OTHER)
    }


def logistic(rows: Sequence[Row], prior: Numbers, pull: Numbers) -> Numbers:
    """Scale and shift from the log-odds of the score to those of being right.

    Args:
        rows: What is known.
        prior: Where both are without rows.
        pull: How strongly they stay there: the inverse of their variances.
    """
    x = np.array([[log_odds(row.score), 1.0] for row in rows]).reshape(-1, 2)
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
    return float(1 / (1 + np.exp(-(line @ (log_odds(score), 1.0)))))


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
            if relation.type in ALIAS_RELATIONS and relation.subject.type == relation.object.type:
                self._merge(relation.subject, relation.object)

    def _merge(self, one: Mention, other: Mention) -> None:
        self.up[self.first(one)] = self.first(other)

    def first(self, mention: Mention) -> Mention:
        while self.up[mention] != mention:
            mention = self.up[mention]
        return mention

    def name(self, mention: Mention) -> str:
        span = span_of(self.doc, mention.start, mention.end, mention.type)
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

    def listed(self) -> Iterator[Row]:
        """All that the model finds, right where NEREL has it."""
        for relation in self.doc._.relations:
            if relation.method == "model":
                yield Row(relation.predicate, relation.score, float(self.has(relation)))

    def shown(self, cuts: Cuts | None, lines: Lines | None) -> list[Told]:
        """Rows of the model as they stand in the table.

        Args:
            cuts: Of what is trusted; None for all rows.
            lines: Of their scores; None for those of the package.
        """
        relations: list[Relation] = self.doc._.relations
        if cuts is not None:
            relations = trusted(self.doc, relations, cuts)
        return [
            Told(chance(relation, lines), self.has(relation), self.row(relation).right)
            for relation in relations
            if relation.method == "model"
        ]


def _alike(one: Mention, other: Mention) -> bool:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common * 2 >= max(one.end, other.end) - min(one.start, other.start)


def _shown(cuts: Cuts, lines: Lines) -> str:
    about = (
        f"The score from which on a relation is trusted, null where no score is enough: above it "
        f"{TARGET:.0%} of the rows read right, on NEREL's dev split and on news. Made by "
        f'benchmarks/trusted.py. Scores are calibrated. A predicate with "+" is that of rows '
        f"that a construction found too; the cuts of those five come with their network, where "
        f"82% of the rows are in the gold of passages. Lines: scale and shift from the log-odds of "
        f"the model's score to those that NEREL's dev split has the row."
    )
    head = json.dumps({"about": about, "cuts": dict(sorted(cuts.items()))}, indent=1)
    shown = ",\n".join(f'  "{name}": {json.dumps(line)}' for name, line in sorted(lines.items()))
    return head.removesuffix("\n}") + f',\n "lines": {{\n{shown}\n }}\n}}\n'


if __name__ == "__main__":
    main()
