"""How far the scores of the five relations can be believed, from texts they were not learned on."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import torch

from extract.stages.agreements.classes import LABELS, OUTCOMES
from extract.stages.agreements.decision import TOLD, cue_atoms, likely_cues
from extract.training.calibrate import Guess, platt
from extract.training.ties.batches import read, score
from extract.training.ties.network import TieNetwork
from extract.training.ties.passages import Passage

_UNLIKELY = -3.0  # log-odds of guesses that nobody will be told: 5 in 100
_RARE, _COMMON = 0.08, 7.92  # a word that nobody has seen is a cue once in a hundred times
_LIKELIER = 0.5  # rather right than wrong
_PRIOR = 20.0  # by hand: how near the curve of a relation stays to that of all: see ``platt``


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
            told = {
                (int(outcome), int(ties.first[tie]), int(ties.second[tie]))
                for tie, outcome in zip(*ties.facts[:, : len(OUTCOMES)].nonzero(), strict=True)
            }
            for tie, row in enumerate(outcomes.numpy().tolist()):
                for outcome, logit in enumerate(row):
                    key = outcome, int(ties.first[tie]), int(ties.second[tie])
                    best[key] = max(best.get(key, -np.inf), logit)
            for (outcome, first, second), logit in best.items():
                right = _is_right(passage, outcome, first, second)
                if right is not None and logit > _UNLIKELY:
                    label = LABELS[min(outcome, len(LABELS) - 1)]
                    name = label + TOLD * ((outcome, first, second) in told)
                    found.append(Guess(name, logit, right, number))
    return found


def _is_right(passage: Passage, outcome: int, first: int, second: int) -> bool | None:
    """Whether the gold has a pair, by whoever stands for its parties; None where it may."""
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
    """Scale and shift from log-odds to a chance that is kept (Platt, 1999).

    Args:
        guesses: Of texts that the network was not trained on.

    Returns:
        For each relation, and for each where a construction found the pair too.
    """
    found = {}
    for told in ("", TOLD):
        some = [guess for guess in guesses if guess.label.endswith(TOLD) == bool(told)]
        every = platt(some, strength=1.0)
        for label in (name + told for name in LABELS):
            own = [guess for guess in some if guess.label == label]
            found[label] = list(platt(own, every, _PRIOR))
    return found


def trusted_cuts(
    guesses: Sequence[Guess], fitted: Mapping[str, Sequence[float]], share: float
) -> dict[str, float]:
    """The scores from which on the guesses are trusted, so that this share of them is right.

    What a construction found too is trusted where it is likelier than not; the cut of the others
    is the lowest at which all that is trusted has the share. It is one for all relations: of one
    alone there are too few.

    Args:
        guesses: Of texts that the network was not trained on.
        fitted: The ``curves``.
        share: 0 to 1.
    """
    scored = [(chance(guess.margin, fitted[guess.label]), guess) for guess in guesses]
    sure = [g.right for one, g in scored if g.label.endswith(TOLD) and one >= _LIKELIER]
    alone = sorted(
        ((one, g.right) for one, g in scored if not g.label.endswith(TOLD)), reverse=True
    )
    least, right, count = 1.0, sum(sure), len(sure)
    for one, is_right in alone:
        right, count = right + is_right, count + 1
        if right / count >= share and one >= _LIKELIER:
            least = one
    cut = math.ceil(least * 100) / 100
    return dict.fromkeys(LABELS, cut) | {label + TOLD: _LIKELIER for label in LABELS}


def chance(logit: float, curve: Sequence[float]) -> float:
    """The score of a guess."""
    return float(1 / (1 + np.exp(-(curve[0] * logit + curve[1]))))


def cue_words(passages: Sequence[Passage]) -> dict[str, float]:
    """Of each lemma that is a cue somewhere the log-odds that it is one where it stands."""
    cues, seen = Counter[str](), Counter[str]()
    for passage in passages:
        cut, lemmas = passage.cut, passage.cut.page.tree.lemmas
        tokens = cut.page.token[cut.begin : cut.end]
        seen.update(lemmas[token] for token in set(tokens.tolist()))
        told = {tokens[atom] for fact in passage.facts if fact.counts for atom in fact.cues}
        cues.update(lemmas[int(token)] for token in told)
    return {
        word: round(float(np.log((n + _RARE) / (seen[word] - n + _COMMON))), 2)
        for word, n in sorted(cues.items())
    }


def gate_cut(
    network: TieNetwork, passages: Sequence[Passage], words: Mapping[str, float], kept: float
) -> float:
    """The log-odds that this share of the sentences with a cue pass (see ``likely_cues``).

    Args:
        network: Trained on other texts.
        passages: With gold.
        words: Cue words of the other texts.
        kept: 0 to 1.
    """
    best = []
    with torch.no_grad():
        for passage in passages:
            cut = passage.cut
            gate = network.gate(torch.from_numpy(passage.states[0][1].astype(np.float32)))[:, 0]
            whole = np.full(len(cut.page.token), -np.inf, np.float32)
            whole[cut.begin : cut.end] = gate.numpy()
            scores = likely_cues(cut.page, words, whole)[cut.begin : cut.end]
            cued = {int(cut.sentence[a]) for f in passage.facts if f.counts for a in f.cues}
            best += [float(scores[cut.sentence == each].max()) for each in cued]
    return round(float(np.quantile(best, 1 - kept)), 2)
