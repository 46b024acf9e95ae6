# SPDX-License-Identifier: MIT
"""What phrases mean that tell days: “Friday, 8 November”, “1-2 November”, “last Friday”, “أول أمس”, “last night”.

What lives here: one function for each kind of phrase. What does not: months, weeks and years (date_periods.py), the
orders of words (date_grammar.py), the arithmetic (date_readings.py). Readings best first; none where no day is told.
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
from curator.suggest.date_words import AFTER_MAY, ANNOUNCING, CALLED_FOR, MONTH


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
    return calendar.without_year(month_number, day_number, base, bool(place.ahead), weekday)


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
    base = place.counted_from
    if base is None or place.value("unit") != MONTH:
        return ()
    found = calendar.valid(*calendar.months_after(base, side_of(place.kinds("side"))), day_of(place, "day"))
    return (calendar.at(found, RELATIVE),) if found else ()


def weekday(place: Place) -> Readings:
    """“on Friday”, “last Friday”, “early Friday”, “يوم الأحد المقبل”."""
    base, number = place.counted_from, place.value("weekday")
    if base is None:
        return ()
    front = place.kinds("front") + place.kinds("side")
    before = calendar.weekday_up_to(number, base - timedelta(days=1))
    up_to, after = calendar.weekday_up_to(number, base), calendar.weekday_after(number, base)
    if "B" in front:
        return (calendar.at(before - timedelta(days=7), RELATIVE),)
    side = side_of(front)
    if side < 0:
        return (calendar.at(before, RELATIVE),)
    if side > 0:
        return (calendar.at(after, RELATIVE),)
    if place.ahead:
        first, other = (up_to, after) if up_to == base else (after, up_to)
        return (calendar.at(first, RELATIVE), calendar.at(other, RELATIVE))
    if _called_for(place):
        nearer = after - base < base - up_to
        return tuple(calendar.at(day, RELATIVE) for day in ((after, up_to) if nearer else (up_to, after)))
    if _awaited(place) or (place.ahead is None and ("H" in front or "h" in front)):
        return (calendar.at(up_to, RELATIVE), calendar.at(after, RELATIVE))
    if place.before in _NOT_PAST | _OF_ANOTHER or (place.ahead is None and place.before in _FROM):
        return ()
    return (calendar.at(up_to, RELATIVE),)


# After these a weekday is one to come, or any: where the sentence does not look ahead, no day can be told.
_NOT_PAST = frozenset(("for", "by", "to", "until", "till", "through", "حتي", "الي"))
_FROM = frozenset(("from", "من"))
_OF_ANOTHER = frozenset(("following", "same", "preceding", "first", "second"))  # counted from another day


def _awaited(place: Place) -> bool:
    """“Friday's hearing”, “the meeting on Monday”: it may have been or be still to come."""
    kinds, first, last = place.tokens.kinds, place.match.start(), place.match.end()
    named = kinds[last : last + 1] == "'" and "q" in kinds[last : last + 5]
    return named or kinds[max(first - 2, 0) : first] == "qn"


def _called_for(place: Place) -> bool:
    """“declared Thursday a day of mourning”, “called a strike on Monday”: announced before it came, perhaps after."""
    words, first, last = place.tokens.words, place.match.start(), place.match.end()
    if not ANNOUNCING.intersection(words[max(first - _CALL, 0) : first]):
        return False
    behind = words[last : last + 5]
    if behind[:1] in (["يوم"], ["يوما"], ["عطله"], ["اجازه"], ["موعدا"]):
        return True
    if behind[:1] and behind[0] in ("a", "as") and {"day", "holiday", "date"}.intersection(behind):
        return True
    at = first - 1
    while at >= 0 and words[at] in ("on", "for", "في", "يوم", "of", "general", "national"):
        at -= 1
    return at >= 0 and words[at] in CALLED_FOR


_CALL = 8  # words before a weekday, looked at for a word of announcing


def weekdays(place: Place) -> Readings:
    """“Monday and Tuesday”, “ليلة الخميس على الجمعة”."""
    base = place.counted_from
    if base is None:
        return ()
    side = side_of(place.kinds("side"))
    if side > 0 or place.ahead:
        first = calendar.weekday_after(place.value("weekday"), base)
        return calendar.between(first, calendar.weekday_after(place.value("weekday2"), first), RELATIVE)
    last = calendar.weekday_up_to(place.value("weekday2"), base - timedelta(days=1 if side else 0))
    first = calendar.weekday_up_to(place.value("weekday"), last - timedelta(days=1))
    if place.kinds("to") == "&" and not place.has("lead") and (last - first).days > 1:
        return (calendar.at(first, RELATIVE), calendar.at(last, RELATIVE))
    return calendar.between(first, last, RELATIVE)


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
