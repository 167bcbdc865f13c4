"""Text to tokens and sentences; the text itself is never altered."""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import text_of
from extract.stages.segmentation.ends import sentences
from extract.stages.segmentation.long import cut, first_tokens
from extract.stages.segmentation.repeated import repeats
from extract.stages.segmentation.tokens import TOKENIZER, Tokenizer, create_tokenizer

__all__ = ["TOKENIZER", "Segmentation", "Tokenizer", "create_tokenizer",
           "repeats", "sentences"]  # fmt: skip


@Language.factory(
    "extract_segmentation", assigns=["token.is_sent_start", "doc.sents", "doc._.repeats"]
)
def create_segmentation(nlp: Language, name: str) -> Segmentation:  # noqa: ARG001
    return Segmentation()


class Segmentation:
    """Marks sentence starts and notes repeated passages."""

    def find(self, doc: Doc) -> list[tuple[int, int]]:
        """Sentences as character offsets; those of too many tokens in parts."""
        return cut(doc, sentences(text_of(doc)))

    def __call__(self, doc: Doc) -> Doc:
        found = self.find(doc)
        begins = np.full(len(doc), -1, dtype=np.int64)
        begins[:1] = 1
        begins[first_tokens(doc, found)[1:]] = 1
        doc.from_array(["SENT_START"], begins.astype(np.uint64)[:, None])  # type: ignore[arg-type]
        doc._.repeats = repeats(text_of(doc), found)
        return doc
