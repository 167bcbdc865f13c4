"""Corpora, word vectors and pretrained weights as one file for a machine that has torch alone.

    python -m extract.training.ensemble.pack NEREL more.jsonl.gz … -o pack.npz

NEREL is a folder with ``train`` and ``dev``; of the other files, lines of JSON, only "text" is
used. The arrays are described at ``corpus.Corpus``.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from extract.annotations import Mention
from extract.brat import Annotated
from extract.encoder import slovnet
from extract.encoder.model import DEFAULT, locate
from extract.encoder.pairs import surfaces
from extract.encoder.subwords import Subwords
from extract.encoder.words import Words
from extract.russian.spelling import cleaned
from extract.training import pretrained, weights
from extract.training.ensemble.corpus import DEV, MORE, SLOVNET, TRAIN
from extract.training.examples import Example, example, labels_of
from extract.training.labels import Labels
from extract.training.run import split

_Columns = dict[str, list[Any]]


@dataclass
class _Growing:
    """Arrays as they grow, document by document."""

    columns: _Columns = field(default_factory=dict)
    atoms: int = 0
    rows: int = 0
    lines: int = 0
    mentions: int = 0

    def put(self, **values: Any) -> None:
        for name, value in values.items():
            self.columns.setdefault(name, []).append(np.asarray(value))

    def add(self, item: Example, part: int) -> None:
        """One document."""
        words = Words(item.text)
        lines = np.array(item.lines, np.int64)
        mentions = np.array(item.mentions, np.int64).reshape(-1, 3)
        relations = np.array(item.relations, np.int64).reshape(-1, 3)
        texts = [item.text[start:end] for start, end, _ in item.borders]
        self.put(
            ids=np.array([one for each in item.ids for one in each], np.uint16),
            lengths=np.array([len(each) for each in item.ids], np.uint8),
            row=(words.rows(item.atoms.starts) + self.rows).astype(np.int32),
            laid=words.laid,
            line=(lines + self.lines).astype(np.int32),
            document=[[self.atoms, part, len(mentions)]],
            mentions=mentions + np.array([self.atoms, self.atoms, 0]),
            relations=relations + np.array([self.mentions, 0, self.mentions]),
            surfaces=surfaces(texts).astype(np.uint8).reshape(-1),
        )
        self.atoms += len(item.atoms)
        self.rows += len(words.laid)
        self.lines += int(lines[-1]) + 1
        self.mentions += len(mentions)


def texts(paths: Sequence[Path]) -> Iterator[str]:
    """The texts of files of JSON lines, each once."""
    seen = set()
    for path in paths:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = cleaned(json.loads(line)["text"]).text
                if text.strip() and text not in seen:
                    seen.add(text)
                    yield text


def pack(nerel: Path, more: Sequence[Path], start: str = DEFAULT) -> dict[str, np.ndarray]:
    """All arrays.

    Args:
        nerel: Annotated documents.
        more: Files of texts to be read by the teachers too.
        start: The model whose vocabulary is kept, and from whose weights students begin.
    """
    training, held_out = split(nerel, None)
    labels = labels_of(training)
    folder = locate(start)
    subwords = Subwords.load(folder)
    growing = _Growing()
    for part, documents in ((TRAIN, training), (DEV, held_out)):
        for document in documents:
            item = example(document, subwords, labels)
            if len(item.atoms):
                growing.add(item, part)
    for text in texts(more):
        growing.add(example(_bare(text), subwords, labels), MORE)
    arrays = {name: np.concatenate(parts) for name, parts in growing.columns.items()}
    arrays |= _vectors(arrays) | _encoder(folder, start)
    names = {"types": labels.types, "relations": labels.relations, "allowed": _triples(labels)}
    return arrays | {"labels": np.frombuffer(json.dumps(names).encode(), np.uint8)}


def _bare(text: str) -> Annotated:
    entities: tuple[Mention, ...] = ()
    return Annotated("", text, entities)


def _triples(labels: Labels) -> list[list[str]]:
    return sorted(map(list, labels.allowed))


def _vectors(arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Word vectors of what stands in the rows, and slovnet's networks; ``laid`` by number."""
    distinct, laid = np.unique(arrays["laid"], return_inverse=True)
    rows = np.maximum(slovnet.vector_rows(distinct), 0)
    encoder = slovnet.Encoder(*SLOVNET)
    found: dict[str, np.ndarray] = {
        "laid": laid.astype(np.int32),
        "shapes": np.where(distinct < 0, -1, slovnet.shape_ids(distinct)).astype(np.int8),
        "vectors": encoder.vectors.indexes[rows],
        "parts": encoder.vectors.parts,
    }
    for kind, network in zip(SLOVNET, encoder.networks, strict=True):
        found[f"{kind}.word"], found[f"{kind}.shape"] = network.word_kernel, network.shape_table
        for depth, kernel in enumerate(network.kernels, 1):
            found[f"{kind}.kernel{depth}"] = kernel
        for depth, (bias, norm) in enumerate(zip(network.biases, network.norms, strict=True)):
            found[f"{kind}.norm{depth}"] = np.stack([bias, *norm])
    return found


def _encoder(folder: Path, start: str) -> dict[str, np.ndarray]:
    """The pretrained encoder as it is stored, and the weights of a model."""
    source = pretrained.read()
    found = {f"e5.{name}": array for name, array in source.stored.items()}
    found["words"] = np.load(folder / "words.npy", allow_pickle=False)
    for name, value in weights.read(start).items():
        found[f"start.{name}"] = value.numpy().astype(np.float16)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("nerel", type=Path)
    parser.add_argument("more", type=Path, nargs="*")
    parser.add_argument("-o", "--out", type=Path, required=True)
    given = parser.parse_args()
    arrays: dict[str, Any] = pack(given.nerel, given.more)
    np.savez_compressed(given.out, **arrays)
    size = given.out.stat().st_size / 2**20
    print(f"{given.out}: {size:.1f} MiB, {len(arrays['row'])} atoms, {len(arrays['ids'])} subwords")


if __name__ == "__main__":
    main()
