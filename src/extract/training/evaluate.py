"""Scores a network on annotated documents, windows and all, as the pipeline will run it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch

from extract.encoder.spans import LONGEST
from extract.encoder.subwords import Subwords, Window, windows
from extract.training.examples import (
    OVERLAP,
    WINDOW,
    Example,
    Labels,
    owners,
    pair_input,
    window_ids,
)
from extract.training.model import Network, span_scores


@dataclass
class Score:
    """Hits, guesses and gold, counted."""

    hits: int = 0
    guesses: int = 0
    gold: int = 0

    def add(self, guessed: set[Any], gold: set[Any]) -> None:
        """Counts one document."""
        self.hits += len(guessed & gold)
        self.guesses += len(guessed)
        self.gold += len(gold)

    @property
    def precision(self) -> float:
        return self.hits / self.guesses if self.guesses else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.guesses + self.gold
        return 2 * self.hits / total if total else 0.0


@dataclass
class Scores:
    """Entities, relations given gold entities, relations end to end."""

    entities: Score = field(default_factory=Score)
    types: dict[str, Score] = field(default_factory=dict)
    pairs: Score = field(default_factory=Score)
    whole: Score = field(default_factory=Score)

    def summary(self) -> dict[str, float]:
        """The figures of the log."""
        macro = [score.f1 for score in self.types.values() if score.gold]
        return {
            "p": self.entities.precision,
            "r": self.entities.recall,
            "f1": self.entities.f1,
            "macro": float(np.mean(macro)),
            "rel_p": self.pairs.precision,
            "rel_r": self.pairs.recall,
            "rel_f1": self.pairs.f1,
            "e2e_p": self.whole.precision,
            "e2e_r": self.whole.recall,
            "e2e_f1": self.whole.f1,
        }


@torch.no_grad()
def evaluate(network: Network, items: list[Example], subwords: Subwords, labels: Labels) -> Scores:
    """Strict scores: both borders and the type must be right, of both mentions for a relation."""
    network.eval()
    scores = Scores(types={name: Score() for name in labels.types})
    for item in items:
        spans, states = read(network, item, subwords)
        gold = set(item.mentions)
        scores.entities.add(spans, gold)
        by_type = Counter(type_ for _, _, type_ in gold)
        for number, name in enumerate(labels.types):
            mine = {span for span in spans if span[2] == number}
            scores.types[name].add(mine, {span for span in gold if span[2] == number})
        del by_type
        triples = {
            (item.mentions[subject], relation, item.mentions[object_])
            for subject, relation, object_ in item.relations
        }
        given = relate(network, item, states, sorted(gold), labels)
        scores.pairs.add(given, triples)
        scores.whole.add(relate(network, item, states, sorted(spans), labels), triples)
    return scores


Span = tuple[int, int, int]
States = list[tuple[Window, torch.Tensor]]


def read(network: Network, item: Example, subwords: Subwords) -> tuple[set[Span], States]:
    """Spans of a document and the states of its windows."""
    spans: set[Span] = set()
    kept: States = []
    for window in windows([len(ids) for ids in item.ids], WINDOW, OVERLAP):
        ids, edges = window_ids(item, window, subwords)
        device = network.words.device
        owner = torch.tensor([[-1, *owners(edges).tolist(), -1]], device=device)
        known = torch.from_numpy(item.features[window.first : window.last].astype(np.float32))
        embedded = network.embed(torch.tensor([ids], device=device), known[None].to(device), owner)
        edge = torch.tensor([edges], device=device)
        states = network.encoder(embedded, edge[:, :-1], edge[:, 1:] - 1)
        scores = span_scores(*network.spans(states))[0]
        for type_, first, last in (scores > 0).nonzero().tolist():
            first, last = first + window.first, last + window.first
            if (
                window.own_first <= first < window.own_last
                and first <= last < first + LONGEST
                and item.lines[first] == item.lines[last]
            ):
                spans.add((first, last, type_))
        kept.append((window, states[0]))
    return spans, kept


def relate(
    network: Network, item: Example, states: States, spans: list[Span], labels: Labels
) -> set[tuple[Span, int, Span]]:
    """Relations between given spans."""
    device = network.words.device
    mask = labels.mask()
    borders = [(item.atoms[first].start, item.atoms[last].end, "") for first, last, _ in spans]
    view = Example(item.name, item.text, item.atoms, item.ids, item.lines, spans, borders)
    found: set[tuple[Span, int, Span]] = set()
    for window, hidden in states:
        inside = [
            (index, first - window.first, last - window.first, type_)
            for index, (first, last, type_) in enumerate(spans)
            if first >= window.first and last < window.last
        ]
        pair = pair_input(view, inside, mask)
        if pair is None:
            continue
        pair = pair.to(device)
        scores = network.pairs(hidden, *pair.inputs())
        over = (scores[:, :-1] > scores[:, -1:]) & pair.allowed
        for place, relation in over.nonzero().tolist():
            subject, object_ = inside[pair.subjects[place]][0], inside[pair.objects[place]][0]
            found.add((spans[subject], relation, spans[object_]))
    return found
