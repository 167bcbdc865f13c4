"""Text to tokens, with razdel's rules; the text itself is never altered.

Rules: razdel (MIT), https://github.com/natasha/razdel.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import razdel
from spacy.lang.ru import lex_attrs
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from extract.russian.spelling import Cleaned, clean, cleaned, is_clean

TOKENIZER = "extract.Tokenizer.v1"  # its name in spaCy's registry and configurations
_BLANK = re.compile(r"\s+")
# A word and one mark on either side: whatever the mark, razdel cuts there, and takes longer.
_WORD = re.compile(r"([«\"(]?)([а-яё]+)([,.;:!?»\")]?)", re.IGNORECASE)
# Characters without a blank; longer ones are data, not words: in 2,113 news articles none has
# over 173.
_LONGEST_CHUNK = 1000


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
        plain = cleaned(text)
        words, spaces = _split(plain.text)
        if plain.text == text:
            return Doc(self.vocab, words=words, spaces=spaces)
        doc = _as_written(self.vocab, plain, words, spaces)
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
    _hash_numbers()
    return lambda nlp: Tokenizer(nlp.vocab)


def _hash_numbers() -> None:
    """Makes spaCy look for each new word in a set of number words, not in its list."""
    words = getattr(lex_attrs, "_num_words", None)
    if isinstance(words, list):
        lex_attrs._num_words = frozenset(words)  # type: ignore[assignment]


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


def _as_written(vocab: Vocab, plain: Cleaned, words: list[str], spaces: list[bool]) -> Doc:
    """Clean tokens as the source has them; what does not show goes to the one before it."""
    borders = np.cumsum([len(word) + space for word, space in zip(words, spaces, strict=True)])
    pieces, blanks, done = [], [], 0
    for border, spaced in zip(borders.tolist(), spaces, strict=True):
        end = plain.start(border - spaced)
        blank = spaced and plain.source.startswith(" ", end)
        if not blank:  # what does not show can stand for a blank: "Омск\u200bCity"
            end = plain.start(border)
        if end > done:  # else two clean tokens lie in one character of the source
            pieces.append(plain.source[done:end])
            blanks.append(blank)
            done = end + blank
    rest = plain.source[done:]
    if rest and (not pieces or blanks[-1]):
        pieces, blanks = [*pieces, rest], [*blanks, False]
    elif rest:
        pieces[-1] += rest
    return Doc(vocab, words=pieces, spaces=blanks)


def _add_chunk(chunk: str, words: list[str], spaces: list[bool]) -> None:
    for start in range(0, len(chunk), _LONGEST_CHUNK):
        pieces = _split_chunk(chunk[start : start + _LONGEST_CHUNK])
        words += pieces
        spaces += (False,) * len(pieces)


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
    if plain := _WORD.fullmatch(chunk):
        return tuple(filter(None, plain.groups()))
    return tuple(token.text for token in razdel.tokenize(chunk))
