"""The whole training on one graphics card: teachers, their mean, students.

    python -m extract.training.ensemble.job pack.npz OUT

Deep teachers learn from the annotated documents; an earlier model is asked beside them. Students of
fewer layers begin with the earlier model's weights and learn from the annotation and from the
teachers' mean, on texts without annotation too. Each network is a process of its own; teachers run
together, then the students. The mean is kept as ``told.npz`` in the folder: where it is there, the
students begin at once, so that a card that is lost costs half of the work.
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
from extract.training.ensemble.corpus import DEV, MORE, SLOVNET, TRAIN, Corpus, Document
from extract.training.ensemble.losses import Told
from extract.training.model import Network
from extract.training.pretrained import Pretrained
from extract.training.settings import Settings
from extract.training.transformer import Shape
from extract.training.windows import WINDOW

LAUNCH = ["-m", "extract.training.ensemble.job"]  # how a process of its own is started
# By hand: what one of them alone comes to was not measured.
_UNTOLD = 0.003  # the chance of a span that a teacher does not mention
_LEAST = 0.01  # mean chance of a candidate that is told

# Large batches: of twelve windows a teacher is 0.72 after a minute, of 32 0.77 (docs/model.md).
TEACHERS = {
    "a": (Shape(0, 0, layers=12, pool=8, span=64), SLOVNET, 32, run.Plan(WINDOW, 175)),
    "b": (Shape(0, 0, layers=12, pool=4, span=64), SLOVNET, 44, run.Plan(256, 175)),
    "c": (Shape(0, 0, layers=9, pool=4, span=96), SLOVNET[:2], 36, run.Plan(320, 175)),
    "d": (Shape(0, 0, layers=6, pool=3, span=64), SLOVNET, 32, run.Plan(WINDOW, 175)),
}
TEACHER = Settings(
    epochs=99, average=0.995, pair_weight=0.0, encoder_rate=3.5e-4, layer_decay=0.97, masked=0.05
)
ASKED = ("a0", "b0", "c0", "d0", "n0")
STUDENTS = {
    "five": (Shape(0, 0, layers=5), (0, 1, 2, 3, 4)),
    "four": (Shape(0, 0, layers=4), (0, 1, 2, 4)),
}
STUDENT = Settings(epochs=99, batch_size=32, average=0.998, encoder_rate=2.5e-4, masked=0.06)
LEARN = run.Plan(WINDOW, 300)


def teach(corpus: Corpus, name: str, out: Path, shorter: bool) -> None:
    """Trains a teacher ("a0": kind and seed) and keeps what it says; "n0" is the earlier model."""
    network = earlier(corpus) if name == "n0" else _teacher(corpus, name, shorter)
    asked = corpus.part(TRAIN, DEV, MORE)
    spans, logits = run.candidates(network, corpus, asked[:900] if shorter else asked, WINDOW)
    _rate(corpus, name, spans[logits > 0])
    np.savez(out / f"{name}.npz", spans=spans.astype(np.int32), logits=logits)


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
    weights.begin(network, _start(corpus))
    return network.eval()


def agree(corpus: Corpus, out: Path, names: Sequence[str]) -> None:
    """Writes the mean of what the teachers tell, and takes away what each told."""
    keys, chances = [], []
    for name in names:
        told = np.load(out / f"{name}.npz")
        first, last, types = told["spans"].astype(np.int64).T
        keys.append((first * 64 + (last - first)) * 32 + types)
        chances.append(1 / (1 + np.exp(-told["logits"].astype(np.float64))) - _UNTOLD)
    distinct, which = np.unique(np.concatenate(keys), return_inverse=True)
    mean = np.bincount(which, np.concatenate(chances), len(distinct)) / len(names) + _UNTOLD
    kept = mean > _LEAST
    np.savez_compressed(
        out / "told.npz",
        steps=np.diff(distinct[kept], prepend=0),
        mean=mean[kept].astype(np.float16),
    )
    _rate(corpus, "mean", _spans(distinct[mean > 0.5]))
    for name in names:
        (out / f"{name}.npz").unlink()


def _spans(keys: np.ndarray) -> np.ndarray:
    """First and last atom, type."""
    first = keys >> 11
    return np.stack([first, first + ((keys >> 5) & 63), keys & 31], 1)


def told(out: Path) -> Told:
    """The teachers' mean."""
    kept = np.load(out / "told.npz")
    spans = _spans(np.cumsum(kept["steps"]))
    return Told(spans[:, 0], spans, kept["mean"].astype(np.float32))


