"""Nominatives of the mentions of a document: those that are named and read alike are made once."""

from __future__ import annotations

from spacy.strings import get_string_id
from spacy.tokens import Doc, Span

from extract.annotations import offsets
from extract.stages.names import things
from extract.stages.names.patterns import OPENING
from extract.stages.names.phrases import nominative

# All that the nominative of a mention depends on beside its text.
_COLUMNS: list[int | str] = ["POS", "MORPH", "DEP", "HEAD", "SENT_START"]
_OPENING = frozenset(map(get_string_id, OPENING))
_JOINED, _AGREEING = get_string_id("conj"), get_string_id("amod")
_MOST_KNOWN = 1 << 14  # mentions that are remembered: a buffer, of any size
_known: dict[tuple[object, ...], str] = {}


class Nominatives:
    """Puts the mentions of one document into the nominative."""

    def __init__(self, doc: Doc, text: str) -> None:
        """Reads the document's tags, which must be final.

        Args:
            doc: The document.
            text: ``doc.text``, which takes spaCy time to put together.
        """
        self._text = text
        self._tags = doc.to_array(_COLUMNS).reshape(len(doc), len(_COLUMNS))
        # Of what a word hangs by it is asked of two relations alone, and whose it is of one.
        relations = self._tags[:, _COLUMNS.index("DEP")]
        is_joined = relations == _JOINED
        self._tags[~is_joined, _COLUMNS.index("HEAD")] = 0
        relations[~is_joined & (relations != _AGREEING)] = 0
        words = doc.to_array("ORTH").tolist()
        self._opening = {i for i, word in enumerate(words) if word in _OPENING}
        # Behind a quote after the noun that bears what stands in it: газете «Вести».
        self._borne = {i + 1 for i in self._opening if i and doc[i - 1].lemma_ in things.BEARERS}

    def __call__(self, span: Span) -> str:
        """A mention in the nominative (see ``phrases.nominative``)."""
        first, (start, end) = span.start, offsets(span)
        is_borne = first + (first in self._opening) in self._borne
        tags = self._tags[first : span.end].tobytes()
        key = span.label, self._text[start:end], start - span.start_char, is_borne, tags
        known = _known.get(key)
        if known is None:
            known = nominative(span, self._text, is_borne)
            if len(_known) >= _MOST_KNOWN:
                _known.clear()
            _known[key] = known
        return known
