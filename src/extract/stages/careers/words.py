"""A document in columns, its strings looked up when they are asked for."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from spacy.tokens import Doc

from extract.annotations import ENTITIES, Mention, mention
from extract.russian.spelling import clean
from extract.syntax.columns import numbers, up

_COLUMNS: list[int | str] = ["ORTH", "LENGTH", "SPACY", "LEMMA", "POS", "MORPH", "DEP", "HEAD"]


class Words:
    """The tokens of a document but blank ones and the mentions over them.

    Attributes:
        texts: Of each token, clean (see ``russian.spelling``).
        starts: Of each token its first character.
        lemmas: Of each token its lemma, as spaCy's hash.
        heads: Of each token the index of its head; a root is its own.
        spans: Of each mention its first token and one past its last.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        # spaCy's own ways to the texts and places of tokens take ten times as long.
        columns: Any = doc.to_array(_COLUMNS)
        columns = columns.reshape(len(doc), 8)
        after = np.cumsum(columns[:, 1] + columns[:, 2]).astype(np.int64)
        strings = doc.vocab.strings
        # Spaces that stand doubled are tokens too, which would part a title from its name.
        kept = np.array(
            [not _is_blank(strings[code]) for code in numbers(columns[:, 0])], dtype=bool
        )
        index = np.concatenate([[0], np.cumsum(kept)])  # of each token among those kept
        own = np.arange(len(doc))
        heads = own + columns[:, 7].astype(np.int64)
        heads = np.where(kept[heads], heads, own) if len(doc) else heads
        ends = after - columns[:, 2].astype(np.int64)
        self._index = numbers(index)
        self.starts = numbers(np.concatenate([[0], after])[:-1][kept])
        self.heads = numbers(index[heads[kept]])
        self._ends = numbers(ends[kept])
        orth, _, self._spaces, self.lemmas, self._pos, self._morph, self._dep, _ = map(
            numbers, columns[kept].T
        )
        clean_text = {code: clean(strings[code]) for code in set(orth)}
        self.texts: list[str] = [clean_text[code] for code in orth]
        self.strings = doc.vocab.strings
        self.spans: dict[Mention, tuple[int, int]] = {}
        for span in doc.spans.get(ENTITIES, ()):
            self.spans[mention(span)] = (self._index[span.start], self._index[span.end])
        self.sentence_starts = [self._index[sent.start] for sent in doc.sents]
        self._children: dict[int, list[int]] | None = None

    def __len__(self) -> int:
        return len(self.texts)

    def lower(self, i: int) -> str:
        """A token in lower case, ё as е; "" outside the document."""
        return self.texts[i].lower().replace("ё", "е") if 0 <= i < len(self.texts) else ""

    def lemma(self, i: int) -> str:
        return self._string(self.lemmas, i).lower().replace("ё", "е")

    def pos(self, i: int) -> str:
        return self._string(self._pos, i)

    def morph(self, i: int) -> str:
        return self._string(self._morph, i)

    def _string(self, codes: Sequence[int], i: int) -> str:
        """ "" outside the document, as before its first token."""
        return self.strings[codes[i]] if 0 <= i < len(codes) and codes[i] else ""

    def feature(self, i: int, name: str) -> str:
        """The value of a feature: "Gen" of "Case"; "" without."""
        _, found, rest = self.morph(i).partition(name + "=")
        return rest.partition("|")[0] if found else ""

    def dep(self, i: int) -> str:
        """The relation to the head, with its kind: "nsubj:pass"."""
        return self._string(self._dep, i)

    def children(self, i: int) -> list[int]:
        if self._children is None:
            self._children = {}
            for child, head in enumerate(self.heads):
                if head != child:
                    self._children.setdefault(head, []).append(child)
        return self._children.get(i, [])

    def up(self, i: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        return up(self.heads, i)

    def written(self, start: int, end: int) -> str:
        """The text of some tokens."""
        pieces = (self.texts[i] + " " * self._spaces[i] for i in range(start, end))
        return "".join(pieces).strip()

    def end(self, i: int) -> int:
        """Where a token ends in the text."""
        return self._ends[i]

    def sentence(self, i: int) -> int:
        """Index of the sentence of a token."""
        return bisect.bisect_right(self.sentence_starts, i) - 1

    def sentence_end(self, i: int) -> int:
        """One past the last token of a token's sentence."""
        after = self.sentence(i) + 1
        return self.sentence_starts[after] if after < len(self.sentence_starts) else len(self.texts)

    def is_noun(self, i: int) -> bool:
        return self.pos(i) in ("NOUN", "PROPN")

    def is_modifier(self, i: int) -> bool:
        """An adjective or what stands in its place."""
        pos = self.pos(i)
        return pos in ("ADJ", "DET", "NUM") or (
            pos == "VERB"
            and "VerbForm=Part" in self.morph(i)
            and "Variant=Short" not in self.morph(i)
        )


def _is_blank(text: str) -> bool:
    """Whether a token is spaces within a line; a line's end parts what stands around it."""
    return text.isspace() and "\n" not in text
