# SPDX-License-Identifier: MIT
"""What weekdays mean: “on Friday”, “last Friday”, “Tuesday of last week”, “Monday and Tuesday”, “يوم الأحد المقبل”.

What lives here: one function for each kind of phrase. What does not: other days (date_days.py), the orders of words
(date_grammar.py), the arithmetic (date_readings.py). Readings best first; none where no day is told.
"""

from __future__ import annotations

from datetime import date, timedelta

from curator.suggest import date_readings as calendar
from curator.suggest.date_place import Place, Readings, side_of
from curator.suggest.date_readings import RELATIVE
from curator.suggest.date_words import ANNOUNCING, CALLED_FOR, SPEAKING, WEEK

_FRIDAY = 4


def weekday_of_week(place: Place) -> Readings:
    """“Tuesday last week”, “on Friday of next week”, “الثلاثاء من الأسبوع الماضي”.

    Where a week begins on Saturday or Sunday, these days are a week earlier: both are readings.
    """
    base, number = place.counted_from, place.value("weekday")
    if base is None or place.value("unit") != WEEK:
        return ()
    monday = _monday(base, place.kinds("side"))
    days = (monday + timedelta(days=number), monday + timedelta(days=number - 7))
    return tuple(calendar.at(day, RELATIVE) for day in (days if number > _FRIDAY else days[:1]))


def _monday(base: date, side: str) -> date:
    """The first day of the last, this or the next week."""
    return base - timedelta(days=base.weekday()) + timedelta(days=7 * side_of(side))


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
    if side_of(front):
        return (calendar.at(before if side_of(front) < 0 else after, RELATIVE),)
    if _is_of_another_week(place):
        return ()
    if place.ahead:
        both = (up_to, after) if up_to == base else (after, up_to)
        return tuple(calendar.at(day, RELATIVE) for day in both)
    if _called_for(place) or place.before in ("is", "are"):
        nearer = after - base < base - up_to
        return tuple(calendar.at(day, RELATIVE) for day in ((after, up_to) if nearer else (up_to, after)))
    if _awaited(place) or (place.ahead is None and ("H" in front or "h" in front)):
        return (calendar.at(up_to, RELATIVE), calendar.at(after, RELATIVE))
    if place.before in _NOT_PAST or (place.ahead is None and place.before in _FROM):
        return ()
    return (calendar.at(up_to, RELATIVE),)


def _is_of_another_week(place: Place) -> bool:
    """“that Tuesday”, “Wednesday week”, “أيام الجمعة”, “the Friday before the vote”, “on the Friday”."""
    words, first = place.tokens.words, place.match.start()
    before_that = words[first - 2] if first > 1 else ""
    if place.before == "that" and before_that in SPEAKING:
        return False  # “said that Tuesday's attack”
    if place.before == "the":
        return place.after in _ANOTHER_WEEK or before_that == "on"
    return place.before in _OF_ANOTHER or place.after == "week" or words[first] == "ايام"


# After these a weekday is one to come, or any: where the sentence does not look ahead, no day can be told.
_NOT_PAST = frozenset(("for", "by", "to", "until", "till", "through", "حتي", "الي"))
_ANOTHER_WEEK = frozenset(("before", "after", "following", "preceding"))
_FROM = frozenset(("from", "من"))
_OF_ANOTHER = frozenset(
    ("that", "any", "some", "one", "ذلك", "اي", "following", "same", "preceding", "first", "second")
)  # counted from another day


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
    numbers = (place.value("weekday"), place.value("weekday2"))
    apart = place.kinds("to") == "&" and not place.has("lead")
    if place.has("of_week"):
        monday = _monday(base, place.kinds("of_week"))
        first, last = (monday + timedelta(days=number) for number in numbers)
        if WEEK not in place.tokens.values[place.match.start("of_week") : place.match.end("of_week")] or first > last:
            return ()
        return _both_or_between(first, last, apart)
    if not place.has("side") and numbers in _WORKING_WEEKS:
        return ()  # “open Monday to Friday”
    if side > 0 or (not side and (place.ahead or place.before == "for")):
        first = calendar.weekday_after(numbers[0], base)
        return _both_or_between(first, calendar.weekday_after(numbers[1], first), apart)
    last = calendar.weekday_up_to(numbers[1], base - timedelta(days=1 if side else 0))
    return _both_or_between(calendar.weekday_up_to(numbers[0], last - timedelta(days=1)), last, apart)


def _both_or_between(first: date, last: date, apart: bool) -> Readings:
    """“Monday and Wednesday” are two days `apart`, “Monday and Tuesday” a range as “Monday to Wednesday” is."""
    if apart and (last - first).days > 1:
        return (calendar.at(first, RELATIVE), calendar.at(last, RELATIVE))
    return calendar.between(first, last, RELATIVE)


_WORKING_WEEKS = frozenset(((0, 4), (0, 5), (6, 3), (5, 2), (5, 3)))
