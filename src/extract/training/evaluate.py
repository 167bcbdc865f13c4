"""Scores a network on annotated documents, windows and all, as the pipeline will run it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import torch

from extract.encoder.spans import LONGEST
from extract.encoder.subwords import Subwords
from extract.encoder.windows import Window, windows
from extract.scoring import Count
from extract.training.batches import owners, window_ids
from extract.training.examples import Example
from extract.training.labels import Labels
from extract.training.model import Network, span_scores
from extract.training.pairs import pair_input
from extract.training.windows import OVERLAP, WINDOW


@dataclass
class Scores:
    """Entities, relations given gold entities, relations end to end."""

    entities: Count = field(default_factory=Count)
    types: dict[str, Count] = field(default_factory=dict)
    pairs: Count = field(default_factory=Count)
    whole: Count = field(default_factory=Count)

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
    scores = Scores(types=dict.fromkeys(labels.types, Count()))
    for item in items:
        spans, states = read(network, item, subwords)
        gold = set(item.mentions)
        scores.entities += Count.of(gold, spans)
        for number, name in enumerate(labels.types):
            mine = {span for span in spans if span[2] == number}
            scores.types[name] += Count.of({span for span in gold if span[2] == number}, mine)
        triples = {
            (item.mentions[subject], relation, item.mentions[object_])
            for subject, relation, object_ in item.relations
        }
        given = relate(network, item, states, sorted(gold), labels)
        scores.pairs += Count.of(triples, given)
        # In its first epochs a network may find more mentions than there are words, whose pairs
        # would take more memory than there is.
        few = sorted(spans) if len(spans) <= len(item.atoms) else []
        whole = relate(network, item, states, few, labels)
        scores.whole += Count.of(triples, whole)
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
        _, states = network.encoder(embedded, edge[:, :-1], edge[:, 1:] - 1)
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
        numbers = [row[0] for row in inside]
        for subject, relation, object_ in pair.triples(pair.told(scores), numbers):
            found.add((spans[subject], relation, spans[object_]))
    return found
