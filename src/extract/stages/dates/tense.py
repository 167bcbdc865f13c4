"""The tense of the verb that a date belongs to, which tells last Friday from next Friday."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from extract.russian.spelling import clean
from extract.stages.dates.patterns import AHEAD, DEFERRED
from extract.syntax.features import feature

_TENSES = {"Past": "past", "Pres": "present", "Fut": "future"}
# Endings that no past form has: "спадёт".
_PERSONAL = re.compile(r"(?:[её]т|ит|[уюая]т)(?:ся)?$")
_UNTIL = ("на ", "до ", "к ")  # "перенесли на пятницу": ahead, though the verb is past


def tense_of(span: Span) -> str | None:
    """ "past", "present" or "future", None where no verb governs the mention.

    Needs tags and a dependency tree; None without them.
    """
    text = _with_preposition(span)
    if text.startswith("от "):  # documents are dated when they exist
        return "past"
    if not span.root.dep:
        return None
    infinitive = False
    token = span.root
    while token.head != token:
        joined = token.dep_ == "conj"  # "в пятницу и субботу"
        token = token.head
        if token.pos_ in ("NOUN", "PROPN") and not (joined or _passes(token, span)):
            return None
        if token.pos_ not in ("VERB", "AUX", "ADJ"):
            continue
        tense = _tense(token)
        word = token.norm_
        if text.startswith("до ") and _is_state(token):
            return "future"
        if word.startswith(DEFERRED) and text.startswith(_UNTIL):
            return "future"
        if word.startswith(AHEAD) and (infinitive or tense == "present"):
            return "future" if tense != "past" else None
        if tense is not None:
            return tense
        infinitive = infinitive or feature(token, "VerbForm") == "Inf"
    return None


def _with_preposition(span: Span) -> str:
    """The mention's text in lower case, with the preposition that stands before it."""
    before = span.doc[span.start - 1] if span.start else None
    if before is None or before.pos_ != "ADP":
        return clean(span.text).lower()
    return f"{before.norm_} {clean(span.text).lower()}"


def _passes(noun: Token, span: Span) -> bool:
    """Whether the verb above a noun tells the tense: "матч 5 мая завершился", but not
    "объявили матч 5 мая"."""
    return span.start <= noun.i < span.end or noun.dep_.startswith("nsubj")


def _is_state(token: Token) -> bool:
    """ "закрыта до пятницы": it is so, and will be."""
    short = feature(token, "Variant") == "Short" and feature(token, "VerbForm") == "Part"
    return short and not any(child.pos_ == "AUX" for child in token.children)


def _tense(token: Token) -> str | None:
    """The tense of a verb, read off its auxiliary where it has one ("будет подписан")."""
    for each in (*(child for child in token.children if child.pos_ == "AUX"), token):
        if not (tense := feature(each, "Tense")):
            continue
        finite = feature(each, "VerbForm") == "Fin"
        if tense == "Past" and finite and _PERSONAL.search(each.norm_):  # the tagger's slip
            return "present" if feature(each, "Aspect") == "Imp" else "future"
        return _TENSES.get(tense)
    return None
