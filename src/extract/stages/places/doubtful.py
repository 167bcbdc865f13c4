"""Mentions that are no places, whatever the model says: "Рождественским перемирием" as a city.

Only what the gazetteer does not know, or knows by a name that is an ordinary word here, is
doubted.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span

from extract.stages.places.readings import Name
from extract.stages.places.resolve import Choice

_LATIN = re.compile(r"[A-Za-z][\w&'’.-]*")
_NO_NAMES = frozenset({"ADP", "CCONJ", "SCONJ", "PRON", "DET", "PART", "NUM"})
_PLURAL = re.compile(r"[А-ЯЁ].*[сц]к(?:ие|их|им|ими)")  # "герцоги Сассекские"
_CAPITALS = re.compile(r"[А-ЯЁ]{2,}[а-яё]{0,2}")


def is_no_place(doc: Doc, span: Span, name: Name, choice: Choice) -> bool:
    """Whether a mention of a place type is to be dropped.

    Args:
        doc: The document.
        span: The mention.
        name: As the resolver read it.
        choice: What the resolver chose.
    """
    if choice.inside:
        return False
    if _is_part_of_latin_name(doc, span):
        return True
    if choice.entry is None:
        return _is_unknown(doc, span, name)
    return name.is_adjective and not choice.by_adjective


def _is_unknown(doc: Doc, span: Span, name: Name) -> bool:
    """Of names that the gazetteer has no entry for.

    All countries stand in it; a city in capitals is an acronym ("МКАД"); a word before a
    person is the person's.
    """
    if " " in name.text:
        return False
    if (
        _PLURAL.fullmatch(name.text)
        or name.type == "COUNTRY"
        or (name.type == "CITY" and _CAPITALS.fullmatch(name.text))
    ):
        return True
    if name.type == "CITY" and span.root.pos_ in _NO_NAMES:
        return True
    after = doc[span.end] if span.end < len(doc) else None
    is_before_person = after is not None and after.ent_type_ == "PERSON" and after.is_title
    return is_before_person or name.is_adjective


def _is_part_of_latin_name(doc: Doc, span: Span) -> bool:
    """ "New York" of "New York Times"."""
    if not _LATIN.fullmatch(span[-1].text):
        return False
    beside = [doc[at] for at in (span.start - 1, span.end) if 0 <= at < len(doc)]
    return any(token.text[:1].isupper() and _LATIN.fullmatch(token.text) for token in beside)
