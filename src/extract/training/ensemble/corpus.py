"""What ``pack`` wrote, on the device: windows of documents as padded batches, made there."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from extract.encoder.pairs import distances, joinable, mask
from extract.encoder.spans import LONGEST
from extract.encoder.windows import Window, windows
from extract.training.ensemble.features import features
from extract.training.labels import Labels
from extract.training.pairs import PairInput
from extract.training.windows import OVERLAP, random_windows, round_up

TRAIN, DEV, MORE = range(3)  # parts: annotated, annotated to measure on, not annotated
_BOS, _PAD, _EOS = range(3)
SLOVNET = ("ner", "morph", "syntax")  # slovnet's networks whose states teachers may be told


class Document(NamedTuple):
    """Where a document's atoms and mentions stand in the arrays of all, and what part it is of."""

    number: int
    first: int
    last: int
    part: int
    mentions: range


class Piece(NamedTuple):
    """A window of a document, in atoms of all documents."""

    document: Document
    window: Window


@dataclass(frozen=True)
class Batch:
    """Windows side by side, padded; see ``batches.Batch`` for the fields of one name.

    Attributes:
        spans: bool, (windows, atoms, atoms): what may be a mention.
        gold: bool, (windows, types, atoms, atoms).
        known: bool, (windows,): whether there is gold.
    """

    pieces: Sequence[Piece]
    ids: Tensor
    mask: Tensor
    owner: Tensor
    at: Tensor
    firsts: Tensor
    lasts: Tensor
    atoms: Tensor
    spans: Tensor
    gold: Tensor
    known: Tensor


