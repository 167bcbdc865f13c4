"""From bytes to text: which encoding, and is it text at all.

In this order: a byte order mark; UTF-16 without one; strict UTF-8; and then the one-byte
encodings, told apart by pairs of letters. cp1251 read as koi8-r is Russian too, only
unlikely: wrong letters follow each other and capitals stand inside words. So each pair of
neighbouring characters is weighed by how often it occurs in Russian news (``letters.tsv``,
made by ``extract.training.letters``), and the encoding with the heaviest sum is taken.
``benchmarks/encodings.py`` measures it.
"""

from __future__ import annotations

import codecs
import functools
from importlib import resources

import numpy as np
import numpy.typing as npt

from .model import BinaryFile, BrokenEncoding, TruncatedText, UnknownEncoding

# mac-cyrillic is not among them: its small letters are those of cp1251, я excepted.
# The weight is the log odds of meeting it at all, which decide where two or three letters cannot.
ONE_BYTE = {"cp1251": 0.0, "koi8-r": -2.0, "cp866": -4.0, "iso8859-5": -5.0}

_MARKS = (  # the longer first: UTF-32's mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!\x1a", "a rar archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PAR1", "a Parquet file"),
)
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_LETTERS = {letter: i for i, letter in enumerate(_CYRILLIC + _CYRILLIC.upper())}
_SPACE, _LATIN, _DIGIT, _ASCII, _MARK, _OTHER, _JUNK = range(66, 73)
CLASSES = 73
_MARK_CHARACTERS = "«»–—№„“”‘’…•°§\xa0"
# Pairs to look at, in 15 ms. Generous: of 6,601 pieces of news of 100 characters, in four charsets,
# 6,599 are read right.
_ENOUGH = 100_000
_IMPLAUSIBLE = -10.0  # mean weight of a pair; Russian has -6, random bytes -14
# What it costs a text to be all in capitals, as a headline may be. Half or double changes nothing.
_CAPITALS = -4.0


def decode(data: bytes, declared: str | None = None) -> tuple[str, str, TruncatedText | None]:
    """Text and encoding of a whole file.

    Args:
        data: The file's bytes.
        declared: The encoding that the file itself names, as HTML does. Believed where the
            bytes agree.

    Returns:
        The text without its byte order mark, line ends untouched; Python's name of the
        encoding; and what was cut off at the end, None where nothing was.

    Raises:
        BinaryFile: It is not text.
        BrokenEncoding: Some bytes are not of the encoding of the others.
        UnknownEncoding: No known encoding makes sense of it.
    """
    encoding = detect(data, declared)
    try:
        return data.decode(encoding), encoding, None
    except UnicodeDecodeError as error:
        cut = len(data) - error.start
        if error.end < len(data) or "end of data" not in error.reason + _odd(error):
            raise BrokenEncoding(broken(error, encoding)) from None
        problem = TruncatedText(
            f"it ends inside a character; the text before its last {cut} byte(s) was read"
        )
        return data[: error.start].decode(encoding), encoding, problem


def detect(data: bytes, declared: str | None = None) -> str:
    """Python's name of the encoding of a file, or of its beginning. Raises as ``decode``."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise BinaryFile(f"it is not text but {kind}")
    if b"\0" in data:
        return _two_byte(data)
    if _is_utf8(data):
        return "utf-8"
    return _one_byte(data, declared)


def broken(error: UnicodeDecodeError, encoding: str) -> str:
    """The reason of a BrokenEncoding."""
    byte = error.object[error.start]
    return f"it is {encoding}, but byte {error.start} (0x{byte:02X}) is not"


def _odd(error: UnicodeDecodeError) -> str:
    """UTF-16 and UTF-32 call the same thing "truncated data"."""
    return "end of data" if "truncated" in error.reason else ""


def _is_utf8(data: bytes) -> bool:
    """Valid UTF-8, or meant to be: most of the bytes beyond ASCII form two-byte characters.

    Longer ones do not count here: cp866 is full of bytes that look like them.
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        valid = sum("\x7f" < character < "\u0800" for character in data.decode("utf-8", "ignore"))
        beyond = int(np.count_nonzero(np.frombuffer(data, np.uint8) > 0x7F))
        return 2 * valid > 0.5 * beyond
    return True


