"""Dates and times on the calendar: the stage ``extract_dates``, and ``parse`` by itself.

    >>> from extract.stages.dates import parse
    >>> parse("в третьем квартале прошлого года", dt.date(2023, 11, 28)).value
    '2022-Q3'

Begin and end are inclusive and count in the days, minutes or seconds of the value: the end of
"2023" is 31 December 2023 at 00:00, the end of "2023-11-28T14:30" is 14:30 of that day.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal, NamedTuple, overload

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.annotations import ENTITIES, TimeValue, offsets, set_mentions, text_of
from extract.schema import TIME_TYPES
from extract.stages.dates import yearless
from extract.stages.dates.expressions import Context, Duration, Point, Range, Several
from extract.stages.dates.grammar import explained, read
from extract.stages.dates.lexer import LEXER, Lexer, full_year
from extract.stages.dates.mentions import Dated, joined
from extract.stages.dates.own_entries import Words, entries
from extract.stages.dates.resolve import resolve
from extract.stages.dates.tense import tense_of
from extract.stages.dates.yearless import Story

_CLOCK = frozenset({"daypart", "night", "hour", "minute", "second", "mod"})
_BEFORE = re.compile(r"\s+(?:до|перед)\b")
_NUMBER = re.compile(r"(?:[сС]о? )?\d\d?")
# Characters: a bare number belongs to a date no further than this. Half or double changes no row.
_FAR = 40


class Explained(NamedTuple):
    """A value, and the names of the rules that fired for it, in their order."""

    value: TimeValue | None
    rules: list[str]


@overload
def parse(
    text: str,
    anchor: dt.date | None = ...,
    *,
    tense: str | None = ...,
    reference: dt.date | None = ...,
    explain: Literal[False] = ...,
) -> TimeValue | None: ...


@overload
def parse(
    text: str,
    anchor: dt.date | None = ...,
    *,
    tense: str | None = ...,
    reference: dt.date | None = ...,
    explain: Literal[True],
) -> Explained: ...


def parse(
    text: str,
    anchor: dt.date | None = None,
    *,
    tense: str | None = None,
    reference: dt.date | None = None,
    explain: bool = False,
) -> TimeValue | Explained | None:
    """Reads a Russian date, time, duration or recurrence.

    Args:
        text: The expression, with or without its prepositions: "28 ноября", "за два года".
        anchor: The date of the article, or the moment where hours are to be counted. Without
            one the value of a relative or partial date stays partial (XXXX-11-28).
        tense: "past", "present" or "future": of the verb that the date belongs to. Without it
            a date without a year is of the anchor's year, but for the weeks around New Year,
            and a weekday is the last one, as in news.
        reference: The date that the narrative stands at, for "в тот же день", "год спустя".
        explain: Tell which rules of the grammar fired.

    Returns:
        The value, None where the text says nothing about time. An impossible date
        ("31 февраля") has the value None and no interval. With ``explain``, the value and the
        names of the rules.
    """
    rules: list[str] = []
    expression = explained(text, rules) if explain else read(text)
    moment = anchor.replace(tzinfo=None) if isinstance(anchor, dt.datetime) else None
    context = Context(_date(anchor), _date(reference), lambda: tense, moment)
    value = None if expression is None else resolve(expression, context)
    return Explained(value, rules) if explain else value


def _date(value: dt.date | None) -> dt.date | None:
    return value.date() if isinstance(value, dt.datetime) else value


@Language.factory(
    "extract_dates",
    default_config={"scan": True, "words": {}},
    assigns=["span._.time"],
    requires=["doc.spans", "token.is_sent_start"],
)
def create_dates(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    scan: bool,
    words: dict[str, dict[str, list[str]]],
) -> Dates:
    """Makes the component.

    Args:
        nlp: The pipeline.
        name: Of the component.
        scan: Find dates that the entity model does not mark.
        words: Of the user's own (see ``own_entries``).
    """
    return Dates(scan=scan, words=words)


class Dates:
    """Sets ``span._.time`` of the DATE and TIME mentions; the anchor is ``doc._.date``.

    Dates that the text holds and the mentions do not become mentions (see ``mentions.py``).
    """

    def __init__(self, *, scan: bool = True, words: Words | None = None) -> None:
        self.scan = scan
        self.lexer = Lexer(entries(words)) if words else LEXER

    def find(self, doc: Doc) -> list[tuple[Span, TimeValue]]:
        """The mentions that have a value, in the order of the text."""
        return self._read(doc, self._mentions(doc))

    def _mentions(self, doc: Doc) -> Dated:
        if self.scan:
            return joined(doc, self.lexer)
        return Dated(text_of(doc), list(doc.spans.get(ENTITIES, ())), [], False)

    def _read(self, doc: Doc, dated: Dated) -> list[tuple[Span, TimeValue]]:
        mentions = [span for span in dated.spans if span.label_ in TIME_TYPES]
        mentions.sort(key=_order)
        found = self._told(mentions, _Reader(dated.text, doc._.date, self.lexer))
        if doc._.date is None and (story := yearless.story(value for _, value in found)):
            found = self._told(mentions, _Reader(dated.text, None, self.lexer, story))
        return found

    def _told(self, mentions: list[Span], reader: _Reader) -> list[tuple[Span, TimeValue]]:
        found = []
        for index, span in enumerate(mentions):
            value = reader.value(span) or reader.fragment(span, mentions[index + 1 :])
            if value is not None:
                reader.follow(span, value)
                found.append((span, value))
        return found

    def __call__(self, doc: Doc) -> Doc:
        dated = self._mentions(doc)
        if dated.changed:
            set_mentions(doc, dated.spans)
            for span, score in dated.found:
                span._.score = round(score, 4)
        for span, value in self._read(doc, dated):
            span._.time = value
        return doc


def _order(span: Span) -> tuple[int, int, str]:
    start, end = offsets(span)
    return start, -end, span.label_


class _Reader:
    """Reads the mentions of a document in order, and keeps where its story stands.

    Attributes:
        date: The last date of the story; ``day`` the last one that names a day.
        sentence: Where the sentence of ``day`` begins.
        story: Of an article without a date the days and years that it tells in full.
    """

    def __init__(
        self, text: str, anchor: dt.date | None, lexer: Lexer, story: Story | None = None
    ) -> None:
        self.text = text
        self.lexer = lexer
        self.anchor = anchor
        self.story = story
        self.date: dt.date | None = None
        self.day: dt.date | None = None
        self.sentence = -1

    def follow(self, span: Span, value: TimeValue) -> None:
        """Moves the story to a mention's date, but not to a day of long ago that it recalls
        ("в этот день 99 лет назад")."""
        if value.begin is None or value.timex_type not in ("DATE", "TIME"):
            return
        start, end = offsets(span)
        expression = read(self.text[start:end], self.lexer)
        if isinstance(expression, Point) and expression.shift and expression.offset:
            return
        self.date = value.begin.date()
        if value.granularity in ("day", "hour", "minute", "second"):
            self.day = self.date
            self.sentence = _sentence(span)

    def value(self, span: Span) -> TimeValue | None:
        """The value of a mention's text."""
        start, end = offsets(span)
        expression = read(self.text[start:end], self.lexer)
        if expression is None:
            return None
        anchor, reference = self.anchor, self.date
        if isinstance(expression, Duration) and _BEFORE.match(self.text, end):
            anchor = None  # "за последний месяц до приговора": counted from another date
        if isinstance(expression, Point):
            named = expression.named().keys()
            if named <= _CLOCK and self.day and self.sentence == _sentence(span):
                anchor = self.day  # "28 ноября … в 15:30"
            if expression.shift is not None and expression.shift.steps[-1][0] in ("day", "week"):
                reference = self.day
        value = resolve(expression, Context(anchor, reference, lambda: tense_of(span)))
        if self.story is not None and yearless.is_yearless(value):
            return self.story.dated(expression) or value
        return value

    def fragment(self, span: Span, following: list[Span]) -> TimeValue | None:
        """A bare number: the "с 5" of "с 5 по 21 августа", the 19 of "COVID-19"."""
        start, end = offsets(span)
        written = self.text[start:end]
        if _NUMBER.fullmatch(written) is None:
            return None
        if start > 1 and self.text[start - 1] == "-" and self.text[start - 2].isalpha():
            return parse(str(full_year(written)))
        after = next((other for other in following if offsets(other)[0] >= end), None)
        if after is None or offsets(after)[1] - start > _FAR or _sentence(after) != _sentence(span):
            return None
        joint = read(self.text[start : offsets(after)[1]], self.lexer)
        if not isinstance(joint, Range | Several):
            return None
        whole = resolve(joint, Context(self.anchor, self.date, lambda: tense_of(after)))
        if whole.begin is None or whole.granularity != "day":
            return None
        day = whole.begin.date().isoformat()
        return TimeValue("DATE", day, whole.begin, whole.begin, "day", whole.anchor)


def _sentence(span: Span) -> int:
    """The first token of a mention's sentence; ``span.sent`` would walk through the document."""
    index = span.start
    while index > 0 and not span.doc[index].is_sent_start:
        index -= 1
    return index
