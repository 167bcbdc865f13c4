"""Dates and times on the calendar: the stage ``extract_dates``, and ``parse`` by itself.

    >>> from extract.stages.dates import parse
    >>> parse("в третьем квартале прошлого года", dt.date(2023, 11, 28)).value
    '2022-Q3'

Begin and end are inclusive and count in the days, minutes or seconds of the value: the end of
"2023" is 31 December 2023 at 00:00, the end of "2023-11-28T14:30" is 14:30 of that day.
"""

from __future__ import annotations

import datetime as dt

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.annotations import ENTITIES, TimeValue
from extract.schema import TIME_TYPES
from extract.stages.dates.expressions import Context, Point
from extract.stages.dates.grammar import read
from extract.stages.dates.resolve import resolve
from extract.stages.dates.tense import tense_of

_CLOCK = frozenset({"daypart", "night", "hour", "minute", "second", "mod"})


def parse(
    text: str,
    anchor: dt.date | None = None,
    *,
    tense: str | None = None,
    reference: dt.date | None = None,
) -> TimeValue | None:
    """Reads a Russian date, time, duration or recurrence.

    Args:
        text: The expression, with or without its prepositions: "28 ноября", "за два года".
        anchor: The date of the article, or the moment where hours are to be counted. Without
            one the value of a relative or partial date stays partial (XXXX-11-28).
        tense: "past", "present" or "future": of the verb that the date belongs to. Without it
            a date without a year is of the anchor's year, but for the weeks around New Year,
            and a weekday is the last one, as in news.
        reference: The date that the narrative stands at, for "в тот же день", "год спустя".

    Returns:
        The value, None where the text says nothing about time. An impossible date
        ("31 февраля") has the value None and no interval.
    """
    expression = read(text)
    return None if expression is None else resolve(expression, Context(anchor, reference, tense))


@Language.factory(
    "extract_dates",
    assigns=["span._.time"],
    requires=["doc.spans", "token.is_sent_start"],
)
def create_dates(nlp: Language, name: str) -> Dates:  # noqa: ARG001
    return Dates()


class Dates:
    """Sets ``span._.time`` of the DATE and TIME mentions; the anchor is ``doc._.date``."""

    def find(self, doc: Doc) -> list[tuple[Span, TimeValue]]:
        """The mentions that have a value, in the order of the text."""
        mentions = [span for span in doc.spans.get(ENTITIES, ()) if span.label_ in TIME_TYPES]
        mentions.sort(key=lambda span: (span._.offsets[0], -span._.offsets[1], span.label_))
        found: list[tuple[Span, TimeValue]] = []
        narrative = _Narrative()
        for span in mentions:
            value = _value(span, doc._.date, narrative)
            if value is not None:
                narrative.add(span, value)
                found.append((span, value))
        return found

    def __call__(self, doc: Doc) -> Doc:
        for span, value in self.find(doc):
            span._.time = value
        return doc


class _Narrative:
    """Where the story stands: the last date, and the last one that names a day."""

    def __init__(self) -> None:
        self.date: dt.date | None = None
        self.day: dt.date | None = None
        self.sentence = -1  # of the day: where its sentence begins

    def add(self, span: Span, value: TimeValue) -> None:
        if value.begin is None or value.timex_type not in ("DATE", "TIME"):
            return
        self.date = value.begin.date()
        if value.granularity in ("day", "hour", "minute", "second"):
            self.day = self.date
            self.sentence = span.sent.start


def _value(span: Span, anchor: dt.date | None, narrative: _Narrative) -> TimeValue | None:
    start, end = span._.offsets
    expression = read(span.doc.text[start:end])
    if expression is None:
        return None
    reference = narrative.date
    if isinstance(expression, Point):
        named = expression.named().keys()
        if named <= _CLOCK and narrative.day and narrative.sentence == span.sent.start:
            anchor = narrative.day  # "28 ноября … в 15:30"
        if expression.shift is not None and expression.shift.steps[-1][0] in ("day", "week"):
            reference = narrative.day
    return resolve(expression, Context(anchor, reference, tense_of(span)))
