"""One document laid out in plain lists, which is what makes the patterns fast and short."""

from __future__ import annotations

import functools
import itertools
import re
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import numpy as np
from spacy.tokens import Doc

from extract.annotations import ENTITIES, Mention, TimeValue, mention, text_of, value
from extract.russian.spelling import clean, cleaned
from extract.syntax.clauses import own_verbs
from extract.syntax.columns import numbers, up

# Verbs in the past that the tagger takes for adjectives: "скрепили".
_PAST, _VERB = re.compile(r"л[аои]?(?:с[ья])?$"), re.compile(r"(?:ть|чь|ти)(?:ся)?$")
_FINITE = "Mood=Ind|Tense=Past|VerbForm=Fin|Voice=Act"
_COLUMNS: list[int | str] = [
    "ORTH", "IDX", "LENGTH", "LEMMA", "POS", "MORPH", "DEP", "HEAD", "SENT_START",
]  # fmt: skip
_CASE = re.compile(r"Case=(\w+)")
_T = TypeVar("_T")


def _texts(codes: Sequence[int], text: Callable[[int], str]) -> list[str]:
    """A text for each token, asked for once for each code: that is what takes the time."""
    known = {code: text(code) for code in set(codes)}
    return [known[code] for code in codes]


def _is_finite(morph: str) -> bool:
    return "VerbForm=Fin" in morph or "Variant=Short" in morph


def _folded(lemma: str) -> str:
    return lemma.lower().replace("ё", "е")


@functools.lru_cache(maxsize=1 << 12)
def _case(morph: str) -> str:
    found = _CASE.search(morph)
    return found.group(1) if found else ""


def _gathered(size: int, pairs: Iterable[tuple[int, _T]]) -> list[Sequence[_T]]:
    """What belongs to each token; those that have nothing share it, most of a long text."""
    found: dict[int, list[_T]] = {}
    for i, one in pairs:
        found.setdefault(i, []).append(one)
    gathered: list[Sequence[_T]] = [()] * size
    while found:  # each list goes as its tuple comes
        i, each = found.popitem()
        gathered[i] = tuple(each)
    return gathered


class _Columns:
    """What a tree has of a document's tokens alone, in ``Tree``'s words."""

    def __init__(self, doc: Doc, codes: Any) -> None:
        orth, starts, lengths, lemma, pos, morph, dep, head, sent = codes.T
        starts, ends = starts.astype(np.int64), (starts + lengths).astype(np.int64)
        strings = doc.vocab.strings
        self.words = _texts(numbers(orth), lambda code: clean(strings[code]))
        self.starts, self.ends = numbers(starts), numbers(ends)
        self.lemmas = _texts(numbers(lemma), lambda code: _folded(strings[code]))
        self.pos = _texts(numbers(pos), lambda code: strings[code])
        self.morph = _texts(numbers(morph), lambda code: strings[code].strip("_"))
        self.cases = [_case(morph) for morph in self.morph]
        self.deps = _texts(numbers(dep), lambda code: strings[code].partition(":")[0])
        for i, word in enumerate(self.words):
            if self.pos[i] == "ADJ" and _PAST.search(word) and _VERB.search(self.lemmas[i]):
                self.pos[i], self.morph[i], self.cases[i] = "VERB", _FINITE, ""
        self.heads = numbers(np.arange(len(doc)) + head.astype(np.int64))
        begins = [i for i, code in enumerate(sent.tolist()) if code == 1 or i == 0]
        self.sentences = list(itertools.pairwise([*begins, len(doc)]))
        for subject, verb in self._own_verbs():
            self.heads[subject] = verb
        self.children = _gathered(
            len(doc), ((head, i) for i, head in enumerate(self.heads) if head != i)
        )
        sizes = [end - start for start, end in self.sentences]
        self.sentence_of = numbers(np.repeat(np.arange(len(sizes)), np.array(sizes, np.int64)))

    def _own_verbs(self) -> list[tuple[int, int]]:
        """Subjects to hang on other verbs."""
        columns = self.words, self.lemmas, self.morph, self.deps, self.heads
        finite = [_is_finite(morph) for morph in self.morph]
        found = (own_verbs(*columns, finite.__getitem__, each) for each in self.sentences)
        return list(itertools.chain.from_iterable(found))


