"""The whole training on one graphics card: teachers, their mean, students.

    python -m extract.training.ensemble.job pack.npz OUT

A teacher of 12 layers learns from four fifths of the annotated documents, two of them from each;
what stands in a document that was learned from is told by those that did not see it, all else by
all ten. Students of fewer layers begin with the weights of an earlier model and learn from the
annotation and from the teachers' mean, on texts without annotation too. Each network is a process
of its own, as many at once as the card has memory for.
"""

from __future__ import annotations

import argparse
import concurrent.futures
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
from extract.training.ensemble.corpus import Corpus, Document
from extract.training.ensemble.losses import Told
from extract.training.model import Network
from extract.training.pretrained import Pretrained
from extract.training.settings import Settings
from extract.training.transformer import Shape

LAUNCH = ["-m", "extract.training.ensemble.job"]  # how a process of its own is started
FOLDS = 5
TRAIN, DEV, MORE = range(3)
_UNTOLD = 0.003  # the chance of a span that a teacher does not mention
_LEAST = 0.01  # mean chance of a candidate that is told
_READ = 384  # subwords of a window when the teachers tell and everything is measured

TEACHERS = {
    "a": (Shape(0, 0, layers=12, pool=12, span=64), ("ner",), 12, run.Plan(384, 140)),
    "b": (Shape(0, 0, layers=12, pool=4, span=64), ("ner", "morph", "syntax"), 16, run.Plan(256, 140)),
}
TEACHER = Settings(epochs=18, average=0.99, pair_weight=0.0, head_rate=1e-3)
STUDENTS = {
    "five": (Shape(0, 0, layers=5), (0, 1, 2, 3, 4), 2.0e-4),
    "four": (Shape(0, 0, layers=4), (0, 1, 2, 4), 2.5e-4),
    "three": (Shape(0, 0, layers=3), (0, 2, 4), 3.0e-4),
}
STUDENT = Settings(epochs=40, batch_size=32, average=0.998, dropout=0.1, warmup=0.04)
LEARN = run.Plan(384, 250)


def teach(corpus: Corpus, name: str, out: Path, shorter: bool) -> None:
    """Trains teacher ``a0`` (kind and fold) and keeps what it says."""
    kind, fold = name[0], int(name[1:])
    shape, kinds, batch, plan = TEACHERS[kind]
    settings = dataclasses.replace(TEACHER, batch_size=batch, seed=10 * fold + ord(kind))
    if shorter:
        settings = dataclasses.replace(settings, epochs=1)
    network = _begun(corpus, dataclasses.replace(shape, known=300 + 64 * len(kinds)))
    annotated = corpus.part(TRAIN)
    seen = [each for each in annotated if each.number % FOLDS != fold]
    say = functools.partial(_say, name)
    run.train(network, corpus, _few(seen, shorter), (), settings, plan, say=say)
    unseen = [each for each in annotated if each.number % FOLDS == fold]
    asked = [*corpus.part(DEV), *unseen, *corpus.part(MORE)]
    spans, logits = run.candidates(network, corpus, _few(asked, shorter), _READ)
    say(json.dumps(run.scores(corpus, corpus.part(DEV), _of(corpus, DEV, spans, logits > 0))))
    np.savez(out / f"{name}.npz", spans=spans.astype(np.int32), logits=logits)


def merge(corpus: Corpus, out: Path) -> None:
    """The teachers' mean."""
    files = sorted(out.glob("[ab][0-9].npz"))
    keys, chances = [], []
    for path in files:
        told = np.load(path)
        first, last, types = told["spans"].astype(np.int64).T
        keys.append((first * 64 + (last - first)) * 32 + types)
        chances.append(1 / (1 + np.exp(-told["logits"].astype(np.float64))) - _UNTOLD)
    distinct, which = np.unique(np.concatenate(keys), return_inverse=True)
    total = np.bincount(which, np.concatenate(chances), len(distinct))
    first, types = distinct >> 11, distinct & 31
    last = first + ((distinct >> 5) & 63)
    starts = np.array([each.first for each in corpus.documents])
    parts = np.array([each.part for each in corpus.documents])
    document = np.searchsorted(starts, first, side="right") - 1
    readers = np.where(parts[document] == TRAIN, len(files) / FOLDS, len(files))
    mean = total / readers + _UNTOLD
    spans = np.stack([first, last, types], 1)
    say = functools.partial(_say, "mean")
    say(json.dumps(run.scores(corpus, corpus.part(DEV), _of(corpus, DEV, spans, mean > 0.5))))
    say(json.dumps(run.scores(corpus, corpus.part(TRAIN), _of(corpus, TRAIN, spans, mean > 0.5))))
    kept = mean > _LEAST
    np.savez_compressed(
        out / "told.npz", spans=spans[kept].astype(np.int32), chances=mean[kept].astype(np.float16)
    )
    say(f"{int(kept.sum())} candidates")


