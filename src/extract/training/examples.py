"""Annotated documents as the network sees them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
import torch
from torch import Tensor

from extract.annotations import Mention
from extract.brat import Annotated
from extract.encoder.pairs import distances, joinable, surfaces
from extract.encoder.spans import LONGEST
from extract.encoder.subwords import Atom, Subwords, Window, atoms, windows
from extract.encoder.words import SIZE, features
from extract.training.distillation import Lesson, Target, target

WINDOW = 384  # subwords
OVERLAP = 32  # subwords that neighbouring windows share


@dataclass(frozen=True)
class Labels:
    """The types and relations of a corpus, and which types a relation joins.

    Attributes:
        types: Entity types, sorted.
        relations: Relation types, sorted.
        allowed: (subject type, relation, object type) seen in training.
    """

    types: tuple[str, ...]
    relations: tuple[str, ...]
    allowed: frozenset[tuple[str, str, str]]

    def mask(self) -> np.ndarray:
        """bool, (types, types, relations)."""
        mask = np.zeros((len(self.types), len(self.types), len(self.relations)), bool)
        for subject, relation, object_ in self.allowed:
            mask[
                self.types.index(subject),
                self.types.index(object_),
                self.relations.index(relation),
            ] = True
        return mask


@dataclass(frozen=True)
class Example:
    """A document with gold.

    Attributes:
        text: As read; offsets count its characters.
        atoms: See ``encoder.subwords``.
        ids: Subword ids of each atom.
        lines: Line number of each atom.
        mentions: (first atom, last atom, type) of each gold mention.
        borders: (start, end, type name) of each gold mention, in characters.
        relations: (subject, relation, object), mentions by index.
        lesson: What the teacher says of it.
        features: See ``encoder.words``; fp16, (atoms, SIZE).
    """

    name: str
    text: str
    atoms: list[Atom]
    ids: list[tuple[int, ...]]
    lines: list[int]
    mentions: list[tuple[int, int, int]]
    borders: list[tuple[int, int, str]]
    relations: list[tuple[int, int, int]] = field(default_factory=list)
    lesson: Lesson | None = None
    features: np.ndarray = field(default_factory=lambda: np.zeros((0, SIZE), np.float16))


def labels_of(documents: Sequence[Annotated]) -> Labels:
    """Collects the labels of a corpus."""
    triples = {
        (relation.subject.type, relation.type, relation.object.type)
        for document in documents
        for relation in document.relations
    }
    types = {mention.type for document in documents for mention in document.entities}
    return Labels(
        tuple(sorted(types)),
        tuple(sorted({relation for _, relation, _ in triples})),
        frozenset(triples),
    )


def example(document: Annotated, subwords: Subwords, labels: Labels) -> Example:
    """Puts the gold on atoms; a border inside an atom moves to the atom's border."""
    parts = atoms(document.text)
    starts = np.array([atom.start for atom in parts])
    ends = np.array([atom.end for atom in parts])
    mentions: list[tuple[int, int, int]] = []
    borders: list[tuple[int, int, str]] = []
    index: dict[Mention, int] = {}
    for mention in document.entities:
        first = int(np.searchsorted(ends, mention.start, side="right"))
        last = int(np.searchsorted(starts, mention.end, side="left")) - 1
        if mention.type in labels.types and last >= first:
            index[mention] = len(mentions)
            mentions.append((first, last, labels.types.index(mention.type)))
            borders.append((mention.start, mention.end, mention.type))
    relations = sorted(
        (index[each.subject], labels.relations.index(each.type), index[each.object])
        for each in document.relations
        if each.subject in index and each.object in index and each.type in labels.relations
    )
    breaks = np.cumsum([char == "\n" for char in document.text])
    lines = [int(breaks[atom.start]) for atom in parts]
    ids = subwords.encode(document.text, parts)
    known = features(document.text, parts).astype(np.float16)
    return Example(
        document.name,
        document.text,
        parts,
        ids,
        lines,
        mentions,
        borders,
        relations,
        features=known,
    )


