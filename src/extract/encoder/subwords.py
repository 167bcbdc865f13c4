"""Text to the subword ids that the model reads.

The text is cut into *atoms*: runs of letters, runs of digits, single other characters. Entity
borders are looked for at atoms, which are finer than words ("[писатель]-сатирик", "ЧМ-[2018]"),
and every atom is encoded by itself, so that the way from an atom to its subwords is exact.
"""

from __future__ import annotations

import gzip
import itertools
import json
import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers.models import Unigram

from extract.russian.spelling import clean

# Combining marks stay inside a word: they must not cut it in two.
_ATOM = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f][^\W\d_]*)*|\d+|\S")
_FILE = "vocabulary.json.gz"
_BETWEEN = "\0"  # which no piece holds
_SPACE = "\u2581"  # SentencePiece's mark for a space before the piece
_LONGEST = 48  # characters of an atom that are encoded; words of 2,113 news articles have up to 41
_PART = 1 << 12  # atoms that are Python objects at once: a buffer, of any size
_CACHE = 200_000  # atoms remembered; 2,859 texts of news have 95,192


class Atom(NamedTuple):
    """A stretch of text, ``text[start:end]``; ``spaced`` if white space or nothing precedes."""

    start: int
    end: int
    spaced: bool


class Atoms:
    """The atoms of a text, in columns: it may have a million.

    Attributes:
        starts: int64: where each begins.
        ends: int64: where each ends.
        spaced: bool: see ``Atom``.
    """

    def __init__(
        self, starts: NDArray[np.int64], ends: NDArray[np.int64], spaced: NDArray[np.bool_]
    ) -> None:
        self.starts, self.ends, self.spaced = starts, ends, spaced

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, at: int) -> Atom:
        return Atom(int(self.starts[at]), int(self.ends[at]), bool(self.spaced[at]))

    def __iter__(self) -> Iterator[Atom]:
        for at in range(0, len(self), _PART):
            some = slice(at, at + _PART)
            columns = (column[some].tolist() for column in (self.starts, self.ends, self.spaced))
            yield from map(Atom, *columns)


class Encoded(NamedTuple):
    """The subwords of a text, which has hundreds of thousands where it is a book.

    Attributes:
        ids: int32, (subwords,).
        edges: int64, (atoms + 1,): where the subwords of each atom begin.
    """

    ids: NDArray[np.int32]
    edges: NDArray[np.int64]

    @classmethod
    def of(cls, ids: Sequence[tuple[int, ...]]) -> Encoded:
        """Takes the subwords of each atom."""
        edges = np.cumsum([0, *map(len, ids)], dtype=np.int64)
        return cls(np.fromiter(itertools.chain.from_iterable(ids), np.int32, edges[-1]), edges)


def atoms(text: str) -> Atoms:
    """Cuts a text into atoms, in order; only white space lies between them."""
    edges = array("q")
    for match in _ATOM.finditer(text):
        edges.extend(match.span())
    starts, ends = np.array(edges, np.int64).reshape(-1, 2).T.copy()
    spaced = np.ones(len(starts), np.bool_)
    spaced[1:] = starts[1:] != ends[:-1]
    return Atoms(starts, ends, spaced)


def visible(word: str) -> str:
    """A word as the vocabulary knows it: clean, compatibility forms folded."""
    return unicodedata.normalize("NFKC", clean(word))


class Subwords:
    """A unigram vocabulary (Kudo, 2018).

    Attributes:
        bos: Id that opens a window.
        eos: Id that closes it.
        unknown: Id of a character that no piece holds.
    """

    def __init__(self, pieces: Sequence[tuple[str, float]]) -> None:
        """Takes pieces and their log-probabilities; ids are positions.

        Args:
            pieces: The first four are ``<s>``, ``<pad>``, ``</s>``, ``<unk>``.
        """
        # Two long objects in place of a hundred thousand small ones, for the few who ask.
        self._texts = _BETWEEN.join([text for text, _ in pieces])
        self._scores = np.array([score for _, score in pieces], np.float64)
        self.bos, self.pad, self.eos, self.unknown = range(4)
        self._model = Unigram(list(pieces), unk_id=self.unknown, byte_fallback=False)
        self._cache: dict[str, tuple[int, ...]] = {}

    @classmethod
    def load(cls, folder: Path) -> Subwords:
        """Reads the vocabulary of a model folder: a JSON list of [piece, score]."""
        if (folder / _FILE).is_file():
            text = gzip.decompress((folder / _FILE).read_bytes())
        else:  # of a model that was written before they were packed
            text = (folder / _FILE).with_suffix("").read_bytes()
        pieces, scores = zip(*json.loads(text), strict=True)
        return cls(list(zip(pieces, np.array(scores, np.float32).tolist(), strict=True)))

    def save(self, folder: Path) -> None:
        """Writes what ``load`` reads; scores are of 32 bits."""
        shown = [(piece, float(str(np.float32(score)))) for piece, score in self.pieces]
        text = json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
        (folder / _FILE).write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))

    @property
    def pieces(self) -> list[tuple[str, float]]:
        """The pieces and their log-probabilities."""
        texts = self._texts.split(_BETWEEN)
        return list(zip(texts, self._scores.tolist(), strict=True))

    def __len__(self) -> int:
        return len(self._scores)

    def encode(self, text: str, parts: Iterable[Atom]) -> list[tuple[int, ...]]:
        """The ids of each atom, at least one for each."""
        return [
            self._ids((_SPACE if spaced else "") + text[start : min(end, start + _LONGEST)])
            for start, end, spaced in parts
        ]

    def _ids(self, word: str) -> tuple[int, ...]:
        ids = self._cache.get(word)
        if ids is None:
            found = self._model.tokenize(visible(word))  # without all that wraps a model
            ids = tuple(token.id for token in found) or (self.unknown,)
            if len(self._cache) < _CACHE:
                self._cache[word] = ids
        return ids


def covered(found: Atoms, stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """First and last atom under each ``[start, end)``."""
    borders = np.array(stretches, np.int64).reshape(-1, 2)
    first = np.searchsorted(found.ends, borders[:, 0], side="right")
    last = np.searchsorted(found.starts, borders[:, 1], side="left") - 1
    return list(zip(first.tolist(), np.maximum(first, last).tolist(), strict=True))
