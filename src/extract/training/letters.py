"""Counts pairs of letters in Russian texts: ``src/extract/articles/letters.tsv``.

    python -m extract.training.letters ../shared/data/nerel/train > src/extract/articles/letters.tsv

The shipped table was counted in the train part of NEREL 1.1 (Russian Wikinews, CC BY 2.5).
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from extract.articles.encodings import CLASSES, character_class


def count(paths: list[Path]) -> np.ndarray:
    """How often each class of characters follows each, ``CLASSES`` × ``CLASSES``."""
    pairs = np.zeros((CLASSES, CLASSES), int)
    for path in paths:
        text = path.read_text(encoding="utf-8")
        classes = np.array([character_class(character) for character in text])
        np.add.at(pairs, (classes[:-1], classes[1:]), 1)
    return pairs


if __name__ == "__main__":
    print("# Pairs of characters in NEREL train; made by extract.training.letters")
    np.savetxt(sys.stdout, count(sorted(Path(sys.argv[1]).glob("*.txt"))), "%d", "\t")