@dataclass(frozen=True)
class Batch:
    """Windows side by side, padded.

    Attributes:
        ids: int64, (windows, subwords).
        mask: bool, the same shape: where there is a subword.
        owner: int64, the same shape: the atom of each subword, -1 for none.
        features: fp32, (windows, atoms, ``words.SIZE``).
        firsts: int64, (windows, atoms): first subword of each atom.
        lasts: int64, the same: its last.
        atoms: bool, the same: where there is an atom.
        allowed: For each window, the spans that may be entities: int64, first * atoms + last.
        gold: For each window bool, (types, allowed spans).
        pairs: For each window what the pair head takes and its gold.
        targets: For each window what the teacher says of it.
    """

    ids: Tensor
    mask: Tensor
    owner: Tensor
    features: Tensor
    firsts: Tensor
    lasts: Tensor
    atoms: Tensor
    allowed: list[Tensor]
    gold: list[Tensor]
    pairs: list[PairInput | None]
    targets: list[Target | None]

    def to(self, device: torch.device) -> Batch:
        """The batch on a device."""
        return Batch(*(_to(getattr(self, field.name), device) for field in fields(self)))


@dataclass(frozen=True)
class PairInput:
    """Pairs of mentions of a window that some relation may join; see ``PairHead.forward``.

    Attributes:
        allowed: bool, (pairs, relations): what their types permit.
        gold: bool, (pairs, relations).
    """

    firsts: Tensor
    lasts: Tensor
    types: Tensor
    subjects: Tensor
    objects: Tensor
    distance: Tensor
    surface: Tensor
    allowed: Tensor
    gold: Tensor

    def inputs(self) -> tuple[Tensor, ...]:
        """What ``PairHead.forward`` takes after the states."""
        return (
            self.firsts, self.lasts, self.types, self.subjects, self.objects, self.distance,
            self.surface,
        )  # fmt: skip

    def to(self, device: torch.device) -> PairInput:
        """The same on a device."""
        return PairInput(*(getattr(self, field.name).to(device) for field in fields(self)))


def _to(value: Any, device: torch.device) -> Any:
    if isinstance(value, list):
        return [_to(each, device) for each in value]
    return None if value is None else value.to(device)


