"""Runs natasha's slovnet news models: the same weights, several times faster.

Slovnet pads the sentences of a batch to one length and convolves the padding too. Here the
sentences of a document lie one after another in a single matrix with one zero row between
them, which is what a convolution of width 3 sees at a sentence's border anyway; the first
layer is computed once for each distinct word; and models read together share the word
vectors. A document's results depend on that document alone, never on what was read with it.

States that go into our encoder are computed in double precision: a matrix product sums in another
order on another processor, and in single precision what that changes is found again in int8 scores,
since the encoder rounds to a few bits. What is read off them is in ``slovnet_heads``.

Models and vectors: natasha (MIT), https://github.com/natasha/slovnet and /navec.
"""

from __future__ import annotations

import functools
import gzip
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from navec.navec import PQ_, VOCAB
from navec.tar import Tar
from navec.vocab import UNK
from slovnet.const import REL, TAG
from slovnet.exec.model import NER, Morph, Syntax
from slovnet.exec.pack import Pack
from slovnet.shape import SHAPES, word_shape

from extract.encoder.wordlist import WordList
from extract.russian.natasha import natasha_file

Floats = npt.NDArray[np.floating[Any]]
Singles = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Real = type[np.floating[Any]]
Codes = npt.NDArray[np.int32]  # what stands in a row: a word and its shape, -1 for a border

PIECE = 4096  # rows convolved at once, so that memory does not grow with the text
_REACH = 3  # rows to each side: three layers of width 3

# Of each model what holds its weights, and the file of what it tells apart.
_KINDS = {"morph": (Morph, TAG), "syntax": (Syntax, REL), "ner": (NER, TAG)}
_SHAPE_IDS = {shape: index for index, shape in enumerate(("<pad>", *SHAPES))}


class Vectors:
    """Navec word vectors, kept quantized: 300 dimensions, 250,000 words and "<unk>".

    Attributes:
        dim: 300.
        indexes: uint8, (words, 100): which of the 256 parts each chunk of a vector is.
        parts: fp32, (100 * 256, 3): the parts of all chunks, one chunk after another.
    """

    def __init__(self) -> None:
        # Not by navec itself: it would make strings of the words, and tables of what tells how
        # frequent and how alike they are, which nobody asks for and which take most of the time.
        with Tar(natasha_file("emb", "navec_news_v1_1B_250K_300d_100q.tar")) as tar:
            vocabulary = gzip.decompress(tar.load(VOCAB).read())
            quantized = tar.load(PQ_).read()
        n_words = int(np.frombuffer(vocabulary, np.uint32, 1)[0])
        words = vocabulary[4 * (1 + n_words) :].split(b"\n")  # behind how often each stands
        self._words = WordList(words)
        self._unknown = words.index(UNK.encode())
        rows, self.dim, chunks, parts = np.frombuffer(quantized, np.uint32, 4).tolist()
        indexes = np.frombuffer(quantized, np.uint8, rows * chunks, 16)
        self.indexes = indexes.reshape(rows, chunks)
        numbers = np.frombuffer(quantized, np.float32, offset=16 + rows * chunks)
        self.parts = numbers.reshape(chunks * parts, -1)
        self._chunks = np.arange(chunks) * parts

    def row(self, word: str) -> int:
        """Row of a word, in any case."""
        found = self._words.find(word.lower())
        return self._unknown if found is None else found

    def __call__(self, rows: Ints | Codes) -> Singles:
        """Vectors of some rows, (n, 300)."""
        parts = self.indexes.take(rows, axis=0) + self._chunks
        vectors: Singles = self.parts.take(parts, axis=0).reshape(len(rows), -1)
        return vectors


class Network:
    """The weights of one model, laid out for matrix products over rows of words."""

    def __init__(self, kind: str, vectors: Vectors, real: Real) -> None:
        module, labels = _KINDS[kind]
        # Not by slovnet's API: it would read the words of the vectors again for each model.
        with Pack(natasha_file("model", f"slovnet_{kind}_news_v1.tar")) as pack:
            model = pack.load_model(module)
            model = model.inject_arrays(dict(pack.load_arrays(model.weights)))
            self.labels: list[str] = pack.load_vocab(labels).items
        self.model: Any = model
        self.real = real
        dim = vectors.dim
        first, *rest = model.encoder.layers
        kernel = self._kernel(first)
        self.word_kernel = kernel[:dim]
        self.shape_table = self.numbers(model.emb.shape.weight) @ kernel[dim:]
        self.kernels = [self._kernel(layer) for layer in rest]
        self.biases = [self.numbers(layer.conv.bias) for layer in model.encoder.layers]
        self.norms = [self._affine(layer.norm) for layer in model.encoder.layers]

    def numbers(self, weight: Any) -> Floats:
        """The numbers of one of slovnet's weights."""
        found: Floats = weight.array.astype(self.real)
        return found

    def _kernel(self, layer: Any) -> Floats:
        """Filters × channels × width to channels × (width · filters): one product a word."""
        kernel = self.numbers(layer.conv.weight).transpose(1, 2, 0)
        return kernel.reshape(len(kernel), -1)

    def _affine(self, norm: Any) -> tuple[Floats, Floats]:
        """Batch normalization as one scale and one shift."""
        scale = self.numbers(norm.weight) / self.numbers(norm.std)
        return scale, self.numbers(norm.bias) - self.numbers(norm.mean) * scale


