"""Which parties a text joins, learned: what the constructions find is evidence, not the only door.

A word may be a cue, of any of the five relations; whom it joins is scored by the network of
``encoder.ties``. How sure that is was measured on texts that the network had not seen.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.annotations import Mention
from extract.encoder.model import Model
from extract.encoder.reading import Reading
from extract.encoder.ties import Ties
from extract.stages.agreements.classes import LABELS, OUTCOMES, Candidates
from extract.stages.agreements.features import Cut, Page
from extract.stages.agreements.stretches import around

TOLD = "+"  # behind the name of a relation: a construction found the pair too
# Log-odds of a word that was no cue in any text that was learned from: never; half is never too.
_NEVER = -50.0
_CONTEXT = 0.6  # what the state of a word adds: chosen among 0, 0.3, 0.6, 1 for the least read
# Log-odds: a word less likely a cue is none, 5 in 100. With -1.5 three of the rows of 46 articles
# that are shown are lost, with -6 none comes.
_LIKELY = -3.0
# Cues of a stretch: so many, and one more for so many atoms, or time would grow with the square. Of
# 46 articles twice as many add no row that is shown, half as many lose two.
_FEWEST, _ATOMS_EACH = 12, 40


class Guess(NamedTuple):
    """Two mentions that a cue may join.

    Attributes:
        label: The relation.
        first: Of a visit who visits, else who stands first.
        second: The other.
        score: 0 to 1: so many of such guesses are right.
        cue: An atom of the page.
        statuses: The likelihood of each of the model's statuses.
    """

    label: str
    first: Mention
    second: Mention
    score: float
    cue: int
    statuses: NDArray[np.float32]


def cue_atoms(scores: NDArray[np.float32], cut: Cut) -> list[int]:
    """The atoms of a stretch to look at as cues, in order.

    Args:
        scores: (atoms, labels), log-odds.
        cut: The stretch; the cues of what the constructions found are among them.
    """
    best = scores.max(1)
    likely = np.flatnonzero(best > _LIKELY)
    most = _FEWEST + len(best) // _ATOMS_EACH
    if len(likely) > most:
        likely = likely[np.argsort(-best[likely], kind="stable")[:most]]
    return sorted({*likely.tolist(), *(atom for atom, *_ in cut.evidence)})


def likely_cues(
    page: Page, words: Mapping[str, float], gate: NDArray[np.float32]
) -> NDArray[np.float32]:
    """How likely each atom is a cue, as far as that is cheaply told: by its word and its state.

    Args:
        page: The document by atoms.
        words: Of lemmas that are cues the log-odds that they are one here.
        gate: (atoms,), from the network's gate.
    """
    lemmas = page.tree.lemmas
    each = map(words.get, lemmas, itertools.repeat(_NEVER))
    known = np.fromiter(each, np.float32, len(lemmas))
    likely: NDArray[np.float32] = known[page.token] + _CONTEXT * gate
    return likely


class Decision:
    """The network of a model and how far its scores can be believed.

    Attributes:
        statuses: Names of the statuses, "none" first.
    """

    def __init__(self, model: Model) -> None:
        """Opens the network of a model.

        Raises:
            FileNotFoundError: The model does not know the five relations.
        """
        self._model = model
        card: dict[str, Any] = model.card["ties"]
        self.ties = Ties(model.folder, model.threads)
        self.statuses: list[str] = card["statuses"]
        self._gate: float = card["gate"]
        self._words: dict[str, float] = card["words"]
        self._least: float = card["least"]
        self._blend: dict[str, Any] = card["blend"]
        names = [LABELS[_label(outcome)] for outcome in range(len(OUTCOMES))]
        curves = card["calibration"]
        self._alone, self._told = (
            np.array([curves[name + mark] for name in names], np.float32) for mark in ("", TOLD)
        )

    def __reduce__(self) -> tuple[type[Decision], tuple[Model]]:
        return Decision, (self._model,)

    def find(self, page: Page, reading: Reading) -> list[Guess]:
        """All guesses of a document that are not too unlikely, the surest of each pair.

        Args:
            page: The document by atoms.
            reading: As the encoder read it.
        """
        if not len(page.mentions) or not len(reading.atoms):
            return []
        cues = likely_cues(page, self._words, reading.gate) > self._gate
        for one in page.evidence:
            cues[page.atoms(*one.cue)[1] - 1] = True
        found: dict[tuple[str, Mention, Mention], Guess] = {}
        for begin, end in around(page, cues):
            for guess in self._of_stretch(Cut(page, begin, end), reading):
                key = (guess.label, guess.first, guess.second)
                if key not in found or found[key].score < guess.score:
                    found[key] = guess
        return sorted(found.values(), key=lambda g: (g.cue, g.label, g.first, g.second))

    def blended(self, score: float, rule: str) -> float:
        """The score of a guess that a construction found too.

        How often a construction is right was counted on the texts that the network had not seen;
        both accounts together are surer than either.

        Args:
            score: The guess's.
            rule: The construction; "" for none.
        """
        if not rule:
            return score
        shift, scale, share = self._blend["weights"]
        odds = self._blend["rules"].get(rule, self._blend["other"])
        own = min(max(score, 0.01), 0.99)
        together = shift + scale * math.log(own / (1 - own)) + share * odds
        return round(1 / (1 + math.exp(-together)), 4)

    def _of_stretch(self, cut: Cut, reading: Reading) -> Iterator[Guess]:
        if len(cut.mentions) < 2:
            return
        lower, final = reading.states(cut.begin, cut.end)
        states, scores = self.ties.read(cut.stretch(lower, final))
        ties = cut.candidates(cue_atoms(scores, cut))
        if not len(ties.cue):
            return
        spans = {"firsts": cut.firsts, "lasts": cut.lasts, "types": cut.types}
        outcomes, statuses = self.ties.judge(states, spans | ties.inputs())
        told = ties.facts[:, : len(OUTCOMES)] > 0  # what a construction found is never dropped
        curves = np.where(told[:, :, None], self._told, self._alone)
        scores = _sigmoid(outcomes * curves[..., 0] + curves[..., 1])
        for tie, outcome in zip(*((scores >= self._least) | told).nonzero(), strict=True):
            yield _guess(cut, ties, int(tie), int(outcome), scores, statuses)


def _guess(
    cut: Cut,
    ties: Candidates,
    tie: int,
    outcome: int,
    scores: NDArray[np.float32],
    statuses: NDArray[np.float32],
) -> Guess:
    sides = cut.mentions[int(ties.first[tie])], cut.mentions[int(ties.second[tie])]
    first, second = reversed(sides) if OUTCOMES[outcome] == "VISITED_BY" else sides
    likely = np.exp(statuses[tie] - statuses[tie].max())
    return Guess(
        LABELS[_label(outcome)],
        first,
        second,
        round(float(scores[tie, outcome]), 4),
        int(ties.cues[ties.cue[tie]]) + cut.begin,
        likely / likely.sum(),
    )


def _label(outcome: int) -> int:
    return min(outcome, len(LABELS) - 1)


def _sigmoid(x: NDArray[np.float32]) -> NDArray[np.float32]:
    found: NDArray[np.float32] = (1 / (1 + np.exp(-np.clip(x, -60, 60)))).astype(np.float32)
    return found
