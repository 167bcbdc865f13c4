"""Periods of the calendar: their first and last day, and how TIMEX3 writes them."""

from __future__ import annotations

import calendar as _calendar
import dataclasses
import datetime as dt

from extract.stages.dates.expressions import ImpossibleDate
from extract.stages.dates.patterns import DAYPART_HOURS, NIGHT_BEGINS, SEASON_MONTHS

MIDNIGHT = dt.time()
# Values of which the text names nothing but the unit.
MASKS = {
    "millennium": "X", "century": "XX", "decade": "XXX", "year": "XXXX", "half": "XXXX-HX",
    "quarter": "XXXX-QX", "month": "XXXX-XX", "week": "XXXX-WXX", "day": "XXXX-XX-XX",
    "hour": "XXXX-XX-XXTXX", "minute": "XXXX-XX-XXTXX:XX", "second": "XXXX-XX-XXTXX:XX:XX",
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class Period:
    """An interval with its name.

    Attributes:
        value: TIMEX3 or EDTF.
        begin: First moment; None where partial, open, or outside of the years 1 to 9999.
        end: Last day, minute or second, whichever the value counts in.
        granularity: See ``annotations.TimeValue``.
        relative: Counted from an anchor.
    """

    value: str
    begin: dt.datetime | None
    end: dt.datetime | None
    granularity: str
    relative: bool = False


def unknown(unit: str) -> Period:
    """A day, month or year that nobody can name: "XXXX-XX"."""
    return Period(MASKS[unit], None, None, unit)


def _days(value: str, granularity: str, first: dt.date | None, last: dt.date | None) -> Period:
    begin = None if first is None else dt.datetime.combine(first, MIDNIGHT)
    end = None if last is None else dt.datetime.combine(last, MIDNIGHT)
    return Period(value, begin, end, granularity)


def year_text(year: int | None) -> str:
    """Four figures; EDTF's Y and minus sign beyond them; XXXX for no year."""
    if year is None:
        return "XXXX"
    if abs(year) > dt.MAXYEAR:
        return f"Y{year}"
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def _first(year: int, month: int = 1, day: int = 1) -> dt.date | None:
    return dt.date(year, month, day) if dt.MINYEAR <= year <= dt.MAXYEAR else None


def _last(year: int, month: int = 12) -> dt.date | None:
    first = _first(year, month)
    return first and first.replace(day=_calendar.monthrange(year, month)[1])


def years(first: int, last: int, value: str, granularity: str) -> Period:
    """From the first day of one year to the last day of another."""
    return _days(value, granularity, _first(first), _last(last))


def year(number: int) -> Period:
    """A year; astronomical numbers: 0 is 1 BCE."""
    return years(number, number, year_text(number), "year")


def decade(number: int) -> Period:
    """199 is 1990 to 1999."""
    return years(max(number * 10, 1), number * 10 + 9, f"{number:03d}", "decade")


def century(number: int) -> Period:
    """20 is 1901 to 2000, whose value is "19"."""
    if number < 1:
        raise ImpossibleDate("there is no century 0")
    return years(number * 100 - 99, number * 100, f"{number - 1:02d}", "century")


def millennium(number: int) -> Period:
    """2 is 1001 to 2000, whose value is "1"."""
    if number < 1:
        raise ImpossibleDate("there is no millennium 0")
    return years(number * 1000 - 999, number * 1000, f"{number - 1}", "millennium")


def months(number: int | None, first: int, count: int, value: str, granularity: str) -> Period:
    """Whole months of a year, or a partial period where the year is None."""
    if number is None:
        return Period(value, None, None, granularity)
    beyond, month = divmod(first + count - 2, 12)
    return _days(value, granularity, _first(number, first), _last(number + beyond, month + 1))


def month(number: int | None, which: int) -> Period:
    """A month of a year."""
    if not 1 <= which <= 12:
        raise ImpossibleDate(f"there is no month {which}")
    return months(number, which, 1, f"{year_text(number)}-{which:02d}", "month")


def quarter(number: int | None, which: int) -> Period:
    """A quarter of a year."""
    if not 1 <= which <= 4:
        raise ImpossibleDate(f"there is no quarter {which}")
    return months(number, which * 3 - 2, 3, f"{year_text(number)}-Q{which}", "quarter")


def half(number: int | None, which: int) -> Period:
    """A half of a year."""
    if not 1 <= which <= 2:
        raise ImpossibleDate(f"there is no half {which}")
    return months(number, which * 6 - 5, 6, f"{year_text(number)}-H{which}", "half")


def season(number: int | None, which: str) -> Period:
    """Three months; winter begins in December of its year."""
    return months(number, SEASON_MONTHS[which], 3, f"{year_text(number)}-{which}", "season")


def dekada(number: int | None, month_: int, which: int) -> Period:
    """A third of a month: days 1 to 10, 11 to 20, 21 to the end."""
    if not 1 <= which <= 3:
        raise ImpossibleDate(f"there is no third {which} of a month")
    last = _calendar.monthrange(number or 2000, month_)[1] if which == 3 else which * 10
    begin, end = day(number, month_, which * 10 - 9), day(number, month_, last)
    return Period(f"{begin.value}/{end.value}", begin.begin, end.end, "day")


def day(number: int | None, month_: int | None, which: int) -> Period:
    """A day; 29 February of no year is possible."""
    longest = 31 if month_ is None else _longest(number, month_)
    if not 1 <= which <= longest:
        raise ImpossibleDate(f"there is no day {which} in month {month_} of year {number}")
    text = f"{year_text(number)}-{'XX' if month_ is None else f'{month_:02d}'}-{which:02d}"
    if number is None or month_ is None:
        return Period(text, None, None, "day")
    date = _first(number, month_, which)
    return _days(text, "day", date, date)


def nth_weekday(number: int | None, month_: int, weekday: int, nth: int) -> Period:
    """The first, second or last (-1) such weekday of a month.

    Raises:
        ImpossibleDate: The month has fewer.
    """
    if number is None or not dt.MINYEAR <= number <= dt.MAXYEAR:
        return Period(f"{year_text(number)}-{month_:02d}-XX", None, None, "day")
    days = [
        day_
        for day_ in range(1, _longest(number, month_) + 1)
        if dt.date(number, month_, day_).isoweekday() == weekday
    ]
    if nth == 0 or nth > len(days):
        raise ImpossibleDate(f"there is no weekday number {nth} in the month")
    return day(number, month_, days[nth - 1 if nth > 0 else nth])


def _longest(number: int | None, month_: int) -> int:
    if not 1 <= month_ <= 12:
        raise ImpossibleDate(f"there is no month {month_}")
    # The calendar repeats after 400 years, and year 2000 is a leap year.
    return _calendar.monthrange(2000 if number is None else 2000 + number % 400, month_)[1]


def date(value: dt.date) -> Period:
    """The day of a date."""
    return day(value.year, value.month, value.day)


def week(value: dt.date) -> Period:
    """The ISO week around a date."""
    monday = value - dt.timedelta(days=value.weekday())
    iso = monday.isocalendar()
    return _days(f"{iso.year:04d}-W{iso.week:02d}", "week", monday, monday + dt.timedelta(days=6))


def weekend(value: dt.date) -> Period:
    """Saturday and Sunday of the ISO week around a date."""
    around = week(value)
    saturday = value - dt.timedelta(days=value.weekday() - 5)
    return _days(f"{around.value}-WE", "day", saturday, saturday + dt.timedelta(days=1))


def fraction(period: Period, which: int, parts: int) -> Period:
    """A half, third or quarter of a year, decade, century or month.

    Raises:
        ImpossibleDate: There is no such part ("третья половина").
    """
    if not 1 <= which <= parts:
        raise ImpossibleDate(f"there is no part {which} of {parts}")
    if period.begin is None or period.end is None:
        return dataclasses.replace(period, begin=None, end=None)
    first, last = period.begin, period.end
    span = last.year - first.year + 1
    if span > 1:
        begin = first.year + round(span * (which - 1) / parts)
        end = first.year + round(span * which / parts) - 1
        return years(begin, end, f"{begin:04d}/{end:04d}", "year")
    if period.granularity == "year":
        if parts == 2:
            return half(first.year, which)
        size = 12 // parts
        start = (which - 1) * size + 1
        text = f"{first.year:04d}-{start:02d}/{first.year:04d}-{start + size - 1:02d}"
        return months(first.year, start, size, text, "month")
    days = (last - first).days + 1
    if days < parts:
        raise ImpossibleDate("no part of a day is a date")
    start_day = first.date() + dt.timedelta(days=days * (which - 1) // parts)
    end_day = first.date() + dt.timedelta(days=days * which // parts - 1)
    return _days(f"{start_day}/{end_day}", "day", start_day, end_day)


def at(period: Period, hour: int, minute: int | None, second: int | None) -> Period:
    """A clock time of a day (a partial one too).

    Raises:
        ImpossibleDate: No clock shows it.
    """
    if hour > 24 or (minute or 0) > 59 or (second or 0) > 59 or (hour == 24 and minute):
        raise ImpossibleDate(f"no clock shows {hour}:{minute}:{second}")
    finest = "hour" if minute is None else "minute" if second is None else "second"
    begin = period.begin
    if hour == 24 and begin is not None and begin.date() == dt.date.max:
        raise ImpossibleDate("after the last day")
    if begin is not None:
        begin = begin + dt.timedelta(hours=hour, minutes=minute or 0, seconds=second or 0)
    text = f"{period.value}T{hour:02d}:{minute or 0:02d}"
    text += "" if second is None else f":{second:02d}"
    return Period(text, begin, begin, finest, period.relative)


def part_of_day(period: Period, which: str, night_before: bool) -> Period:
    """Morning, afternoon, evening or night of a day."""
    first, last = DAYPART_HOURS[which]
    begin = end = None
    if period.begin is not None and period.end is not None:
        begin = period.begin + dt.timedelta(hours=first)
        end = period.end + dt.timedelta(hours=last, minutes=59)
        if night_before and period.begin.date() > dt.date.min:
            begin = period.begin - dt.timedelta(hours=24 - NIGHT_BEGINS)
    return Period(f"{period.value}T{which}", begin, end, "hour", period.relative)


def step(moment: dt.date, unit: str, count: int) -> dt.date:
    """A date some units away; the last day of a month stays in its month.

    Hours leave a date without a clock time as it is.

    Raises:
        OverflowError: It lies outside of the years 1 to 9999.
    """
    in_months = {"year": 12, "month": 1, "quarter": 3, "half": 6, "decade": 120, "century": 1200}
    if unit in in_months:
        number, index = divmod(moment.year * 12 + moment.month - 1 + count * in_months[unit], 12)
        if not dt.MINYEAR <= number <= dt.MAXYEAR:
            raise OverflowError(f"year {number}")
        longest = _calendar.monthrange(number, index + 1)[1]
        return moment.replace(year=number, month=index + 1, day=min(moment.day, longest))
    if unit in ("hour", "minute", "second") and not isinstance(moment, dt.datetime):
        return moment
    return moment + dt.timedelta(**{f"{unit}s": count})
