"""How often the encoding of a piece of Russian news is recognized.

    python benchmarks/charsets.py [../shared/data]

The pieces are cut at random places of NEREL dev and the factRuEval-2016 devset; the table of
letter pairs was counted in NEREL train. Prints a Markdown table.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

from charset_normalizer import from_bytes

from extract.articles import ReadError
from extract.articles.encodings import detect

ENCODINGS = ("utf-8", "cp1251", "koi8-r", "cp866", "iso8859-5")
SIZES = (10, 20, 50, 200, 2000)
PIECES = 1000  # for each size and encoding
SLOW_PIECES = 300  # for charset-normalizer


def ours(data: bytes) -> str | None:
    try:
        return detect(data)
    except ReadError:
        return None


def normalizer(data: bytes) -> str | None:
    match = from_bytes(data).best()
    return match.encoding.replace("_", "-") if match else None


def normalizer_of_three(data: bytes) -> str | None:
    match = from_bytes(data, cp_isolation=["utf_8", "cp1251", "koi8_r"]).best()
    return match.encoding.replace("_", "-") if match else None


def pieces(texts: list[str], encoding: str, size: int, count: int) -> list[bytes]:
    """Pieces of a size in bytes with at least one letter beyond ASCII; UTF-8 whole characters."""
    chance = random.Random(f"{encoding} {size}")
    found: list[bytes] = []
    while len(found) < count:
        text = chance.choice(texts)
        start = chance.randrange(max(1, len(text) - size))
        piece = text[start : start + size].encode(encoding, "ignore")
        if encoding == "utf-8":
            piece = piece[:size].decode("utf-8", "ignore").encode()
        if not piece.isascii():
            found.append(piece)
    return found


def accuracy(guess: Callable[[bytes], str | None], data: list[bytes], encoding: str) -> float:
    return sum(guess(piece) == encoding for piece in data) / len(data)


def main(data: Path) -> None:
    paths = [*(data / "nerel/dev").glob("*.txt"), *(data / "factrueval/devset").glob("*.txt")]
    texts = [path.read_text(encoding="utf-8") for path in sorted(paths)]
    print("| right, % | bytes | extract | charset-normalizer | the same, of three |")
    print("|---|--:|--:|--:|--:|")
    for encoding in ENCODINGS:
        for size in SIZES:
            cut = pieces(texts, encoding, size, PIECES)
            slow = cut[:SLOW_PIECES]
            cells = [accuracy(ours, cut, encoding), accuracy(normalizer, slow, encoding)]
            row = [f"{100 * cell:.1f}" for cell in cells]
            of_three = encoding in ("utf-8", "cp1251", "koi8-r")
            row.append(
                f"{100 * accuracy(normalizer_of_three, slow, encoding):.1f}" if of_three else ""
            )
            print(f"| {encoding} | {size} | {' | '.join(row)} |")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))
