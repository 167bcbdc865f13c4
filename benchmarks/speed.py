"""Documents per second: ``extract run`` next to natasha's own six steps, on the same texts.

Both read the same articles in one run of this script, one after the other, round by round, on
one thread, after each has read as many other articles; the ratio is what counts, since machines
differ and are noisy. natasha's six steps are segmentation, morphology, syntax, NER, lemmas and
span normalization; it runs as it installs itself, with its dictionary in Python. Every round is
a process of its own: a cache knows no text beforehand. A third run has natasha's NER in the place
of our two model stages: what all the rest costs, from reading to tables.

natasha's lemmas need pymorphy2, which Python 3.11 and setuptools 80 have left behind:
``pip install "setuptools<80"`` first; the function it misses is put back here, for natasha alone.

Usage: python benchmarks/speed.py [--rounds 3]
"""

from __future__ import annotations

from extract.threads import one_thread

one_thread()  # before numpy is loaded

# ruff: noqa: E402
import argparse
import concurrent.futures as cf
import functools
import inspect
import multiprocessing
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from readme import ROOT, put
from spacy.language import Language
from spacy.tokens import Doc

import extract
from extract.encoder.model import Found
from extract.garbage import settle
from extract.language import STAGES
from extract.stages.mentions import assign

NEREL = ROOT.parent / "shared/data/nerel"


def texts(part: str) -> list[str]:
    """94 articles of NEREL's dev or train, or our samples where they are missing."""
    paths = sorted((NEREL / part).glob("*.txt")) or sorted((ROOT / "data/raw").glob("*.txt"))
    return [path.read_bytes().decode("utf-8") for path in paths[:94]]


def natasha_steps() -> dict[str, float]:
    """Seconds of each of natasha's steps over all texts; models are loaded beforehand."""
    sys.modules["dawg"] = None  # type: ignore[assignment]
    inspect.getargspec = lambda f: inspect.getfullargspec(f)[:4]  # type: ignore[attr-defined]
    import natasha

    segmenter, vocabulary = natasha.Segmenter(), natasha.MorphVocab()
    embedding = natasha.NewsEmbedding()
    morph, syntax = natasha.NewsMorphTagger(embedding), natasha.NewsSyntaxParser(embedding)
    ner = natasha.NewsNERTagger(embedding)
    steps: dict[str, Callable[[Any], object]] = {
        "segmentation": lambda doc: doc.segment(segmenter),
        "morphology": lambda doc: doc.tag_morph(morph),
        "syntax": lambda doc: doc.parse_syntax(syntax),
        "NER": lambda doc: doc.tag_ner(ner),
        "lemmas": lambda doc: [token.lemmatize(vocabulary) for token in doc.tokens],
        "normalization": lambda doc: [span.normalize(vocabulary) for span in doc.spans],
    }
    for part in ("train", "dev"):
        seconds = {}
        docs = [natasha.Doc(text) for text in texts(part)]
        for step, work in steps.items():
            start = time.perf_counter()
            for doc in docs:
                work(doc)
            seconds[step] = time.perf_counter() - start
    return seconds


def stages() -> dict[str, float]:
    """Seconds of each of our stages over all texts."""
    nlp = pipeline()
    settle()  # as a run does: what is loaded is no garbage, and no stage's to look through
    for part in ("train", "dev"):
        seconds = dict.fromkeys(STAGES, 0.0)
        for text in texts(part):
            start = time.perf_counter()
            doc = nlp.make_doc(text)
            seconds["segmentation"] += time.perf_counter() - start
            for name, component in nlp.pipeline:
                start = time.perf_counter()
                doc = component(doc)
                seconds[name.removeprefix("extract_")] += time.perf_counter() - start
    return seconds


@functools.cache
def pipeline() -> Any:
    """Our pipeline, loaded once in a process."""
    return extract.load()


@Language.component("natasha_entities")
def natasha_entities(doc: Doc) -> Doc:
    """What natasha's NER finds, as mentions."""
    read, segmenter, tagger = _natasha()
    found = read(doc.text)
    found.segment(segmenter)
    found.tag_ner(tagger)
    types = {"PER": "PERSON", "LOC": "LOCATION", "ORG": "ORGANIZATION"}
    assign(doc, [Found(span.start, span.stop, types[span.type], 1.0) for span in found.spans])
    return doc


@functools.cache
def _natasha() -> tuple[Any, Any, Any]:
    """Imported where it is needed: once it is, its dictionary cannot be chosen any more."""
    import natasha

    return natasha.Doc, natasha.Segmenter(), natasha.NewsNERTagger(natasha.NewsEmbedding())


@functools.cache
def without_model() -> Any:
    """Our pipeline with natasha's NER in the place of entities and relations of our model."""
    nlp = extract.load()
    for name in ("extract_entities", "extract_relations"):
        nlp.remove_pipe(name)
    nlp.add_pipe("natasha_entities", before="extract_dates")
    nlp.replace_pipe("extract_agreements", "extract_agreements", config={"model": None})
    return nlp


def whole_run(pipeline: Callable[[], Any] = pipeline) -> float:
    """Seconds of ``extract.run`` over all texts, tables and all, the pipeline loaded before."""
    run = extract.run  # which imports what it needs
    for text in texts("train"):
        pipeline()(text)
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "in"), Path(folder, "out")
        source.mkdir()
        for number, text in enumerate(texts("dev")):
            (source / f"{number:03}.txt").write_text(text, "utf-8", newline="")
        start = time.perf_counter()
        run(source, out, load=pipeline)
        return time.perf_counter() - start


def alone(work: Callable[[], Any]) -> Any:
    """Does something in a process of its own."""
    with cf.ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work).result()


_SHORT = re.compile(r"all six|extract run")  # the rows that the README shows


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    n = len(texts("dev"))
    theirs, ours, runs, rest = [], [], [], []
    for _ in range(rounds):
        theirs.append(alone(natasha_steps))
        runs.append(alone(whole_run))
        rest.append(alone(functools.partial(whole_run, without_model)))
        ours.append(alone(stages))
    natasha_seconds = [sum(each.values()) for each in theirs]
    lines = [
        "| | seconds | documents per second |",
        "|---|---|---|",
        *(_row(name, [each[name] for each in theirs], n, "natasha: ") for name in theirs[0]),
        _row("natasha, all six", natasha_seconds, n),
        *(_row(name, [each[name] for each in ours], n, "extract: ") for name in ours[0]),
        _row("extract run, one worker", runs, n),
        f"| **extract run / natasha** | | **{_ratio(natasha_seconds, runs):.2f}** |",
        _row("extract run with natasha's NER instead of our model", rest, n),
        f"| that / natasha | | {_ratio(natasha_seconds, rest):.2f} |",
    ]
    put("speed", "\n".join(lines))
    kept = [lines[0], lines[1], *(line for line in lines if _SHORT.search(line))]
    put("speed short", "\n".join(kept))


def _ratio(theirs: list[float], ours: list[float]) -> float:
    """How many times their speed ours is, in the middle of the rounds."""
    return statistics.median(a / b for a, b in zip(theirs, ours, strict=True))


def _row(name: str, seconds: list[float], n: int, prefix: str = "") -> str:
    middle = statistics.median(seconds)
    return f"| {prefix}{name} | {middle:.2f} | {n / middle if middle else 0:.1f} |"


if __name__ == "__main__":
    main()
