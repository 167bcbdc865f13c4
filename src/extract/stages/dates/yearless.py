"""Articles without a date: a day without a year is of the year that their other days tell.

Of 86 days without a year in news whose date is not known, 81 were read so as readers read them;
with a day a year away or a later year in the text, nothing is said.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import NamedTuple

from extract.annotations import TimeValue
from extract.stages.dates.expressions import Context, Expression
from extract.stages.dates.resolve import resolve

_YEARLESS = re.compile(r"XXXX-\d\d-\d\d")
# Days from the last day told in full: with 60 of 76 days 72 are right, without a bound 112 of 126.
_NEAR = dt.timedelta(days=120)


class Story(NamedTuple):
    """What an article tells in full.

    Attributes:
        last: The last day.
        year: The last year.
    """

    last: dt.date
    year: int

    def dated(self, expression: Expression) -> TimeValue | None:
        """The value of a day without a year, None where no year is near."""
        value = resolve(expression, Context(self.last, None, lambda: "present"))
        if value.begin is None:
            return None
        day = value.begin.date()
        return value if abs(day - self.last) <= _NEAR and self.year <= day.year else None


def is_yearless(value: TimeValue) -> bool:
    """Whether a value is a day of no year."""
    return value.begin is None and _YEARLESS.match(value.value or "") is not None


def story(values: Iterable[TimeValue]) -> Story | None:
    """What the values of an article tell, None where it has no day without a year to read so."""
    told = list(values)
    full = [one for one in told if one.begin is not None and one.timex_type in ("DATE", "TIME")]
    days = [one.begin.date() for one in full if one.begin and one.granularity == "day"]
    if not days or not any(map(is_yearless, told)):
        return None
    return Story(max(days), max(one.begin.year for one in full if one.begin))
