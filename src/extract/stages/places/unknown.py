"""How likely a name that the gazetteer lacks is a place's: "Карагай" is, "Навруз" is a holiday.

What is said of a mention are features by name; their weights are learned of mentions that were
read by hand (``training.places``).
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from extract.annotations import ENTITIES, mention, value
from extract.russian.dictionary import parses
from extract.stages.linear import learned
from extract.stages.places.patterns import BESIDE, STEM, WITHIN
from extract.stages.places.readings import Name, kind_of

PLACED = frozenset({*WITHIN, *BESIDE, "на", "по"})
_KNOWN = ("Geox", "Surn", "Name", "Orgn", "ADJF", "VERB")  # what the dictionary says of a word
_OPENING, _CLOSING = "«„“\"'`(", "»“”\"'`)"


FILE = "places.json"  # of a model folder: the weights
LEAST = 0.4  # of mentions read by hand, in folds: what of half the false ones falls below


class Unknown:
    """Asks of the mentions of one document.

    Args:
        doc: The document, its mentions marked.
    """

    def __init__(self, doc: Doc) -> None:
        self._doc = doc

    def is_place(self, span: Span, name: Name) -> bool:
        """Whether it is likely enough.

        Nothing is asked of what has no name that could be false ("сёла"), and of what a kind is
        said of ("[Энского] района").
        """
        if name.text.islower() or (span.end < len(self._doc) and _is_kind(self._doc[span.end])):
            return True
        return learned(FILE, "unknown").chance(self.evidence(span, name)) >= LEAST

    def evidence(self, span: Span, name: Name) -> Iterator[str]:
        """The features of a mention.

        Args:
            span: The mention.
            name: As the resolver read it.
        """
        yield f"type {name.type}"
        yield f"score {int(10 * min(value(self._doc, mention(span), 'score', 1.0), 0.99))}"
        yield f"words {min(len(span), 4)}"
        yield f"hint {bool(name.hint)}"
        yield from _of_words(name)
        yield from _of_letters(span.text)
        yield from _around(self._doc, span)
        yield f"case {''.join(span.root.morph.get('Case', []))}"
        yield f"number {''.join(span.root.morph.get('Number', []))}"
        yield f"part of speech {span.root.pos_}"
        yield from self._elsewhere(span)

    def _elsewhere(self, span: Span) -> Iterator[str]:
        """In what it stands, and what else in the article begins like it."""
        for other in self._over[span.start]:
            if span.end <= other.end and (len(other) > len(span) or other.label_ != span.label_):
                yield f"in {other.label_}"
        alike = self._alike[span.text[:STEM]]
        yield from (f"elsewhere {label}" for label in alike if label != span.label_)
        yield f"times {min(alike[span.label_] - 1, 3)}"

    @functools.cached_property
    def _over(self) -> dict[int, list[Span]]:
        """The mentions over each token."""
        found: dict[int, list[Span]] = defaultdict(list)
        for span in self._doc.spans.get(ENTITIES, ()):
            for token in range(span.start, span.end):
                found[token].append(span)
        return found

    @functools.cached_property
    def _alike(self) -> dict[str, Counter[str]]:
        """Types of the mentions, by how they begin."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for span in self._doc.spans.get(ENTITIES, ()):
            found[span.text[:STEM]][span.label_] += 1
        return found


def _of_words(name: Name) -> Iterator[str]:
    words = name.text.split()
    yield f"of a kind {kind_of(words[-1]) is not None or kind_of(words[0]) is not None}"
    for word in words[:1] if len(words) == 1 else words:
        for known in _known(word.strip("«»\"'").lower()):
            yield f"{'word' if len(words) == 1 else 'one word'} {known}"


@functools.lru_cache(maxsize=20_000)
def _known(word: str) -> tuple[str, ...]:
    """What the dictionary says of a word."""
    known = [parse.tag.grammemes for parse in parses(word) if parse.is_known]
    if not known:
        return ("unknown",)
    found = [kind for kind in _KNOWN if any(kind in each for each in known)]
    return (*found, *(() if found else ("common",)))


def _of_letters(text: str) -> Iterator[str]:
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
    yield f"ends {text[-2:].lower()}"


def _around(doc: Doc, span: Span) -> Iterator[str]:
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    first = before is None or bool(doc[span.start].is_sent_start) or before.text == "\n"
    yield f"first {first}"
    if before is not None and not first:
        placed = before.lower_ in PLACED
        yield f"after {before.lower_ if placed else before.pos_}"
        yield from _beside("after", before)
    if after is not None:
        yield f"before {after.pos_}"
        yield from _beside("before", after)


def _is_kind(token: Token) -> bool:
    return kind_of(token.text.strip()) is not None


def _beside(where: str, token: Token) -> Iterator[str]:
    if token.text[:1].isupper():
        yield f"{where} a capital"
    if token.ent_type_:
        yield f"{where} {token.ent_type_}"
    if token.text in _OPENING or token.text in _CLOSING:
        yield f"{where} a quote"
