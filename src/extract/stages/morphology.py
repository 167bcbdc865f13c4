"""Parts of speech, features and the dependency tree, with natasha's slovnet news models.

Labels are Universal Dependencies, as the models were trained on SynTagRus and others; the
root's relation is spaCy's "ROOT".
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.symbols import IDS  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.annotations import LONGEST_SENTENCE
from extract.encoder import slovnet, slovnet_heads
from extract.russian.spelling import clean
from extract.stages import needs

Ints = npt.NDArray[np.int64]

_LONGEST_READ = 4096  # words that the encoder reads in one piece


@functools.cache
def models(
    exact: bool = False,
) -> tuple[slovnet.Encoder, slovnet_heads.Tagger, slovnet_heads.Parser]:
    """The models, loaded once in a process; in double precision those that are exact."""
    encoder = slovnet.Encoder("morph", "syntax", real=np.float64 if exact else np.float32)
    morph, syntax = encoder.networks
    return encoder, slovnet_heads.Tagger(morph), slovnet_heads.Parser(syntax)


@Language.factory(
    "extract_morphology",
    assigns=["token.pos", "token.morph", "token.head", "token.dep"],
    requires=["token.is_sent_start"],
)
def create_morphology(nlp: Language, name: str) -> Morphology:  # noqa: ARG001
    return Morphology(nlp.vocab)


class Morphology:
    """Tags and parses; blanks get SPACE and hang on the word before them."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def find(self, doc: Doc) -> list[tuple[str, str, int, str]]:
        """UPOS, features, head and relation of each token; heads are token indices."""
        tags, heads, relations = self._read(doc)
        _, tagger, parser = models()
        found = []
        for i, (tag, head, relation) in enumerate(zip(tags, heads, relations, strict=True)):
            pos, _, features = tagger.tags[tag].partition("|") if tag else ("SPACE", "", "")
            found.append((pos, features, i + int(head), _label(parser.relations, relation)))
        return found

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        needs.check(doc, "extract_morphology")
        tags, heads, relations = self._read(doc)
        pos, morph, deps = self._keys
        values = np.stack(
            (pos[tags], morph[tags], heads.astype(np.uint64), deps[relations]), axis=1
        )
        return doc.from_array(["POS", "MORPH", "HEAD", "DEP"], values)  # type: ignore[arg-type]

    def _read(self, doc: Doc) -> tuple[Ints, Ints, Ints]:
        """Tag (0 for a blank), offset of the head and relation (-1 for the root) by token."""
        tags = np.zeros(len(doc), dtype=np.int64)
        relations = np.zeros(len(doc), dtype=np.int64)
        heads = np.arange(len(doc))
        sents = list(_words_by_sentence(doc))
        for block in _blocks(sents):
            self._read_block(doc, block, tags, heads, relations)
        for words in sents:
            _join_parts(words, heads, relations)
        _hang_blanks(doc, heads)
        return tags, heads - np.arange(len(doc)), relations

    def _read_block(
        self,
        doc: Doc,
        block: list[Ints],
        tags: Ints,
        heads: Ints,
        relations: Ints,
        exact: bool = False,
    ) -> None:
        encoder, tagger, parser = models(exact)
        starts, (morph, syntax) = encoder([[clean(doc[i].text) for i in words] for words in block])
        found, sure = tagger(morph)
        lengths = np.array([len(words) for words in block])
        governors, labels, parsed = parser(syntax, starts, lengths)
        sure &= parsed
        for start, words in zip(starts.tolist(), block, strict=True):
            rows = slice(start, start + len(words))
            if not exact and not sure[rows].all():  # another processor might find others
                self._read_block(doc, [words], tags, heads, relations, exact=True)
                continue
            tags[words] = found[rows]
            above = governors[rows]
            heads[words] = np.where(above > 0, words[above - 1], words)
            relations[words] = np.where(above > 0, labels[rows], -1)

    @functools.cached_property
    def _keys(self) -> tuple[npt.NDArray[Any], ...]:
        """spaCy's keys for all tags and relations (the last one for -1, the root)."""
        _, tagger, parser = models()
        pos, morph = [IDS["SPACE"]], [self.vocab.morphology.add("")]
        for tag in tagger.tags[1:]:
            name, _, features = tag.partition("|")
            pos.append(IDS[name])
            morph.append(self.vocab.morphology.add(features))
        labels = [_label(parser.relations, i) for i in range(len(parser.relations))]
        deps = [self.vocab.strings.add(label) for label in [*labels, "ROOT"]]
        return tuple(np.array(keys, dtype=np.uint64) for keys in (pos, morph, deps))


def _label(relations: list[str], relation: int) -> str:
    """Relation 0, the models' padding, marks blanks here."""
    return "ROOT" if relation < 0 else relations[relation] if relation else "dep"


def _words_by_sentence(doc: Doc) -> Iterator[Ints]:
    """Indices of the words of each sentence, blanks left out."""
    blank = doc.to_array("IS_SPACE").astype(bool)
    words = np.flatnonzero(~blank)
    starts = np.flatnonzero(doc.to_array("SENT_START") == 1)
    for group in np.split(words, np.searchsorted(words, starts)):
        if len(group):
            yield group


def _blocks(sents: list[Ints]) -> Iterator[list[Ints]]:
    """Sentences, over-long ones in parts, in groups that fit into memory.

    The parser's memory grows with the square of the sentence.
    """
    block: list[Ints] = []
    size = 0
    for words in sents:
        for start in range(0, len(words), LONGEST_SENTENCE):
            part = words[start : start + LONGEST_SENTENCE]
            if size + len(part) > _LONGEST_READ:
                yield block
                block, size = [], 0
            block.append(part)
            size += len(part)
    if block:
        yield block


def _join_parts(words: Ints, heads: Ints, relations: Ints) -> None:
    """Ties the roots of an over-long sentence's later parts to its first root."""
    roots = words[heads[words] == words]
    heads[roots[1:]] = roots[0]
    relations[roots[1:]] = 0


def _hang_blanks(doc: Doc, heads: Ints) -> None:
    """Blanks hang on the word before them, those that open the document on its first word."""
    blank = doc.to_array("IS_SPACE").astype(bool)
    words = np.flatnonzero(~blank)
    if len(words):
        blanks = np.flatnonzero(blank)
        heads[blanks] = words[np.maximum(np.searchsorted(words, blanks) - 1, 0)]
    else:
        heads[:] = 0
