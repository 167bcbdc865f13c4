"""How far the scores of the five relations can be believed, from texts they were not learned on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from extract.stages.agreements.decision import cue_atoms
from extract.stages.agreements.features import LABELS, OUTCOMES
from extract.training.calibrate import Guess, platt
from extract.training.ties.network import TieNetwork
from extract.training.ties.passages import Passage
from extract.training.ties.train import read, score

_PRIOR = 20.0  # how near the curve of a relation stays to that of all: see ``platt``


def judged(network: TieNetwork, passages: Sequence[Passage]) -> list[Guess]:
    """The guesses of a network, the surest of each pair, those left out that readers may differ on.

    Args:
        network: Trained on other texts.
        passages: With gold.
    """
    found = []
    with torch.no_grad():
        for number, passage in enumerate(passages):
            states, scores, _ = read(network, [passage])
            size = passage.cut.end - passage.cut.begin
            ties = passage.cut.candidates(cue_atoms(scores[0, :size].numpy(), passage.cut))
            if not len(ties.cue):
                continue
            outcomes, _ = score(network, passage, states[0, :size], ties)
            best: dict[tuple[int, int, int], float] = {}
            for tie, row in enumerate(outcomes.numpy().tolist()):
                for outcome, logit in enumerate(row):
                    key = outcome, int(ties.first[tie]), int(ties.second[tie])
                    best[key] = max(best.get(key, -np.inf), logit)
            for (outcome, first, second), logit in best.items():
                right = _is_right(passage, outcome, first, second)
                if right is not None and (logit > -5 or right):
                    label = LABELS[min(outcome, len(LABELS) - 1)]
                    found.append(Guess(label, logit, right, number))
    return found


def _is_right(passage: Passage, outcome: int, first: int, second: int) -> bool | None:
    """Whether the gold has a pair; None where it may or may not."""
    label = min(outcome, len(LABELS) - 1)
    pairs = [(first, second), (second, first)]
    if LABELS[label] == "VISITED":
        pairs = pairs[1:] if OUTCOMES[outcome] == "VISITED_BY" else pairs[:1]
    fits = {
        fact.counts
        for fact in passage.facts
        if fact.label == label
        and any(one in fact.firsts and other in fact.seconds for one, other in pairs)
    }
    return True if True in fits else None if fits else False


def curves(guesses: Sequence[Guess]) -> dict[str, list[float]]:
    """For each relation scale and shift from log-odds to a chance that is kept (Platt, 1999)."""
    every = platt(guesses)
    return {
        label: list(platt([guess for guess in guesses if guess.label == label], every, _PRIOR))
        for label in LABELS
    }


def cut(guesses: Sequence[Guess], curve: Sequence[float], share: float) -> float:
    """The lowest score such that this share of the guesses above it are right.

    Args:
        guesses: Of one relation.
        curve: Its scale and shift.
        share: 0 to 1.
    """
    order = sorted(guesses, key=lambda guess: -guess.margin)
    right = np.cumsum([guess.right for guess in order])
    good = right / np.arange(1, len(order) + 1) >= share
    # Few guesses prove nothing: the share has to hold among ten at least.
    held = np.flatnonzero(good & (np.arange(len(order)) >= 9))
    if not len(held):
        return 1.0
    logit = order[int(held[-1])].logit
    return round(float(1 / (1 + np.exp(-(curve[0] * logit + curve[1])))), 3)


def gate_cut(network: TieNetwork, passages: Sequence[Passage], kept: float = 0.995) -> float:
    """The log-odds of the gate that this share of the sentences with a cue pass."""
    best = []
    with torch.no_grad():
        for passage in passages:
            scores = network.gate(torch.from_numpy(passage.states[0][1].astype(np.float32)))[:, 0]
            sentence = passage.cut.sentence
            cued = {int(sentence[a]) for fact in passage.facts if fact.counts for a in fact.cues}
            best += [float(scores.numpy()[sentence == each].max()) for each in cued]
    return round(float(np.quantile(best, 1 - kept)), 2)
