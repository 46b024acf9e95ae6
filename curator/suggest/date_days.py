# SPDX-License-Identifier: MIT
"""What phrases mean that tell days: “Friday, 8 November”, “1-2 November”, “today”, “أول أمس”, “last night”.

What lives here: one function for each kind of phrase. What does not: weekdays (date_weekdays.py), months, weeks and
years (date_periods.py), the orders of words (date_grammar.py), the arithmetic (date_readings.py). Readings best first;
none where no day is told.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from curator.suggest import date_readings as calendar
from curator.suggest.date_place import (
    Place,
    Readings,
    basis_of,
    day_of,
    far_year_follows,
    month_of,
    side_of,
    that_year_of,
    year_is_since,
    year_of,
)
from curator.suggest.date_readings import EXPLICIT, PARTIAL, RELATIVE, Reading
from curator.suggest.date_words import AFTER_MAY, MONTH


def day_and_month(place: Place) -> Readings:
    """“Friday, 8 November 2019”, “Nov. 8”, “يوم أمس الخميس 3 مايو”."""
    if _is_verb(place):
        return ()
    days = _days(place, "day", "month")
    basis = basis_of(place)
    before = place.tokens.words[max(place.match.start() - 2, 0) : place.match.start()]
    if before == ["week", "of"]:
        return tuple(calendar.week(day, basis) for day in days)
    if before == ["weekend", "of"]:
        saturdays = (calendar.weekday_near(5, day) for day in days)
        return tuple(found for day in saturdays for found in calendar.between(day, day + timedelta(days=1), basis))
    found = [calendar.at(day, basis) for day in days]
    base = place.counted_from
    if len(days) == 1 and place.has("weekday") and days[0].weekday() != place.value("weekday"):
        found.append(calendar.at(calendar.weekday_near(place.value("weekday"), days[0]), basis))
    if len(days) == 1 and place.has("near") and base is not None and abs(days[0] - base) > timedelta(days=7):
        found.append(calendar.at(base + timedelta(days=place.tokens.values[place.match.end("near") - 1]), RELATIVE))
    return tuple(found)


def _is_verb(place: Place) -> bool:
    """“7 APRIL MAY MEAN”, “THE 23 MAY BE”: the month is a verb."""
    last = place.match.end("month") - 1
    return place.tokens.words[last] == "may" and bool(AFTER_MAY.intersection(place.tokens.words[last + 1 : last + 2]))


def _days(place: Place, day: str, month: str, number: str = "") -> tuple[date, ...]:
    """The days a day and a month can be, with the year that the words or the day of publication give."""
    month_number, day_number = month_of(place, month), day_of(place, day)
    if not month_number or not 1 <= day_number <= 31:
        return ()
    if far_year_follows(place) if not place.has(f"year{number}") else year_is_since(place, f"year{number}"):
        return ()
    base = place.counted_from
    weekday = place.value("weekday") if "weekday" in place.match.re.groupindex and place.has("weekday") else -1
    if place.has(f"year{number}"):
        found = calendar.valid(year_of(place, f"year{number}"), month_number, day_number)
        return (found,) if found else ()
    if base is None:
        return ()
    that_year = that_year_of(place, f"that_year{number}")
    if that_year is not None:
        found = calendar.valid(that_year, month_number, day_number)
        return (found,) if found else ()
    if place.has(f"side{number}"):
        return _beside(place.kinds(f"side{number}"), month_number, day_number, base)
    found_days = calendar.without_year(month_number, day_number, base, bool(place.ahead), weekday)
    return _beside_time(place, found_days)


def _beside_time(place: Place, days: tuple[date, ...]) -> tuple[date, ...]:
    """“since 3 May” is a day that was, “by 3 May” sooner one that is to come."""
    before = place.before if place.before != "the" else place.tokens.words[place.match.start() - 2]
    if before in ("since", "منذ"):
        return (min(days),) if days else ()
    if before in _DEADLINE and not place.ahead and len(days) > 1:
        return tuple(sorted(days, reverse=True))
    return days


_DEADLINE = frozenset(("by", "until", "till", "to", "بحلول", "حتي", "الي", "لغايه"))


def _beside(side: str, month: int, day: int, base: date) -> tuple[date, ...]:
    """“3 مارس المقبل”: the last, the next, or that of the year of publication."""
    years = {"l": range(base.year, base.year - 5, -1), "x": range(base.year, base.year + 5), "h": (base.year,)}[side]
    for found in (calendar.valid(year, month, day) for year in years):
        if found is not None and (side == "h" or (found < base if side == "l" else found > base)):
            return (found,)
    return ()


def written(place: Place) -> Readings:
    """“2019-11-03”, “08/11/2019”: with the day or the month first where both can be."""
    word = place.tokens.words[place.tokens.kinds.index("I", place.match.start())]
    numbers = [int(number) for number in re.findall(r"\d+", word)]
    if numbers[0] > 31:
        found = [calendar.valid(*numbers)]
    else:
        first, second, year = numbers
        year = year if year > 99 else calendar.century(year, place.counted_from)
        found = [calendar.valid(year, second, first), calendar.valid(year, first, second)]
    days = list(dict.fromkeys(day for day in found if day is not None))
    agreeing = [day for day in days if place.has("weekday") and day.weekday() == place.value("weekday")]
    return tuple(calendar.at(day, EXPLICIT) for day in (agreeing if len(agreeing) == 1 else days))


def days_of_month(place: Place) -> Readings:
    """“1-2 November”, “between 3 and 5 May”, “21 or 22 May”."""
    firsts, lasts = (_days(place, day, "month") for day in ("day", "day2"))
    basis = basis_of(place)
    apart = place.kinds("to") == "&" and not place.has("lead") and day_of(place, "day2") - day_of(place, "day") != 1
    if place.kinds("to") == "|" or apart:
        return tuple(calendar.at(day, basis) for pair in zip(firsts, lasts, strict=False) for day in pair)
    return tuple(
        reading
        for last in lasts
        for first in (calendar.valid(last.year, last.month, day_of(place, "day")),)
        if first is not None and first < last
        for reading in calendar.between(first, last, basis)
    )


def days_of_months(place: Place) -> Readings:
    """“from 28 April to 2 May”, “11 November 1989 to 30 January 1990”, “the night of 31 October to 1 November”."""
    basis = basis_of(place, "2")
    found: list[Reading] = []
    for last in _days(place, "day2", "month2", "2"):
        if place.has("year"):
            firsts = _days(place, "day", "month")
        else:
            firsts = tuple(filter(None, (_up_to(last, place),)))
        for first in firsts[:1]:
            found += calendar.between(first, last, basis) if first < last else ()
    return tuple(found)


def _up_to(last: date, place: Place) -> date | None:
    """The first day of a range, in the year of the last or the one before."""
    month, day = month_of(place, "month"), day_of(place, "day")
    if not month or not 1 <= day <= 31:
        return None
    found = calendar.valid(last.year, month, day)
    return found if found is None or found < last else calendar.valid(last.year - 1, month, day)


def the_day(place: Place) -> Readings:
    """“the 7th”, of the month told before it."""
    if place.anchor is None:
        return ()
    found = calendar.valid(place.anchor.year, place.anchor.month, place.value("day"))
    return (calendar.at(found, PARTIAL),) if found else ()


def day_of_that_month(place: Place) -> Readings:
    """“the 8th of this month”, “الثامن من الشهر الجاري”."""
    month = _that_month(place)
    found = calendar.valid(*month, day_of(place, "day")) if month else None
    return (calendar.at(found, RELATIVE),) if found else ()


def _that_month(place: Place) -> tuple[int, int] | None:
    """(year, month) of “of this month”, “من الشهر الجاري”; None for another unit."""
    base, unit = place.counted_from, place.value("unit" if place.has("unit") else "that")
    if base is None or unit != MONTH:
        return None
    return calendar.months_after(base, side_of(place.kinds("side") or place.kinds("that_side")))


def days_of_that_month(place: Place) -> Readings:
    """“between 12 and 15 of this month”, “من 12 إلى 15 من الشهر الجاري”."""
    month = _that_month(place)
    if month is None:
        return ()
    first, last = (calendar.valid(*month, day_of(place, day)) for day in ("day", "day2"))
    return calendar.between(first, last, RELATIVE) if first and last and first < last else ()


def near_day(place: Place) -> Readings:
    """“today”, “yesterday morning”, “أول أمس السبت”, “tomorrow, Thursday”, “the day before yesterday”."""
    base = place.counted_from
    if base is None:
        return ()
    after = place.value("near")
    further = place.has("further") or place.has("before_that")
    if (further and not after) or _no_day(place) or (place.has("before_that") and after > 0):
        return ()
    day = base + timedelta(days=after + (after if further else 0))
    found = [calendar.at(day, RELATIVE)]
    if place.has("weekday") and day.weekday() != place.value("weekday"):
        found.append(calendar.at(calendar.weekday_near(place.value("weekday"), day), RELATIVE))
    return tuple(found)


def _no_day(place: Place) -> bool:
    """“في اليوم” is on that day; “غدا الطريق خاليا”: the road became empty."""
    word = place.tokens.words[place.match.start("near")]
    if word == "اليوم":
        return place.before == "في" and not place.has("weekday")
    return word == "غدا" and not place.has("weekday") and place.after.startswith("ال")


def part_of_today(place: Place) -> Readings:
    """“this morning”."""
    return (calendar.at(place.counted_from, RELATIVE),) if place.counted_from else ()


def last_night(place: Place) -> Readings:
    """“last night”, “overnight”, “الليلة الماضية”: from the day before to the day of publication."""
    base = place.counted_from
    part = place.tokens.words[place.match.start("part")] if place.has("part") else "overnight"
    if base is None or part not in ("night", "overnight", "الليله", "ليله"):
        return ()
    return calendar.between(base - timedelta(days=1), base, RELATIVE)
