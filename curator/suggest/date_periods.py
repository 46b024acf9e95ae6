# SPDX-License-Identifier: MIT
"""What phrases mean that tell months, weeks and years: “in October”, “last week”, “two months ago”, “منذ 1988”.

What lives here: one function for each kind of phrase. What does not: days (date_days.py), the orders of words
(date_grammar.py), the arithmetic (date_readings.py), ending a period with the day of publication (dates.py).
"""

from __future__ import annotations

from datetime import date, timedelta

from curator.suggest import date_readings as calendar
from curator.suggest.date_place import (
    Place,
    Readings,
    basis_of,
    far_year_follows,
    month_of,
    side_of,
    that_year_of,
    year_is_since,
    year_of,
)
from curator.suggest.date_readings import EXPLICIT, RELATIVE, Reading
from curator.suggest.date_words import AFTER_MAY, DAY, HOUR, ISLAMIC, MONTH, WEEK, WEEKEND, YEAR


def month(place: Place) -> Readings:
    """“in October”, “mid-January”, “last October”, “August 2012”, “شهر نيسان الماضي”."""
    number = month_of(place, "month")
    if not number or not _supported(place):
        return ()
    year = _year_of_month(place, number)
    basis = basis_of(place) if not place.has("front") else RELATIVE
    return (calendar.month(year, number, basis),) if year is not None else ()


def _supported(place: Place) -> bool:
    """A month alone is told as one by the word before it; in capitals “this march” is none."""
    tokens, first = place.tokens, place.match.start()
    if place.has("year") or place.has("that_year") or place.has("side") or place.has("lead"):
        return True
    if place.kinds("month") == "A" and place.kinds("front")[:1] == "H":
        return False
    if place.has("front"):
        return True
    kind, word = tokens.kinds[first - 1 : first] if first else "", tokens.words[place.match.end("month") - 1]
    if not kind or kind not in "itfub" or place.kinds("month").startswith("J"):
        return False
    if place.kinds("month") == "A" and place.before == "to":
        return False
    if word == "may" and place.after in AFTER_MAY:
        return False
    return place.before != "by" or tokens.kinds[place.match.end() : place.match.end() + 1] != "_"  # by April Jones


def _year_of_month(place: Place, month: int) -> int | None:
    base = place.counted_from
    if place.has("year"):
        return None if year_is_since(place, "year") else year_of(place, "year")
    if base is None or far_year_follows(place):
        return None
    that_year = that_year_of(place, "that_year")
    if that_year is not None:
        return that_year
    side = place.kinds("side") or (place.kinds("front") if "front" in place.match.re.groupindex else "")
    if side:
        return base.year + {-1: -(month >= base.month), 0: 0, 1: month <= base.month}[side_of(side)]
    return calendar.month_without_year(month, base, bool(place.ahead))


def months(place: Place) -> Readings:
    """“between April and May 1989”, “شهري مايو ويونيو الماضيين”."""
    first, last = month_of(place, "month"), month_of(place, "month2")
    year = _year_of_month(place, last)
    if not first or not last or year is None:
        return ()
    start = date(year - (first > last), first, 1)
    if place.kinds("to") == "&" and place.kinds("lead") in "ui" and (last - first) % 12 != 1:
        return tuple(calendar.month(found.year, found.month, basis_of(place)) for found in (start, date(year, last, 1)))
    return calendar.between(start, calendar.month_end(year, last), basis_of(place))


def year(place: Place) -> Readings:
    """“in 2014”, “since 1988”, “عام 2014”, “صيف 2005”."""
    told = place.has("unit") or place.has("season") or place.has("part")
    following = place.tokens.kinds[place.match.end() : place.match.end() + 1]
    if place.after in ISLAMIC or (not told and (place.before == "to" or (following == "_" and _counted(place.after)))):
        return ()
    return (calendar.year(place.tokens.values[place.match.end() - 1], EXPLICIT),)


def old_year(place: Place) -> Readings:
    """“in the year 1887”, “العام 1887”: further back than numbers alone are taken for years.

    Arabic years before 1500 are as likely those of the Islamic calendar.
    """
    unit, number = place.tokens.words[place.match.start("unit")], place.tokens.words[place.match.start("old")]
    value = place.tokens.values[place.match.start("old")]
    if unit not in _ONE_YEAR or len(number) != 4 or not (1000 if unit.isascii() else 1500) <= value < 1900:
        return ()
    return () if place.after in ISLAMIC else (calendar.year(value, EXPLICIT),)


_ONE_YEAR = frozenset(("year", "عام", "العام", "سنه", "السنه"))


def _counted(word: str) -> bool:
    """“in 2000 villages”, “في 2000 قرية”: a number, no year."""
    return (word.endswith("s") and word not in _NOT_COUNTED) or not word.isascii()


_NOT_COUNTED = frozenset(("as", "is", "was", "has", "its", "his", "this", "thus"))


def nothing(place: Place) -> Readings:
    """“the 2011-2019 war”: longer than a year."""
    return ()


