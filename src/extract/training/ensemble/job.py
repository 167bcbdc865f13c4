"""The whole training on one graphics card: teachers, their mean, students.

    python -m extract.training.ensemble.job pack.npz OUT

Teachers of 12 layers learn from the annotated documents; an earlier model is asked beside them.
Students of fewer layers begin with the earlier model's weights and learn from the annotation and
from the teachers' mean, on texts without annotation too. Each network is a process of its own,
all at once.
"""

from __future__ import annotations

import argparse
import dataclasses
import functools
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from extract.training import weights
from extract.training.ensemble import run
from extract.training.ensemble.corpus import DEV, MORE, TRAIN, Corpus, Document
from extract.training.ensemble.losses import Told
from extract.training.model import Network
from extract.training.pretrained import Pretrained
from extract.training.settings import Settings
from extract.training.transformer import Shape
from extract.training.windows import WINDOW

LAUNCH = ["-m", "extract.training.ensemble.job"]  # how a process of its own is started
_UNTOLD = 0.003  # the chance of a span that a teacher does not mention
_LEAST = 0.01  # mean chance of a candidate that is told

SLOVNET = ("ner", "morph", "syntax")
TEACHERS = {
    "a": (Shape(0, 0, layers=12, pool=12, span=64), ("ner",), 12, run.Plan(WINDOW, 72)),
    "b": (Shape(0, 0, layers=12, pool=4, span=64), SLOVNET, 16, run.Plan(256, 72)),
}
TEACHER = Settings(epochs=40, average=0.995, pair_weight=0.0, head_rate=1e-3)
ASKED = ("a0", "b0", "b1", "n0")
STUDENTS = {
    "four": (Shape(0, 0, layers=4), (0, 1, 2, 4), 2.5e-4),
    "three": (Shape(0, 0, layers=3), (0, 2, 4), 3.0e-4),
}
STUDENT = Settings(epochs=40, batch_size=32, average=0.998)
LEARN = run.Plan(WINDOW, 122)


def teach(corpus: Corpus, name: str, out: Path, shorter: bool) -> None:
    """Trains a teacher ("a0": kind and seed) and keeps what it says; "n0" is the earlier model."""
    network = earlier(corpus) if name == "n0" else _teacher(corpus, name, shorter)
    asked = corpus.part(TRAIN, DEV, MORE)
    spans, logits = run.candidates(network, corpus, asked[:900] if shorter else asked, WINDOW)
    _rate(corpus, name, spans, logits > 0)
    np.savez(out / f"{name}.tmp.npz", spans=spans.astype(np.int32), logits=logits)
    (out / f"{name}.tmp.npz").replace(out / f"{name}.npz")


def _teacher(corpus: Corpus, name: str, shorter: bool) -> Network:
    shape, kinds, batch, plan = TEACHERS[name[0]]
    settings = dataclasses.replace(TEACHER, batch_size=batch, seed=ord(name[0]) + int(name[1:]))
    if shorter:
        settings = dataclasses.replace(settings, epochs=1)
    torch.manual_seed(settings.seed)
    network = _begun(corpus, dataclasses.replace(shape, known=300 + 64 * len(kinds)))
    annotated = _few(corpus.part(TRAIN), shorter)
    run.train(network, corpus, annotated, (), settings, plan, say=functools.partial(_say, name))
    return network


def earlier(corpus: Corpus) -> Network:
    """The model that was packed beside the corpora."""
    network = _begun(corpus, Shape(0, 0, layers=5))
    weights.begin(network, _prefixed(corpus, "start."))
    return network.eval()


def together(corpus: Corpus, out: Path, names: Sequence[str]) -> Told:
    """The teachers' mean, as soon as all have told."""
    while missing := [name for name in names if not (out / f"{name}.npz").exists()]:
        if (out / "failed").exists():
            raise RuntimeError(f"no {missing}")
        time.sleep(0.5)
    keys, chances = [], []
    for name in names:
        told = np.load(out / f"{name}.npz")
        first, last, types = told["spans"].astype(np.int64).T
        keys.append((first * 64 + (last - first)) * 32 + types)
        chances.append(1 / (1 + np.exp(-told["logits"].astype(np.float64))) - _UNTOLD)
    distinct, which = np.unique(np.concatenate(keys), return_inverse=True)
    mean = np.bincount(which, np.concatenate(chances), len(distinct)) / len(names) + _UNTOLD
    first, types = distinct >> 11, distinct & 31
    spans = np.stack([first, first + ((distinct >> 5) & 63), types], 1)
    _rate(corpus, "mean", spans, mean > 0.5)
    kept = mean > _LEAST
    return Told(first[kept], spans[kept], mean[kept].astype(np.float32))