def learn(corpus: Corpus, name: str, out: Path, shorter: bool) -> None:
    """Trains a student and keeps its weights."""
    shape, taken = STUDENTS[name]
    settings = dataclasses.replace(STUDENT, epochs=1) if shorter else STUDENT
    torch.manual_seed(settings.seed)
    network = _begun(corpus, shape)
    weights.begin(network, _start(corpus), taken)
    annotated, others = corpus.part(TRAIN), corpus.part(MORE)
    run.train(network, corpus, _few(annotated * 2, shorter), _few(others, shorter), settings,
              LEARN, told(out), functools.partial(_say, name))  # fmt: skip
    state = {key: value.half().cpu().numpy() for key, value in network.state_dict().items()}
    halves: list[dict[str, np.ndarray]] = [{}, {}]
    for key, value in sorted(state.items(), key=lambda item: -item[1].size):
        sizes = [sum(array.size for array in half.values()) for half in halves]
        halves[int(np.argmin(sizes))][key] = value
    for number, half in enumerate(halves):
        kept: dict[str, Any] = half
        np.savez_compressed(out / f"{name}{number}.npz", **kept)
    spans, logits = run.candidates(network, corpus, corpus.part(DEV), WINDOW)
    _rate(corpus, name, spans[logits > 0])
    score = run.relation_score(network, corpus, corpus.part(DEV), WINDOW)
    _say(name, f"relations {score:.4f}")


def _rate(corpus: Corpus, name: str, spans: np.ndarray) -> None:
    """Says how good spans are on the dev documents."""
    dev = corpus.part(DEV)
    inside = (spans[:, 0] >= dev[0].first) & (spans[:, 0] < dev[-1].last)
    found = run.scores(corpus, dev, spans[inside])
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


def _start(corpus: Corpus) -> weights.Weights:
    """The weights that students begin with."""
    prefix = "start."
    return {
        name.removeprefix(prefix): torch.from_numpy(array).float().to(corpus.device)
        for name, array in corpus.arrays.items()
        if name.startswith(prefix)
    }


def _few(documents: Sequence[Document], shorter: bool) -> list[Document]:
    return list(documents[:6] if shorter else documents)


def _say(name: str, what: str) -> None:
    print(f"{name}: {what}", flush=True)


def _device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def everything(given: Any) -> None:
    """Teachers at once, their mean, then students at once; each in a process of its own."""
    clock = time.monotonic()
    if not (given.out / "told.npz").exists():
        _together(given, [("teach", name) for name in ASKED])
        agree(Corpus(given.pack, _device()), given.out, ASKED)
    _together(given, [("learn", name) for name in STUDENTS])
    _say("all", f"{time.monotonic() - clock:.0f} s")


def _together(given: Any, steps: Sequence[tuple[str, str]]) -> None:
    """Runs steps side by side.

    Raises:
        RuntimeError: One failed.
    """
    common = [sys.executable, *LAUNCH, str(given.pack), str(given.out)]
    common += ["--shorter"] * given.shorter
    processes = [
        subprocess.Popen([*common, "--step", step, "--name", name]) for step, name in steps
    ]
    ended = [process.wait() for process in processes]
    if failed := [name for (_, name), code in zip(steps, ended, strict=True) if code]:
        raise RuntimeError(f"failed: {', '.join(failed)}")


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
    torch.set_float32_matmul_precision("high")  # sums of spans need no more
    kinds = TEACHERS[given.name[0]][1] if given.name[0] in TEACHERS else ("ner",)
    corpus = Corpus(given.pack, _device(), kinds)
    if given.step == "teach":
        teach(corpus, given.name, given.out, given.shorter)
    else:
        learn(corpus, given.name, given.out, given.shorter)


if __name__ == "__main__":
    main()
