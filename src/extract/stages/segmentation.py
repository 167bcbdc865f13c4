"""Text to tokens and sentences, with razdel's rules; the text itself is never altered.

Rules: razdel (MIT), https://github.com/natasha/razdel.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import razdel
from razdel.segmenters.sentenize import DELIMITER, RULES, SentSplit
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

TOKENIZER = "extract.Tokenizer.v1"  # its name in spaCy's registry and configurations

# What stands inside words and is no part of their spelling: accents that mark stress,
# soft hyphens, zero-width characters, variation selectors, byte order marks.
_INVISIBLE = re.compile("[\u0300\u0301\u00ad\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff]+")
_BLANK = re.compile(r"\s+")
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_DELIMITER = re.compile(DELIMITER)
_RAZDEL_WINDOW = 10  # characters that razdel's sentence rules see on each side
_RAZDEL_BULLET = 20  # the longest list number that they look for
_LONGEST_CHUNK = 1000  # characters without a blank; longer ones are data, not words

# Tokens. Stages compare the words of a sentence with each other, and the parser reads so many;
# what is longer is a list, cut at a mark where there is one.
LONGEST_SENTENCE = 256
_MARKS = (";", ",")

_CUT = re.compile(r"\s*(\[\s*)?(…|\.\.\.)(\s*\])?\s*$")
_SHORTEST_REPEAT = 40  # characters; shorter sentences may recur by chance
_SHORTEST_HEAD = 20  # characters before a cut; shorter ones do not tell what was cut


def plain(text: str) -> str:
    """A word as dictionaries spell it: stress marks and invisible characters removed."""
    return text if text.isascii() or not _INVISIBLE.search(text) else _INVISIBLE.sub("", text)


class Tokenizer:
    """Splits at blanks, then with razdel; ``doc.text`` is the input, character by character.

    One space after a token is part of spaCy's representation; all other blanks are tokens of
    their own, as in spaCy. Marks within a word (see ``plain``) neither split it nor get lost.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Splits a text."""
        words: list[str] = []
        spaces: list[bool] = []
        end = 0
        for match in _BLANK.finditer(text):
            _add_chunk(text[end : match.start()], words, spaces)
            _add_blank(match.group(), words, spaces)
            end = match.end()
        _add_chunk(text[end:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    def pipe(self, texts: Any, batch_size: int = 1000) -> Iterator[Doc]:  # noqa: ARG002
        """Splits texts one by one."""
        return map(self, texts)

    # spaCy saves and loads its parts; there is nothing here to save.
    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> Tokenizer:
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        return None

    def from_disk(self, _path: Any, **_: Any) -> Tokenizer:
        return self


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """Registers the tokenizer with spaCy."""
    return lambda nlp: Tokenizer(nlp.vocab)


def _add_chunk(chunk: str, words: list[str], spaces: list[bool]) -> None:
    for start in range(0, len(chunk), _LONGEST_CHUNK):
        pieces = _split_chunk(chunk[start : start + _LONGEST_CHUNK])
        words.extend(pieces)
        spaces.extend([False] * len(pieces))


def _add_blank(blank: str, words: list[str], spaces: list[bool]) -> None:
    if blank[0] == " " and words:
        spaces[-1] = True
        blank = blank[1:]
    if blank:
        words.append(blank)
        spaces.append(False)


@functools.lru_cache(maxsize=1 << 14)
def _split_chunk(chunk: str) -> tuple[str, ...]:
    """Razdel's tokens of a text without blanks."""
    if chunk.isalpha() and chunk.isascii():
        return (chunk,)
    letters = plain(chunk)
    if len(letters) == len(chunk):
        return tuple(token.text for token in razdel.tokenize(chunk))
    if not letters:
        return (chunk,)
    # Marks belong to the token of the character before them, leading ones to the first token.
    borders = [match.stop for match in razdel.tokenize(letters)][:-1]
    visible = [at for at, char in enumerate(chunk) if not _INVISIBLE.match(char)]
    cuts = [0, *(visible[border] for border in borders), len(chunk)]
    return tuple(chunk[start:end] for start, end in itertools.pairwise(cuts))


def sentences(text: str) -> list[tuple[int, int]]:
    """Sentences as character offsets: razdel's, and a line break always ends one.

    Blanks around sentences belong to none.
    """
    found = []
    for line in _LINE.finditer(text):
        offset, content = line.start(), line.group()
        for start, end in _split_line(content):
            piece = content[start:end]
            if stripped := piece.strip():
                left = offset + start + len(piece) - len(piece.lstrip())
                found.append((left, left + len(stripped)))
    return found


def _split_line(line: str) -> Iterator[tuple[int, int]]:
    """Razdel's sentences of one line; time is linear in its length, which razdel's is not."""
    start = 0
    for match in _DELIMITER.finditer(line):
        at, end = match.span()
        if not line[end : end + 1].isspace():  # razdel's first rules: only a blank can split
            continue
        split = SentSplit(_before(line, at), match.group(1), line[end : end + _RAZDEL_WINDOW])
        split.buffer = line[start : min(at, start + _RAZDEL_BULLET + 1)]
        if not any(rule(split) for rule in RULES):
            yield start, end
            start = end
    yield start, len(line)


