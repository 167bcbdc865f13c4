"""What can be said of a mention, as named features for what is learned (see ``linear``)."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from extract.annotations import ENTITIES, text_of
from extract.russian.dictionary import known_parses
from extract.syntax.features import feature

STEM = 4  # letters that all forms of a name share
_KNOWN = ("Geox", "Surn", "Name", "Orgn", "ADJF", "VERB")  # what the dictionary says of a word
_OPENING, _CLOSING = "«„“\"'`(", "»“”\"'`)"


class Elsewhere:
    """In what the mentions of a document stand, and what else is in it."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc

    def __call__(self, span: Span) -> Iterator[str]:
        """In what it stands, and what else in the article begins like it."""
        own, size = span.label_, len(span)
        for start, end, label in self._over[span.start]:
            if span.end <= end and (end - start > size or label != own):
                yield f"in {label}"
        alike = self._alike[self._beginning(span)]
        yield from (f"elsewhere {label}" for label in alike if label != own)
        yield f"times {min(alike[own] - 1, 3)}"

    def _beginning(self, span: Span) -> str:
        start = span.start_char
        return text_of(self._doc)[start : min(start + STEM, span.end_char)]

    @functools.cached_property
    def _mentions(self) -> list[tuple[int, int, str, str]]:
        """First token, end, type and beginning of each: spaCy makes its spans anew each time."""
        spans = self._doc.spans.get(ENTITIES, ())
        return [(span.start, span.end, span.label_, self._beginning(span)) for span in spans]

    @functools.cached_property
    def _over(self) -> dict[int, list[tuple[int, int, str]]]:
        """The mentions over each token."""
        found: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        for start, end, label, _ in self._mentions:
            for token in range(start, end):
                found[token].append((start, end, label))
        return found

    @functools.cached_property
    def _alike(self) -> dict[str, Counter[str]]:
        """Types of the mentions, by how they begin."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for _, _, label, beginning in self._mentions:
            found[beginning][label] += 1
        return found


def of_score(score: float) -> str:
    return f"score {int(10 * min(score, 0.99))}"


def of_words(words: Iterable[str]) -> Iterator[str]:
    """What the dictionary says of the words of a name."""
    words = [word.strip("«»\"'").lower() for word in words]
    for word in words:
        for kind in known(word):
            yield f"{'word' if len(words) == 1 else 'one word'} {kind}"


@functools.lru_cache(maxsize=20_000)
def known(word: str) -> tuple[str, ...]:
    """What the dictionary says of a word, in lower case."""
    read = [parse.tag.grammemes for parse in known_parses(word)]
    if not read:
        return ("unknown",)
    found = [kind for kind in _KNOWN if any(kind in each for each in read)]
    return (*found, *(() if found else ("common",)))


def of_letters(text: str) -> Iterator[str]:
    """How a name is written."""
    if text.isupper():
        yield "capitals"
    if not text[:1].isupper():
        yield "small letter"
    if any("a" <= each <= "z" for each in text.lower()):
        yield "latin"
    if any(each in "іїєґ" for each in text.lower()):
        yield "ukrainian"
    if any(each.isdigit() for each in text):
        yield "digit"
    if "." in text or "," in text:
        yield "dot"
    if "-" in text:
        yield "hyphen"


def of_root(span: Span) -> Iterator[str]:
    """What the tagger says of the word that a name hangs by."""
    root = span.root
    yield f"case {feature(root, 'Case')}"
    yield f"number {feature(root, 'Number')}"
    yield f"part of speech {root.pos_}"


def around(doc: Doc, span: Span, told: Container[str]) -> Iterator[str]:
    """What stands beside a mention.

    Args:
        doc: Its document.
        span: The mention.
        told: Words before it that are named, of others the part of speech alone.
    """
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    first = before is None or bool(doc[span.start].is_sent_start) or before.text == "\n"
    yield f"first {first}"
    if before is not None and not first:
        yield f"after {before.lower_ if before.lower_ in told else before.pos_}"
        yield from _beside("after", before)
    if after is not None:
        yield f"before {after.pos_}"
        yield from _beside("before", after)


def _beside(where: str, token: Token) -> Iterator[str]:
    if token.text[:1].isupper():
        yield f"{where} a capital"
    if token.ent_type_:
        yield f"{where} {token.ent_type_}"
    if token.text in _OPENING or token.text in _CLOSING:
        yield f"{where} a quote"
