"""What can be said of a mention, as named features for what is learned (see ``linear``)."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from extract.annotations import Near, text_of
from extract.russian.dictionary import known_parses
from extract.syntax.features import feature

STEM = 4  # letters that all forms of a name share
_KNOWN = ("Geox", "Surn", "Name", "Orgn", "ADJF", "VERB")  # what the dictionary says of a word
_OPENING, _CLOSING = "«„“\"'`(", "»“”\"'`)"


class Elsewhere:
    """In what the mentions of a document stand, and what else is in it.

    Args:
        doc: The document.
        spans: Its mentions, in order: spaCy makes them anew each time that it is asked for them.
    """

    def __init__(self, doc: Doc, spans: Sequence[Span]) -> None:
        self._text = text_of(doc)
        self._spans = spans

    def __call__(self, span: Span) -> Iterator[str]:
        """In what it stands, and what else in the article begins like it."""
        own, size = span.label_, len(span)
        for other in self._near(span.start, span.start + 1):
            label = other.label_
            if span.end <= other.end and (len(other) > size or label != own):
                yield f"in {label}"
        alike = self._alike[self._beginning(span)]
        yield from (f"elsewhere {label}" for label in alike if label != own)
        yield f"times {min(alike.get(own, 0) - 1, 3)}"

    def _beginning(self, span: Span) -> str:
        start = span.start_char
        return self._text[start : min(start + STEM, span.end_char)]

    @functools.cached_property
    def _near(self) -> Near[Span]:
        """The mentions by their tokens."""
        return Near(self._spans)

    @functools.cached_property
    def _alike(self) -> dict[str, dict[str, int]]:
        """How many mentions of each type there are, by how they begin."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for span in self._spans:
            types, label = found[self._beginning(span)], span.label_
            types[label] = types.get(label, 0) + 1
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
