"""Annotated documents with their gold on atoms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from extract.annotations import Mention
from extract.brat import Annotated
from extract.encoder.subwords import Atoms, Subwords, atoms
from extract.encoder.words import SIZE, features
from extract.training.distillation import Lesson
from extract.training.labels import Labels


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
    atoms: Atoms
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