def random_windows(item: Example, size: int, chance: random.Random) -> list[Window]:
    """Cuts a document anew, so that no mention always stands at a border."""
    lengths = [len(ids) for ids in item.ids]
    total = sum(lengths)
    if total <= size:
        return [Window(0, len(lengths), 0, len(lengths))] if lengths else []
    shift = chance.randrange(size // 3, size)
    head = int(np.searchsorted(np.cumsum(lengths), shift))
    head = max(1, min(head, len(lengths)))
    tail = windows(lengths[max(0, head - 20) :], size, size // 8)
    offset = max(0, head - 20)
    return [Window(0, head, 0, head)] + [
        Window(*(edge + offset for edge in window)) for window in tail
    ]


def window_ids(item: Example, window: Window, subwords: Subwords) -> tuple[list[int], list[int]]:
    """Ids of a window with both ends, and where each atom begins (one more than atoms)."""
    ids, edges = [subwords.bos], [1]
    for index in range(window.first, window.last):
        ids.extend(item.ids[index])
        edges.append(len(ids))
    return [*ids, subwords.eos], edges


def owners(edges: Sequence[int]) -> np.ndarray:
    """The atom of each subword of a window, its two ends left out."""
    return np.repeat(np.arange(len(edges) - 1), np.diff(edges))


def collate(parts: Sequence[tuple[Example, Window]], subwords: Subwords, labels: Labels) -> Batch:
    """Pads windows to one batch and lays out their gold."""
    encoded = [window_ids(item, window, subwords) for item, window in parts]
    length = _round_up(max(len(ids) for ids, _ in encoded))
    width = _round_up(max(len(edges) - 1 for _, edges in encoded))
    n, may = len(parts), labels.mask()
    ids = torch.full((n, length), subwords.pad)
    mask = torch.zeros((n, length), dtype=torch.bool)
    owner = torch.full((n, length), -1)
    known = torch.zeros((n, width, SIZE))
    firsts = torch.zeros((n, width), dtype=torch.long)
    lasts = torch.zeros((n, width), dtype=torch.long)
    real = torch.zeros((n, width), dtype=torch.bool)
    allowed: list[Tensor] = []
    gold: list[Tensor] = []
    pairs: list[PairInput | None] = []
    targets: list[Target | None] = []
    for row, ((item, window), (row_ids, edges)) in enumerate(zip(parts, encoded, strict=True)):
        size = len(edges) - 1
        ids[row, : len(row_ids)] = torch.tensor(row_ids)
        mask[row, : len(row_ids)] = True
        owner[row, 1 : len(row_ids) - 1] = torch.from_numpy(owners(edges))
        known[row, :size] = torch.from_numpy(
            item.features[window.first : window.last].astype(np.float32)
        )
        firsts[row, :size] = torch.tensor(edges[:-1])
        lasts[row, :size] = torch.tensor(edges[1:]) - 1
        real[row, :size] = True
        lines = torch.tensor(item.lines[window.first : window.last])
        band = torch.ones(size, size, dtype=torch.bool).triu().tril(LONGEST - 1)
        starts, ends = (band & (lines.unsqueeze(0) == lines.unsqueeze(1))).nonzero().unbind(1)
        allowed.append(starts * width + ends)
        order = torch.full((size, size), -1)
        order[starts, ends] = torch.arange(len(starts))
        gold.append(torch.zeros((len(labels.types), len(starts)), dtype=torch.bool))
        inside = [
            (index, first - window.first, last - window.first, type_)
            for index, (first, last, type_) in enumerate(item.mentions)
            if first >= window.first and last < window.last
        ]
        for _, first, last, type_ in inside:
            gold[row][type_, order[first, last]] = True
        pairs.append(pair_input(item, inside, may))
        said = item.lesson
        targets.append(target(said, window.first, window.last) if said else None)
    return Batch(ids, mask, owner, known, firsts, lasts, real, allowed, gold, pairs, targets)


def _round_up(size: int) -> int:
    """To a multiple of 32: a processor prepares its kernels once for each size."""
    return -(-size // 32) * 32


def pair_input(
    item: Example,
    inside: Sequence[tuple[int, int, int, int]],
    mask: np.ndarray,
) -> PairInput | None:
    """What the pair head takes for the mentions inside a window; None where no
    relation may join any two.

    Args:
        item: The document.
        inside: (index in the document, first atom, last atom, type), atoms of the window.
        mask: See ``Labels.mask``.
    """
    if len(inside) < 2:
        return None
    first = np.array([row[1] for row in inside])
    last = np.array([row[2] for row in inside])
    place = {row[0]: at for at, row in enumerate(inside)}
    types = np.array([row[3] for row in inside])
    gold = np.zeros((len(inside), len(inside), mask.shape[-1]), bool)
    for subject, relation, object_ in item.relations:
        if subject in place and object_ in place:
            gold[place[subject], place[object_], relation] = True
    texts = [item.text[slice(*item.borders[row[0]][:2])] for row in inside]
    alike = surfaces(texts)
    pairs = joinable(mask, types, first, last, alike)
    if not len(pairs[0]):
        return None
    arrays = (
        first, last, types, *pairs, distances(first, last)[pairs], alike[pairs],
        mask[types[pairs[0]], types[pairs[1]]], gold[pairs],
    )  # fmt: skip
    return PairInput(*map(torch.from_numpy, arrays))


def epoch(
    items: Sequence[Example],
    subwords: Subwords,
    labels: Labels,
    batch_size: int,
    chance: random.Random,
) -> Iterator[Batch]:
    """One walk over the documents in random windows; windows of like length go together."""
    parts = [(item, window) for item in items for window in random_windows(item, WINDOW, chance)]
    chance.shuffle(parts)
    pool = batch_size * 16
    batches = []
    for start in range(0, len(parts), pool):
        chunk = sorted(parts[start : start + pool], key=lambda part: part[1].last - part[1].first)
        batches += [chunk[at : at + batch_size] for at in range(0, len(chunk), batch_size)]
    chance.shuffle(batches)
    for batch in batches:
        yield collate(batch, subwords, labels)
