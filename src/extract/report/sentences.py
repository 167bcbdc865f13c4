"""Sentences by their words, for the page's search: any form of a word finds any other.

Sentences are numbered through the archive, those of the newest article first, so that a list of
them begins with the news. Four kinds of chunks:

    sentences   where each one stands, and its text: those of neighbours lie together, while their
                articles may lie in as many chunks
    lemmas      by lemma, the sentences that have a form of it
    stems       by the letters that the forms of a lemma share, the lemma and how it may end
    endings     what may follow a stem

What somebody types is a form of a lemma where it can be cut into one of its stems and one of the
endings of that. So forms are found that no article has, and no form is written down.
"""

from __future__ import annotations

import functools
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np

from extract import schema
from extract.report.articles import Offsets
from extract.report.chunks import Chunk, Chunks, Pool, Query, Row, dumps
from extract.report.queries import NEW, Groups
from extract.russian.dictionary import parses
from extract.russian.inflection import Inflected, inflection, shortened
from extract.russian.spelling import lower
from extract.russian.words import Word, forms_in, in_nominative, is_light, is_word, pieces
from extract.schema.sql import sql_words
from extract.stages.segmentation.ends import sentences

Span = tuple[int, int]
Numbers: TypeAlias = "array[int]"  # of sentences, "I"; a few bytes each, for there are millions
_ORDERED = f"""(
    SELECT row_number() OVER (ORDER BY date DESC NULLS LAST, doc_id) AS number,
           doc_id, title, CAST(date AS VARCHAR) AS date
    FROM documents document WHERE {NEW}
)"""
_TEXTS = f"""
    SELECT number, doc_id, title, date, text FROM {_ORDERED} JOIN texts USING (doc_id)
    ORDER BY number
"""
_NAMES = f"""
    SELECT number, mention.start, mention.text, mention.normal
    FROM mentions mention JOIN {_ORDERED} USING (doc_id)
    WHERE mention.type IN ({sql_words(schema.NAMED_TYPES)})
    ORDER BY number, mention.start, mention."end", mention.type
"""


def write(chunks: Chunks, query: Query) -> None:
    """Writes the sentences and what they are found by."""
    index = _Index()
    chunks.write_rows("sentences", _read(query, index), _article, key="first")
    chunks.write_rows("lemmas", index.lemmas(), _lemma, key="id")
    chunks.write_rows("stems", sorted(index.stems.items()), _stem, key="id")
    chunks.keys["endings"] = [""]
    chunks.write("endings/0", dumps([*index.endings]))


def _read(query: Query, index: _Index) -> Iterator[tuple[int, Row, list[Span]]]:
    """The number of each article's first sentence, what ``_TEXTS`` says of it, its sentences."""
    names = Groups(query(_NAMES))
    for number, *document, text in query(_TEXTS):
        first = index.size
        spans = list(sentences(text))
        index.add(text, spans, names.take(number))
        yield first, (*document, text), spans


def _article(record: tuple[int, Row, list[Span]], chunk: Chunk) -> dict[str, Any]:
    first, (*document, text), spans = record
    offsets = Offsets(text)
    return {
        "first": first,
        "document": chunk.documents[tuple(document)],
        "starts": [offsets.moved(start) for start, _ in spans],
        "texts": [text[start:end] for start, end in spans],
    }


def _lemma(record: tuple[str, list[Numbers]], _: Chunk) -> dict[str, Any]:
    """A lemma, and its sentences: the first by its number, each other by how far on it is."""
    lemma, by_form = record
    found = np.unique(np.concatenate([np.frombuffer(some, np.uint32) for some in by_form]))
    return {"id": lemma, "gaps": np.diff(found, prepend=np.uint32(0)).tolist()}


def _stem(record: tuple[str, set[tuple[int, str]]], _: Chunk) -> dict[str, Any]:
    """A stem; of whom it is: endings by number, lemma, whether that is a light word."""
    stem, of = record
    return {"id": stem, "of": [(*one, int(is_light(one[1]))) for one in sorted(of)]}


@functools.lru_cache(maxsize=1 << 16)
def _in_nominative(text: str, normal: str) -> tuple[tuple[Word, str], ...]:
    return tuple(in_nominative(text, normal))


def _numbers() -> Numbers:
    return array("I")


class _Index:
    """What the sentences that were read so far are found by.

    Attributes:
        size: How many they are.
        forms: By form, the sentences that have it, rising.
        nominatives: The same by form of a name and its nominative.
        stems: By stem the numbers of endings, and lemmas; ``lemmas`` fills it.
        endings: All that may follow a stem, together.
    """

    def __init__(self) -> None:
        self.size = 0
        self.forms: dict[str, Numbers] = defaultdict(_numbers)
        self.nominatives: dict[tuple[str, str], Numbers] = defaultdict(_numbers)
        self.stems: dict[str, set[tuple[int, str]]] = defaultdict(set)
        self.endings = Pool()

    def add(self, text: str, spans: list[Span], names: list[Row]) -> None:
        """Reads the sentences of an article.

        Args:
            text: Of the article.
            spans: Where its sentences stand.
            names: Start, text, normal form of those that stand in it.
        """
        for number, forms in enumerate(forms_in(text, spans), self.size):
            for form in forms:
                self.forms[form].append(number)
        starts = [start for start, _ in spans]
        for start, written, normal in names:
            for word, base in _in_nominative(written, normal):
                if at := bisect_right(starts, start + word.start):
                    self.nominatives[word.form, base].append(self.size + at - 1)
        self.size += len(spans)

    def lemmas(self) -> list[tuple[str, list[Numbers]]]:
        """The lemmas, sorted, each with the sentences of its forms, form by form."""
        found: dict[str, list[Numbers]] = defaultdict(list)
        known: dict[str, set[str]] = {}
        for form, numbers in sorted(self.forms.items()):
            known[form] = set().union(*map(self._read, pieces(form)))
            for lemma in known[form]:
                found[lemma].append(numbers)
        for (form, base), numbers in self.nominatives.items():
            if base not in known.get(form, ()):
                self._learn(base, shortened({form, base}))
                found[base].append(numbers)
        return sorted(found.items())

    def _read(self, form: str) -> tuple[str, ...]:
        """The lemmas of a form, whose other forms are learned too."""
        if not is_word(form):
            self._learn(form, shortened({form}))
            return (form,)
        found = {lower(parse.normal_form): parse for parse in reversed(parses(form))}
        for lemma, parse in found.items():
            forms = inflection(parse)
            if not any(_has(one, form) for one in forms):
                forms = [shortened({form})]
            for one in forms:
                self._learn(lemma, one)
        return tuple(found)

    def _learn(self, lemma: str, forms: Inflected) -> None:
        stem, endings = forms
        self.stems[stem].add((self.endings[endings], lemma))


def _has(forms: Inflected, form: str) -> bool:
    stem, endings = forms
    return form.startswith(stem) and form[len(stem) :] in endings
