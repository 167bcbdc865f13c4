"""Text to tokens and sentences, with razdel's rules; the text itself is never altered.

Rules: razdel (MIT), https://github.com/natasha/razdel.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import razdel
from razdel.segmenters.sentenize import DELIMITER, RULES, SentSplit
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from extract.russian.spelling import Cleaned, clean, is_clean

TOKENIZER = "extract.Tokenizer.v1"  # its name in spaCy's registry and configurations

_BLANK = re.compile(r"\s+")
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_DELIMITER = re.compile(DELIMITER)
_RAZDEL_WINDOW = 10  # characters that razdel's sentence rules see on each side
_RAZDEL_BULLET = 20  # the longest list number that they look for
_LONGEST_CHUNK = 1000  # characters without a blank; longer ones are data, not words

_CUT = re.compile(r"\s*(\[\s*)?(…|\.\.\.)(\s*\])?\s*$")
_SHORTEST_REPEAT = 40  # characters; shorter sentences may recur by chance
_SHORTEST_HEAD = 20  # characters before a cut; shorter ones do not tell what was cut


class Tokenizer:
    """Splits at blanks, then with razdel; ``doc.text`` is the input, character by character.

    It is the clean text that is split (see ``russian.spelling``), so that what stands inside
    words neither splits them nor gets lost; ``token.text`` is the source's, ``token.norm_`` the
    clean word's. One space after a token is part of spaCy's representation; all other blanks
    are tokens of their own, as in spaCy.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Splits a text."""
        cleaned = Cleaned(text)
        words, spaces = _split(cleaned.text)
        if cleaned.text == text:
            return Doc(self.vocab, words=words, spaces=spaces)
        doc = _as_written(self.vocab, cleaned, words, spaces)
        for token in doc:
            if not is_clean(token.text):
                token.norm_ = clean(token.text).lower()
        return doc

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


def _split(text: str) -> tuple[list[str], list[bool]]:
    """Tokens of a clean text, and whether a space follows each."""
    words: list[str] = []
    spaces: list[bool] = []
    end = 0
    for match in _BLANK.finditer(text):
        _add_chunk(text[end : match.start()], words, spaces)
        _add_blank(match.group(), words, spaces)
        end = match.end()
    _add_chunk(text[end:], words, spaces)
    return words, spaces


def _as_written(vocab: Vocab, cleaned: Cleaned, words: list[str], spaces: list[bool]) -> Doc:
    """Clean tokens as the source has them; what does not show goes to the one before it."""
    borders = np.cumsum([len(word) + space for word, space in zip(words, spaces, strict=True)])
    pieces, blanks, done = [], [], 0
    for border, spaced in zip(borders.tolist(), spaces, strict=True):
        end = cleaned.start(border - spaced)
        if end > done:  # else two clean tokens lie in one character of the source
            pieces.append(cleaned.source[done:end])
            blanks.append(spaced)
            done = end + spaced
    rest = cleaned.source[done:]
    if rest and (not pieces or blanks[-1]):
        pieces, blanks = [*pieces, rest], [*blanks, False]
    elif rest:
        pieces[-1] += rest
    return Doc(vocab, words=pieces, spaces=blanks)


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
    return tuple(token.text for token in razdel.tokenize(chunk))


def sentences(text: str) -> list[tuple[int, int]]:
    """Sentences as character offsets: razdel's, and a line break always ends one.

    Blanks around sentences belong to none.
    """
    cleaned, found = Cleaned(text), []
    for line in _LINE.finditer(cleaned.text):
        offset, content = line.start(), line.group()
        for start, end in _split_line(content):
            piece = content[start:end]
            if stripped := piece.strip():
                left = offset + start + len(piece) - len(piece.lstrip())
                found.append(cleaned.span(left, left + len(stripped)))
    return found


def _split_line(line: str) -> Iterator[tuple[int, int]]:
    """Razdel's sentences of one line; time is linear in its length, which razdel's is not."""
    start = 0
    for match in _DELIMITER.finditer(line):
        at, end = match.span()
        if not line[end : end + 1].isspace():  # razdel's first rules: only a blank can split
            continue
        before, after = line[max(0, at - _RAZDEL_WINDOW) : at], line[end : end + _RAZDEL_WINDOW]
        split = SentSplit(before, match.group(1), after)
        split.buffer = line[start : min(at, start + _RAZDEL_BULLET + 1)]
        if not any(rule(split) for rule in RULES):
            yield start, end
            start = end
    yield start, len(line)


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
    return _BLANK.sub(" ", clean(text))


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
        """Sentences as character offsets."""
        return sentences(doc.text)

    def __call__(self, doc: Doc) -> Doc:
        found = self.find(doc)
        begins = np.full(len(doc), -1, dtype=np.int64)
        begins[:1] = 1
        ends = doc.to_array("IDX") + doc.to_array("LENGTH")
        starts = np.array([start for start, _ in found[1:]], dtype=np.uint64)
        begins[np.searchsorted(ends, starts, side="right")] = 1
        doc.from_array(["SENT_START"], begins.astype(np.uint64)[:, None])  # type: ignore[arg-type]
        doc._.repeats = repeats(doc.text, found)
        return doc
