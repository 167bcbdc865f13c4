"""Clubs, ships and magazines that are called after a place: "матч за Колорадо"."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from extract.schema import PLACE_TYPES
from extract.stages.places.patterns import GAMES, HINTS, WINS
from extract.syntax.features import feature

_DASHES = frozenset("-–—")
_OPENING, _CLOSING = frozenset("«„“\"'`"), frozenset("»“”\"'`")


def is_quoted(doc: Doc, span: Span) -> bool:
    """A club, a ship, a magazine: "форвард «Колорадо»"."""
    if span.start == 0 or span.end >= len(doc):
        return False
    before, after = doc[span.start - 1], doc[span.end]
    if before.whitespace_ or span[-1].whitespace_:
        return False
    is_named = span.start > 1 and doc[span.start - 2].lemma_ in HINTS
    return before.text[-1] in _OPENING and after.text[0] in _CLOSING and not is_named


def plays(doc: Doc, span: Span) -> bool:
    """ "матч за Колорадо", "Ростов обыграл": a club."""
    if span.end < len(doc) and doc[span.end].lemma_ in WINS and span.root.pos_ != "ADJ":
        return True
    if _is_between_clubs(doc, span):
        return True
    if span.start == 0 or doc[span.start - 1].lower_ != "за":
        return False
    is_instrumental = feature(span.root, "Case") == "Ins"
    return not is_instrumental and any(token.lemma_ in GAMES for token in span.sent)


def _is_between_clubs(doc: Doc, span: Span) -> bool:
    """ "матч Унион - [Бавария]": two names with a dash where a game is told of."""
    if feature(span.root, "Case") not in ("Nom", "Acc", "") or span.root.pos_ == "ADJ":
        return False
    for dash, other in ((span.start - 1, span.start - 2), (span.end, span.end + 1)):
        if 0 <= other < len(doc) and dash >= 0 and doc[dash].text in _DASHES:
            is_game = doc[other].text.istitle() and bool(doc[dash].whitespace_)
            is_game = is_game and doc[other].ent_type_ not in PLACE_TYPES
            if is_game and any(token.lemma_ in GAMES for token in span.sent):
                return True
    return False
