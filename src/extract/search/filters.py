"""Which sentences may answer: who, where, when, what kind of fact; as SQL conditions."""

from __future__ import annotations

import datetime as dt
import json
import re
import sqlite3
from typing import Any, NamedTuple

from extract.schema import EVENT_KINDS, RELATION_TYPES, STATUSES
from extract.search import names
from extract.search.query import SearchError

_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class Filters(NamedTuple):
    """What a sentence must tell of.

    Attributes:
        who: A name in any case, of somebody or something that the sentence names; with ``kind``
            or ``status``, of one side of the relation or event.
        with_: Likewise, of another side.
        where: A place that the sentence names or where the event takes place; places in it count.
        since, until: The first and the last day, ISO 8601: a year, month or day. They count for
            the date of the article; with ``kind`` or ``status`` for that of the relation or
            event, where it has one.
        kind: A relation's predicate or kind, or an event's kind: MEETING_WITH, меморандум, forum.
        status: Of the relation or event: held, planned, signed.
    """

    who: str | None = None
    with_: str | None = None
    where: str | None = None
    since: str | dt.date | None = None
    until: str | dt.date | None = None
    kind: str | None = None
    status: str | None = None

    @property
    def of_facts(self) -> bool:
        """Whether a sentence must tell a relation or event."""
        return self.kind is not None or self.status is not None


class Conditions(NamedTuple):
    """SQL for ``sentences s`` of ``documents d``; and for ``facts f``, which may be shown.

    Attributes:
        sentences: After WHERE; "" for none.
        facts: After WHERE; "" for none.
        values: By the names that stand in both.
    """

    sentences: str
    facts: str
    values: dict[str, Any]


def conditions(sql: sqlite3.Connection, filters: Filters) -> Conditions:
    """The conditions that filters make.

    Raises:
        SearchError: A name, kind, status or date is none.
    """
    values: dict[str, Any] = {}
    for side in ("who", "with_"):
        if (name := getattr(filters, side)) is not None:
            values[side] = json.dumps(names.meant(sql, name))
    if filters.where is not None:
        values["where"] = json.dumps(names.places(sql, filters.where))
    if filters.since is not None:
        values["since"] = _day("since", filters.since)
    if filters.until is not None:
        values["until"] = _day("until", filters.until) + "~"  # after all that begins so
    if not filters.of_facts:
        return Conditions(" AND ".join(_of_sentences(values)), "", values)
    if filters.kind is not None:
        values["kind"] = _kind(sql, filters.kind)
    if filters.status is not None:
        values["status"] = _status(filters.status)
    facts = " AND ".join(_of_facts(values))
    told = f"""s.id IN (
        SELECT told.sentence FROM facts f JOIN told ON told.fact = f.id
        JOIN documents d ON d.id = f.doc WHERE {facts}
    )"""
    return Conditions(told, facts, values)


_NAMED = "s.id IN (SELECT sentence FROM named WHERE entity IN (SELECT value FROM json_each(:{})))"
_SIDE = "f.id IN (SELECT fact FROM sides WHERE entity IN (SELECT value FROM json_each(:{})))"
_TWO_SIDES = """f.id IN (
    SELECT one.fact FROM sides one JOIN sides other ON other.fact = one.fact
    WHERE one.side <> other.side
      AND one.entity IN (SELECT value FROM json_each(:who))
      AND other.entity IN (SELECT value FROM json_each(:with_))
)"""
_PLACE = """(
    f.place IN (SELECT value FROM json_each(:where)) OR f.id IN (
        SELECT told.fact FROM told JOIN named ON named.sentence = told.sentence
        WHERE named.entity IN (SELECT value FROM json_each(:where))
    )
)"""


def _of_sentences(values: dict[str, Any]) -> list[str]:
    found = [_NAMED.format(side) for side in ("who", "with_") if side in values]
    if "where" in values:
        told = _PLACE.replace("f.", "facts.")
        found.append(
            f"({_NAMED.format('where')} OR s.id IN (SELECT told.sentence FROM told JOIN facts"
            f" ON facts.id = told.fact WHERE {told}))"
        )
    if "since" in values:
        found.append("d.date >= :since")
    if "until" in values:
        found.append("d.date <= :until")
    return found


def _of_facts(values: dict[str, Any]) -> list[str]:
    found = []
    if "kind" in values:
        found.append("(f.kind = :kind OR f.sort = :kind)")
    if "status" in values:
        found.append("f.status = :status")
    if {"who", "with_"} <= values.keys():
        found.append(_TWO_SIDES)
    else:
        found += [_SIDE.format(side) for side in ("who", "with_") if side in values]
    if "where" in values:
        found.append(_PLACE)
    if "since" in values:
        found.append('coalesce(f."end", f."begin", d.date) >= :since')
    if "until" in values:
        found.append('coalesce(f."begin", f."end", d.date) <= :until')
    return found


def _day(name: str, value: str | dt.date) -> str:
    text = value.strftime("%Y-%m-%d") if isinstance(value, dt.date) else str(value).strip()
    if not _DAY.fullmatch(text):
        raise SearchError(
            f"{name} is a year, month or day such as 2023, 2023-01 or 2023-01-31, not {value!r}"
        )
    return text


def _kind(sql: sqlite3.Connection, kind: str) -> str:
    for known in (kind.upper(), kind.lower()):
        if known in RELATION_TYPES or known in EVENT_KINDS:
            return known
    sorts = {sort for (sort,) in sql.execute("SELECT DISTINCT sort FROM facts")}
    if kind.lower() in sorts:
        return kind.lower()
    rows = sql.execute("SELECT DISTINCT kind FROM facts ORDER BY is_event, kind")
    raise SearchError(f"no kind {kind!r}; there are {', '.join(one for (one,) in rows if one)}")


def _status(status: str) -> str:
    if status.lower() not in STATUSES:
        raise SearchError(f"no status {status!r}; there are {', '.join(STATUSES)}")
    return status.lower()