def period(place: Place) -> Readings:
    """“last week”, “this month”, “the past year”, “العام الماضي”."""
    base, unit, side = place.counted_from, place.value("unit"), side_of(place.kinds("side"))
    if base is None or unit in (DAY, HOUR) or "B" in place.kinds("side"):
        return ()
    if side == 0 and "end" in place.tokens.words[max(place.match.start() - 2, 0) : place.match.start()]:
        return ()  # “before the end of this year”
    if side == 0 and place.ahead and unit in (WEEK, MONTH, YEAR):
        ahead = (reading for reading in later(place) if reading.start < reading.end)
        return (_period_of(base, unit, 0), *ahead)
    if "C" in place.kinds("side") and unit != WEEKEND:
        return _up_to_now(base, unit, 1)
    if unit == WEEKEND and "C" in place.kinds("side"):
        return the_weekend(place)
    return (_period_of(base, unit, side),)


def the_weekend(place: Place) -> Readings:
    """“over the weekend”, “this past weekend”: the last one that is over, or ends on the day of publication."""
    base = place.counted_from
    if base is None or place.value("unit") != WEEKEND or place.ahead:
        return ()
    sunday = calendar.weekday_up_to(6, base)
    return calendar.between(sunday - timedelta(days=1), sunday, RELATIVE)


def later(place: Place) -> Readings:
    """“later this month”, “خلال الأيام القادمة من الشهر الجاري”: from the day of publication on."""
    base, unit = place.counted_from, place.value("unit")
    if base is None or unit not in (WEEK, MONTH, YEAR):
        return ()
    found = _period_of(base, unit, 0)
    return (Reading(base, found.end, found.precision, RELATIVE, to_come=True),)


def _period_of(base: date, unit: int, side: int) -> Reading:
    if unit == YEAR:
        return calendar.year(base.year + side, RELATIVE)
    if unit == MONTH:
        return calendar.month(*calendar.months_after(base, side), RELATIVE)
    week = calendar.week(base + timedelta(days=7 * side), RELATIVE)
    if unit == WEEK:
        return week
    saturday = week.start + timedelta(days=5)
    if side == 0 and saturday > base:  # “this weekend” on a Monday is the one before
        saturday -= timedelta(days=7)
    return Reading(saturday, saturday + timedelta(days=1), "range", RELATIVE)


def last_units(place: Place) -> Readings:
    """“the past 24 hours”, “the last six months”; what is to come in so many days has no first day."""
    base, unit = place.counted_from, place.value("unit")
    if base is None or side_of(place.kinds("side")) >= 0 or unit == WEEKEND:
        return ()
    return _up_to_now(base, unit, place.value("count"))


def _up_to_now(base: date, unit: int, count: int) -> Readings:
    """The last so many units up to the day of publication; hours count as the days they touch."""
    if unit == HOUR:
        return calendar.between(base - timedelta(days=-(-count // 24)), base, RELATIVE)
    if unit == DAY:
        return calendar.between(base - timedelta(days=count), base, RELATIVE)
    if unit == WEEK:
        return calendar.between(base - timedelta(days=7 * count - 1), base, RELATIVE)
    if unit in (MONTH, YEAR):
        start = calendar.same_day(base, -count * (12 if unit == YEAR else 1))
        too_long = (base - start).days >= (31 if count == 1 and unit == MONTH else calendar.LONGEST)
        return calendar.between(start + timedelta(days=1) if too_long else start, base, RELATIVE)
    return ()


def ago(place: Place) -> Readings:
    """“two days ago” is a day, “three weeks ago” a week, “قبل شهرين” a month, “ten years ago” a year."""
    base = place.counted_from
    words = place.tokens.words
    unit, count = place.value("unit"), 1
    if base is None or place.before in _MORE_OR_LESS or (unit in (DAY, HOUR) and _is_about(place)):
        return ()
    behind = place.tokens.words[place.match.end() : place.match.end() + 2]
    if behind[:1] == ["و"] or behind[:1] in (["ونصف"], ["ونيف"]):
        return ()  # “قبل عامين ونصف”
    if place.tokens.kinds[place.match.start("unit")] == "K":
        count = 2
    elif place.has("count"):
        count = place.value("count") or int(place.kinds("count") == "a")
    elif words[place.match.start("unit")] in _MANY:
        return ()
    if count < 1:
        return ()
    if place.has("today"):
        months = {MONTH: count, YEAR: 12 * count}.get(unit)
        days = {DAY: count, WEEK: 7 * count}.get(unit, 0)
        day = base - timedelta(days=days) if months is None else calendar.same_day(base, -months)
        return (calendar.at(day, RELATIVE),) if unit != HOUR else ()
    if unit == HOUR:
        return (calendar.at(base - timedelta(days=count // 24), RELATIVE),) if count % 24 == 0 else ()
    if unit == DAY:
        return (calendar.at(base - timedelta(days=count), RELATIVE),)
    return (_period_of(base, unit, -count),) if unit in (WEEK, MONTH, YEAR) else ()


def _is_about(place: Place) -> bool:
    """“about five days ago”: the words tell no day."""
    return place.before in _ABOUT or "~" in place.match.group()


_MORE_OR_LESS = frozenset(("than", "over", "least", "under", "within"))
_ABOUT = frozenset(("about", "around", "some", "nearly", "almost", "roughly", "approximately", "or"))
_MANY = frozenset((
    "ايام", "اسابيع", "اشهر", "شهور", "سنوات", "سنين", "اعوام", "ساعات", "days", "weeks", "months", "years", "hours",
))  # fmt: skip