def learn(corpus: Corpus, name: str, out: Path, shorter: bool) -> None:
    """Trains a student and keeps its weights."""
    shape, taken, rate = STUDENTS[name]
    told = together(corpus, out, ASKED)
    settings = dataclasses.replace(STUDENT, encoder_rate=rate)
    if shorter:
        settings = dataclasses.replace(settings, epochs=1)
    torch.manual_seed(settings.seed)
    network = _begun(corpus, shape)
    weights.begin(network, _prefixed(corpus, "start."), taken)
    annotated, others = corpus.part(TRAIN), corpus.part(MORE)
    run.train(network, corpus, _few(annotated * 2, shorter), _few(others, shorter), settings,
              LEARN, told, functools.partial(_say, name))  # fmt: skip
    state = {key: value.half().cpu().numpy() for key, value in network.state_dict().items()}
    halves: list[dict[str, np.ndarray]] = [{}, {}]
    for key, value in sorted(state.items(), key=lambda item: -item[1].size):
        sizes = [sum(array.size for array in half.values()) for half in halves]
        halves[int(np.argmin(sizes))][key] = value
    for number, half in enumerate(halves):
        kept: dict[str, Any] = half
        np.savez_compressed(out / f"{name}{number}.npz", **kept)
    spans, logits = run.candidates(network, corpus, corpus.part(DEV), WINDOW)
    _rate(corpus, name, spans, logits > 0)
    score = run.relation_score(network, corpus, corpus.part(DEV), WINDOW)
    _say(name, f"relations {score:.4f}")


def _rate(corpus: Corpus, name: str, spans: np.ndarray, kept: np.ndarray) -> None:
    """Says how good spans are on the dev documents."""
    dev, some = corpus.part(DEV), spans[kept]
    inside = (some[:, 0] >= dev[0].first) & (some[:, 0] < dev[-1].last)
    found = run.scores(corpus, dev, some[inside])
    _say(name, json.dumps({key: round(value, 4) for key, value in found.items()}))


def _begun(corpus: Corpus, shape: Shape) -> Network:
    """A network with the lowest layers of the pretrained encoder."""
    sizes = {"types": len(corpus.labels.types), "relations": len(corpus.labels.relations)}
    shape = dataclasses.replace(shape, **sizes)
    stored = {k.removeprefix("e5."): v for k, v in corpus.arrays.items() if k.startswith("e5.")}
    words = corpus.arrays["words"]
    source = Pretrained(384, 12, 12, 1536, 512, 1e-12, [], stored, words)
    network = Network.pretrained(shape, source, list(range(len(words))))
    return network.to(corpus.device)


def _prefixed(corpus: Corpus, prefix: str) -> weights.Weights:
    return {
        name.removeprefix(prefix): torch.from_numpy(array).float().to(corpus.device)
        for name, array in corpus.arrays.items()
        if name.startswith(prefix)
    }


def _few(documents: Sequence[Document], shorter: bool) -> list[Document]:
    return list(documents[:6] if shorter else documents)


def _say(name: str, what: str) -> None:
    print(f"{name}: {what}", flush=True)


def everything(given: Any) -> None:
    """All networks, each in a process of its own; students wait for the teachers."""
    clock = time.monotonic()
    steps = [*(("teach", name) for name in ASKED), *(("learn", name) for name in STUDENTS)]
    common = [sys.executable, *LAUNCH, str(given.pack), str(given.out)]
    common += ["--shorter"] * given.shorter
    processes = [
        subprocess.Popen([*common, "--step", step, "--name", name]) for step, name in steps
    ]
    for process in processes:
        if process.wait():
            (given.out / "failed").touch()
    for name in ASKED:
        (given.out / f"{name}.npz").unlink(missing_ok=True)
    _say("all", f"{time.monotonic() - clock:.0f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--step", choices=("teach", "learn"))
    parser.add_argument("--name", default="")
    parser.add_argument("--shorter", action="store_true", help="a few documents, to try it out")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    if given.step is None:
        everything(given)
        return
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.set_float32_matmul_precision("high")  # sums of spans need no more
    kinds = TEACHERS[given.name[0]][1] if given.name[0] in TEACHERS else ("ner",)
    corpus = Corpus(given.pack, device, kinds)
    if given.step == "teach":
        teach(corpus, given.name, given.out, given.shorter)
    else:
        learn(corpus, given.name, given.out, given.shorter)


if __name__ == "__main__":
    main()
