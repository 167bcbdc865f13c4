"""Lengths of time: how TIMEX3 writes them, and what lies so far away."""

from __future__ import annotations

import datetime as dt

from extract.stages.dates.calendar import step
from extract.stages.dates.expressions import Amounts

_LETTERS = {"year": "Y", "month": "M", "week": "W", "day": "D", "quarter": "Q"}
_LARGE = {"decade": ("year", 10, "DE"), "century": ("year", 100, "CE"),
          "millennium": ("year", 1000, "ML"), "half": ("month", 6, "M")}  # fmt: skip
CLOCK = {"hour": "H", "minute": "M", "second": "S"}


def _number(number: float | None) -> str:
    return "X" if number is None else f"{number:f}".rstrip("0").rstrip(".")


def duration_value(amounts: Amounts) -> str:
    """The TIMEX3 value of a length of time: P3Y8M, PT1.5H, PXD."""
    date_part, time_part = "", ""
    for unit, number in amounts:
        if unit in _LARGE:
            unit, size, letter = _LARGE[unit]
            if number is None:
                date_part += f"X{letter}"
                continue
            number *= size
        if unit in CLOCK:
            time_part += f"{_number(number)}{CLOCK[unit]}"
        else:
            date_part += f"{_number(number)}{_LETTERS[unit]}"
    return f"P{date_part}" + (f"T{time_part}" if time_part else "")


def whole_steps(amounts: Amounts) -> tuple[tuple[str, int], ...] | None:
    """Amounts in whole units ("полтора года" is 18 months), None where a number is open."""
    finer = {"year": ("month", 12), "month": ("day", 30), "week": ("day", 7), "day": ("hour", 24),
             "hour": ("minute", 60), "minute": ("second", 60), "quarter": ("month", 3)}  # fmt: skip
    steps = []
    for unit, number in amounts:
        if number is None:
            return None
        if unit in _LARGE:
            unit, size, _ = _LARGE[unit]
            number *= size
        if unit == "quarter":
            unit, number = "month", number * 3
        while number != int(number) and unit in finer:
            unit, size = finer[unit]
            number *= size
            if unit == "day":
                number = round(number)
        steps.append((unit, round(number)))
    return tuple(steps)


def stepped(moment: dt.date, amounts: Amounts, sign: int) -> dt.datetime | None:
    """The midnight so far after (1) or before (-1) a date, None where the length is open."""
    steps = whole_steps(amounts)
    if steps is None:
        return None
    moved: dt.date = dt.datetime.combine(moment, dt.time())
    try:
        for unit, count in steps:
            moved = step(moved, unit, sign * count)
    except OverflowError:
        return None
    assert isinstance(moved, dt.datetime)
    return moved