class Encoder:
    """Hidden states of some slovnet models for the words of a document.

    Args:
        kinds: Of "morph", "syntax" and "ner".
        real: Numbers of what precision it computes with.
    """

    def __init__(self, *kinds: str, real: Real = np.float64) -> None:
        self.vectors = vectors()
        self.networks = [Network(kind, self.vectors, real) for kind in kinds]

    def __call__(self, sentences: Sequence[Sequence[str]]) -> tuple[Ints, list[Floats]]:
        """Reads the sentences of a document.

        Returns:
            Row of each sentence's first word, and for each model a matrix of hidden
            states, (rows, 64).
        """
        starts, codes = self.lay(sentences)
        pieces = [self.piece(codes, number) for number in range(-(-len(codes) // PIECE))]
        return starts, [np.concatenate(states) for states in zip(*pieces, strict=True)]

    def lay(self, sentences: Sequence[Sequence[str]]) -> tuple[Ints, Codes]:
        """Row of each sentence's first word, and of each row what stands there."""
        lengths = np.array([len(sentence) for sentence in sentences])
        starts = np.concatenate(([0], np.cumsum(lengths + 1)[:-1])) + 1
        codes = np.full(
            int((lengths + 1).sum()) + 1, -1, np.int32
        )  # a border before and after each
        for start, sentence in zip(starts, sentences, strict=True):
            codes[start : start + len(sentence)] = list(map(_code, sentence))
        return starts, codes

    def piece(self, codes: Codes, number: int) -> list[Floats]:
        """For each model the states of ``PIECE`` rows; of the last piece those that there are."""
        start = number * PIECE
        before = min(start, _REACH)
        states = self._convolve(codes[start - before : start + PIECE + _REACH])
        return [state[before : before + PIECE] for state in states]

    def _convolve(self, codes: Codes) -> list[Floats]:
        borders = np.flatnonzero(codes < 0)
        distinct, rows = np.unique(codes, return_inverse=True)
        words, shapes = np.divmod(distinct, len(_SHAPE_IDS))
        vectors = self.vectors(np.maximum(words, 0))
        states = []
        for network in self.networks:
            table = vectors.astype(network.real) @ network.word_kernel
            table += network.shape_table[shapes]
            table[distinct < 0] = 0
            states.append(_run(network, table.take(rows, axis=0), borders))
        return states


@functools.lru_cache(maxsize=1 << 16)
def _code(word: str) -> int:
    """The row of a word's vector and its shape as one number."""
    return vectors().row(word) * len(_SHAPE_IDS) + _SHAPE_IDS[word_shape(word)]


def vector_rows(codes: Codes) -> Codes:
    """The rows of the vectors of some words, as ``Encoder.lay`` laid them."""
    return codes // len(_SHAPE_IDS)


def shape_ids(codes: Codes) -> Codes:
    """The shapes of some words, as ``Encoder.lay`` laid them."""
    return codes % len(_SHAPE_IDS)


def _run(network: Network, x: Floats, borders: Ints) -> Floats:
    """States of rows from their products with the first kernel; at borders all is zero."""
    for depth, (bias, (scale, shift)) in enumerate(zip(network.biases, network.norms, strict=True)):
        x = _joined(x @ network.kernels[depth - 1] if depth else x)
        x += bias
        np.maximum(x, 0, out=x)
        x *= scale
        x += shift
        x[borders] = 0
    return x


def _joined(parts: Floats) -> Floats:
    """What each row says of itself, and what of the one behind and of the one before it."""
    behind, found, before = np.split(parts, 3, axis=1)
    found = found.copy()
    found[1:] += behind[:-1]
    found[:-1] += before[1:]
    return found


@functools.cache
def vectors() -> Vectors:
    """The word vectors, loaded once in a process (25 MB)."""
    return Vectors()
