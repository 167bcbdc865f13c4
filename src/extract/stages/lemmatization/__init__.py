"""Dictionary forms, with pymorphy3: its parses are picked by part of speech and features.

ё is kept where the text has it and never put where the text has е. Names keep their
capitals: "Новосибирска" is "Новосибирск", "МИДа" is "МИД".

Dictionary: see ``russian.dictionary``.
"""

from __future__ import annotations

import functools
import re

import numpy as np
import numpy.typing as npt
from pymorphy3.analyzer import Parse
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.russian.dictionary import inflected
from extract.russian.parsing import best_parse, recase
from extract.russian.spelling import clean
from extract.stages import needs
from extract.stages.lemmatization.patterns import ADJECTIVE_ENDING, FIXED, LEMMAS

_PART = 1 << 12  # tokens at once: a buffer, of any size
_FAMILY = frozenset({"Surn", "Patr"})


def lemma(word: str, pos: str, features: str) -> str:
    """Dictionary form of a word.

    Args:
        word: As in the text.
        pos: UPOS.
        features: UD features, "Case=Gen|Number=Sing".
    """
    word = clean(word) or word  # nothing but a mark that does not show is its own
    if fixed := FIXED.get((word.lower(), pos)):
        return fixed
    if not _is_russian(word):
        return word
    parse = best_parse(word, pos, frozenset(features.split("|")))
    normal = _normal_form(parse, word, pos, features)
    if "ё" not in word.lower():
        normal = normal.replace("ё", "е")
    if pos == "PROPN" or (parse.tag.grammemes & {"Abbr"} and word.isupper()):
        return recase(normal, word)
    return normal


_RUSSIAN = re.compile("[а-яё]")


def _is_russian(word: str) -> bool:
    return _RUSSIAN.search(word.lower()) is not None


def _normal_form(parse: Parse, word: str, pos: str, features: str) -> str:
    """The reading's lemma as Universal Dependencies counts lemmas."""
    lower, tag = word.lower(), parse.tag
    part = tag.POS
    nominative = pos in ("NOUN", "PROPN") and {"Case=Nom", "Number=Sing"} <= {*features.split("|")}
    if nominative and tag.case != "nomn":
        return lower  # an unknown name, misread as an oblique form
    if pos == "ADJ" and part in ("PRTF", "PRTS"):
        # "образованный" as an adjective is its own lemma, not "образовать"
        return _inflected(parse, {"PRTF", "nomn", "sing", "masc"})
    if pos == "ADJ" and part not in ("ADJF", "ADJS", "COMP"):
        other = part in ("NOUN", "VERB") and parse.is_known and not ADJECTIVE_ENDING.search(lower)
        if not other:
            return ADJECTIVE_ENDING.sub("ий", lower)
    if tag.grammemes & _FAMILY and tag.gender == "femn":
        return _inflected(parse, {"nomn", "sing", "femn"})
    normal = str(parse.normal_form)
    if normal.endswith("ие") and lower.startswith(normal[:-2] + "ь"):
        return normal[:-2] + "ье"  # "счастья" is not of "счастие"
    return LEMMAS.get((normal, part), normal)


def _inflected(parse: Parse, grammemes: set[str]) -> str:
    form = inflected(parse, frozenset(grammemes))
    return str(form.word if form else parse.normal_form)


@Language.factory(
    "extract_lemmatization", assigns=["token.lemma"], requires=["token.pos", "token.morph"]
)
def create_lemmatization(nlp: Language, name: str) -> Lemmatization:  # noqa: ARG001
    return Lemmatization(nlp.vocab)


class Lemmatization:
    """Sets ``token.lemma_``."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._key = functools.lru_cache(maxsize=1 << 16)(self._lemma_key)

    def __reduce__(self) -> tuple[type[Lemmatization], tuple[Vocab]]:
        return Lemmatization, (self.vocab,)  # without what it remembers

    def find(self, doc: Doc) -> list[str]:
        """The lemma of each token; a blank is its own."""
        return [self.vocab.strings[key] for key in self._keys(doc).tolist()]

    def __call__(self, doc: Doc) -> Doc:
        needs.check(doc, "extract_lemmatization")
        return doc.from_array(["LEMMA"], self._keys(doc)[:, None])  # type: ignore[arg-type]

    def _keys(self, doc: Doc) -> npt.NDArray[np.uint64]:
        rows = doc.to_array(["ORTH", "POS", "MORPH"]).reshape(len(doc), 3)
        # In parts: as Python's numbers those of a book take a hundred megabytes.
        parts = (rows[at : at + _PART].tolist() for at in range(0, len(rows), _PART))
        return np.fromiter((self._key(*row) for part in parts for row in part), np.uint64, len(doc))

    def _lemma_key(self, word: int, pos: int, features: int) -> int:
        strings = self.vocab.strings
        return int(strings.add(lemma(strings[word], strings[pos], strings[features])))
