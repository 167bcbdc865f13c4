"""The attributes ``span._.name`` and ``doc._.name``, registered with spaCy."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

from spacy.tokens import Doc, Span

from .spans import data, mention, offsets


@dataclasses.dataclass(frozen=True)
class _SpanAttribute:
    """``span._.name``, kept apart for spans of one place and different types.

    spaCy keys span attributes by place alone, and nested entities share places. An object and no
    function in a function, so that processes that are spawned can be told of it.
    """

    name: str
    default: Any = None

    def key(self, span: Span) -> tuple[Any, ...]:
        return ("extract", self.name, *offsets(span), span.label_)

    def get(self, span: Span) -> Any:
        return data(span.doc).get(self.key(span), self.default)

    def put(self, span: Span, value: Any) -> None:
        data(span.doc)[self.key(span)] = value


@dataclasses.dataclass(frozen=True)
class _DocAttribute:
    """``doc._.name``.

    Attributes:
        name: Of the attribute.
        default: Makes the value of a document that has none.
        checked: Brings what a user sets into its form.
    """

    name: str
    default: Callable[[], Any] | None = None
    checked: Callable[[Any], Any] | None = None

    def get(self, doc: Doc) -> Any:
        key, known = ("extract", self.name), data(doc)
        if self.default is not None and key not in known:
            known[key] = self.default()
        elif self.default is list and isinstance(known[key], tuple):
            known[key] = list(known[key])  # a DocBin brings lists back as tuples
        return known.get(key)

    def put(self, doc: Doc, value: Any) -> None:
        data(doc)["extract", self.name] = self.checked(value) if self.checked else value


def _string(value: Any) -> str | None:
    """An id or title as users have them in their frames: a number too, or what is missing."""
    if value is None or (isinstance(value, float) and value != value):
        return None
    # Halves of pairs cannot be written.
    return str(value).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _date(value: Any) -> dt.date | None:
    """A date as users have them: a date, a moment (pandas' too), ISO 8601, None.

    Raises:
        ValueError: It is no date.
    """
    try:
        known = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        known = value
    if known is None or (isinstance(known, dt.datetime) and known != known):  # pandas' NaT
        return None
    if isinstance(known, dt.date):
        return known.date() if isinstance(known, dt.datetime) else known
    raise ValueError(f"doc._.date takes a date or its ISO form, such as 2024-05-19, not {value!r}")


_SPAN = (
    _SpanAttribute("score", 1.0),  # 0 to 1
    _SpanAttribute("normal"),  # str: the name in the nominative
    _SpanAttribute("term"),  # str: the normal form in the user's dictionary, where it has one
    _SpanAttribute("external_id"),  # str: the id there
    _SpanAttribute("time"),  # TimeValue
    _SpanAttribute("amount"),  # Amount
    _SpanAttribute("person"),  # Person
    _SpanAttribute("place"),  # Place
)
_DOC = (
    _DocAttribute("id", checked=_string),  # str: doc_id
    _DocAttribute("title", checked=_string),  # str
    _DocAttribute("date", checked=_date),  # datetime.date: the anchor of relative dates
    _DocAttribute("repeats", list),  # [(start, end)]: text that stands again elsewhere
    _DocAttribute("entities", list),  # [Entity]
    _DocAttribute("relations", list),  # [Relation]
    _DocAttribute("careers", list),  # [Career]
    _DocAttribute("events", list),  # [Event]
    _DocAttribute("notes", list),  # [(stage, message)]: what a stage left out
)


def register() -> None:
    """Registers the attributes with spaCy, as importing this module does; repeatable."""
    Span.set_extension("offsets", getter=offsets, force=True)
    Span.set_extension("mention", getter=mention, force=True)
    for one in _SPAN:
        Span.set_extension(one.name, getter=one.get, setter=one.put, force=True)
    for other in _DOC:
        Doc.set_extension(other.name, getter=other.get, setter=other.put, force=True)
