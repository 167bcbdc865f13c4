"""Documents per second: ``extract run`` next to natasha's own six steps, on the same texts.

Both read the same articles in one run of this script, one after the other, round by round, on
one thread; the ratio is what counts, since machines differ and are noisy. natasha's six steps
are segmentation, morphology, syntax, NER, lemmas and span normalization.

natasha's lemmas need pymorphy2, which Python 3.11 and setuptools 80 have left behind:
``pip install "setuptools<80"`` first; the function it misses is put back here, for natasha alone.

Usage: python benchmarks/speed.py [--rounds 3] [--workers]
"""

from __future__ import annotations

from extract.threads import one_thread

one_thread()  # before numpy is loaded

# ruff: noqa: E402
import argparse
import inspect
import statistics
import tempfile
import time
from pathlib import Path

from readme import ROOT, put

import extract
from extract.language import STAGES

NEREL = ROOT.parent / "shared/data/nerel/dev"


def texts() -> list[str]:
    """NEREL's dev articles, or our samples where they are missing."""
    paths = sorted(NEREL.glob("*.txt")) or sorted((ROOT / "data/raw").glob("*.txt"))
    return [path.read_bytes().decode("utf-8") for path in paths]


def natasha_steps() -> dict[str, float]:
    """Seconds of each of natasha's steps over all texts; models are loaded beforehand."""
    inspect.getargspec = lambda f: inspect.getfullargspec(f)[:4]  # type: ignore[attr-defined]
    import natasha

    segmenter, vocabulary = natasha.Segmenter(), natasha.MorphVocab()
    embedding = natasha.NewsEmbedding()
    morph, syntax = natasha.NewsMorphTagger(embedding), natasha.NewsSyntaxParser(embedding)
    ner = natasha.NewsNERTagger(embedding)
    docs = [natasha.Doc(text) for text in texts()]
    steps = {
        "segmentation": lambda doc: doc.segment(segmenter),
        "morphology": lambda doc: doc.tag_morph(morph),
        "syntax": lambda doc: doc.parse_syntax(syntax),
        "NER": lambda doc: doc.tag_ner(ner),
        "lemmas": lambda doc: [token.lemmatize(vocabulary) for token in doc.tokens],
        "normalization": lambda doc: [span.normalize(vocabulary) for span in doc.spans],
    }
    seconds = {}
    for step, work in steps.items():
        start = time.perf_counter()
        for doc in docs:
            work(doc)
        seconds[step] = time.perf_counter() - start
    return seconds


def stages(nlp: object) -> dict[str, float]:
    """Seconds of each of our stages over all texts."""
    seconds = dict.fromkeys(STAGES, 0.0)
    for text in texts():
        start = time.perf_counter()
        doc = nlp.make_doc(text)  # type: ignore[attr-defined]
        seconds["segmentation"] += time.perf_counter() - start
        for name, component in nlp.pipeline:  # type: ignore[attr-defined]
            start = time.perf_counter()
            doc = component(doc)
            seconds[name.removeprefix("extract_")] += time.perf_counter() - start
    return seconds


def whole_run(workers: int = 1) -> float:
    """Seconds of ``extract.run`` over all texts, tables and all, the pipeline loaded before."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "in"), Path(folder, "out")
        source.mkdir()
        for number, text in enumerate(texts()):
            (source / f"{number:03}.txt").write_text(text, "utf-8", newline="")
        start = time.perf_counter()
        extract.run(source, out, workers=workers)
        return time.perf_counter() - start


def main() -> None:
    """Writes the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    n = len(texts())
    nlp = extract.load()
    theirs, ours, runs = [], [], []
    for _ in range(rounds):
        theirs.append(natasha_steps())
        ours.append(stages(nlp))
        runs.append(whole_run())
    natasha_seconds = [sum(each.values()) for each in theirs]
    ratio = statistics.median(a / b for a, b in zip(natasha_seconds, runs, strict=True))
    lines = [
        "| | seconds | documents per second |",
        "|---|---|---|",
        *(_row(name, [each[name] for each in theirs], n, "natasha: ") for name in theirs[0]),
        _row("natasha, all six", natasha_seconds, n),
        *(_row(name, [each[name] for each in ours], n, "extract: ") for name in ours[0]),
        _row("extract run, one worker", runs, n),
        f"| **extract run / natasha** | | **{ratio:.2f}** |",
    ]
    put("speed", "\n".join(lines))


def _row(name: str, seconds: list[float], n: int, prefix: str = "") -> str:
    middle = statistics.median(seconds)
    return f"| {prefix}{name} | {middle:.2f} | {n / middle if middle else 0:.1f} |"


if __name__ == "__main__":
    main()
