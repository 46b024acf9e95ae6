# SPDX-License-Identifier: MIT
"""What date words can mean: first and last day, precision, basis, counted from the day of publication.

What lives here: the arithmetic of the calendar. What does not: which words say it (date_grammar.py). Every function
gives its readings best first, none where the words do not tell a period of at most a year (CODEBOOK.md 2.1, V02-V04).
At the ends of the calendar they raise ValueError or OverflowError.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta

EXPLICIT, PARTIAL, RELATIVE = "explicit", "explicit_partial", "relative"
LONGEST = 366  # days of a period of precision year
_SOON = 60  # days: news without a year more often tell of what comes so soon than of a year ago


@dataclass(frozen=True)
class Reading:
    """`to_come`: what is left of a period, from the day of publication on; it never ends with that day."""

    start: date
    end: date
    precision: str
    basis: str
    to_come: bool = False


def at(day: date, basis: str) -> Reading:
    return Reading(day, day, "day", basis)


def between(start: date, end: date, basis: str) -> tuple[Reading, ...]:
    """The period from one day to another, with the precision its length has; none beyond a year."""
    days = (end - start).days + 1
    if not 1 <= days <= LONGEST:
        return ()
    precision = "day" if days == 1 else "range" if days <= 6 else "week" if days == 7 else ""
    return (Reading(start, end, precision or ("month" if days <= 31 else "year"), basis),)


def valid(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def month(year: int, number: int, basis: str) -> Reading:
    return Reading(date(year, number, 1), month_end(year, number), "month", basis)


def months_after(day: date, months: int) -> tuple[int, int]:
    """(year, month) so many months after the one of this day."""
    year_of, number = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year_of, number + 1


def same_day(day: date, months: int) -> date:
    """The same day of another month, or that month's last one."""
    year_of, number = months_after(day, months)
    return date(year_of, number, min(day.day, month_end(year_of, number).day))


def year(number: int, basis: str) -> Reading:
    return Reading(date(number, 1, 1), date(number, 12, 31), "year", basis)


def week(day: date, basis: str) -> Reading:
    """The week of a day, Monday to Sunday."""
    start = day - timedelta(days=day.weekday())
    return Reading(start, start + timedelta(days=6), "week", basis)


def clipped(reading: Reading, published: date | None) -> Reading:
    """A month, week or year that contains the day of publication ends with it (V04)."""
    named = reading.precision in ("month", "week", "year") and not reading.to_come  # a weekend is a range
    if published is None or not named or not reading.start <= published < reading.end:
        return reading
    return replace(reading, end=published)


def century(two_digits: int, published: date | None) -> int:
    """The year of “89”: the last such one not after the year of publication; without that 1969 to 2068."""
    if published is None:
        return two_digits + (1900 if two_digits >= 69 else 2000)
    return published.year - (published.year - two_digits) % 100


def without_year(number: int, day: int, published: date, ahead: bool, weekday: int = -1) -> tuple[date, ...]:
    """“8 November”: the last one up to the day after publication, and the next one.

    The next one counts only where it is nearer; where the sentence does not look `ahead`, both are given then. A
    weekday decides if it can.
    """
    last = _nearest(number, day, published, -1)
    following = _nearest(number, day, published, 1)
    candidates = [found for found in (last, following) if found is not None]
    agreeing = [found for found in candidates if found.weekday() == weekday]
    if len(agreeing) == 1:
        return (agreeing[0],)
    if last is None or following is None:
        return tuple(candidates)
    if following - published > published - last:
        return (last,)
    if ahead:
        return (following,)
    soon = (following - published).days <= _SOON
    return (following, last) if soon else (last, following)


def _nearest(number: int, day: int, published: date, step: int) -> date | None:
    """The last such day up to the day after publication (step -1), or the first one later (step 1)."""
    limit = published + timedelta(days=1)
    years = range(limit.year, limit.year + 5 * step, step)  # 29 February comes every four years
    for found in (valid(number_of, number, day) for number_of in years if 1 <= number_of <= MAXYEAR):
        if found is not None and (found <= limit) == (step < 0):
            return found
    return None


def month_without_year(number: int, published: date, ahead: bool) -> int:
    """The year of “in October”: that of the last such month, or of the next where the sentence looks ahead."""
    last = published.year - (number > published.month)
    if ahead and number != published.month:
        months_since = (published.month - number) % 12
        return last + 1 if months_since > 6 and last < MAXYEAR else last
    return last


def weekday_up_to(number: int, day: date) -> date:
    """The last such weekday, this day included."""
    return day - timedelta(days=(day.weekday() - number) % 7)


def weekday_after(number: int, day: date) -> date:
    """The first such weekday after this day."""
    return day + timedelta(days=(number - day.weekday() - 1) % 7 + 1)


def weekday_near(number: int, day: date) -> date:
    """The weekday of this name that is nearest to a day, at most three days away."""
    return day + timedelta(days=(number - day.weekday() + 3) % 7 - 3)