def learn(corpus: Corpus, name: str, out: Path, shorter: bool) -> None:
    """Trains a student and keeps its weights."""
    shape, taken, rate = STUDENTS[name]
    given = np.load(out / "told.npz")
    told = Told(given["spans"].astype(np.int64), given["chances"].astype(np.float32))
    settings = dataclasses.replace(STUDENT, encoder_rate=rate)
    if shorter:
        settings = dataclasses.replace(settings, epochs=1)
    torch.manual_seed(settings.seed)
    network = _begun(corpus, shape)
    weights.begin(network, _prefixed(corpus, "start."), taken)
    annotated, others = corpus.part(TRAIN), corpus.part(MORE)
    say = functools.partial(_say, name)
    run.train(network, corpus, _few(annotated * 2, shorter), _few(others, shorter), settings,
              LEARN, told, say)  # fmt: skip
    dev = corpus.part(DEV)
    spans, logits = run.candidates(network, corpus, dev, _READ)
    found = run.scores(corpus, dev, spans[logits > 0])
    found["relations"] = run.relation_score(network, corpus, dev, _READ)
    say(json.dumps(found))
    state = {key: value.half().cpu().numpy() for key, value in network.state_dict().items()}
    halves: list[dict[str, np.ndarray]] = [{}, {}]
    for key, value in sorted(state.items(), key=lambda item: -item[1].size):
        sizes = [sum(array.size for array in half.values()) for half in halves]
        halves[int(np.argmin(sizes))][key] = value
    for number, half in enumerate(halves):
        np.savez_compressed(out / f"{name}{number}.npz", **half)


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


def _of(corpus: Corpus, part: int, spans: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Spans in the documents of a part."""
    some = spans[kept]
    inside = np.zeros(len(some), bool)
    for each in corpus.part(part):
        inside |= (some[:, 0] >= each.first) & (some[:, 0] < each.last)
    return some[inside]


def _few(documents: Sequence[Document], shorter: bool) -> list[Document]:
    return list(documents[:6] if shorter else documents)


def _say(name: str, what: str) -> None:
    print(f"{name}: {what}", flush=True)


def _process(step: str, name: str, given: Any) -> None:
    """One network in a process of its own."""
    command = [sys.executable, *LAUNCH, str(given.pack), str(given.out),
               "--step", step, "--name", name]  # fmt: skip
    subprocess.run([*command, *["--shorter"] * given.shorter], check=True)


def everything(given: Any) -> None:
    """All steps."""
    clock = time.monotonic()
    names = [f"{kind}{fold}" for kind in TEACHERS for fold in range(FOLDS)]
    with concurrent.futures.ThreadPoolExecutor(given.at_once) as pool:
        list(pool.map(lambda name: _process("teach", name, given), names))
    _say("teachers", f"{time.monotonic() - clock:.0f} s")
    _process("merge", "", given)
    _say("mean", f"{time.monotonic() - clock:.0f} s")
    with concurrent.futures.ThreadPoolExecutor(len(STUDENTS)) as pool:
        list(pool.map(lambda name: _process("learn", name, given), STUDENTS))
    for path in given.out.glob("[ab][0-9].npz"):
        path.unlink()
    _say("all", f"{time.monotonic() - clock:.0f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--step", choices=("teach", "merge", "learn"))
    parser.add_argument("--name", default="")
    parser.add_argument("--shorter", action="store_true", help="a few documents, to try it out")
    parser.add_argument("--at-once", type=int, default=10, help="teachers")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    if given.step is None:
        everything(given)
        return
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.backends.cuda.matmul.allow_tf32 = True
    kinds = TEACHERS[given.name[0]][1] if given.step == "teach" else ("ner",)
    corpus = Corpus(given.pack, device, kinds)
    if given.step == "teach":
        teach(corpus, given.name, given.out, given.shorter)
    elif given.step == "merge":
        merge(corpus, given.out)
    else:
        learn(corpus, given.name, given.out, given.shorter)


if __name__ == "__main__":
    main()
