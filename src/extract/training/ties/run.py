"""From annotated passages to a model folder that knows the five relations."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

import extract
from extract.encoder.model import DEFAULT, load
from extract.training.calibrate import Guess
from extract.training.ties.blend import NEUTRAL, Told, blend, told
from extract.training.ties.calibrate import cue_words, curves, gate_cut, judged, trusted_cuts
from extract.training.ties.export import write_ties
from extract.training.ties.names import Namesakes, names
from extract.training.ties.passages import (
    Passage,
    fold_of,
    passages_of,
    read,
    source_of,
    understand,
)
from extract.training.ties.train import Settings, train

# Share of right rows, by the gold of passages, among those that stand in the tables by default. A
# quarter of what the gold does not have reads right or acceptable.
TRUSTED = 0.82
KEPT = 0.93  # share of the sentences with a cue that are read: by hand, for time
LEAST = 0.1  # score of a guess that is still told: by hand
# Nothing is learned from what figures are reported on.
HELD_OUT = ("nerel/dev", "factrueval")
# Files of passages chosen because a model was unsure of them: to learn from, not to be judged by.
CHOSEN = frozenset({"ties_read", "ties_written", "ties_practice"})
# Passages for the first epochs alone (see ``train``).
PRACTICE = frozenset({"ties_practice"})
Say = Callable[[str], None]


def train_ties(
    files: Sequence[Path],
    out: Path,
    settings: Settings | None = None,
    model: str | Path = DEFAULT,
    folds: int = 5,
    copies: int = 2,
    say: Say = print,
) -> dict[str, Any]:
    """Trains the five relations on the states of a model; goes on where it was stopped.

    A network for each fold, trained on the other folds, tells how far the scores can be
    believed; one trained on all passages is what is shipped. The folds' models stand in
    ``out/folds/N`` with the names of their texts in ``ids.txt``.

    Args:
        files: Annotated passages, see ``passages``.
        out: The model folder.
        settings: How to train.
        model: Whose states are read; its own files are copied.
        folds: Networks to measure with.
        copies: How often each passage is read with other names too.
        say: Told of each step.

    Returns:
        The model's card of the five relations.
    """
    settings = settings or Settings()
    passages = prepared(files, model, copies, say)
    say(f"{len(passages)} passages of {len(files)} files")
    by_fold = [
        _of_fold(passages, files, fold, folds, settings, model, out, say) for fold in range(folds)
    ]
    found = [guess for guesses, _, _ in by_fold for guess in guesses]
    gates = [gate for _, gate, _ in by_fold]
    pairs = [pair for _, _, some in by_fold for pair in some]
    network = train(passages, settings, model, out / "checkpoints", PRACTICE)
    card = _card(found, gates, cue_words(passages), settings, files) | {"blend": blend(pairs)}
    write_ties(network, model, card, out)
    return card


def prepared(files: Sequence[Path], model: str | Path, copies: int, say: Say) -> list[Passage]:
    """The passages of some files, read by the pipeline; what is held out is left out.

    Args:
        files: Annotated passages, see ``passages``.
        model: Whose states are read.
        copies: How often each passage is read with other names too.
        say: Told of each step.
    """
    nlp = extract.load(model=str(model), exclude=["agreements", "events"])
    encoder = load(model)
    texts = list(understand(nlp, read(files, HELD_OUT)))
    say(f"{len(texts)} texts read")
    found = [names(page) for _, _, page, _ in texts]
    others, passages = Namesakes(found), []
    for (corpus, row, page, reading), own in zip(texts, found, strict=True):
        seeds = [f"{row.get('id') or row['doc']} {copy}" for copy in range(copies)]
        renamed = [others.copy(row["text"], own, seed) for seed in seeds]
        readings = [encoder.view(text)[0] for text in renamed if text]
        passages += passages_of(corpus, row, page, reading, readings)
    return passages


def _of_fold(
    passages: Sequence[Passage],
    files: Sequence[Path],
    fold: int,
    folds: int,
    settings: Settings,
    model: str | Path,
    out: Path,
    say: Say,
) -> tuple[list[Guess], float, list[Told]]:
    """What a network says of a fold that it was not trained on; kept for the next call."""
    folder = out / "folds" / str(fold)
    kept = folder / "guesses.json"
    if kept.is_file():
        stored = json.loads(kept.read_text("utf-8"))
        pairs = [Told(*row) for row in stored["told"]]
        return [Guess(*row) for row in stored["guesses"]], stored["gate"], pairs
    say(f"fold {fold}")
    learned = [passage for passage in passages if fold_of(passage, folds) != fold]
    own = [p for p in passages if fold_of(p, folds) == fold and p.corpus not in CHOSEN]
    network = train(learned, settings, model, folder / "checkpoints", PRACTICE)
    words = cue_words(learned)
    guesses, gate = judged(network, own), gate_cut(network, own, words, KEPT)
    card = _card(guesses, [gate], words, settings, ())
    write_ties(network, model, card, folder / "model")
    names = {passage.source for passage in own}
    (folder / "ids.txt").write_text("\n".join(sorted(names)) + "\n", "utf-8")
    nlp = extract.load(model=folder / "model", exclude=["events"])
    likely = [path for path in files if path.stem not in CHOSEN]
    rows = (row for _, row in read(likely, HELD_OUT) if source_of(row) in names)
    pairs = list(told(nlp, rows))
    kept.write_text(json.dumps({"guesses": guesses, "gate": gate, "told": pairs}), "utf-8")
    return guesses, gate, pairs


def _card(
    guesses: Sequence[Guess],
    gates: Sequence[float],
    words: Mapping[str, float],
    settings: Settings,
    files: Sequence[Path],
) -> dict[str, Any]:
    fitted = curves(guesses)
    return {
        "settings": asdict(settings),
        "trained_on": [path.name for path in files],
        "gate": round(float(np.mean(gates)), 2),
        "words": words,
        "least": LEAST,
        "calibration": fitted,
        "trusted": trusted_cuts(guesses, fitted, TRUSTED),
        "blend": NEUTRAL,
    }