class Corpus:
    """All documents and what is known of their words."""

    def __init__(self, path: Path, device: torch.device, kinds: Sequence[str] = ("ner",)) -> None:
        """Reads.

        Args:
            path: From ``pack``.
            device: Where the arrays go.
            kinds: slovnet's networks whose states stand beside the word vectors.
        """
        self.arrays = dict(np.load(path, allow_pickle=False))
        self.device = device
        told = json.loads(self.arrays.pop("labels").tobytes())
        self.labels = Labels(
            tuple(told["types"]), tuple(told["relations"]), frozenset(map(tuple, told["allowed"]))
        )
        self.may = mask(self.labels.types, self.labels.relations, self.labels.allowed)
        self.lengths = self.arrays["lengths"].astype(np.int64)
        self.edges = np.concatenate([[0], np.cumsum(self.lengths)])
        self.mentions = self.arrays["mentions"].astype(np.int64)
        self.documents = list(self._documents())
        self._surfaces = self._laid_surfaces()
        relations: dict[int, list[tuple[int, int, int]]] = {}
        owner = {m: d.number for d in self.documents for m in d.mentions}
        for subject, relation, object_ in self.arrays["relations"].tolist():
            relations.setdefault(owner[subject], []).append((subject, relation, object_))
        self._relations = relations
        self._ids = self._put(self.arrays["ids"].astype(np.int64))
        self._edges = self._put(self.edges)
        self._lines = self._put(self.arrays["line"].astype(np.int64))
        self.features = features(self.arrays, device, kinds)
        self.rows = self._put(self.arrays["row"].astype(np.int64))
        self._laid = self._put(self.arrays["laid"].astype(np.int64))

    def _put(self, array: np.ndarray) -> Tensor:
        return torch.from_numpy(array).to(self.device)

    def _documents(self) -> Iterator[Document]:
        table = self.arrays["document"].astype(np.int64)
        ends = [*table[1:, 0].tolist(), len(self.lengths)]
        mention = 0
        for number, ((first, part, count), last) in enumerate(
            zip(table.tolist(), ends, strict=True)
        ):
            yield Document(number, first, last, part, range(mention, mention + count))
            mention += count

    def _laid_surfaces(self) -> dict[int, np.ndarray]:
        flat, at, found = self.arrays["surfaces"], 0, {}
        for document in self.documents:
            size = len(document.mentions)
            found[document.number] = flat[at : at + size * size].reshape(size, size)
            at += size * size
        return found

    def part(self, *parts: int) -> list[Document]:
        """The documents of some parts."""
        return [document for document in self.documents if document.part in parts]

    def whole(self, document: Document, size: int) -> list[Piece]:
        """A document in the windows in which it will be read."""
        lengths = self.lengths[document.first : document.last].tolist()
        return [self._piece(document, *window) for window in windows(lengths, size, OVERLAP)]

    def cut(self, document: Document, size: int, chance: random.Random) -> list[Piece]:
        """A document cut anew, so that no mention always stands at a border."""
        lengths = self.lengths[document.first : document.last].tolist()
        return [self._piece(document, *window) for window in random_windows(lengths, size, chance)]

    def _piece(self, document: Document, *edges: int) -> Piece:
        return Piece(document, Window(*(edge + document.first for edge in edges)))

    def cuts(
        self, documents: Sequence[Document], size: int, batch: int, chance: random.Random
    ) -> list[list[Piece]]:
        """The batches of one walk over some documents; windows of like length go together."""
        pieces = [piece for each in documents for piece in self.cut(each, size, chance)]
        chance.shuffle(pieces)
        pool, found = batch * 16, []
        for start in range(0, len(pieces), pool):
            some = sorted(
                pieces[start : start + pool],
                key=lambda piece: piece.window.last - piece.window.first,
            )
            found += [some[at : at + batch] for at in range(0, len(some), batch)]
        chance.shuffle(found)
        return found

    def relations(self, document: Document) -> int:
        """How many relations a document has."""
        return len(self._relations.get(document.number, ()))

    def batch(self, pieces: Sequence[Piece]) -> Batch:
        """Windows side by side."""
        first = np.array([piece.window.first for piece in pieces])
        last = np.array([piece.window.last for piece in pieces])
        width, longest = (
            int((last - first).max()),
            int((self.edges[last] - self.edges[first]).max()),
        )
        width, longest = round_up(width), round_up(longest + 2)
        begin, end = self._put(first)[:, None], self._put(last)[:, None]
        places = torch.arange(width, device=self.device)[None]
        atoms = begin + places < end
        at = torch.where(atoms, begin + places, begin)
        low, high = self._edges[begin], self._edges[end]
        firsts = torch.where(atoms, self._edges[at] - low + 1, 0)
        lasts = torch.where(atoms, self._edges[at + 1] - low, 0)
        places = torch.arange(longest, device=self.device)[None]
        inside = (places >= 1) & (places <= high - low)
        ids = self._ids[torch.where(inside, low + places - 1, 0)].masked_fill(~inside, _PAD)
        ids[:, 0] = _BOS
        ids.masked_fill_(places == high - low + 1, _EOS)
        counted = torch.zeros((len(pieces), longest + 1), dtype=torch.long, device=self.device)
        counted.scatter_add_(1, torch.where(atoms, firsts, longest), atoms.long())
        owner = (counted[:, :-1].cumsum(1) - 1).masked_fill(~inside, -1)
        return Batch(
            pieces, ids, places <= high - low + 1, owner, at, firsts, lasts, atoms,
            self._spans(at, atoms), self._gold(pieces, width),
            torch.tensor([piece.document.part != MORE for piece in pieces], device=self.device),
        )  # fmt: skip

    def _spans(self, at: Tensor, atoms: Tensor) -> Tensor:
        lines = self._lines[at]
        size = at.shape[1]
        band = torch.ones(size, size, dtype=torch.bool, device=self.device)
        band = band.triu().tril(LONGEST - 1)
        same = lines[:, :, None] == lines[:, None, :]
        return band & same & atoms[:, :, None] & atoms[:, None, :]

    def _gold(self, pieces: Sequence[Piece], width: int) -> Tensor:
        shape = (len(pieces), len(self.labels.types), width, width)
        gold = torch.zeros(shape, dtype=torch.bool, device=self.device)
        cells = [
            (number, type_, first, last)
            for number, piece in enumerate(pieces)
            for _, first, last, type_ in self.inside(piece)
        ]
        if cells:
            gold[tuple(torch.tensor(cells, device=self.device).unbind(1))] = True
        return gold

    def inside(self, piece: Piece) -> list[tuple[int, int, int, int]]:
        """Number, first and last atom in the window, and type of its gold mentions."""
        document, window = piece
        some = self.mentions[document.mentions.start : document.mentions.stop]
        kept = np.flatnonzero((some[:, 0] >= window.first) & (some[:, 1] < window.last))
        rows = some[kept] - [window.first, window.first, 0]
        numbers = kept + document.mentions.start
        return [
            (number, first, last, type_)
            for number, (first, last, type_) in zip(numbers.tolist(), rows.tolist(), strict=True)
        ]

    def pairs(self, piece: Piece) -> PairInput | None:
        """What the pair head takes for the gold mentions of a window; None where there is none."""
        inside = self.inside(piece)
        if len(inside) < 2:
            return None
        number, first, last, types = np.array(inside).T
        own = number - piece.document.mentions.start
        alike = self._surfaces[piece.document.number][np.ix_(own, own)].astype(np.int64)
        place = {int(n): at for at, n in enumerate(number)}
        gold = np.zeros((len(inside), len(inside), self.may.shape[-1]), bool)
        for subject, relation, object_ in self._relations.get(piece.document.number, ()):
            if subject in place and object_ in place:
                gold[place[subject], place[object_], relation] = True
        pairs = joinable(self.may, types, first, last, alike)
        if not len(pairs[0]):
            return None
        arrays = (
            first, last, types, *pairs, distances(first, last)[pairs], alike[pairs],
            self.may[types[pairs[0]], types[pairs[1]]], gold[pairs],
        )  # fmt: skip
        return PairInput(*map(self._put, arrays))

    def known(self, at: Tensor) -> Tensor:
        """Features of the words of some atoms, fp32, (…, vectors and states)."""
        rows = self.rows[at]
        vectors = self.features.vectors[self._laid[rows]]
        return torch.cat([vectors, self.features.states[rows]], -1).float()