# Agreements and events look at the same tokens; those of a book are not worth the memory.
_KEPT = 1 << 14  # tokens
_columns: weakref.WeakKeyDictionary[Doc, tuple[bytes, _Columns]] = weakref.WeakKeyDictionary()


def _columns_of(doc: Doc) -> _Columns:
    """Of a document as it is: what somebody has changed since is read again."""
    codes: Any = doc.to_array(_COLUMNS).reshape(len(doc), len(_COLUMNS))
    if len(doc) > _KEPT:
        return _Columns(doc, codes)
    now = codes.tobytes()
    before, columns = _columns.get(doc, (b"", None))
    if columns is None or before != now:
        columns = _Columns(doc, codes)
        _columns[doc] = now, columns
    return columns


class Tree:
    """The annotations of a document that the patterns look at, by token index.

    Attributes:
        words: Clean (see ``russian.spelling``).
        lemmas: Lower case, ё folded to е.
        pos: UPOS.
        morph: UD features as one string.
        cases: "Nom", "Gen", ..., or "" where the form has none.
        heads: Index of the head; the root is its own.
        deps: UD relations.
        children: Indices of the dependents, in order.
        mentions: Of each token the mentions over it.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self._cleaned = cleaned(self.text)
        own = _columns_of(doc)
        self.words, self.lemmas, self.pos, self.morph = own.words, own.lemmas, own.pos, own.morph
        self.cases, self.deps, self.heads = own.cases, own.deps, own.heads
        self.starts, self.ends, self.children = own.starts, own.ends, own.children
        self.sentences, self.sentence_of = own.sentences, own.sentence_of
        self.spans: dict[Mention, tuple[int, int]] = {}
        for span in doc.spans.get(ENTITIES, ()):
            self.spans[mention(span)] = (span.start, span.end)
        self.mentions = _gathered(
            len(doc), ((i, name) for name, span in self.spans.items() for i in range(*span))
        )

    def said(self, start: int, end: int) -> str:
        """What stands between two characters of the source, clean."""
        start, end = self._cleaned.inside(start, end)
        return self._cleaned.text[start:end]

    def root(self, mention: Mention) -> int:
        """The token of a mention that the others of it hang on."""
        return self._roots[mention]

    @functools.cached_property
    def _roots(self) -> dict[Mention, int]:
        heads = self.heads
        return {
            each: next((t for t in range(start, end) if not start <= heads[t] < end), start)
            for each, (start, end) in self.spans.items()
        }

    def time(self, mention: Mention) -> TimeValue | None:
        """The date that the dates stage read from a mention."""
        time: TimeValue | None = value(self.doc, mention, "time")
        return time

    def normal(self, mention: Mention) -> str:
        """The name of a mention, as in the text where no stage gave it a normal form."""
        normal: str | None = value(self.doc, mention, "normal")
        return normal or self.said(mention.start, mention.end)

    def end(self, i: int) -> int:
        """Where a token ends in the text."""
        return self.ends[i]

    def is_finite(self, i: int) -> bool:
        """A verb that makes a clause: finite, or a short participle ("был подписан")."""
        return _is_finite(self.morph[i])

    def is_participle(self, i: int) -> bool:
        """A full participle: an attribute of a noun."""
        return "VerbForm=Part" in self.morph[i] and "Variant=Short" not in self.morph[i]

    def governor(self, i: int) -> int:
        """The head; of an infinitive right after a finite verb always that verb."""
        before = i - 1
        if "VerbForm=Inf" in self.morph[i] and before >= 0 and self.is_finite(before):
            return before
        return self.heads[i]

    def up(self, i: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        return up(self.heads, i)
