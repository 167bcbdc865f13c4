"""A pair head alone, above an encoder that stays as it is: minutes on a processor.

    python -m extract.training.ensemble.pairs pack.npz NEREL src/extract/data/models/news

What else reads the encoder's states (spans, the five relations, events) is not touched. The
states of annotated windows are computed a few times, each with other words hidden and other
borders: on what the encoder has learned from it is surer than it will be elsewhere.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor

from extract.encoder.model import Model
from extract.encoder.subwords import Subwords
from extract.training.ensemble import losses
from extract.training.ensemble.corpus import TRAIN, Corpus, Piece
from extract.training.ensemble.job import earlier
from extract.training.examples import example
from extract.training.export import write_pairs
from extract.training.labels import Labels
from extract.training.losses import pair_loss
from extract.training.model import Network, PairHead
from extract.training.optimizing import Average, move, rate
from extract.training.pairs import PairInput
from extract.training.run import fitted_pairs, opened, split
from extract.training.windows import WINDOW

# By hand: what one of them alone comes to was not measured, only the network that comes of all.
EPOCHS, RATE, DECAY = 12, 1e-3, 0.01
COPIES = 3  # readings of each annotated document
MASKED = 0.12  # share of the words hidden
WINDOWS = 8  # of a step
_WARMUP, _AVERAGE = 100, 0.998


class Read(NamedTuple):
    """The states of a window, fp16, (atoms, hidden), and its pairs."""

    states: Tensor
    pairs: PairInput


@torch.no_grad()
def read(network: Network, corpus: Corpus, pieces: Sequence[Piece], masked: float) -> list[Read]:
    """The states of windows that have pairs.

    Args:
        network: Its encoder is read.
        corpus: All documents.
        pieces: Windows.
        masked: Share of the words hidden; with it goes the dropout of training.
    """
    network.train(masked > 0)
    found = []
    order = sorted(pieces, key=lambda piece: piece.window.last - piece.window.first)
    for at in range(0, len(order), WINDOWS):
        some = order[at : at + WINDOWS]
        states, _ = losses.read(network, corpus, corpus.batch(some), masked)
        for row, piece in enumerate(some):
            pairs = corpus.pairs(piece)
            if pairs is not None:
                size = piece.window.last - piece.window.first
                found.append(Read(states[row, :size].half(), pairs))
    return found


def train(head: PairHead, copies: Sequence[Sequence[Read]], seed: int = 1) -> None:
    """Trains; leaves the averaged weights in the head."""
    chance = random.Random(seed)
    torch.manual_seed(seed)
    adam = torch.optim.AdamW(head.parameters(), lr=RATE, betas=(0.9, 0.98), weight_decay=DECAY)
    average = Average(head, _AVERAGE)
    total, step = EPOCHS * len(copies[0]) / WINDOWS, 0
    head.train()
    for epoch in range(EPOCHS):
        rows = list(copies[epoch % len(copies)])
        chance.shuffle(rows)
        for at in range(0, len(rows), WINDOWS):
            some = rows[at : at + WINDOWS]
            scores = torch.cat([head(each.states.float(), *each.pairs.inputs()) for each in some])
            gold = torch.cat([each.pairs.gold for each in some])
            loss = pair_loss(scores, gold, torch.cat([each.pairs.allowed for each in some]))
            step += 1
            for group in adam.param_groups:
                group["lr"] = RATE * rate(step, total, _WARMUP)
            move(loss, head, adam, average)
        print(f"epoch {epoch + 1}: loss {float(loss.detach()):.2f}", flush=True)
    average.settle(head)


def install(head: PairHead, folder: Path, nerel: Path, labels: Labels) -> float:
    """Writes ``pairs.onnx`` and what is fitted to NEREL's dev split; its F1 there, cross-fitted."""
    write_pairs(head.eval(), 384, folder)
    subwords = Subwords.load(folder)
    _, held_out = split(nerel, None)
    dev = [example(document, subwords, labels) for document in held_out]
    path = folder / "model.json"
    card = json.loads(path.read_text("utf-8"))
    cuts, calibration, score = fitted_pairs(opened(Model(folder)), dev, labels)
    card["thresholds"]["pairs"] |= cuts
    card["calibration"]["pairs"] = calibration
    card["dev"]["relations_f1"] = score
    path.write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", type=Path)
    parser.add_argument("nerel", type=Path)
    parser.add_argument(
        "model", type=Path, help="whose encoder is read, and whose head is replaced"
    )
    given = parser.parse_args()
    corpus, chance = Corpus(given.pack, torch.device("cpu")), random.Random(5)
    network = earlier(corpus)
    network.encoder.dropout = 0.1
    annotated = corpus.part(TRAIN)
    copies = []
    for number in range(COPIES):
        pieces = [piece for each in annotated for piece in corpus.cut(each, WINDOW, chance)]
        copies.append(read(network, corpus, pieces, MASKED))
        print(f"copy {number + 1}: {len(copies[-1])} windows", flush=True)
    train(network.pairs, copies)
    print(f"relations, F1: {install(network.pairs, given.model, given.nerel, corpus.labels)}")


if __name__ == "__main__":
    main()
