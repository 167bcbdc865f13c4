"""Sentences by their words, for the page's search: any form of a word finds any other.

Sentences are numbered through the archive, those of the newest article first, so that a list of
them begins with the news. Four kinds of chunks:

    sentences   where each one stands
    lemmas      by lemma, the sentences that have a form of it
    stems       by the letters that the forms of a lemma share, the lemma and how it may end
    endings     what may follow a stem

What somebody types is a form of a lemma where it can be cut into one of its stems and one of the
endings of that. So forms are found that no article has, and no form is written down.
"""

from __future__ import annotations

import functools
import itertools
from array import array
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from pymorphy3.analyzer import Parse

from extract import schema
from extract.report.articles import Offsets
from extract.report.chunks import Chunk, Chunks, Pool, Query, Row, dumps
from extract.report.queries import NEW, Groups
from extract.russian.dictionary import parses
from extract.russian.spelling import lower
from extract.russian.words import Word, in_nominative, is_light, is_word, pieces, words
from extract.schema.sql import sql_words
from extract.stages.segmentation.ends import sentences

Span = tuple[int, int]
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
    chunks.write_rows("lemmas", sorted(index.sentences.items()), _lemma, key="id")
    chunks.write_rows("stems", sorted(index.stems.items()), _stem, key="id")
    chunks.keys["endings"] = [""]
    chunks.write("endings/0", dumps([endings for (endings,) in index.endings.numbers]))


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
    in_browser = [offsets.span(*span) for span in spans]
    return {"first": first, "document": chunk.documents.number(*document), "spans": in_browser}


def _lemma(record: tuple[str, array[int]], _: Chunk) -> dict[str, Any]:
    """A lemma, and its sentences: the first by its number, each other by how far on it is."""
    lemma, found = record
    return {"id": lemma, "gaps": [after - at for at, after in itertools.pairwise([0, *found])]}


def _stem(record: tuple[str, set[tuple[int, str]]], _: Chunk) -> dict[str, Any]:
    """A stem; of whom it is: endings by number, lemma, whether that is a light word."""
    stem, of = record
    return {"id": stem, "of": [(*one, int(is_light(one[1]))) for one in sorted(of)]}


@functools.lru_cache(maxsize=1 << 16)
def _in_nominative(text: str, normal: str) -> tuple[tuple[Word, str], ...]:
    return tuple(in_nominative(text, normal))


class _Index:
    """What the sentences that were read so far are found by.

    Attributes:
        size: How many they are.
        sentences: By lemma, rising.
        stems: By stem the numbers of endings, and lemmas.
        endings: All that may follow a stem, together.
    """

    def __init__(self) -> None:
        self.size = 0
        self.sentences: dict[str, array[int]] = defaultdict(lambda: array("L"))
        self.stems: dict[str, set[tuple[int, str]]] = defaultdict(set)
        self.endings = Pool()
        self._lemmas: dict[str, tuple[str, ...]] = {}
        self._inflected: dict[tuple[str, str | None], frozenset[str]] = {}

    def add(self, text: str, spans: list[Span], names: list[Row]) -> None:
        """Reads the sentences of an article.

        Args:
            text: Of the article.
            spans: Where its sentences stand.
            names: Start, text, normal form of those that stand in it.
        """
        nominatives = {
            start + word.start: base
            for start, written, normal in names
            for word, base in _in_nominative(written, normal)
        }
        for start, end in spans:
            for word in words(text[start:end]):
                for lemma in self._found_by(word, nominatives.get(start + word.start)):
                    found = self.sentences[lemma]
                    if not found or found[-1] != self.size:
                        found.append(self.size)
            self.size += 1

    def _found_by(self, word: Word, nominative: str | None) -> tuple[str, ...]:
        if word.form not in self._lemmas:
            known = (self._read(piece) for piece in pieces(word.form))
            self._lemmas[word.form] = tuple(dict.fromkeys(itertools.chain.from_iterable(known)))
        lemmas = self._lemmas[word.form]
        if nominative is None or nominative in lemmas:
            return lemmas
        self._learn(nominative, frozenset({word.form, nominative}))
        return (*lemmas, nominative)

    def _read(self, form: str) -> tuple[str, ...]:
        """The lemmas of a form, whose other forms are learned too."""
        if not is_word(form):
            self._learn(form, frozenset({form}))
            return (form,)
        found = {lower(parse.normal_form): parse for parse in reversed(parses(form))}
        for lemma, parse in found.items():
            forms = self._forms(lemma, parse)
            self._learn(lemma, forms if form in forms else frozenset({form}))
        return tuple(found)

    def _forms(self, lemma: str, parse: Parse) -> frozenset[str]:
        key = (lemma, parse.tag.POS)
        if key not in self._inflected:
            self._inflected[key] = frozenset(lower(form.word) for form in parse.lexeme)
        return self._inflected[key]

    def _learn(self, lemma: str, forms: frozenset[str]) -> None:
        first, last = min(forms), max(forms)  # what these share, all between them do
        shared = itertools.takewhile(
            lambda pair: pair[0] == pair[1], zip(first, last, strict=False)
        )
        stem = "".join(letter for letter, _ in shared)
        endings = tuple(sorted(form[len(stem) :] for form in forms))
        self.stems[stem].add((self.endings.number(endings), lemma))
