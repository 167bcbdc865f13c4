"""Trains the five relations of a model further: on more passages, from the weights that it has.

    python -m extract.training.ties.again MORE.jsonl OLD.jsonl … -o OUT

Weights far from the old ones forget: what is kept is the mean of the old and the new. Scores are
believed as before, so the passages should be as many of the old ones as of the new.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from extract.encoder.model import DEFAULT, locate
from extract.training.ties.export import write_ties
from extract.training.ties.network import Shape, TieNetwork
from extract.training.ties.run import prepared
from extract.training.ties.train import Settings, train
from extract.training.weights import of_graph

# By hand: with the rates of the first training what was known is lost.
SETTINGS = Settings(epochs=4, last=0, rate=6e-5, head_rate=3.6e-4, warmup=0.1, seed=11)


def network_of(model: str | Path) -> TieNetwork:
    """The network of the five relations of a model folder, its int8 weights as they count."""
    folder = locate(model)
    state = of_graph(folder / "cues.onnx") | of_graph(folder / "ties.onnx", "ties.")
    gate = torch.from_numpy(np.load(folder / "gate.npy", allow_pickle=False))
    state |= {"gate.weight": gate[None, :-1], "gate.bias": gate[-1:]}
    network = TieNetwork(Shape())
    network.load_state_dict(state)
    return network.eval()


def mean(one: TieNetwork, other: TieNetwork) -> TieNetwork:
    """A network whose weights are halfway between those of two."""
    found, more = TieNetwork(one.shape), other.state_dict()
    found.load_state_dict({name: (w + more[name]) / 2 for name, w in one.state_dict().items()})
    return found.eval()


def train_again(
    files: Sequence[Path],
    out: Path,
    settings: Settings = SETTINGS,
    model: str | Path = DEFAULT,
    copies: int = 1,
) -> None:
    """Trains further and writes the model folder; goes on where it was stopped.

    Args:
        files: Annotated passages, see ``passages``.
        out: The model folder.
        settings: How to train.
        model: Where to begin; its own files are copied.
        copies: How often each passage is read with other names too.
    """
    passages = prepared(files, model, copies, print)
    old = network_of(model)
    new = train(passages, settings, model, out / "checkpoints", network=network_of(model))
    card = json.loads((locate(model) / "model.json").read_text("utf-8"))["ties"]
    card.pop("statuses")
    card["trained_on"] = sorted({*card["trained_on"], *(path.name for path in files)})
    write_ties(mean(old, new), model, card, out)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--model", default=DEFAULT)
    asked = parser.parse_args()
    train_again(asked.files, asked.out, model=asked.model)


if __name__ == "__main__":
    main()