def _two_byte(data: bytes) -> str:
    """UTF-16 without a byte order mark, or no text: every other byte is 0x00, 0x04 or 0x20."""
    pairs = np.frombuffer(data[: len(data) // 2 * 2], np.uint8).reshape(-1, 2)
    high = np.isin(pairs, (0x00, 0x04, 0x20)).sum(axis=0) / max(len(pairs), 1)
    if high.max() > 0.97 and high.min() < 0.5:
        return "utf-16-le" if high[1] > high[0] else "utf-16-be"
    raise BinaryFile(f"it is not text: byte {data.index(0)} is NUL")


def _one_byte(data: bytes, declared: str | None) -> str:
    framed = np.frombuffer(b" " + data + b" ", np.uint8)
    left, right = framed[:-1], framed[1:]
    beyond = (left | right) > 0x7F
    left, right = left[beyond][:_ENOUGH], right[beyond][:_ENOUGH]
    weights = {name: prior + _weight(left, right, name) for name, prior in ONE_BYTE.items()}
    best = max(weights, key=weights.__getitem__)
    known = _lookup(declared)
    if known in weights and weights[known] > weights[best] - len(left):
        best = known
    if weights[best] > _IMPLAUSIBLE * len(left):
        return best
    if known is not None and known not in weights:
        return known
    raise UnknownEncoding("it is neither UTF-8 nor Russian in any older encoding")


# Whatever a page declares, its tags are ASCII: no charset of a text changes these characters,
# but codecs do that compress, escape or scramble.
_ASCII_SAMPLE = (
    "".join(map(chr, (*range(32, 92), *range(93, 127)))) + r" \x41 \u0041 +BBw- .xn--d1acufc"
)


def _lookup(declared: str | None) -> str | None:
    """Python's name of a declared charset, as ``ONE_BYTE`` spells it; None if it is none."""
    try:
        name = codecs.lookup(declared or "").name
        if _ASCII_SAMPLE.encode("ascii").decode(name) != _ASCII_SAMPLE:
            return None
    except (LookupError, ValueError):
        return None
    # A page that reached this point cannot be in UTF-8 or UTF-16, whatever it declares.
    return None if name.startswith("utf") else name


def _weight(left: npt.NDArray[np.uint8], right: npt.NDArray[np.uint8], encoding: str) -> float:
    """Log likelihood of the pairs of bytes, as mixed text or as all in capitals."""
    mixed, capitals = (float(table[left, right].sum()) for table in _pairs(encoding))
    return max(mixed, capitals + _CAPITALS)


@functools.cache
def _pairs(encoding: str) -> tuple[npt.NDArray[np.float32], ...]:
    """Log frequencies of pairs of bytes, 256 × 256: in mixed text, in capitals."""
    characters = (bytes([byte]).decode(encoding, "replace") for byte in range(256))
    classes = np.array([character_class(character) for character in characters])
    return tuple(table[classes[:, None], classes[None, :]] for table in _frequencies())


@functools.cache
def _frequencies() -> tuple[npt.NDArray[np.float32], ...]:
    """Log frequencies of pairs of classes, ``CLASSES`` × ``CLASSES``: mixed, in capitals."""
    with resources.files(__package__).joinpath("letters.tsv").open(encoding="utf-8") as file:
        mixed: npt.NDArray[np.float64] = np.loadtxt(file, delimiter="\t", comments="#")
    raised = np.arange(CLASSES)
    raised[: len(_CYRILLIC)] += len(_CYRILLIC)
    capitals = np.zeros_like(mixed)
    np.add.at(capitals, (raised[:, None], raised[None, :]), mixed)
    return _log_frequencies(mixed), _log_frequencies(capitals)


def _log_frequencies(counts: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
    frequencies = (counts + 1) / (counts + 1).sum()
    frequencies[_JUNK, :] = frequencies[:, _JUNK] = 1e-8  # control characters, box drawing
    logs: npt.NDArray[np.float32] = np.log(frequencies).astype(np.float32)
    return logs


def character_class(character: str) -> int:
    """A Russian letter by itself, each in two cases; the others in seven classes."""
    if character in _LETTERS:
        return _LETTERS[character]
    if character in _MARK_CHARACTERS:
        return _MARK
    if character.isspace():
        return _SPACE
    if not character.isascii():
        return _OTHER if character.isalpha() else _JUNK
    if character.isalpha():
        return _LATIN
    if character.isdigit():
        return _DIGIT
    return _ASCII if character.isprintable() else _JUNK
