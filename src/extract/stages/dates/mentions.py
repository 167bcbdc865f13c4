"""The dates of a document: those of the entity model, and those that the scan finds.

A find where the model has nothing is a new mention. One that holds several of the model's, or
says more than the one that it holds, takes their place: "24 декабря 2023 года — 8 января
2024 года" is one interval. What stands inside of another name ("«Карнавальная ночь»") is a part
of that name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Span

from extract.annotations import ENTITIES, Near, offsets, outer_first, span_of, text_of
from extract.russian.spelling import cleaned
from extract.schema import TIME_TYPES
from extract.stages.dates.evidence import Judged, is_number, judge
from extract.stages.dates.expressions import Several
from extract.stages.dates.grammar import read
from extract.stages.dates.lexer import Lexer
from extract.stages.dates.scan import scan
from extract.stages.mentions import is_repeated

# Mentions that may hold a date; in the others it is a part of a name or of an amount.
_HOLDERS = frozenset({"EVENT", "LAW", "CRIME", "PENALTY", "DATE", "TIME"})
# What the model makes of the figures of a date that it does not know.
_FIGURES = frozenset({"NUMBER", "ORDINAL", "MONEY", "PERCENT", "AGE"})
_SENTENCE_END = re.compile(r"[.!?…]\s+[А-ЯЁA-Z]")
_WORD = re.compile(r"[а-я]{4,}")
_WRITTEN = frozenset({"day", "month", "time", "range"})  # forms that are dates beyond doubt


class Dated(NamedTuple):
    """Mentions after the scan.

    Attributes:
        text: The document's.
        spans: All of the document, sorted by start, the longer first.
        found: Of those, the scan's, with their scores.
        changed: Something was found or taken away.
    """

    text: str
    spans: list[Span]
    found: list[tuple[Span, float]]
    changed: bool


class _Placed(NamedTuple):
    start: int
    end: int
    type: str
    span: Span

    @property
    def is_date(self) -> bool:
        return self.type in TIME_TYPES


def joined(doc: Doc, lexer: Lexer) -> Dated:
    """The mentions of a document with the scan's among them; the document stays as it is."""
    text = text_of(doc)
    given = [_Placed(*offsets(span), span.label_, span) for span in doc.spans.get(ENTITIES, ())]
    placed = [each for each in given if not (each.is_date and is_number(text, *each[:2]))]
    if several := _several([each for each in placed if each.is_date], text, lexer):
        placed = [each for each in placed if each not in several]
    near, out = Near(placed), set[_Placed]()
    found = []
    for each in judged(text, doc._.repeats, lexer):  # in order and apart
        over = [other for other in near(each.start, each.end) if other not in out]
        gone = _gone(each, over, text, lexer) if over else []
        if gone is None:
            continue
        span = span_of(doc, each.start, each.end, each.type)
        held = [other.span._.score for other in gone if other.is_date]
        out.update(gone)
        placed.append(_Placed(each.start, each.end, each.type, span))
        found.append((span, max([each.score, *held])))
    if out:
        placed = [each for each in placed if each not in out]
    changed = bool(found) or len(placed) < len(given)
    if changed:
        placed.sort(key=outer_first)
    return Dated(text, [each.span for each in placed], found, changed)


def _several(dates: list[_Placed], text: str, lexer: Lexer) -> set[_Placed]:
    """Dates that hold two apart: "[09:30] женщина [1981 года] рождения", "[6 часов]. [Утром]"."""
    found, around = set(), list[_Placed]()  # those that hold the one looked at, the widest first
    last: dict[_Placed, int] = {}  # of each where the last one in it ended
    for each in sorted(dates, key=lambda each: (each.start, -each.end)):
        while around and around[-1].end < each.end:
            around.pop()
        for outer in around[-1:]:
            if outer in last and _is_apart(text[last[outer] : each.start + 1], lexer):
                found.add(outer)
            last[outer] = each.end
        around.append(each)
    return found


def _is_apart(gap: str, lexer: Lexer) -> bool:
    """Whether a sentence ends between two dates, or a word stands there that no date has.

    The gap goes on to the first letter of the second.
    """
    if _SENTENCE_END.search(gap):
        return True
    return any(not lexer.is_word(word) for word in _WORD.findall(gap.lower().replace("ё", "е")))


def judged(text: str, repeats: Sequence[tuple[int, int]], lexer: Lexer) -> list[Judged]:
    """The scan's dates, those in repeated passages left out."""
    repeats, clean, found = sorted(repeats), cleaned(text), []
    for each in scan(clean.text, lexer):
        date = judge(each, clean.text)
        if date is None:
            continue
        start, end = clean.span(date.start, date.end)
        if not is_repeated(repeats, start):
            found.append(date._replace(start=start, end=end))
    return found


def _gone(each: Judged, over: list[_Placed], text: str, lexer: Lexer) -> list[_Placed] | None:
    """The mentions whose place a find takes, None where there is no place for it."""
    gone: list[_Placed] = []
    for other in over:
        inside = each.start <= other.start and other.end <= each.end
        around = other.start <= each.start and each.end <= other.end
        if other.is_date:
            if around or not inside:
                return None
            gone.append(other)
        elif other.type in _FIGURES and inside and each.form in _WRITTEN:
            gone.append(other)
        elif not (around and other.type in _HOLDERS) and not (inside and not around):
            return None
    dates = [other for other in gone if other.is_date]
    return gone if _is_more(each, dates, text, lexer) else None


def _is_more(each: Judged, replaced: list[_Placed], text: str, lexer: Lexer) -> bool:
    """Whether a find says more than the mentions that it would take the place of."""
    if len(replaced) != 1:
        return not (replaced and isinstance(each.meaning, Several))
    start, end, kind, _ = replaced[0]
    if each.form == "day" and kind != each.type:  # the model took "23.04.2024" for a time
        return True
    return read(text[start:end], lexer) != each.meaning