def _before(line: str, at: int) -> str:
    """What razdel's rules see before a delimiter, marks left out so that words stay whole."""
    return plain(line[max(0, at - 2 * _RAZDEL_WINDOW) : at])[-_RAZDEL_WINDOW:]


def repeats(text: str, sents: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Passages that stand again elsewhere in the text, so that nothing counts twice.

    Of a lead that is given once cut short ("… во главе с первым […]") and once in full, the
    cut copy is the repeat, with the sentences before its cut that recur; of equal sentences,
    the later one.

    Args:
        text: The text.
        sents: Its sentences, as offsets.

    Returns:
        Offsets of sentences, neighbours joined.
    """
    bodies = [_squeeze(text[start:end]) for start, end in sents]
    cut = _cut_copies(bodies)
    repeated = set(cut)
    first: dict[str, int] = {}
    for index, body in enumerate(bodies):
        if index not in repeated and len(body) > _SHORTEST_REPEAT:
            repeated.update({index} if body in first else ())
            first.setdefault(body, index)
    return _join([sents[index] for index in sorted(repeated)], text)


def _cut_copies(bodies: list[str]) -> set[int]:
    """Indices of sentences that are cut and given again later, and those before the cut."""
    begin_alike: dict[str, list[int]] = {}
    for index, body in enumerate(bodies):
        begin_alike.setdefault(body[:_SHORTEST_HEAD], []).append(index)
    found: set[int] = set()
    for index, body in enumerate(bodies):
        head = _CUT.sub("", body)
        if head == body or len(head) < _SHORTEST_HEAD:
            continue
        for full in begin_alike[head[:_SHORTEST_HEAD]]:
            if full > index and bodies[full].startswith(head) and bodies[full] != body:
                found.update(range(index - _equal_before(bodies, index, full), index + 1))
                break
    return found


def _equal_before(bodies: list[str], left: int, right: int) -> int:
    """How many sentences before two places are the same, the passages kept apart."""
    count = 0
    while (
        count < left
        and right - count - 1 > left
        and (bodies[left - count - 1] == bodies[right - count - 1])
    ):
        count += 1
    return count


def _squeeze(text: str) -> str:
    return _BLANK.sub(" ", plain(text))


def _join(ranges: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in ranges:
        if joined and text[joined[-1][1] : start].isspace():
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


@Language.factory(
    "extract_segmentation", assigns=["token.is_sent_start", "doc.sents", "doc._.repeats"]
)
def create_segmentation(nlp: Language, name: str) -> Segmentation:  # noqa: ARG001
    return Segmentation()


class Segmentation:
    """Marks sentence starts and notes repeated passages."""

    def find(self, doc: Doc) -> list[tuple[int, int]]:
        """Sentences as character offsets; those of too many tokens in parts."""
        found = sentences(doc.text)
        firsts = [*_firsts(doc, found), len(doc)]
        parts: list[tuple[int, int]] = []
        for (start, end), (first, stop) in zip(found, itertools.pairwise(firsts), strict=True):
            if stop - first > LONGEST_SENTENCE:
                parts += _parts(doc, first, int(np.searchsorted(_ends(doc), end)) + 1)
            else:
                parts.append((start, end))
        return parts

    def __call__(self, doc: Doc) -> Doc:
        found = self.find(doc)
        begins = np.full(len(doc), -1, dtype=np.int64)
        begins[:1] = 1
        begins[_firsts(doc, found)[1:]] = 1
        doc.from_array(["SENT_START"], begins.astype(np.uint64)[:, None])  # type: ignore[arg-type]
        doc._.repeats = repeats(doc.text, found)
        return doc


def _ends(doc: Doc) -> npt.NDArray[np.uint64]:
    """The character after each token."""
    ends: npt.NDArray[np.uint64] = doc.to_array("IDX") + doc.to_array("LENGTH")
    return ends


def _firsts(doc: Doc, found: list[tuple[int, int]]) -> list[int]:
    """The first token of each sentence."""
    starts = np.array([start for start, _ in found], dtype=np.uint64)
    firsts: list[int] = np.searchsorted(_ends(doc), starts, side="right").tolist()
    return firsts


def _parts(doc: Doc, first: int, stop: int) -> Iterator[tuple[int, int]]:
    """The tokens of a long sentence in parts, as character offsets."""
    while first < stop:
        last = _last(doc, first, stop)
        words = [i for i in range(first, last) if not doc[i].is_space]
        if words:
            yield doc[words[0]].idx, doc[words[-1]].idx + len(doc[words[-1]])
        first = last


def _last(doc: Doc, first: int, stop: int) -> int:
    """Where the part that begins with a token ends: after a mark, and not too soon."""
    limit = first + LONGEST_SENTENCE
    if limit >= stop:
        return stop
    for mark in _MARKS:
        for i in range(limit, first + LONGEST_SENTENCE // 2, -1):
            if doc[i - 1].text == mark:
                return i
    return limit
