"""How likely a name that the gazetteer lacks is a place's: "Карагай" is, "Навруз" is a holiday.

What is said of a mention are features by name; their weights are learned of mentions that were
read by hand (``training.verdicts``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from extract.annotations import mention, value
from extract.stages import evidence
from extract.stages.linear import learned
from extract.stages.places.mentioned import Name
from extract.stages.places.patterns import BESIDE, WITHIN
from extract.stages.places.words import kind_of

PLACED = frozenset({*WITHIN, *BESIDE, "на", "по"})

FILE = "places.json"  # of a model folder: the weights
LEAST = 0.4  # of mentions read by hand, in folds: what of half the false ones falls below


class Unknown:
    """Asks of the mentions of one document.

    Args:
        doc: The document.
        spans: Its mentions.
    """

    def __init__(self, doc: Doc, spans: Sequence[Span]) -> None:
        self._doc = doc
        self._elsewhere = evidence.Elsewhere(doc, spans)

    def is_place(self, span: Span, name: Name) -> bool:
        """Whether it is likely enough.

        Nothing is asked of what has no name that could be false ("сёла"), and of what a kind is
        said of ("[Энского] района").
        """
        if (
            name.text.islower()
            or name.head
            or (span.end < len(self._doc) and _is_kind(self._doc[span.end]))
        ):
            return True
        return learned(FILE, "unknown").chance(self.evidence(span, name)) >= LEAST

    def evidence(self, span: Span, name: Name) -> Iterator[str]:
        """The features of a mention.

        Args:
            span: The mention.
            name: As the resolver read it.
        """
        words = name.text.split()
        yield f"type {name.type}"
        yield evidence.of_score(value(self._doc, mention(span), "score", 1.0))
        yield f"words {min(len(span), 4)}"
        yield f"hint {bool(name.hint)}"
        yield f"of a kind {kind_of(words[-1]) is not None or kind_of(words[0]) is not None}"
        yield from evidence.of_words(words)
        yield from evidence.of_letters(span.text)
        yield f"ends {span.text[-2:].lower()}"
        yield from evidence.around(self._doc, span, PLACED)
        yield from evidence.of_root(span)
        yield from self._elsewhere(span)


def _is_kind(token: Token) -> bool:
    return kind_of(token.text.strip()) is not None
