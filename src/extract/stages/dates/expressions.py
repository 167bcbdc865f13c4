"""What a date expression says, before it is put on a calendar.

The grammar builds these from words; ``calendar.py`` turns them into intervals. All are plain
immutable data: None is what the text does not say.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import operator
from collections.abc import Callable

# A number of units; None is a number the text leaves open ("несколько дней").
Amounts = tuple[tuple[str, float | None], ...]

# Coarse to fine. A range or list hands the coarse fields of one side to the other.
FIELDS = (
    "bce", "millennium", "century", "decade", "tens", "year", "short_year", "fraction", "half",
    "quarter", "season", "month", "dekada", "weekend", "workdays", "weekday", "day", "daypart",
    "hour", "minute", "second",
)  # fmt: skip


class ImpossibleDate(ValueError):
    """The text names a date that no calendar has."""


@dataclasses.dataclass(frozen=True, slots=True)
class Shift:
    """Steps in units from an origin.

    Attributes:
        steps: Unit and how many, coarse to fine.
        origin: "anchor", the article's date; "reference", the date the narrative stands at, else
            the anchor; "via" ("через год"), the narrative's where the verb is past, else the
            anchor; "later" ("год спустя"), the narrative's, or the anchor where the verb is
            future.
    """

    steps: tuple[tuple[str, int], ...]
    origin: str = "anchor"


@dataclasses.dataclass(frozen=True, slots=True)
class Point:
    """A date or time, as far as the text names it.

    Attributes:
        century: 20 is 1901 to 2000; ``millennium`` holds likewise.
        decade: 199 is the 1990s; ``tens`` is its last figure where no century is named.
        short_year: Two figures, the century not named.
        fraction: (which, of how many): "вторая половина" is (2, 2).
        weekday: 1 is Monday.
        nth: Which such weekday of a month, -1 for the last.
        dekada: Third of a month.
        night: The night that leads into the day ("в ночь на 5 мая").
        shift: Where the date is counted from ("прошлого года"); named fields refine it.
        offset: Steps from the date itself ("за три дня до 9 мая").
        pick: Of several months or weekdays that fit, the last (-1), this (0), the next (1).
        mod: TIMEX3 modifier.
    """

    bce: bool | None = None
    millennium: int | None = None
    century: int | None = None
    decade: int | None = None
    tens: int | None = None
    year: int | None = None
    short_year: int | None = None
    fraction: tuple[int, int] | None = None
    half: int | None = None
    quarter: int | None = None
    season: str | None = None
    month: int | None = None
    dekada: int | None = None
    weekend: bool | None = None
    workdays: bool | None = None
    weekday: int | None = None
    nth: int | None = None
    day: int | None = None
    daypart: str | None = None
    night: bool | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    shift: Shift | None = None
    offset: tuple[tuple[str, int], ...] | None = None
    pick: int | None = None
    mod: str | None = None

    def named(self) -> dict[str, object]:
        """The fields that the text names."""
        pairs = zip(_NAMES, _values(self), strict=True)
        return {name: value for name, value in pairs if value is not None}


_NAMES = tuple(field.name for field in dataclasses.fields(Point))
_values = operator.attrgetter(*_NAMES)


@dataclasses.dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, or from a least to a greatest one.

    Attributes:
        window: -1 where it ends at the anchor ("за последние пять лет"), 1 where it begins there.
    """

    amounts: Amounts
    most: Amounts | None = None
    window: int | None = None
    mod: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Range:
    """From begin to end; None is an open end."""

    begin: Point | None
    end: Point | None
    mod: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Several:
    """Dates in a list: all of them, or one of them."""

    points: tuple[Point, ...]
    one_of: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Portion:
    """The first or last units of a period ("за девять месяцев 2020 года").

    Attributes:
        skip: How many units come before ("на второй неделе мая": 1).
    """

    amounts: Amounts
    of: Point
    last: bool = False
    skip: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Recurrence:
    """What comes again: a period, or a date of each week or year."""

    every: Amounts | None = None
    on: Point | Range | Several | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Vague:
    """PAST_REF, PRESENT_REF or FUTURE_REF: a time without a place on the calendar."""

    value: str


Expression = Point | Duration | Range | Several | Portion | Recurrence | Vague


def _untold() -> str | None:
    return None


@dataclasses.dataclass(frozen=True, slots=True)
class Context:
    """What a text's dates are counted from.

    Attributes:
        anchor: The article's date.
        reference: The date the narrative stands at, for "в тот же день".
        verb: Tells the tense of the verb that the date belongs to, for the few that ask.
        moment: The anchor with its clock time, where that is known: for "через два часа".
    """

    anchor: dt.date | None = None
    reference: dt.date | None = None
    verb: Callable[[], str | None] = _untold
    moment: dt.datetime | None = None

    @property
    def tense(self) -> str | None:
        """ "past", "present", "future" or None."""
        return self.verb()
