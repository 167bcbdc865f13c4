"""How well copies are told from other articles, and what it costs.

    python benchmarks/copies.py ../shared/data/nerel/train

Copies are made of the articles of a folder: 20 edited (every eighth word dropped or replaced,
sentences moved and left out), 20 extended by half to twice their length, 20 cut to about a half.
The others are the 60 pairs of its articles that have most words in common (cosine of tf-idf).
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from pathlib import Path

import numpy as np

from extract.tables.sketches import copies, sketch

SENTENCE = re.compile(r"(?<=[.!?])\s+")
PAIRS = 20


def edited(text: str, rng: random.Random, words: list[str]) -> str:
    sentences = SENTENCE.split(text)
    if len(sentences) > 4:
        sentences.pop(rng.randrange(1, len(sentences)))
        at = rng.randrange(1, len(sentences) - 1)
        sentences[at], sentences[at + 1] = sentences[at + 1], sentences[at]
    kept = (word for word in " ".join(sentences).split() if rng.random() > 0.06)
    return " ".join(rng.choice(words) if rng.random() < 0.06 else word for word in kept)


def extended(text: str, rng: random.Random, words: list[str]) -> str:
    more = rng.choices(words, k=int(len(text.split()) * rng.uniform(0.5, 2)))
    return f"{text}\n{' '.join(more)}"


def cut(text: str, rng: random.Random, _: list[str]) -> str:
    sentences = SENTENCE.split(text)
    return " ".join(sentences[: max(2, int(len(sentences) * rng.uniform(0.35, 0.6)))])


def is_copy(one: str, other: str) -> bool:
    return 1 in copies([sketch(one), sketch(other)])


def alike(texts: list[str], n: int) -> list[tuple[str, str]]:
    """The pairs of texts that have most words in common."""
    bags = [Counter(word[:6] for word in re.findall(r"\w+", text.lower())) for text in texts]
    known = {word: i for i, word in enumerate(sorted(set().union(*bags)))}
    weights = np.zeros((len(texts), len(known)), np.float32)
    for row, bag in enumerate(bags):
        for word, count in bag.items():
            weights[row, known[word]] = 1 + np.log(count)
    weights *= np.log(len(texts) / np.count_nonzero(weights, axis=0))
    weights /= np.linalg.norm(weights, axis=1, keepdims=True) + 1e-9
    cosines = np.triu(weights @ weights.T, 1)
    best = np.argsort(-cosines, axis=None)[:n]
    return [
        (texts[a], texts[b]) for a, b in zip(*np.unravel_index(best, cosines.shape), strict=True)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    texts = [text for text in texts if 120 < len(text.split()) < 700]
    words = [word for text in texts for word in text.split()]
    rng = random.Random(7)
    found = 0
    for make in (edited, extended, cut):
        marked = sum(is_copy(text, make(text, rng, words)) for text in rng.sample(texts, PAIRS))
        found += marked
        print(f"{make.__name__}: {marked} of {PAIRS} marked")
    wrong = sum(is_copy(one, other) for one, other in alike(texts, 3 * PAIRS))
    print(f"other articles: {wrong} of {3 * PAIRS} marked")
    print(f"recall {found / (3 * PAIRS):.2f}, precision {found / max(found + wrong, 1):.2f}")
    for n in (1000, 10_000):
        made = [" ".join(rng.choices(words, k=200)) for _ in range(n * 9 // 10)]
        made += [edited(rng.choice(made), rng, words) for _ in range(n - len(made))]
        began = time.process_time()
        sketches = [sketch(text) for text in made]
        sketched = time.process_time()
        marked = len(copies(sketches))
        ended = time.process_time()
        print(
            f"{n:,} articles of 200 words, {n // 10:,} of them edited copies: {marked:,} marked; "
            f"{(sketched - began) / n * 1000:.2f} ms an article, then {ended - sketched:.2f} s"
        )


if __name__ == "__main__":
    main()
